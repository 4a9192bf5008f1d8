"""The manual has a page for each command, made from its help: `make manual` writes them into docs/man, and a wheel carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from exportctl.cli.app import COMMANDS, app

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "man"
_PROGRAM = "exportctl"
_STEERS = re.compile(r"^([.'])", re.MULTILINE)
_CODES = re.compile(r"Exit code: .*", re.DOTALL)


def pages() -> dict[str, str]:
    """Return the text of each page, by the name of its file: roff, with the macros of man(7)."""
    group = get_command(app)
    context = group.make_context(_PROGRAM, [], resilient_parsing=True)
    found = dict(_page(context, ()))
    for name in COMMANDS:
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        found |= _page(command.make_context(f"{_PROGRAM} {name}", [], parent=context, resilient_parsing=True), (name,))
        for part, one in getattr(command, "commands", {}).items():
            inner = one.make_context(f"{_PROGRAM} {name} {part}", [], parent=context, resilient_parsing=True)
            found |= _page(inner, (name, part))
    return found


def _page(context: Any, names: tuple[str, ...]) -> dict[str, str]:
    page = "-".join((_PROGRAM, *names))
    return {f"{page}.1": "\n".join([*_lines(context, page, names), ""])}


def _lines(context: Any, page: str, names: tuple[str, ...]) -> Iterator[str]:
    command = context.command
    first, *told = (command.help or "").split("\n\n")
    codes = [part for part in told if _CODES.match(part)]
    yield f'.TH {page.upper().replace("-", chr(92) + "-")} 1 "" {_PROGRAM} "User Commands"'
    yield from (".SH NAME", f"{_text(page)} \\- {_text(_flat(first).rstrip('.?'))}", ".SH SYNOPSIS")
    yield f".B {_text(' '.join((_PROGRAM, *names)))}"
    yield f".RI {chr(34)}{_text(' '.join(command.collect_usage_pieces(context)))}{chr(34)}"
    yield ".SH DESCRIPTION"
    yield _text(_flat(first))
    for part in told:
        if part not in codes:
            yield from (".PP", _text(_flat(part)))
    inside = getattr(command, "commands", {})
    if inside:
        yield ".SH COMMANDS"
    for name in inside:
        one = command.get_command(context, name)
        yield from (".TP", f".BR {_text(f'{page}-{name}')} (1)", _text(_flat((one.help or "").split("\n\n")[0])))
    yield ".SH OPTIONS"
    for item in command.get_params(context):
        if not getattr(item, "hidden", False):
            yield from _option(item)
    if codes:
        yield from (".SH EXIT STATUS", *(_text(_flat(part).removeprefix("Exit code: ")) for part in codes))
    if command.epilog:
        yield from (".SH EXAMPLE", ".EX", _text(command.epilog.removeprefix("Example: ")), ".EE")
    if names:
        yield from (".SH SEE ALSO", f".BR {_PROGRAM} (1)")


def _option(item: Any) -> Iterator[str]:
    said = sorted([*item.opts, *item.secondary_opts], key=len) if item.param_type_name == "option" else []
    named = item.metavar or ("" if said else item.name.upper())
    yield ".TP"
    yield f".BI {chr(34)}{_text(', '.join(said))}{' ' if said and named else ''}{chr(34)} {chr(34)}{_text(named)}{chr(34)}"
    default = item.default if getattr(item, "show_default", False) and isinstance(item.default, str) else None
    yield _text(_flat(item.help or "")) + (f" [default: {_text(default)}]" if default else "")


def _flat(text: str) -> str:
    """Return a paragraph on one line, without the marks that keep brackets from rich."""
    return " ".join(text.split()).replace("\\[", "[")


def _text(text: str) -> str:
    """Return text that steers nothing in roff, whose hyphens can be copied, and whose letters any machine can read."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return _STEERS.sub(r"\\&\1", "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in escaped))


def main() -> None:
    """Write the pages, and remove those of commands that are gone."""
    FOLDER.mkdir(exist_ok=True)
    found = pages()
    for file in FOLDER.glob("*.1"):
        if file.name not in found:
            file.unlink()
    for name, text in found.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

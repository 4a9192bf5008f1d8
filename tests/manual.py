"""The manual has a page for each command, made from its help: `make manual` writes them into docs/man, and a wheel carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.helps import PROGRAM, Help, Option, helps

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "man"
_STEERS = re.compile(r"^([.'])", re.MULTILINE)


def pages() -> dict[str, str]:
    """Return the text of each page, by the name of its file: roff, with the macros of man(7)."""
    return {f"{'-'.join((PROGRAM, *one.names))}.1": "\n".join([*_lines(one), ""]) for one in helps()}


def _lines(one: Help) -> Iterator[str]:
    page, (first, *paragraphs) = "-".join((PROGRAM, *one.names)), one.told
    yield f'.TH {page.upper().replace("-", chr(92) + "-")} 1 "" {PROGRAM} "User Commands"'
    yield from (".SH NAME", f"{_text(page)} \\- {_text(first.rstrip('.?'))}", ".SH SYNOPSIS")
    yield f".B {_text(one.command)}"
    yield f".RI {chr(34)}{_text(one.usage)}{chr(34)}"
    yield ".SH DESCRIPTION"
    yield _text(first)
    for part in paragraphs:
        yield from (".PP", _text(part))
    if one.inside:
        yield ".SH COMMANDS"
    for name, says in one.inside.items():
        yield from (".TP", f".BR {_text(f'{page}-{name}')} (1)", _text(says))
    yield ".SH OPTIONS"
    for item in sorted(one.options, key=lambda option: bool(option.written)):  # the arguments, then the options
        yield from _option(item)
    if one.codes:
        yield from (".SH EXIT STATUS", *map(_text, one.codes))
    if one.example:
        yield from (".SH EXAMPLE", ".EX", _text(one.example), ".EE")
    if one.names:
        yield from (".SH SEE ALSO", f".BR {PROGRAM} (1)")


def _option(item: Option) -> Iterator[str]:
    yield ".TP"
    blank = " " if item.written and item.takes else ""
    yield f".BI {chr(34)}{_text(item.written)}{blank}{chr(34)} {chr(34)}{_text(item.takes)}{chr(34)}"
    yield _text(item.says)


def _text(text: str) -> str:
    """Return text that steers nothing in roff, whose hyphens can be copied, and whose letters any machine can read."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return _STEERS.sub(r"\\&\1", "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in escaped))


def main() -> None:
    """Write the pages, and remove those of commands that are gone."""
    FOLDER.mkdir(exist_ok=True)
    by_name = pages()
    for file in FOLDER.glob("*.1"):
        if file.name not in by_name:
            file.unlink()
    for name, text in by_name.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Print the result of a command, or write it to a file, and print notes and errors on stderr."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from exportctl.cli.invocation import context_if_any
from exportctl.cli.manner import current_manner
from exportctl.cli.target import output_error, target
from exportctl.errors import InputError, reason_of
from exportctl.reports.formats import format_result, language_for
from exportctl.reports.i18n.language import render
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from exportctl.reports.results import DatedResult

STEP_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
"""The variable with the name of the file to which a workflow step appends its summary."""
_NARROW: Final = 80
_COMMAND: Final = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
"""The beginnings of wrapped lines that a workflow runner would interpret as commands."""


def publish(kind: str, format_: str, result: object) -> None:
    """Print a result, tables as wide as the terminal or 80 columns; for annotations of a workflow, write a summary of the step, too."""
    # Only results that depend on a day have the field.
    if getattr(result, "today", result) is None:
        from dataclasses import replace

        from exportctl import api

        result = replace(cast("DatedResult", result), today=api.today())
    with language_for(kind, format_):
        output = format_result(kind, format_, result)
        if isinstance(output, bytes):
            emit_bytes(output)
        else:
            _print(output if isinstance(output, str) else _render(output), format_)
    if format_ == "github" and (file := os.environ.get(STEP_SUMMARY)):
        markdown = str(format_result(kind, "markdown", result))
        try:
            with open(file, "a", encoding="utf-8", errors="backslashreplace") as summary:  # noqa: PTH123 - any text may be its name
                summary.write(f"{markdown}\n\n")
        except (OSError, ValueError) as error:
            note(
                "{step_summary} {file}: {reason}",
                step_summary=STEP_SUMMARY,
                file=file,
                reason=reason_of(error, Sentence("is not a file name")),
            )


def _render(parts: Iterable[RenderableType]) -> str:
    from rich.console import Console

    class Screen(Console):
        """A console that draws with the characters of the terminal, although the stream that it writes to is UTF-8."""

        @property
        def encoding(self) -> str:
            """The encoding of the terminal."""
            return (getattr(sys.__stdout__, "encoding", None) or "utf-8").lower()

    plain = bool(target())  # a file has no colours
    console = Screen(
        highlight=False, soft_wrap=False, force_terminal=False if plain else None, no_color=True if plain else None
    )
    if not (console.is_terminal or os.environ.get("COLUMNS", "").isdigit()):
        console.width = _NARROW
    with console.capture() as captured:
        for part in parts:
            console.print(part, markup=False, crop=False)
    text = "\n".join(line.rstrip(" ") for line in captured.get().removesuffix("\n").split("\n"))
    return _COMMAND.sub(r"\1: ", text)


def _print(text: str, format_: str) -> None:
    """Print a result, or show it in a pager if it is a complete table on a terminal."""
    context = context_if_any()
    everything = bool(context and context.params.get("all_"))
    if everything and format_ == "table" and not target() and sys.stdout.isatty() and current_manner().uses_pager:
        from exportctl.cli import pager

        if pager.show(text + "\n"):
            return
    emit(text)


def emit(text: str) -> None:
    """Print a result, or write it to its file; raises OSError if it cannot be printed, InputError if it cannot be written."""
    if file := target():
        write(Path(file), text + "\n", "output")
    else:
        print(text, flush=True)


def emit_bytes(content: bytes) -> None:
    """Write bytes to their file, or to standard output; raises InputError if that is a terminal."""
    refuse_terminal()
    if file := target():
        write(Path(file), content, "output")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def refuse_terminal() -> None:
    """Raise InputError if a result that a terminal cannot show would be printed on one."""
    if not target() and sys.stdout.isatty():
        raise InputError("output", "a terminal cannot show this format; name a file with -o")


def write(file: Path, content: str | bytes, where: str) -> None:
    """Write a result to a file atomically; raises InputError if that fails."""
    from exportctl.files.atomic import replace

    try:
        replace(file, content)
    except (OSError, ValueError) as error:
        raise output_error(where, file, error) from None


def note(text: str, /, **parts: object) -> None:
    """Print a note on stderr, apart from the result, unless the run is quiet: a whole text, or words with their parts."""
    if not current_manner().quiet:
        complain(text, **parts)


def complain(text: str, /, **parts: object) -> None:
    """Print an error on stderr, or a note that a quiet run prints, too: a whole text, or words with their parts."""
    from exportctl.cli.flags import flag
    from exportctl.reports.printable import printable

    whole = Sentence(text, **parts) if parts else text
    print(f"exportctl: {printable(render(whole, flag))}", file=sys.stderr)

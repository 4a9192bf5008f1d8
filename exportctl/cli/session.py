"""The steps of commands around their one call: load the law, read names, numbers and tables, and print the result."""

from __future__ import annotations

import os
import re
import sys
from itertools import zip_longest
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from exportctl import api
from exportctl.cli.invocation import context_if_any
from exportctl.cli.manner import current_manner
from exportctl.cli.outputs import target
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.limits import CELL, DOCUMENT, ROWS, within
from exportctl.reports.formats import format_result, language_for
from exportctl.sentences import Sentence
from exportctl.store.chosen import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from exportctl.goods.classify import Match
    from exportctl.law.find import Located
    from exportctl.law.parallels import Hint
    from exportctl.reports.results import Read

STEP_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
"""The variable with the name of the file to which a workflow step appends its summary."""
_NARROW: Final = 80
_COMMAND: Final = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
"""The beginnings of wrapped lines that a workflow runner would interpret as commands."""
_HINTS: Final = 3
_TABS: Final = ".tsv"
_NAME: Final = ("name", "名称", "公司名称", "企业名称", "单位名称")
_COUNTRY: Final = ("country", "国家", "国别", "国家/地区", "国家（地区）", "国家或地区", "国家和地区", "国家地区")


def store_of(data: Path | None, also: Sequence[Path] | None = None) -> api.Law:
    """Return the law data, and note on stderr if it had to be compiled first."""
    others = bool(data or also)
    here = not others and api.is_loaded()
    store = api.Law(data or data_folder(), *(also or ())) if others else api.load_law()
    if store.rebuilt and not here:
        note(Sentence("prepared the new law data; later commands start faster"))
    return store


def hints_of(store: api.Law, located: Located) -> Sequence[Hint]:
    """Return the hints of other control lists on a record, if it is an entry."""
    return store.hints.get(located.id, ()) if located.kind == "entry" else ()


def what_to_measure(store: api.Law, matches: Iterable[Match]) -> list[str]:
    """Return a sentence for each of the first entries without figures of their own: the figures of other lists."""
    open_ = [match.entry for match in matches if "criteria" in match.truth.missing]
    if not open_:
        return []
    from exportctl.law.parallels import sentences_of

    hints = {line: [hint for hint in store.hints.get(line, ()) if hint["asks"]] for line in open_}
    lines = [(line, hint) for line in open_ for hint in sentences_of(hints[line][:1])][:_HINTS]
    return [Sentence("{line}: {hint}", line=line, hint=hint) for line, hint in lines]


class NameRow(NamedTuple):
    """A name in a file, the country in its row, if there is one, and the number of the row."""

    name: str
    country: str
    row: int


def require_no_file(names: Iterable[str], where: str) -> None:
    """Raise InputError for a name that is a file: it would be on no list, and the names in the file would not be checked."""
    for name in names:
        if isfile(name):  # noqa: PTH113 - a name may be any text
            raise InputError(
                where, "'{name}' is a file; to check the names in it, use exportctl party --file", name=name
            )


def names_in(file: Path | None) -> list[NameRow]:
    """Return the names of a text file, one per line, or of the column `name` of a CSV or TSV file; empty ones are skipped.

    A table may have a column `country`; its other columns are ignored. Raises InputError for a file that cannot be
    read, or has no column of names.
    """
    if file is None:
        return []
    text = _text_of(file, "--file", f"{file}: ")
    if file.suffix.lower() not in (".csv", _TABS):
        return [NameRow(line.strip(), "", row) for row, line in enumerate(text.splitlines(), 1) if line.strip()]

    def wrong(columns: list[str]) -> str:
        return "" if sum(column in _NAME for column in columns) == 1 else Sentence("one column must be called name")

    rows = _rows_of(text, file, wrong)
    named = (NameRow(_cell(row, _NAME), _cell(row, _COUNTRY), at) for at, row in enumerate(rows, 1))
    return [item for item in named if item.name]


def _cell(row: Mapping[str, str], called: Sequence[str]) -> str:
    return next((row[column].strip() for column in called if column in row), "")


def table_in(file: Path, columns: Sequence[str], needed: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of its columns, in lower case; a missing cell is empty.

    Raises InputError for a file that cannot be read or is not CSV, for unknown, repeated or missing columns, and for a
    row with more cells than there are columns.
    """

    def wrong(names: list[str]) -> str:
        fits = set(needed) <= set(names) <= set(columns) and len(set(names)) == len(names)
        sentence = Sentence(
            "the known columns are {known}; the required ones are {needed}",
            known=", ".join(columns),
            needed=", ".join(needed),
        )
        return "" if fits else sentence

    rows = _rows_of(_text_of(file, str(file)), file, wrong)
    within(rows, ROWS, str(file), Sentence("the table"), Sentence("rows"), error=PlaceError)
    return rows


def _rows_of(text: str, file: Path, wrong: Callable[[list[str]], str]) -> list[dict[str, str]]:
    """Return the rows of a CSV text by the names of its columns, in lower case; `wrong` returns the error about these.

    A missing cell is empty. Raises InputError for a text that is not CSV, and for a row with more cells than there are
    columns.
    """
    import csv
    import io

    between = "\t" if file.suffix.lower() == _TABS else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if what := wrong(names):
            raise PlaceError(
                str(file),
                "has the columns {columns}; {what}",
                columns=", ".join(names)[:CELL] or Sentence("none"),
                what=what,
            )
        rows = [cells for cells in reader if cells]
    except csv.Error as error:
        raise PlaceError(str(file), str(error)) from None
    for number, cells in enumerate(rows, 1):
        within(
            max(cells, key=len),
            CELL,
            Sentence("{file}: row {number}", file=file, number=str(number)),
            Sentence("a cell"),
            error=PlaceError,
        )
        if len(cells) > len(names):
            raise PlaceError(
                Sentence("{file}: row {number}", file=file, number=str(number)),
                "has {count} cells but {columns} columns; quote each text that contains a comma",
                count=len(cells),
                columns=len(names),
            )
    return [dict(zip_longest(names, cells, fillvalue="")) for cells in rows]


def _text_of(file: Path, where: str, what: str = "") -> str:
    """Return the text of a whole file; raises InputError for a file that cannot be read, or is too large."""
    try:
        with file.open("rb") as stream:
            content = stream.read(DOCUMENT + 1)
        if len(content) > DOCUMENT:
            raise PlaceError(
                where, "{what}has more than {document} bytes, which is the limit", what=what, document=DOCUMENT
            )
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error, Sentence("is not UTF-8 text"))
        raise PlaceError(where, "{what}{reason}", what=what, reason=reason) from None


def number(text: str, where: str, most: int, what: str = Sentence("number")) -> int:
    """Return a whole number from 0 on; raises InputError for any other text, and for a number above the limit."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise InputError(where, "'{text}' is not a {what} from 0 to {most}", text=text, what=what, most=most)
    return int(text)


def number_of_days(text: str, where: str) -> int:
    """Return a number of days; raises InputError for any other text, and for a number above the limit."""
    from exportctl.engine.gate_policy import MOST_DAYS

    return number(text, where, MOST_DAYS, Sentence("number of days"))


def note(text: str) -> None:
    """Print a note on stderr, apart from the result, unless the run is quiet."""
    if not current_manner().quiet:
        complain(text)


def complain(text: str) -> None:
    """Print an error on stderr, also in a quiet run."""
    from exportctl.cli.flags import flag
    from exportctl.reports.i18n.language import render
    from exportctl.reports.printable import printable

    print(f"exportctl: {printable(render(text, flag))}", file=sys.stderr)


def write(file: Path, content: str | bytes, where: str) -> None:
    """Write a result to a file atomically; raises InputError if that fails."""
    from exportctl.files.atomic import replace

    try:
        replace(file, content)
    except (OSError, ValueError) as error:
        raise InputError(
            where, "{file}: {reason}", file=file, reason=reason_of(error, Sentence("is not a file name"))
        ) from None


def publish(kind: str, format_: str, result: object) -> None:
    """Print a result in a format: tables as wide as the terminal, or 80 columns without one.

    For annotations of a workflow, also write a summary of the step, if GitHub names a file for it.
    """
    if getattr(result, "today", result) is None:
        from dataclasses import replace

        result = replace(cast("Read", result), today=api.today())
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
                Sentence(
                    "{step_summary} {file}: {reason}",
                    step_summary=STEP_SUMMARY,
                    file=file,
                    reason=reason_of(error, Sentence("is not a file name")),
                )
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
    if everything and format_ == "table" and not target() and sys.stdout.isatty() and current_manner().paged:
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
    if file := target():
        write(Path(file), content, "output")
    elif sys.stdout.isatty():
        raise InputError("output", "a terminal cannot show this format; name a file with -o")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()

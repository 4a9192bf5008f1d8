"""Read the names and the tables that options name: one name a line, or CSV or TSV with named columns."""

from __future__ import annotations

import re
from itertools import zip_longest
from os import sep
from os.path import isfile
from shlex import quote
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.cli.printing import note
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.facts.formula_cells import missing_value
from exportctl.facts.registry import ITEM
from exportctl.limits import CELL, DOCUMENT, ROWS, within
from exportctl.sentences import Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

_AT: Final = "@"
"""The mark of a file of arguments in other programs."""
_TABS: Final = ".tsv"
_BOOKS: Final = (".xlsx", ".xlsm")
_DOCUMENTS: Final = (".pdf", ".doc", ".docx", ".xls", ".xlsb", ".ods", ".et", ".png", ".jpg", ".jpeg")
"""The ends of names of files whose rows people read, and the program does not."""
_FILES: Final = (
    *(".csv", _TABS, ".tab", *_BOOKS, ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".feather"),
    *(".csv.gz", ".csv.zst", ".jsonl.gz", ".jsonl.zst"),
)
"""The ends of names of files with rows or names; like the others, no company and no goods are called so."""
_EXTENSION: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]+$")
_NAME: Final = ("name", "名称", "公司名称", "企业名称", "单位名称")
_GOODS: Final = "substance"
"""The column of goods in a bill of materials."""
_COMMENT: Final = "#"
_COUNTRY: Final = ("country", "国家", "国别", "国家/地区", "国家（地区）", "国家或地区", "国家和地区", "国家地区")


class NameRow(NamedTuple):
    """A name in a file, and the country in its row, if there is one, with the place of the row for messages."""

    name: str
    country: str = ""
    place: str = ""


_WORKBOOKS: Final = frozenset({*_BOOKS, ".xlsb", ".xls", ".ods"})


def require_no_file(names: Iterable[str], where: str) -> None:
    """Raise InputError for a name that is, or looks like, that of a file: the names in it would not be checked."""
    for name in names:
        file = name if isfile(name) else name.removeprefix(_AT)  # noqa: PTH113 - a name may be any text
        if isfile(file):  # noqa: PTH113 - the same
            raise InputError(
                where,
                "'{name}' is a file; to check the names in it: exportctl party --file {file}",
                name=name,
                file=quote(file),
            )
        if _is_table(name):
            raise InputError(
                where,
                "'{name}' is named like a file, but there is no such file; to check the names in a file: exportctl party "
                "--file FILE",
                name=name,
            )


def require_no_rows(item: str, command: str) -> None:
    """Raise InputError for goods that are, or look like, the name of a file: its rows would not be checked.

    Goods may have the name of a file without an extension; such a file is one if it is named with its folder.
    """
    file = item if isfile(item) else item.removeprefix(_AT)  # noqa: PTH113 - goods may be any text
    is_held = isfile(file)  # noqa: PTH113 - the same
    if not (_is_table(file) or (is_held and (sep in file or _EXTENSION.search(file)))):
        return
    reviews = command == "classify"
    if not is_held:
        what = (
            Sentence("there is no such file; to review a file: exportctl classify FILE -o review.xlsx")
            if reviews
            else Sentence("there is no such file; to check the rows of a file: exportctl screen FILE")
        )
        raise InputError(ITEM, "'{item}' is named like a file, but {what}", item=item, what=what)
    if file.lower().endswith(_DOCUMENTS):
        what = (
            Sentence("to review its goods, save them in a workbook: exportctl classify FILE.xlsx -o review.xlsx")
            if reviews
            else Sentence("to check its rows, save them in a workbook: exportctl screen FILE.xlsx")
        )
    elif reviews:
        what = Sentence("to review the goods in its rows: exportctl classify {file} -o review.xlsx", file=quote(file))
    else:
        what = Sentence("to check its rows: exportctl screen {file}", file=quote(file))
    raise InputError(ITEM, "'{item}' is a file; {what}", item=item, what=what)


def _is_table(text: str) -> bool:
    return text.strip().lower().endswith((*_FILES, *_DOCUMENTS))


def names_in(file: Path | None) -> list[NameRow]:
    """Return the names of a text file, one per line, or of the column `name` of a CSV, TSV or Excel file; empty ones are skipped.

    So are, in a text file, comments (`#`) and a first line that is only a heading, with a note.

    A table may have a column `country`; its other columns are ignored. Raises InputError for a file that cannot be
    read, or has no column of names.
    """
    if file is None:
        return []
    if file.suffix.lower() in _BOOKS:
        return _names_of_sheet(file)
    text = _text_of(file, "--file", f"{file}: ")
    if file.suffix.lower() not in (".csv", _TABS):
        return [NameRow(name) for name in _names_of_lines([line.strip() for line in text.splitlines()])]
    return _names_of_rows(file, _rows_of(text, file, _wrong_names))


def _wrong_names(columns: list[str]) -> str:
    """Return the error about the columns of a table of names; empty if one of them has the names."""
    return "" if sum(column in _NAME for column in columns) == 1 else Sentence("one column must be called name")


def _names_of_rows(file: Path, rows: Iterable[Mapping[str, str]], first: int = 1) -> list[NameRow]:
    """Return the names in the rows of a table; messages number the first row `first`."""
    named = [NameRow(_cell(row, _NAME), _cell(row, _COUNTRY), _place(file, at)) for at, row in enumerate(rows, first)]
    for item in named:
        if reason := missing_value(item.name):
            raise PlaceError(item.place, reason)
    return [item for item in named if item.name]


def _names_of_sheet(file: Path) -> list[NameRow]:
    """Return the names in the first visible sheet of a workbook, which `screen` reads the same way, with a note on the others.

    Raises InputError for a part that may hold more names, such as a hidden sheet, because they would not be checked.
    """
    from exportctl.files.readers import open_rows

    with open_rows(file, "xlsx") as source:
        for part in source.skipped:
            raise PlaceError(
                "--file",
                "{file}: {part} is not read, so no name in it would be checked; move it to a file of its own",
                file=file,
                part=part.name,
            )
        for letters, heading in source.unnamed.items():
            if heading.strip().lower() in _NAME:
                raise PlaceError(
                    "--file",
                    "{file}: column {column} has no name below the merged cell '{heading}', so no name in it would be checked; "
                    "put all names in one column",
                    file=file,
                    column=letters,
                    heading=heading.strip(),
                )
        names = [name.strip().lower() for name in source.schema.names]
        _require_columns(file, names, _wrong_names)
        if source.part:
            note("{file}: {part}", file=file, part=source.part)
        cells = (
            ["" if cell is None else str(cell) for cell in row]
            for rows in source.rows
            for row in zip(*(column.to_pylist() for column in rows.batch.columns), strict=True)
        )
        return _names_of_rows(file, (dict(zip(names, row, strict=True)) for row in cells), source.first)


def _names_of_lines(lines: Iterable[str]) -> list[str]:
    """Return the lines of a text file that are names; a note counts the others, except blank ones."""
    filled = [line for line in lines if line]
    names = [line for line in filled if not line.startswith(_COMMENT)]
    if names and names[0].lower() in _NAME:
        del names[0]
    if count := len(filled) - len(names):
        note("lines passed over as comments (#) or as a heading: {count}", count=count)
    return names


def _cell(row: Mapping[str, str], called: Sequence[str]) -> str:
    return next((row[column].strip() for column in called if column in row), "")


def table_in(file: Path, columns: Sequence[str], needed: Sequence[str], *, first: int = 1) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of its columns, in lower case; a missing cell is empty.

    Messages number the first row below the header `first`; from 2 on, as people see them in the file, blank rows are kept.

    Raises InputError for a file that cannot be read or is not CSV, for unknown, repeated or missing columns, and for a
    row with more cells than there are columns.
    """

    def wrong(names: list[str]) -> str:
        from exportctl.batch.headers import means_goods

        fits = set(needed) <= set(names) <= set(columns) and len(set(names)) == len(names)
        unknown = [name for name in names if name not in columns]
        if _GOODS in columns and (goods := [name for name in unknown if means_goods(name)]):
            renamed = [Sentence("'{name}' to '{column}'", name=name, column=_GOODS) for name in goods]
            return Sentence(
                "rename {names}; the known columns are {known}; the required ones are {needed}",
                names=both(renamed),
                known=join(columns),
                needed=join(needed),
            )
        sentence = Sentence(
            "rename them: the known columns are {known}; the required ones are {needed}",
            known=join(columns),
            needed=join(needed),
        )
        return "" if fits else sentence

    rows = _rows_of(_text_of(file, str(file)), file, wrong, first)
    within(rows, ROWS, str(file), Sentence("the table"), Sentence("rows"), error=PlaceError)
    return rows


def _rows_of(text: str, file: Path, wrong: Callable[[list[str]], str], first: int = 1) -> list[dict[str, str]]:
    """Return the rows of a CSV text by the names of its columns, in lower case; `wrong` returns the error about these.

    A missing cell is empty. Raises InputError for a text that is not CSV, and for a row with more cells than there are
    columns.
    """
    import csv
    import io

    between = "\t" if file.suffix.lower() == _TABS else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        _require_columns(file, names, wrong)
        rows = [cells for cells in reader if cells or first > 1]
    except csv.Error as error:
        raise PlaceError(str(file), str(error)) from None
    for number, cells in enumerate(rows, first):
        place = _place(file, number)
        within(max(cells, key=len, default=""), CELL, place, Sentence("a cell"), error=PlaceError)
        if len(cells) > len(names):
            raise PlaceError(
                place,
                "has {count} cells but {columns} columns; quote each text that contains a separator",
                count=len(cells),
                columns=len(names),
            )
    return [dict(zip_longest(names, cells, fillvalue="")) for cells in rows]


def _require_columns(file: Path, names: list[str], wrong: Callable[[list[str]], str]) -> None:
    """Raise PlaceError for a table without columns, or with columns that are `wrong`."""
    if not names:
        raise PlaceError(str(file), "is empty; write the names of its columns in the first row")
    if what := wrong(names):
        raise PlaceError(str(file), "has the columns {columns}; {what}", columns=", ".join(names)[:CELL], what=what)


def _separator(text: str) -> str:
    """Return the separator of a CSV text: spreadsheet programs write semicolons where a comma is the decimal sign."""
    header, _, first = text.partition("\n")
    return ";" if ";" in header and "," not in header and ";" in first.partition("\n")[0] else ","


def _place(file: Path, number: int) -> Sentence:
    """Return the place of a row for messages."""
    return Sentence("{file}: row {number}", file=file, number=str(number))


def _text_of(file: Path, where: str, what: str = "") -> str:
    """Return the text of a whole file; raises InputError for a file that is not text, and as `content_of` does."""
    try:
        return content_of(file, where, what).decode("utf-8-sig")
    except UnicodeDecodeError:
        is_book = file.suffix.lower() in _WORKBOOKS
        reason = (
            Sentence("is a workbook; save the sheet as CSV UTF-8")
            if is_book
            else Sentence("is not UTF-8 text; save it as UTF-8")
        )
        raise PlaceError(where, "{what}{reason}", what=what, reason=reason) from None


def content_of(file: Path, where: str, what: str = "") -> bytes:
    """Return the content of a whole file; raises InputError for a file that cannot be read, or is too large."""
    try:
        with file.open("rb") as stream:
            content = stream.read(DOCUMENT + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error, Sentence("is not a file name"))
        raise PlaceError(where, "{what}{reason}", what=what, reason=reason) from None
    if len(content) > DOCUMENT:
        raise PlaceError(
            where, "{what}has more than {document} bytes, which is the limit", what=what, document=DOCUMENT
        )
    return content

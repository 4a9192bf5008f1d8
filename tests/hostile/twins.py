"""`python -m tests.hostile.twins 100000` screens a number of generated workbooks, and counts the results of their rows.

Each is written from known rows, in a drawn notation. One in two has a twin (a repeated row, cell or table, an index without a text,
a number in pieces) and must be refused, or read as intended. All others must be read, row for row and cell for cell, and screened.
"""

from __future__ import annotations

import io
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch
from zipfile import ZIP_STORED, ZipFile

from exportctl.api import Law
from exportctl.batch.binding import ScreenOptions
from exportctl.errors import InputError
from exportctl.files import workbook
from exportctl.files.job import Job, RunObserver
from exportctl.files.readers import open_rows
from exportctl.files.run import run
from tests.conftest import DATA
from tests.files.program import rows_of
from tests.hostile.victim import in_memory
from tests.store.conftest import SMALL

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
GOODS = ("gallium", "gallium", " ")
WORDS = ("镓", "a & b", " ", "it's", "1.50", "x" * 40)
"""The content of rows: few goods, because each workbook reads them again, and other cells of every kind."""
ON = date(2025, 12, 1)
TWINS = (
    *("row", "row in pieces", "cell", "table", "index", "index of words", "index far away", "number in pieces"),
    *("text aside", "cut text", "cell outside", "row within", "two values", "kinds", "parts"),
)


class Made(NamedTuple):
    """A workbook, the intended rows, and its repeated part."""

    content: bytes
    rows: list[tuple[str, ...]]
    twin: str


class _Writer:
    """Writes the XML of a workbook as this or that program would."""

    def __init__(self, pick: random.Random) -> None:
        self.pick = pick
        self.mark = pick.choice(["", "", "", "x:"])
        self.placed = pick.random() < 0.9  # whether cells say where they stand
        self.style = pick.choice(["", ' s="1"'])
        self.shared: list[str] = [""] * pick.choice([0, 0, 1])

    def cell(self, column: str, row: int, text: str) -> str:
        """Return a cell of a text or a number."""
        place = f' r="{column}{row}"' if self.placed else ""
        inner, kind = self._value(text)
        head = f"<c{place}{self.style}{kind}>" if self.pick.random() < 0.9 else f"<c{kind}{place}>"
        return f"{head}{inner}</c>"

    def _value(self, text: str) -> tuple[str, str]:
        way = self.pick.choice(["shared", "shared", "inline", "formula", "number"])
        if way == "number" and text.isdigit():
            return f"<v>{text}</v>", self.pick.choice(["", ' t="n"'])
        if way == "formula":
            return f"<f>A1&amp;B1</f><v>{_escaped(text)}</v>", ' t="str"'
        if way == "inline":
            return f'<is><t xml:space="preserve">{self.spelled(text)}</t></is>', ' t="inlineStr"'
        self.shared.append(text)
        return f"<v>{len(self.shared) - 1}</v>", ' t="s"'

    def spelled(self, text: str) -> str:
        """Return a text in the spelling of XML."""
        return "".join(f"&#{ord(char)};" if self.pick.random() < 0.02 else _escaped(char) for char in text)

    def row(self, number: int, cells: list[str]) -> str:
        """Return a row; some have cells that hold nothing."""
        reference = f' r="{number}"' if self.placed or self.pick.random() < 0.5 else ""
        more = self.pick.choice(["", "", ' spans="1:4"', ' ht="15" customHeight="1"'])
        empty = f'<c r="Z{number}" s="1"/>' if self.placed and self.pick.random() < 0.1 else ""
        return f"<row{reference}{more}>{''.join(cells)}{empty}</row>"

    def packed(self, tables: str, name: str) -> bytes:
        """Return the workbook."""
        part = self.pick.choice(["worksheets/sheet1.xml", "worksheets/Sheet1.XML", "sheets/a.xml"])
        target = self.pick.choice([part, f"/xl/{part}"])
        texts = "".join(f'<si><t xml:space="preserve">{self.spelled(text)}</t></si>' for text in self.shared)
        files = {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATED}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATED}/worksheet" Target="{target}"/></Relationships>',
            f"xl/{part}": self._sheet(tables),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="{len(self.shared)}">{texts}</sst>',
        }
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_STORED) as packed:
            for file, text in files.items():
                packed.writestr(file, text)
        return out.getvalue()

    def _sheet(self, tables: str) -> str:
        sheet = f"<worksheet>{tables}</worksheet>"
        for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t", "f"):
            sheet = sheet.replace(f"<{tag}>", f"<{self.mark}{tag}>").replace(f"<{tag} ", f"<{self.mark}{tag} ")
            sheet = sheet.replace(f"</{tag}>", f"</{self.mark}{tag}>")
        colon = f":{self.mark[:-1]}" if self.mark else ""
        return sheet.replace(f"<{self.mark}worksheet>", f'<{self.mark}worksheet xmlns{colon}="{MAIN}">', 1)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def made(number: int) -> Made:
    """Return a workbook by its number; one in two has a twin."""
    pick = random.Random(number)
    write = _Writer(pick)
    rows: list[tuple[str, ...]] = [("item", "n")]
    count = pick.randint(1, 6)
    rows += [(pick.choice(GOODS), str(row) if pick.random() < 0.5 else pick.choice(WORDS)) for row in range(count)]
    lines = [
        write.row(at, [write.cell(column, at, text) for column, text in zip("AB", row, strict=True)])
        for at, row in enumerate(rows, 1)
    ]
    twin = pick.choice(TWINS) if pick.random() < 0.5 else ""
    if twin:
        write.placed = True
    tables = f"<sheetData>{''.join(lines)}</sheetData>"
    if twin and (spoil := _SPOILS.get(twin)):
        tables = spoil(write, lines, rows, pick.randint(2, len(rows)))
    content = write.packed(tables, pick.choice(["a", "数据", "Sheet 1"]))
    return Made(_with_part_twice(content) if twin == "parts" else content, rows, twin)


Spoil = Callable[[_Writer, list[str], list[tuple[str, ...]], int], str]


def _table(lines: list[str]) -> str:
    return f"<sheetData>{''.join(lines)}</sheetData>"


def _added(build: Callable[[_Writer, int], str], *, meant: tuple[str, ...] = ("steel", "99")) -> Spoil:
    """Return a function that adds a text after a row that seems to be another row."""

    def spoil(write: _Writer, lines: list[str], rows: list[tuple[str, ...]], at: int) -> str:
        rows.insert(at, meant)
        return _table([*lines[:at], build(write, at), *lines[at:]])

    return spoil


def _row_twice(write: _Writer, at: int) -> str:
    return write.row(at, [write.cell("A", at, "steel"), write.cell("B", at, "99")])


def _row_in_pieces(write: _Writer, lines: list[str], rows: list[tuple[str, ...]], at: int) -> str:
    """Two rows with one number, each with the cells that the other lacks."""
    rows[at - 1 : at] = [("gallium",), ("", "99")]
    pieces = [write.row(at, [write.cell("A", at, "gallium")]), write.row(at, [write.cell("B", at, "99")])]
    return _table([*lines[: at - 1], *pieces, *lines[at:]])


def _cell(build: Callable[[_Writer, int], str]) -> Spoil:
    """Return what puts a cell in place of another, whose value was meant to be `99`."""

    def spoil(write: _Writer, lines: list[str], rows: list[tuple[str, ...]], at: int) -> str:
        rows[at - 1] = ("gallium", "99")
        return _table(
            [*lines[: at - 1], write.row(at, [write.cell("A", at, "gallium"), build(write, at)]), *lines[at:]]
        )

    return spoil


def _table_twice(write: _Writer, lines: list[str], rows: list[tuple[str, ...]], at: int) -> str:
    del at
    last = len(rows) + 1
    rows.append(("steel", "99"))
    return _table(lines) + _table([write.row(last, [write.cell("A", last, "steel"), write.cell("B", last, "99")])])


_SPOILS: dict[str, Spoil] = {
    "row": _added(_row_twice),
    "row in pieces": _row_in_pieces,
    "cell": _cell(lambda write, at: write.cell("B", at, "99") + write.cell("B", at, "7")),
    "table": _table_twice,
    "index": _cell(lambda _, at: f'<c r="B{at}" t="s"><v>-1</v></c>'),
    "index of words": _cell(lambda _, at: f'<c r="B{at}" t="s"><v>{"1.0"}</v></c>'),
    "index far away": _cell(lambda _, at: f'<c r="B{at}" t="s"><v>99999999999999999999</v></c>'),
    "number in pieces": _cell(lambda _, at: f'<c r="B{at}"><v>9&#57;</v></c>'),
    "text aside": _cell(lambda _, at: f'<c r="B{at}"><v>9<!-- -->9</v></c>'),
    "cut text": _cell(lambda _, at: f'<c r="B{at}" t="str"><v><![CDATA[99]]></v></c>'),
    "cell outside": _added(lambda write, at: write.cell("A", at, "steel") + write.cell("B", at, "99")),
    "row within": _added(lambda write, at: f'<row r="{at + 50}">{_row_twice(write, at + 51)}</row>'),
    "two values": _cell(lambda _, at: f'<c r="B{at}"><v>99</v><v>7</v></c>'),
    "kinds": _cell(lambda _, at: f'<c r="B{at}" t="inlineStr"><v>99</v></c>'),
}


def _with_part_twice(content: bytes) -> bytes:
    """Return a workbook that has a part again, under a name that is the same to some."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as packed, ZipFile(out, "w", ZIP_STORED) as again:
        for name in packed.namelist():
            again.writestr(name, packed.read(name))
        again.writestr("xl/SharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>steel</t></si></sst>')
    return out.getvalue()


class _Apart:
    """The process that reads a workbook, without being one: a hundred thousand of these would take days."""

    def __init__(self, command: list[str], **_: object) -> None:
        self._arguments = command[3:5]
        self.stdin, self.stdout = io.BytesIO(), io.BytesIO()
        self.stdin.close = self._read  # type: ignore[method-assign]
        self._left = True

    def _read(self) -> None:
        if not self._left:
            return
        self._left = False
        wanted, above = self._arguments
        workbook.read(io.BytesIO(self.stdin.getvalue()), wanted, int(above), self.stdout)
        self.stdout.seek(0)

    def wait(self) -> int:
        """Return how it ended."""
        return 0

    def kill(self) -> None:
        """End it."""


@contextmanager
def in_this_process() -> Iterator[None]:
    """Let workbooks be read here."""
    with patch("exportctl.files.sheets.subprocess.Popen", _Apart):
        yield


class LostError(AssertionError):
    """A row, or a cell of it, was read as another, or not at all."""


def fate(workbook_: Made, law: Law, folder: Path) -> str:
    """Return what became of a workbook, `screened` or `refused`; raises LostError if that is not what must."""
    source, output = folder / "in.xlsx", folder / "out.jsonl"
    source.write_bytes(workbook_.content)
    try:
        with open_rows(source, "xlsx") as opened:
            names = [name for name in opened.schema.names if name]
            read = [tuple(row[name] for name in names) for rows in opened.rows for row in rows.batch.to_pylist()]
        options = ScreenOptions(values={"to": "US"}, on=ON, today=ON)
        job = Job(source, "xlsx", options, output, "jsonl", rejects=folder / "rejects.csv")
        counts = run(law, job, RunObserver(_unheard, _unheard, _unheard, io.BytesIO(), _unheard))
    except InputError as error:
        if not workbook_.twin:
            raise LostError(f"refused: {error}") from error
        return "refused"
    meant = [_filled(row) for row in workbook_.rows[1:]]
    if [_filled(row) for row in read if _filled(row)] != meant:
        raise LostError(f"{read} in place of {meant}")
    written = len(rows_of(output)) + len(rows_of(folder / "rejects.csv"))
    written += sum(counts.passed_over.values())
    if not len(read) == counts.rows == written:
        raise LostError(f"{len(read)} rows were read, {counts.rows} counted, {written} written")
    return "screened"


def small_law(folder: Path) -> Law:
    """Return a law with one act, because only lost rows are tested: the law is read again for each workbook."""
    for file, text in SMALL.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(DATA / "places", folder / "places")
    return Law(folder)


def _unheard(*_: Any) -> None:
    """Hear nothing."""


def _filled(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in row if cell is not None and str(cell))


def main(count: int, start: int = 0) -> int:
    """Print the results of workbooks by their twins; return 1 if rows were lost."""
    begin = time.monotonic()
    fates: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder, in_this_process():
        law = small_law(Path(folder, "law"))
        for number in range(start, start + count):
            drawn = made(number)
            try:
                fates[drawn.twin or "none", fate(drawn, law, Path(folder))] += 1
            except LostError as error:
                fates[drawn.twin or "none", "lost"] += 1
                print(f"{number}, {drawn.twin}: {error}", flush=True)
    for twin in ("none", *TWINS):
        counts_line = ", ".join(f"{fates[twin, word]} {word}" for word in ("screened", "refused", "lost"))
        print(f"{twin:<18}{counts_line}")
    lost = sum(number for (_, word), number in fates.items() if word == "lost")
    print(f"{count} workbooks from number {start} on, {lost} lost rows; {time.monotonic() - begin:.0f} seconds")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))

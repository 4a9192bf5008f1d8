"""Read a sheet of an Excel workbook as a table, in another process with limits on memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from contextlib import ExitStack, suppress
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

import pyarrow as pa

from exportctl.batch.days import FROM_1900, FROM_1904
from exportctl.batch.headers import meaning_of
from exportctl.errors import InputError
from exportctl.facts.registry import ITEM
from exportctl.files import workbook
from exportctl.files.facts_above import read_above, texts_in
from exportctl.files.formats import IS_OLD_BOOK, OLD_BOOK
from exportctl.files.rows import Merged, Skipped, Source, number_rows
from exportctl.files.sheetxml import DAMAGED
from exportctl.files.titles import below_titles, note_of
from exportctl.sentences import Fact, Sentence, join, translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

LARGEST: Final = 1 << 30
"""The limit on the bytes of a compressed workbook."""
_MEMORY: Final = 1 << 32
_SECONDS: Final = 600
"""The limits on bytes and processor seconds for reading: a million rows of twenty cells take half, and a tenth of them."""
_UNPACKED: Final = 1 << 31
_DENSEST: Final = 200
_SMALL: Final = 1 << 20
"""The size to which a workbook may decompress, and, if it is larger, the limit on the compression ratio."""
_FAULTS: Final = {
    "sheet": translatable("there is no sheet '{wanted}'; the sheets are {known}"),
    "file": translatable("cannot be read as a workbook: {error}"),
    "differs": translatable(
        "is ambiguous at row {row} of its sheet: a row, a cell or a table is there twice, or a cell refers to missing "
        "text or to a formula without a result; open it in a spreadsheet program and save it again"
    ),
    "size": translatable(
        "reaches to row {rows} and column {columns}; no sheet has more than 1,048,576 rows and 16,384 columns"
    ),
}
"""The faults that the reading process reports."""
_PACKED: Final = b"PK"
_LONGEST: Final = 1 << 26
_NAMES, _NAME = 16, 40
"""The limits of the names of columns of another sheet that are shown, and of their characters."""


class _OtherSheet(NamedTuple):
    """A sheet that is not read: its name, the number of filled rows and the first of them; those of a large sheet are unknown.

    A caller who names a sheet leaves out the others on purpose, so there are none then.
    """

    name: str
    is_hidden: bool
    filled: int | None
    top: Sequence[Sequence[str]]

    def in_words(self) -> str:
        """Return its name, with the names of its columns and the number of rows below them, if they are known."""
        if self.filled is None:
            return f"'{self.name}'"
        names = [_begin(name) for name in self._header if name.strip()][:_NAMES]
        rows, columns = self._rows, join(names)
        if rows == 0:
            return Sentence("'{name}' ({columns})", name=self.name, columns=columns)
        if rows == 1:
            return Sentence("'{name}' (1 row: {columns})", name=self.name, columns=columns)
        return Sentence("'{name}' ({rows} rows: {columns})", name=self.name, rows=rows, columns=columns)

    def why_skipped(self) -> str:
        """Return why it may hold rows: it is hidden or large, or one of its columns is for goods; empty if it may not."""
        if self.is_hidden:
            return Sentence("it is hidden; show it or name it with {option}", option=Fact("sheet"))
        if self.filled is None:
            return Sentence("it is large and may have goods; screen it with {option}", option=Fact("sheet"))
        facts = {meaning.fact for name in self._header if (meaning := meaning_of(name))}
        if ITEM in facts and self._rows:
            return Sentence("it has goods, too; screen it with {option}", option=Fact("sheet"))
        return ""

    @property
    def _above(self) -> int:
        return below_titles(self.top) or 0

    @property
    def _header(self) -> Sequence[str]:
        return self.top[self._above] if self.top else ()

    @property
    def _rows(self) -> int:
        return max((self.filled or 0) - self._above - 1, 0)


class _UnnamedColumn(NamedTuple):
    """A column with values but without a name: its letters, and the heading of other columns whose merged cell reaches over it."""

    letters: str
    heading: str

    @property
    def may_state_fact(self) -> bool:
        """Whether the heading over it is that of a fact: a person reads its cells as this fact, too."""
        return meaning_of(self.heading) is not None

    def as_skipped(self) -> Skipped:
        """Return it as a part of the sheet that is not read."""
        why = Sentence(
            "it has no name below the merged cell '{heading}'; give it a name", heading=_begin(self.heading.strip())
        )
        return Skipped(Sentence("column {column}", column=self.letters), why, may_hold_rows=True)


def _some(letters: Sequence[str]) -> str:
    """Return columns in words, the first ones if there are many."""
    columns = [Sentence("column {column}", column=name) for name in letters[:_NAMES]]
    return join([*columns, *(["..."] if len(letters) > _NAMES else [])])


def _begin(text: str) -> str:
    """Return a text, or its beginning if it is long."""
    return text if len(text) <= _NAME else f"{text[:_NAME].rstrip()}…"


def read_sheet(book: bytes, stack: ExitStack, sheet_name: str | None = None, columns: Collection[str] = ()) -> Source:
    """Open a sheet by its name or number, by default the first visible one; `columns` are names that its header has.

    Raises InputError if there is no such sheet, if it is damaged, or if it would take too much to read.
    """
    _require_honest(book)
    source, top = _read_sheet(book, stack, sheet_name)
    above = below_titles(top, columns)
    return _read_sheet(book, stack, sheet_name, top[: above + 1])[0] if above else source


def _read_sheet(
    book: bytes, stack: ExitStack, sheet_name: str | None, titles: Sequence[Sequence[str]] = ()
) -> tuple[Source, Sequence[Sequence[str]]]:
    """Return a sheet whose header is the last row of `titles`, by default the first filled one, and the start of its first rows."""
    above = max(len(titles) - 1, 0)
    process = subprocess.Popen(  # noqa: S603 - a file of this program
        # -P: the folder of the script must not be searched for modules; files here are named log, cells or rows.
        [sys.executable, "-P", workbook.__file__, sheet_name or "", str(above), str(_MEMORY), str(_SECONDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(_end, process)
    if process.stdin is None or process.stdout is None:
        _too_much()
    with suppress(BrokenPipeError), process.stdin:
        process.stdin.write(book)
    try:
        reply = json.loads(process.stdout.readline(_LONGEST))
        if fault := reply.pop("fault", None):
            if names := reply.get("known"):
                reply["known"] = join(names)
            raise InputError("sheet" if fault == "sheet" else "file", Sentence(_FAULTS[fault], **reply))
        stream = pa.ipc.open_stream(process.stdout)
    except (ValueError, OSError, pa.ArrowException):
        _too_much()
    sheet = Sentence("sheet {place} of {count}", place=reply["place"], count=reply["sheets"])
    others = [_OtherSheet(*item) for item in reply.get("others", ())]
    visible = [other.in_words() for other in others if not other.is_hidden]
    merged = [Merged(*item) for item in reply.get("merged", ())]
    unnamed = [_UnnamedColumn(*item) for item in reply.get("unnamed", ())]
    without_name = [column.letters for column in unnamed if not column.may_state_fact]
    parts = [
        sheet if reply["sheets"] > 1 else "",
        Sentence("not read: {unread}", unread=join(visible)) if visible else "",
        note_of(titles, above, reply["first"] - 1),
        Sentence("a merged cell counts for each of its rows") if merged else "",
        Sentence("not read, because they have no name: {columns}", columns=_some(without_name)) if without_name else "",
    ]
    source = Source(
        stream.schema,
        number_rows(_batches(process, stream, reply["rows"])),
        reply["rows"],
        first=reply["first"],
        part=join(filter(None, parts)),
        skipped=[
            Skipped(Sentence("sheet '{name}'", name=other.name), why, may_hold_rows=True)
            for other in others
            if (why := other.why_skipped())
        ]
        + [column.as_skipped() for column in unnamed if column.may_state_fact],
        other_sheets=visible,
        texts_beside={other.name: texts_in(other.top) for other in others if not other.why_skipped()},
        merged=merged,
        above=read_above(titles, above),
        unnamed={column.letters: column.heading for column in unnamed},
        before=FROM_1904 if reply.get("from_1904") else FROM_1900,
    )
    return source, reply["top"]


def _batches(process: subprocess.Popen[bytes], stream: pa.RecordBatchReader, rows: int) -> Iterator[pa.RecordBatch]:
    """Yield the batches from the other process. Raises InputError if that process ended before the last row."""
    count = 0
    try:
        for batch in stream:
            count += len(batch)
            yield batch
    except (OSError, pa.ArrowException):
        _too_much()
    if count != rows or process.wait() != 0:
        _too_much()


def _too_much() -> NoReturn:
    most = Sentence("{memory:g} GB of memory or {seconds} minutes", memory=_MEMORY / (1 << 30), seconds=_SECONDS // 60)
    raise InputError(
        "file", "is a damaged workbook, or needs more than {most} to read; save it as csv", most=most
    ) from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()


def _require_honest(book: bytes) -> None:
    """Raise InputError for a file that is not a workbook, or that would decompress to too many bytes."""
    try:
        with zipfile.ZipFile(BytesIO(book)) as packed:
            parts: Sequence[zipfile.ZipInfo] = packed.infolist()
    except DAMAGED:
        raise InputError("file", _why_no_workbook(book)) from None
    size, packed_size = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > _UNPACKED or (size > _SMALL and size > _DENSEST * packed_size):
        raise InputError("file", "would unpack to {size} bytes, which exceeds the limit; save it as csv", size=size)


def _why_no_workbook(book: bytes) -> str:
    """Return why a file is no workbook in the format .xlsx, and what to do."""
    if not book:
        return Sentence("is empty; save the workbook again")
    if book.startswith(OLD_BOOK):
        return IS_OLD_BOOK
    if book.startswith(_PACKED):
        return Sentence("is a damaged workbook; open it in a spreadsheet program and save it again as .xlsx")
    return Sentence(
        "is not an Excel workbook; save it as .xlsx, or if it is text: {option} csv", option=Fact("input_format")
    )

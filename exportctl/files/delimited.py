"""Read CSV and TSV: encoding and delimiter are detected from the first bytes, and cells stay text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from array import array
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.csv

from exportctl.errors import InputError
from exportctl.files.facts_above import read_above
from exportctl.files.lines import CountedLines
from exportctl.files.rows import BATCH, Broken, Rows, Source
from exportctl.files.titles import MAX_TOP_ROWS, below_titles, blank_above, note_of
from exportctl.limits import ROW
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from io import BufferedReader

_COMMON: Final = 0.9
_TRADITIONAL: Final = (b"\xa4\x40", b"\xc6\x7e")
"""The first and the last of the letters that Big5 calls common."""
_MARKS: Final = {
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
"""The marks at the beginning of texts by their encodings; that of UTF-32 begins with that of UTF-16."""
_DELIMITERS: Final = ",;\t|"
_CUT_SAMPLE: Final = 1 << 14
"""The characters from which a sample is a part of a longer text: its first 64 KiB have about this many if each takes four bytes."""
_MARK: Final = re.compile(rf"sep=([{_DELIMITERS}])\r?\n", re.IGNORECASE)


def read_delimited(
    stream: BufferedReader,
    head: bytes,
    encoding: str | None,
    delimiter: str | None = None,
    columns: Collection[str] = (),
) -> Source:
    """Open a text of delimited rows by its first bytes; `columns` are names that its header has. Raises InputError for other text."""
    encoding = encoding or encoding_of(head)
    sample = decode(head, encoding)
    header = header_of(sample, delimiter, columns)
    broken = deque[Broken]()

    def pass_over(row: pa.csv.InvalidRow) -> str:
        reason = Sentence(
            "the row has {actual_columns} cells, but the first line has {expected_columns}; correct the row, "
            "or quote cells that contain a separator",
            actual_columns=row.actual_columns,
            expected_columns=row.expected_columns,
        )
        broken.append(Broken(row.number - 1, row.text, reason))
        return "skip"

    schema = pa.schema([(name, pa.string()) for name in header.names])
    if not (header.names and header.ends):
        return Source(schema, iter(()), 0)
    text = _InUtf8(stream, encoding)
    if header.skipped:
        text.skip(sample[: header.skipped], head)
    counter = CountedLines(text.read, header.delimiter, len(header.names))
    try:
        reader = pa.csv.open_csv(
            counter,
            pa.csv.ReadOptions(use_threads=False, block_size=ROW),
            pa.csv.ParseOptions(delimiter=header.delimiter, newlines_in_values=True, invalid_row_handler=pass_over),
            pa.csv.ConvertOptions(
                check_utf8=False,  # all texts are of this type
                column_types=dict.fromkeys(header.names, pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        raise InputError("file", _wrong_encoding(1) if text.fault else _arrow_fault(error, 0)) from None
    if reader.schema != schema:
        raise InputError("file", "its first line cannot be read as column names; put the column names there")
    return Source(
        reader.schema,
        _chunks(reader, broken, counter, text),
        first=header.above + 2,
        part=header.note,
        above=read_above(header.top, header.above),
    )


class _InUtf8:
    """A text converted to UTF-8; bytes that are invalid in its encoding never reach the reader.

    Arrow would print invalid bytes of a row that it skips, and it keeps 7 MB for each text that ends inside a
    character. At an invalid byte the text ends for the reader after the last complete line, and `fault` is set.
    """

    def __init__(self, stream: BufferedReader, encoding: str) -> None:
        """Take a text, and the encoding of its first bytes."""
        name = codec(encoding, "utf-8")
        self._stream, self._as_it_is = stream, name == "utf-8"
        self._decoder = codecs.getincrementaldecoder(name)()
        self._buffer, self._at_end = b"", False
        self.fault = False

    def read(self, size: int, /) -> bytes:
        """Return at most that many bytes; empty at the end."""
        data = self._buffer
        while not (data or self._at_end):
            data = self._more(size)
        self._buffer = data[size:]
        return data[:size]

    def skip(self, text: str, head: bytes) -> None:
        """Skip the text at the beginning; the byte order mark in the first bytes does not count."""
        remaining = len(text.encode()) + len(codecs.BOM_UTF8) * (self._as_it_is and head.startswith(codecs.BOM_UTF8))
        while remaining and (length := len(self.read(remaining))):
            remaining -= length
        if self._buffer and not self._at_end:  # Arrow needs the whole first line in the first bytes
            self._buffer += self._more(ROW)

    def _more(self, size: int) -> bytes:
        """Return the next text, up to its last complete character."""
        data, state = self._stream.read(size), self._decoder.getstate()
        pending, self._at_end = state[0], not data
        if self._as_it_is and not pending and _is_utf8(data):
            return data
        try:
            text = self._decoder.decode(data, self._at_end)
        except UnicodeDecodeError as error:
            self.fault = self._at_end = True
            self._decoder.setstate(state)
            good = self._decoder.decode(data[: max(error.start - len(pending), 0)])
            return good[: good.rfind("\n") + 1].encode()
        if not self._as_it_is:
            return text.encode()
        half = len(self._decoder.getstate()[0])
        return pending + data[: len(data) - half] if pending or half else data


def _is_utf8(data: bytes) -> bool:
    """Return whether bytes are whole characters of UTF-8; Arrow checks them without the interpreter's lock, and creates no text."""
    bounds = array("q", [0, len(data)])
    text = pa.Array.from_buffers(pa.large_string(), 1, [None, pa.py_buffer(bounds), pa.py_buffer(data)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text by its first bytes; raises InputError if no encoding fits them clearly."""
    for encoding, marks in _MARKS.items():
        if head.startswith(marks):
            return encoding
    if order := _utf16_without_mark(head):
        return order
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = decode(head, encoding)
        except InputError:
            continue
        if encoding == "utf-8" or (_is_chinese(text) and (encoding == "gb18030" or _has_whole_lines(text))):
            return encoding
    raise InputError(
        "file",
        "its first bytes are not UTF-8, UTF-16 or GB18030 text; name the encoding, such as {encoding} cp1252",
        encoding=Fact("encoding"),
    )


def _utf16_without_mark(head: bytes) -> str | None:
    """Return the encoding of UTF-16 text without a mark, by the zeros in one half of its characters; None for any other text."""
    first, second, quarter = head[::2].count(0), head[1::2].count(0), len(head) // 4
    if second > quarter > first:
        return "utf-16-le"
    return "utf-16-be" if first > quarter > second else None


def _is_chinese(text: str) -> bool:
    """Return whether the non-ASCII characters are common Chinese ones: text misread as GB18030 has rare ones."""
    others = [char for char in text if not char.isascii()]
    letters = [char for char in others if char.isalpha()] or others
    return sum(map(_is_common, letters)) >= _COMMON * len(letters)


def _has_whole_lines(text: str) -> bool:
    """Return whether a text that was read as UTF-16 is one: no other text has the zero byte of a line end, but UTF-32 has more."""
    return "\n" in text and "\0" not in text


def _is_common(char: str) -> bool:
    """Return whether a character is common, simplified or traditional, or takes four bytes, which chance hardly produces."""
    traditional = char.encode("big5", "ignore")
    is_four = len(char.encode("gb18030")) == 4  # noqa: PLR2004 - as many
    return is_four or bool(char.encode("gb2312", "ignore")) or _TRADITIONAL[0] <= traditional <= _TRADITIONAL[1]


def decode(head: bytes, encoding: str) -> str:
    """Return the text of first bytes; raises InputError if they are not in that encoding."""
    try:
        "x".encode(encoding)  # raises LookupError for codecs that are not text encodings, like base64
    except (LookupError, UnicodeError):
        raise InputError(
            "encoding",
            "'{encoding}' is not a text encoding; name one, like utf-8, gb18030 or cp1252",
            encoding=encoding,
        ) from None
    try:
        return codecs.getincrementaldecoder(codec(encoding, "utf-8-sig"))().decode(head, final=False)
    except UnicodeError:
        raise InputError(
            "encoding", "the file is not text in {encoding}; name its own encoding", encoding=encoding
        ) from None


def codec(encoding: str, utf8: str) -> str:
    """Return the Python name of an encoding; some programs have names of their own for UTF-8."""
    return utf8 if encoding.lower().replace("-", "") == "utf8" else encoding


class Header(NamedTuple):
    """The names of the columns and the delimiter; `above` rows, of `skipped` characters together, are above the names.

    `top` are the first rows, and `note` is about those above the names.
    """

    names: list[str]
    delimiter: str
    ends: bool
    above: int
    skipped: int
    top: Sequence[Sequence[str]]

    @property
    def note(self) -> str:
        """The note about the rows above the names."""
        return note_of(self.top, self.above)


def header_of(sample: str, delimiter: str | None, columns: Collection[str] = ()) -> Header:
    """Return the header of a text; raises InputError if its first line is too long for names of columns.

    The delimiter is the most frequent mark in its first line, in a tie the one by which most rows have as many cells as that line.
    A first line that only names the delimiter (`sep=;`) is not a row: spreadsheets do not show it.
    """
    declaration = _MARK.match(sample)
    start = declaration.end() if declaration else 0
    text = sample[start:]
    line = text.lstrip("\r\n").partition("\n")[0]
    known = declaration[1] if declaration else delimiter
    tops = [(mark, _top(text, mark)) for mark in ([known] if known else _DELIMITERS)]
    tops.sort(key=lambda item: (line.count(item[0]), _alike(item[1])), reverse=True)
    candidates = ((mark, top, above) for mark, top in tops if (above := below_titles(top, columns)) is not None)
    mark, top, above = next(candidates, (*tops[0], blank_above(tops[0][1])))
    ends = "\n" in sample or "\r" in sample
    # A shorter text without a line end is one line of names, and no rows.
    if not ends and len(sample) >= _CUT_SAMPLE:
        raise InputError(
            "file",
            "its first line has more than {count} characters, which is too long for column names; put the "
            "column names there",
            count=len(sample),
        )
    return Header(top[above] if top else [], mark, ends, above, start + _length(text, mark, above), top)


def _top(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows of a text; a blank line is a row without cells."""
    return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MAX_TOP_ROWS))


def _alike(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of rows with as many cells as the first."""
    return sum(len(row) == len(rows[0]) for row in rows)


def _length(text: str, delimiter: str, rows: int) -> int:
    """Return the number of characters in the first rows of a text."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    return [lines.tell() for _ in islice(reader, rows)][-1] if rows else 0


def _chunks(
    reader: pa.csv.CSVStreamingReader, broken: deque[Broken], counter: CountedLines, text: _InUtf8
) -> Iterator[Rows]:
    """Yield rows in large parts; raises InputError before the last rows if the numbers of rows read and counted differ."""
    start, blocks = 1, _blocks(reader, broken, counter, text)
    upcoming = next(blocks, None)
    if upcoming is None:
        _require_same_count(0, counter)
    while upcoming is not None:
        batches: list[pa.RecordBatch] = []
        skipped: list[Broken] = []
        while upcoming is not None and sum(map(len, batches)) < BATCH:
            batches.append(upcoming[0])
            skipped += upcoming[1]
            upcoming = next(blocks, None)
        end = start + sum(map(len, batches)) + len(skipped)
        if upcoming is None:
            _require_same_count(end - 1, counter)
        rows = Rows(start, pa.concat_batches(batches), tuple(skipped), counter.blank)
        batches.clear()  # frees these rows while the others are screened
        yield rows
        start = end


def _require_same_count(rows: int, counter: CountedLines) -> None:
    """Raise InputError if the number of rows that were read differs from the number counted by lines."""
    counter.end()
    if rows != (lines := counter.rows - 1):
        raise InputError(
            "file",
            "{read} rows were read, but the lines of the file make {lines}; double each quote inside a cell",
            read=rows,
            lines=lines,
        )


def _blocks(
    reader: pa.csv.CSVStreamingReader, broken: deque[Broken], counter: CountedLines, text: _InUtf8
) -> Iterator[tuple[pa.RecordBatch, list[Broken]]]:
    """Yield the output of the reader, one block at a time, with the skipped rows inside and after it."""
    rows, last = 0, False
    while not last:
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            batch, last = pa.RecordBatch.from_pylist([], reader.schema), True
        except pa.ArrowInvalid as error:
            if not text.fault:
                counter.follow()
                raise InputError("file", _arrow_fault(error, rows)) from None
            last = True
        if last and text.fault:
            raise InputError("file", _wrong_encoding(rows + 1))
        rows, skipped = rows + len(batch), list[Broken]()
        while broken and (last or broken[0].number <= rows + 1):
            skipped.append(broken.popleft())
            rows += 1
        counter.settle(len(batch) + len(skipped))
        if skipped or not last:
            yield batch, skipped


def _wrong_encoding(row: int) -> str:
    """Return that a row is not in the encoding of the first lines."""
    return Sentence(
        "the text after row {row} is not in the encoding of the first lines; name the encoding with {encoding}",
        row=str(row),
        encoding=Fact("encoding"),
    )


def _arrow_fault(error: Exception, rows: int) -> str:
    """Return the fault that Arrow found after some rows."""
    # Arrow has one class for all faults of a text. Only its words show that a row is longer than a block, or that the first has no end.
    if "straddl" in str(error):
        return Sentence(
            "a row after row {row} has more than {most} bytes, which is the limit", row=str(rows + 1), most=ROW
        )
    if str(error).startswith("CSV parse error: Empty CSV file or block"):
        return Sentence("its first line has an open quotation mark; close it")
    return str(error)

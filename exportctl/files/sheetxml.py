"""Count the cells of a sheet in its XML, to check that the workbook's reader loses none.

The first reader puts each cell at its stated position: of two cells with one position it loses one, and it takes an
invalid index of a shared text for 0. The second reader ignores positions: it counts the non-empty cells of each row. A
pattern counts cells in the most common notation, which takes a fifth of the time; the rest is parsed as XML.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from array import array
from contextlib import suppress
from itertools import zip_longest
from typing import IO, TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from exportctl.facts.formula_cells import OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

DAMAGED: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""The errors of libraries for a file that is no workbook or document, or that is damaged or encrypted."""
_PIECE: Final = 1 << 18
_LONG, _LONGEST = 1 << 20, 1 << 24
"""The numbers of bytes that are kept until a row ends, and until a text ends."""
_LONGEST_TAG: Final = 64
_BLANK: Final = " \t\r\n"
_COUNTED: Final = "."
"""The placeholder in a row for a cell that the pattern has counted."""
_TEXT: Final = rb'<t(?: xml:space="preserve")?+>[^<&\s][^<]*+</t>'
_CELL: Final = (
    rb'<c r="[A-Z]{1,3}+[0-9]{1,7}+"(?: s="[0-9]++")?+(?:'
    rb'(?: t="[nb]")?+>(?:<f[^>]*+>(?:[^<]*+</f>)?+)?+<v>[^<&]++</v>'
    rb'|(?: t="str")>(?:<f[^>]*+>(?:[^<]*+</f>)?+)?+<v>[^<]++</v>'
    rb'|(?: t="inlineStr")><is>' + _TEXT + rb"</is>"
)
_CELLS: Final = re.compile(_CELL + rb")</c>")
_CELLS_AND_SHARED: Final = re.compile(_CELL + rb'|(?: t="s")><v>[0-9]{1,9}+</v>)</c>')
_SHARED: Final = re.compile(rb"<si>" + _TEXT + rb"</si>")
_ROWS: Final = re.compile(rb'(?:<row r="[0-9]{1,7}"[^>]*+>\.++</row>)*+')
_NUMBERED: Final = re.compile(rb'<row r="([0-9]{1,7})"[^>]*+>(\.++)</row>')
_VALUE: Final = re.compile(rb"<(?:[A-Za-z0-9]++:)?+(?:v|is)[ >]")
_INDEX: Final = re.compile("[0-9]{1,9}")
_ROW: Final = re.compile("[0-9]{1,7}")
_PLACE: Final = re.compile("([A-Za-z]{1,3})[0-9]{1,7}")
_LETTERS: Final = 26
_SHARED_PART: Final = "xl/sharedstrings.xml"


class DiffersError(Exception):
    """Two readers see different content in a sheet; `row` is where they differ first."""

    def __init__(self, row: int) -> None:
        """Take the number of the row."""
        super().__init__(row)
        self.row = row


class FilledRows:
    """The rows with filled cells: their numbers, and the number of filled cells of each.

    `unread` has the texts of cells that the workbook's reader returns as empty, by row (from 1) and column (from 0): errors,
    and formulas without a stored value.
    """

    def __init__(self) -> None:
        """Start without rows."""
        self.rows, self.cells = array("I"), array("I")
        self.unread: dict[int, dict[int, str]] = {}

    def add(self, row: int, cells: int) -> None:
        """Add a row."""
        self.rows.append(row)
        self.cells.append(cells)

    def require_equal(self, other: FilledRows) -> None:
        """Raise DiffersError if the rows or cells of the other differ."""
        if (self.rows, self.cells) != (other.rows, other.cells):
            pairs = zip_longest(zip(self.rows, self.cells, strict=True), zip(other.rows, other.cells, strict=True))
            raise DiffersError(next((one or another)[0] for one, another in pairs if one != another))


def _parts(packed: ZipFile) -> Mapping[str, str]:
    """Return the names of the parts of a workbook by their normal form. Raises DiffersError if two have one name."""
    parts = {name.replace("\\", "/").lower(): name for name in packed.namelist()}
    if len(parts) < len(packed.namelist()):
        raise DiffersError(1)
    return parts


def size_of(packed: ZipFile, place: int) -> int:
    """Return how many bytes the XML of a sheet has, by its place in the workbook. Raises DiffersError if it cannot be found."""
    return packed.getinfo(_name_of(packed, _part_of(packed, place))).file_size


def _part_of(packed: ZipFile, place: int) -> str:
    """Return the name of the part of a sheet. Raises DiffersError if it cannot be found."""
    book, related = _Elements("sheet"), _Elements("relationship")
    _parse_part(packed, "xl/workbook.xml", book)
    _parse_part(packed, "xl/_rels/workbook.xml.rels", related)
    targets = {attributes.get("Id"): attributes.get("Target", "").replace("\\", "/") for attributes in related.elements}
    ids = [
        next((value for key, value in attributes.items() if key.endswith(":id")), None) for attributes in book.elements
    ]
    target = targets.get(ids[place]) if place < len(ids) else None
    if target is None:
        raise DiffersError(1)
    return posixpath.normpath(posixpath.join("/xl", target)).removeprefix("/")


def counts_from_1904(packed: ZipFile) -> bool:
    """Return whether a workbook numbers its days from 1904, as old programs for the Macintosh did."""
    properties = _Elements("workbookpr")
    _parse_part(packed, "xl/workbook.xml", properties)
    return any(attributes.get("date1904") in {"1", "true"} for attributes in properties.elements)


def has_values(packed: ZipFile, place: int) -> bool:
    """Return whether some cell of a sheet is filled, without reading on after the first; a missing sheet is empty."""
    tail = b""
    with suppress(DiffersError), _open_part(packed, _part_of(packed, place)) as file:
        while piece := file.read(_PIECE):
            if _VALUE.search(tail + piece):
                return True
            tail = piece[-_LONGEST_TAG:]
    return False


def filled_rows(packed: ZipFile, place: int) -> FilledRows:
    """Return the rows with filled cells, in the order of a sheet's XML; raises DiffersError if readers may read it differently."""
    sheet = _Sheet(_texts(packed))
    _parse_part(packed, _part_of(packed, place), sheet)
    return sheet.filled


class _Texts(NamedTuple):
    """The shared texts of cells: their number, and the empty ones."""

    number: int
    empty: frozenset[int]


def _texts(packed: ZipFile) -> _Texts:
    """Return the number of shared texts and the empty ones; usually there are none."""
    if _SHARED_PART not in _parts(packed):
        return _Texts(0, frozenset())
    alike, shared = _Alike(), _SharedTexts()
    _parse_part(packed, _SHARED_PART, alike)
    if not alike.others:
        return _Texts(alike.count, frozenset())
    _parse_part(packed, _SHARED_PART, shared)
    return _Texts(shared.count, frozenset(shared.empty))


class _Reader:
    """A handler of XML events that first counts the common cells by a pattern."""

    behind = b"<"
    """The end of a piece that can be examined by itself."""

    def reduce(self, piece: bytes) -> bytes:
        """Return the part of a piece that must be parsed, after counting the cells of the pattern."""
        return piece

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        """Start an element."""

    def end(self, local: str) -> None:
        """End an element."""

    def text(self, text: str) -> None:
        """Take text."""

    def aside(self, *_: object) -> None:
        """Skip a comment, or other content that is not text."""


class _Elements(_Reader):
    """Collects the attributes of the elements of one name."""

    def __init__(self, name: str) -> None:
        self.elements: list[Mapping[str, str]] = []
        self._name = name

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        if local.lower() == self._name:
            self.elements.append(attributes)


class _Alike(_Reader):
    """Counts shared texts in the common notation, and records whether there are others."""

    behind = b"<si>"

    def __init__(self) -> None:
        self.count, self.others = 0, False

    def reduce(self, piece: bytes) -> bytes:
        piece, count = _SHARED.subn(b"", piece)
        self.count += count
        return piece

    def start(self, local: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - the signature of all readers
        self.others = self.others or local == "si"


class _SharedTexts(_Reader):
    """Collects the empty shared texts."""

    def __init__(self) -> None:
        self.count = 0
        self.empty: list[int] = []
        self._words = _Words()

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "si":
            self._words = _Words()
        self._words.start(local, attributes)

    def end(self, local: str) -> None:
        self._words.end(local)
        if local == "si":
            if not self._words.any:
                self.empty.append(self.count)
            self.count += 1

    def text(self, text: str) -> None:
        self._words.text(text)


class _Words:
    """Records whether the parts of a text have content: preserved blanks count, phonetic guides do not."""

    def __init__(self) -> None:
        self.any = False
        self._within, self._aside, self._keeps_blanks = False, 0, False

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        self._aside += local == "rPh"
        self._within = self._within or local == "t"
        self._keeps_blanks = attributes.get("xml:space") == "preserve" if local == "t" else self._keeps_blanks

    def end(self, local: str) -> None:
        self._aside -= local == "rPh"
        self._within = self._within and local != "t"

    def text(self, text: str) -> None:
        if self._within and not self._aside and (self._keeps_blanks or text.strip(_BLANK)):
            self.any = True


class _Sheet(_Reader):
    """Counts the filled cells of each row."""

    behind = b"<row "

    def __init__(self, texts: _Texts) -> None:
        self.filled = FilledRows()
        self._texts, self._pattern = texts, _CELLS if texts.empty else _CELLS_AND_SHARED
        self._row = self._cells = self._tables = self._open = 0
        self._way: list[str] = []
        self._kind, self._place, self._formula, self._values = "n", "", False, 0
        self._pieces, self._formula_pieces, self._words = list[str](), list[str](), _Words()

    def reduce(self, piece: bytes) -> bytes:
        """Count and remove the cells in the common notation, and rows that have no others."""
        piece = self._pattern.sub(_COUNTED.encode(), piece)
        if len(self._way) == 1 and _ROWS.fullmatch(piece):
            rows = _NUMBERED.findall(piece)
            self.filled.rows.extend([int(number) for number, _ in rows])
            self.filled.cells.extend([len(cells) for _, cells in rows])
            self._row = self.filled.rows[-1] if rows else self._row
            return b""
        return piece

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        way = self._way
        if local == "sheetData":
            self._tables += 1
            self._require(self._tables == 1)
        elif not way:
            return
        way.append(local)
        if local == "row":
            self._begin_row(attributes.get("r"))
        elif local == "c":
            self._begin_cell(attributes)
        elif local in ("v", "is"):
            self._require(way[-2] == "c")
            self._values += 1
        self._formula = self._formula or local == "f"
        self._words.start(local, attributes)

    def _begin_row(self, number: str | None) -> None:
        self._require(self._way == ["sheetData", "row"] and (number is None or bool(_ROW.fullmatch(number))))
        self._row, self._cells, self._open = int(number) if number else self._row + 1, 0, 0

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._require(self._way[-2] == "row" and bool(_PLACE.fullmatch(attributes.get("r", "A1"))))
        self._kind, self._place = attributes.get("t", "n"), attributes.get("r", "")
        self._formula, self._values = False, 0
        self._pieces, self._formula_pieces, self._words = [], [], _Words()

    def text(self, text: str) -> None:
        where = self._way[-1] if self._way else ""
        if where == "row":
            self._cells += text.count(_COUNTED)
        elif where == "v":
            self._pieces.append(text)
        elif where == "f":
            self._formula_pieces.append(text)
        elif where == "t":
            self._words.text(text)
        else:
            self._require(not where or not text.strip(_BLANK))

    def aside(self, *_: object) -> None:
        """Handle a comment or the like, which splits the value around it."""
        self._require("v" not in self._way)

    def end(self, local: str) -> None:
        if not self._way:
            return
        self._way.pop()
        self._words.end(local)
        if local == "c":
            is_filled = self._is_filled()
            is_open = self._formula and self._kind == "n" and not is_filled
            self._cells += is_filled
            self._open += is_open
            if is_open or self._kind == "e":
                self._note_unread(
                    "".join(self._pieces) if self._kind == "e" else f"{OPEN}={''.join(self._formula_pieces)}"
                )
        elif local == "row" and self._cells:
            self.filled.add(self._row, self._cells)
        elif local == "row":
            self._require(not self._open)  # a row of uncalculated formulas would be empty

    def _note_unread(self, text: str) -> None:
        """Keep the text of a cell that the workbook's reader returns as empty; it must state its position, and be there once."""
        place = _PLACE.fullmatch(self._place)
        self._require(bool(text and place))
        cells = self.filled.unread.setdefault(self._row, {})
        column = _column(place[1]) if place else 0
        self._require(column not in cells)
        cells[column] = text

    def _is_filled(self) -> bool:
        """Return whether a cell is filled; a number in several pieces, like `1&#48;`, is cut after the first."""
        value = "".join(self._pieces)
        self._require(self._values <= 1 and (len(self._pieces) <= 1 or self._kind == "str"))
        if self._kind == "s" and value:
            self._require(bool(_INDEX.fullmatch(value)) and int(value) < self._texts.number)
            return int(value) not in self._texts.empty
        return self._kind != "e" and (bool(value) or self._words.any)

    def _require(self, condition: bool) -> None:  # noqa: FBT001 - the one argument
        """Raise DiffersError at the current row unless a condition holds."""
        if not condition:
            raise DiffersError(max(self._row, 1))


def _column(letters: str) -> int:
    """Return the number of a column from 0 on: 0 for A, 26 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def _parse(file: IO[bytes], reader: _Reader) -> None:
    """Feed XML to a reader in pieces that end between tags. Raises DiffersError for invalid XML."""
    parser, tail = expat.ParserCreate(), b""
    parser.StartElementHandler = lambda name, attributes: reader.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: reader.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = reader.text
    parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = reader.aside
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while piece := file.read(_PIECE):
            text = tail + piece
            end = max(text.rfind(reader.behind), text.rfind(b"<") if len(text) > _LONG else 0, 0)
            end = end if len(text) < _LONGEST else len(text)
            tail = text[end:]
            parser.Parse(reader.reduce(text[:end]))
        parser.Parse(reader.reduce(tail), True)  # noqa: FBT003 - the end
    except (expat.ExpatError, LookupError, ValueError):  # the last two for an unknown encoding
        raise DiffersError(1) from None


def _refuse(*_: object) -> None:
    """Refuse document types: a workbook has no entities of its own."""
    raise DiffersError(1)


def _parse_part(packed: ZipFile, part: str, reader: _Reader) -> None:
    with _open_part(packed, part) as file:
        _parse(file, reader)


def _open_part(packed: ZipFile, part: str) -> IO[bytes]:
    return packed.open(_name_of(packed, part))


def _name_of(packed: ZipFile, part: str) -> str:
    """Return the name of a part in the workbook, in any spelling. Raises DiffersError if it cannot be found."""
    name = _parts(packed).get(part.lower())
    if name is None:
        raise DiffersError(1)
    return name

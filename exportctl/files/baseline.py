"""Read a baseline, a file screened before: its rows do not fail the gate unless they are worse now."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from exportctl.batch.answers import ANSWERED, COLUMNS
from exportctl.batch.changes import ComparedAnswer, compared_answer_in, is_worse
from exportctl.errors import NO_FILE, InputError, PlaceError
from exportctl.files.cells import cells
from exportctl.files.formats import FORMATS, format_of
from exportctl.files.readers import open_rows
from exportctl.files.writers import as_it_was
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa


Found = Literal["known", "worse", "new"]
_MIDNIGHT: Final = re.compile(r"(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00:00$")
_CELLS: Final = ("decision", "worst_case", "settled", "provisions", "answered_by")
_DIGEST_BYTES: Final = 16
"""The length of the digest of a row: enough to make equal digests by chance impossible in practice."""


class Baseline:
    """The rows of an earlier screening, by their key columns; each matches one row of the present one."""

    def __init__(self, path: Path, key: Sequence[str]) -> None:
        """Take the file, and the columns that identify its rows; without any, all columns do."""
        self.path, self._key = path, tuple(key)
        self._format = format_of(path, FORMATS, "baseline", None)
        if not path.exists():
            raise InputError("baseline", "{file}: {reason}", file=path, reason=NO_FILE)
        self._unmatched: dict[tuple[str, ...], dict[bytes, list[ComparedAnswer]]] = {}

    def beside(self, names: Sequence[str]) -> BaselineRows:
        """Return the rows to compare with those of a file with these columns; raises InputError if a key column is missing."""
        columns = self._key or tuple(names)
        for name in self._key:
            if names.count(name) != 1:
                raise InputError(
                    "key",
                    "the screened file does not have exactly one column '{name}'; correct the name or rename a column",
                    name=name,
                )
        if columns not in self._unmatched:
            self._unmatched[columns] = self._read(columns)
        return BaselineRows(columns, self._unmatched[columns])

    def _read(self, columns: tuple[str, ...]) -> dict[bytes, list[ComparedAnswer]]:
        answers_by_row = defaultdict[bytes, list["ComparedAnswer"]](list)
        alike: dict[tuple[Any, ...], ComparedAnswer] = {}  # there are many rows, and few answers
        with open_rows(self.path, self._format, answers=True) as source:
            for name in columns:
                if source.schema.names.count(name) != 1:
                    raise PlaceError(
                        str(self.path),
                        "does not have exactly one column '{name}'; name the columns that identify a row with {key}",
                        name=name,
                        key=Fact("key"),
                    )
            for rows in source.rows:
                for place, (mark, cells) in enumerate(
                    zip(_marks(rows.batch, columns), answers(rows.batch), strict=True)
                ):
                    if not any(cells.values()):  # an unreadable component of a bill
                        continue
                    try:
                        key = tuple(cells.get(name) for name in _CELLS)
                        if key not in alike:
                            alike[key] = compared_answer_in(cells)
                        answers_by_row[mark].append(alike[key])
                    except InputError as error:
                        row = source.first - 1 + rows.number(place)
                        raise PlaceError(
                            Sentence("{file}: row {number}", file=self.path, number=str(row)),
                            "{fact}: {what}",
                            fact=error.fact,
                            what=error.what,
                        ) from None
        return answers_by_row


class BaselineRows(NamedTuple):
    """The key columns of a file, and the rows of the baseline that no row of the file has matched yet."""

    columns: tuple[str, ...]
    unmatched: dict[bytes, list[ComparedAnswer]]

    def compare(self, batch: pa.RecordBatch, answers_now: Sequence[ComparedAnswer]) -> list[Found]:
        """Return for each row whether it is new, known, or worse than in the baseline; a baseline row matches once."""
        return [self._one(mark, now) for mark, now in zip(_marks(batch, self.columns), answers_now, strict=True)]

    def _one(self, mark: bytes, now: ComparedAnswer) -> Found:
        unmatched = self.unmatched.get(mark)
        if not unmatched:
            return "new"
        fit = [before for before in unmatched if not is_worse(before, now)]
        unmatched.remove(now if now in fit else next(iter(fit), unmatched[0]))
        return "known" if fit else "worse"


def answers(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Yield the answer of an earlier screening to each row."""
    names = [*COLUMNS, *(name for name in ANSWERED if name in batch.schema.names)]
    columns = [cells(batch.column(name)) for name in names]
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def _marks(batch: pa.RecordBatch, columns: Sequence[str]) -> Iterator[bytes]:
    """Yield a digest of the cells of each row, which is the same in every file format."""
    texts = [[_text(cell) for cell in cells(batch.column(name))] for name in columns]
    for row in zip(*texts, strict=True):
        yield blake2b(
            "".join(f"{len(text)}:{text}" for text in row).encode(errors="surrogatepass"), digest_size=_DIGEST_BYTES
        ).digest()


def _text(cell: object) -> str:
    """Return a cell in the form of all formats: None for an empty one, whole numbers without a point, midnight as a day."""
    match cell:
        case None:
            return ""
        case str():
            return _MIDNIGHT.sub("", as_it_was(cell).strip())
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time() and cell.tzinfo is None:
            return cell.date().isoformat()
        case _:
            return str(cell)

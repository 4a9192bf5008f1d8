"""An output is written beside its name and gets it when it is whole; until then a text can be continued where it was left."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, Self

import pyarrow as pa

from exportctl.batch.tally import Counts
from exportctl.errors import Fact, InputError, PlaceError
from exportctl.files.formats import STANDARD, packing_of
from exportctl.files.writers import writer

if TYPE_CHECKING:
    from pathlib import Path

_PARTIAL: Final = ".partial"


class Output:
    """A file that is being written. With `kept`, that many bytes of an earlier run stay, and writing goes on behind them."""

    def __init__(self, path: Path, format_: str, schema: pa.Schema, kept: int, standard: BinaryIO) -> None:
        """Open the file beside the name, or take standard output for `-`; raises OSError if that cannot be."""
        self._partial = None if str(path) == STANDARD else partial_of(path)
        self._file = standard
        if self._partial:
            if path.exists() and not path.is_file():
                raise PlaceError(str(path), "is there already, and is no file")
            self._file = self._partial.open("r+b" if kept else "wb")
            if self._file.seek(0, io.SEEK_END) < kept:
                self._file.close()
                raise InputError(
                    "resume", f"{self._partial} is shorter than it was left; begin anew without ", Fact("resume")
                )
            self._file.truncate(kept)
            self._file.seek(kept)
        try:
            self._writer = writer(self._file, format_, schema, packing_of(path), begun=kept > 0)
        except InputError:
            if self._partial:
                self._file.close()
                self._partial.unlink()
            raise

    def write(self, batch: pa.RecordBatch) -> None:
        """Write the rows of a batch."""
        self._writer.write(batch)

    def size(self) -> int:
        """Return how many bytes are surely in the file; of standard output nobody asks."""
        self._file.flush()
        return self._file.tell() if self._partial else 0

    def close(self) -> None:
        """Write what belongs at the end."""
        self._writer.close()
        if self._partial:
            self._file.close()

    def discard(self) -> None:
        """Leave nothing behind of a file that cannot be continued."""
        if self._partial:
            with suppress(OSError, pa.ArrowException):  # a full disk does not take what is left in memory
                self._writer.drop()
            with suppress(OSError):
                self._file.close()
            self._partial.unlink(missing_ok=True)


def partial_of(path: Path) -> Path:
    """Return where a file is written until it is whole."""
    return path.with_name(path.name + _PARTIAL)


def publish(*paths: Path | None) -> None:
    """Give whole files their names; one that has it already keeps it."""
    for path in paths:
        if path and str(path) != STANDARD and partial_of(path).exists():
            partial_of(path).replace(path)


def clear(*paths: Path | None, published: bool = False) -> None:
    """Leave nothing of an earlier run that was left, or of files that were `published`, so that nobody takes it for this one's."""
    for path in paths:
        if path and str(path) != STANDARD:
            (path if published else partial_of(path)).unlink(missing_ok=True)


class State(NamedTuple):
    """How far a run has come: what it was asked, the number of its next row, what its files hold, and what it has counted."""

    mark: str
    today: date | None
    next: int
    output: int
    rejects: int
    counts: Counts
    whole: bool = False

    @classmethod
    def begun(cls, mark: str, today: date | None) -> Self:
        """Return the state of a run that has done nothing."""
        return cls(mark, today, 1, 0, 0, Counts.none())


class Log:
    """The state of a run, kept beside its output, so that a run that was killed can be continued."""

    def __init__(self, output: Path, mark: str) -> None:
        """Take the output whose state it is, and what tells this run from any other."""
        self._path, self.mark = output.with_name(output.name + _PARTIAL + ".json"), mark

    def read(self) -> State | None:
        """Return the state in which the run was left, or None; raises InputError if something else was asked then."""
        try:
            found: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
            today = date.fromisoformat(found["today"]) if found["today"] else None
            state = State(**{**found, "today": today, "counts": Counts(**found["counts"])})
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError):
            raise InputError("resume", f"{self._path} cannot be read; begin anew without ", Fact("resume")) from None
        if state.mark != self.mark:
            raise InputError(
                "resume",
                "the file, the law or what is asked of it has changed since; begin anew without ",
                Fact("resume"),
            )
        return state

    def keep(self, state: State) -> None:
        """Keep a state in place of the last one, whole or not at all."""
        beside = self._path.with_suffix(".new")
        beside.write_text(
            json.dumps({**state._asdict(), "counts": state.counts._asdict()}, default=str), encoding="utf-8"
        )
        beside.replace(self._path)

    def forget(self) -> None:
        """Leave nothing behind."""
        self._path.unlink(missing_ok=True)

"""Number the distinct values of a column across batches, so that each is read once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

_BITS: Final = 31


class ValueDictionary:
    """The distinct values of a column so far, in the order of their first row, and the reading of each."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        """Take the function that reads a value; it is never called for an empty cell, whose reading is None."""
        self._read, self.values = read, list[Any]()
        self._known: pa.Array | None = None
        self._first = 0

    def numbers(self, column: pa.DictionaryArray) -> pa.Array:
        """Return for each row the number of its value; new values are read."""
        distinct = column.dictionary
        # Arrow keeps empty cells apart from the dictionary, but they need a number, too.
        if column.indices.null_count:
            distinct = pa.concat_arrays([distinct, pa.nulls(1, distinct.type)])
        return self.numbers_of(distinct).take(column.indices.fill_null(len(distinct) - 1))

    def numbers_of(self, values: pa.Array) -> pa.Array:
        """Return the number of each value, which need not be distinct; new values are read."""
        # Batches of one column may differ in type: values are then searched anew, and their numbers go on.
        if self._known is None or self._known.type != values.type:
            self._known, self._first = values.slice(0, 0), len(self.values)
        places = pc.index_in(values, self._known)
        if places.null_count:
            new = values.filter(pc.is_null(places)).unique()
            self.values += [None if value is None else self._read(value) for value in new.to_pylist()]
            self._known = pa.concat_arrays([self._known, new])
            places = pc.index_in(values, self._known)
        return pc.add(places, pa.scalar(self._first, places.type)) if self._first else places


class CombinationDictionary:
    """The combinations of numbers of some columns so far, in the order of their first row.

    A combination is numbered column by column, from the number of its first columns and the last, so that no product overflows.
    """

    def __init__(self, columns: int) -> None:
        """Start without combinations."""
        self.values: list[tuple[int, ...]] = []
        self._first, self._steps = self.values, list[ValueDictionary]()
        for _ in range(columns - 1):
            self._steps.append(ValueDictionary(partial(_longer, self.values)))
            self.values = self._steps[-1].values

    def numbers(self, columns: Sequence[pa.Array]) -> pa.Array:
        """Return for each row the number of its combination; the columns hold consecutive numbers from 0 on."""
        combined, *others = columns
        highest = pc.max(combined).as_py() if len(combined) else -1
        self._first.extend((number,) for number in range(len(self._first), highest + 1))
        for step, column in zip(self._steps, others, strict=True):
            code = pc.add(pc.shift_left(combined.cast(pa.int64()), _BITS), column.cast(pa.int64()))
            combined = step.numbers_of(code)
        return combined


def as_arrow(numbers: array[int]) -> pa.Array:
    """Return numbers of four bytes as an Arrow array that reads them in place; they cannot grow before it is released."""
    return pa.Array.from_buffers(pa.int32(), len(numbers), [None, pa.py_buffer(numbers)])


def _longer(shorter: Sequence[tuple[int, ...]], code: int) -> tuple[int, ...]:
    return (*shorter[code >> _BITS], code & ((1 << _BITS) - 1))

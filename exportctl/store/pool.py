"""Write and read compiled data as a pool of values. Unlike a pickle, the bytes name no code, so loading them runs none.

Every value occurs once and consists of values before it. Plain values come first, then runs of tuples, groups and
records of one kind and length, as the positions of their parts; reading a run takes a few calls, however long it is.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import accumulate, chain, count, islice, pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PLAIN: Final = (type(None), bool, date, float, int, str)
_TUPLE, _SET, _GROUP, _NUMBER, _RECORD = range(5)
"""Kinds of composite values; records are numbered from the last on, in an order that writer and reader share."""
_KINDS: Final[dict[type[Any], int]] = {tuple: _TUPLE, frozenset: _SET, dict: _GROUP, Decimal: _NUMBER}
_BLOCKS: Final = 7


class PoolError(ValueError):
    """The bytes are not a pool of values."""


def dump(value: object, records: Sequence[type[Any]]) -> bytes:
    """Return a value as bytes; equal values give equal bytes.

    Raises TypeError for a value that is neither plain nor one of the records, OverflowError for a number of more than
    eight bytes, and RecursionError for values that are nested too deep.
    """
    pool = _Pool(records)
    return pool.to_bytes(pool.number(value))


def load(data: memoryview, records: Sequence[type[Any]]) -> Any:  # noqa: ANN401 - what was written
    """Return the value that was written with the same records. Raises PoolError if the bytes are not a pool."""
    try:
        return _read(data, records)
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise PoolError(str(error)) from None


class _Pool:
    """Numbers each value once, and writes the parts of a value before the value."""

    def __init__(self, records: Sequence[type[Any]]) -> None:
        self._kinds = _KINDS | {record: _RECORD + place for place, record in enumerate(records)}
        self._plain: dict[type[Any], dict[Any, int]] = {kind: {} for kind in _PLAIN}
        self._by_parts: dict[tuple[type[Any], tuple[int, ...]], int] = {}
        # Keyed by identity: all objects are parts of one value, which outlives the key.
        self._by_identity: dict[int, int] = {}
        self._parts: list[tuple[int, ...]] = []
        self._layers: list[int] = []
        self._runs: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)

    def number(self, value: Any) -> int:  # noqa: ANN401 - any value
        """Return the number of a value; a new value gets the next one."""
        type_ = type(value)
        plain = self._plain.get(type_)
        if plain is not None:
            number = plain.get(value)
            if number is None:
                number = plain[value] = self._new(0, _PLAIN.index(type_), ())
            return number
        number = self._by_identity.get(id(value))
        if number is not None:
            return number
        if type_ not in self._kinds:
            raise TypeError(f"a {type_.__name__} cannot be compiled")
        parts = tuple(map(self.number, _parts(value)))
        number = self._by_parts.get((type_, parts))
        if number is None:
            layer = 1 + max(map(self._layers.__getitem__, parts), default=0)
            number = self._by_parts[type_, parts] = self._new(layer, self._kinds[type_], parts)
        self._by_identity[id(value)] = number
        return number

    def _new(self, layer: int, kind: int, parts: tuple[int, ...]) -> int:
        """Return the number of a new value, and add it to the run of its layer, kind and length."""
        number = len(self._parts)
        self._parts.append(parts)
        self._layers.append(layer)
        self._runs[layer, kind, len(parts)].append(number)
        return number

    def to_bytes(self, root: int) -> bytes:
        """Return all values as bytes, with the position of the root."""
        ordered = sorted(self._runs.items())
        place = [0] * len(self._parts)
        for at, number in enumerate(chain.from_iterable(run for _, run in ordered)):
            place[number] = at
        runs, parts = array("I"), array("I")
        for (layer, kind, length), run in ordered:
            if layer:
                runs.extend((kind, length, len(run)))
                parts.extend(map(place.__getitem__, chain.from_iterable(map(self._parts.__getitem__, run))))
        nothing, truths, days, floats, ints, texts = self._plain.values()
        letters = set("".join(texts))
        separator = next(letter for letter in map(chr, count()) if letter not in letters)
        blocks = (
            _bytes("I", [place[root], len(nothing), *truths]),
            _bytes("i", (day.toordinal() for day in days)),
            _bytes("d", floats),
            _bytes("q", ints),
            separator.join(["", *texts]).encode("utf-8", "surrogatepass"),
            _bytes("I", runs),
            _bytes("I", parts),
        )
        return _bytes("Q", map(len, blocks)) + b"".join(blocks)


def _parts(value: Any) -> Iterable[Any]:  # noqa: ANN401 - any value
    """Return the parts of a composite value, in a fixed order."""
    match value:
        case tuple():
            return value
        case dict():
            return chain.from_iterable(value.items())
        case frozenset():
            return sorted(value)
        case Decimal():
            return (str(value),)
        case _:
            return (getattr(value, field.name) for field in fields(value))


def _read(data: memoryview, records: Sequence[type[Any]]) -> Any:  # noqa: ANN401 - what was written
    ends = [*accumulate(_array("Q", data[: 8 * _BLOCKS]), initial=8 * _BLOCKS)]
    head, days, floats, ints, text, runs, parts = (data[start:end] for start, end in pairwise(ends))
    root, nothing, *truths = _array("I", head)
    pool: list[Any] = [*([None] if nothing else []), *map(bool, truths)]
    pool.extend(map(date.fromordinal, _array("i", days)))
    pool.extend(_array("d", floats))
    pool.extend(_array("q", ints))
    pool.extend(_texts(text))
    places = _array("I", parts)
    coming, remaining = map(pool.__getitem__, places), len(places)
    pairs = zip(coming, coming, strict=False)
    heads = iter(_array("I", runs))
    for kind, length, times in zip(heads, heads, heads, strict=False):
        remaining -= length * max(times, 1)
        if remaining < 0:
            raise PoolError("it tells of more values than it holds")
        if kind == _GROUP and length % 2:
            raise PoolError("a key has no value")
        columns = [pairs] * (length // 2) if kind == _GROUP else [coming] * length
        rows = islice(zip(*columns, strict=False), times) if length else iter([()])
        pool.extend(list(_values(kind, rows, records)))
    return pool[root]


def _values(kind: int, rows: Iterator[tuple[Any, ...]], records: Sequence[type[Any]]) -> Iterable[Any]:
    """Return the values of one kind with these parts; those of groups come in pairs of a key and a value."""
    if kind == _TUPLE:
        return rows
    if kind == _SET:
        return map(frozenset, rows)
    if kind == _GROUP:
        return map(dict, rows)
    if kind == _NUMBER:
        return (Decimal(text) for (text,) in rows)
    record = records[kind - _RECORD]
    return map(partial(tuple.__new__, record), rows) if issubclass(record, tuple) else (record(*row) for row in rows)


def _texts(block: memoryview) -> list[str]:
    """Return the texts of a block; their joined text is the largest value here, and is neither copied nor kept."""
    joined = str(block, "utf-8", "surrogatepass")
    return joined.split(joined[0])[1:] if joined else []


def _array(code: str, block: memoryview) -> array[Any]:
    """Return the numbers of a block."""
    numbers = array(code)
    numbers.frombytes(block)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bytes(code: str, numbers: Iterable[Any]) -> bytes:
    """Return numbers as a block, equal on all machines."""
    block = array(code, numbers)
    if sys.byteorder == "big":
        block.byteswap()
    return block.tobytes()

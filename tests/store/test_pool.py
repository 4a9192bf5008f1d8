"""A pool returns its input, is the same for the same values, and is refused when it is damaged."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportctl.store.pool import PoolError, dump, load


class Pair(NamedTuple):
    """A record."""

    one: Any
    two: Any


@dataclass(frozen=True, slots=True)
class Register:
    """A record that is no tuple."""

    values: Any


RECORDS = (Pair, Register)
plain = st.one_of(
    *(st.none(), st.booleans(), st.dates(), st.integers(-(1 << 63), (1 << 63) - 1), st.floats(allow_nan=False)),
    *(st.text(), st.decimals(allow_nan=False, allow_infinity=False), st.frozensets(st.text())),
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.builds(Pair, inner, inner),
        st.builds(Register, inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text(), inner),
    ),
)


def with_types(value: object) -> str:
    """Return a value with its types: 1 is not True, and a tuple is not a record. The order of a set does not matter."""
    if isinstance(value, frozenset):
        return f"frozenset({sorted(value)})"
    if isinstance(value, tuple):
        return f"{type(value).__name__}({', '.join(map(with_types, value))})"
    if isinstance(value, dict):
        return f"dict({', '.join(f'{with_types(key)}: {with_types(item)}' for key, item in value.items())})"
    return f"Register({with_types(value.values)})" if isinstance(value, Register) else repr(value)


@given(values)
def test_written_values_are_read(value: object) -> None:
    """Whatever it is made of, with its types and in its order; only a zero loses its sign."""
    written = dump(value, RECORDS)
    read = load(memoryview(written), RECORDS)
    assert with_types(read).replace("-0.0", "0.0") == with_types(value).replace("-0.0", "0.0")
    assert dump(read, RECORDS) == written


@pytest.mark.parametrize("value", [[1], {1}, b"a", 1j, sys, len, dump, object()])
def test_code_is_not_written(value: object) -> None:
    """Least of all a function or a module."""
    with pytest.raises(TypeError, match="cannot be compiled"):
        dump((value,), RECORDS)


def test_a_value_occurs_once() -> None:
    """A text that occurs a thousand times takes the space of one."""
    text = "gallium" * 1000
    assert len(dump((text,) * 1000, RECORDS)) < 2 * len(text)


def kinds(value: object) -> set[type]:
    """Return the types of a value and of all its parts."""
    match value:
        case Register(parts):
            parts = (parts,)
        case dict():
            parts = (*value, *value.values())
        case tuple() | frozenset() | list():
            parts = tuple(value)
        case _:
            parts = ()
    return {type(value)}.union(*map(kinds, parts))


def test_damage_is_refused_or_read_as_other_data() -> None:
    """Whatever the bytes are, reading them ends at once, and with nothing but values."""
    pick = random.Random(7)
    value = {"a": (Pair(1, date(2025, 12, 1)), Decimal("1.5")), "b": frozenset({"c", "d"}), "e": Register((2.5, None))}
    whole = dump(value, RECORDS)
    refusals, read = 0, set[type]()
    for _ in range(3000):
        damaged = bytearray(whole)
        for _ in range(pick.choice((1, 1, 2, 8))):
            damaged[pick.randrange(len(damaged))] = pick.choice((0, 1, 2, 127, 255, pick.randrange(256)))
        cut = memoryview(damaged)[: pick.choice((len(damaged), pick.randrange(len(damaged))))]
        try:
            read |= kinds(load(cut, RECORDS))
        except PoolError:
            refusals += 1
    assert 0 < refusals < 3000
    assert read <= {*RECORDS, dict, tuple, frozenset, str, int, float, bool, type(None), date, Decimal}

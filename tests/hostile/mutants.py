"""A mutant is a document that was sound before some of it was changed: the same for the same number, so that each can be made again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_BYTES = (0, 1, 9, 10, 13, 34, 39, 44, 60, 123, 127, 128, 192, 237, 255)
_NUMBERS = (
    b"0",
    b"-1",
    b"1e999",
    b"NaN",
    b"2147483648",
    b"9223372036854775808",
    b"99999999999999999999",
    b"0.1",
    b"1_0",
    b"\xd9\xa1",
)
_LONGEST = 1 << 16


def mutant(seeds: Sequence[bytes], tokens: Sequence[bytes], pick: random.Random) -> bytes:
    """Return one of some documents with one to four changes; most are still nearly the original."""
    made = bytearray(pick.choice(seeds))
    for _ in range(pick.choice((1, 1, 1, 2, 2, 3, 4))):
        pick.choice(_CHANGES)(made, seeds, tokens, pick)
    return bytes(made[:_LONGEST])


Change = Callable[[bytearray, Sequence[bytes], Sequence[bytes], random.Random], None]


def _span(made: bytearray, pick: random.Random) -> tuple[int, int]:
    start = pick.randrange(len(made) + 1)
    return start, min(len(made), start + pick.choice((1, 2, 4, 8, 16, 64, 256)))


def _a_byte(made: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    if made:
        made[pick.randrange(len(made))] = pick.choice((*_BYTES, pick.randrange(256)))


def _a_bit(made: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    if made:
        made[pick.randrange(len(made))] ^= 1 << pick.randrange(8)


def _less(made: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    start, end = _span(made, pick)
    del made[start:end]


def _again(made: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    start, end = _span(made, pick)
    made[start:start] = made[start:end] * pick.choice((1, 1, 2, 50))


def _a_token(made: bytearray, _seeds: Sequence[bytes], tokens: Sequence[bytes], pick: random.Random) -> None:
    start, end = _span(made, pick)
    token = pick.choice(tokens) * pick.choice((1, 1, 1, 2, 300))
    made[start : pick.choice((start, end))] = token


def _of_another(made: bytearray, seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    other = bytearray(pick.choice(seeds))
    start, end = _span(other, pick)
    place = pick.randrange(len(made) + 1)
    made[place:place] = other[start:end]


def _a_number(made: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    numbers = list(re.finditer(rb"[0-9]+", made))
    if numbers:
        one = pick.choice(numbers)
        made[one.start() : one.end()] = pick.choice(_NUMBERS)


def _cut(made: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes], pick: random.Random) -> None:
    del made[pick.randrange(len(made) + 1) :]


_CHANGES: tuple[Change, ...] = (
    _a_byte,
    _a_byte,
    _a_bit,
    _less,
    _again,
    _a_token,
    _a_token,
    _of_another,
    _a_number,
    _cut,
)

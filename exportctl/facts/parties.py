"""A name is a designated party's if nothing but spelling differs; a similar name may be one, and is never passed over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.parties import Listing, Parties, key_of, spelling_of

if TYPE_CHECKING:
    from collections.abc import Sequence

THRESHOLD: Final = 88
"""From this score (0 to 100) on a similar name may be the same."""
_EQUAL: Final = 100
_SHORT: Final = 4
_NINE: Final = 9


class Hit(NamedTuple):
    """A designation that a name is (`certain`) or may be."""

    name: str
    listing: Listing
    score: int
    basis: Literal["name", "alias", "fuzzy"]

    @property
    def certain(self) -> bool:
        """Whether nothing but spelling differs."""
        return self.basis != "fuzzy"


def screen(parties: Parties, names: Sequence[str], threshold: int = THRESHOLD) -> list[tuple[Hit, ...]]:
    """Return for each name the designations it is or may be, the best first."""
    keys = [key_of(name) for name in names]
    return [
        _hits(parties, name, key, () if key in parties.keys else _similar(parties, spelling_of(name), threshold))
        for name, key in zip(names, keys, strict=True)
    ]


def _hits(parties: Parties, name: str, key: str, similar: Sequence[tuple[int, int]]) -> tuple[Hit, ...]:
    exact = [
        Hit(
            name,
            listing,
            _EQUAL,
            "name" if key in (key_of(listing.party.name.en), key_of(listing.party.name.zh)) else "alias",
        )
        for number in parties.keys.get(key, ())
        for listing in (parties.listings[number],)
    ]
    best: dict[int, int] = {}
    for spelled, score in similar:
        number = parties.owners[spelled]
        best[number] = max(score, best.get(number, 0))
    fuzzy = [Hit(name, parties.listings[number], score, "fuzzy") for number, score in best.items()]
    return tuple(sorted([*exact, *fuzzy], key=lambda hit: (-hit.score, hit.listing.id)))


def _similar(parties: Parties, spelling: str, threshold: int) -> list[tuple[int, int]]:
    """Return the spellings that are as similar as the threshold, with their scores.

    A slip of the pen is a letter dropped, doubled, replaced or swapped with its neighbour. The score is the share of letters that
    are right; one slip in a short name counts as in a name of nine letters.
    """
    from rapidfuzz import process  # noqa: PLC0415 - most questions name nobody
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if len(spelling) < _SHORT:
        return []
    most = _most_slips(len(spelling), max(map(len, parties.spelled[-1:]), default=0), threshold)
    first, last = _as_long(parties, len(spelling), most)
    near = process.extract(spelling, parties.spelled[first:last], scorer=OSA.distance, score_cutoff=most, limit=None)
    scored = [(first + place, _score(int(slips), spelling, known)) for known, slips, place in near]
    return [(number, score) for number, score in scored if score >= threshold]


def _most_slips(length: int, longest: int, threshold: int) -> int:
    """Return how many slips a name can have and still score the threshold against a spelling, which may be longer for them."""
    most = -1
    longer = max(length, _NINE)
    while (slips := ((_EQUAL + 1 - threshold) * longer - 1) // _EQUAL) > most:
        most = slips
        longer = max(longer, min(length + most, longest))
    return most


def _as_long(parties: Parties, length: int, most: int) -> tuple[int, int]:
    """Return where the spellings stand that so many slips could make as long."""
    first = bisect_left(parties.spelled, length - most, key=len)
    return first, bisect_right(parties.spelled, length + most, lo=first, key=len)


def _score(slips: int, spelling: str, known: str) -> int:
    return _EQUAL - slips * _EQUAL // max(len(spelling), len(known), _NINE)

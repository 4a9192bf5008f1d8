"""Measure the screening of names: recall by spelling, false hits among unlisted firms, and speed."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from bench.firms import FORMS, PLACES, invented_firms, real_firms
from exportctl.api import load_law, screen
from exportctl.facts.parties import SURE, most_slips, spellings_to_compare
from exportctl.facts.parties import screen as hits_of
from exportctl.law.names import is_han, spelling_of

if TYPE_CHECKING:
    from exportctl.facts.parties import Hit
    from exportctl.law.parties import Parties

DATA = Path(__file__).resolve().parent.parent / "data"
SEED, VARIANTS, MADE_UP, MANY = 20251201, 4, 20_000, 100_000
LONG_ENOUGH, WORDS = 8, 3
"""The lengths of names for the test: in letters, for slips, and in words, for names that are cut short."""
LEGAL = tuple(form for form in FORMS if form not in ("", "Holdings", "Group"))
Way = Callable[[str, random.Random], str]


def main() -> None:
    """Print recall by spelling, the share of unlisted firms that is flagged, and names a second."""
    law = load_law(DATA)
    parties, pick = law.parties, random.Random(SEED)
    _recall(parties, pick)
    _precision(parties)
    _speed(law, parties)


def _recall(parties: Parties, pick: random.Random) -> None:
    surely = {known.text: known.listing for known in parties.names if known.kind in ("printed", "alias", "former")}
    shared = {known.text: known.listing for known in parties.names if known.kind == "shared"}
    related = {known.text: known.listing for known in parties.names if known.kind in ("parent", "subsidiary")}
    print(
        f"{len(parties.listings)} designations with {len(surely)} names of their own, {len(shared)} shared, seed {SEED}"
    )
    for label, names, wanted in (
        (
            "the names as they are known: listed, or similar where the short name is also others'",
            surely,
            lambda hit: hit.basis in SURE or hit.basis == "shared",
        ),
        ("the names that others bear, too: flagged", shared, lambda _: True),
        ("the names of companies of the groups: shown", related, lambda _: True),
    ):
        hit_count = sum(any(map(wanted, hits)) for hits in hits_of(parties, list(names)))
        print(f"  {hit_count / len(names):.3f} of {label}")
    latin = [
        (name, number) for name, number in surely.items() if not is_han(name) and len(spelling_of(name)) >= LONG_ENOUGH
    ]
    total: Counter[str] = Counter()
    for way, write in WAYS.items():
        planted = [(write(name, pick), number) for name, number in latin for _ in range(VARIANTS)]
        planted = [(name, number) for name, number in planted if name]
        meant = _count_right(parties, [name for name, _ in planted], [number for _, number in planted])
        total.update(found=meant, planted=len(planted))
        print(f"  {meant / len(planted):.3f} of {len(planted)} {way}")
    print(f"  recall {total['found'] / total['planted']:.3f} of {total['planted']} planted spellings (0.97 wanted)")


def _count_right(parties: Parties, names: list[str], listings: list[int]) -> int:
    """Return the number of names that hit the party that they were made from."""
    who = [parties.listings[number].party.name.en for number in listings]
    return sum(
        any(hit.listing.party.name.en == party and not hit.is_related for hit in hits)
        for hits, party in zip(hits_of(parties, names), who, strict=True)
    )


def _precision(parties: Parties) -> None:
    for label, names in (
        (f"real firms ({len(real_firms())})", real_firms()),
        (f"made-up names, seed {SEED}", invented_firms(SEED, MADE_UP)),
    ):
        flagged = [(name, hits) for name, hits in zip(names, hits_of(parties, names), strict=True) if _flags(hits)]
        why = Counter(hits[0].basis for _, hits in flagged)
        print(f"{label}: {len(flagged)} of {len(names)} flagged (at most 1 in 200 wanted: {len(names) // 200})")
        print(f"  by {', '.join(f'{basis} {count}' for basis, count in why.most_common()) or 'nothing'}")


def _flags(hits: tuple[Hit, ...]) -> bool:
    return any(not hit.is_related for hit in hits)


def _speed(law: object, parties: Parties) -> None:
    names = [f"{name} {number}" for number, name in enumerate(invented_firms(SEED + 1, MANY))]
    start = time.perf_counter()
    hits_of(parties, names)
    took = time.perf_counter() - start
    print(f"{MANY} distinct names in {took:.2f} s, {MANY / took:.0f} a second")
    texts = [spelling_of(name).replace(" ", "") for name in names[:10_000]]
    looked_at = sum(len(spellings_to_compare(parties, text, most_slips(parties, text))) for text in texts)
    print(f"  {looked_at / 10_000:.1f} of {len(parties.joined)} known spellings are compared with each")
    table = pa.table({"item": ["gallium"] * MANY, "to": ["US"] * MANY, "party": names})
    start = time.perf_counter()
    screen(table, law, on="2025-12-01")  # type: ignore[arg-type]
    took = time.perf_counter() - start
    print(f"{MANY} rows with a party each, screened in {took:.2f} s, {MANY / took:.0f} a second (20000 wanted)")


def _bare(name: str) -> str:
    return re.sub(r",? (inc|ltd|llc|corp|corporation|co|company|gmbh|limited)\.?$", "", name, flags=re.IGNORECASE)


def _slip(name: str, pick: random.Random) -> str:
    bare = _bare(name)
    at = pick.randrange(1, max(2, len(bare) - 2))
    return pick.choice(
        (
            bare[:at] + bare[at + 1 :],
            bare[:at] + bare[at] + bare[at:],
            bare[:at] + bare[at + 1 : at + 2] + bare[at] + bare[at + 2 :],
            bare[:at] + pick.choice("aeiorstn") + bare[at + 1 :],
        )
    )


def _across(name: str, pick: random.Random) -> str:
    """Swap the letters on both sides of a blank; a name of one word has none."""
    bare = _bare(name)
    blanks = [place for place, letter in enumerate(bare[:-1]) if letter == " " and place]
    if not blanks:
        return ""
    at = pick.choice(blanks)
    return f"{bare[: at - 1]}{bare[at + 1]} {bare[at - 1]}{bare[at + 2 :]}"


def _short(name: str, _: random.Random) -> str:
    """Cut a name of three words or more after two thirds of it."""
    words = spelling_of(name).split()
    return " ".join(words[: max(2, len(words) * 2 // 3)]) if len(words) >= WORDS else ""


WAYS: Mapping[str, Way] = {
    "in capitals": lambda name, _: name.upper(),
    "with another legal form": lambda name, pick: f"{_bare(name)} {pick.choice(LEGAL)}",
    "with & for and, or without commas": lambda name, _: (
        name.replace(" and ", " & ") if " and " in name else name.replace(",", "")
    ),
    "with a country in brackets": lambda name, _: f"{name} (USA)",
    "with a slip": _slip,
    "with letters swapped across a blank": _across,
    "within a longer name": lambda name, pick: f"{_bare(name)} {pick.choice(PLACES)} {pick.choice(LEGAL)}",
    "cut short": _short,
}


if __name__ == "__main__":
    main()

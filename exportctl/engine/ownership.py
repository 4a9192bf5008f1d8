"""A table of holdings is followed up from a company to whoever owns it, through every chain of companies.

No. 61 of 2025, paragraph 2, asks whether listed parties hold 50 % of an end user. A holding counts in proportion: the shares along a
chain are multiplied, those of several chains added. The act does not say how to count; this is a reading.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.errors import Fact, InputError
from exportctl.facts.parties import screen
from exportctl.facts.quantities import WHOLE, percent
from exportctl.facts.transaction import Owner
from exportctl.law.parties import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exportctl.facts.parties import Hit
    from exportctl.facts.transaction import Facts
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register

COLUMNS: Final = ("owner", "owned", "percent")
END_USER: Final = "end-user"
_EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Products of percentages are finite decimals, and none is rounded."""

Slices = dict[tuple[frozenset[str], frozenset[str]], Decimal]
"""All of a company, in percent, by the owners up the chain whose names hit a designation: surely theirs, and perhaps."""
_NOBODY: Final = (frozenset[str](), frozenset[str]())


class Holdings(NamedTuple):
    """Who holds what share of whom, in percent, and how each name is written; names are known by their keys."""

    shares: Mapping[str, Mapping[str, Decimal]]
    names: Mapping[str, str]


def read_holdings(rows: Iterable[Mapping[str, str]]) -> Holdings:
    """Return the holdings that rows with an `owner`, a company `owned` and a share in `percent` state.

    Raises InputError, with the number of the row, for a name or share that is none, for a pair that stands twice, for a company of
    which more than 100 % is held, and for companies that own one another in a circle.
    """
    shares: dict[str, dict[str, Decimal]] = {}
    names: dict[str, str] = {}
    stated: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, 1):
        where = f"holdings row {number}"
        owner, owned = (_name(row[column], column, where, names) for column in ("owner", "owned"))
        if (first := stated.setdefault((owner, owned), number)) != number:
            raise InputError(where, f"what '{names[owner]}' holds of '{names[owned]}' stands already in row {first}")
        held = shares.setdefault(owned, {})
        held[owner] = percent(row["percent"], where, bare=True)
        with localcontext(_EXACT):
            total = sum(held.values())
        if total > WHOLE:
            raise InputError(where, f"the shares of '{names[owned]}' add up to {total:f} %, which is more than 100 %")
    _refuse_circles(shares, names, stated)
    return Holdings(shares, names)


def _name(text: str, column: str, where: str, names: dict[str, str]) -> str:
    key = key_of(text)
    if not key:
        raise InputError(where, f"'{text}' is no name; '{column}' must name a company or a person")
    names.setdefault(key, text.strip())
    return key


def _refuse_circles(
    shares: Mapping[str, Mapping[str, Decimal]], names: Mapping[str, str], rows: Mapping[tuple[str, str], int]
) -> None:
    try:
        TopologicalSorter(shares).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        last = max(rows[pair] for pair in pairwise(circle))
        chain = " owns ".join(f"'{names[key]}'" for key in circle)
        raise InputError(f"holdings row {last}", f"closes a circle: {chain}") from None


def owners_of(law: Register, stated: Holdings, facts: Facts, parties: Parties) -> tuple[Owner, ...]:
    """Return who owns the end user directly and through others, each slice of it once, with the designations of all on the way to it.

    A slice counts for everybody up its chain: if a company on a list holds 30 % and belongs to a company on another, both hold that
    30 %, which makes no 60 %. What nobody is stated to hold of the end user is left out. Whether the act lets a subsidiary count
    in full with its parent it does not say; from the share it names on, the rest of a subsidiary may be the parent's, never surely.
    Raises InputError if not exactly one end user is named, or if owners were stated otherwise as well.
    """
    if facts.owners:
        raise InputError(
            "holdings", "tells the owners of the end user, and so does ", Fact("owned_by"), "; give one of the two"
        )
    company = _end_user(facts)
    order = _upwards(stated.shares, company)
    owners = [key for key in order if key in {owner for owned in order for owner in stated.shares.get(owned, ())}]
    hits = {
        owner: found
        for owner, found in zip(owners, screen(parties, [stated.names[owner] for owner in owners]), strict=True)
        if found
    }
    bound = min((condition.owner.value for _, condition in law.asked() if condition.owner), default=WHOLE)
    slices: dict[str, Slices] = {}
    behind: dict[str, frozenset[str]] = {}
    with localcontext(_EXACT):
        for key in order:
            slices[key], behind[key] = _held(stated.shares.get(key, {}), slices, behind, hits, bound)
        whole = slices[company]
        whole[_NOBODY] -= WHOLE - sum(stated.shares.get(company, {}).values(), Decimal(0))
    return tuple(
        Owner(
            ", ".join(sorted(stated.names[key] for key in sure | perhaps)) or "others",
            share.normalize(_EXACT),
            tuple(
                [hit for key in sorted(sure) for hit in hits[key]]
                + [hit._replace(basis="fuzzy") for key in sorted(perhaps - sure) for hit in hits[key]]
            ),
        )
        for (sure, perhaps), share in whole.items()
        if share
    )


def _upwards(shares: Mapping[str, Mapping[str, Decimal]], company: str) -> list[str]:
    """Return a company and all who own it, owners first."""
    found: dict[str, Iterable[str]] = {}
    pending = [company]
    while pending:
        key = pending.pop()
        if key not in found:
            found[key] = shares.get(key, {})
            pending.extend(found[key])
    return list(TopologicalSorter(found).static_order())


def _held(
    held: Mapping[str, Decimal],
    slices: Mapping[str, Slices],
    behind: Mapping[str, frozenset[str]],
    hits: Mapping[str, tuple[Hit, ...]],
    bound: Decimal,
) -> tuple[Slices, frozenset[str]]:
    """Return the slices of a company as others see it, and those designated who hold so much of it that it may count with them."""
    of: Slices = {_NOBODY: WHOLE - sum(held.values(), Decimal(0))}
    listed, together = Decimal(0), frozenset[str]()
    for owner, share in held.items():
        itself = frozenset({owner} & hits.keys())
        for (sure, perhaps), part in slices[owner].items():
            slot = sure | itself, perhaps | behind[owner]
            of[slot] = of.get(slot, Decimal(0)) + (share * part).scaleb(-2)
        if itself or behind[owner]:
            listed, together = listed + share, together | itself | behind[owner]
    return of, together if listed >= bound else frozenset()


def _end_user(facts: Facts) -> str:
    """Return the key of the party in that role, or of the only one if no role was stated."""
    named = [party.name for party in facts.parties if re.sub("[ _]", "-", (party.role or "").lower()) == END_USER]
    if not named and len(facts.parties) == 1 and facts.parties[0].role is None:
        named = [facts.parties[0].name]
    keys = {key_of(name) for name in named}
    if len(keys) != 1:
        raise InputError(
            "holdings", "needs one end user, whose owners are asked for: ", Fact("party"), " end-user=NAME"
        )
    return keys.pop()

"""Read the owners of the end user, through every chain of companies, from a table of holdings."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.facts.parties import screen
from exportctl.facts.transaction import Chains, Facts, Owner, end_users_of
from exportctl.goods.quantities import EXACT, WHOLE, percent
from exportctl.law.names import key_of
from exportctl.limits import CIRCLE, NAME, OWNERS, QUANTITY, ROWS, within
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.parties import Parties

    Shares = Mapping[str, Mapping[str, Decimal]]

COLUMNS: Final = ("owner", "owned", "percent")
_DONE: Final = ROWS * 3
"""More than the number of names."""


def with_holdings(facts: Facts, rows: Iterable[Mapping[str, str]], parties: Parties) -> Facts:
    """Return facts with every direct and indirect owner of the end user, and the designations that their names hit.

    Each row has an `owner`, a company `owned` and a share in `percent`. Companies may own one another, and themselves.
    Raises InputError, with the number of the row, for an invalid name or share, for a repeated pair, and for a company
    whose shares exceed 100 %; also unless exactly one end user is named, if owners were also stated in another way, and
    beyond the limits.
    """
    if facts.owners:
        raise InputError(
            "holdings",
            "cannot be used together with {owned_by}, because both state the owners of the end user; leave "
            "out one of them",
            owned_by=Fact("owned_by"),
        )
    company = _end_user(facts)
    shares, names = _read(rows)
    circles = tuple(_owners_first(shares, company))
    above = [key for circle in circles for key in circle]
    within(
        above,
        OWNERS + 1,
        "holdings",
        f"'{names.get(company, company)}'",
        Sentence("direct and indirect owners"),
    )
    largest = max(circles, key=len)
    # Solving a circle takes time with the cube of its companies.
    within(
        largest,
        CIRCLE,
        "holdings",
        Sentence("the ownership circle of '{company}'", company=names.get(largest[0])),
        Sentence("companies that own each other"),
    )
    owners = list(dict.fromkeys(owner for owned in above for owner in shares.get(owned, ())))
    hits = dict(zip(owners, screen(parties, [names[owner] for owner in owners]), strict=True))
    chains = Chains(company, circles, shares, {owner: owner_hits for owner, owner_hits in hits.items() if owner_hits})
    direct = shares.get(company, {}).items()
    return facts._replace(
        owners=tuple(Owner(names[owner], share, hits[owner]) for owner, share in direct), chains=chains
    )


def _read(rows: Iterable[Mapping[str, str]]) -> tuple[Shares, Mapping[str, str]]:
    """Return the share of each owner in each company, by the keys of their names, and the spelling of each name."""
    shares: dict[str, dict[str, Decimal]] = {}
    names: dict[str, str] = {}
    stated: dict[tuple[str, str], int] = {}
    totals: dict[str, Decimal] = {}
    for number, row in enumerate(rows, 1):
        where = Sentence("holdings row {number}", number=str(number))
        if number > ROWS:
            raise InputError(where, "the limit is {rows} rows", rows=ROWS)
        owner, owned = (_name(row[column], column, where, names) for column in ("owner", "owned"))
        if (first := stated.setdefault((owner, owned), number)) != number:
            raise InputError(
                where,
                "row {first} already states the share of '{owner}' in '{owned}'; delete one of the two rows",
                owner=names[owner],
                owned=names[owned],
                first=str(first),
            )
        within(row["percent"], QUANTITY, where, Sentence("the share"))
        share = percent(row["percent"], where, bare=True)
        # A share of 0 % makes nobody an owner, although the row is valid.
        if share:
            shares.setdefault(owned, {})[owner] = share
        with localcontext(EXACT):
            totals[owned] = totals.get(owned, Decimal(0)) + share
        if totals[owned] > WHOLE:
            raise InputError(
                where,
                "the shares of '{owned}' add up to {total:f} %; the limit is 100 %",
                owned=names[owned],
                total=totals[owned],
            )
    return shares, names


def _name(text: str, column: str, where: str, names: dict[str, str]) -> str:
    within(text, NAME, where, Sentence("'{word}'", word=column))
    key = key_of(text)
    if not key:
        raise InputError(
            where, "'{text}' is not a name; write a company or a person in column '{column}'", text=text, column=column
        )
    names.setdefault(key, text.strip())
    return key


def _owners_first(shares: Shares, company: str) -> Iterator[tuple[str, ...]]:
    """Yield a company and all its owners, each after its own owners; companies that own one another form one group (Tarjan, 1972)."""
    numbers = {company: 0}
    lowest = {company: 0}
    waiting, going = [company], [(company, iter(shares.get(company, ())))]
    while going:
        key, owners = going[-1]
        owner = next(owners, None)
        if owner is None:
            going.pop()
            if lowest[key] == numbers[key]:
                circle: list[str] = []
                while key not in circle[-1:]:
                    circle.append(waiting.pop())
                yield tuple(reversed(circle))
                lowest.update(dict.fromkeys(circle, _DONE))
            elif going:
                lowest[going[-1][0]] = min(lowest[going[-1][0]], lowest[key])
        elif owner not in numbers:
            numbers[owner] = lowest[owner] = len(numbers)
            waiting.append(owner)
            going.append((owner, iter(shares.get(owner, ()))))
        else:
            lowest[key] = min(lowest[key], lowest[owner])


def _end_user(facts: Facts) -> str:
    """Return the key of the party in the role of the end user, or of the only party if no role was stated."""
    names = [party.name for party in end_users_of(facts.parties)]
    if not names and len(facts.parties) == 1 and facts.parties[0].role is None:
        names = [facts.parties[0].name]
    keys = {key_of(name) for name in names}
    if len(keys) != 1:
        raise InputError("holdings", "needs exactly one end user; add {party} end-user=NAME", party=Fact("party"))
    return keys.pop()

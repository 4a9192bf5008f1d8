"""A transaction as the caller states it, and the facts as interpreted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from exportctl.facts.registry import BY_KEY, FACTS, ITEM
from exportctl.law.model import Answer, EndUse, EndUser, Person, file_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from exportctl.facts.not_the_same import OtherParty
    from exportctl.facts.parties import Hit
    from exportctl.facts.registry import Fact
    from exportctl.goods.quantities import Quantity
    from exportctl.goods.stated import Goods

    Day = date | str
    Texts = str | Sequence[str]

DESTINATION_SCOPE: Final = "destination_scope"
"""The question whether an act means the stated destination, which belongs to a country that the act names."""
LEGAL_SCOPE: Final = "legal_scope"
"""The question whether the wording of an act covers the goods."""
END_USER: Final = "end-user"
"""The role of the party that finally uses the goods."""
OF_NAME: Final = frozenset({ITEM, "description"})
"""The missing facts that a more precise name of the goods may settle."""
_STATED_AS: Final[Mapping[str, str]] = {
    "description": "entry",
    LEGAL_SCOPE: "entry",
    DESTINATION_SCOPE: "to",
    "criteria": "entry",
    **{fact.key: fact.key for fact in FACTS if fact.question},
}
"""The fact of the registry that states a missing fact. Every other one is a measured property."""
UNREAD: Final = "unread"
"""The missing fact if a list of an act was not read completely."""
UNANSWERABLE: Final = frozenset({UNREAD})
"""The missing facts that no option states; no answer requests them."""


def is_property(missing: str) -> bool:
    """Return whether a missing fact is a measured property, which `param` states by its name."""
    return missing not in _STATED_AS


def stating_fact(missing: str) -> Fact:
    """Return the fact of the registry with which a caller states a missing fact."""
    return BY_KEY[_STATED_AS.get(missing, "param")]


def option_for(missing: str) -> str:
    """Return the option that would state a missing fact."""
    option = stating_fact(missing).option
    return f"{option} {missing}" if is_property(missing) else option


class Transaction(NamedTuple):
    """One export as the caller describes it: the options of `check`, with the same names, units and meanings.

    A fact that is left out is unknown, never "no". `form`, `entry`, `contains`, `param`, `party` and `owned_by` hold one text for each
    time the option is given, as in `("Gd=12%",)`.
    """

    item: str
    on: date
    to: str | None = None
    from_: str = "CN"
    origin: str | None = None
    known_on: date | None = None
    end_use: str | None = None
    end_user_type: str | None = None
    party: tuple[str, ...] = ()
    owned_by: tuple[str, ...] = ()
    form: tuple[str, ...] | str = ()
    hs_code: str | None = None
    entry: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    param: tuple[str, ...] = ()
    cn_content: str | None = None
    cn_technology: str | None = None
    quantity: str | None = None
    supplied_to: str | None = None
    supplied_by: str | None = None
    via_china: str | None = None


FACT_KEYS: Final = tuple(map(file_key, Transaction._fields))
"""The facts by their names in files, columns and requests."""


class Stated(TypedDict, total=False):
    """The facts of a transaction as keywords."""

    item: str
    to: str | None
    from_: str
    origin: str | None
    on: Day | None
    known_on: Day | None
    end_use: str | None
    end_user_type: str | None
    party: Texts
    owned_by: Texts
    form: Texts
    hs_code: str | None
    entry: Texts
    contains: Texts
    param: Texts
    cn_content: str | float | Decimal | None
    cn_technology: str | bool | None
    quantity: str | None
    supplied_to: str | None
    supplied_by: str | None
    via_china: str | bool | None


class Party(NamedTuple):
    """A party to the transaction, by name, in a stated role (`end-user`, ...) or none, and the designations that the name hits.

    `answered` are the hits that a decision of the company attributes to another party. `near` are designations that a
    name without hits resembles too little to count.
    """

    name: str
    role: str | None = None
    hits: tuple[Hit, ...] = ()
    answered: tuple[OtherParty, ...] = ()
    near: tuple[Hit, ...] = ()


def names_to_compare(parties: Iterable[Party]) -> list[str]:
    """Return the names that may be those of listed parties: the caller compares them with the listings."""
    return [party.name for party in parties if any(not (hit.certain or hit.is_related) for hit in party.hits)]


def end_users_of(parties: Iterable[Party]) -> list[Party]:
    """Return the parties in the role of the end user."""
    return [party for party in parties if party.role == END_USER]


class Owner(NamedTuple):
    """An owner of a share of the end user, in percent, and the designations that the name hits; `answered` as for a party."""

    name: str
    share: Decimal
    hits: tuple[Hit, ...] = ()
    answered: tuple[OtherParty, ...] = ()


class Chains(NamedTuple):
    """All direct and indirect owners of a company, by the keys of their names.

    `circles` are the company and its owners, each after its own owners; companies that own one another are one circle.
    `shares` are the shares of the owners of each, in percent; `hits` the designations that owners hit, if any;
    `answered` is as for a party.
    """

    company: str
    circles: tuple[tuple[str, ...], ...]
    shares: Mapping[str, Mapping[str, Decimal]]
    hits: Mapping[str, tuple[Hit, ...]]
    answered: tuple[OtherParty, ...] = ()


class Facts(NamedTuple):
    """An interpreted transaction: places are ISO alpha-2, quantities exact decimals, and None is unknown.

    `owners` own the end user directly; `chains` has the owners of these owners in turn, if they were stated.
    """

    goods: Goods
    to: str | None
    from_: str
    origin: str | None
    end_use: EndUse | None = None
    end_user_type: EndUser | None = None
    parties: tuple[Party, ...] = ()
    owners: tuple[Owner, ...] = ()
    chains: Chains | None = None
    cn_content: Decimal | None = None
    cn_technology: Answer | None = None
    quantity: Quantity | None = None
    supplied_to: Person | None = None
    supplied_by: Person | None = None
    via_china: Answer | None = None

"""A transaction is what the caller says in the caller's own words; facts are what those words mean."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.facts.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from exportctl.facts.conflict import Conflict
    from exportctl.facts.others import Answered
    from exportctl.facts.parties import Hit
    from exportctl.law.model import Answer, EndUse, EndUser, Person

Unit = Literal["kg", "l", "pieces"]
END_USER: Final = "end-user"
"""The role of who uses the goods in the end."""
OPTIONS: Final[dict[str, str]] = {
    "to": "--to",
    "from": "--from",
    "origin": "--origin",
    "end_use": "--end-use",
    "end_user_type": "--end-user-type",
    "party": "--party",
    "owned_by": "--owned-by",
    "form": "--form",
    "contains": "--contains",
    "cn_content": "--cn-content",
    "cn_technology": "--cn-technology",
    "quantity": "--quantity",
    "supplied_to": "--supplied-to",
    "supplied_by": "--supplied-by",
    "via_china": "--via-china",
    "hs_code": "--hs-code",
    "description": "--entry",
    "legal_scope": "--entry",
    "destination_scope": "--to",
    "criteria": "--entry",
    "item": "ITEM",
}
"""The option that states a missing fact. Every other fact is a measured property: `--param`."""
UNREAD: Final = "unread"
"""What is missing where nobody read a list of an act whole."""
UNANSWERABLE: Final = frozenset({UNREAD})
"""The missing facts that no option states, so that nobody is asked for them."""


def option_for(fact: str) -> str:
    """Return the option that would state a missing fact."""
    return OPTIONS.get(fact, f"--param {fact}")


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


class Composition(NamedTuple):
    """What is stated of the content: weight shares of elements in percent, and elements that stated compounds hold.

    `stated` are the shares as they were given, by the names of elements and compounds; nothing is reasoned from it. `materials` are the
    shares of what the vocabulary knows, which an exemption may ask for.
    """

    shares: tuple[tuple[str, Decimal], ...] = ()
    held: frozenset[str] = frozenset()
    complete: bool = False
    stated: tuple[tuple[str, Decimal], ...] = ()
    materials: tuple[tuple[str, Decimal], ...] = ()


class Quantity(NamedTuple):
    """An amount of the goods: so many kg, litres or pieces."""

    value: Decimal
    unit: Unit


class Party(NamedTuple):
    """Somebody who takes part, by name, in a role (`end-user`, ...) or in none that was stated, and the designations that name hits.

    What it only seems to hit is `answered`: it is somebody else's name.
    """

    name: str
    role: str | None = None
    hits: tuple[Hit, ...] = ()
    answered: tuple[Answered, ...] = ()


def end_users_of(parties: Iterable[Party]) -> list[Party]:
    """Return those who take part in the role of the end user, however that is written."""
    return [party for party in parties if re.sub("[ _]", "-", (party.role or "").lower()) == END_USER]


class Owner(NamedTuple):
    """Somebody who owns a share of the end user, in percent, and the designations that name hits; `answered` as for a party."""

    name: str
    share: Decimal
    hits: tuple[Hit, ...] = ()
    answered: tuple[Answered, ...] = ()


class Chains(NamedTuple):
    """All who own a company, directly and through others, by the keys of their names.

    `circles` are the company and its owners, owners before what they own; those who own one another are one of them. `shares` are, in
    percent, what each is owned by; `hits` the designations that names of owners hit, if they hit any; `answered` as for a party.
    """

    company: str
    circles: tuple[tuple[str, ...], ...]
    shares: Mapping[str, Mapping[str, Decimal]]
    hits: Mapping[str, tuple[Hit, ...]]
    answered: tuple[Answered, ...] = ()


class Growing(NamedTuple):
    """A value that grows with a length L in mm: `base` + `times` L / `divisor`."""

    base: Decimal
    times: Decimal
    divisor: Decimal


Value = Decimal | Growing


class Within(NamedTuple):
    """What is known of a figure that nobody settled: of which property or element it is, and between what it lies, if that is known.

    It is `ranged` if goods have all values between both: a frequency of 0 to 500 Hz.
    """

    name: str
    low: Decimal | None
    high: Decimal | None
    ranged: bool = False


class Goods(NamedTuple):
    """What is stated of the goods: what they are called, what was measured, and how the caller classifies them.

    `item` is the caller's text, trimmed, and `wording` what it says; `forms` and the rest are what was stated, by the words as well if
    these say all. Quantities are in the canonical unit of their parameter, which stands once for each of its values; those that words
    bound alone are `within` something. `heading` is what the Harmonized System says under the first six digits of the customs code,
    `chapter` what goods of its chapter are called, `titles` what it says under the headings that words name; `conflict` is what in the
    words speaks against that code. `entries` are the caller's own classification (empty: none of them), None if there is none.
    `trusted` lets a score count as recognition. `sku` is the company's own number for them; `lapsed` says why the company's decision
    about them holds no more, so that nothing of them is decided.
    """

    item: str
    wording: Wording = Wording()
    forms: frozenset[str] = frozenset()
    composition: Composition = Composition()
    params: tuple[tuple[str, Value], ...] = ()
    within: tuple[Within, ...] = ()
    hs_code: str | None = None
    heading: str | None = None
    chapter: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    conflict: Conflict | None = None
    entries: frozenset[str] | None = None
    trusted: bool = False
    sku: str = ""
    lapsed: str = ""


class Facts(NamedTuple):
    """A transaction understood: places are ISO alpha-2, quantities exact decimals, and None is an unknown.

    `owners` own the end user directly; `chains` are how they are owned in turn, if that was stated.
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

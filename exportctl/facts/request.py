"""Interpret the facts of a transaction, and refuse invalid ones."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from exportctl.errors import InputError
from exportctl.facts.goods import GoodsLookups, goods_of
from exportctl.facts.placeholders import names_no_party, no_party
from exportctl.facts.places import place
from exportctl.facts.registry import BY_FIELD
from exportctl.facts.roles import is_role, role_of, split_role
from exportctl.facts.separation import separate_last
from exportctl.facts.texts import one_of, require_short, within_limits
from exportctl.facts.transaction import Facts, Owner, Party, Transaction
from exportctl.goods.quantities import EXACT, WHOLE, amount, percent, share_of_owner
from exportctl.goods.stated import Goods
from exportctl.law.names import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportctl.law.parties import Parties
    from exportctl.law.register import Register

MAINLAND: Final = "CN"
_SHARES: Final = ("%", "％")
"""The ends of shares: NAME=60% is the form of an owner, whose name would be no party."""
_OF_CIRCUMSTANCES: Final = tuple(
    name for name in Transaction._fields if not BY_FIELD[name].of_goods and name not in {"party", "on", "known_on"}
)


class Lookups(GoodsLookups, Protocol):
    """The tables for goods, and the table of parties."""

    @property
    def parties(self) -> Parties:
        """The parties that acts put on lists."""


def understand(law: Register, transaction: Transaction, lookups: Lookups, *, trusted: bool = False) -> Facts:
    """Return the facts that a transaction states; names of parties and customs codes are looked up in `lookups`.

    Raises InputError for the first invalid fact: an unknown place or word, a unit that does not fit, a percentage
    outside 0 to 100, an empty item.
    """
    return circumstances_of(law, transaction, lookups)._replace(
        goods=goods_of(law, transaction, lookups, trusted=trusted)
    )


def circumstances_of(law: Register, transaction: Transaction, lookups: Lookups) -> Facts:
    """Return the facts that a transaction states, except the goods, which stay unknown; raises as `understand` does."""
    require_short(transaction, _OF_CIRCUMSTANCES)
    from_ = place(law, transaction.from_, "from")
    origin = place(law, transaction.origin, "origin") if transaction.origin is not None else None
    readers: dict[str, Callable[[str], Any]] = {
        "to": lambda text: place(law, text, "to"),
        "cn_content": lambda text: percent(text, "cn_content", bare=True),
        "quantity": lambda text: amount(text, "quantity"),
    }
    facts: dict[str, Any] = {}
    for field in Facts._fields:  # in this order: the first invalid fact is the one that is reported
        if field == "parties":
            facts[field] = parties_of(transaction.party, lookups)
        elif field == "owners":
            facts[field] = _owners_of(transaction.owned_by, lookups)
        elif field in readers or (field in BY_FIELD and BY_FIELD[field].words):
            text = getattr(transaction, field)
            facts[field] = None if text is None else readers.get(field, partial(_word, field))(text)
    # Goods that leave from China are of Chinese origin, unless another one is stated (docs/reasoning.md, section 3).
    origin = origin or (MAINLAND if from_ == MAINLAND else None)
    return Facts(goods=Goods(item=""), from_=from_, origin=origin, **facts)


def _word(field: str, text: str) -> str | None:
    """Return the value of a fact that accepts only a few words; raises InputError for any other text."""
    return one_of(text, BY_FIELD[field].words, BY_FIELD[field].key)


def parties_of(texts: Sequence[str], lookups: Lookups, *, near: bool = True) -> tuple[Party, ...]:
    """Return the parties, with the designations that their names hit; raises as `understand` does.

    Names that resemble listed ones too little to count are found only if `near` is set: comparing names takes twice as long.
    """
    parties = [_party(text) for text in within_limits(texts, "party")]
    if not parties:
        return ()
    from exportctl.facts.parties import screen, screen_and_near  # noqa: PLC0415 - most questions name no party

    _require_no_listed_role([item.role for item in parties if item.role], lookups)
    names = [item.name for item in parties]
    matches = (
        screen_and_near(lookups.parties, names) if near else [(hits, ()) for hits in screen(lookups.parties, names)]
    )
    return tuple(item._replace(hits=hits, near=near) for item, (hits, near) in zip(parties, matches, strict=True))


def _require_no_listed_role(roles: Sequence[str], lookups: Lookups) -> None:
    """Raise InputError for the name of a listed party where a role should be: it would not be screened."""
    from exportctl.facts.parties import screen  # noqa: PLC0415 - as above

    others = [role for role in roles if not is_role(role)]
    for role, hits in zip(others, screen(lookups.parties, others), strict=True):
        if hits:
            raise InputError(
                "party", "'{text}' is a listed name and no role; write it alone, or as role=NAME", text=role
            )


def _owners_of(texts: Sequence[str], lookups: Lookups) -> tuple[Owner, ...]:
    """Return the owners with the designations that their names hit."""
    owners = [_owner(text) for text in texts]
    if not owners:
        return ()
    _require_whole(owners)
    from exportctl.facts.parties import screen  # noqa: PLC0415 - most questions name no owner

    hits_of_owners = screen(lookups.parties, [item.name for item in owners])
    return tuple(item._replace(hits=hits) for item, hits in zip(owners, hits_of_owners, strict=True))


def _require_whole(owners: Sequence[Owner]) -> None:
    """Raise InputError for an owner that is stated twice, and for shares of more than 100 % together."""
    names: set[str] = set()
    for owner in owners:
        if (key := key_of(owner.name)) in names:
            raise InputError("owned_by", "'{name}' is stated twice; leave out one of them", name=owner.name)
        names.add(key)
    with localcontext(EXACT):
        total = sum((owner.share for owner in owners), Decimal(0))
    if total > WHOLE:
        raise InputError("owned_by", "the shares add up to {total:f} %; the limit is 100 %", total=total)


def _party(text: str) -> Party:
    role, name = split_role(text)
    party = Party(name, None if role is None else role_of(role))
    if not party.name or party.name.endswith(_SHARES):
        raise InputError("party", "'{text}' has no name; write NAME or role=NAME", text=text)
    if role == "":
        raise InputError("party", "'{text}' has no role before the sign; write NAME or role=NAME", text=text)
    _require_name(party.name, "party")
    return party


def _require_name(text: str, fact: str) -> None:
    """Raise InputError for a placeholder: as a name, it would be on no list, and the parties would count as checked."""
    if names_no_party(text):
        raise no_party(text, fact)


def _owner(text: str) -> Owner:
    name, share = separate_last(text)
    if not name:
        raise InputError("owned_by", "'{text}' has no name or no share; write it like NAME=51%", text=text)
    _require_name(name, "owned_by")
    return Owner(name, share_of_owner(share, "owned_by"))

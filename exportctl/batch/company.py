"""Apply a company's decisions to rows: items, licences, waivers and names of other parties."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from exportctl.batch.headers import column_heading
from exportctl.batch.stated_cells import states_no_amount
from exportctl.engine.reduction import listed_parties
from exportctl.errors import InputError, PlaceError
from exportctl.facts.goods import goods_of
from exportctl.facts.not_the_same import applies_to
from exportctl.facts.transaction import Facts, end_users_of
from exportctl.goods.quantities import amount
from exportctl.law.names import plain_of
from exportctl.law.words import fold
from exportctl.permits.apply_permits import SOON
from exportctl.permits.influence import of_standing
from exportctl.permits.items import item_decision, require_own_key
from exportctl.permits.permit_timeline import Decisions, permit_result, verdict_timeline
from exportctl.permits.permits import after
from exportctl.sentences import BilingualName

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from exportctl.batch.binding import Company
    from exportctl.engine.engine import Engine
    from exportctl.facts.request import Lookups
    from exportctl.facts.transaction import Owner, Party, Transaction
    from exportctl.goods.quantities import Quantity
    from exportctl.goods.stated import Goods
    from exportctl.law.scale import Assume
    from exportctl.permits.apply_permits import Standing
    from exportctl.permits.items import Item, ItemDecision
    from exportctl.permits.ledger import Ledger
    from exportctl.permits.permit_timeline import PermitResult, VerdictTimeline

_MAX_DECISIONS: Final = 1 << 16
"""The limit on cached goods of items."""


class ItemReader:
    """Reads the goods of rows that name an item; the decision about an item is computed once for all days."""

    def __init__(self, engine: Engine, lookups: Lookups, company: Company, *, trusted: bool) -> None:
        """Start without decisions."""
        self._engine, self._lookups, self._items, self._trusted = engine, lookups, company.items, trusted
        self._decisions: dict[Transaction, ItemDecision] = {}
        self._sound: set[str] = set()

    def decision(self, transaction: Transaction) -> ItemDecision | None:
        """Return the decision about the item that a row names; None if it names none."""
        item = self._items.find(transaction.item) if self._items else None
        if item is None:
            return None
        decision = self._decisions.get(transaction)
        if decision is None:
            if len(self._decisions) > _MAX_DECISIONS:
                self._decisions.clear()
            decision = self._decisions[transaction] = item_decision(
                self._engine, item, self._goods(item, transaction), transaction
            )
        return decision

    def _goods(self, item: Item, transaction: Transaction) -> Goods:
        try:
            if item.key not in self._sound:
                require_own_key(self._engine, self._lookups, item, transaction)
                self._sound.add(item.key)
            return goods_of(
                self._engine.law, item.complete(transaction), self._lookups, trusted=self._trusted, guess=False
            )
        except PlaceError as error:
            raise InputError("item", "{where}: {what}", where=error.where, what=error.what) from None
        except InputError as error:
            raise InputError(
                "item", "{stated_at}: {where}: {what}", stated_at=item.stated_at, where=error.where, what=error.what
            ) from None


class CompanyKeys:
    """Keys that separate the rows of a company, in addition to the law: by the permits and decisions that can concern them."""

    def __init__(self, company: Company) -> None:
        """Take the company's permits and decisions."""
        permits, self._others = company.permits, company.not_the_same
        self._waived = {fold(item.item) for item in permits.waivers if item.item}
        self._waived_keys = {item.item for item in permits.waivers if item.item}
        self._places = {place for item in permits.all for place in item.to}
        self._users = {plain_of(name) for item in permits.licences for name in item.end_users}

    def goods(self, goods: Goods) -> Hashable:
        """Return the key of the item, the reason why its decision has lapsed, if it has, and whether a waiver names the goods."""
        waiver = fold(goods.item) if fold(goods.item) in self._waived else goods.sku in self._waived_keys
        return goods.sku, goods.lapsed, waiver

    def place(self, facts: Facts) -> Hashable:
        """Return the destination, if a permit names it."""
        return facts.to if facts.to in self._places else None

    def parties(self, participants: Iterable[Party]) -> Hashable:
        """Return the key of parties: rows with the same key have the same answer for the company.

        For each party it has its hits, the decisions that exclude hits, its name if a licence names it, and whether it is the end
        user.
        """
        parties = tuple(participants)
        users = {id(party) for party in end_users_of(parties)}
        return frozenset(
            (listed_parties([party]), self._others_of(party), plain if plain in self._users else "", id(party) in users)
            for party in parties
            for plain in (plain_of(party.name),)
        )

    def owners(self, owners: Iterable[Owner]) -> Hashable:
        """Return the share and the hits of each owner with a hit that a decision excludes."""
        pairs = ((self._others_of(owner), owner) for owner in owners)
        return tuple((others, owner.share, owner.hits) for others, owner in pairs if others)

    def _others_of(self, party: Party | Owner) -> tuple[int, ...]:
        return tuple(
            number for number, item in enumerate(self._others) if any(applies_to(item, hit) for hit in party.hits)
        )


class PermitApplier:
    """Applies permits to the situations of a company's rows. `ledger` counts down amounts of licences, row by row."""

    def __init__(self, engine: Engine, company: Company, ledger: Ledger | None, assume: Assume) -> None:
        """Take the law, the company and the reading."""
        self._engine, self._company, self._ledger, self._assume = engine, company, ledger, assume
        limited = ledger.licences if ledger else ()
        self._limited = {item.name: item for item in limited}

    @property
    def days(self) -> set[date]:
        """The days on which answers change although the law does not."""
        permits, others = self._company.permits, self._company.not_the_same
        # The warning that a permit ends soon starts on a day of its own.
        soon = {permit.through - SOON for permit in permits.all if permit.through - date.min >= SOON}
        return {*permits.turning_points, *soon, *(day for item in others for day in after(item.through))}

    def verdicts(
        self, fields: Mapping[str, Any], decision: ItemDecision | None, known_on: date | None, on: date
    ) -> VerdictTimeline:
        """Return the verdicts on a situation, from its fields in `Facts`; they do not depend on an amount."""
        facts = Facts(**fields)
        return verdict_timeline(
            lambda facts, day: self._engine.evaluate(facts, day, known_on, self._assume),
            facts,
            on,
            Decisions(self._company.permits, self._company.not_the_same, None if facts.goods.lapsed else decision),
        )

    @staticmethod
    def result(verdicts: VerdictTimeline) -> PermitResult:
        """Return the answer to a situation as if no licence had a limited amount."""
        return permit_result(verdicts)

    def places(self, standing: Standing) -> tuple[str, ...]:
        """Return the places of the company's settings that affected an answer, that of the item first."""
        items, sku = self._company.items, standing.verdict.facts.goods.sku
        item = items.by_key.get(sku) if items and sku else None
        return tuple(
            dict.fromkeys([*([item.stated_at] if item else []), *(it.stated_at for it in of_standing(standing))])
        )

    def is_limited(self, result: PermitResult) -> bool:
        """Return whether a licence with a limited amount covers the answer."""
        return any(name in self._limited for name in result.standing.names)

    def count(self, verdicts: VerdictTimeline, quantity: Quantity | None, item: str) -> PermitResult:
        """Return the answer to a row with its item and quantity, which is deducted from the licences that cover it."""
        reasons: dict[str, str] = {}
        column = BilingualName("quantity", column_heading("quantity").zh)
        while self._ledger:
            result = permit_result(verdicts, reasons)
            using = [self._limited[name] for name in result.standing.names if name in self._limited]
            refusals = {licence.name: self._ledger.refusal(licence, quantity, item, column) for licence in using}
            more = {name: why for name, why in refusals.items() if why}
            if not more:
                if quantity:
                    self._ledger.take(using, quantity)
                return result
            reasons |= more
        return permit_result(verdicts)


@lru_cache(maxsize=1 << 12)
def amount_of(text: str | None) -> Quantity | None:
    """Return the amount of a cell that was validated before."""
    return amount(text, "quantity") if text and text.strip() and not states_no_amount(text) else None

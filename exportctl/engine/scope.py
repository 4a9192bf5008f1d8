"""How far the terms of acts for goods reach the goods of one profile, and which provisions can have an outcome for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.circumstances import Statements
from exportctl.facts.transaction import UNREAD
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, unknown

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from exportctl.engine.goods_terms import Phrase
    from exportctl.engine.index import Index, Provisions
    from exportctl.engine.situation import GoodsProfile, Situation

Reach = tuple[str | None, Truth]
"""An entry of the list, or None for the goods as a whole, and whether a phrase means it."""
_WORDS: Final = frozenset({"legal_scope", "description"})
"""The missing facts if only the wording of an act leaves something open."""


class Candidates(NamedTuple):
    """The provisions that can have an outcome, and the provisions to which each of these refers.

    A provision can depend on whether other provisions are active: those that it names (`under`) and that can concern the
    goods, those that list the goods, and those that list a party.
    """

    provisions: Provisions
    references: Mapping[str, Provisions]


class Scope:
    """The meanings of phrases for the `goods` of one profile, each computed once, and the `provisions` that can concern them."""

    __slots__ = ("_index", "_listing", "_listings", "_matches", "_provisions_of", "_reach", "goods", "provisions")

    def __init__(self, index: Index, goods: GoodsProfile) -> None:
        """Select the provisions; the meanings of phrases are computed when they are needed."""
        self._index, self.goods = index, goods
        self.provisions = index.for_goods(goods)
        self._matches = [(code, match, index.terms.phrases_meaning(code)) for code, match in goods.matches]
        self._reach: dict[Phrase, list[Reach]] = {}
        self._listing: frozenset[str] | None = None
        self._listings: dict[str, dict[str, Truth]] = {}
        self._provisions_of: dict[tuple[str, ...], list[str]] = {}

    @property
    def listing(self) -> frozenset[str]:
        """The provisions that list one of the entries."""
        if self._listing is None:
            listings = (self._index.listings_of(code) for code, _ in self.goods.matches)
            self._listing = frozenset(provision for by in listings for provision, _ in by)
        return self._listing

    def candidates(self, situation: Situation) -> Candidates:
        """Return the provisions that remain possible for the goods in a situation; all others are NO and need no evaluation."""
        index, stated = self._index, Statements(situation.end_use, situation.supplied_to, situation.via_china)
        possible = self.provisions & index.for_any_party(situation.from_, situation.to, stated)
        if situation.parties:
            acts = {index.law.act_of(item.provision).id for item in situation.parties}
            for_parties = (index.for_designated[act] for act in acts if act in index.for_designated)
            # Rules about designated parties count only in the acts that designate one of these.
            on_route = index.for_route(situation.from_, situation.to).intersection(frozenset().union(*for_parties))
            possible |= self.provisions & on_route - index.without_statements(stated)
        dependent = [(provision, on) for provision in possible if (on := index.dependencies(provision))]
        if not dependent:
            return Candidates(possible, {})
        goods = self.listing
        parties = {item.provision for item in situation.parties or ()}
        parties |= {item.provision for group in situation.owners.groups for item in group}
        # There are few kinds of dependencies, so provisions of one kind share one set.
        references = {
            on: (on.provisions & self.provisions).union(goods if on.goods else (), parties if on.parties else ())
            for _, on in dependent
        }
        return Candidates(possible, {provision: references[on] for provision, on in dependent})

    def reach(self, phrase: Phrase) -> list[Reach]:
        """Return the truth of a phrase for each entry of the goods and for the goods as a whole, without those that are NO."""
        result = self._reach.get(phrase)
        if result is None:
            result = self._reach[phrase] = [(code, part) for code, part in self._meanings(phrase) if part is not NO]
        return result

    def _meanings(self, phrase: Phrase) -> Iterator[Reach]:
        for code, match, meaning in self._matches:
            if phrase in meaning:
                yield code, _resolve_wording(self.goods, all_of((match, meaning[phrase])))
        yield None, names_material(self._index, self.goods, phrase)

    def provisions_of(self, targets: tuple[str, ...]) -> list[str]:
        """Return the provisions of some ids that can concern the goods; all others are NO."""
        result = self._provisions_of.get(targets)
        if result is None:
            everything = (provision for target in targets for provision in self._index.provisions_of(target))
            result = self._provisions_of[targets] = [item for item in everything if item in self.provisions]
        return result

    def is_listed(self, owner: str, active: Container[str]) -> Truth:
        """Return whether the goods match an entry of a jurisdiction's dual-use list whose listing is active, for any exporter."""
        listings = self._listings.get(owner)
        if listings is None:
            listings = self._listings[owner] = self._listings_by(owner)
        return any_of([truth for provision, truth in listings.items() if provision in active])

    def _listings_by(self, owner: str) -> dict[str, Truth]:
        """Return the provisions that list one of the entries, each with the truth for all of its entries together."""
        truths: dict[str, Truth] = {}
        for code, match in self.goods.matches:
            for provision, truth in self._index.dual_use_listings_of(code, owner):
                of_entry = _resolve_wording(self.goods, all_of((match, truth)))
                truths[provision] = any_of((truths.get(provision, NO), of_entry))
        return truths


def may_be_unread(situation: Situation) -> Truth:
    """Return whether an unread part of an act may list the goods: it may, even if the caller found no entry on the known lists.

    Such acts concern few destinations; if none is stated, the destination is the missing fact.
    """
    if situation.to is None:
        return unknown("to")
    return YES if situation.goods.classified else unknown(UNREAD)


def may_be_unread_technology(goods: GoodsProfile) -> Truth:
    """Return whether an unread part of a catalogue of technologies may list the goods: it may for technology, to any place.

    A caller's classification covers the entries that were read, so even `--entry none` does not exclude the others.
    """
    return unknown(UNREAD) if goods.technology else NO


def names_material(index: Index, goods: GoodsProfile, phrase: Phrase) -> Truth:
    """Return whether a phrase names the material of the goods, or one that a general word for them may mean."""
    if any(phrase in index.terms.phrases_naming(material) for material in goods.materials):
        return YES
    if goods.classified:
        return NO
    may_be = any(phrase in index.terms.phrases_naming(material) for material in goods.may_be)
    return unknown("item") if may_be else NO


def _resolve_wording(goods: GoodsProfile, truth: Truth) -> Truth:
    """Return YES if only the wording of the act is open and the caller has classified the goods: the stricter reading counts."""
    return YES if goods.classified and truth.value is None and truth.missing <= _WORDS else truth

"""What an act says of goods in a phrase reaches them surely, perhaps, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.engine.candidates import for_goods
from exportctl.facts.transaction import UNREAD
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, unknown

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from exportctl.engine.index import Index, Phrase
    from exportctl.engine.situation import GoodsProfile, Situation

Reached = tuple[str | None, Truth]
"""A line of the list, or None for the goods as a whole, and whether a phrase means it."""


class Scope:
    """What phrases of acts mean of goods of one profile, each worked out once, and the `provisions` that can be about them."""

    __slots__ = ("_goods", "_index", "_lines", "_listing", "_listings", "_named", "_reached", "provisions")

    def __init__(self, index: Index, goods: GoodsProfile) -> None:
        """Find the provisions; what they mean of the goods is worked out when it is asked for."""
        self._index, self._goods = index, goods
        self.provisions = for_goods(index, goods)
        self._lines = [(line, match, index.phrases_meaning(line)) for line, match in goods.matches]
        self._reached: dict[Phrase, list[Reached]] = {}
        self._listing: frozenset[str] | None = None
        self._listings: dict[str, list[tuple[str, Truth]]] = {}
        self._named: dict[tuple[str, ...], list[str]] = {}

    @property
    def listing(self) -> frozenset[str]:
        """The provisions that list one of the lines."""
        if self._listing is None:
            listed = (self._index.listed_by(line) for line, _ in self._goods.matches)
            self._listing = frozenset(provision for by in listed for provision, _ in by)
        return self._listing

    def reached_by(self, phrase: Phrase) -> list[Reached]:
        """Return what a phrase means of the goods, line by line and as a whole; what it surely does not mean is left out."""
        found = self._reached.get(phrase)
        if found is None:
            found = self._reached[phrase] = [(line, part) for line, part in self._meant_by(phrase) if part is not NO]
        return found

    def _meant_by(self, phrase: Phrase) -> Iterator[Reached]:
        for line, match, meaning in self._lines:
            if phrase in meaning:
                yield line, _settled(self._goods, all_of((match, meaning[phrase])))
        yield None, names_material(self._index, self._goods, phrase)

    def named(self, targets: tuple[str, ...]) -> list[str]:
        """Return those of the provisions that some ids name which can be about the goods: every other one says NO."""
        found = self._named.get(targets)
        if found is None:
            named = (provision for target in targets for provision in self._index.named(target))
            found = self._named[targets] = [provision for provision in named if provision in self.provisions]
        return found

    def is_listed(self, owner: str, active: Container[str]) -> Truth:
        """Tell whether the goods match a line of somebody's list of dual-use items whose listing is active; it counts whoever ships."""
        listings = self._listings.get(owner)
        if listings is None:
            listings = self._listings[owner] = list(self._listed_by(owner))
        return any_of(listed for provision, listed in listings if provision in active)

    def _listed_by(self, owner: str) -> Iterator[tuple[str, Truth]]:
        for line, match in self._goods.matches:
            for provision, meant in self._index.dual_use_by(line, owner):
                yield provision, _settled(self._goods, all_of((match, meant)))


def may_be_unread(said: Situation) -> Truth:
    """Tell whether goods may stand in what nobody has read of an act: they may, whatever the caller found on the lists there are.

    Such acts are about few destinations; where none is stated, that is what is missing.
    """
    if said.to is None:
        return unknown("to")
    return YES if said.goods.classified else unknown(UNREAD)


def may_be_unread_technology(goods: GoodsProfile) -> Truth:
    """Tell whether goods may stand in what nobody read of a catalogue of technologies, wherever they go: technology may.

    What the caller says of lines says nothing of others that nobody read, not even that none is met.
    """
    return unknown(UNREAD) if goods.technology else NO


def names_material(index: Index, goods: GoodsProfile, phrase: Phrase) -> Truth:
    """Tell whether a phrase means goods of a name, or goods that a general word may stand for."""
    if any(phrase in index.phrases_naming(material) for material in goods.materials):
        return YES
    if goods.classified:
        return NO
    may_be = any(phrase in index.phrases_naming(material) for material in goods.may_be)
    return unknown("item") if may_be else NO


def _settled(goods: GoodsProfile, meant: Truth) -> Truth:
    """Return YES for what only the words of the act leave open, if the caller has classified the goods: the stricter stands."""
    return YES if goods.classified and meant.value is None and meant.missing <= _WORDS else meant


_WORDS: Final = frozenset({"legal_scope", "description"})

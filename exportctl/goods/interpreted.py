"""The interpretation of an item's text: the goods that it names, surely or possibly, and the unread words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.law.customs_codes import heading_of
from exportctl.law.model import INTANGIBLE
from exportctl.law.nearest import SimilarEntries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.quantities import Value, Within
    from exportctl.law.vocabulary import NamedForm

Basis = Literal["name", "formula", "cas", "code", "customs_code", "composition", "description", "entry", "nearest"]

Materials = Literal["raw", "worked"]


class NamedContent(NamedTuple):
    """What goods with a name contain: surely `elements`, possibly `may_contain`, and nothing else if `closed`.

    The elements in `held` have no settled share. The goods are not denser than `densest`, in g/cm3.
    """

    elements: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    closed: bool = False
    held: tuple[str, ...] = ()
    densest: Decimal | None = None


class WordedFacts(NamedTuple):
    """Facts that words state, as options would: forms, shares in percent, and properties in their units.

    Figures that settle nothing are intervals in `within`. `statements` meet parts of criteria. The purpose of goods
    `for_arms` is weapons, explosives or armed forces. Goods `in_support` are technology or software of what their name means;
    those that `may_support` are of these kinds if an unread word is about them, such as a manual.
    """

    forms: tuple[str, ...] = ()
    contains: tuple[tuple[str, Decimal], ...] = ()
    params: tuple[tuple[str, Value], ...] = ()
    within: tuple[Within, ...] = ()
    statements: frozenset[str] = frozenset()
    for_arms: bool = False
    in_support: bool = False
    may_support: frozenset[str] = frozenset()


class TradeWords(NamedTuple):
    """The sense of the words in ordinary trade: the `headings` of terms of trade, and those that other words resemble, `guess`.

    `ordinary` is true if the score of the words excludes the list. `common` are words that are common in ordinary trade,
    and so no misspellings. `made_up` is true if each name is that of a raw material before a noun for a thing;
    `materials` is set if all names are those of materials, raw or worked, and no word states a form of these; `of_product` is true
    if a text begins with a product, and its names are those of what the product is or holds. `beside_product` is true if all
    names may be those of materials of the product of a term; the text is `explained` if a customs code is that of this product.
    """

    headings: tuple[str, ...] = ()
    guess: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    ordinary: bool = False
    made_up: bool = False
    materials: Materials | None = None
    of_product: bool = False
    beside_product: bool = False
    explained: bool = False


class InterpretedText(NamedTuple):
    """The meaning of the item's text alone, before other facts of the goods count.

    The text surely names `entries`, and may name `possible_entries` and the materials `may_be`; the names of `similar`
    entries are only similar to it. `excluded_by_words` are entries that are printed for a heading of its words, or for a customs
    code of such a heading, and whose names share no word with it. `basis` is None if the text means nothing.
    `technology` is true if the words describe technology. `writing` is the text in its usual writing if that was read,
    otherwise empty; characters keep their positions. `recognised_by` are the jurisdictions whose data knows the whole
    text, `partly_recognised_by` those whose data knows some of it.
    """

    basis: Basis | None = None
    code: str | None = None
    material: str | None = None
    form: NamedForm | None = None
    entries: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    possible_entries: tuple[str, ...] = ()
    excluded_by_words: frozenset[str] = frozenset()
    technology: bool = False
    similar: SimilarEntries = SimilarEntries()
    content: NamedContent = NamedContent()
    facts: WordedFacts = WordedFacts()
    trade: TradeWords = TradeWords()
    annotations: tuple[Annotation, ...] = ()
    unread: tuple[str, ...] = ()
    writing: str = ""
    recognised_by: frozenset[str] = frozenset()
    partly_recognised_by: frozenset[str] = frozenset()

    def names_heading(self, code: str) -> bool:
        """Return whether a term of trade has the heading, in four digits, of a customs code."""
        return any(heading_of(heading) == heading_of(code) for heading in self.trade.headings)

    @property
    def is_free_product(self) -> bool:
        """Whether a text names a finished product that no entry is about, such as a phone case."""
        return self.basis == "name" and self.form == "finished-product" and not (self.entries or self.may_be)

    def is_title_of(self, code: str) -> bool:
        """Return whether a text is the title of an entry, and no name of a material, which has a usual form."""
        return code in self.entries and self.material is None

    def possibly_of(self, entries: Iterable[str]) -> InterpretedText:
        """Return the text with more possible entries: it or what points to them is wrong, so it no longer recognises the goods."""
        return self._replace(
            possible_entries=tuple(dict.fromkeys([*self.possible_entries, *entries])),
            recognised_by=frozenset(),
            partly_recognised_by=self.partly_recognised_by | self.recognised_by,
        )

    def in_doubt(self, why: str) -> InterpretedText:
        """Return the text with only possible names, because its words contradict one another."""
        return self._replace(
            basis="description",
            material=None,
            entries=frozenset(),
            may_be=frozenset({self.material} if self.material else ()),
            possible_entries=tuple(sorted(self.entries)),
            content=self.content._replace(
                elements=frozenset(), may_contain=self.content.elements | self.content.may_contain, closed=False
            ),
            unread=(*self.unread, why),
            recognised_by=frozenset(),
            partly_recognised_by=self.recognised_by,
        )


def intangible_forms(wording: InterpretedText) -> frozenset[str]:
    """Return the intangible forms that words of a text state of the goods or a part of them: software, technology."""
    return INTANGIBLE.intersection([item.value for item in wording.annotations if item.label == "form"])

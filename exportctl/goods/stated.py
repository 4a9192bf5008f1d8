"""The facts of the goods that the caller or the words state: the evidence by which entries are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.interpreted import InterpretedText

if TYPE_CHECKING:
    from decimal import Decimal

    from exportctl.goods.code_conflict import Conflict
    from exportctl.goods.quantities import Value, Within


class Composition(NamedTuple):
    """The stated content: weight shares of elements in percent, and elements in stated compounds.

    `stated` are the shares as given, by the names of elements and compounds, and decide nothing. `materials` are the
    shares of materials in the vocabulary, which an exemption may test.
    """

    shares: tuple[tuple[str, Decimal], ...] = ()
    held: frozenset[str] = frozenset()
    complete: bool = False
    stated: tuple[tuple[str, Decimal], ...] = ()
    materials: tuple[tuple[str, Decimal], ...] = ()

    @property
    def present(self) -> frozenset[str]:
        """The elements that are stated to be present."""
        return self.held | {symbol for symbol, share in self.shares if share > 0} if self.shares else self.held


class Goods(NamedTuple):
    """The stated facts of the goods: their name, their measured properties, and the caller's classification.

    `item` is the caller's text, trimmed, and `interpreted` its interpretation; `forms` and the rest are stated facts, from
    the words as well if these are fully read. Quantities are in the canonical unit of their parameter, which occurs
    once for each of its values; properties that words only bound are in `within`. `heading` is the text of the
    Harmonized System for the first six digits of the customs code, `chapter` the name of its chapter, `titles` the
    texts of the headings that words name; `conflict` is the contradiction of the words and that code. `entries` are the
    caller's own classification (empty: none of them), None if there is none. `trusted` lets a score count as
    recognition. `sku` is the company's own number; `lapsed` states why the company's decision no longer holds, so that
    the goods are undecided.
    """

    item: str
    interpreted: InterpretedText = InterpretedText()
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

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
    """The stated facts of the goods: their name, their measured properties, and the caller's classification."""

    item: str
    """The caller's text, trimmed."""
    interpreted: InterpretedText = InterpretedText()
    """The interpretation of the text."""
    forms: frozenset[str] = frozenset()
    """The stated forms, and like the other facts, those of the words if these are fully read."""
    composition: Composition = Composition()
    params: tuple[tuple[str, Value], ...] = ()
    """The value of each property, in the canonical unit of its parameter; a parameter occurs once for each of its values."""
    within: tuple[Within, ...] = ()
    """The properties that words only bound."""
    hs_code: str | None = None
    heading: str | None = None
    """The text of the Harmonized System for the first six digits of the customs code."""
    chapter: str = ""
    """The name of the chapter of the customs code."""
    titles: tuple[tuple[str, str], ...] = ()
    """The texts of the headings that words name."""
    conflict: Conflict | None = None
    """The contradiction of the words and the customs code."""
    joined: tuple[str, ...] = ()
    """The product of the customs code, and the listed goods that the words join to it; empty if there are none."""
    entries: frozenset[str] | None = None
    """The caller's own classification (empty: no entry), None if there is none."""
    trusted: bool = False
    """Whether a score counts as recognition."""
    sku: str = ""
    """The company's own number."""
    lapsed: str = ""
    """The reason why the company's decision no longer holds, so that the goods are undecided."""

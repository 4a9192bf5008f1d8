"""What the caller states of the goods, and what the words for them say: the evidence that entries are judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.interpreted import InterpretedText

if TYPE_CHECKING:
    from decimal import Decimal

    from exportctl.goods.code_conflict import Conflict
    from exportctl.goods.quantities import Value, Within


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

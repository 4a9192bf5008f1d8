"""Alloys and targets by the symbols of their elements: AlEr10, Al-10Er, Al80Sm20, SmNi5, Gd-Fe靶材."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.forms import MATERIALS
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_NUMBER: Final = r"\d{1,2}(?:\.\d{1,2})?"
_PART: Final = rf"(?:{_NUMBER}(?:\s?[%％]\s?)?)?[A-Z][a-z]?(?:{_NUMBER})?"
_RATIO: Final = r"\d{1,2}\s?[:：/]\s?\d{1,2}"
_KIND_OF_SHARES: Final = r"(?:at|wt|mol)[.-]?\s?(?:[%％]|pct\b)"
_SHARES: Final = rf"\s?[(（]?\b(?:{_RATIO}\s?)?{_KIND_OF_SHARES}[)）]?|\s?[(（]{_RATIO}[)）]"
_KIND: Final = r"(?:中间|母)?合金|\s(?:(?:master|pre)[ -]?)?alloy\b|\s(?:ingots?|buttons?)\b"
_TARGET_BEHIND: Final = r"[\u4e00-\u9fff]{0,4}靶|\s(?:[A-Za-z]+\s)?(?:targets?|tgts?)\b"
_NOTATION: Final = re.compile(
    rf"(?<![A-Za-z\d_.-])(?P<parts>{_PART}(?:(?:\s?-\s?)?{_PART}){{1,3}})(?![A-Za-z\d_%％]|\.\d)"
    rf"(?:{_SHARES})?(?P<kind>{_KIND})?(?=(?P<target>{_TARGET_BEHIND})?)",
    re.ASCII,
)
"""Two to four symbols, with numbers that may be shares in percent or of atoms, and a word for alloy, ingot or target behind them."""
_SYMBOL: Final = re.compile(r"[A-Z][a-z]?")
_BEFORE: Final = re.compile(r"(?<![A-Za-z\d-])(?P<symbol>[A-Z][a-z])(?:\s(?:9\d(?:\.\d+)?\s?[%％]?|\dN\d?))?[\s-]?$")
"""A symbol before a word for a target, with its purity."""
_BEHIND: Final = re.compile(r"\s(?P<symbol>[A-Z][a-z])(?![A-Za-z])")
_OF: Final = re.compile(r"(?:材[质料]|\bmaterial)\s?[:：]?\s?(?P<symbol>[A-Z][a-z])(?![A-Za-z])")
"""The symbol of what a target behind or before it consists of."""
_TARGET: Final = "target"


def alloys(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the notations of alloys and targets that the vocabulary has, beside a word for a form of material: Cu-20Ho ingot.

    Whether numbers are shares is open, so they state none.
    """
    hits = text.phrases("form", text.tokens)
    forms = {form for hit in hits for form in hit.meanings}
    if forms & MATERIALS:
        targets = [hit for hit in hits if _TARGET in hit.meanings]
        yield from _notations(law, text, forms, [hit for hit in targets if hit.words.isascii()])
        yield from _targets(law, text, targets)


def _notations(
    law: Register, text: AnnotatedText, forms: Collection[str], targets: Collection[LexiconHit]
) -> Iterator[Annotation]:
    """Yield the notations of several elements, with a number, or beside a word for an alloy or for `targets`.

    A formula of a material, which has no hyphen, is its name already. A name within a notation is only a part of it: Co-Tb ingots.
    """
    for notation in _NOTATION.finditer(text.text):
        parts, named = notation["parts"], notation["kind"] or notation["target"]
        named = named or any(adjacent(text.text, hit.end, notation.start()) for hit in targets)
        elements = tuple(sorted({*_SYMBOL.findall(parts)}))
        of_targets = law.of_elements.get((_TARGET, elements), ()) if _TARGET in forms else ()
        materials = of_targets or law.of_elements.get(("alloy", elements), ())
        known = ("-" not in parts and parts in law.names.formulas) or not text.has(*notation.span())
        if len(materials) == 1 and not known and (named or any(map(str.isdigit, parts))):
            text.retract_within(*notation.span())
            yield text.annotation(notation.span(), "name", meanings=materials)


def _targets(law: Register, text: AnnotatedText, words: Sequence[LexiconHit]) -> Iterator[Annotation]:
    """Yield the symbols of one element directly before a word for a target, with that word: Tb sputtering disc, target Yb, 材质Yb."""
    symbols = [(symbol, *symbol.span()) for symbol in _OF.finditer(text.text) if words]
    for word in words:
        if before := _BEFORE.search(text.text, 0, word.start):
            symbols.append((before, before.start(), word.end))
        elif word.words.isascii() and (behind := _BEHIND.match(text.text, word.end)):
            symbols.append((behind, word.start, behind.end()))
    for symbol, start, end in symbols:
        materials = law.of_elements.get((_TARGET, (symbol["symbol"],)), ())
        if len(materials) == 1 and text.has(start, end):
            yield text.annotation((start, end), "name", meanings=materials)

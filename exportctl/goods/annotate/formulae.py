"""Formulae of materials, and the elements of what reads as another formula with a listed element in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.formulae import material_of, read_elements
from exportctl.goods.meaning import elements_held
from exportctl.law.elements import COMMON, elements_of, sum_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_SIGNS: Final = r"A-Za-z0-9()\[\]·"
_TOKEN: Final = re.compile(rf"(?<![{_SIGNS}])(?=[0-9()\[\]·]*[A-Z])(?:[A-Z][a-z]?|[0-9()\[\]·])+(?![{_SIGNS}])")
"""A word that may be a formula, with brackets around it: no small letter follows another."""
_PURE: Final = re.compile(r"(?P<symbol>[A-Z][a-z]?) (?:metal\b|[1-9]N|9\d)")
"""How a text starts that calls an element by its symbol: Ga metal, Bi 5N."""
_MARKED: Final = re.compile(r"[a-z0-9]")
"""What some sign of a formula is, behind its first letter; one of capitals alone may be a word."""
_OF_MAGNETS: Final = re.compile(r"N\d{2}(?:M|H|SH|UH|EH|AH|VH)?")
"""Grades of magnets that read as formulae: N45UH."""
_APART: Final = re.compile(r"\s|[,;()%，；、（）]|$")


def formulae(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield formulae of materials, formulae that repeat a name, and the elements of other formulae with a listed element.

    A formula of what the names hold already tells nothing new (DyFe80 of a dysprosium-iron alloy), but one of elements that so much is
    made of may be any other substance.
    """
    named, held = bool(text.names), elements_held(law, text.names)
    before: list[Annotation] = []
    for token in _TOKEN.finditer(text.text):
        words, start, end = _trim(token)
        pure = _PURE.match(text.text, token.start()) if not named and token.start() == 0 else None
        if pure and pure["symbol"] in law.by_element and pure["symbol"] in law.formulas:
            element = law.formulas[pure["symbol"]]
            before.append(text.annotation((0, len(pure["symbol"])), "formula", meanings=(element,)))
            continue
        elements = elements_of(words) if text.has(start, end) else frozenset()
        if not elements or not _may_be_formula(text.text, words, end, elements, beside=named or start == 0):
            continue
        material = material_of(law, words)
        if material:
            before.append(text.annotation((start, end), "formula", meanings=(material,)))
        elif (words.isupper() and words.isalpha()) or not read_elements(words):
            continue
        elif len(elements) > 1 and elements <= held and elements - COMMON:
            before.append(text.annotation((start, end), "repeated"))
        elif len(elements) > 1 and elements & law.by_element.keys() - COMMON:
            before.append(text.annotation((start, end), "elements", " ".join(sorted(elements))))
    yield from before


def _may_be_formula(whole: str, text: str, end: int, elements: frozenset[str], *, beside: bool) -> bool:
    """Tell whether signs are no word: they are of two elements or have a number; capitals alone stand at the head or beside a name."""
    if not _MARKED.search(text, 1):
        return len(elements) > 1 and beside and bool(_APART.match(whole, end))
    word = text.istitle() and text.isalpha()  # with one capital at most it has one element at most
    if word or _OF_MAGNETS.fullmatch(text):
        return False
    return len(elements) > 1 or any(map(str.isdigit, text))


def _trim(token: re.Match[str]) -> tuple[str, int, int]:
    """Return a formula without the brackets around it, and where it stands; those that it ends or begins with are its own."""
    text = token.group()
    bare = text.strip("()[]")
    if bare != text and sum_formula(text) and not sum_formula(bare):
        return text, *token.span()
    start = token.start() + text.index(bare) if bare else token.start()
    return bare, start, start + len(bare)

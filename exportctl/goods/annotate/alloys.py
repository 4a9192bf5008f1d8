"""Alloys by the symbols of their elements with numbers: AlEr10, Al-10Er, Al80Sm20, SmNi5."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.forms import MATERIALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_NUMBER: Final = r"\d{1,2}(?:\.\d{1,2})?"
_PART: Final = rf"(?:{_NUMBER})?[A-Z][a-z]?(?:{_NUMBER})?"
_NOTATION: Final = re.compile(
    rf"(?<![A-Za-z\d_.-])(?=[A-Za-z-]*\d)(?P<parts>{_PART}(?:-?{_PART}){{1,3}})"
    r"(?![A-Za-z\d_%％]|\.\d)(?:\s?(?:中间|母)?合金)?"
)
"""Two to four symbols, a number beside at least one, which may be a share in percent or of atoms, and the Chinese word for alloy."""
_SYMBOL: Final = re.compile(r"[A-Z][a-z]?")


def alloys(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the notations of alloys that the vocabulary has, beside a word for a form of material: Cu-20Ho ingot.

    Whether the numbers are shares is open, so they state none. A formula of a material is its name already.
    """
    forms = [hit for hit in text.phrases("form", text.tokens) if not MATERIALS.isdisjoint(hit.meanings)]
    for notation in _NOTATION.finditer(text.text) if forms else ():
        materials = law.alloys.get(frozenset(_SYMBOL.findall(notation["parts"])), ())
        if len(materials) == 1 and notation["parts"] not in law.names.formulas and text.has(*notation.span()):
            yield text.annotation(notation.span(), "name", meanings=materials)

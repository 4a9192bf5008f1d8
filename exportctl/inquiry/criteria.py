"""Write the criteria of an entry in words."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from exportctl.chinese import word
from exportctl.inquiry.figures import figure_in_words
from exportctl.law.model import AllOf, AnyOf, Described, FormIs, NotTranscribed
from exportctl.sentences import Noted, Sentence, either

if TYPE_CHECKING:
    from exportctl.law.model import Criterion
    from exportctl.law.register import Register


def criteria_in_words(law: Register, criterion: Criterion) -> str:
    """Return criteria in words: `density > 1.73 g/cm3 and purity > 99.9 %`."""
    match criterion:
        case AllOf(parts):
            return Sentence("({parts})", parts=reduce(_and, (criteria_in_words(law, part) for part in parts)))
        case AnyOf(parts):
            return Sentence("({parts})", parts=reduce(_or, (criteria_in_words(law, part) for part in parts)))
        case Described(text):
            return Noted(text)
        case NotTranscribed(text):
            return Sentence("not transcribed: {figure}", figure=Noted(text))
        case FormIs(forms):
            return Sentence("the form is {forms}", forms=either(map(word, forms)))
        case figure:
            return figure_in_words(law, figure)


def _and(one: str, other: str) -> str:
    return Sentence("{one} and {other}", one=one, other=other)


def _or(one: str, other: str) -> str:
    return Sentence("{one} or {other}", one=one, other=other)

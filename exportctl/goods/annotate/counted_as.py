"""What the content of a rare earth is counted as: Tm2O3/REO 99.99 % of an oxide, a carbonate or a metal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import all_have_form, elements_held
from exportctl.law.elements import COMMON, elements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_BASIS: Final = re.compile(
    r"(?:以\s?)?(?<![A-Za-z\d])(?P<part>[A-Z][a-z]?(?:\d{1,2}O\d{1,2})?)"
    r"(?:\s?计(?:\s?\d{1,3}\s?g/L(?![A-Za-z]))?|\s?/\s?(?:T?RE[OM]?|ΣRE[OM]?)(?![A-Za-z])|\s?[:：=≥]?\s?\d{1,3}\s?g/L(?![A-Za-z]))"
)
"""An oxide or a symbol as a part of all rare earths, in oxides (REO) or metals (REM), or of a solution. T is for total."""
_COMPOUNDS: Final = frozenset({"oxide", "compound"})


def counted_as(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the bases of contents behind a name with the same element; the figure beside one is the purity of the goods.

    Behind the name of an element alone, an oxide may be the goods: dysprosium, 99.5% Dy2O3/REO.
    """
    for basis in _BASIS.finditer(text.text):
        element = elements_of(basis["part"]) - COMMON
        before = [note for note in text.names if note.end <= basis.start()]
        counted = (
            before if basis["part"].isalpha() else [note for note in before if all_have_form(law, [note], _COMPOUNDS)]
        )
        if element and element <= elements_held(law, counted):
            for name in [name for name in text.names if basis.start() <= name.start and name.end <= basis.end()]:
                text.retract(name)
            yield text.annotation(basis.span(), "neutral", basis.group())

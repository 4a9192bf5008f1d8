"""Names of listed elements in other languages point to the entries of these elements: Galliumarsenid, сурьма."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.foreign_words import names_of_elements
from exportctl.goods.meaning import elements_held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def foreign_names(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to foreign names of listed elements among the unread words, except those of elements that the names already contain."""
    for name in names_of_elements(law, lexicon, text.text, text.unread):
        if elements_held(law, text.names).isdisjoint(name.elements):
            yield text.annotation((name.start, name.end), "elements", " ".join(name.elements))

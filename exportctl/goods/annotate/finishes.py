"""Mark finishes of surfaces, and the elements of compounds; neither names the goods: zinc plated bolts are not zinc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import BOUND
from exportctl.goods.meaning import element_of, named_materials
from exportctl.goods.patterns import mark, matches
from exportctl.goods.text import is_within
from exportctl.law.trie import without_valences
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


_METAL: Final = "(?:Ni|Cu|Zn|Sn|Cr|Au|Ag)"
_COATS: Final = re.compile(rf"(?<![A-Za-z0-9.%-]){_METAL}(?:[-+]?{_METAL})+(?![A-Za-z0-9.%-])")
"""Several metals of coats; each by itself may be anything."""


def finishes(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield finishes of surfaces, such as zinc plated, unless the text has no other word. Their metals do not name the goods."""
    for finish in matches(lexicon, text, "finishes", text.tokens):
        within = [item for item in text.names if is_within(item, [finish])]
        beyond = any(token.end <= finish.start or finish.end <= token.start for token in text.tokens)
        if beyond and text.has(*finish.span):
            for item in within:
                text.retract(item)
            yield mark(text, finish, text.text[slice(*finish.span)])


def coats(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the coats of a magnet, by the symbols of their metals: NiCuNi."""
    if any(material.form == "magnet" for material in named_materials(law, text.names)):
        yield from [text.annotation(coat.span(), "neutral", coat.group()) for coat in _COATS.finditer(text.text)]


def compounds(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the elements of compounds that have no name of their own: zinc oxide contains zinc, and is not zinc."""
    anions = text.phrases("anion", text.tokens)
    for name in list(text.names):
        symbol = element_of(law, name)
        if symbol is None or law.materials[name.meanings[0]].form not in (None, "metal"):
            continue
        for anion in anions:
            first, last = (anion, name) if "\u4e00" <= anion.words[0] <= "\u9fff" else (name, anion)
            if first.end <= last.start and adjacent(without_valences(text.text), first.end, last.start):
                text.retract(name)
                yield text.annotation((first.start, last.end), "elements", symbol, meanings=(BOUND,))
                break

"""Materials under the customs code of an article: those of the product that a term names, unless they are goods of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.formulae import listed_symbols
from exportctl.goods.lots import is_lot
from exportctl.goods.materials.raw import is_free_in_article
from exportctl.goods.materials.role import is_in_bulk, is_joined, is_otherwise
from exportctl.goods.meaning import all_have_form, named_materials
from exportctl.goods.segment_contents import HELD, opens_with
from exportctl.goods.segments import segment_of, segments_of
from exportctl.goods.stated_amounts import MASS, has_amount, has_content, has_figure
from exportctl.goods.text import Span, is_within
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.register import Register

_COMPOUNDS: Final = frozenset({"compound", "oxide"})
"""The forms of single compounds."""
_CHEMICAL_PRODUCTS: Final = tuple(map(str, range(30, 39)))
"""The chapters of products of the chemical industry, without single substances."""
_MIXTURE: Final = re.compile(r"(?<![A-Za-z])[A-Z][a-z]?(?:[-/][A-Z][a-z]?)+(?![A-Za-z\d])")
"""The symbols of the elements of an alloy or of a mixture: Ga-In-Sn, La/Ce."""
_NEXT: Final = 2
"""The number of words behind symbols that may be those of a form of a material."""
_OF_SUBSTANCES: Final[tuple[PhraseLabel, ...]] = ("anion", "quality", "feedstock")
"""The labels of words behind a substance that is goods of its own; others make something else of it: diamond tipped."""


def belong_to_product(law: Register, text: AnnotatedText) -> bool:
    """Return whether every name may be that of a material of the product that a term names, and every symbol that of a mixture.

    No material has a form, a figure or an amount of goods of its own, and none fills a segment, unless no entry is about it.
    """
    terms = text.annotations_of("term")
    symbols: list[Annotation | Span] = [
        *text.annotations_of("elements"),
        *(Span(*symbol) for symbol in listed_symbols(law, text.text)),
    ]
    if not (terms and (text.names or symbols)) or is_otherwise(text, _OF_SUBSTANCES) or has_content(text):
        return False
    by_mass = all(heading.startswith(_CHEMICAL_PRODUCTS) for heading in terms[0].meanings)
    mixtures = [Span(*mixture.span()) for mixture in _MIXTURE.finditer(text.text) if _is_described(text, mixture.end())]
    return all(is_within(symbol, mixtures) for symbol in symbols) and all(
        is_free_in_article(law, name)
        and (_is_of_no_entry(law, name) or _is_in_product(law, text, name, by_mass=by_mass))
        for name in text.names
    )


def _is_described(text: AnnotatedText, end: int) -> bool:
    """Return whether words that are no form of a material are directly behind a position, in a text without a mass."""
    behind = [token for token in text.tokens if token.start >= end][:_NEXT]
    if not behind or not adjacent(text.text, end, behind[0].start) or text.phrases("form", behind):
        return False
    return not any(MASS.search(note.words) for note in text.annotations_of("measure"))


def _is_in_product(law: Register, text: AnnotatedText, name: Annotation, *, by_mass: bool) -> bool:
    """Return whether words that are no form of a material are behind a name in its segment, or a chemical product holds it.

    An amount, a joint, a lot, or a figure beside other words than a term makes a material goods of its own. Chemical products
    are sold `by_mass`.
    """
    home = segment_of(segments_of(text), name)
    if home is None or text.phrases("form", [token for token in home.tokens if token.start >= name.start]):
        return False
    if is_joined(text, name) or has_amount(text, name) or (is_in_bulk(text, name) and not by_mass):
        return False
    terms = text.annotations_of("term")
    if any(name.end <= term.start and home.holds(term) for term in terms):
        return True
    if is_lot(law, text, name, max([term.end for term in terms if term.end <= name.start], default=0)):
        return False
    if by_mass and opens_with(text, home, HELD):
        return True
    return home.tokens[-1].start >= name.end and not has_figure(text, home)


def _is_of_no_entry(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a compound that no entry is about: bismuth telluride is not listed by itself either."""
    return all_have_form(law, [name], _COMPOUNDS) and not any(
        item.entries or item.may_be for item in named_materials(law, [name])
    )

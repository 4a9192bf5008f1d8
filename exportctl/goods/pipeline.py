"""Annotators read a text in a fixed order; each sees only the words that earlier ones left unread.

`exportctl classify ITEM --trace` prints the annotations of each. docs/reasoning.md, section 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotate import (
    absent,
    asides,
    attributes,
    composition,
    datasheet,
    finishes,
    forms,
    formulae,
    names,
    properties,
    purity,
    purpose,
    quantities,
    technology,
    trade,
)
from exportctl.goods.text import AnnotatedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.law import lexicon
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


class Annotator(NamedTuple):
    """A step of reading: the labels of earlier annotations that it depends on, those that it writes, and its function.

    An annotator of `figures` skips texts without a digit, one of a `phrase` skips texts without such a phrase, and one
    for `named` goods skips texts without a name of goods.
    """

    name: str
    run: Callable[[Register, Lexicon, AnnotatedText], Iterable[Annotation]]
    writes: tuple[Label, ...]
    reads: tuple[Label, ...] = ()
    figures: bool = False
    phrase: lexicon.Label | None = None
    named: bool = False


_NAMES: Final[tuple[Label, ...]] = ("code", "cas", "name", "formula")
ANNOTATORS: Final = (
    Annotator("codes", names.codes, ("cas", "code"), figures=True),
    Annotator("names", names.names, ("name", "purpose"), phrase="name"),
    Annotator("finishes", finishes.finishes, ("neutral",), ("name",)),
    Annotator("compounds", finishes.compounds, ("elements",), ("name",), phrase="anion", named=True),
    Annotator("absent", absent.absent, ("absent",), ("code", "cas", "name")),
    Annotator(
        "figures-of-parts", datasheet.figures_of_parts, ("measure",), ("code", "cas", "name"), figures=True, named=True
    ),
    Annotator("formulae", formulae.formulae, ("formula", "elements", "repeated"), ("code", "cas", "name")),
    Annotator("symbols", formulae.symbols, ("elements",), _NAMES),
    Annotator("grades-of-use", purpose.grades_of_use, ("neutral",), _NAMES, named=True),
    Annotator("shares", composition.shares, ("share",), _NAMES, figures=True),
    Annotator("named-properties", properties.named_properties, ("property",), figures=True),
    Annotator("small-shares", composition.small_shares, ("share",), _NAMES, figures=True, named=True),
    Annotator("purity", purity.purity, ("property", "measure"), _NAMES, figures=True),
    Annotator("units", quantities.by_unit, ("property",), figures=True),
    Annotator("unasked-figures", datasheet.unasked_figures, ("measure",), _NAMES, figures=True, named=True),
    Annotator("measures", quantities.measures, ("measure",), figures=True),
    Annotator("bare-percents", quantities.bare_percents, ("measure",), figures=True),
    Annotator("grades", quantities.grades, ("grade",), figures=True),
    Annotator("bounds", quantities.bounds, ("bound",), figures=True, phrase="bound"),
    Annotator("technology", technology.technology, ("technology",), phrase="technology"),
    Annotator("uses", purpose.uses, ("purpose",)),
    Annotator("purpose", purpose.purpose, ("purpose",)),
    Annotator("parts", forms.parts, ("part",), phrase="part"),
    Annotator("attributes", attributes.attributes, ("neutral",), _NAMES, phrase="term", named=True),
    Annotator("qualities", trade.qualities, ("grade", "neutral"), (*_NAMES, "share"), named=True),
    Annotator("terms", trade.terms, ("term",), phrase="term"),
    Annotator("forms", forms.forms, ("form",), phrase="form"),
    Annotator("fillers", forms.fillers, ("neutral", "letter"), (*_NAMES, "elements", "term")),
    Annotator(
        "asides",
        asides.asides,
        ("aside",),
        (*_NAMES, "elements", "term", "technology", "absent", "measure", "property", "share"),
        named=True,
    ),
)
"""The annotators in their order: names first, then figures, then the purpose of the goods, then words of little or no meaning."""
_WITHOUT_FIGURES: Final = tuple(annotator for annotator in ANNOTATORS if not annotator.figures)


def annotate(law: Register, words: Lexicon, item: str) -> AnnotatedText:
    """Return a text with all annotations; each names its annotator, and its rule."""
    text = AnnotatedText(words.phrases, item)
    for annotator in ANNOTATORS if any(map(str.isdigit, item)) else _WITHOUT_FIGURES:
        if (annotator.phrase and not text.holds(annotator.phrase)) or (annotator.named and not text.names):
            continue
        text.annotator = annotator.name
        for annotation in annotator.run(law, words, text):
            text.add(annotation)
    return text

"""The content of a text: its annotations put together, before it is decided which goods they name."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotation import ANALYSIS, BOUND, NAMES, UNSHOWN
from exportctl.goods.customs import is_medium
from exportctl.goods.figures.conditions import as_conditioned
from exportctl.goods.figures.stated import Figures, figures_of
from exportctl.goods.leading_product import leading_product
from exportctl.goods.meaning import all_have_form, names_of, names_technology
from exportctl.goods.pipeline import annotate
from exportctl.goods.roles import roles_in
from exportctl.goods.segments import segments_of
from exportctl.goods.text import is_within
from exportctl.law.forms import PIECE
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.roles import Roles
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

    OfLabel = Mapping[Label, Sequence[Annotation]]
    """The annotations of a text by their labels, in its order."""

_PAPERS: Final[tuple[PhraseLabel, ...]] = ("technology", "manual")
"""The labels of words for papers about making or using goods."""
_METALS: Final = frozenset({"metal", "alloy"})
"""The forms of materials in any shape."""


class TextReading(NamedTuple):
    """The content of a text: the roles of its names, its figures, the headings of its terms, its forms, and its unread words.

    The `bound` elements of `formulae` are in compounds without a name. `beside` is true if the text has asides, and no unread
    words outside of them. The `tokens` are those outside materials of products. The `product` is that of a text which
    begins with one and names no other goods.
    """

    item: str
    text: AnnotatedText
    roles: Roles
    figures: Figures
    headings: tuple[str, ...]
    forms: tuple[str, ...]
    formulae: frozenset[str]
    bound: frozenset[str]
    annotations: tuple[Annotation, ...]
    unread: tuple[str, ...]
    beside: bool
    technology: bool
    tokens: tuple[Token, ...]
    product: Annotation | None

    @property
    def terms(self) -> list[Annotation]:
        """The terms of trade."""
        return [note for note in self.annotations if note.label == "term"]


def read(law: Register, lexicon: Lexicon, item: str, known: Iterable[Annotation] = ()) -> TextReading:
    """Return the content of a text that is not known as a whole; the words of `known` annotations are read already."""
    text = annotate(law, lexicon, item, known)
    roles = roles_in(law, text)
    notes = sorted(text.annotations, key=attrgetter("start"))
    of_label: dict[Label, list[Annotation]] = {}
    for note in notes:
        of_label.setdefault(note.label, []).append(note)
    asides = of_label.get("aside", [])
    elements = _elements(of_label, asides)
    figures = figures_of(as_conditioned(law, text))
    headings = _headings(of_label, asides)
    return TextReading(
        item,
        text,
        roles,
        figures._replace(held=(*roles.held, *figures.held)) if roles.held else figures,
        headings,
        forms=(*_forms(of_label, asides, roles), *_shapes_in_names(law, text, roles)),
        formulae=frozenset([symbol for note in elements for symbol in note.value.split()]),
        bound=frozenset([symbol for note in elements if note.meanings == (BOUND,) for symbol in note.value.split()]),
        annotations=_annotations_for_readers(law, notes),
        unread=tuple([item[token.start : token.end] for token in text.unread]),
        beside=bool(asides) and all(is_within(token, asides) for token in text.unread),
        technology="technology" in of_label or _is_technology(law, roles, headings),
        tokens=_tokens_of_goods(text, of_label),
        product=leading_product(law, lexicon, text),
    )


def is_of_papers(reading: TextReading) -> bool:
    """Return whether a text is about technology, or begins with papers about making or using goods."""
    first = next(iter(segments_of(reading.text)), None)
    return reading.technology or bool(first and any(reading.text.phrases(label, first.tokens) for label in _PAPERS))


def _elements(of_label: OfLabel, asides: Collection[Annotation]) -> list[Annotation]:
    """Return the formulae and symbols of elements that are no impurities."""
    impurities = [note for note in asides if note.value == ANALYSIS]
    return [note for note in of_label.get("elements", ()) if not is_within(note, impurities)]


def _headings(of_label: OfLabel, asides: Collection[Annotation]) -> tuple[str, ...]:
    """Return the headings of the terms of trade outside asides, each once."""
    terms = [note for note in of_label.get("term", ()) if not (asides and is_within(note, asides))]
    return tuple(dict.fromkeys([heading for note in terms for heading in note.meanings]))


def _forms(of_label: OfLabel, asides: Collection[Annotation], roles: Roles) -> tuple[str, ...]:
    """Return the forms of the goods, without those of their use or packing, and without software or technology of a part."""
    of_rules = [note for note in asides if note.is_of_rule]
    return tuple(
        [
            note.value
            for note in of_label.get("form", ())
            if (note.start < roles.limit or note.value not in INTANGIBLE) and not is_within(note, of_rules)
        ]
    )


def _shapes_in_names(law: Register, text: AnnotatedText, roles: Roles) -> Iterator[str]:
    """Yield the shape with which the name of a metal ends, because a named metal may have any: a titanium tube is no powder."""
    for name in roles.head:
        shaped = any(
            hit.end == name.end and hit.meanings == (PIECE,)
            for hit in text.phrases("form", text.tokens_in(name.start, name.end))
        )
        if shaped and all_have_form(law, [name], _METALS):
            yield PIECE


def _annotations_for_readers(law: Register, notes: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return the annotations that a reader of the answer sees, with the names of materials and entries for their ids."""
    return tuple(
        [
            note._replace(value=names_of(law, note)) if note.label in NAMES else note
            for note in notes
            if note.label not in UNSHOWN
        ]
    )


def _is_technology(law: Register, roles: Roles, headings: Collection[str]) -> bool:
    """Return whether names of the goods, or of what a medium is for, are those of technology."""
    of_media = roles.purposes if roles.purposes and is_medium(headings) else ()
    named = [*roles.head, *roles.parts, *of_media]
    return bool(named) and names_technology(law, named)


def _tokens_of_goods(text: AnnotatedText, of_label: OfLabel) -> tuple[Token, ...]:
    """Return the tokens outside the materials of products."""
    materials = [note for note in of_label.get("neutral", ()) if note.annotator == "attributes"]
    return tuple([token for token in text.tokens if not is_within(token, materials)]) if materials else text.tokens

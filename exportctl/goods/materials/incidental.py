"""Materials that are incidental to a product: the alloy of its frame, a magnet inside it, its battery."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from exportctl.goods.joints import follows_joint
from exportctl.goods.meaning import is_magnet
from exportctl.goods.segments import segment_of
from exportctl.goods.stated_amounts import FIGURE_LABELS, MASS, has_content, has_figure
from exportctl.goods.text import same_place
from exportctl.law.inflection import fold_singular
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material

_ALLOY: Final = frozenset({"alloy", "metal"})
_ELECTRIC: Final = re.compile(r"(?:\d\s*(?:V|mAh|Ah|Wh)|伏|毫安时?|安时)$")
"""The end of a voltage or a capacity."""
_DENSITY: Final = re.compile(r"Wh\s*/|瓦时/|能量密度")
"""An energy density, which is that of a battery."""
_COUNT: Final = re.compile(r"\s*(?:[x×*]|\d)")
"""A number behind a battery and its figures."""


def is_structural(law: Register, lexicon: Lexicon, text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name is that of an alloy of metals for everyday goods, without a grade, a figure or a shape.

    7075 aluminium forgings are not what shoes are made of.
    """
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    forms = {form for hit in text.phrases("form", text.tokens) for form in hit.meanings}
    forms.update(material.form for material in materials if material and material.form)
    return (
        all(
            material
            and material.elements
            and lexicon.everyday_metals.issuperset(material.elements)
            and _is_own_name(material, name)
            for material in materials
        )
        and "alloy" in forms
        and forms <= _ALLOY
        and not any(
            MASS.search(note.words) and adjacent(text.text, name.end, note.start)
            for note in text.annotations_of("measure")
        )
        and not text.annotations_of("property", "share")
    )


def _is_own_name(material: Material, name: Annotation) -> bool:
    """Return whether words are the own name of a material, not that of a grade or of a shape of it."""
    own = (*material.names.en, *material.names.zh)
    return fold_singular(name.words) in map(fold_singular, own)


def is_fitted(law: Register, text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether a name is that of a magnet after `with`, without a figure: the magnet is part of the product.

    含 at the beginning of the name itself states what the magnet contains: 含铽钕铁硼磁钢.
    """
    home = segment_of(segments, name)
    return (
        home is not None
        and is_magnet(law, name)
        and {form for hit in text.phrases("form", home.tokens) for form in hit.meanings} == {"magnet"}
        and any(
            hit.start == home.tokens[0].start and hit.end <= name.start for hit in text.phrases("part", home.tokens)
        )
        and not (has_figure(text, home) or follows_joint(text, name.start))
    )


def is_supply(text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether a name is that of a fitting of products, such as a battery, directly after `with`.

    Its voltage and its capacity make it no goods of its own; its number, its mass and its other properties do.
    """
    home = segment_of(segments, name)
    return (
        home is not None
        and any(adjacent(text.text, hit.end, name.start) for hit in text.phrases("part", home.tokens))
        and any(same_place(hit, name) for hit in text.phrases("fitting", home.tokens))
        and not has_content(text)
        and not any(
            not _ELECTRIC.search(note.words) for note in text.annotations_of(*FIGURE_LABELS) if home.start <= note.start
        )
    )


def is_battery(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name is that of a fitting of products such as a battery, without a content or an energy density."""
    return not (has_content(text) or _DENSITY.search(text.text)) and any(
        same_place(hit, name) for hit in text.phrases("fitting", text.tokens_in(name.start, name.end))
    )


def is_own_battery(text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether a battery, with its voltage or its capacity, fills a segment: e-bike, 36V 10Ah lithium battery.

    A number, a mass or another figure beside it makes it goods of its own.
    """
    home = segment_of(segments, name)
    if home is None or not all(name.start <= token.start < name.end for token in home.tokens):
        return False
    figures, start, end = _figures_beside(text, name)
    return (
        bool(figures)
        and all(_ELECTRIC.search(note.words) for note in figures)
        and not _COUNT.match(text.text, end)
        and not follows_joint(text, start)
    )


def _figures_beside(text: AnnotatedText, name: Annotation) -> tuple[list[Annotation], int, int]:
    """Return the figures before and behind a name, with only blanks between them, and the span of the name and these."""
    figures = text.annotations_of(*FIGURE_LABELS)
    beside: list[Annotation] = []
    start, end = name.start, name.end
    for note in sorted(figures, key=attrgetter("start"), reverse=True):
        if note.end <= start and adjacent(text.text, note.end, start):
            beside.append(note)
            start = note.start
    for note in sorted(figures, key=attrgetter("start")):
        if end <= note.start and adjacent(text.text, end, note.start):
            beside.append(note)
            end = note.end
    return beside, start, end

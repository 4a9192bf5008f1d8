"""Whether all names in a text are those of materials, and whether they are materials of things: 锑刷套装."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.joints import joins
from exportctl.goods.materials.raw import is_raw
from exportctl.goods.segment_contents import OTHERWISE, PIECE_FORMS, ends_with_thing, has_material_form
from exportctl.goods.segments import segment_of, segments_of
from exportctl.goods.stated_amounts import BULK, has_purity
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.interpreted import Materials
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

MARK: Final = re.compile(r"[;；、。+&\n]|\s/\s")
"""A mark that separates goods from other goods."""


def role_of_materials(law: Register, text: AnnotatedText) -> Materials | None:
    """Return `raw` or `worked` if every name is that of a material next to other words, and no word states the form of a material.

    Some entry for a `worked` material covers products of it, too. A name that fills a segment is goods of
    its own: toys, gallium.
    """
    meanings = {meaning for note in text.names for meaning in note.meanings}
    if not meanings or not all(is_raw(law, meaning, worked=True) for meaning in meanings):
        return None
    segments = segments_of(text)
    ends = {segment.tokens[-1].end for segment in segments}
    pieces = [hit for hit in text.phrases("form", text.tokens) if not PIECE_FORMS.isdisjoint(hit.meanings)]
    if any(hit.end in ends for hit in pieces) or has_material_form(text, text.tokens):
        return None
    if not all(_is_beside_words(segments, note) for note in text.names) or is_otherwise(text):
        return None
    if any(is_joined(text, note) or is_in_bulk(text, note) for note in text.names):
        return None
    return "raw" if all(is_raw(law, meaning) for meaning in meanings) else "worked"


def is_otherwise(text: AnnotatedText, labels: Sequence[PhraseLabel] = OTHERWISE) -> bool:
    """Return whether a word directly after a name makes it goods of its own: tellurium scrap."""
    ends = [note.end for note in text.names]
    hits = [hit for label in labels for hit in text.phrases(label, text.tokens)]
    return any(adjacent(text.text, end, hit.start) for hit in hits for end in ends)


def _is_beside_words(segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether the segment of a name has other words."""
    home = segment_of(segments, name)
    return home is not None and any(token.end <= name.start or name.end <= token.start for token in home.tokens)


def is_joined(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a mark or an `and` is between a name and a product: tellurium and lamps."""
    products = text.annotations_of("term")
    between = [(min(note.end, name.end), max(note.start, name.start)) for note in products]
    return any(MARK.search(text.text, *span) or joins(text, *span) for span in between)


def is_in_bulk(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a purity, or a mass of bulk goods behind a name, is stated: sodium cyanide 50 kg."""
    return has_purity(text) or any(
        note.start >= name.end and BULK.match(note.words) for note in text.annotations_of("measure")
    )


def is_made_up(law: Register, lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether every name is that of a raw material in a segment that ends with a noun for a thing: an antimony brush set."""
    if not text.names or not all(is_raw(law, meaning) for note in text.names for meaning in note.meanings):
        return False
    if any(is_joined(text, note) for note in text.names):
        return False
    segments = segments_of(text)
    homes = [segment_of(segments, note) for note in text.names]
    return all(
        home and ends_with_thing(lexicon, text, home, note) for note, home in zip(text.names, homes, strict=True)
    )

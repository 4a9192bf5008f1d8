"""Mark materials before the name of a finished product; they do not name the goods: a gallium nitride charger is a charger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.segments import segments_of
from exportctl.law.forms import SHAPES, SUBSTANCES
from exportctl.law.words import LINE, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_RAW: Final = SUBSTANCES | SHAPES - {"magnet", "fibre"} | {"ceramic"}
_MATERIAL: Final = _RAW - {"bulk", "ceramic"}
"""Forms of materials, not of products: holmium metal, gallium arsenide wafers."""
_PRODUCTS: Final = ("制品", "产品", "装置", "器件")
"""Words of entries that also cover things made of a material, or with it."""


def attributes(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield raw materials right before the term for a finished product: they do not name the goods."""
    names = [note for note in text.names if note.label in ("name", "formula")]
    products = [hit for hit in text.phrases("term") if all(is_finished(lexicon, heading) for heading in hit.meanings)]
    for name in reversed(names):
        product = next((hit for hit in products if adjacent(text.text, name.end, hit.start)), None)
        if product and all(_is_raw(law, meaning) for meaning in name.meanings):
            text.retract(name)
            yield text.annotation((name.start, name.end), "neutral", name.words)


def is_made_up(law: Register, lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether every name is that of a raw material in a segment that ends with a noun for a thing: an antimony brush set."""
    if not text.names or not all(_is_raw(law, meaning) for note in text.names for meaning in note.meanings):
        return False
    segments = segments_of(text)
    homes = [next((item for item in segments if item.holds(note)), None) for note in text.names]
    return all(
        home and _ends_with_thing(lexicon, text, home, note) for note, home in zip(text.names, homes, strict=True)
    )


def _ends_with_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment, name: Annotation) -> bool:
    """Return whether the last word of a segment after a name is a thing, and not a container."""
    last = segment.tokens[-1]
    if last.start < name.end or any(hit.end == last.end for hit in text.phrases("container", segment.tokens)):
        return False
    behind = [token for token in segment.tokens if token.start >= name.end]
    if any(not _MATERIAL.isdisjoint(hit.meanings) for hit in text.phrases("form", behind)):
        return False
    nouns = (*text.phrases("thing", segment.tokens), *text.phrases("term", segment.tokens))
    ends = any(hit.end == last.end and hit.start >= name.end for hit in nouns)
    return ends or (text.has(last.start, last.end) and last.word in lexicon.things)


def is_finished(lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is only for finished products, which are not bought for their material."""
    return heading.startswith(lexicon.finished)


def _is_raw(law: Register, meaning: str) -> bool:
    """Return whether the entries about a material cover raw material only, and no products of it."""
    if meaning.startswith(LINE):
        lines = [meaning.removeprefix(LINE)]
    else:
        lines = [line for id_ in (meaning, *law.materials[meaning].may_be) for line in law.materials[id_].entries]
    entries = [
        law.entries[line] for line in lines if line in law.entries and line not in law.destination_specific_entries
    ]
    return all(
        entry.forms and _RAW.issuperset(entry.forms) and not any(word in entry.name.zh for word in _PRODUCTS)
        for entry in entries
    )

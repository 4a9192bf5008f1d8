"""Mark the words around ordinary goods that the first segment names, such as makers and places, but none that the list uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.customs import is_data_medium
from exportctl.goods.finished_products import is_of_finished_products
from exportctl.goods.heads import closes, ends_like_description, is_unlisted, names_first
from exportctl.goods.joints import joins_unknown_goods, separates_goods, with_gaps
from exportctl.goods.packing import holds_unknown_goods
from exportctl.goods.segments import segments_of
from exportctl.goods.text import is_within
from exportctl.law.customs_codes import heading_of
from exportctl.law.lexicon import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_MATERIALS: Final = "attributes"
"""The annotator of listed materials beside products: unknown words behind such a product may be goods of the material."""
_CHANGING: Final[tuple[Label, ...]] = ("share", "property", "purpose")
"""The labels of contents, properties and uses that may make other goods of a finished product."""


def modifiers(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words around ordinary goods that close the first segment, if no entry is about any of them.

    Around goods that no entry can be about (food, clothing, furniture) these are all words. Around other finished products
    they are the words before them in their segment, and words that only describe.
    """
    if text.names or text.annotations_of("elements") or text.annotations_of("technology"):
        return
    terms = text.annotations_of("term")
    segments = segments_of(text) if terms else ()
    heads = [term for segment in segments[:1] for term in terms if segment.holds(term)]
    if not any(_names_goods(lexicon, text, segments[0], head) for head in heads) or _are_media(heads):
        return
    if all(is_unlisted(lexicon, head) for head in heads):
        words = [] if _has_listed_share(law, text) else [*text.unread]
        words = [] if any(_may_be_listed(law, lexicon, term) for term in terms) else words
        words = [] if _may_be_lined(law, text, heads) or _names_other_goods(lexicon, text, segments[1:]) else words
        details = [hit.words for hit in text.phrases("detail", text.tokens)] if words else []
    else:
        words, details = _words_around_products(law, lexicon, text, segments, terms), []
    if not words or holds_unknown_goods(lexicon, text, heads, words) or joins_unknown_goods(lexicon, text, words):
        return
    if not lexicon.resembles(_words_around(text), "|".join(details)):
        yield from [
            text.annotation((word.start, word.end), "neutral", text.text[word.start : word.end]) for word in words
        ]


def _names_goods(lexicon: Lexicon, text: AnnotatedText, segment: Segment, head: Annotation) -> bool:
    """Return whether a term names the goods of the first segment; beside a listed material, it has to close the segment."""
    beside_material = any(note.annotator == _MATERIALS for note in text.annotations_of("neutral"))
    return (closes if beside_material else names_first)(lexicon, text, segment, head)


def _are_media(heads: Sequence[Annotation]) -> bool:
    """Return whether one of some terms is for media for data, whose content words are about."""
    return any(is_data_medium(heading) for head in heads for heading in head.meanings)


def _words_around_products(
    law: Register, lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], terms: Sequence[Annotation]
) -> list[Token]:
    """Return the unread words before finished products, and those that only describe; none if an entry may be meant."""
    free = all(_is_free_product(law, lexicon, heading) for term in terms for heading in term.meanings)
    if not free or text.annotations_of(*_CHANGING):
        return []
    closed = [segment for segment in segments if any(closes(lexicon, text, segment, term) for term in terms)]
    return [token for token in text.unread if is_within(token, closed) or ends_like_description(text, token)]


def _may_be_listed(law: Register, lexicon: Lexicon, term: Annotation) -> bool:
    """Return whether an entry is printed for a heading of a term, or for a neighbouring one, and may be about the goods of the term."""
    return not is_unlisted(lexicon, term) and any(
        law.customs.by_heading.get(heading_of(heading)) for heading in term.meanings
    )


def _may_be_lined(law: Register, text: AnnotatedText, heads: Sequence[Annotation]) -> bool:
    """Return whether goods whose heading carries entries may be made of a material of listed vessels, or lined with it: all PTFE."""
    carries = any(law.customs.by_heading.get(heading_of(heading)) for head in heads for heading in head.meanings)
    return carries and bool(text.phrases("lining"))


def _names_other_goods(lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment]) -> bool:
    """Return whether words behind a mark end with an unread head of a name of listed goods: LED bulb, multi wire saw.

    The last two characters alone may be a material: 钛材.
    """
    return any(
        text.has(item.tokens[-1].start, item.tokens[-1].end)
        and len(item.tokens) > (1 if item.tokens[-1].word.isascii() else 2)
        and head_of(text.text[item.tokens[0].start : item.tokens[-1].end]) in lexicon.listed_heads
        for item in segments
        if separates_goods(text, item.tokens[0].start)
    )


def _has_listed_share(law: Register, text: AnnotatedText) -> bool:
    """Return whether a content is stated of something that an entry is about."""
    contents = {content for note in text.annotations_of("share") for content in note.meanings}
    return any(content in law.by_element or content in law.materials for content in contents)


def _is_free_product(law: Register, lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is for finished products, and no entry is printed for it."""
    return is_of_finished_products(lexicon, heading) and not law.customs.by_heading.get(heading_of(heading))


def _words_around(text: AnnotatedText) -> str:
    """Return the unread words of a text and those of the purpose, with a mark between words that are not neighbours."""
    purposes = text.annotations_of("purpose")
    return with_gaps(
        text, [token for token in text.tokens if text.has(token.start, token.end) or is_within(token, purposes)]
    )

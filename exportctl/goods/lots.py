"""Lots: a material beside a product that is goods of its own by its number or a word for loose pieces: 1000 SmCo magnets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import is_magnet
from exportctl.goods.text import Span, is_within
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.register import Register

_MOST: Final = 40
"""The largest usual number of pieces in one product: cases of phones are advertised with 36 or 38 magnets in their ring."""
_MARK: Final = re.compile(r"[;:+&，；：、。()（）]|,(?!\d)")
"""A mark before words that belong together."""
_PIECES: Final = r"(?:pcs?|pieces?|nos|ea)\b|[个只片枚块粒颗件]"
_NUMBER: Final = r"\d{1,9}(?:[.,]\d{3}){0,2}"
_THOUSANDS: Final = re.compile(r"[.,]")
_COUNT: Final = re.compile(rf"(?<![\w.,])(?P<count>{_NUMBER})(?:\s?(?:{_PIECES})|\s?[x×*](?=\s)|(?=\s))", re.IGNORECASE)
"""A number of pieces before their name: 1000 pcs, 1000 x, 1000."""
_COUNT_BEHIND: Final = re.compile(
    rf"\s*[(（]?\s*(?:[x×*]\s?(?P<times>{_NUMBER})\b|(?P<count>{_NUMBER})\s?(?:{_PIECES}))(?!\s?/)", re.IGNORECASE
)
"""A number of pieces behind their name: 1000 pcs, x 1000. Pieces per carton (/ctn) are products."""
_PRODUCTS: Final = re.compile(
    rf"(?:^(?P<first>{_NUMBER})(?=\s)|(?<![\w.,])(?P<count>{_NUMBER})\s?"
    rf"(?:(?:{_PIECES})|(?:sets?|units?|prs?|pairs?)\b|[台套副对条]|[x×*](?=\s)))",
    re.IGNORECASE,
)
"""A number of products before their name: at the beginning, or with its unit."""
_AND: Final = frozenset({",", "，", ";", "；", "+", "&", "、", "and", "和", "及"})


def is_lot(law: Register, text: AnnotatedText, name: Annotation, limit: int) -> bool:
    """Return whether a material behind the `limit` of its product is a lot: more pieces than a product holds, samples, in bulk.

    A name that is repeated is that of a lot, and so is that of the magnets of which a thing is made.
    """
    start = _start_of_words(text, name, limit)
    before = text.tokens_in(start, name.start)
    return (
        bool(text.phrases("loose", before))
        or any(_closes(text, name, hit) for hit in text.phrases("loose", text.tokens))
        or _is_repeated(text, name, limit)
        or _exceeds_product(text, name, start, limit)
        or (is_magnet(law, name) and _is_made_of(text, name))
    )


def _start_of_words(text: AnnotatedText, name: Annotation, limit: int) -> int:
    """Return the position from which the words before a name belong to it: behind its product, a mark, and a word such as `with`."""
    marks = [mark.end() for mark in _MARK.finditer(text.text, limit, name.start)]
    parts = [hit.end for hit in text.phrases("part", text.tokens) if hit.end <= name.start]
    return max([limit, *marks, *parts])


def _closes(text: AnnotatedText, name: Annotation, word: LexiconHit) -> bool:
    """Return whether a word directly behind a name is the last of its segment: magnets in bulk, but not magnets sample pack."""
    if not adjacent(text.text, name.end, word.start):
        return False
    behind = next((token.start for token in text.tokens if token.start >= word.end), None)
    return behind is None or not adjacent(text.text, word.end, behind)


def _is_repeated(text: AnnotatedText, name: Annotation, limit: int) -> bool:
    """Return whether the same goods are named directly before a name and a mark: with SmCo magnets, SmCo magnets."""
    return any(
        limit <= other.start
        and other.end <= name.start
        and other.meanings == name.meanings
        and text.text[other.end : name.start].strip() in _AND
        for other in text.names
    )


def _exceeds_product(text: AnnotatedText, name: Annotation, start: int, limit: int) -> bool:
    """Return whether more pieces are stated beside a name than its products hold."""
    figures = [note for note in text.annotations_of("measure", "property", "share") if not _COUNT.fullmatch(note.words)]
    counts = [
        _number(count)
        for count in _COUNT.finditer(text.text, start)
        if count.end() <= name.start and not is_within(Span(*count.span()), [*figures, *text.names])
    ]
    if behind := _COUNT_BEHIND.match(text.text, name.end):
        counts.append(_number(behind))
    products = [_number(count) for count in _PRODUCTS.finditer(text.text) if count.end() <= limit]
    return max(counts, default=0) > _MOST * max(products, default=1)


def _number(count: re.Match[str]) -> int:
    """Return the number that an expression matched as one of its groups."""
    return int(_THOUSANDS.sub("", next(filter(None, count.groups()))))


def _is_made_of(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether the last words for a part before a name are ones for what a thing is made of."""
    parts = [hit for hit in text.phrases("part", text.tokens) if hit.end <= name.start]
    made = {(hit.start, hit.end) for hit in text.phrases("made-of", text.tokens)}
    return bool(parts) and (parts[-1].start, parts[-1].end) in made

"""What a segment states about a material: its content, a figure, a form, or the thing that it is made into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.text import begins_within, is_within
from exportctl.law.forms import MATERIALS, PIECE
from exportctl.law.inflection import singular
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.trie import Token
    from exportctl.law.vocabulary import NamedForm

MATERIAL_FORMS: Final = MATERIALS - {PIECE}
"""Forms of materials, not of products: holmium metal, gallium arsenide wafers."""
PIECE_FORMS: Final = frozenset({"bulk", "magnet", "target", "crystal", "ceramic"})
"""Forms of materials at the end of a segment: a graphite block. A filament is part of something."""
OTHERWISE: Final[tuple[PhraseLabel, ...]] = ("change", "anion", "quality", "feedstock")
"""The labels of words behind a material that is goods of its own: graphite scrap."""
OPENING: Final[tuple[PhraseLabel, ...]] = ("purpose", "packed", "part", "accompaniment")
"""The labels of words before what is not the goods."""
HELD: Final[tuple[PhraseLabel, ...]] = ("part", "accompaniment")
"""The labels of words before what a product holds."""
MANUALS: Final = ("手册", "manual", "handbook")
"""The ends of words for a manual."""
PAPERS_THAT_TEACH: Final = (*MANUALS, "规程")
"""The ends of words for what teaches the use of technology on paper, and is no course."""
_GENERAL: Final[tuple[PhraseLabel, ...]] = ("machine", "quantity")
"""The labels of words that fit goods of any kind."""
_NO_GOODS: Final[tuple[Label, ...]] = ("measure", "grade", "property", "share", "bound", "neutral", "letter")
"""The labels of annotations that name no goods."""
_MODEL: Final = re.compile(r"[A-Z]{1,6}")
"""The letters of a model. Its numbers are no words either."""


def has_material_form(text: AnnotatedText, tokens: Sequence[Token]) -> bool:
    """Return whether a word among some tokens states the form of a material: powder, wafer."""
    return any(not MATERIAL_FORMS.isdisjoint(hit.meanings) for hit in text.phrases("form", tokens))


def names_form(text: AnnotatedText, name: Annotation, form: NamedForm) -> bool:
    """Return whether a name has a word for a form: gallium ingots, bismuth metal."""
    return any(form in hit.meanings for hit in text.phrases("form", text.tokens_in(name.start, name.end)))


def ends_with_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment, name: Annotation) -> bool:
    """Return whether the last word of a segment after a name is a thing, and not a container."""
    last = segment.tokens[-1]
    if last.start < name.end or ends_with(text, segment, ("container",)):
        return False
    behind = [token for token in segment.tokens if token.start >= name.end]
    if has_material_form(text, behind):
        return False
    nouns = (*text.phrases("thing", segment.tokens), *text.phrases("term", segment.tokens))
    ends = any(hit.end == last.end and hit.start >= name.end for hit in nouns)
    return ends or (text.has(last.start, last.end) and last.word in lexicon.things)


def ends_with_noun(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment ends with a noun for a thing, a form included, or with a term of trade."""
    last = segment.tokens[-1]
    terms = any(note.end == last.end for note in text.annotations_of("term"))
    noun = last.word.isascii() and singular(last.word) in lexicon.things
    return terms or noun or ends_with(text, segment, ("thing", "form", "device"))


def ends_with(text: AnnotatedText, segment: Segment, labels: Iterable[PhraseLabel]) -> bool:
    """Return whether a segment ends with a word of one of some labels."""
    end = segment.tokens[-1].end
    return any(hit.end == end for label in labels for hit in text.phrases(label, segment.tokens))


def opens_with(text: AnnotatedText, segment: Segment, labels: Iterable[PhraseLabel]) -> bool:
    """Return whether a segment begins with a word of one of some labels."""
    start = segment.tokens[0].start
    return any(hit.start == start for label in labels for hit in text.phrases(label, segment.tokens))


def names_nothing(text: AnnotatedText, tokens: Sequence[Token], known: Sequence[Spanned] = ()) -> bool:
    """Return whether some words name no goods: models, figures, words that do not affect goods, and some that are known."""
    explained = [
        *known,
        *(hit for label in _GENERAL for hit in text.every_phrase(label)),
        *text.annotations_of(*_NO_GOODS),
    ]
    return all(
        any(map(str.isdigit, token.word))
        or _MODEL.fullmatch(text.text, token.start, token.end)
        or is_within(token, explained)
        for token in tokens
    )


def is_whole(text: AnnotatedText, segment: Segment, rule: Match) -> bool:
    """Return whether a rule matches every unread word of a segment, and not only the beginning of a Chinese word: 试验 of 试验箱."""
    rest = [token for token in segment.tokens if not is_within(token, [rule])]
    goods = text.annotations_of("name", "formula", "term")
    return (
        segment.start <= rule.start
        and rule.end <= segment.end
        and not HAN.match(text.text, rule.end, segment.end)
        and not any(text.has(token.start, token.end) or begins_within(token, goods) for token in rest)
    )

"""Entries known by keywords (vocabulary/keywords): the head of a text is a noun for a kind, and other words are about its field.

Machines, instruments and papers have names without number. Keywords are words of such names, in any order and apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotation import KEYWORDS
from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.reading import is_of_papers
from exportctl.goods.segments import segments_of
from exportctl.goods.statements import is_denied
from exportctl.goods.text import is_within
from exportctl.law.inflection import singular
from exportctl.law.lexicon import field_of
from exportctl.law.words import ENTRY_PREFIX, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.reading import TextReading
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit, Spanned
    from exportctl.law import lexicon
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_OTHER: Final[tuple[lexicon.Label, ...]] = (*CHANGING, "absent", "alternative")
"""The labels of words that make other goods of the kind beside them."""
_OPEN: Final[tuple[lexicon.Label, ...]] = ("alternative", "option", "choice")
"""The labels of words for what the goods may have."""
_OPENING: Final[tuple[lexicon.Label, ...]] = ("purpose", "packed", "part", "accompaniment")
"""The labels of words before what is not the goods."""
_PARTS: Final[tuple[lexicon.Label, ...]] = ("spare", "manual")
"""The labels of words for what is not a machine itself."""
_FOR_OR_IN: Final[tuple[lexicon.Label, ...]] = ("purpose", "packed")
"""Those of words before what goods are for, or packed in."""
_BEHIND: Final[tuple[lexicon.Label, ...]] = ("machine", "quantity")
"""The labels of words that may follow a kind in its segment."""
_DESCRIBING: Final[tuple[lexicon.Label, ...]] = ("describing", "adjective", "quality", "form", "shape", "neutral")
"""The labels of words beside the keywords of a material."""
_CARRIERS: Final[tuple[lexicon.Label, ...]] = ("technology", "carrier", "manual", "medium", "taught")
"""The labels of words for what holds technology or software, or these."""
_NO_GOODS: Final[tuple[Label, ...]] = ("measure", "grade", "property", "share", "bound", "neutral", "letter")
"""The labels of annotations that name no goods."""
_MODEL: Final = re.compile(r"[A-Z]{1,6}")
"""The letters of a model. Its numbers are no words either."""


class KeywordMatch(NamedTuple):
    """Entries known by keywords, the forms of those for technology and software, and the annotations of the keywords."""

    codes: tuple[str, ...]
    forms: tuple[str, ...]
    annotations: tuple[Annotation, ...]


def entries_by_keywords(law: Register, lexicon: Lexicon, reading: TextReading) -> KeywordMatch | None:
    """Return the entries whose keywords a text has, with the noun for their kind at its head; None if there is none."""
    text = reading.text
    if not (text.holds("key-kind") or text.holds("key-field")):
        return None
    heads = _heads(lexicon, text)
    intangible = [number for kind in _intangible(reading) for number in lexicon.intangible[kind]]
    numbers = _with_fields(lexicon, text, [*_numbers(heads), *intangible])
    if not numbers:
        return None
    codes = {number: lexicon.keywords[number].entry for number in numbers}
    forms = {form for number in numbers if number in intangible for form in law.entries[codes[number]].forms}
    kinds = _longest([hit for hit in heads if any(str(number) in hit.meanings for number in numbers)])
    fields = [hit for hit in _fields(text) if any(_is_field_of(hit, number) for number in numbers)]
    meanings = tuple(dict.fromkeys(ENTRY_PREFIX + code for code in codes.values()))
    notes = [text.annotation((hit.start, hit.end), "name", meanings=meanings) for hit in kinds]
    notes += [
        text.annotation((hit.start, hit.end), "purpose", hit.words)
        for hit in _longest(fields)
        if not is_within(hit, kinds)
    ]
    annotations = [note._replace(annotator=KEYWORDS, rule=KEYWORDS) for note in notes]
    return KeywordMatch(tuple(dict.fromkeys(codes.values())), tuple(sorted(forms)), tuple(annotations))


def possible_by_keywords(lexicon: Lexicon, reading: TextReading) -> list[str]:
    """Return the entries whose keywords a text has, wherever the noun for their kind is."""
    kinds = _numbers(reading.text.every_phrase("key-kind")) if reading.text.holds("key-field") else []
    return [lexicon.keywords[number].entry for number in _with_fields(lexicon, reading.text, kinds)]


def names_other_things(lexicon: Lexicon, text: AnnotatedText, keyed: KeywordMatch, *, material: bool) -> bool:
    """Return whether the goods may be another thing than the head: a germanium ingot, infrared lens; a press, seal ring.

    A segment after the head of a `material` ends with a noun for a thing, or the only one after that of a machine does; several
    describe a machine, unless one ends with a word for what is only for machines. In the segment of the head, a term of
    trade is what a part is for (air compressor check valve), and beside a material, words that do not describe goods may name a
    thing: gallium lithographic sheet.
    """
    purposes: list[Spanned] = [*text.annotations_of("purpose"), *keyed.annotations]
    segments = segments_of(text)
    if keyed.forms:
        return _names_another_subject(lexicon, text, segments, keyed.annotations)
    head = min((note.start for note in keyed.annotations if note.label == "name"), default=0)
    own = next((segment for segment in segments if head < segment.end), None)
    if own is None:
        return True
    described = [hit for label in _DESCRIBING for hit in text.phrases(label, own.tokens)]
    rest = [token for token in own.tokens if not is_within(token, [*purposes, *described])]
    if material and not _says_nothing(text, rest, ()):
        return True
    if not material and _begins_with_part(text, own):
        return True
    terms = [note for note in text.annotations_of("term") if own.holds(note)]
    if not all(any(_overlap(term, note) for note in keyed.annotations) for term in terms):
        return True
    behind = [
        segment
        for segment in segments
        if segment.start > head
        and not _opens_with(text, segment, _FOR_OR_IN if material else _OPENING)
        and not _says_nothing(text, segment.tokens, ())
        and not is_within(segment.tokens[-1], purposes)
        and not (material and _ends_with(text, segment, ("container",)))
    ]
    if material:
        return any(_ends_with_thing(lexicon, text, segment) for segment in behind)
    if any(_ends_with(text, segment, _PARTS) for segment in behind):
        return True
    return len(behind) == 1 and _has_thing(lexicon, text, behind[0])


def _names_another_subject(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], fields: Sequence[Annotation]
) -> bool:
    """Return whether papers or software may be about another thing, come with one, or are those of a course."""
    subjects = [segment for segment in segments if any(map(segment.holds, fields))]
    behind = [
        segment
        for segment in segments[1:]
        if not (_opens_with(text, segment, _OPENING) or _says_nothing(text, segment.tokens, ()))
    ]
    return (
        text.holds("taught")
        or any(_extends(lexicon, text, segment, fields) for segment in subjects)
        or (
            len(behind) == 1
            and _ends_with_thing(lexicon, text, behind[0])
            and not _ends_with(text, behind[0], _CARRIERS)
        )
    )


def _extends(lexicon: Lexicon, text: AnnotatedText, segment: Segment, fields: Sequence[Annotation]) -> bool:
    """Return whether another thing directly follows a field at the end of a segment: drawings for a streak camera bracket."""
    last = segment.tokens[-1]
    follows = any(adjacent(text.text, note.end, last.start) for note in fields if note.end <= last.start)
    return (
        follows
        and not is_within(last, fields)
        and _ends_with_thing(lexicon, text, segment)
        and not _ends_with(text, segment, _CARRIERS)
    )


def _has_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment has a noun for a thing, or a term of trade."""
    nouns = any(singular(token.word) in lexicon.things for token in segment.tokens)
    terms = any(segment.holds(note) for note in text.annotations_of("term"))
    return nouns or terms or any(text.phrases(label, segment.tokens) for label in ("thing", "form", "device"))


def _begins_with_part(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment begins with a word for a component: impeller magnetic drive pump."""
    return _opens_with(text, segment, ("component",))


def _overlap(one: Spanned, other: Spanned) -> bool:
    """Return whether two parts of a text have a character in common."""
    return one.start < other.end and other.start < one.end


def _ends_with_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment ends with a noun for a thing, or with a term of trade."""
    last = segment.tokens[-1]
    terms = any(note.end == last.end for note in text.annotations_of("term"))
    noun = last.word.isascii() and singular(last.word) in lexicon.things
    return terms or noun or _ends_with(text, segment, ("thing", "form", "device"))


def _ends_with(text: AnnotatedText, segment: Segment, labels: Iterable[lexicon.Label]) -> bool:
    """Return whether a segment ends with a word of one of some labels."""
    end = segment.tokens[-1].end
    return any(hit.end == end for label in labels for hit in text.phrases(label, segment.tokens))


def _opens_with(text: AnnotatedText, segment: Segment, labels: Iterable[lexicon.Label]) -> bool:
    """Return whether a segment begins with a word of one of some labels."""
    start = segment.tokens[0].start
    return any(hit.start == start for label in labels for hit in text.phrases(label, segment.tokens))


def _heads(lexicon: Lexicon, text: AnnotatedText) -> list[LexiconHit]:
    """Return the nouns for kinds at the head of a text: they close its first segment that has more than figures and fields."""
    kinds = text.every_phrase("key-kind")
    for segment in segments_of(text) if kinds else ():
        if _opens_with(text, segment, _OPENING):
            return []
        closing = [hit for hit in kinds if segment.holds(hit) and _closes(lexicon, text, segment, hit)]
        if closing:
            changed = any(text.phrases(label, segment.tokens) for label in _OTHER)
            return [] if changed else closing
        if not _says_nothing(text, segment.tokens, kinds):
            return []
    return []


def _intangible(reading: TextReading) -> Iterator[str]:
    """Yield `technology` if a text is about it or begins with papers, and `software` if it begins with that."""
    if is_of_papers(reading):
        yield "technology"
    first = next(iter(segments_of(reading.text)), None)
    if first and any("software" in hit.meanings for hit in reading.text.phrases("form", first.tokens)):
        yield "software"


def _numbers(kinds: Iterable[LexiconHit]) -> list[int]:
    """Return the numbers of the keywords with some nouns."""
    return [int(number) for hit in kinds for number in hit.meanings]


def _with_fields(lexicon: Lexicon, text: AnnotatedText, numbers: Iterable[int]) -> list[int]:
    """Return each of some numbers of keywords whose fields all have a word in a text."""
    distinct = dict.fromkeys(numbers)
    fields = {meaning for hit in _fields(text) for meaning in hit.meanings} if distinct else set()
    return [
        number
        for number in distinct
        if all(field_of(number, group) in fields for group in range(len(lexicon.keywords[number].fields)))
    ]


def _fields(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words for fields in a text, without what the goods lack or may lack: 不含钆, Tb-free, steam sterilisation optional."""
    absent: list[Spanned] = [*text.annotations_of("absent")]
    for segment in segments_of(text) if text.holds("absent") else ():
        starts = [hit.start for hit in text.phrases("absent", segment.tokens)]
        absent += [segment._replace(start=start) for start in starts[:1]]
    open_ = [segment for segment in segments_of(text) if any(text.phrases(label, segment.tokens) for label in _OPEN)]
    fields = [hit for hit in text.every_phrase("key-field") if not is_within(hit, [*absent, *open_])]
    return [hit for hit in fields if not is_denied(text, hit)] if text.holds("denial") else fields


def _is_field_of(hit: LexiconHit, number: int) -> bool:
    """Return whether a word is one of a field of the keywords with a number."""
    return any(meaning.startswith(field_of(number, "")) for meaning in hit.meanings)


def _longest(hits: Sequence[LexiconHit]) -> list[LexiconHit]:
    """Return words without those that lie within longer ones, or are the same."""
    distinct = list({(hit.start, hit.end): hit for hit in hits}.values())
    return [hit for hit in distinct if not is_within(hit, [other for other in distinct if other is not hit])]


def _closes(lexicon: Lexicon, text: AnnotatedText, segment: Segment, kind: LexiconHit) -> bool:
    """Return whether only models, figures and words of no meaning for the goods follow a noun in its segment.

    A field that is a noun for a thing makes it another one: sand mill beads.
    """
    rest = [token for token in segment.tokens if token.start >= kind.end]
    beside = segment._replace(start=kind.end, tokens=tuple(rest))
    return not rest or (_says_nothing(text, rest, [kind]) and not _ends_with_thing(lexicon, text, beside))


def _says_nothing(text: AnnotatedText, tokens: Sequence[Token], kinds: Sequence[LexiconHit]) -> bool:
    """Return whether some words name no goods: models, figures, fields of some kinds, and words that do not affect goods."""
    if not tokens:
        return True
    numbers = _numbers(kinds)
    known = [hit for hit in text.every_phrase("key-field") if any(_is_field_of(hit, number) for number in numbers)]
    known += [hit for label in _BEHIND for hit in text.every_phrase(label)]
    notes = text.annotations_of(*_NO_GOODS)
    return all(
        any(map(str.isdigit, token.word))
        or _MODEL.fullmatch(text.text, token.start, token.end)
        or is_within(token, known)
        or is_within(token, notes)
        for token in tokens
    )

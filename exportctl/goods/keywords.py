"""Entries known by keywords (vocabulary/keywords): the head of a text is a noun for a kind, and other words are about its field.

Machines, instruments and papers have names without number. Keywords are words of such names, in any order and apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotation import KEYWORDS
from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.reading import is_of_papers
from exportctl.goods.segment_contents import OPENING, ends_with_noun, names_nothing
from exportctl.goods.segments import segments_of
from exportctl.goods.statements import is_denied
from exportctl.goods.text import is_within, is_within_longer, same_place
from exportctl.law.inflection import singular
from exportctl.law.lexicon import field_of
from exportctl.law.lists import is_of_materials
from exportctl.law.words import ENTRY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.reading import TextReading
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_OTHER: Final[tuple[PhraseLabel, ...]] = (*CHANGING, "absent", "alternative")
"""The labels of words that make other goods of the kind beside them."""
_ANION: Final = "anion"
_OF: Final = re.compile(r"(?P<noun>[A-Za-z]+)\s+of\s", re.IGNORECASE)
_AMOUNTS: Final = frozenset({"batch", "line", "lot", "pair", "piece", "set", "unit"})
"""The nouns for amounts before of."""
_OPEN: Final[tuple[PhraseLabel, ...]] = ("alternative", "option", "choice")
"""The labels of words for what the goods may have."""


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
    fields = _fields_of(_fields(text), numbers)
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


def entries_of_other_kinds(
    lexicon: Lexicon, text: AnnotatedText, terms: Sequence[Annotation], entries: frozenset[str]
) -> frozenset[str]:
    """Return those of some entries with keywords that a text cannot be about: it has no noun for their kind, and no field of theirs.

    A noun or field within a longer term of trade is only part of the name of other goods, as in hub motor.
    """
    keyed = entries & lexicon.keyed
    hits = [*text.every_phrase("key-kind"), *text.every_phrase("key-field")] if keyed else []
    longer = [note for note in terms if not any(same_place(note, hit) for hit in hits)]
    numbers = {int(meaning.partition(".")[0]) for hit in hits if not is_within(hit, longer) for meaning in hit.meanings}
    return keyed.difference(lexicon.keywords[number].entry for number in numbers)


def _heads(lexicon: Lexicon, text: AnnotatedText) -> list[LexiconHit]:
    """Return the nouns for kinds at the head of a text: they close its first segment that has more than figures and fields.

    A word for a purpose within the segment closes it, too: a feeding machine for electrolysis cells.
    """
    kinds = text.every_phrase("key-kind")
    for whole in segments_of(text) if kinds else ():
        segment = _before_purpose(text, whole, kinds)
        if segment is None:
            return []
        closing = [hit for hit in kinds if segment.holds(hit) and _closes(lexicon, text, segment, hit)]
        if closing:
            closing = [hit for hit in closing if not _is_of_another(lexicon, text, segment, hit)]
            return _without_changed_kinds(lexicon, text, segment, closing)
        if not names_nothing(text, segment.tokens, _fields_of(text.every_phrase("key-field"), _numbers(kinds))):
            return []
    return []


def _before_purpose(text: AnnotatedText, segment: Segment, kinds: Sequence[LexiconHit]) -> Segment | None:
    """Return the part of a segment before a word for a purpose; None if the segment begins with a word before what is not the goods.

    A noun for a kind is no such word (agitator unit), and neither is the beginning of a longer one: on-line.
    """
    openings = [hit for label in OPENING for hit in text.phrases(label, segment.tokens)]
    openings = [hit for hit in openings if text.text[hit.end : hit.end + 1] != "-" and not is_within(hit, kinds)]
    if any(hit.start == segment.tokens[0].start for hit in openings):
        return None
    purposes = [hit.start for hit in text.phrases("purpose", segment.tokens)]
    end = min(purposes, default=segment.end)
    return segment._replace(end=end, tokens=tuple([token for token in segment.tokens if token.end <= end]))


def _without_changed_kinds(
    lexicon: Lexicon, text: AnnotatedText, segment: Segment, kinds: Sequence[LexiconHit]
) -> list[LexiconHit]:
    """Return nouns for kinds that no word in their segment makes other goods.

    An anion makes no other machine (fluoride furnace), and neither does a part of a longer keyword: 双基推进剂挤出机.
    """
    beside = [(label, hit) for label in _OTHER for hit in text.phrases(label, segment.tokens)]
    longer = [*text.every_phrase("key-field"), *kinds] if beside else []
    changed = any(label != _ANION and not is_within_longer(hit, longer) for label, hit in beside)
    return [] if changed else [hit for hit in kinds if not (beside and _is_of_materials(lexicon, hit))]


def _is_of_another(lexicon: Lexicon, text: AnnotatedText, segment: Segment, kind: LexiconHit) -> bool:
    """Return whether a noun for a part of a kind precedes it: bearing of a jet mill, but not one set of jet mills."""
    parts = [part["noun"].casefold() for part in _OF.finditer(text.text, segment.start, kind.start)]
    return any(singular(part) in lexicon.things and singular(part) not in _AMOUNTS for part in parts)


def _is_of_materials(lexicon: Lexicon, kind: LexiconHit) -> bool:
    """Return whether a noun is one for a kind of materials of category C of the list."""
    return any(is_of_materials(lexicon.keywords[int(number)].entry) for number in kind.meanings)


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


def _fields(text: AnnotatedText) -> Sequence[LexiconHit]:
    """Return the words for fields in a text, without what the goods lack or may lack: 不含钆, Tb-free, steam sterilisation optional."""
    return text.once(_fields_in) if text.holds("key-field") else ()


def _fields_in(text: AnnotatedText) -> list[LexiconHit]:
    absent: list[Spanned] = [*text.annotations_of("absent")]
    for segment in segments_of(text) if text.holds("absent") else ():
        starts = [hit.start for hit in text.phrases("absent", segment.tokens)]
        absent += [segment._replace(start=start) for start in starts[:1]]
    open_ = [segment for segment in segments_of(text) if any(text.phrases(label, segment.tokens) for label in _OPEN)]
    fields = [hit for hit in text.every_phrase("key-field") if not is_within(hit, [*absent, *open_])]
    return [hit for hit in fields if not is_denied(text, hit)] if text.holds("denial") else fields


@cache
def _keywords_of(meanings: tuple[str, ...]) -> frozenset[str]:
    """Return the numbers of the keywords with fields that a word may be of. The lexicon has few such meanings."""
    return frozenset([meaning.partition(".")[0] for meaning in meanings])


def _fields_of(hits: Iterable[LexiconHit], numbers: Iterable[int]) -> list[LexiconHit]:
    """Return the words for fields that are those of keywords with some numbers."""
    wanted = frozenset(map(str, numbers))
    return [hit for hit in hits if not wanted.isdisjoint(_keywords_of(hit.meanings))]


def _longest(hits: Sequence[LexiconHit]) -> list[LexiconHit]:
    """Return words without those that lie within longer ones, or are the same."""
    distinct = list({(hit.start, hit.end): hit for hit in hits}.values())
    return [hit for hit in distinct if not is_within_longer(hit, distinct)]


def _closes(lexicon: Lexicon, text: AnnotatedText, segment: Segment, kind: LexiconHit) -> bool:
    """Return whether only models, figures and words of no meaning for the goods follow a noun in its segment.

    A field that is a noun for a thing makes it another one: sand mill beads.
    """
    rest = [token for token in segment.tokens if token.start >= kind.end]
    beside = segment._replace(start=kind.end, tokens=tuple(rest))
    known: list[Spanned] = [
        *_fields_of(text.every_phrase("key-field"), _numbers([kind])),
        *text.annotations_of("description"),
    ]
    known += text.phrases("describing", rest)
    return not rest or (names_nothing(text, rest, known) and not ends_with_noun(lexicon, text, beside))

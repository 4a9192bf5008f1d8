"""Words that may make listed goods of a term of trade, because goods of the list are called by the same noun: reentry ceramic tile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.misspellings import has_misspelt_word_of_list
from exportctl.goods.segments import segment_of, segments_of
from exportctl.law.inflection import singular
from exportctl.law.lexicon import head_of
from exportctl.law.trie import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.reading import TextReading
    from exportctl.law.lexicon import Lexicon

_PASSED_OVER: Final = "modifiers"
"""The annotator of unknown words around ordinary goods."""
_MARK: Final = "grade"


def may_be_unknown_kind(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether a word around ordinary goods may make them a listed kind.

    It is a slip of the pen for a word of the list, or a mark or a word that trade does not use, before a noun that
    names listed goods, too: antiomny button, TA2 kettle, reentry ceramic tile. One letter and a number may be a size: A4 box.
    """
    unknown = [note for note in reading.annotations if note.annotator == _PASSED_OVER]
    if unknown and has_misspelt_word_of_list(lexicon, " ".join(note.words for note in unknown)):
        return True
    strange = [note for note in unknown if not all(map(lexicon.is_used_in_trade, _words_of(note)))]
    strange += [note for note in reading.annotations if note.label == _MARK and sum(map(str.isalpha, note.words)) > 1]
    return bool(strange) and any(
        _are_before(reading, strange, term) for term in reading.terms if head_of(term.words) in lexicon.listed_heads
    )


def _words_of(note: Annotation) -> Iterator[str]:
    """Yield the words of an annotation in the singular."""
    yield from (singular(token.word) for token in tokens_of(note.words))


def _are_before(reading: TextReading, notes: list[Annotation], term: Annotation) -> bool:
    """Return whether one of some annotations is before a term in the same segment."""
    home = segment_of(segments_of(reading.text), term)
    return home is not None and any(home.start <= note.start and note.end <= term.start for note in notes)

"""The head of a segment names the goods: a term of trade that closes it, but for words that only describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.text import is_within
from exportctl.law.inflection import fold_singular

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_DESCRIPTIVE: Final = re.compile(r"[a-z]+(?:ed|ing|ic|ous|able|ible|less|ive)", re.ASCII)
"""English words with these endings describe goods. Other words may be the names of further goods.

Words in -al, -ar and -ly, which `ADJECTIVE` has, are names too (mineral, assembly), and what only describes goods may clear them.
"""
_MARK: Final = re.compile(r"[A-Z]{2,4}")
_DESCRIBING: Final[tuple[PhraseLabel, ...]] = ("neutral", "ordinary")
_ATTRIBUTES: Final[tuple[PhraseLabel, ...]] = (*_DESCRIBING, "detail", "fitting")
_NAMELESS: Final[frozenset[Label]] = frozenset({"neutral", "grade", "measure", "letter"})
"""The labels of words that name no goods."""
ORDINARY_FORMS: Final = frozenset({"powder", "bulk"})
"""The forms that do not change ordinary goods."""


def closes(lexicon: Lexicon, text: AnnotatedText, segment: Segment, term: Annotation | LexiconHit) -> bool:
    """Return whether a term is the last name of goods in a segment: guar gum powder, jacket padded black."""
    if not segment.holds(term):
        return False
    behind = [token for token in segment.tokens if token.start >= term.end]
    return _are_read(text, behind, _DESCRIBING, lambda token: _describes(lexicon, text, token))


def names_first(lexicon: Lexicon, text: AnnotatedText, segment: Segment, term: Annotation) -> bool:
    """Return whether a term names the goods of a segment, before words that only describe them: shampoo anti-dandruff.

    Behind goods that no entry is about, these may also be their parts and materials, and words of trade that name no thing.
    """
    if closes(lexicon, text, segment, term):
        return True
    if not (segment.holds(term) and is_unlisted(lexicon, term)):
        return False
    behind = [token for token in segment.tokens if token.start >= term.end]
    return _are_read(text, behind, _ATTRIBUTES, lambda token: _is_plain_word(lexicon, token.word))


def _are_read(
    text: AnnotatedText, words: Sequence[Token], labels: Sequence[PhraseLabel], describes: Callable[[Token], bool]
) -> bool:
    """Return whether all words behind a term are parts of phrases with these labels, name nothing, or describe goods by themselves."""
    notes = text.annotations_of(*_NAMELESS) if words else []
    rest = [
        token
        for token in words
        if not (is_within(token, notes) or (text.has(token.start, token.end) and describes(token)))
    ]
    if not rest:
        return True
    known = [hit for label in labels for hit in text.phrases(label, words)]
    known += [hit for hit in text.phrases("form", words) if not ORDINARY_FORMS.isdisjoint(hit.meanings)]
    return all(is_within(token, known) for token in rest)


def _is_plain_word(lexicon: Lexicon, word: str) -> bool:
    """Return whether trade uses an English word more than the list does, and it names no thing."""
    return word.isascii() and word not in lexicon.things and lexicon.is_ordinary(word)


def _describes(lexicon: Lexicon, text: AnnotatedText, token: Token) -> bool:
    """Return whether an unknown word is a short form of trade (IQF), or describes goods by its ending."""
    if token.word in lexicon.things:
        return False
    return ends_like_description(text, token) or _MARK.fullmatch(text.text, token.start, token.end) is not None


def ends_like_description(text: AnnotatedText, token: Token) -> bool:
    """Return whether a word describes goods by its ending."""
    return _DESCRIPTIVE.fullmatch(text.text, token.start, token.end) is not None


def is_unlisted(lexicon: Lexicon, term: Annotation) -> bool:
    """Return whether a term is for goods of no entry, by itself or by its headings."""
    return (
        all(heading.startswith(lexicon.unlisted) for heading in term.meanings)
        or fold_singular(term.words) in lexicon.plain
    )

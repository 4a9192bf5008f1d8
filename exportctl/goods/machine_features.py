"""The features of a machine: its properties, and the parts that are counted after its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import ADJECTIVE, CHANGING
from exportctl.goods.meaning import all_have_form
from exportctl.goods.patterns import matches
from exportctl.goods.text import begins_within, is_within, is_within_longer
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_MACHINES: Final = frozenset({"component", "equipment", "finished-product"})
"""The forms of things with features of their own."""
_PARTS: Final[tuple[PhraseLabel, ...]] = ("component", "fitting", "accompaniment")
"""The labels of parts of machines."""
_SURE_ADJECTIVE: Final = re.compile(r"(?:ed|able|ible|proof)$", re.IGNORECASE)
"""The endings of features that are no nouns: gated, water cooled. They are fewer than those of `ADJECTIVE`, without a list of nouns."""
_LONGEST_KIND: Final = 10
"""The number of characters that describe the kind of a machine before its name."""
_MOST_WORDS: Final = 3
"""The number of English words that describe the kind of a machine before its name."""
_OTHERS: Final[tuple[PhraseLabel, ...]] = (
    "spare",
    "manual",
    "container",
    "component",
    "fitting",
    "accompaniment",
    "absent",
    "wrapping",
    "form",
    "waste",
)
"""The labels of words that, before the name of a machine, may be what the goods are."""
_OF_KIND: Final = re.compile(r"[式型](?![\u4e00-\u9fff])")
"""The end of a word for how a machine is built, behind the name of a part: 铰链梁式."""
_COUNT: Final = re.compile(r"(?<![\d.,])\d{1,2}\s?[x×-]?\s?$")
"""A number of parts: 4 rollers, 4-row."""


def is_machine(law: Register, names: Iterable[Annotation]) -> bool:
    """Return whether all names are those of machines, vessels, instruments and other things with features of their own."""
    return all_have_form(law, names, _MACHINES)


def is_feature(text: AnnotatedText, match: Match) -> bool:
    """Return whether a rule for machines matches a feature: no spare part or imitation, and with its number if it needs one."""
    only = match.pattern.only
    words = text.tokens_in(match.start, match.end)
    features = text.phrases("feature", words)
    changing = [hit for label in CHANGING for hit in text.phrases(label, words) if not is_within_longer(hit, features)]
    return not (
        "machine" not in only
        or spares_in(text, words)
        or any(len(hit.words) > 1 for hit in changing)
        or ("no-part" in only and _is_of_part(text, match))
        or ("number" in only and not _is_counted(text, match))
    )


def spares_in(text: AnnotatedText, words: Sequence[Token]) -> list[LexiconHit]:
    """Return the words for parts and imitations of a machine, but none within a longer feature: wetted parts."""
    features = text.phrases("feature", words)
    return [hit for hit in text.phrases("spare", words) if not is_within_longer(hit, features)]


def names_in_features(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the names within features of the machine that is named first: the glovebox of a cabinet of the glovebox type."""
    if len(text.names) == 1 or not is_machine(law, text.names[:1]):
        return []
    features = text.phrases("feature", text.tokens)
    return [note for note in text.names[1:] if is_within_longer(note, features) or _OF_KIND.match(text.text, note.end)]


def parts_of_machines(text: AnnotatedText, words: Sequence[Token], *, with_features: bool = True) -> list[LexiconHit]:
    """Return the words for parts and features of machines, which behind a material may name what is made of it: a window.

    Containers (spool), shapes (needle), adjectives (spherical) and single Chinese characters (级 of 电子级) may describe a material.
    """
    others = [*text.phrases("container", words), *text.phrases("shape", words)]
    labels = (*_PARTS, "feature") if with_features else _PARTS
    hits = [hit for label in labels for hit in text.phrases(label, words)]
    return [hit for hit in hits if len(hit.words) > 1 and not (is_within(hit, others) or ADJECTIVE.search(hit.words))]


def _is_of_part(text: AnnotatedText, match: Match) -> bool:
    """Return whether a rule matches a description of a part, or a part itself: 缸体衬里, 耐火砖."""
    if match.pattern.steps[-1].gap and text.phrases("device", text.tokens_in(match.end - 1, match.end)):
        return True
    parts = text.phrases("component", text.tokens_in(match.start, match.end))
    return any((part.end < match.end and len(part.words) > 1) or match.pattern.steps[-1].gap for part in parts)


def _is_counted(text: AnnotatedText, match: Match) -> bool:
    """Return whether a number or a numeral comes directly before a part: 4 rollers, double HEPA."""
    first, last = match.parts[0]
    described = "number" in match.pattern.only and match.pattern.steps[0].gap
    numeral = first < last and not described
    return numeral or _COUNT.search(text.text, 0, match.start) is not None


def _kind_before(lexicon: Lexicon, text: AnnotatedText, first: int, words: Sequence[Token]) -> list[Token]:
    """Return the unread words directly before the name of a machine, which describe its kind: 目标探测雷达高度表, perimeter radar.

    English ones are no nouns for things and no parts: gasket pump.
    """
    if english := _english_kind_before(lexicon, text, first, words):
        return english
    kind: list[Token] = []
    named = text.annotations_of("name", "formula", "absent")
    for token in reversed(text.tokens_in(0, first)):
        if token.end != first or not HAN.fullmatch(token.word) or is_within(token, named):
            break
        kind.append(token)
        first = token.start
    if len(kind) > _LONGEST_KIND or text.phrases("spare", kind[::-1]):
        return []
    return [token for token in kind if token in words]


def _english_kind_before(lexicon: Lexicon, text: AnnotatedText, first: int, words: Sequence[Token]) -> list[Token]:
    """Return the unread English words directly before the name of a machine if each may only describe its kind."""
    kind: list[Token] = []
    for token in reversed([token for token in words if token.end <= first]):
        if not (token.word.isascii() and adjacent(text.text, token.end, first)) or len(kind) == _MOST_WORDS:
            break
        kind.append(token)
        first = token.start
    kind.reverse()
    others = [hit for label in (*CHANGING, *_OTHERS) for hit in text.phrases(label, kind)]
    return [] if others or any(token.word in lexicon.things for token in kind) else kind


def without_features(
    law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation], words: list[Token]
) -> list[Token]:
    """Return words without the features of a machine: those directly before its name, and its type, adjectives and numbered ones.

    高速离心机, kiln 4-row, camera gated. In Chinese, any words directly before the name describe the kind of the machine.
    """
    if not (words and is_machine(law, names)):
        return words
    words = _without_adjectives(lexicon, text, names, words)
    first, last = min(note.start for note in names), max(note.end for note in names)
    every = [match for match in matches(lexicon, text, "asides", text.tokens) if is_feature(text, match)]
    features = [
        match
        for match in every
        if match.start >= last
        and "segment" not in match.pattern.only
        and ("end" in match.pattern.only or _is_counted(text, match) or _SURE_ADJECTIVE.search(text.text[: match.end]))
    ]
    for match in sorted(every, key=lambda match: -match.end):
        if match.end == first:
            features.append(match)
            first = match.start
    kind = _kind_before(lexicon, text, first, words)
    return [token for token in words if token not in kind and not begins_within(token, features)]


def _without_adjectives(
    lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation], words: list[Token]
) -> list[Token]:
    """Return words without those after the name of a machine that describe it by their ending: extractor annular."""
    last = max(note.end for note in names)
    spares = spares_in(text, text.tokens)
    return [
        word
        for word in words
        if word.start < last
        or word.word in lexicon.things
        or not ADJECTIVE.search(word.word)
        or begins_within(word, spares)
    ]

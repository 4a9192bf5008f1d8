"""The features of a machine: its properties, the parts that are counted after its name, and what comes with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.patterns import matches
from exportctl.goods.segment_contents import FIGURE_LABELS
from exportctl.goods.tested import properties_of_entries
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_MACHINES: Final = frozenset({"component", "equipment", "finished-product"})
"""The forms of things with features of their own."""
FEATURE: Final = "feature"
"""The beginning of the ids of rules for features of things."""
_DESCRIBED: Final = "feature-of"
_COUNTED: Final = (_DESCRIBED, "feature-part", "feature-part-zh")
"""The rules for features that need their number."""
_BESIDE: Final = ("feature-beside", "feature-beside-of")
"""The rules for equipment that comes with a machine."""
_TYPE: Final = "feature-type"
_ADJECTIVE: Final = re.compile(r"(?:ed|able|ible|proof)$", re.IGNORECASE)
"""The endings of features that are no nouns: gated, water cooled."""
_COUNT: Final = re.compile(r"(?<![\d.,])\d{1,2}\s?[x×-]?\s?$")
"""A number of parts: 4 rollers, 4-row."""

_WITH: Final = re.compile(r"\bw/\s*$", re.IGNORECASE)
"""The short form of `with` before a segment."""


def is_machine(law: Register, names: Iterable[Annotation]) -> bool:
    """Return whether all names are those of machines, vessels, instruments and other things with features of their own."""
    materials = [law.materials.get(meaning) for note in names for meaning in note.meanings]
    return all(material is not None and material.form in _MACHINES for material in materials)


def is_feature(text: AnnotatedText, match: Match) -> bool:
    """Return whether a rule for features matches a feature: no spare part or imitation, and with its number if it needs one."""
    words = text.tokens_in(match.start, match.end)
    if any(text.phrases(label, words) for label in ("spare", *CHANGING)):
        return False
    return match.pattern.id not in _COUNTED or _is_counted(text, match)


def _is_counted(text: AnnotatedText, match: Match) -> bool:
    """Return whether a number or a numeral comes directly before a part: 4 rollers, double HEPA."""
    first, last = match.parts[0]
    numeral = match.pattern.id != _DESCRIBED and first < last
    return numeral or _COUNT.search(text.text, 0, match.start) is not None


def without_features(
    law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation], words: list[Token]
) -> list[Token]:
    """Return words without the type, adjectives and numbered features after the name of a machine: kiln 4-row, camera gated."""
    if not (words and is_machine(law, names)):
        return words
    last = max(note.end for note in names)
    features = [
        match
        for match in matches(lexicon, text, "asides", [token for token in text.tokens if token.start >= last])
        if match.pattern.id.startswith(FEATURE)
        and is_feature(text, match)
        and (match.pattern.id == _TYPE or _is_counted(text, match) or _ADJECTIVE.search(text.text[: match.end]))
    ]
    return [token for token in words if not any(match.start <= token.start < match.end for match in features)]


def is_measured(law: Register, text: AnnotatedText, names: Sequence[Annotation]) -> bool:
    """Return whether a text states a property that an entry of the named goods tests, or any figure if none is tested."""
    meanings = [meaning for note in names for meaning in note.meanings]
    tested = properties_of_entries(law, meanings)
    if not tested:
        return any(note.label in FIGURE_LABELS and note.start >= names[-1].end for note in text.annotations)
    return any(not tested.keys().isdisjoint(note.meanings) for note in text.annotations if note.label == "property")


def may_accompany(match: Match, segment: Segment, *, measured: bool) -> bool:
    """Return whether a rule may match in a segment: equipment that comes with a machine follows a mark, and the machine is `measured`.

    Without the figures of the machine, it may be sold for it: shaker, digital controller. The word `type` ends its segment.
    """
    if match.pattern.id == _TYPE:
        return match.end == segment.tokens[-1].end
    return match.pattern.id not in _BESIDE or (measured and not segment.loose)


def comes_with(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether an English segment begins with a word such as `with`, and no word in it is for copies or software."""
    words = segment.tokens
    if not all(token.word.isascii() for token in words):
        return False
    joined = any(hit.start == words[0].start for hit in text.phrases("part", words))
    if not (joined or _WITH.search(text.text, 0, words[0].start)):
        return False
    changed = any(text.phrases(label, words) for label in CHANGING)
    return not (changed or any(not INTANGIBLE.isdisjoint(hit.meanings) for hit in text.phrases("form", words)))


def is_for_machine(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment names a part or an accessory of a machine: seal ring, wear plates."""
    return bool(text.phrases("spare", segment.tokens))

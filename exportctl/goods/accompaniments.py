"""What comes with a machine, and what is only for one: a shaker with a controller is a shaker, a seal ring for it is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.machine_features import spares_in
from exportctl.goods.stated_amounts import FIGURE_LABELS
from exportctl.goods.tested import entries_of, properties_of_entries
from exportctl.law.model import INTANGIBLE
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register

_WITH: Final = re.compile(r"\bw/\s*$", re.IGNORECASE)
"""The short form of `with` before a segment."""
_WITH_IN_CHINESE: Final = re.compile(
    r"(?:随?附[带有]?|内?含(?!量|水)有?|包[含括]|配[有备]?|带(?!材)有?|内置|自带|加装|集成(?!电路))[^件套\s]"
)
"""The Chinese words for what comes with a machine, with the beginning of its name."""


def is_measured(law: Register, text: AnnotatedText, names: Sequence[Annotation]) -> bool:
    """Return whether a text states a property that an entry of the named goods tests, or any figure if none is tested.

    Goods without an entry, such as headphones, have no such figures.
    """
    meanings = [meaning for note in names for meaning in note.meanings]
    tested = properties_of_entries(law, meanings)
    if not tested:
        if next(entries_of(law, meanings), None) is None:
            return False
        return any(note.start >= names[-1].end for note in text.annotations_of(*FIGURE_LABELS))
    return any(not tested.keys().isdisjoint(note.meanings) for note in text.annotations_of("property"))


def may_accompany(match: Match, segment: Segment, *, measured: bool) -> bool:
    """Return whether a segment meets the conditions of a rule that depend on it; rules without these may match in any.

    A rule that counts at the `end` has to end the segment: the word `type`. One for equipment that counts behind the `figures` of a
    machine needs a `measured` machine, and a mark before the segment: shaker, digital controller may be sold without the shaker.
    """
    if "end" in match.pattern.only and match.end != segment.tokens[-1].end:
        return False
    return "figures" not in match.pattern.only or (measured and not segment.may_continue)


def comes_with(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment begins with a word such as `with`, and no word in it is for copies or software.

    Chinese words for spare parts are no equipment either: 配件.
    """
    words = segment.tokens
    if all(token.word.isascii() for token in words):
        joined = any(hit.start == words[0].start for hit in text.phrases("part", words))
        comes = joined or _WITH.search(text.text, 0, words[0].start) is not None
    else:
        comes = _WITH_IN_CHINESE.match(text.text, words[0].start) is not None and not text.phrases("spare", words)
    if not comes:
        return False
    changed = any(text.phrases(label, words) for label in CHANGING)
    return not (changed or any(not INTANGIBLE.isdisjoint(hit.meanings) for hit in text.phrases("form", words)))


def is_for_machine(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment names a part or an accessory of a machine: seal ring, wear plates."""
    return bool(spares_in(text, segment.tokens))


def ends_with_component(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a Chinese part of a machine, which may be the goods themselves, ends a segment: 冷等静压机 缸体, 侧板."""
    end = segment.tokens[-1].end
    if HAN.match(text.text, end):  # 长管 of 长管供气
        return False
    hits = text.phrases("component", segment.tokens)
    known = any(hit.end == end and not hit.words.isascii() and len(hit.words) > 1 for hit in hits)
    return known or any(hit.end == end and hit.start > segment.start for hit in text.phrases("device", segment.tokens))

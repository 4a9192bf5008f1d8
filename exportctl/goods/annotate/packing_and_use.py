"""Segments about the packing, the dispatch and the use of goods that no entry is about for all destinations: 氧化钕 99.5% 编织袋.

Beside listed goods, such words are marked last and stay unread, because they never clear goods (`asides`). The container of other
goods is no goods of its own either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import is_listed
from exportctl.goods.patterns import matches
from exportctl.goods.segment_contents import is_whole
from exportctl.goods.segments import segments_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_RULES: Final = frozenset({
    "packing", "packed-in", "packed-in-material", "kept-zh", "lined-packing-zh", "sealed-zh", "medium", "dispatch",
})  # fmt: skip
"""The rules for packing and dispatch."""
_USES: Final = frozenset({"use", "use-of", "use-of-what", "use-of-zh", "role"})
"""The rules for uses, which are a purpose: one that the list is about may still leave the goods open."""


def packing_and_use(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the segments behind the name of goods that a rule for packing, dispatch or a use matches as a whole."""
    if not text.names or any(
        is_listed(law, meaning, everywhere=True) for name in text.names for meaning in name.meanings
    ):
        return
    named = text.names[0].end
    rules = [match for match in matches(lexicon, text, "asides", text.tokens) if match.pattern.id in _RULES | _USES]
    for segment in segments_of(text):
        if segment.start >= named and (rule := next((item for item in rules if is_whole(text, segment, item)), None)):
            use = text.text[rule.start : rule.end] if rule.pattern.id in _USES else ""
            note = text.annotation((rule.start, rule.end), "purpose" if use else "neutral", use)
            yield note._replace(rule=rule.pattern.id)

"""Words and marks that join goods with other goods: tellurium and lamps, 灯;钨丝."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exportctl.goods.text import AnnotatedText

_MARKS: Final = tuple(";；、。+&|/")


def joins(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether a word within a span joins goods."""
    return any(start <= hit.start and hit.end <= end for hit in text.phrases("joint", text.tokens))


def follows_joint(text: AnnotatedText, start: int) -> bool:
    """Return whether a mark or a word directly before a position separates other goods."""
    before = text.text[:start].rstrip()
    return before.endswith(_MARKS) or any(hit.end == len(before) for hit in text.phrases("joint", text.tokens))

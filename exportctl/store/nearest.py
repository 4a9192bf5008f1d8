"""Suggests the known word that is nearest to an unknown one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection

_ALIKE: Final = 0.75


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return the end of a message that suggests the nearest known word; nothing if none is near."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=_ALIKE)
    return Sentence("; did you mean {words}?", words=f"'{near[0]}'") if near else ""

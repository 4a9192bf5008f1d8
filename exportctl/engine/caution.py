"""A caution is what the reader of an answer must know beside it."""

from __future__ import annotations

from typing import NamedTuple


class Caution(NamedTuple):
    """A word of warning with a code that does not change, and the provisions it is about where the words do not name them."""

    code: str
    text: str
    provisions: tuple[str, ...] = ()

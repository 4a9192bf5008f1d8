"""Interpret the text for an item: as a whole, or else word by word.

docs/reasoning.md, section 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.interpreted import InterpretedText
from exportctl.goods.known import known_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def look_up(
    law: Register, item: str, lexicon: Callable[[], Lexicon] | None = None, *, guess: bool = True, general: bool = True
) -> InterpretedText:
    """Return the interpretation of the text for an item, by the first way of reading that succeeds.

    A text that is known as a whole needs no lexicon; without one, other texts are not read. Headings of unread words
    are guessed only if `guess` is set, and `general` words count only if that is.
    """
    whole = known_whole(law, item, general=general)
    if (
        whole
        and lexicon
        and whole.basis == "name"
        and not whole.material
        and whole.entries <= law.destination_specific_entries.keys()
    ):
        return _add_wider_entries(law, whole, _interpret(law, lexicon(), item, guess=False))
    return whole or (
        _interpret(law, lexicon(), item, guess=guess) if lexicon else InterpretedText(unread=tuple(item.split()))
    )


def _add_wider_entries(law: Register, whole: InterpretedText, wording: InterpretedText) -> InterpretedText:
    """Return the interpretation of an entry for some destinations only, with possible entries for all destinations added."""
    material = law.materials[wording.material] if wording.material else None
    others = {material.id, *material.may_be} if material else wording.may_be
    codes = (code for code in (*wording.entries, *wording.possible_entries) if code not in whole.entries)
    return whole._replace(may_be=frozenset(others), possible_entries=tuple(sorted(set(codes))))


def _interpret(law: Register, lexicon: Lexicon, item: str, *, guess: bool) -> InterpretedText:
    from exportctl.goods.interpret import interpret  # noqa: PLC0415 - its expressions compile slowly, and most items are known as a whole

    return interpret(law, lexicon, item, guess=guess)

"""The text for an item is known whole, or it is read word by word; the first way that finds something is the right one.

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
    law: Register, item: str, lexicon: Callable[[], Lexicon] | None = None, *, guess: bool = True
) -> InterpretedText:
    """Return what the text for an item says; the first way of reading it that finds something is the right one.

    A text that is known whole needs no lexicon; without one nothing is read in any other. What its words are like is only told if a
    `guess` is wanted.
    """
    whole = known_whole(law, item)
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
    """Return the name of an entry that matters for some destinations alone, with what its words may be on lists that matter for all."""
    material = law.materials[wording.material] if wording.material else None
    others = {material.id, *material.may_be} if material else wording.may_be
    lines = (line for line in (*wording.entries, *wording.possible_entries) if line not in whole.entries)
    return whole._replace(may_be=frozenset(others), possible_entries=tuple(sorted(set(lines))))


def _interpret(law: Register, lexicon: Lexicon, item: str, *, guess: bool) -> InterpretedText:
    from exportctl.goods.interpret import interpret  # noqa: PLC0415 - its expressions take long to make, and most items are known whole

    return interpret(law, lexicon, item, guess=guess)

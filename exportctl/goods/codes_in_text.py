"""Customs codes inside a description: the goods may be those of the entries printed for them. Such a code clears nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.beside_code import beside_code
from exportctl.goods.customs import printed_beside
from exportctl.law.customs_codes import customs_codes_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.goods.interpreted import InterpretedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def with_codes_in_text(
    law: Register, lexicon: Callable[[], Lexicon], item: str, wording: InterpretedText
) -> InterpretedText:
    """Return an interpretation with the entries that are printed for the customs codes in its text as possible.

    The words may exclude some, as they do beside a stated code. Goods that surely are dual-use items have their entry. If
    entries remain, the words no longer recognise the goods: they or the number are wrong.
    """
    codes = customs_codes_in(item)
    if not codes or wording.basis == "customs_code" or _are_dual_use(law, wording):
        return wording
    possible: dict[str, None] = {}
    for code in codes:
        entries, materials = printed_beside(law, code)
        entries = entries.union(*(law.materials[id_].entries for id_ in materials))
        if entries:
            excluded = beside_code(law, lexicon(), item, wording, code).excluded_by_words
            possible |= dict.fromkeys(sorted(entries - excluded))
    return wording.possibly_of(possible) if possible else wording


def _are_dual_use(law: Register, wording: InterpretedText) -> bool:
    """Return whether a text surely names dual-use items."""
    material = law.materials.get(wording.material or "")
    return any(map(law.is_dual_use, (*wording.entries, *(material.entries if material else ()))))

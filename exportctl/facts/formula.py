"""A formula says what a compound contains, and sometimes what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exportctl.law.model import Form

NON_METALS: Final = frozenset({"H", "C", "N", "O", "F", "P", "S", "Cl", "As", "Se", "Br", "Te", "I"})
_TWO: Final = 2


def form_of(elements: frozenset[str]) -> Form | None:
    """Return the form of what consists of these elements: an oxide, a compound, or None where that is not clear."""
    if "O" in elements and len(elements) == _TWO:
        return "oxide"
    return "compound" if len(elements) > 1 and elements & NON_METALS - {"O"} else None

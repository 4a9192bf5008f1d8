"""An alloy has many names: its elements in any order, by name or by symbol, and it may be a master alloy, to be melted into others."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.vocabulary import Material

_ALLOYS: Final = ((" alloy", "-", (" alloy", " master alloy")), ("合金", "", ("合金", "中间合金")))
"""How names of alloys end, what joins their elements, and the endings of their other names."""


def alloy_names(material: Material) -> Iterator[str]:
    """Yield the names of an alloy that follow from those in the vocabulary, and from the symbols of its elements."""
    if material.form != "alloy" or len(material.elements) < 2:  # noqa: PLR2004 - an alloy of one element has no other order
        return
    for name in (*material.names.en, *material.names.zh):
        for ending, joint, others in _ALLOYS:
            elements = name.removesuffix(ending)
            parts = elements.split(joint) if joint else list(elements)
            if elements != name and len(parts) == len(material.elements):
                yield from (joint.join(order) + other for order in permutations(parts) for other in others)
    for order in permutations(material.elements):
        yield from (
            f"{joint.join(order)}{ending}" for joint in ("-", "") for ending in (" alloy", " master alloy", "合金")
        )

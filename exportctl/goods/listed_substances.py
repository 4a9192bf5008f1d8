"""The names of substances that entries list, by which texts that state no goods are searched for goods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.register import Register

_SHORTEST: Final = 4
"""The least characters of a name in Latin letters: APT is a flat in an address, too."""
FIGURES: Final = r"[\s,;(（]*[0-9].*$"
"""The pattern for the rest of a name from its first figure on."""
_FIGURES: Final = re.compile(FIGURES, re.DOTALL)


def listed_substances(law: Register) -> frozenset[str]:
    """Return the names, folded, of the materials with elements that an entry names: gallium, SmCo magnet and magnets, 金属镓.

    Machines, vessels and software are left out, because remarks name them as means of transport or as tools.
    """
    listed = {material.id for material in law.materials.values() if material.entries and material.elements}
    names = [name for name, material in law.names.materials.items() if material in listed]
    latin = [name for name in names if name.isascii() and len(name) >= _SHORTEST]
    return frozenset([*latin, *(f"{name}s" for name in latin), *(name for name in names if not name.isascii())])


def first_substance(law: Register, texts: Iterable[str]) -> str | None:
    """Return the first text that is only the name of a listed substance, up to a figure; None if there is none."""
    names = listed_substances(law)
    return next((text for text in texts if fold(_FIGURES.sub("", text)) in names), None)

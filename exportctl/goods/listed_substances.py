"""Find the names and numbers of substances that entries list in texts that state no goods, such as remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.words import fold

if TYPE_CHECKING:
    from exportctl.law.register import Register

_SHORTEST: Final = 4
"""The smallest number of letters of a Latin name: APT is a flat in an address, too."""
_FIGURES: Final = re.compile(r"[\s,;(（]*[0-9].*$", re.DOTALL)
"""The rest of a name from its first figure on."""


def names_listed_substance(law: Register, text: str) -> bool:
    """Return whether a text, up to its first figure, is only the name of a material with elements that an entry names.

    Examples: gallium, SmCo magnets, 金属镓 99.99%. Machines, vessels and software are left out, because remarks name them as means of
    transport or as tools.
    """
    name = fold(_FIGURES.sub("", text))
    if name.isascii() and len(name) < _SHORTEST:
        return False
    id_ = law.names.materials.get(name) or law.names.materials.get(name.removesuffix("s"))
    return id_ is not None and bool(law.materials[id_].entries and law.materials[id_].elements)


def names_listed_number(law: Register, text: str) -> bool:
    """Return whether a text is the CAS number of a material that an entry names."""
    id_ = law.names.cas.get(text.strip())
    return id_ is not None and bool(law.materials[id_].entries)

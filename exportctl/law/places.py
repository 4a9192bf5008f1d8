"""Countries and customs territories, by all their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.model import Name


class Places(NamedTuple):
    """Countries and customs territories: each folded name and code to ISO alpha-2, alpha-2 to the name, and names of regions.

    `unions` are names of unions of states, as the EU, and `regions` those of other regions. `spellings` map the names in plain
    form, those of forms and customs included, to ISO alpha-2; `shared` are those of several places.
    """

    codes: Mapping[str, str]
    spellings: Mapping[str, str]
    names: Mapping[str, Name]
    regions: frozenset[str]
    unions: frozenset[str]
    shared: Mapping[str, tuple[str, ...]]

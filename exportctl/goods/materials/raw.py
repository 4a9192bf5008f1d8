"""Raw materials: those whose entries cover no product of the material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import entry_code
from exportctl.law.forms import SHAPES, SUBSTANCES
from exportctl.law.lists import is_of_materials

if TYPE_CHECKING:
    from exportctl.law.model import Entry
    from exportctl.law.register import Register

RAW: Final = SUBSTANCES | SHAPES | {"ceramic"}
COMPOSED: Final = frozenset({"fibre"})
"""Materials that are part of a composite, which another entry may be about: a carbon fibre frame is made of one."""
_PRODUCTS: Final = ("制品", "产品", "装置", "器件")
"""Words of entries that also cover things made of a material, or with it."""


def is_raw(law: Register, meaning: str, forms: frozenset[str] = RAW, *, worked: bool = False) -> bool:
    """Return whether the entries about a material cover raw material only; also products of an element if it may be `worked`."""
    if code := entry_code(meaning):
        of_element, codes = False, [code]
    else:
        material = law.materials[meaning]
        of_element = bool(material.elements)
        codes = [code for id_ in (meaning, *material.may_be) for code in law.materials[id_].entries]
    entries = [
        law.entries[code] for code in codes if code in law.entries and code not in law.destination_specific_entries
    ]
    return all(
        _covers_material(entry, forms) or (worked and of_element and _is_of_materials(entry)) for entry in entries
    )


def _covers_material(entry: Entry, forms: frozenset[str]) -> bool:
    """Return whether an entry has forms, all of raw material, and no products in its name."""
    return bool(entry.forms) and forms.issuperset(entry.forms) and not any(word in entry.name.zh for word in _PRODUCTS)


def _is_of_materials(entry: Entry) -> bool:
    """Return whether an entry is in the group of materials, and names no form of a thing."""
    return is_of_materials(entry.code) and RAW.issuperset(entry.forms)

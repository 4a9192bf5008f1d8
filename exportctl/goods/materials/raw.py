"""Raw materials: those whose entries cover no product of the material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import entry_code
from exportctl.law.forms import SHAPES, SUBSTANCES
from exportctl.law.lists import is_of_materials

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.law.model import Entry
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material

RAW: Final = SUBSTANCES | SHAPES | {"ceramic"}
COMPOSED: Final = frozenset({"fibre"})
"""Materials that are part of a composite, which another entry may be about: a carbon fibre frame is made of one."""
_MATERIALS: Final = SUBSTANCES | SHAPES | {"ceramic", "phosphor"}
"""The forms of materials that a product may be made of, or hold."""
_WORKED: Final = frozenset({"metal", "alloy", "fibre"})
"""The forms of materials of which a product is made, whatever else their entries set."""
_CARBON: Final = "C"
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


def is_free_material(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a material which is free in a product: its entries are about elements, metals or fibres.

    Chemicals, explosives, isotopes and pathogens are none of these.
    """
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    return all(material is not None and _is_free(law, material) for material in materials)


def is_free_in_article(law: Register, name: Annotation) -> bool:
    """Return the same under the customs code of an article, in which carbon and general words for such materials are also free."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    return all(
        material is not None
        and (
            _is_free(law, material)
            or _is_of_carbon(law, material)
            or (
                material.form is None
                and bool(material.may_be)
                and all(_is_free(law, law.materials[id_]) for id_ in material.may_be)
            )
        )
        for material in materials
    )


def _is_free(law: Register, material: Material) -> bool:
    """Return whether the entries of a material, and of those that it may be, are about elements, metals or fibres."""
    return material.form in _MATERIALS and all(
        law.is_dual_use(code) and (bool(law.entries[code].contains) or material.form in _WORKED)
        for id_ in (material.id, *material.may_be)
        for code in law.materials[id_].entries
    )


def _is_of_carbon(law: Register, material: Material) -> bool:
    """Return whether a material and all that it may be are carbon alone: graphite, diamond."""
    return all(law.materials[id_].elements == (_CARBON,) for id_ in (material.id, *material.may_be))

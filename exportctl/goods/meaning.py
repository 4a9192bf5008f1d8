"""The meaning of names of goods in the law: the elements in them, and whether an entry of the list is about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.elements import COMMON
from exportctl.law.forms import THINGS
from exportctl.law.words import ENTRY_PREFIX
from exportctl.sentences import BilingualName, JoinedTexts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material


def element_of(law: Register, name: Annotation) -> str | None:
    """Return the element that a name means, if it means one.

    It means none if an entry is about the name and not about the element, which does not point to that entry:
    lithium-6, bromine.
    """
    material = law.materials.get(name.meanings[0])
    if not (material and len(material.elements) == 1):
        return None
    (symbol,) = material.elements
    own = set(material.entries) - law.destination_specific_entries.keys()
    return symbol if own.issubset(law.by_element.get(symbol, ())) else None


def elements_held(law: Register, names: Iterable[Annotation]) -> set[str]:
    """Return the elements in named materials."""
    return {
        symbol for item in names if (material := law.materials.get(item.meanings[0])) for symbol in material.elements
    }


def name_of(law: Register, meaning: str) -> str:
    """Return the first name of a material, or the code of an entry."""
    if meaning.startswith(ENTRY_PREFIX):
        return meaning.removeprefix(ENTRY_PREFIX)
    names = law.materials[meaning].names
    return BilingualName((names.en or names.zh or (meaning,))[0], next(iter(names.zh), ""))


def names_of(law: Register, name: Annotation) -> str:
    """Return the names of all possible meanings of a name."""
    return JoinedTexts("/", (name_of(law, meaning) for meaning in name.meanings))


def is_listed(law: Register, meaning: str, *, everywhere: bool = False) -> bool:
    """Return whether an entry is about the meaning of a name; with `everywhere`, one for all destinations."""
    if meaning.startswith(ENTRY_PREFIX):
        return not everywhere or meaning.removeprefix(ENTRY_PREFIX) not in law.destination_specific_entries
    return meaning in (law.materials_listed_everywhere if everywhere else law.listed_materials)


def is_listed_substance(law: Register, meaning: str) -> bool:
    """Return whether an entry for all destinations is about the meaning of a name, which is no thing."""
    material = law.materials.get(meaning)
    return material is not None and material.form not in THINGS and is_listed(law, meaning, everywhere=True)


def may_hold(law: Register, names: Iterable[Annotation], symbols: set[str]) -> bool:
    """Return whether elements may be in named goods: any element in a material; in a thing only its known or possible ones.

    A chemical on another list than that of dual-use items is not changed by an added element: both are present.
    """
    for meaning in (meaning for item in names for meaning in item.meanings):
        material = law.materials.get(meaning)
        thing = material is None or material.form in THINGS or _is_on_other_lists_only(law, material)
        if thing and not symbols <= {
            *(material.elements if material else ()),
            *(material.may_contain if material else ()),
        }:
            return False
    return True


def _is_on_other_lists_only(law: Register, material: Material) -> bool:
    """Return whether a material is only on lists other than that of dual-use items."""
    return bool(material.entries) and not any(map(law.is_dual_use, material.entries))


def names_technology(law: Register, names: Iterable[Annotation]) -> bool:
    """Return whether one of the names in a text denotes technology."""
    return any(_is_technology(law, meaning) for item in names for meaning in item.meanings)


def _is_technology(law: Register, meaning: str) -> bool:
    """Return whether a material is usually technology, or an entry, or all below a code, is for technology only."""
    if meaning.startswith(ENTRY_PREFIX):
        return all(
            law.entries[code].forms == ("technology",) for code in law.entries_at(meaning.removeprefix(ENTRY_PREFIX))
        )
    return law.materials[meaning].form == "technology"


def is_chemical(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a compound of common elements only."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    compounds = all(material is not None and material.form in (None, "compound") for material in materials)
    return compounds and elements_held(law, [name]) <= COMMON


def is_magnet(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of magnets, listed or not."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    return all(material is not None and material.form == "magnet" for material in materials)


def kinds_of(law: Register, name: Annotation) -> set[str]:
    """Return the meanings of a name, and the kinds of goods that they may mean."""
    materials = [law.materials[meaning] for meaning in name.meanings if meaning in law.materials]
    return {*name.meanings, *(id_ for material in materials for id_ in material.may_be)}

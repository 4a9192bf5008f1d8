"""The meaning of names of goods in the law: the elements in them, and whether an entry of the list is about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.annotation import NAMES
from exportctl.law.elements import COMMON
from exportctl.law.forms import THINGS
from exportctl.law.words import ENTRY_PREFIX
from exportctl.sentences import BilingualName, JoinedTexts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import LexiconHit
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material, NamedForm


def entry_code(meaning: str) -> str | None:
    """Return the code of the entry that a name means; None if it means a material."""
    return meaning.removeprefix(ENTRY_PREFIX) if meaning.startswith(ENTRY_PREFIX) else None


def named_materials(law: Register, names: Iterable[Annotation | LexiconHit]) -> list[Material]:
    """Return the materials that names mean or may mean."""
    return [law.materials[meaning] for name in names for meaning in name.meanings if meaning in law.materials]


def all_have_form(
    law: Register, names: Iterable[Annotation | LexiconHit], forms: Collection[NamedForm | str | None]
) -> bool:
    """Return whether names only mean materials, each with one of some usual forms; the form None is that of materials without one."""
    materials = [law.materials.get(meaning) for name in names for meaning in name.meanings]
    return all(material is not None and material.form in forms for material in materials)


def names_free_product(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a finished product that no entry is about."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    return all(
        item is not None and item.form == "finished-product" and not (item.entries or item.may_be) for item in materials
    )


def products_in(law: Register, annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return the terms of trade among annotations, and the names of finished products that no entry is about: phone case."""
    return [
        note for note in annotations if note.label == "term" or (note.label in NAMES and names_free_product(law, note))
    ]


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
    if code := entry_code(meaning):
        return code
    names = law.materials[meaning].names
    return BilingualName((names.en or names.zh or (meaning,))[0], next(iter(names.zh), ""))


def names_of(law: Register, name: Annotation) -> str:
    """Return the names of all possible meanings of a name."""
    return JoinedTexts("/", (name_of(law, meaning) for meaning in name.meanings))


def is_listed(law: Register, meaning: str, *, everywhere: bool = False) -> bool:
    """Return whether an entry is about the meaning of a name; with `everywhere`, one for all destinations."""
    if code := entry_code(meaning):
        return not everywhere or code not in law.destination_specific_entries
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
    if code := entry_code(meaning):
        return all(law.entries[entry].forms == ("technology",) for entry in law.entries_at(code))
    return law.materials[meaning].form == "technology"


def is_substance(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a compound, or of something without a usual form such as a toxin."""
    return all_have_form(law, [name], (None, "compound"))


def is_chemical(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a compound of common elements only."""
    return is_substance(law, name) and elements_held(law, [name]) <= COMMON


def is_magnet(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of magnets, listed or not."""
    return all_have_form(law, [name], ("magnet",))


def kinds_of(law: Register, name: Annotation) -> set[str]:
    """Return the meanings of a name, and the kinds of goods that they may mean."""
    return {*name.meanings, *(id_ for material in named_materials(law, [name]) for id_ in material.may_be)}

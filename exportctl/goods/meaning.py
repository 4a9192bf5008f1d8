"""What names of goods mean by the law: the elements they hold, and whether an entry of the list is about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.form import THINGS
from exportctl.law.words import LINE
from exportctl.sentences import Called, Listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material


def element_of(law: Register, name: Annotation) -> str | None:
    """Return the element that a name means, if it means one.

    It does not where an entry is about the name and not about the element, which does not point to that entry: lithium-6, bromine.
    """
    material = law.materials.get(name.meanings[0])
    if not (material and len(material.elements) == 1):
        return None
    (symbol,) = material.elements
    own = set(material.entries) - law.destination_specific_entries.keys()
    return symbol if own.issubset(law.by_element.get(symbol, ())) else None


def elements_held(law: Register, names: Iterable[Annotation]) -> set[str]:
    """Return the elements that named materials hold."""
    return {
        symbol for item in names if (material := law.materials.get(item.meanings[0])) for symbol in material.elements
    }


def name_of(law: Register, meaning: str) -> str:
    """Return the first name of a material, or the code of an entry."""
    if meaning.startswith(LINE):
        return meaning.removeprefix(LINE)
    names = law.materials[meaning].names
    return Called((names.en or names.zh or (meaning,))[0], next(iter(names.zh), ""))


def names_of(law: Register, name: Annotation) -> str:
    """Return the names of all that a name may mean."""
    return Listed("/", (name_of(law, meaning) for meaning in name.meanings))


def is_listed(law: Register, meaning: str, *, everywhere: bool = False) -> bool:
    """Tell whether an entry is about what a name means; with `everywhere` one that matters wherever goods go."""
    if meaning.startswith(LINE):
        return not everywhere or meaning.removeprefix(LINE) not in law.destination_specific_entries
    material = law.materials[meaning]
    lines = {*material.entries, *(line for id_ in material.may_be for line in law.materials[id_].entries)}
    if everywhere:
        lines -= law.destination_specific_entries.keys()
    return bool(lines or law.by_element.keys() & material.may_contain)


def may_hold(law: Register, names: Iterable[Annotation], symbols: set[str]) -> bool:
    """Tell whether elements may be in named goods: any in a material; in a thing those that it is known to have or may have.

    A chemical that is on another list than that of dual-use items is no material of which an element makes another: both are there.
    """
    for meaning in (meaning for item in names for meaning in item.meanings):
        material = law.materials.get(meaning)
        thing = material is None or material.form in THINGS or _is_chemical(law, material)
        if thing and not symbols <= {
            *(material.elements if material else ()),
            *(material.may_contain if material else ()),
        }:
            return False
    return True


def _is_chemical(law: Register, material: Material) -> bool:
    """Tell whether a material is on other lists than that of dual-use items alone."""
    return bool(material.entries) and not any(map(law.is_dual_use, material.entries))


def names_technology(law: Register, names: Iterable[Annotation]) -> bool:
    """Tell whether one of the names that stand in a text is that of technology."""
    return any(_is_technology(law, meaning) for item in names for meaning in item.meanings)


def _is_technology(law: Register, meaning: str) -> bool:
    """Tell whether a material usually is technology, or an entry, or all below a code, is for nothing else."""
    if meaning.startswith(LINE):
        return all(law.entries[line].forms == ("technology",) for line in law.lines_at(meaning.removeprefix(LINE)))
    return law.materials[meaning].form == "technology"

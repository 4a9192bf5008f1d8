"""The names and identifiers of goods and of their properties, each with what it denotes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.grouping import by_key, unique
from exportctl.law.inflection import fold_singular, spellings_of_figure
from exportctl.law.jurisdictions import local_code
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from exportctl.law.model import Entry
    from exportctl.law.vocabulary import Material, Parameter


TECHNOLOGY_OF: Final = ("{} technology", "{} production technology", "{}技术", "{}生产技术")
"""How the technology of goods is called."""
_ROWS, _CELLS = "\n", "\t"
"""The characters between materials, and between the names of each: no folded name and no id has them."""


@dataclass(frozen=True)
class NameIndex:
    """Folded names of materials and entries, formulae, CAS numbers, and folded control codes as acts print them.

    The ids of materials, each before its names, are one text until a name is looked up: there are more than all other names
    together, and a process that leaves descriptions to another needs none. `in_capitals` has the formulae by their spelling in
    capitals.
    """

    materials_and_names: str
    entries: Mapping[str, tuple[str, ...]]
    formulas: Mapping[str, str]
    in_capitals: Mapping[str, str]
    cas: Mapping[str, str]
    codes: Mapping[str, str]

    @cached_property
    def materials(self) -> Mapping[str, str]:
        """The material of each folded name."""
        material_of: dict[str, str] = {}
        for row in self.materials_and_names.split(_ROWS):
            material, *names = row.split(_CELLS)
            material_of.update(dict.fromkeys(names, material))
        return material_of


class ParameterNames(NamedTuple):
    """Folded names of properties; a `short` name or a hint counts only for goods whose entries require one of its properties."""

    full: Mapping[str, Parameter]
    short: Mapping[str, tuple[Parameter, ...]]
    hints: Mapping[str, tuple[Parameter, ...]]


def index_names(entries: Mapping[str, Entry], materials: Mapping[str, Material]) -> NameIndex:
    """Index the names of entries and materials."""
    material_of = {
        spelling: material.id
        for material in materials.values()
        if material.read not in ("lined", "used")
        for word in (*material.names.en, *material.names.zh, *material.trade)
        for spelling in (fold_singular(word), fold(word))
    }
    names_of = by_key(((material, name) for name, material in material_of.items()), tuple)
    return NameIndex(
        materials_and_names=_ROWS.join(_CELLS.join((material, *names)) for material, names in names_of.items()),
        entries=by_key(((fold(name), code) for code, entry in entries.items() for name in entry.name), unique),
        formulas={item.formula: item.id for item in materials.values() if item.formula},
        in_capitals={item.formula.upper(): item.formula for item in materials.values() if item.formula},
        cas={number: item.id for item in materials.values() for number in item.cas},
        codes=_printed_codes(entries),
    )


def index_technology(names: NameIndex, materials: Mapping[str, Material]) -> dict[str, tuple[str, ...]]:
    """Return the technology of each material that has some, by any of its names."""
    called = (
        (material.id, fold(pattern.format(name)))
        for material in materials.values()
        for name in (*material.names.en, *material.names.zh, *material.trade)
        for pattern in TECHNOLOGY_OF
    )
    return by_key(((id_, names.materials[phrase]) for id_, phrase in called if phrase in names.materials), unique)


def index_parameter_names(parameters: Collection[Parameter]) -> ParameterNames:
    """Index the names of properties, with their words shortened and in full; one that two properties may have is none."""
    full = {fold(word): item for item in parameters for word in (item.id, item.name.en, item.name.zh, *item.aliases)}
    spelled = by_key(_spellings((item, (item.id, item.name.en, *item.aliases)) for item in parameters), unique)
    return ParameterNames(
        full={name: items[0] for name, items in spelled.items() if len(items) == 1} | full,
        short=by_key(_spellings((item, item.short) for item in parameters), unique),
        hints=by_key(_spellings((item, item.hints) for item in parameters), unique),
    )


def _spellings(names: Iterable[tuple[Parameter, Iterable[str]]]) -> Iterator[tuple[str, Parameter]]:
    """Yield the folded names of properties with their other spellings."""
    for item, words in names:
        for word in words:
            yield from ((fold(name), item) for name in (word, *spellings_of_figure(word)))


def _printed_codes(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return codes of entries, and those above them, by their spellings."""
    codes: dict[str, str] = {}
    for code, entry in entries.items():
        parts = code.split(".")
        for depth in range(1, len(parts)):
            above = ".".join(parts[:depth])
            codes.setdefault(fold(above), above)
        codes[fold(code)] = code
        codes.update({fold(other): code for other in entry.also_printed})
    for code in entries:  # a code that is only on the list of another jurisdiction needs no prefix
        codes.setdefault(fold(local_code(code)), code)
    return codes

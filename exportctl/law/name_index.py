"""The names and identifiers of goods and of their properties, each with what it denotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.grouping import by_key, unique
from exportctl.law.inflection import fold_singular
from exportctl.law.jurisdictions import local_code
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from exportctl.law.model import Entry
    from exportctl.law.vocabulary import Material, Parameter


class NameIndex(NamedTuple):
    """Folded names of materials and entries, formulae, CAS numbers, and folded control codes as acts print them.

    `in_capitals` has the formulae by their spelling in capitals.
    """

    materials: Mapping[str, str]
    entries: Mapping[str, tuple[str, ...]]
    formulas: Mapping[str, str]
    in_capitals: Mapping[str, str]
    cas: Mapping[str, str]
    codes: Mapping[str, str]


class ParameterNames(NamedTuple):
    """Folded names of properties; a `short` name or a hint counts only for goods whose entries require one of its properties."""

    full: Mapping[str, Parameter]
    short: Mapping[str, tuple[Parameter, ...]]
    hints: Mapping[str, tuple[Parameter, ...]]


def index_names(entries: Mapping[str, Entry], materials: Mapping[str, Material]) -> NameIndex:
    """Index the names of entries and materials."""
    return NameIndex(
        materials={
            spelling: material.id
            for material in materials.values()
            if material.read not in ("lined", "used")
            for word in (*material.names.en, *material.names.zh, *material.trade)
            for spelling in (fold_singular(word), fold(word))
        },
        entries=by_key(((fold(name), code) for code, entry in entries.items() for name in entry.name), unique),
        formulas={item.formula: item.id for item in materials.values() if item.formula},
        in_capitals={item.formula.upper(): item.formula for item in materials.values() if item.formula},
        cas={number: item.id for item in materials.values() for number in item.cas},
        codes=_printed_codes(entries),
    )


def index_parameter_names(parameters: Collection[Parameter]) -> ParameterNames:
    """Index the names of properties."""
    return ParameterNames(
        full={fold(word): item for item in parameters for word in (item.id, item.name.en, item.name.zh, *item.aliases)},
        short=by_key(((fold(name), item) for item in parameters for name in item.short), tuple),
        hints=by_key(((fold(name), item) for item in parameters for name in item.hints), tuple),
    )


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

"""The substance that a customs code shows: an alloy of its metal is no other metal in the words, and a compound is no metal.

An alloy is classified as one of the metal that predominates by weight (Harmonized System, section XV, note 5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import NAMES
from exportctl.goods.customs import printed_beside
from exportctl.goods.meaning import all_have_form, named_materials
from exportctl.law.customs_codes import chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.interpreted import InterpretedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.model import Entry
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import BaseMetal, Material

_METALS: Final = frozenset({"metal", "alloy"})
"""The forms of a metal and its alloys."""
_COMPOUNDS: Final = frozenset({"oxide", "compound"})


def as_substance_of_code(
    law: Register, lexicon: Lexicon, item: str, wording: InterpretedText, code: str
) -> InterpretedText:
    """Return a text without entries for metals and alloys alone that goods under a customs code cannot be.

    These are metals that the words name directly beside the metal of the code, tellurium copper, and metals in compounds.
    """
    if not (wording.possible_entries or wording.may_be):
        return wording
    names = [note for note in wording.annotations if note.label in NAMES]
    metal = lexicon.alloy_metals.get(chapter_of(code))
    if metal is not None and not code.startswith(metal.without):
        elements = _added_metals(law, metal, item, names)
    elif code.startswith(lexicon.compounds) and all_have_form(law, names, _COMPOUNDS):
        elements = _elements(law, names)
    else:
        elements = frozenset[str]()
    if not elements:
        return wording
    printed = printed_beside(law, code)[0]
    others = {id_ for id_, entry in law.entries.items() if id_ not in printed and _is_of_metal(entry, elements)}
    return wording._replace(
        possible_entries=tuple([entry for entry in wording.possible_entries if entry not in others]),
        may_be=frozenset([id_ for id_ in wording.may_be if not _is_other(law.materials[id_], others)]),
    )


def _added_metals(law: Register, metal: BaseMetal, item: str, names: Sequence[Annotation]) -> frozenset[str]:
    """Return the elements that are only named directly before or behind a base metal."""
    words = "|".join(map(re.escape, metal.words))
    before = re.compile(rf"(?<![A-Za-z])(?:{words})[- ]?$", re.IGNORECASE)
    behind = re.compile(rf"[- ]?(?:{words})(?![A-Za-z])", re.IGNORECASE)
    beside = [note for note in names if before.search(item[: note.start]) or behind.match(item, note.end)]
    others = [note for note in names if note not in beside]
    return _elements(law, beside) - _elements(law, others) - {metal.element}


def _elements(law: Register, names: Iterable[Annotation]) -> frozenset[str]:
    """Return the elements of the materials that names mean or may mean."""
    return frozenset(symbol for material in named_materials(law, names) for symbol in material.elements)


def _is_of_metal(entry: Entry, elements: frozenset[str]) -> bool:
    """Return whether an entry is only for one of some metals, alone or in alloys of it."""
    return (
        len(entry.contains) == 1
        and elements.issuperset(entry.contains)
        and bool(entry.forms)
        and _METALS.issuperset(entry.forms)
    )


def _is_other(material: Material, others: set[str]) -> bool:
    """Return whether a material has entries, and all are among `others`."""
    return bool(material.entries) and others.issuperset(material.entries)

"""Goods that are known by keywords have the entries of these, unless they are known by a name or may be other goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import KEYWORDS
from exportctl.goods.beside_keywords import names_other_things
from exportctl.goods.interpreted import InterpretedText, NamedContent, WordedFacts
from exportctl.goods.keywords import entries_by_keywords, possible_by_keywords
from exportctl.goods.known import owners_of
from exportctl.goods.meaning import named_materials
from exportctl.goods.named_goods import as_named
from exportctl.goods.reading import read
from exportctl.law.corroboration import leaves
from exportctl.law.forms import THINGS
from exportctl.law.lists import is_of_materials
from exportctl.law.model import INTANGIBLE, Described
from exportctl.law.words import ENTRY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from exportctl.goods.annotation import Label
    from exportctl.goods.keywords import KeywordMatch
    from exportctl.goods.reading import TextReading
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.model import Entry
    from exportctl.law.register import Register

_NO_SUBSTANCE: Final = THINGS | INTANGIBLE
_COMPOUNDS: Final = frozenset({"oxide", "compound"})
_OF_FIGURES: Final[frozenset[Label]] = frozenset({"measure", "grade", "property", "share"})
"""The labels of figures, which goods that are known by keywords keep."""


def with_keywords(
    law: Register, lexicon: Lexicon, reading: TextReading, interpreted: InterpretedText
) -> InterpretedText:
    """Return the interpretation of goods that are known by keywords, which cover all that their entries describe but figures.

    The text is read once more with the keywords as its name, because figures depend on the named goods. If a name means these
    goods already, this only adds figures.
    """
    keyed = entries_by_keywords(law, lexicon, reading)
    if interpreted.basis == "name" and (keyed is None or _entries_named(law, interpreted).isdisjoint(keyed.codes)):
        return interpreted
    possible = [*interpreted.possible_entries, *possible_by_keywords(lexicon, reading)]
    open_ = interpreted._replace(possible_entries=tuple(dict.fromkeys(possible)))
    if keyed is None or not _materials_named(law, reading).isdisjoint(keyed.codes):
        return open_
    reading = read(law, lexicon, reading.item, keyed.annotations)
    if _may_be_others(law, lexicon, reading, keyed):
        return open_
    named = as_named(law, reading, ENTRY_PREFIX + keyed.codes[0])
    if named.basis != "name":
        return interpreted if interpreted.basis == "name" else named
    criteria = [law.entries[code].criteria for code in keyed.codes]
    described = {
        word for item in criteria for part in leaves(item) if isinstance(part, Described) for word in part.stated
    }
    if interpreted.basis == "name":
        return interpreted._replace(facts=_with_more(interpreted.facts, named.facts, described))
    return named._replace(
        entries=frozenset(keyed.codes),
        possible_entries=tuple(dict.fromkeys([*named.possible_entries, *interpreted.possible_entries])),
        may_be=interpreted.may_be,
        content=NamedContent(),
        similar=interpreted.similar,
        facts=named.facts._replace(forms=keyed.forms, statements=named.facts.statements | described, in_support=False),
        annotations=tuple(
            [note for note in reading.annotations if note.annotator == KEYWORDS or note.label in _OF_FIGURES]
        ),
        unread=(*reading.unread, *named.unread),
        recognised_by=frozenset(),
        partly_recognised_by=owners_of(law, keyed.codes),
    )


def _with_more(facts: WordedFacts, others: WordedFacts, described: AbstractSet[str]) -> WordedFacts:
    """Return facts with the properties that others have in addition, and with the statements of what is described."""
    known = {id_ for id_, _ in facts.params} | {item.name for item in facts.within}
    return facts._replace(
        params=(*facts.params, *(item for item in others.params if item[0] not in known)),
        within=(*facts.within, *(item for item in others.within if item.name not in known)),
        statements=facts.statements | described,
    )


def _materials_named(law: Register, reading: TextReading) -> frozenset[str]:
    """Return the entries of the materials that a text names; where it has their name, other rules decide."""
    codes = [meaning.removeprefix(ENTRY_PREFIX) for name in reading.text.names for meaning in name.meanings]
    materials = [law.materials[code] for code in codes if code in law.materials]
    named = [*codes, *(entry for material in materials for entry in material.entries)]
    entries = [law.entries[code] for code in named if code in law.entries]
    return frozenset(entry.code for entry in entries if _is_of_material(entry))


def _is_of_material(entry: Entry) -> bool:
    """Return whether an entry is for a material: by its forms, else by category C of the list."""
    return not _NO_SUBSTANCE.issuperset(entry.forms) if entry.forms else is_of_materials(entry.code)


def _may_be_others(law: Register, lexicon: Lexicon, reading: TextReading, keyed: KeywordMatch) -> bool:
    """Return whether keywords may be of other goods: a thing beside the head, or another compound than that of an entry."""
    entries = [law.entries[code] for code in keyed.codes]
    of_materials = [entry for entry in entries if _is_of_material(entry)]
    compounds = {item.form for item in named_materials(law, reading.roles.head) if item.form in _COMPOUNDS}
    others = bool(compounds) and any(entry.forms and compounds.isdisjoint(entry.forms) for entry in of_materials)
    component = all("component" in entry.forms for entry in entries)
    return others or names_other_things(lexicon, reading.text, keyed, material=bool(of_materials), component=component)


def _entries_named(law: Register, interpreted: InterpretedText) -> frozenset[str]:
    """Return the entries of the goods that a text surely names."""
    material = law.materials.get(interpreted.material or "")
    return interpreted.entries.union(material.entries if material else ())

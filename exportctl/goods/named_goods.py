"""The goods that a text surely names: one meaning of its names, with the figures and facts of its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.goods.changed_goods import names_what_others_have
from exportctl.goods.figures.stated import properties_of, ranges_of, shares_of
from exportctl.goods.interpreted import InterpretedText, WordedFacts
from exportctl.goods.known import of_material, owners_of
from exportctl.goods.meaning import entry_code, kinds_of, named_materials
from exportctl.goods.named_parts import may_be_part
from exportctl.goods.roles import made_in
from exportctl.goods.statements import statements_in
from exportctl.goods.text import is_within
from exportctl.law.forms import PIECE, THINGS
from exportctl.law.lists import family_of
from exportctl.law.model import INTANGIBLE
from exportctl.law.words import ENTRY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.reading import TextReading
    from exportctl.goods.text import LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_PARTS: Final = frozenset({"component"})
_MADE: Final = _PARTS | {"equipment"}
_OF_MAKING: Final[tuple[PhraseLabel, ...]] = ("purpose", "making")
"""The labels of the words around what a machine makes: for the production of."""
_LETTER: Final = re.compile(r"[\s-]*(?:[A-Za-z][\s-]+)?")
"""The text between the name of a machine and a word for a piece of it."""
_WITH_PARTS: Final = frozenset({"military", "nuclear"})
"""The other lists of the law that cover the parts of their items, whatever these are."""


def only_meaning(law: Register, lexicon: Lexicon, reading: TextReading) -> str | None:
    """Return the one meaning of the names of the goods, if nothing else in the text names goods or parts."""
    if not reading.roles.head:
        return None
    meanings = _without_synonyms(law, [meaning for name in reading.roles.head for meaning in name.meanings])
    meanings = _kinds_for_use(law, reading, meanings)
    others = reading.roles.parts or reading.headings or reading.formulae
    if len(meanings) > 1 or others or _is_equipment(law, reading) or may_be_part(law, lexicon, reading):
        return None
    if names_what_others_have(reading.text):
        return None
    return next(iter(meanings))


def _without_synonyms(law: Register, meanings: Sequence[str]) -> frozenset[str]:
    """Return the meanings of names, or the first one if all have the same form, elements and entries: tungsten (tri)oxide.

    A material means its only entry, if that has the same name: a numerically controlled tape-laying machine.
    """
    owned = {law.materials[meaning].entries for meaning in meanings if meaning in law.materials}
    meanings = [meaning for meaning in meanings if (meaning.removeprefix(ENTRY_PREFIX),) not in owned]
    materials = [law.materials.get(meaning) for meaning in meanings]
    identities = {
        material and (material.form, frozenset(material.elements), frozenset(material.entries))
        for material in materials
    }
    same = len(identities) == 1 and all(material and material.entries for material in materials)
    return frozenset(meanings[:1] if same else meanings)


def _kinds_for_use(law: Register, reading: TextReading, meanings: frozenset[str]) -> frozenset[str]:
    """Return the one kind of machine that makes what the purpose names, otherwise all: a winding machine for lithium batteries."""
    general = [law.materials.get(meaning) for meaning in meanings]
    if len(general) != 1 or general[0] is None or not reading.roles.purposes:
        return meanings
    made = {meaning for name in reading.roles.purposes for meaning in kinds_of(law, name)}
    kinds = [id_ for id_ in general[0].may_be if not made.isdisjoint(law.materials[id_].makes)]
    whole = bool(made_in(law, reading.text)) or _names_whole_purpose(reading)
    return frozenset(kinds) if len(kinds) == 1 and whole else meanings


def _names_whole_purpose(reading: TextReading) -> bool:
    """Return whether one name is the whole purpose, but for words of making and a figure: for making 21700 cells, 25 ppm."""
    purposes = [note for note in reading.annotations if note.label == "purpose"]
    names = reading.roles.purposes
    if not (len(purposes) == len(names) == 1 and purposes[0].start <= names[0].start):
        return False
    words = reading.text.tokens_in(purposes[0].start, purposes[0].end)
    known: list[Annotation | LexiconHit] = [hit for label in _OF_MAKING for hit in reading.text.phrases(label, words)]
    known += names
    return all(token.word[0].isdecimal() or is_within(token, known) for token in words)


def _is_equipment(law: Register, reading: TextReading) -> bool:
    """Return whether a word for equipment or a part follows the name of a substance, or one for a part that of a thing.

    镓提纯设备 and 锑锭 组件 are no metal, 辊道窑 配件 is no kiln, sand mill beads no mill, a valve disc no valve. Other parts of a part
    are left to its entry.
    """
    names = reading.roles.head
    substances = [law.materials.get(meaning) for name in names for meaning in name.meanings]
    substance = all(material is not None and material.form not in THINGS for material in substances)
    made = _MADE if substance else _PARTS
    part = any(material is None or material.form in _PARTS for material in substances)
    of_rules = [note for note in reading.text.annotations_of("aside") if note.is_of_rule]
    forms = [
        note
        for note in reading.annotations
        if note.label == "form" and note.start >= names[-1].end and not is_within(note, of_rules)  # with spare parts
    ]
    return any(
        (not part and note.value in made) or (not substance and note.value == PIECE and _closes_name(reading, note))
        for note in forms
    )


def _closes_name(reading: TextReading, form: Annotation) -> bool:
    """Return whether a word for a piece follows the last name directly, or a letter behind it: steam generator tubes, U tubes."""
    return _LETTER.fullmatch(reading.item, reading.roles.head[-1].end, form.start) is not None


def as_named(law: Register, reading: TextReading, meaning: str) -> InterpretedText:
    """Return the interpretation of a text with one name and no unread word, as facts like those of options."""
    if code := entry_code(meaning):
        named = InterpretedText("name", entries=frozenset({code}), recognised_by=owners_of(law, [code]))
    else:
        named = of_material(law, meaning, "name")
    figures = reading.figures
    beneath = [law.materials[id_] for name in reading.roles.carriers for id_ in name.meanings]
    possible = [*(entry for material in beneath for entry in material.entries), *_entries_of_uses(law, reading, named)]
    may_contain = named.content.may_contain.union(figures.possibly_held)
    in_support = any(name.value in INTANGIBLE for name in reading.roles.head)
    facts = WordedFacts(reading.forms, statements=statements_in(reading.text), in_support=in_support)
    named = named._replace(
        content=named.content._replace(may_contain=may_contain, held=figures.held),
        possible_entries=tuple(dict.fromkeys(possible)),
        facts=facts,
        annotations=reading.annotations,
    )
    try:
        facts = facts._replace(
            contains=shares_of(figures), params=properties_of(law, figures), within=ranges_of(law, figures)
        )
    except InputError as fault:
        return named.in_doubt(fault.what)
    none = [symbol for symbol, share in facts.contains if not share]
    if absent := _perhaps_absent(named, [*figures.possibly_held, *none]):
        return named.in_doubt(" ".join(absent))
    return named._replace(facts=facts)


def _perhaps_absent(named: InterpretedText, symbols: Iterable[str]) -> list[str]:
    """Return the elements of a named alloy or magnet whose shares may be 0: NdFeB with Tb 0%."""
    elements = named.content.elements
    return [symbol for symbol in symbols if symbol in elements and len(elements) > 1]


def _entries_of_uses(law: Register, reading: TextReading, named: InterpretedText) -> list[str]:
    """Return the entries that goods may be of because of what they are for.

    They are military and nuclear ones (a battery for ballistic missiles), and, for a part that has no entry of its own,
    those of parts beside the entries of its use: a permanent-magnet motor for drones may be a listed drone engine.
    """
    uses = named_materials(law, reading.roles.purposes)
    kinds = [law.materials[id_] for use in uses for id_ in (use.id, *use.may_be)]
    entries = dict.fromkeys(entry for kind in kinds for entry in kind.entries)
    possible = [entry for entry in entries if law.other_lists.get(family_of(entry)) in _WITH_PARTS]
    if entries and named.form in _PARTS and not named.entries:
        whole = [code for code in entries if code in law.entries and _PARTS.isdisjoint(law.entries[code].forms)]
        families = {family_of(code) for code in whole if law.is_dual_use(code)}
        possible += [
            code
            for code, entry in law.entries.items()
            if family_of(code) in families and code not in entries and not _PARTS.isdisjoint(entry.forms)
        ]
    return possible

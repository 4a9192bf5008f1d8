"""The role of a named thing: the goods themselves, an element or a part of them, or their purpose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.joints import joins
from exportctl.goods.lots import is_lot
from exportctl.goods.meaning import (
    all_have_form,
    element_of,
    elements_held,
    is_listed,
    is_listed_substance,
    kinds_of,
    may_hold,
)
from exportctl.goods.segment_contents import names_form
from exportctl.goods.stated_amounts import BULK, MASS, has_amount
from exportctl.goods.text import is_within
from exportctl.law.elements import COMMON
from exportctl.law.forms import MATERIALS, THINGS
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.register import Register

_APART: Final = re.compile(r"[,;+/&，；、]")
"""A mark that separates names, as a word that joins goods does."""
_FORMS: Final = MATERIALS - {"metal"}
"""The forms in which a material is goods of its own."""


_MACHINES: Final = frozenset({"component", "equipment"})
_LONGEST_KIND: Final = 6
"""The number of characters for the kind of a machine between what it makes and its name."""
_ON: Final = re.compile(r"\bon(?:\s+(?:an?|the))?(?:\s+[\w-]+){0,2}\s+$", re.IGNORECASE)
"""The words before a carrier: on semi-insulating InP."""
_SLASH: Final = re.compile(r"\s?/\s?$")


class Roles(NamedTuple):
    """The names in a text by their roles. The goods may contain the elements `held`; forms after `limit` belong to a part.

    `carriers` are other listed substances on which the goods are.
    """

    head: list[Annotation]
    parts: list[Annotation]
    purposes: list[Annotation]
    held: list[str]
    limit: int
    carriers: list[Annotation]


def roles_in(law: Register, text: AnnotatedText) -> Roles:
    """Return the role of each name: a part after `with`, a purpose after `for` or before 用, unless goods are known to contain it."""
    end = len(text.text) + 1
    purpose = min([end, *[item.start for item in text.annotations_of("purpose") if item.annotator == "purpose"]])
    limit = min([purpose, *[item.start for item in text.annotations_of("part")]])
    if not text.names:
        return Roles([], [], [], [], limit, [])
    uses = [use for use in text.annotations_of("purpose") if use.annotator == "uses"]
    carriers = carriers_in(law, text)
    made = made_in(law, text)
    goods = [item for item in text.names if not is_within(item, uses) and item not in (*carriers, *made)] or text.names
    head, held = _head(law, text, [item for item in goods if item.start < limit])
    parts = []
    for item in (item for item in goods if limit <= item.start < purpose):
        symbol = _element_in(law, text, item)
        if symbol and head and may_hold(law, head, {symbol}) and not _is_parcel(law, head, item):
            held.append(symbol)
        elif has_amount(text, item) or _is_lot(law, text, limit, item) or not _is_usual_part(law, head, item):
            parts.append(item)
    others = [item for item in goods if item.start >= purpose and head and _is_behind_purpose(law, text, item)]
    parts += others
    purposes = [
        item for item in text.names if item not in (*carriers, *others) and (item.start >= purpose or item not in goods)
    ]
    return Roles(head, parts, purposes, held, limit, carriers)


def _is_behind_purpose(law: Register, text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a listed name is behind a purpose and a mark, so that it may be other goods: magnets for motors, SmCo."""
    ends = [note.end for note in text.annotations_of("purpose") if note.end <= name.start]
    apart = bool(ends) and _APART.search(text.text, max(ends), name.start) is not None
    return apart and any(is_listed(law, meaning, everywhere=True) for meaning in name.meanings)


def carriers_in(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the names of substances on which the first named substance is: InGaAs epi on InP."""
    first = min(text.names, key=lambda item: item.start)
    return [
        name
        for name in text.names
        if first.start < name.start
        and _is_beneath(text, first, name)
        and all(is_listed_substance(law, meaning) for item in (first, name) for meaning in item.meanings)
    ]


def made_in(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the names directly before the Chinese name of a machine that is listed, or makes what they name: 稀土永磁真空速凝炉.

    They describe the machine, whose name comes last.
    """
    made = []
    for before, after in pairwise(text.names):
        between = text.text[before.end : after.start]
        if len(between) > _LONGEST_KIND or not all(
            map(HAN.fullmatch, (*between, *after.words[:1], *before.words[-1:]))
        ):
            continue
        if any(text.phrases(label, text.tokens_in(before.end, after.start)) for label in ("part", "joint", "purpose")):
            continue
        if _is_machine(law, after) or not _products_of(law, after).isdisjoint(kinds_of(law, before)):
            made.append(before)
    return made


def _is_machine(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a machine or a component of one that an entry for all destinations is about."""
    listed = all(is_listed(law, meaning, everywhere=True) for meaning in name.meanings)
    return listed and all_have_form(law, [name], _MACHINES)


def _products_of(law: Register, name: Annotation) -> set[str]:
    """Return what the named machines, or their kinds, make."""
    return {
        made
        for id_ in kinds_of(law, name)
        if (material := law.materials.get(id_))
        for made in (*material.makes, *material.of)
    }


def _is_beneath(text: AnnotatedText, first: Annotation, name: Annotation) -> bool:
    """Return whether the words beside the second of two names mean that it is the substrate of the first.

    Epitaxial layers are named before their substrate: InGaAs/InP epi wafer, 铟镓砷外延片 磷化铟衬底.
    """
    if _ON.search(text.text, first.end, name.start):
        return True
    layers = text.phrases("layer", text.tokens)
    if _SLASH.fullmatch(text.text, first.end, name.start):
        return any(hit.start >= name.start for hit in layers)
    is_substrate = any(
        hit.end in (name.end, name.start) or adjacent(text.text, name.end, hit.start)
        for hit in text.phrases("substrate", text.tokens)
    )
    return is_substrate and any(first.start <= hit.start < name.start for hit in layers)


def _is_parcel(law: Register, head: Iterable[Annotation], part: Annotation) -> bool:
    """Return whether a listed element is a parcel beside goods that no entry is about: indium ingots with gallium."""
    return is_listed(law, part.meanings[0], everywhere=True) and not any(
        _has_entries(law, meaning) for item in head for meaning in item.meanings
    )


def _has_entries(law: Register, meaning: str) -> bool:
    """Return whether an entry is about the meaning of a name, or may be: by its content, or as goods that it may mean."""
    material = law.materials.get(meaning)
    if material is None or any(law.materials[id_].entries for id_ in (meaning, *material.may_be)):
        return True
    return material.form not in THINGS and not law.by_element.keys().isdisjoint(material.may_contain)


def _element_in(law: Register, text: AnnotatedText, name: Annotation) -> str | None:
    """Return the element that a name means as a part of other goods.

    In a form it is goods of its own (gallium ingots), and so is a listed material of a common element: zinc with graphite.
    """
    element = element_of(law, name)
    if element is None or (element in COMMON and is_listed(law, name.meanings[0], everywhere=True)):
        return None
    has_form = any(
        (name.start <= hit.start < name.end or adjacent(text.text, name.end, hit.start))
        and not _FORMS.isdisjoint(hit.meanings)
        for hit in text.phrases("form", text.tokens)
    )
    return None if has_form else element


def _head(law: Register, text: AnnotatedText, names: list[Annotation]) -> tuple[list[Annotation], list[str]]:
    """Return the names of the goods themselves, and elements next to one: terbium in a magnet, titanium in a steel.

    A name after a comma, a plus or an `and` is goods of its own, and so is an element that a thing is not known to
    contain.
    """
    if len(names) == 1:
        return names, []
    elements = {item: symbol for item in names if (symbol := _element_in(law, text, item))}
    others = [item for item in names if item not in elements]
    others = [item for item in others if not any(_is_kind_of(law, other, item) for other in others)]
    others = [item for item in others if not any(_is_listed_kind(law, text, other, item) for other in others)]
    apart = any(
        _APART.search(text.text, before.end, after.start) or joins(text, before.end, after.start)
        for before, after in pairwise(names)
        if {before, after} & elements.keys()
    )
    apart = apart or any(_is_parcel(law, others, item) for item in elements)
    if len({item.meanings for item in others}) == 1 and not apart and may_hold(law, others, set(elements.values())):
        return others, list(elements.values())
    return names, []


def _is_lot(law: Register, text: AnnotatedText, limit: int, part: Annotation) -> bool:
    """Return whether a part is a lot: also if a mass or a packing is between the `limit` and its name, or a mass in bulk behind it.

    Loudspeaker with 20 kg of SmCo magnets; loudspeaker with box of SmCo magnets. Other masses behind a name may be those of a product.
    """
    before = [token for token in text.tokens if limit <= token.start and token.end <= part.start]
    masses = [note for note in text.annotations_of("measure") if MASS.search(note.words) and note.start >= limit]
    return (
        bool(text.phrases("container", before))
        or is_lot(law, text, part, limit)
        or any(
            note.end <= part.start or (BULK.match(note.words) and adjacent(text.text, part.end, note.start))
            for note in masses
        )
    )


def _is_usual_part(law: Register, head: list[Annotation], part: Annotation) -> bool:
    """Return whether goods are a thing that may have a part as known: headphones with neodymium magnets are headphones."""
    held = elements_held(law, [part])
    if element_of(law, part) and is_listed(law, part.meanings[0], everywhere=True):
        return False
    return bool(held and head) and all_have_form(law, head, THINGS) and may_hold(law, head, held)


def _is_kind_of(law: Register, name: Annotation, general: Annotation) -> bool:
    """Return whether a name is one of the goods that a more general name may mean."""
    material = law.materials.get(general.meanings[0])
    return bool(material and name.meanings != general.meanings and set(name.meanings) <= set(material.may_be))


def _is_listed_kind(law: Register, text: AnnotatedText, name: Annotation, general: Annotation) -> bool:
    """Return whether a listed name and that of the group of its elements are beside each other: erbium oxide rare earth."""
    material = law.materials.get(general.meanings[0])
    first, second = sorted((name, general), key=lambda item: item.start)
    if material is None or material.entries or material.elements or not adjacent(text.text, first.end, second.start):
        return False
    forms = {law.materials[meaning].form for meaning in name.meanings if meaning in law.materials}
    if names_form(text, general, "metal") and forms != {"metal"}:
        return False
    kinds = {symbol for id_ in material.may_be for symbol in law.materials[id_].elements}
    own = elements_held(law, [name]) - COMMON
    return bool(own) and own <= kinds and all(is_listed(law, meaning, everywhere=True) for meaning in name.meanings)

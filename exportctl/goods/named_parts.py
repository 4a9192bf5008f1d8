"""Nouns around the name of listed goods that may be what the goods are: turbofan engine starting motor, parts of a star tracker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import ADJECTIVE
from exportctl.goods.machine_features import is_machine, parts_of_machines
from exportctl.goods.segment_contents import has_material_form
from exportctl.goods.segments import segment_of, segments_of
from exportctl.goods.statements import SURFACES
from exportctl.goods.text import begins_within, is_within
from exportctl.law.forms import THINGS
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.reading import TextReading
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_FIGURES: Final = frozenset({"measure", "property", "share"})
"""The labels of figures: behind one of these, a noun describes the goods, such as their packing (25 kg drum)."""
_READ: Final = frozenset({"form", "name", "formula", "absent", "purpose", "description", "term"})
"""The labels of words whose meaning is known, so that they are judged elsewhere."""
_USES: Final = ("shape", "use", "role")
"""The labels of shapes and uses of a material: bismuth buttons, cure catalyst."""
_PASSED: Final = ("grades-of-use", "strains")
"""The annotators of words whose meaning is known, although they stay neutral: laser grade, virus stock."""
_ACRONYM: Final = re.compile(r"[A-Z]{2,4}")
"""A short word in capitals is the mark of a kind or a feature: bioreactor SIP/CIP."""


def may_be_part(law: Register, lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether goods may be a part of what their name means, a manual for it, other goods of it, or the waste of a thing."""
    return (
        _begins_with_part(reading)
        or _closes_with_part(law, lexicon, reading)
        or _is_changed(reading)
        or _is_waste_of_thing(law, reading)
    )


def _begins_with_part(reading: TextReading) -> bool:
    """Return whether a word for parts or a manual comes before the name: parts of turbofan engine; manual of gas centrifuge."""
    text, first = reading.text, reading.roles.head[0].start
    before = [token for token in text.tokens if token.end <= first]
    hits = [*text.phrases("spare", before), *text.phrases("manual", before)]
    parts = [note for note in reading.annotations if note.label == "form" and note.value == "component"]
    return any(is_within(hit, parts) for hit in hits) or any(
        text.text[hit.end :].startswith(" of ") for hit in hits if hit.words.isascii()
    )


def _is_changed(reading: TextReading) -> bool:
    """Return whether words that only describe goods make others of them together: gallium standard solution."""
    names = reading.roles.head
    hits = reading.text.phrases("change", reading.text.tokens)
    return any(" " in hit.words and not is_within(hit, names) for hit in hits)


def _is_waste_of_thing(law: Register, reading: TextReading) -> bool:
    """Return whether goods are the waste of a listed thing that is no material: star tracker scrap. Scrap of gallium is gallium.

    A machine that is dismantled for its transport is no waste, nor are the surfaces of a waste feed.
    """
    materials = [law.materials.get(meaning) for note in reading.roles.head for meaning in note.meanings]
    things = all(
        material is not None and material.entries and (material.form is None or material.form in THINGS)
        for material in materials
    )
    read = [note for note in reading.annotations if note.annotator == SURFACES]
    hits = [hit for hit in reading.text.phrases("waste", reading.text.tokens) if not is_within(hit, read)]
    return things and any(not hit.words.endswith("ed") for hit in hits)


def _closes_with_part(law: Register, lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether the last word of the segment that names the goods is a noun for a thing, a part or a container.

    Nothing separates it from the name, and no figure is between them: class III biosafety cabinet window, gallium bottle.
    """
    text, names = reading.text, reading.roles.head
    home = segment_of(segments_of(text), names[0])
    if home is None:
        return False
    name = [note for note in names if home.holds(note)][-1]
    behind = [token for token in home.tokens if token.start >= name.end]
    if not behind or any(note.label in _FIGURES and name.end <= note.start < home.end for note in reading.annotations):
        return False
    last = behind[-1]
    if any(hit.end == last.end for hit in text.phrases("spare", behind)):
        return INTANGIBLE.isdisjoint(reading.forms)  # software is judged by entries of its own
    if _is_known(reading, last) or any(is_within(last, text.phrases(label, behind)) for label in _USES):
        return False
    machine = is_machine(law, names)
    parts = parts_of_machines(text, behind, with_features=not machine)
    qualities = text.phrases("quality", behind)
    if ADJECTIVE.search(last.word) or (not machine and is_within(last, qualities) and not is_within(last, parts)):
        return False
    compounds = [hit for hit in qualities if not hit.words.isalpha()]
    if is_within(last, compounds) and not is_within(last, parts):  # Li-ion cells semi-solid
        return False
    containers = text.phrases("container", behind)
    is_packed = _is_counted(behind) or has_material_form(text, behind)
    if not machine and is_packed and is_within(last, containers):
        return False
    if last.word.isascii() and last.word in lexicon.things:
        return True
    is_mark = not text.text.isupper() and _ACRONYM.fullmatch(text.text, last.start, last.end)
    hits = (*(() if is_mark else parts), *text.phrases("thing", behind), *containers)
    return any(hit.end == last.end for hit in hits)


def _is_counted(words: Sequence[Token]) -> bool:
    """Return whether a number comes before the last word: antimony metal 2 pallets."""
    return len(words) > 1 and words[-2].word.isdecimal()


def _is_known(reading: TextReading, last: Token) -> bool:
    """Return whether the meaning of a word is known: it is in a name, a form, a grade, a use or what a rule describes."""
    return any(_gives_meaning(note) for note in reading.annotations if begins_within(last, [note]))


def _gives_meaning(note: Annotation) -> bool:
    """Return whether an annotation gives the meaning of its words; those that only pass over words give none."""
    by_rule = note.label == "aside" and note.is_of_rule
    return note.label in _READ or note.annotator in _PASSED or by_rule

"""Names that repeat the name of the goods: a synonym, a more general name, or a formula with its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import NAMES
from exportctl.goods.meaning import element_of, elements_held, is_magnet, kinds_of, may_hold, named_materials
from exportctl.law.elements import COMMON
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.register import Register

_GROUPS: Final = frozenset({"REO", "TREO"})
"""The marks of all rare-earth oxides, of which ores and concentrates state a share: REO 60%."""
_GRADE: Final = re.compile(r"[A-Z]{1,4}-?\d{2,6}[A-Z]?")
"""The mark of a grade of an alloy or a compound, which may be a name by itself: R60804, NCM811."""
_CONTENT: Final = re.compile(r"[%％]|(?:min|pct)$")
"""What a content has: 88.5% WO3, WO3 88.5 min, 5%±0.3."""
_COUNTED: Final = re.compile(r"\s?(?:含量|成[分份]|content\b|basis\b|composition\b)")
"""The words for a content behind what is counted: lutetium basis, 铕含量."""
_PURITY_BEHIND: Final = re.compile(r"\s?(?:purity|纯度)")
"""The word for a purity behind the mark of all oxides: REO purity 4N."""
_FORMULA: Final = re.compile(r"(?:[A-Z][a-z]?\d*)+", re.ASCII)
"""A formula, which may be a name by itself: Sm2Co17 of a target of samarium and cobalt."""


def without_contents(law: Register, text: AnnotatedText, names: Sequence[Annotation]) -> list[Annotation]:
    """Return the names of goods, without formulae after them whose content is stated: APT WO3 88.5% is APT."""
    return [
        note
        for number, note in enumerate(names)
        if not (number and note.label == "formula" and is_repetition(law, text, note, names[:1]))
    ]


def without_general_names(law: Register, names: Sequence[Annotation]) -> list[Annotation]:
    """Return names without those before one of their kinds, and grades: ternary precursor, nickel cobalt manganese hydroxide."""
    return [
        note
        for number, note in enumerate(names)
        if not any(
            _general_kinds(law, note).issuperset(kind.meanings) or _is_grade_of(law, note, kind)
            for kind in names[number + 1 :]
        )
    ]


def _is_grade_of(law: Register, note: Annotation, name: Annotation) -> bool:
    """Return whether a mark that may be a name is only the grade of other goods: NCM811 of the hydroxide, which lacks the lithium."""
    held = elements_held(law, [note]) - COMMON - {"Li"}
    return bool(held) and _GRADE.fullmatch(note.words) is not None and held <= elements_held(law, [name])


def _general_kinds(law: Register, note: Annotation) -> set[str]:
    """Return the kinds of goods that a name without an entry of its own may mean."""
    return {id_ for material in named_materials(law, [note]) if not material.entries for id_ in material.may_be}


def is_repetition(law: Register, text: AnnotatedText, note: Annotation, names: Sequence[Annotation]) -> bool:
    """Return whether a name repeats that of the goods, has its entries, is more general, or has their content beside it: 88.5% WO3.

    So does the name of what a machine makes or is used for: 磁材激光切割设备 钕铁硼.
    """
    if _is_made_by(law, note, names):
        return True
    general = {id_ for material in named_materials(law, [note]) for id_ in material.may_be}
    if any(note.meanings == name.meanings or general.issuperset(name.meanings) for name in names):
        return True
    entries = _entries_of(law, [note])
    if entries and entries == _entries_of(law, names):
        return True
    held = elements_held(law, [note]) - COMMON
    is_formula = note.label == "formula" or _FORMULA.fullmatch(note.words) is not None
    if held and is_formula and elements_held(law, [note]) == elements_held(law, names):
        return True
    if is_held(law, text, note, names):
        return True
    if any(_is_grade_of(law, note, name) for name in names):
        return True
    beside = _COUNTED.match(text.text, note.end) is not None or any(
        _CONTENT.search(figure.words)
        and (adjacent(text.text, figure.end, note.start) or adjacent(text.text, note.end, figure.start))
        for figure in text.annotations_of("measure", "property", "share")
    )
    if note.words in _GROUPS and _PURITY_BEHIND.match(text.text, note.end):
        return True
    if note.words in _GROUPS and any(_is_content_of(text, other, note, names) for other in text.annotations_of(*NAMES)):
        return True
    return beside and (note.words in _GROUPS or (bool(held) and held <= elements_held(law, names)))


def is_held(law: Register, text: AnnotatedText, note: Annotation, names: Sequence[Annotation]) -> bool:
    """Return whether a name behind a word for a part is an element that the named magnets may hold: 含镝, 渗铽."""
    symbol = element_of(law, note)
    if symbol is None or not any(part.end == note.start for part in text.annotations_of("part")):
        return False
    return bool(names) and all(is_magnet(law, name) for name in names) and may_hold(law, names, {symbol})


def _is_made_by(law: Register, note: Annotation, names: Sequence[Annotation]) -> bool:
    """Return whether all named machines make what a name means, or are used for it."""
    kinds = kinds_of(law, note)
    machines = [named_materials(law, [name]) for name in names]
    return bool(machines) and all(
        materials and all(not kinds.isdisjoint((*item.makes, *item.of)) for item in materials) for materials in machines
    )


def _is_content_of(text: AnnotatedText, other: Annotation, group: Annotation, names: Sequence[Annotation]) -> bool:
    """Return whether a text states the content of the goods in a group after it: Dy2O3/REO."""
    return text.text[other.end : group.start] == "/" and any(other.meanings == name.meanings for name in names)


def _entries_of(law: Register, names: Iterable[Annotation]) -> set[str]:
    """Return the entries of named materials."""
    return {entry for material in named_materials(law, names) for entry in material.entries}

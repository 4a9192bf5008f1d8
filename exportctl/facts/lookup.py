"""The text for an item is looked up as a code, a number, a name, a formula, and last as a description that has names inside it.

docs/reasoning.md, section 4.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.facts.formula import form_of
from exportctl.facts.wording import names_inside
from exportctl.law.elements import elements_of
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.model import Form
    from exportctl.law.register import Register

Basis = Literal["name", "formula", "cas", "code", "customs_code", "composition", "fuzzy"]
CUSTOMS_LENGTHS: Final = (6, 8, 10)
_HEADING: Final = 4


class Lookup(NamedTuple):
    """What the item's text says, before anything else is known of the goods.

    `basis` is None if the text says nothing. `lines` are the lines it names, `may_be` the materials that a general word can stand
    for. `elements` are those it surely contains, `may_contain` those it may; `closed` tells that it contains nothing else. `knowing`
    are the jurisdictions whose data says so.
    """

    basis: Basis | None = None
    code: str | None = None
    material: str | None = None
    lines: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    closed: bool = False
    form: Form | None = None
    words: tuple[str, ...] = ()
    knowing: frozenset[str] = frozenset()


def customs_digits(item: str) -> str | None:
    """Return the digits of a text that is written like a customs code (dots and spaces ignored), whatever their number."""
    digits = item.replace(".", "").replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() else None


def look_up(law: Register, item: str) -> Lookup:
    """Return what the text for an item says; the first way of reading it that finds something is the right one."""
    word = fold(item)
    if word in law.printed_codes:
        code = law.printed_codes[word]
        return Lookup("code", code=code, knowing=_owners(law, [code]))
    if item in law.cas:
        return _material(law, law.cas[item], "cas")
    digits = customs_digits(item)
    if digits and len(digits) in CUSTOMS_LENGTHS:
        return _customs(law, digits)
    if word in law.words:
        return _material(law, law.words[word], "name")
    formula = unicodedata.normalize("NFKC", item)  # Bi₂Te₃ is Bi2Te3
    if formula in law.formulas:
        return _material(law, law.formulas[formula], "formula")
    if word in law.line_words:
        lines = frozenset(law.line_words[word])
        return Lookup("name", lines=lines, knowing=_owners(law, lines))
    return _formula(law, formula) or describe(law, item)


def _material(law: Register, id_: str, basis: Basis) -> Lookup:
    material = law.materials[id_]
    return Lookup(
        basis,
        material=id_,
        lines=frozenset(material.entries),
        may_be=frozenset(material.may_be),
        elements=frozenset(material.elements),
        may_contain=frozenset(material.may_contain),
        closed=True,
        form=material.form,
        knowing=law.knowing[id_],
    )


def _customs(law: Register, digits: str) -> Lookup:
    """Find what a customs code is printed beside: codes are for reference, so the goods may be that, and no more."""
    near = law.by_heading.get(digits[:_HEADING], ())
    printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    lines = frozenset(line.entry for line in printed if line.entry)
    materials = frozenset(line.material for line in printed if line.material)
    return Lookup(
        "customs_code" if printed else None,
        lines=lines,
        may_be=materials,
        knowing=_owners(law, lines).union(*(law.knowing[id_] for id_ in materials)),
    )


def _formula(law: Register, item: str) -> Lookup | None:
    """Read a text as a formula, if some line is about one of its elements: a grade such as N42SH looks like one, too."""
    elements = elements_of(item)
    if not elements & law.by_element.keys():
        return None
    lines = [line for symbol in elements for line in law.by_element.get(symbol, ())]
    return Lookup("formula", elements=elements, closed=True, form=form_of(elements), knowing=_owners(law, lines))


def describe(law: Register, item: str) -> Lookup:
    """Find the names inside a text: what they name, or may mean, the text may be about."""
    inside = names_inside(item, law.words)
    materials = [law.materials[name.id] for name in inside]
    return Lookup(
        "fuzzy" if inside else None,
        may_be=frozenset(id_ for material in materials for id_ in (material.id, *material.may_be)),
        may_contain=frozenset(symbol for item in materials for symbol in (*item.elements, *item.may_contain)),
        closed=bool(inside),
        words=tuple(name.words for name in inside),
        knowing=frozenset().union(*(law.knowing[item.id] for item in materials)),
    )


def _owners(law: Register, codes: Iterable[str]) -> frozenset[str]:
    return frozenset(map(law.list_of, codes))

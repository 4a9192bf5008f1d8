"""Section 4, texts: a text that is known as a whole is looked up here; the reader reads others word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .criteria import Value
from .names import POINT_TO_NOTHING, form_read, formula_read, name_key, plain, ways_to_write
from .register import Line, Material, Register, codes_above

SAME_EVERYWHERE, NATIONAL, LONGEST = 6, 8, 10
"""The number of digits of a customs code that all countries share."""

DASH = re.compile(r"\s[-\u2010-\u2015]\s")
"""A dash between two spaces."""

TECHNOLOGY = "technology"


@dataclass(frozen=True)
class Item:
    """The meaning of a text about the goods: all empty if it means nothing.

    `code` is the control code that it is, `customs` the customs code, `material` the sure name. It names `lines` surely,
    `perhaps` and `near` possibly; it may mean the materials `may_be`, and `headings` are the customs codes of its terms.
    `whole` is a text that is known as a whole or was read completely, `hinted` one with some understood words, `formula` a
    formula. A score may find it `ordinary`; it may be about `technology`, or name `intangible` forms. `contradicts`: its unread
    words may contradict a customs code. `states` are the words that state a part of criteria. `unlike` are the entries of its
    headings, and of a customs code that fits these, that the words cannot be about. The text may mean lines of the kinds
    `may_serve` that serve such lines. Words next to a name state `forms`, `contains`, `held` elements and `params`; `within` has the
    name of a property or element, the bounds of its figure, whether the goods have all values in between, and whether a bound leaves
    out its own value.
    """

    code: str | None = None
    customs: str | None = None
    material: str | None = None
    lines: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    closed: bool = False
    usual: str | None = None
    forms: frozenset[str] = frozenset()
    contains: tuple[tuple[str, Decimal], ...] = ()
    held: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    params: tuple[tuple[str, Value], ...] = ()
    within: tuple[tuple[str, Decimal | None, Decimal | None, bool, bool], ...] = ()
    whole: bool = False
    hinted: bool = False
    formula: bool = False
    ordinary: bool = False
    technology: bool = False
    intangible: frozenset[str] = frozenset()
    may_serve: frozenset[str] = frozenset()
    contradicts: Callable[[str], bool] = lambda _: False
    product: Callable[[str], bool] = lambda _: False
    unlike: Callable[[str], frozenset[str]] = lambda _: frozenset()


GRADED = re.compile(r"(?P<goods>.+?)(?:,? [Gg]rade (?:\d{1,3}|[A-D]|I{1,3})|,? [A-D] [Gg]rade|[,，]? ?\d号)")
"""A grade after goods: its word and a number or a letter, or a number with 号."""
CALLED_TECHNOLOGY = ("{} technology", "{} production technology", "{}技术", "{}生产技术")
Reader = Callable[[str], Item]
"""Reads a text that is not known whole."""


def spoken_words(text: str) -> list[str]:
    """The words of a text without the sign of the plural, and its Chinese characters."""
    words = re.findall(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+", plain(text).casefold())
    return [re.sub(r"(?<=[a-z]{3})(?<![su])s$", "", word) for word in words]


def stated_words(criteria: Any) -> Iterator[str]:
    """The words with which a text states a part of criteria."""
    if isinstance(criteria, Mapping):
        yield from criteria.get("stated", ())
        for part in criteria.values():
            yield from stated_words(part)
    elif isinstance(criteria, list | tuple):
        for part in criteria:
            yield from stated_words(part)


def is_spelt(text: str, material: Material) -> bool:
    """Whether a text is one of the names of a material, letter by letter, in small letters, capitals or as a title."""
    return any(text in {name.lower(), name.upper(), name.capitalize(), name.title()} for name in material.names)


class Catalogue:
    """The lookup of an item."""

    def __init__(self, register: Register, reader: Reader) -> None:
        self.register = register
        self.reader = reader
        lines, materials = register.lines.values(), register.materials.values()
        self.of_interest = {element for line in lines for element in line.contains}
        self.codes = {name_key(code): line.code for line in lines for code in line.also_printed}
        self.codes |= {name_key(code): code for line in lines for code in (line.code, *codes_above(line.code))}
        self.line_names: dict[str, frozenset[str]] = {}
        for line in lines:
            for key in {name_key(name) for name in line.names}:
                self.line_names[key] = self.line_names.get(key, frozenset()) | {line.code}
        last_first = list(reversed(materials))
        self.cas = {number: material for material in last_first for number in material.cas}
        self.names = {name_key(name): material for material in last_first for name in material.names}
        self.formulae = {plain(material.formula): material for material in last_first if material.formula}
        self.printed: dict[str, list[tuple[date, Line | Material]]] = {}
        for line in lines:
            for code in line.customs:
                self.printed.setdefault(code, []).append((register.there_from[line.code], line))
        for material in materials:
            for code, day in material.customs.items():
                self.printed.setdefault(code, []).append((day, material))

    def spoken_in(self, text: str, material: Material) -> frozenset[str]:
        """The words of a name that state parts of the criteria of its lines."""
        lines = [line for code in material.entries for line in self.register.below(code)]
        words = {word for line in lines for word in stated_words(line.criteria)}
        spoken = spoken_words(text)
        return frozenset(
            word
            for word in words
            if (of_word := spoken_words(word))
            and any(spoken[start : start + len(of_word)] == of_word for start in range(len(spoken)))
        )

    def look_up(self, text: str, *, general: bool = True) -> Item:
        """The meaning of the text, and that of a general word if these count."""
        text = text.strip()
        graded = GRADED.fullmatch(text) if general else None
        if graded and (name := self.names.get(name_key(graded["goods"]))) and name.alone:
            text = graded["goods"]
        item = self.known(text, general=general)
        if item is not None:
            return item if item.customs else replace(item, whole=True, hinted=True)
        elements = formula_read(text)
        if elements & self.of_interest:
            return Item(
                elements=elements, closed=True, usual=form_read(elements), whole=True, hinted=True, formula=True
            )
        return self.worded(self.reader(text))

    def known(self, text: str, *, general: bool = True) -> Item | None:
        """The meaning of the whole text."""
        key = name_key(text)
        if key in self.codes:
            return Item(code=self.codes[key], lines=frozenset({self.codes[key]}))
        if plain(text) in self.cas:
            return named(self.cas[plain(text)])
        code = customs_code(text)
        if code is not None:
            return Item(customs=code)
        apart = DASH.search(text) is not None
        written = [self.formulae[way] for way in ways_to_write(plain(text), POINT_TO_NOTHING) if way in self.formulae]
        name = None if apart else self.names.get(key)
        if name and (name.beside or (name.alone and not (general and is_spelt(text, name)))):
            name = None
        if name is not None:
            return replace(named(name), states=self.spoken_in(text, name))
        if written:
            return named(written[0])
        lines = frozenset[str]() if apart else self.line_names.get(key, frozenset())
        if self.register.narrow.issuperset(lines):  # no name at all, or one that says no more than its words do
            return None
        alone = any(self.register.lines[line].forms == (TECHNOLOGY,) for line in lines)
        return Item(lines=lines, technology=alone)

    def worded(self, read: Item) -> Item:
        """The meaning of the words, with the vocabulary record of the one name in the text."""
        if read.material is None:
            return read
        name = named(self.register.materials[read.material])
        return replace(
            name,
            forms=read.forms,
            contains=read.contains,
            held=read.held,
            states=read.states,
            params=read.params,
            within=read.within,
            may_contain=name.may_contain | read.may_contain,
            perhaps=read.perhaps,
            near=read.near,
            whole=read.whole,
            hinted=read.hinted,
            technology=name.technology or read.technology,
            intangible=read.intangible,
            contradicts=read.contradicts,
        )

    def technology_of(self, materials: Iterable[str]) -> frozenset[str]:
        """The materials that are called the technology of materials, by any of their names."""
        names = [name for id_ in materials for name in self.register.materials[id_].names]
        keys = {name_key(called.format(name)) for name in names for called in CALLED_TECHNOLOGY}
        return frozenset(self.names[key].id for key in keys if key in self.names)

    def beside(self, digits: str, known_on: date) -> list[Line | Material]:
        """The entries and materials printed for a code with the same beginning, as known on a day.

        Digits that no printed code has count as the first six.
        """

        def known(code: str) -> list[Line | Material]:
            return [holder for day, holder in self.printed[code] if day <= known_on]

        if not any(code.startswith(digits) and known(code) for code in self.printed):
            digits = digits[:SAME_EVERYWHERE]
        alike = [code for code in self.printed if code.startswith(digits) or digits.startswith(code)]
        return [holder for code in alike for holder in known(code)]

    def printed_for(self, digits: str) -> frozenset[str]:
        """The lines that a national subdivision is printed for; one for other goods, or for all of a heading, is for none."""
        national = digits.removesuffix("00") if len(digits) == LONGEST else digits
        if len(national) < NATIONAL or national.endswith(("00", "90")) or re.fullmatch("[0-9]{7}9", national):
            return frozenset()
        alike = [code for code in self.printed if code in {national, f"{national}00"}]
        return frozenset(holder.code for code in alike for _, holder in self.printed[code] if isinstance(holder, Line))

    def is_heading(self, digits: str) -> bool:
        """Whether the first six digits are a heading of the Harmonized System."""
        return digits[:SAME_EVERYWHERE] in self.register.headings


def named(material: Material) -> Item:
    """A name implies the content of goods, and that there is no other."""
    return Item(
        material=material.id,
        lines=frozenset(material.entries),
        may_be=frozenset(material.may_be),
        elements=frozenset(material.elements),
        may_contain=frozenset(material.may_contain),
        closed=True,
        usual=material.form,
        technology=material.form == TECHNOLOGY,
    )


def customs_code(text: str) -> str | None:
    """A customs code of 6, 8 or 10 digits, dots and spaces ignored."""
    digits = re.sub(r"[.\s]", "", plain(text))
    return digits if re.fullmatch(r"[0-9]{6}|[0-9]{8}|[0-9]{10}", digits) else None

"""Section 4, what the item is: everything that the words of the caller may be, in the order in which it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .names import form_read, formula_read, name_key, names_inside, plain
from .register import Line, Material, Register


@dataclass(frozen=True)
class Item:
    """What the words of the caller were found to be; all empty where nothing was found."""

    lines: tuple[str, ...] = ()
    above: str | None = None
    customs: str | None = None
    material: Material | None = None
    named: tuple[str, ...] = ()
    is_reading: bool = False
    is_open: bool = False

    @property
    def found(self) -> bool:
        """Whether any of the lookups found something."""
        return self != Item()

    @property
    def is_code(self) -> bool:
        """Whether it is a control code, the caller's own classification."""
        return bool(self.lines) or self.above is not None

    @property
    def could_be_anything(self) -> bool:
        """Whether the text still could mean anything: nothing was found, or only names inside it."""
        return self.is_open or not self.found


class Catalogue:
    """The lookup of an item."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.codes = {name_key(code): code for code in register.lines}
        self.above = {name_key(code): code for line in register.lines for code in codes_above(line)}
        self.printed: dict[str, tuple[str, ...]] = {}
        self.line_names: dict[str, tuple[str, ...]] = {}
        self.cas: dict[str, Material] = {}
        self.names: dict[str, Material] = {}
        self.formulae: dict[str, Material] = {}
        self.of_interest = {element for line in register.lines.values() for element in line.contains}
        for line in register.lines.values():
            for code in line.also_printed:
                self.printed[name_key(code)] = (*self.printed.get(name_key(code), ()), line.code)
            for key in {name_key(name) for name in line.names}:
                self.line_names[key] = (*self.line_names.get(key, ()), line.code)
        for material in register.materials.values():
            for number in material.cas:
                self.cas.setdefault(number, material)
            for name in material.names:
                self.names.setdefault(name_key(name), material)
            if material.formula:
                self.formulae.setdefault(plain(material.formula), material)

    def look_up(self, text: str) -> Iterator[Item]:
        """All that the text may be, in order; the first counts, unless it is a reading that matches no line."""
        item = self.known(text)
        if item.found:
            yield item
            return
        elements = formula_read(text)
        if elements & self.of_interest:
            read = made_up(elements=tuple(sorted(elements)), form=form_read(elements))
            yield Item(material=read, is_reading=True)
        asked = customs_code(text)
        if asked is not None and asked[:6] in self.register.headings:
            yield Item(customs=asked)
        yield self.inside(text)

    def known(self, text: str) -> Item:
        """What the whole text says as it stands."""
        key = name_key(text)
        if key in self.above:
            return Item(above=self.above[key])
        if key in self.codes:
            return Item(lines=(self.codes[key],))
        if key in self.printed:
            return Item(lines=self.printed[key])
        if plain(text) in self.cas:
            return Item(material=self.cas[plain(text)])
        asked = customs_code(text)
        if asked is not None and self.is_printed(asked):
            return Item(customs=asked)
        material = self.names.get(key) or self.formulae.get(plain(text))
        if material is not None:
            return Item(material=material)
        return Item(named=self.line_names.get(key, ()))

    def is_printed(self, asked: str) -> bool:
        """Whether a line, or a material that no line holds, has such a customs code."""
        holders: list[Line | Material] = [*self.register.lines.values(), *self.register.materials.values()]
        return any(begin_alike(holder.customs, asked) for holder in holders)

    def inside(self, text: str) -> Item:
        """The names inside the text, each of which it may be; nothing, if there are none."""
        materials = [self.names[key] for key in names_inside(text, self.names)]
        if not materials:
            return Item()
        ids = tuple(dict.fromkeys(id_ for material in materials for id_ in (material.id, *material.may_be)))
        elements = {element for each in materials for element in (*each.elements, *each.may_contain)}
        return Item(material=made_up(may_be=ids, may_contain=tuple(sorted(elements))), is_open=True)


def made_up(
    elements: tuple[str, ...] = (),
    may_contain: tuple[str, ...] = (),
    form: str | None = None,
    may_be: tuple[str, ...] = (),
) -> Material:
    """Goods that the vocabulary does not have: a formula that was read, or a text with names inside."""
    return Material("", (), None, (), elements, may_contain, form, (), may_be, ())


def customs_code(text: str) -> str | None:
    """A customs code of 6, 8 or 10 digits, dots and spaces ignored."""
    digits = re.sub(r"[.\s]", "", plain(text))
    return digits if re.fullmatch(r"[0-9]{6}|[0-9]{8}|[0-9]{10}", digits) else None


def begin_alike(codes: tuple[str, ...], asked: str | None) -> bool:
    """Whether one of the codes and the asked code begin alike, over the length of the shorter."""
    return asked is not None and any(code.startswith(asked) or asked.startswith(code) for code in codes)


def codes_above(code: str) -> list[str]:
    """The codes that have this line below them: 1C902.a.1 stands below 1C902.a and 1C902."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]

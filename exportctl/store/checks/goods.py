"""Check entries and materials: units, elements, codes, sources of figures, and that each name means one material."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.corroboration import figures, is_official
from exportctl.law.elements import ELEMENTS
from exportctl.law.lists import destinations, lists_of
from exportctl.law.model import INTANGIBLE, Measured, Share
from exportctl.law.spelling import nearest_key
from exportctl.law.words import covers, fold, from_the_top
from exportctl.sentences import Sentence, either, translatable
from exportctl.store.checks.acts import rules
from exportctl.store.checks.names import no_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.law.model import Customs, Entry, Figure
    from exportctl.law.vocabulary import Material
    from exportctl.store.draft import Draft

_CUSTOMS: Final = re.compile(r"\d{6}|\d{8}|\d{10}")
_HEADING: Final = re.compile(r"\d{4}|\d{6}")
_SHORT: Final = translatable("'{text}' is not a customs code of 4 or 6 digits")
_LONG: Final = translatable("'{text}' is not a customs code of 6, 8 or 10 digits")
_CAS: Final = re.compile(r"(\d{2,7})-(\d{2})-(\d)")


def units(draft: Draft) -> Iterator[Problem]:
    """Refuse a criterion on an unknown property, or in another unit than the property has."""
    known = {item.record.id: item.record.unit for item in draft.parameters}
    for family in draft.families:
        for index, entry in enumerate(family.record.entries):
            for key, item in _figures(entry):
                for name, unit in _parameters(item):
                    if name not in known:
                        message = Sentence(
                            "'{name}' is not a parameter of vocabulary/parameters.yaml{near}",
                            name=name,
                            near=nearest_key(name, known),
                        )
                        yield family.problem(message, "entries", index, key)
                    elif unit != known[name]:
                        message = Sentence(
                            "'{name}' is measured in {unit}, not in {other}", name=name, unit=known[name], other=unit
                        )
                        yield family.problem(message, "entries", index, key)


def _figures(entry: Entry) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of an entry, each with its key in the file."""
    yield from (("criteria", item) for item in figures(entry.criteria))
    yield from (("unless", item) for item in figures(entry.unless))


def _parameters(figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield the properties of a figure with their units."""
    if not isinstance(figure, Share):
        yield figure.parameter, figure.unit
    if isinstance(figure, Measured) and figure.per:
        yield figure.per.length, figure.per.unit


def unsourced_figures(draft: Draft) -> Iterator[Problem]:
    """Refuse a figure without its own sources if neither its entry nor its family has an official one."""
    for family in draft.families:
        for index, entry in enumerate(family.record.entries):
            if any(map(is_official, (*entry.sources, *family.record.sources))):
                continue
            for key, item in _figures(entry):
                if not item.sources:
                    message = Sentence(
                        "the figure {value} of '{entry}' has no source of its own, and no official text covers "
                        "it; add a source",
                        value=either(map(str, getattr(item, "values", None) or (item.value,))),  # type: ignore[union-attr]
                        entry=entry.code,
                    )
                    yield family.problem(message, "entries", index, key)


def parallels(draft: Draft) -> Iterator[Problem]:
    """Refuse a parallel of an entry that does not exist, or that occurs twice in a file."""
    known = {entry.code for family in draft.families for entry in family.record.entries}
    for file in draft.parallels:
        lines: set[str] = set()
        for index, item in enumerate(file.record.lines):
            if item.line not in known:
                yield file.problem(no_entry(item.line, known), "lines", index, "line")
            elif item.line in lines:
                message = Sentence("'{entry}' already has a parallel in this file; remove one of them", entry=item.line)
                yield file.problem(message, "lines", index, "line")
            lines.add(item.line)


def elements(draft: Draft) -> Iterator[Problem]:
    """Refuse a symbol that is not a chemical element."""
    for family in draft.families:
        for index, entry in enumerate(family.record.entries):
            shares = tuple(item.element for _, item in _figures(entry) if isinstance(item, Share))
            for key, symbols in (("contains", entry.contains), ("criteria", shares)):
                for symbol in sorted(set(symbols) - ELEMENTS):
                    yield family.problem(_no_element(symbol), "entries", index, key)
    for material in draft.materials:
        for key in ("elements", "may_contain"):
            for symbol in sorted(set(getattr(material.record, key)) - ELEMENTS):
                yield material.problem(_no_element(symbol), key)


def _no_element(symbol: str) -> Sentence:
    return Sentence("'{symbol}' is not an element", symbol=symbol)


def headings(draft: Draft) -> Iterator[Problem]:
    """Refuse an entry of tangible goods without a customs code, on the list of the first folder: a stated code can clear goods there.

    A code clears nothing if an act that was not read completely may mean any goods.
    """
    home = draft.releases[0].owner if draft.releases else None
    groups = {item.record.id: item.record for item in draft.groups}
    lines = [entry.code for family in draft.families for entry in family.record.entries]
    all_rules = rules(draft)
    unread = {place for rule in all_rules if rule.when.goods == "any-unread" for place in rule.when.to or ()}
    bound = destinations(all_rules, groups, lists_of(item.record for item in draft.families), lines)
    for family in (item for item in draft.families if item.owner == home):
        for index, entry in enumerate(family.record.entries):
            never_clear = entry.code in bound and bound[entry.code] <= unread
            if not (entry.customs or never_clear or (entry.forms and INTANGIBLE.issuperset(entry.forms))):
                message = Sentence(
                    "'{entry}' has no customs code; add the headings of such goods with quality: inferred",
                    entry=entry.code,
                )
                yield family.problem(message, "entries", index)


def codes(draft: Draft) -> Iterator[Problem]:
    """Refuse an entry outside its family or above another entry, and malformed customs codes."""
    for family in draft.families:
        above = {over for entry in family.record.entries for over in from_the_top(entry.code)[:-1]}
        for index, entry in enumerate(family.record.entries):
            if not covers(family.record.code, entry.code):
                message = Sentence("'{entry}' is not below '{family}'", entry=entry.code, family=family.record.code)
                yield family.problem(message, "entries", index)
            if entry.code in above:
                message = Sentence("'{entry}' has entries below it, so it cannot be an entry itself", entry=entry.code)
                yield family.problem(message, "entries", index)
            for message in _wrong_customs(entry.customs):
                yield family.problem(message, "entries", index, "customs")
    for material in draft.materials:
        for message in _wrong_customs(material.record.customs):
            yield material.problem(message, "customs")


def _wrong_customs(customs: tuple[Customs, ...]) -> Iterator[Sentence]:
    for item in customs:
        inferred = item.quality == "inferred"
        if inferred != (item.confidence == "inferred") or inferred == bool(item.printed_in):
            yield Sentence("a customs code needs printed_in, or else quality and confidence inferred")
        shape, digits = (_HEADING, _SHORT) if inferred else (_CUSTOMS, _LONG)
        yield from (Sentence(digits, text=text) for text in item.codes if not shape.fullmatch(text))


def unique_words(draft: Draft) -> Iterator[Problem]:
    """Refuse a name of two materials; a name that can mean several goods is a material of its own with `may_be`."""
    first: dict[str, str] = {}
    for item in draft.materials:
        here: set[str] = set()
        for word, spelling, path in _words(item.record):
            if first.get(word, item.record.id) != item.record.id and word not in here:
                message = Sentence("'{name}' is already a name of '{material}'", name=spelling, material=first[word])
                yield item.problem(message, *path)
            here.add(word)
        first |= {word: item.record.id for word in here if word not in first}


def _words(material: Material) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield each name of a material: in the form for comparison, in its spelling, and its place."""
    for key, words in (("en", material.names.en), ("zh", material.names.zh)):
        yield from ((fold(word), word, ("names", key)) for word in words)
    yield from ((fold(word), word, ("trade", index)) for index, word in enumerate(material.trade))
    yield from ((number, number, ("cas", index)) for index, number in enumerate(material.cas))
    if material.formula:
        yield material.formula, material.formula, ("formula",)


def cas_numbers(draft: Draft) -> Iterator[Problem]:
    """Refuse a CAS number in another format, or whose last digit is not the check digit of the others."""
    for item in draft.materials:
        for index, number in enumerate(item.record.cas):
            parts = _CAS.fullmatch(number)
            if not parts:
                message = Sentence("'{text}' is not a CAS number; write it like 7440-55-3", text=number)
                yield item.problem(message, "cas", index)
            elif int(parts[3]) != (digit := _check_digit(parts[1] + parts[2])):
                message = Sentence(
                    "'{text}' is not a CAS number: the check digit must be {digit}", text=number, digit=digit
                )
                yield item.problem(message, "cas", index)


def _check_digit(digits: str) -> int:
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1)) % 10

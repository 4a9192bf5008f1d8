"""Check entries and materials: units, elements, codes, sources of figures, and that each name means one material."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.cas import NUMBER, check_digit
from exportctl.law.corroboration import figures, is_official
from exportctl.law.elements import ELEMENTS
from exportctl.law.lists import destinations, lists_of
from exportctl.law.model import INTANGIBLE, Entry, Figure, Measured, OneOf, Share
from exportctl.law.spelling import nearest_key
from exportctl.law.words import covers, fold, from_the_top
from exportctl.sentences import either, translatable
from exportctl.store.checks.names import NO_ENTRY, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.errors import Problem
    from exportctl.law.customs_index import SharedHeading
    from exportctl.law.vocabulary import Material
    from exportctl.store.draft import Draft, Placed

_CUSTOMS: Final = re.compile(r"\d{6}|\d{8}|\d{10}")
_HEADING: Final = re.compile(r"\d{4}|\d{6}")
_SHARED_HEADING: Final = re.compile(r"\d{4}")
_SHORT: Final = translatable("'{text}' is not a customs code of 4 or 6 digits")
_LONG: Final = translatable("'{text}' is not a customs code of 6, 8 or 10 digits")


def units(draft: Draft) -> Iterator[Problem]:
    """Refuse a criterion on an unknown property, or in another unit than the property has."""
    known = {item.record.id: item.record.unit for item in draft.parameters}
    for entry in draft.entries():
        for key, item in _figures(entry.record):
            for name, unit in _parameters(item):
                if name not in known:
                    yield entry.problem(
                        "'{name}' is not a parameter of vocabulary/parameters.yaml{near}",
                        key,
                        name=name,
                        near=nearest_key(name, known),
                    )
                elif unit != known[name]:
                    yield entry.problem(
                        "'{name}' is measured in {unit}, not in {other}", key, name=name, unit=known[name], other=unit
                    )


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
        for entry in family.parts("entries"):
            if any(map(is_official, (*entry.record.sources, *family.record.sources))):
                continue
            for key, item in _figures(entry.record):
                if not item.sources:
                    yield entry.problem(
                        "the figure {value} of '{entry}' has no source of its own, and no official text covers "
                        "it; add a source",
                        key,
                        value=either(map(str, item.values if isinstance(item, OneOf) else (item.value,))),
                        entry=entry.record.code,
                    )


def parallels(draft: Draft) -> Iterator[Problem]:
    """Refuse a parallel of an entry that does not exist, or that occurs twice in a file."""
    known = draft.lines()
    for file in draft.parallels:
        lines: set[str] = set()
        for item in file.parts("lines"):
            line = item.record.line
            yield from unknown(item, [line], known, NO_ENTRY, "line")
            if line in known and line in lines:
                yield item.problem(
                    "'{entry}' already has a parallel in this file; remove one of them", "line", entry=line
                )
            lines.add(line)


def elements(draft: Draft) -> Iterator[Problem]:
    """Refuse a symbol that is not a chemical element."""
    for entry in draft.entries():
        yield from _no_elements(entry, entry.record.contains, "contains")
        shares = (item.element for _, item in _figures(entry.record) if isinstance(item, Share))
        yield from _no_elements(entry, shares, "criteria")
    for material in draft.materials:
        yield from _no_elements(material, material.record.elements, "elements")
        yield from _no_elements(material, material.record.may_contain, "may_contain")
    for heading in draft.shared_headings:
        yield from _no_elements(heading, heading.record.elements, "elements")


def _no_elements(
    item: Placed[Entry] | Placed[Material] | Placed[SharedHeading], symbols: Iterable[str], key: str
) -> Iterator[Problem]:
    for symbol in sorted(set(symbols) - ELEMENTS):
        yield item.problem("'{symbol}' is not an element", key, symbol=symbol)


def headings(draft: Draft) -> Iterator[Problem]:
    """Refuse an entry of tangible goods without a customs code, on the list of the first folder: a stated code can clear goods there.

    A code clears nothing if an act that was not read completely may mean any goods.
    """
    home = draft.releases[0].owner if draft.releases else None
    groups = draft.groups_by_id()
    lines = [entry.record.code for entry in draft.entries()]
    all_rules = draft.rules_of_acts()
    unread = {place for rule in all_rules if rule.when.goods == "any-unread" for place in rule.when.to or ()}
    bound = destinations(all_rules, groups, lists_of(item.record for item in draft.families), lines)
    for placed in draft.entries():
        entry = placed.record
        never_clear = entry.code in bound and bound[entry.code] <= unread
        is_intangible = entry.forms and INTANGIBLE.issuperset(entry.forms)
        if placed.owner == home and not (entry.customs or never_clear or is_intangible):
            yield placed.problem(
                "'{entry}' has no customs code; add the headings of such goods with quality: inferred", entry=entry.code
            )


def codes(draft: Draft) -> Iterator[Problem]:
    """Refuse an entry outside its family or above another entry, and malformed customs codes."""
    for family in draft.families:
        above = {over for entry in family.record.entries for over in from_the_top(entry.code)[:-1]}
        for entry in family.parts("entries"):
            code = entry.record.code
            if not covers(family.record.code, code):
                yield entry.problem("'{entry}' is not below '{family}'", entry=code, family=family.record.code)
            if code in above:
                yield entry.problem("'{entry}' has entries below it, so it cannot be an entry itself", entry=code)
            yield from _wrong_customs(entry)
    for material in draft.materials:
        yield from _wrong_customs(material)
    for item in draft.shared_headings:
        if not _SHARED_HEADING.fullmatch(item.record.heading):
            yield item.problem("'{text}' is not a heading of four digits", "heading", text=item.record.heading)


def _wrong_customs(item: Placed[Entry] | Placed[Material]) -> Iterator[Problem]:
    for codes in item.record.customs:
        inferred = codes.quality == "inferred"
        if inferred != (codes.confidence == "inferred") or inferred == bool(codes.printed_in):
            yield item.problem("a customs code needs printed_in, or else quality and confidence inferred", "customs")
        shape, digits = (_HEADING, _SHORT) if inferred else (_CUSTOMS, _LONG)
        for text in codes.codes:
            if not shape.fullmatch(text):
                yield item.problem(digits, "customs", text=text)


def unique_words(draft: Draft) -> Iterator[Problem]:
    """Refuse a name of two materials; a name that can mean several goods is a material of its own with `may_be`.

    What is named only beside the material of its surfaces, or its use, may have a general name: a valve of titanium.
    """
    first: dict[str, str] = {}
    for item in [item for item in draft.materials if item.record.read not in ("lined", "used")]:
        here: set[str] = set()
        for word, spelling, path in _words(item.record):
            if first.get(word, item.record.id) != item.record.id and word not in here:
                yield item.problem(
                    "'{name}' is already a name of '{material}'", *path, name=spelling, material=first[word]
                )
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
            parts = NUMBER.fullmatch(number)
            if not parts:
                yield item.problem("'{text}' is not a CAS number; write it like 7440-55-3", "cas", index, text=number)
            elif int(parts[3]) != (digit := check_digit(parts[1] + parts[2])):
                yield item.problem(
                    "'{text}' is not a CAS number: the check digit must be {digit}",
                    "cas",
                    index,
                    text=number,
                    digit=digit,
                )

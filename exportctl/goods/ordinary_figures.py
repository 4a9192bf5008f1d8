"""Figures and materials of ordinary goods that meet an entry of their heading: droplets of 20 um, a lining of PTFE, a body of TA2."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.criteria import COMPARE
from exportctl.goods.figures.named import figures_beside_names, fits
from exportctl.goods.figures.with_units import figures_with_units
from exportctl.goods.quantities import values
from exportctl.goods.tested import measured_by
from exportctl.goods.text import AnnotatedText, is_within, is_within_longer
from exportctl.goods.units import symbol_of
from exportctl.law.customs_codes import heading_of
from exportctl.law.lists import family_of
from exportctl.law.model import Measured
from exportctl.law.vocabulary import WITHOUT_UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.reading import TextReading
    from exportctl.law.lexicon import Lexicon, MeasuredEntry
    from exportctl.law.register import Register

_JOINED: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")
"""The place between the name of a property and its figure that are written as one word: VMD10um."""
_TWO: Final = 2
"""The number of figures without a name that make goods like those of an entry: one may be that of other goods."""
_VOLUME: Final = "tank_volume"


def entries_met(law: Register, lexicon: Lexicon, text: AnnotatedText, headings: Iterable[str]) -> list[str]:
    """Return the entries that are printed for headings of four digits and that figures of a text meet.

    One figure with the name of its property is enough, of those without it two are needed.
    """
    near = _measured_entries(lexicon, headings) if "figure" in text.traits else set()
    if not near:
        return []
    spaced = _JOINED.sub(" ", text.text)
    figures = [*figures_with_units(spaced)]
    if not figures and not any(_is_count(law, id_) for entry in near for id_ in entry.properties):
        return []
    named = figures_beside_names(law, lexicon, AnnotatedText(lexicon.phrases, spaced), [])
    bare = [(symbol_of(unit), figure) for unit, figure in figures if not is_within(figure, [item for _, item in named])]
    return sorted(entry.code for entry in near if _is_met(law, entry, named, bare)) if named or bare else []


def may_be_vessel(law: Register, lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether packing is lined with, or made of, a material of listed vessels, and as large as these, as far as is known."""
    text = reading.text
    if not text.holds("lining"):
        return False
    packings = [term for term in reading.terms if _is_packing(lexicon, text, term)]
    if not packings:
        return False
    volumes = [figure for _, figure in figures_with_units(text.text) if fits(law, _VOLUME, figure.values)]
    if not volumes:
        return bool(
            _entries_of_volume(_measured_entries(lexicon, [heading for term in packings for heading in term.meanings]))
        )
    vessels = {entry for entries in lexicon.measured.values() for entry in _entries_of_volume(entries)}
    tests = {test for entry in vessels for test in _tests_of(law, entry) if test.parameter == _VOLUME}
    return any(_meets(law, test, figure) for test in tests for figure in volumes if test.op.startswith(">"))


def may_be_wetted(law: Register, lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether goods of a heading of listed vessels, valves or pumps have a word for one of the materials of these: TA2, 衬氟."""
    if not reading.text.holds("wetted"):
        return False
    hits = reading.text.phrases("wetted", reading.text.tokens)
    if all(is_within_longer(hit, reading.terms) for hit in hits):  # PTFE tape
        return False
    vessels = {family_of(entry.code) for entries in lexicon.measured.values() for entry in _entries_of_volume(entries)}
    return any(
        line.entry and family_of(line.entry) in vessels
        for heading in reading.headings
        for line in law.customs.by_heading.get(heading_of(heading), ())
    )


def _is_packing(lexicon: Lexicon, text: AnnotatedText, term: Annotation) -> bool:
    """Return whether a term has a heading for packing, or is a container with the material of packing: 塑料桶."""
    if any(heading.startswith(lexicon.packing) for heading in term.meanings):
        return True
    words = text.tokens_in(term.start, term.end)
    known = [*text.phrases("container", words), *text.phrases("wrapping", words)]
    return bool(text.phrases("container", words)) and all(is_within(token, known) for token in words)


def _measured_entries(lexicon: Lexicon, headings: Iterable[str]) -> set[MeasuredEntry]:
    """Return the entries that test properties and are printed for the first four digits of some headings."""
    return {entry for heading in headings for entry in lexicon.measured.get(heading_of(heading), ())}


def _entries_of_volume(entries: Iterable[MeasuredEntry]) -> set[MeasuredEntry]:
    """Return the entries for vessels of a volume."""
    return {entry for entry in entries if _VOLUME in entry.properties}


def _is_count(law: Register, id_: str) -> bool:
    """Return whether a property has no unit."""
    return law.parameters[id_].unit in WITHOUT_UNIT


def _tests_of(law: Register, entry: MeasuredEntry) -> list[Measured]:
    """Return the criteria of an entry for properties."""
    return [item for item in measured_by(law.entries[entry.code].criteria) if isinstance(item, Measured)]


def _is_met(
    law: Register, entry: MeasuredEntry, named: Sequence[tuple[str, Figure]], bare: Sequence[tuple[str, Figure]]
) -> bool:
    """Return whether a named figure meets an entry, or several without a name do, and the figures of no property all miss it.

    Those without a name are in a unit of the property alone. An entry may test a property twice: below 6 um, or 6 um and more axes.
    """
    tests = _tests_of(law, entry)
    called = {id_: [figure for of, figure in named if of == id_] for id_ in entry.properties}
    unnamed = [
        (test, [figure for unit, figure in bare if unit in law.parameters[test.parameter].unnamed]) for test in tests
    ]
    is_named = any(called.values())
    if not is_named and len({test.parameter for test, figures in unnamed if figures}) < _TWO:
        return False  # before units are converted: their library loads slowly
    if any(figures and not _meet_property(law, tests, id_, figures) for id_, figures in called.items()):
        return False
    met = {test.parameter for test, figures in unnamed if any(_meets(law, test, figure) for figure in figures)}
    return is_named or len(met) >= _TWO


def _meet_property(law: Register, tests: Sequence[Measured], id_: str, figures: Sequence[Figure]) -> bool:
    """Return whether a figure of a property meets one of the criteria for it."""
    return any(_meets(law, test, figure) for test in tests if test.parameter == id_ for figure in figures)


def _meets(law: Register, test: Measured, figure: Figure) -> bool:
    """Return whether a value of a figure, in a unit of the property, meets a criterion."""
    if not fits(law, test.parameter, figure.values):
        return False
    parameter = law.parameters[test.parameter]
    numbers = [value for text in figure.values for value in values(text, parameter, test.parameter)]
    return any(COMPARE[test.op](value if isinstance(value, Decimal) else value.base, test.value) for value in numbers)

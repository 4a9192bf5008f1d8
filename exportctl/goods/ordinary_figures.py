"""Figures of ordinary goods that meet an entry of their heading: a spray gun with droplets of 20 um, a drum with a lining of PTFE."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.properties import figures_beside_names, figures_with_units, fits
from exportctl.goods.criteria import COMPARE
from exportctl.goods.quantities import values
from exportctl.goods.tested import measured_by
from exportctl.goods.text import AnnotatedText, is_within
from exportctl.goods.units import symbol_of
from exportctl.law.model import Measured

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figure_range import Figure
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.model import Entry
    from exportctl.law.register import Register

_HEADING: Final = 4
_JOINED: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")
"""The place between the name of a property and its figure that are written as one word: VMD10um."""
_TWO: Final = 2
"""The number of figures without a name that make goods like those of an entry: one may be that of other goods."""
_VOLUME: Final = "tank_volume"


def entries_met(law: Register, lexicon: Lexicon, text: AnnotatedText, headings: Iterable[str]) -> list[str]:
    """Return the entries that are printed for headings of four digits and that figures of a text meet.

    One figure with the name of its property is enough, of those without it two are needed.
    """
    near = [code for code in _entries_of_headings(law, headings) if any(_properties_of(law.entries[code]))]
    if not near:
        return []
    spaced = AnnotatedText(lexicon.phrases, _JOINED.sub(" ", text.text))
    named = figures_beside_names(law, lexicon, spaced, [])
    bare = [
        (unit, figure)
        for unit, figure in figures_with_units(spaced.text)
        if not is_within(figure, [item for _, item in named])
    ]
    return [code for code in near if _is_met(law, law.entries[code], named, bare)]


def may_be_vessel(law: Register, lexicon: Lexicon, text: AnnotatedText, terms: Sequence[Annotation]) -> bool:
    """Return whether packing is lined with, or made of, a material of listed vessels, and as large as these, as far as is known."""
    packings = [term for term in terms if _is_packing(lexicon, text, term)]
    if not packings or not text.phrases("lining", text.tokens):
        return False
    tests = [item for entry in law.entries.values() for item in _properties_of(entry) if item.parameter == _VOLUME]
    volumes = [figure for _, figure in figures_with_units(text.text) if tests and fits(law, _VOLUME, figure.values)]
    if volumes:
        return any(_meets(law, item, figure) for item in tests for figure in volumes if item.op.startswith(">"))
    headings = {heading for term in packings for heading in term.meanings}
    return any(
        item in tests for code in _entries_of_headings(law, headings) for item in _properties_of(law.entries[code])
    )


def _is_packing(lexicon: Lexicon, text: AnnotatedText, term: Annotation) -> bool:
    """Return whether a term has a heading for packing, or is a container with the material of packing: 塑料桶."""
    if any(heading.startswith(lexicon.packing) for heading in term.meanings):
        return True
    words = text.tokens_in(term.start, term.end)
    known = [*text.phrases("container", words), *text.phrases("wrapping", words)]
    return bool(text.phrases("container", words)) and all(is_within(token, known) for token in words)


def _entries_of_headings(law: Register, headings: Iterable[str]) -> list[str]:
    """Return the entries for all destinations that are printed for the first four digits of some headings."""
    lines = [line for digits in {heading[:_HEADING] for heading in headings} for line in law.by_heading.get(digits, ())]
    codes = {line.entry for line in lines if line.entry is not None and line.entry in law.entries}
    return sorted(codes - law.destination_specific_entries.keys())


def _properties_of(entry: Entry) -> list[Measured]:
    return [item for item in measured_by(entry.criteria) if isinstance(item, Measured)]


def _is_met(
    law: Register, entry: Entry, named: Sequence[tuple[str, Figure]], bare: Sequence[tuple[str, Figure]]
) -> bool:
    """Return whether a named figure meets an entry, or several without a name do, and no figure of a property misses it."""
    met: set[str] = set()
    is_named = False
    for item in _properties_of(entry):
        units = law.parameters[item.parameter].unnamed
        figures = [figure for id_, figure in named if id_ == item.parameter]
        others = [figure for unit, figure in bare if _is_in(law, item.parameter, unit, units, figure)]
        if figures and not any(_meets(law, item, figure) for figure in figures):
            return False
        is_named = is_named or bool(figures)
        if any(_meets(law, item, figure) for figure in others):
            met.add(item.parameter)
    return is_named or len(met) >= _TWO


def _is_in(law: Register, id_: str, unit: str, units: Collection[str], figure: Figure) -> bool:
    """Return whether a figure without a name may be a value of a property: its unit is one of the property alone."""
    return symbol_of(unit) in units and fits(law, id_, figure.values)


def _meets(law: Register, item: Measured, figure: Figure) -> bool:
    """Return whether a value of a figure meets a criterion."""
    parameter = law.parameters[item.parameter]
    numbers = [value for text in figure.values for value in values(text, parameter, item.parameter)]
    return any(COMPARE[item.op](value if isinstance(value, Decimal) else value.base, item.value) for value in numbers)

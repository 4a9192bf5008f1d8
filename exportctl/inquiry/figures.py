"""The criteria of an entry in words, its figures with their sources and stated values, and the options that state missing facts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.chinese import word
from exportctl.facts.transaction import UNANSWERABLE, is_property, option_for
from exportctl.goods.criteria import is_missed, names_of_share
from exportctl.goods.quantities import Within, format_number, format_value
from exportctl.law.citations import source_citation
from exportctl.law.corroboration import figures, is_corroborated, sources_of
from exportctl.law.elements import COMMON
from exportctl.law.grouping import unique
from exportctl.law.lists import family_of
from exportctl.law.model import AllOf, AnyOf, Criterion, Described, Figure, FormIs, NotTranscribed, Share
from exportctl.law.records import plain
from exportctl.law.vocabulary import WITHOUT_UNIT
from exportctl.sentences import BilingualName, DataNote, JoinedTexts, Sentence, either, join, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.judge import Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register

Part = Literal["criteria", "unless"]
_PROPERTIES, _ELEMENTS = 2, 4
"""The number of measured properties and of elements that a sentence names."""
_PER_KELVIN: Final = "1/K"
_SMALL: Final = re.compile(r"0\.(?P<zeros>0*)[1-9]\d*")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class SourcedFigure(NamedTuple):
    """A figure of an entry, in its criteria or in `unless`, with its sources and whether they corroborate it."""

    entry: str
    of: Part
    figure: Figure
    sources: tuple[str, ...]
    corroborated: bool

    @property
    def fact(self) -> str:
        """The fact that the figure tests: a property, or the content of an element."""
        return "contains" if isinstance(self.figure, Share) else self.figure.parameter

    @property
    def subject(self) -> str:
        """The property or the element whose figure it is."""
        return self.figure.element if isinstance(self.figure, Share) else self.figure.parameter

    @property
    def option(self) -> str:
        """The option that states the fact."""
        return str(self.option_with(self.subject))

    def option_in_words(self, law: Register) -> str:
        """Return the option that states the fact; a property has its name in the language of the answer."""
        return self.option_with(
            self.subject if isinstance(self.figure, Share) else law.parameters[self.subject].option_name
        )

    def option_with(self, name: str) -> str:
        """Return the option that states the fact, with a name of its property."""
        figure = self.figure
        if isinstance(figure, Share):
            return f"--contains {figure.element}=...%"
        unit = "" if figure.unit in WITHOUT_UNIT else "%" if figure.unit == "%" else f" {figure.unit}"
        return Sentence("--param '{property}=...{unit}'", property=name, unit=unit)


def figures_of(law: Register, code: str) -> Iterator[SourcedFigure]:
    """Yield the figures of an entry with their sources, once for all groups of its criteria that have a figure in common."""
    entry, family = law.entries[code], law.families[family_of(code)]
    parts: tuple[tuple[Part, Iterable[Figure]], ...] = (
        ("criteria", figures(entry.criteria)),
        ("unless", figures(entry.unless)),
    )
    for of, part_figures in parts:
        for figure in unique(part_figures):
            sources = sources_of(figure, entry, family)
            read_in = tuple(dict.fromkeys(source.id or source.ref or source.url or "" for source in sources))
            yield SourcedFigure(code, of, figure, read_in, is_corroborated(sources))


def criteria_in_words(law: Register, criterion: Criterion) -> str:
    """Return criteria in words: `density > 1.73 g/cm3 and purity > 99.9 %`."""
    match criterion:
        case AllOf(parts):
            return _combination(translatable("{one} and {other}"), (criteria_in_words(law, part) for part in parts))
        case AnyOf(parts):
            return _combination(translatable("{one} or {other}"), (criteria_in_words(law, part) for part in parts))
        case Described(text):
            return DataNote(text)
        case NotTranscribed(text):
            return Sentence("not transcribed: {figure}", figure=DataNote(text))
        case FormIs(forms):
            return Sentence("the form is {forms}", forms=either(map(word, forms)))
        case figure:
            return figure_in_words(law, figure)


def _combination(words: str, parts: Iterable[str]) -> str:
    return Sentence("({parts})", parts=reduce(lambda one, other: Sentence(words, one=one, other=other), parts))


def figure_in_words(law: Register, figure: Figure) -> str:
    """Return a figure in words: `density > 1.73 g/cm3`."""
    record = plain(figure)
    subject = record.get("element") or BilingualName(*law.parameters[record["parameter"]].name)
    if "values" in record:
        unit = "" if record["unit"] in WITHOUT_UNIT else f" {record['unit']}"
        return Sentence("{subject} is {values}{unit}", subject=subject, values=either(record["values"]), unit=unit)
    grows = f" + L/{record['per']['divisor']}" if "per" in record else ""
    value = with_unit(record["value"] + grows, record["unit"])
    return Sentence("{subject} {op} {value}", subject=subject, op=record["op"], value=value)


def sources_in_words(law: Register, item: SourcedFigure) -> str:
    """Return the sources of a figure in words, and the consequence if it is a lead."""
    sources = side_by_side(dict.fromkeys(source_citation(law, source) for source in item.sources))
    if item.corroborated:
        return Sentence("corroborated by {sources}", sources=sources)
    if item.of == "unless":
        return Sentence("one extraction only ({sources}): it excludes no goods", sources=sources)
    return Sentence("one extraction only ({sources}): goods that do not meet it stay undecided", sources=sources)


def open_figures(law: Register, goods: Goods, matches: Iterable[Match]) -> tuple[list[SourcedFigure], list[str]]:
    """Return the unstated figures that decide the open entries, and the open entries without such a figure."""
    code = goods.interpreted.code
    codes = [code] if code else [match.entry for match in matches if match.truth.value is None]
    entries = unique(entry for item in codes for entry in law.entries_at(item))
    stated = {name for name, _ in (*goods.params, *goods.composition.shares)}
    figures = [item for entry in entries for item in figures_of(law, entry) if item.subject not in stated]
    with_figures = {item.entry for item in figures}
    return figures, [entry for entry in entries if entry not in with_figures]


def open_contents(law: Register, goods: Goods, matches: Iterable[Match]) -> Iterator[str]:
    """Yield the elements and compounds on whose unstated share the open entries depend, each once and the common ones last."""
    open_ = [match.entry for match in matches if match.truth.value is None and "contains" in match.truth.missing]
    shares = {name for name, _ in goods.composition.shares}
    present = shares | goods.composition.held | goods.interpreted.content.elements
    contents: dict[str, None] = {}
    for code in open_:
        if entry := law.entries.get(code):
            contents |= dict.fromkeys(symbol for symbol in entry.contains if symbol not in present)
            bounds = (item for item in (*figures(entry.criteria), *figures(entry.unless)) if isinstance(item, Share))
            contents |= dict.fromkeys(item.element for item in bounds if item.element not in shares)
    yield from sorted(contents, key=COMMON.__contains__)


def missed_leads(law: Register, goods: Goods, matches: Iterable[Match]) -> list[str]:
    """Return a sentence for each lead that the stated facts do not meet: it keeps an entry open until a person checks the list."""
    return [
        Sentence(
            "{entry}: only one extraction has {figure}; compare it with the list and state --entry",
            entry=match.entry,
            figure=figure_in_words(law, item.figure),
        )
        for match in matches
        if "criteria" in match.truth.missing and match.entry in law.entries
        for item in figures_of(law, match.entry)
        if item.of == "criteria" and not item.corroborated and is_missed(item.figure, goods)
    ]


class StatedFigure(NamedTuple):
    """A figure that an entry names, with the values that the caller stated; without a value it must be measured."""

    entry: str
    figure: Figure
    stated: tuple[str, ...]


def stated_figures(law: Register, entries: Iterable[str], goods: Goods) -> Iterator[StatedFigure]:
    """Yield the figures of entries, each with the stated values of the goods."""
    for code in entries:
        entry = law.entries.get(code)
        for figure in dict.fromkeys(figures(entry.criteria if entry else None)):
            yield StatedFigure(code, figure, stated_values(goods, figure))


def stated_values(goods: Goods, figure: Figure) -> tuple[str, ...]:
    """Return the values of a figure in options or words, with its unit; a range in words is one value."""
    names = names_of_share(goods, figure.element) if isinstance(figure, Share) else (figure.parameter,)
    shares = [(name, share) for name, share in goods.composition.shares if name == names[0]]
    values = [with_unit(format_value(value), figure.unit) for name, value in shares or goods.params if name in names]
    ranges = [_range(item, figure.unit) for item in goods.within if item.name in names and item.ranged]
    return tuple(dict.fromkeys(values or filter(None, ranges)))


def with_unit(value: str, unit: str) -> str:
    """Return a value with its unit; counts and ratios have none. A value per kelvin has a power of ten, as in lists: 2.75×10⁻⁶/K."""
    if unit == _PER_KELVIN and (power := _SMALL.fullmatch(value)):
        digits = Decimal(value).scaleb(len(power["zeros"]) + 1)
        exponent = str(len(power["zeros"]) + 1).translate(_SUPERSCRIPTS)
        return f"{format_number(digits)}×10⁻{exponent}/K"
    return value if unit in WITHOUT_UNIT else f"{value} {unit}"


def _range(item: Within, unit: str) -> str:
    if item.low is None or item.high is None:
        return ""
    low, high = format_number(item.low), format_number(item.high)
    return Sentence("{low} to {high}", low=low, high=with_unit(high, unit))


def options_for(
    law: Register, goods: Goods, matches: Sequence[Match], facts: Iterable[str], *, rest_in: str = ""
) -> JoinedTexts:
    """Return the options that state some facts: --end-use, --contains (Dy, Tb), --param purity; with `rest_in` also how many more.

    `rest_in` is where the others are. The first measured properties are last: those of entries that the name of the goods means,
    and of these, and of the others, those on which most of the entries depend that the goods may match.
    """
    stated = [*dict.fromkeys(fact for fact in facts if fact not in UNANSWERABLE)]
    properties = [fact for fact in stated if is_property(fact)]
    named = [match for match in matches if match.entry in goods.interpreted.entries]
    properties.sort(key=lambda fact: (-_number_open(named, fact), -_number_open(matches, fact)))
    options = dict.fromkeys(option_for(fact) for fact in stated if fact not in properties)
    if "--contains" in options:
        contents = [*open_contents(law, goods, matches)]
        options = dict.fromkeys(_contains(contents) if option == "--contains" else option for option in options)
    more = len(properties) - _PROPERTIES
    rest = [Sentence("{count} more --param ({place})", count=more, place=rest_in)] if rest_in and more > 0 else []
    return join([*options, *(option_in_words(law, fact) for fact in properties[:_PROPERTIES]), *rest])


def option_in_words(law: Register, fact: str) -> str:
    """Return the option that states a fact; a property has its name in the language of the answer."""
    if not is_property(fact) or fact not in law.parameters:
        return option_for(fact)
    return Sentence("--param {property}", property=law.parameters[fact].option_name)


def _number_open(matches: Iterable[Match], fact: str) -> int:
    """Return the number of matches that depend on a fact."""
    return sum(fact in match.truth.missing for match in matches)


def _contains(contents: Sequence[str]) -> str:
    """Return the option for a share, with the elements and compounds on whose share an answer depends."""
    if not contents:
        return "--contains"
    more = ["..."] if len(contents) > _ELEMENTS else []
    return Sentence("--contains ({contents})", contents=join([*contents[:_ELEMENTS], *more]))

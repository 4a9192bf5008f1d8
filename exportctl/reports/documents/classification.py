"""The documents of `classify`: the entries that goods match, may match or do not match, the figures that decide, and a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.engine.findings import suspension_in
from exportctl.goods.annotation import Label
from exportctl.goods.quantities import format_number
from exportctl.inquiry.figures import SourcedFigure, figure_in_words, open_figures
from exportctl.law.model import Measured, OneOf
from exportctl.law.scale import Status
from exportctl.law.status import LawAsOf
from exportctl.reports.documents import parts
from exportctl.reports.documents.document import ABSENT, Day, Document

if TYPE_CHECKING:
    from exportctl.goods.judge import Match
    from exportctl.law.register import Register
    from exportctl.reports import results


class Listing(Document):
    """A provision that lists an entry, published by the day: its status on the day, and the suspension that causes it."""

    provision: str
    status: Status
    in_force_from: Day
    suspension: parts.Suspension | None


class MatchOnDay(parts.Match):
    """A match with the status of its control on the day; null if no act of the data lists the entry by then."""

    status: Status | None
    listings: list[Listing]


class Exclusion(Document):
    """An entry that official guidance excludes."""

    entry: str
    name: parts.Name
    guidance: str
    says: str
    sources: list[str | None]


class Grows(Document):
    """The growth of a bound: by its unit for each `divisor` units of a length."""

    length: str
    divisor: str
    unit: str


class FigureQuestion(Document):
    """An unstated figure that decides an entry, the option that states it, and its sources."""

    entry: str
    of: Literal["criteria", "unless"]
    fact: str
    option: str
    asks: str
    op: str
    values: list[str]
    per: Grows | None
    unit: str
    corroborated: bool
    sources: list[str]


class Classification(Document):
    """The answer of `classify`."""

    schema: Literal["exportctl.classification/1"] = "exportctl.classification/1"
    query: parts.Query
    recognised: bool
    understood: list[parts.WordMeaning]
    left: list[str]
    headings: list[parts.Heading]
    matches: list[MatchOnDay]
    excluded: list[Exclusion]
    configured_by: list[parts.Influence] = ABSENT
    law: parts.Law
    warnings: list[parts.Caution]
    exit_code: int
    questions: list[FigureQuestion] = ABSENT


class Mark(Document):
    """Words that a rule marked: their position, their label, the value they state, and whether they can have another meaning."""

    start: int
    end: int
    words: str
    label: Label
    value: str
    certainty: Literal["yes", "possible"]
    rule: str


class Trace(Document):
    """The answer of `classify --trace`."""

    schema: Literal["exportctl.trace/1"] = "exportctl.trace/1"
    item: str
    annotations: list[Mark]
    unread: list[str]
    law: parts.Law


def classification(result: results.Classification) -> Classification:
    """Return `exportctl.classification/1`; with `questions` also the figures that settle open matches."""
    law, goods = result.law, result.facts.goods
    item = parts.item_of(law, goods, result.known_on, result.classification, recognised=result.recognised)
    matches = [_on_day(result, *pair) for pair in zip(item.matches, result.matches, strict=True)]
    figures = open_figures(law, goods, result.matches)[0] if result.questions else ()
    return Classification(
        query=parts.query(result, result.gate, result.policy),
        **vars(item) | {"matches": matches},
        excluded=[
            Exclusion.from_record(
                item,
                item.ruling,
                name=law.code_name(item.entry),
                sources=parts.sources(law.guidance[item.guidance].sources),
            )
            for item in result.classification.excluded
        ],
        configured_by=parts.influences(result.influences),
        law=parts.law_of(law),
        warnings=[*parts.coverage_warnings(covered=result.covered, law=law), *map(parts.caution, result.warnings)],
        exit_code=result.exit_code,
        questions=[_figure(law, item) for item in figures] if result.questions else ABSENT,
    )


def trace(result: results.Trace) -> Trace:
    """Return `exportctl.trace/1`: the annotations of a text in the order of its words, and the words that no rule read."""
    reading = result.trace
    marks = [Mark.from_record(note) for note in reading.annotations]
    return Trace.from_record(reading, annotations=marks, law=parts.law_of(result.law))


def _on_day(result: results.Classification, match: parts.Match, record: Match) -> MatchOnDay:
    known = LawAsOf(result.law, result.known_on)
    spans = [span for name in result.law.listings_of(match.entry) if (span := known.span_on(name, result.on))]
    listings = [
        Listing.from_record(
            span,
            in_force_from=result.law.provisions[span.provision].from_,
            suspension=parts.suspension(suspension_in(known, span), result.on),
        )
        for span in spans
    ]
    return MatchOnDay(**vars(match), status=result.control_status(record), listings=listings)


def _figure(law: Register, item: SourcedFigure) -> FigureQuestion:
    figure = item.figure
    per = figure.per if isinstance(figure, Measured) else None
    return FigureQuestion.from_record(
        item,
        figure,
        asks=str(figure_in_words(law, figure)),
        values=[format_number(value) for value in (figure.values if isinstance(figure, OneOf) else (figure.value,))],
        per=per and Grows.from_record(per, divisor=format_number(per.divisor)),
    )

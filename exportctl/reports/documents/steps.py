"""The document of steps: the next steps at each stage, with the article, the source, and the open conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.inquiry.figures import StatedFigure, figure_in_words
from exportctl.law import model
from exportctl.law.procedure import SourceKind, Stage
from exportctl.law.scale import Decision
from exportctl.reports.documents.document import Day, Document
from exportctl.reports.documents.parts import Law, Name, Query, law_of, query

if TYPE_CHECKING:
    from exportctl.law.register import Register
    from exportctl.procedure.steps import Step as Selected
    from exportctl.reports import results


class Authority(Document):
    """The body that a step goes to."""

    id: str
    name: Name
    address: str | None


class Channel(Document):
    """The platform or the address that a step goes through."""

    id: str
    name: Name
    address: str


class Figure(Document):
    """A figure that an entry names, with the stated values; without a value it must be measured."""

    entry: str
    figure: str
    unit: str
    stated: list[str]


class Paper(Document):
    """A document to prepare, and the figures that it must state."""

    name: Name
    figures: list[Figure]


class Period(Document):
    """A period in law. `accepted_on` is the day that starts it, if it was stated, and `ends_on` its last day at the earliest.

    Without `ends_on`, the working days of China are not known so far.
    """

    value: int
    unit: Literal["working days", "days", "months", "years"]
    what: Name
    starts: Name | None
    accepted_on: Day | None
    ends_on: Day | None


class Step(Document):
    """A step to take. No stated fact tests its `condition`; `no_article` describes the source if no article is cited."""

    stage: Stage
    id: str
    text: Name
    condition: Name | None
    article: Name | None
    no_article: Name | None
    source: list[model.Source]
    confidence: SourceKind
    authority: Authority | None
    channel: Channel | None
    documents: list[Paper]
    period: Period | None
    open: Name | None


class Steps(Document):
    """The answer of `steps`. Before `complete_from` other regulations applied, whose procedure the data lacks."""

    schema: Literal["exportctl.steps/1"] = "exportctl.steps/1"
    query: Query
    decision: Decision
    settled: bool
    complete_from: Day | None
    steps: list[Step]
    law: Law


def steps(result: results.Steps) -> Steps:
    """Return `exportctl.steps/1`: the steps that follow from an answer, in the order of the stages."""
    checked = result.checked
    answer = checked.verdict
    return Steps.from_record(
        result,
        checked,
        answer,
        query=query(answer, checked.gate, checked.policy),
        steps=[_step(answer.law, item) for item in result.steps],
        law=law_of(answer.law),
    )


def _step(law: Register, step: Selected) -> Step:
    item, authority, channel = step.requirement, step.authority, step.channel
    return Step.from_record(
        item,
        source=item.sources,
        authority=authority and Authority.from_record(authority),
        channel=channel and Channel.from_record(channel),
        documents=[
            Paper.from_record(paper, figures=[_figure(law, figure) for figure in step.figures_of(paper)])
            for paper in item.documents
        ],
        period=item.period and Period.from_record(item.period, accepted_on=step.accepted_on, ends_on=step.ends_on),
    )


def _figure(law: Register, item: StatedFigure) -> Figure:
    return Figure.from_record(item, item.figure, figure=figure_in_words(law, item.figure))

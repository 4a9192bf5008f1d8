"""The checklist for a licence application: the route, each criterion of the entries with its value, and the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.procedure.draft import Gap, Row, Section, text_of
from exportctl.procedure.draft_sections import (
    decision_row,
    document_basis,
    document_steps,
    end_use_section,
    goods_section,
    parties_section,
    sure_entries,
)
from exportctl.procedure.entry_section import entry_sections
from exportctl.procedure.near_entries import NearEntry, entries_in_question
from exportctl.procedure.steps import Step, steps_of
from exportctl.sentences import Called, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment

_STAGES: Final = ("stop", "apply", "review")
"""The stages in the checklist other than the documents; `exportctl steps` lists all stages."""


def application_sections(answer: Assessment, near: tuple[NearEntry, ...]) -> Iterator[Section]:
    """Yield the way to the licence, goods and parties, the criteria of the entries with their values, end use and documents."""
    steps = steps_of(answer)
    way = [step for step in steps if step.requirement.stage in _STAGES]
    rows = (decision_row(answer), *(_row(step, number) for number, step in enumerate(way, 1)))
    yield Section(Sentence("Way to the licence"), rows)
    yield goods_section(answer, sure_entries(answer))
    yield parties_section(answer)
    yield from entry_sections(answer, entries_in_question(near), document_basis(answer, steps, "doc-technical"))
    yield end_use_section(answer, document_basis(answer, steps, "doc-end-use-wording"))
    documents = tuple(_row(step, number) for number, step in enumerate(document_steps(steps), 1))
    yield Section(Sentence("Documents"), documents)


def _row(step: Step, number: int) -> Row:
    """Return a step as a numbered line of the checklist, with its condition, its authority and its channel."""
    item = step.requirement
    names = [Called(*paper.name) for paper in item.documents]
    values: list[str | Gap] = [text_of(item)]
    if step.authority:
        values.append(Sentence("Authority: {name}", name=Called(*step.authority.name)))
    if step.channel:
        values.append(Sentence("Via: {name}, {address}", name=Called(*step.channel.name), address=step.channel.address))
    values += [Gap(Sentence("day on which it is ready"))] if names else []
    return Row(
        Sentence("{number}. {what}", number=number, what=join(names) if names else Sentence("Step")),
        tuple(values),
        (item,),
    )

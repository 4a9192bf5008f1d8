"""The lines of a step for people: the first step, the visible steps, and the article, period and papers of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.inquiry.figures import StatedFigure, figure_in_words
from exportctl.law.citations import act_citation
from exportctl.procedure.steps import Step, first_requirements
from exportctl.reports.advice import next_step
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.procedure import period_in_words, source_of
from exportctl.sentences import both, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.register import Register
    from exportctl.reports.results import Steps
    from exportctl.reports.verdict import GateVerdict

_FOLDED: Final = frozenset({"appeal", "penalty", "service"})
"""The stages that only --all shows."""
_FIGURES: Final = 6
"""The number of figures that are shown; the rest is counted."""


def shown_steps(result: Steps) -> list[Step]:
    """Return the steps to show: those that surely concern the export, or all of them."""
    if result.everything:
        return [*result.steps]
    return [item for item in result.steps if not item.requirement.condition and item.requirement.stage not in _FOLDED]


def to_do(result: Steps) -> Iterator[str]:
    """Yield the next step of the answer, and the first steps where a control has none or where facts are missing."""
    advice, decision = render(next_step(result.checked)), result.checked.decision
    if advice:
        yield advice
    if decision == "undecided" or (not advice and decision != "no_control_found"):
        yield from _first_steps(result, advice)


def _first_steps(result: Steps, advice: str) -> list[str]:
    """Return the first steps, in short; if no step comes first and there is no advice, the step that surely concerns the export."""
    items = [step.requirement for step in result.steps if step.requirement.when.unsettled is None]
    first = [render(item.in_short) for item in first_requirements(items)]
    return first if first or advice else [name_of(item.text) for item in items if not item.condition][:1]


def condition_of(checked: GateVerdict, step: Step) -> str:
    """Return the words before a step that only some exports need, or only if a suspension was not extended; empty for other steps.

    If the decision depends on the extension, all steps assume that there was none, as the first one states.
    """
    law = checked.verdict.law
    if condition := step.requirement.condition:
        return translate("If {condition}: ", condition=name_of(condition))
    acts = [*dict.fromkeys(act_citation(law, pause.by) for _, pause in step.waits_for)]
    if acts and not checked.depends_on_extension:
        return translate("Unless {acts} was extended: ", acts=render(both(acts)))
    return ""


def assumption_of(result: Steps, step: Step) -> Iterator[str]:
    """Yield the answer that the other steps assume to the question whether a suspension was extended."""
    if step.requirement.when.unsettled is None:
        return
    if result.checked.verdict.assume == "extended":
        yield translate("The other steps assume that the suspension was extended.")
    else:
        yield translate("The other steps assume that the suspension was not extended.")


def note_of_gap(result: Steps) -> str:
    """Return the note that the data lacks the procedure of that day; empty if it does not."""
    if not result.is_incomplete:
        return ""
    return translate(
        "Other regulations applied before {day}; the data lacks their procedure.", day=result.complete_from
    )


def details(result: Steps, step: Step) -> Iterator[str]:
    """Yield the period, the channel, the papers, the figures, the article and the open conditions of a step."""
    item, law = step.requirement, result.checked.verdict.law
    if item.period:
        yield period_in_words(item.period, step.accepted_on, step.ends_on)
    if step.authority:
        yield translate("Authority: {name}", name=name_of(step.authority.name))
    if step.channel:
        yield translate(
            "Via: {name}, {address}", name=name_of(step.channel.name), address=step.channel.address_in_words
        )
    if item.documents:
        yield translate("Documents: {names}", names=render(join(name_of(paper.name) for paper in item.documents)))
    shown = step.figures if result.everything else step.figures[:_FIGURES]
    yield from (_figure(law, figure) for figure in shown)
    if more := len(step.figures) - len(shown):
        yield translate("and {count} more (--all)", count=more)
    if item.open:
        yield translate("Open: {what}", what=name_of(item.open))
    yield source_of(item)


def _figure(law: Register, item: StatedFigure) -> str:
    """Return a figure with its stated value, or a note that it must be measured."""
    figure = render(figure_in_words(law, item.figure))
    if item.stated:
        return translate(
            "{entry}: {figure}; stated: {value}", entry=item.entry, figure=figure, value=render(join(item.stated))
        )
    return translate("{entry}: {figure}; to be measured", entry=item.entry, figure=figure)

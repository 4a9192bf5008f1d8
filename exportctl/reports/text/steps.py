"""Print the steps that follow from an answer: the first step, and a table by stage."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.reports.advice import conclusion
from exportctl.reports.i18n.language import in_same_language, name_of, render, translate
from exportctl.reports.i18n.procedure import stage_name
from exportctl.reports.printable import printable
from exportctl.reports.step_lines import assumption_of, condition_of, details, note_of_gap, shown_steps, to_do
from exportctl.reports.text.goods import suggestion_lines
from exportctl.reports.text.grid import Grid
from exportctl.reports.text.layout import FoldedText, Line, assumption, law_data, under_label
from exportctl.reports.text.verdict import permit_lines, verdict_headline
from exportctl.sentences import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.procedure.steps import Step
    from exportctl.reports.results import Steps

_STAGE: Final = 16
"""The width of the names of stages."""


def steps(result: Steps) -> Iterator[RenderableType]:
    """Yield the headline, the conclusion, what to do first, the steps by stage, and the age of the law data."""
    checked, law = result.checked, result.checked.verdict.law
    yield verdict_headline(checked)
    yield FoldedText(conclusion(checked))
    unread = suggestion_lines(law, checked.verdict.facts.goods, recognised=checked.verdict.recognised)
    yield from (Line("Unrecognised", text, "magenta") for text in unread)
    if first := [*to_do(result)]:
        yield Line("To do", in_same_language(render(paragraph(first))), "bold")
    yield from under_label("Covered by", permit_lines(checked))
    shown = shown_steps(result)
    if shown:
        yield from (Text(""), _table(result, shown), Text(""))
    else:
        yield Text(translate("No step under Chinese export control law was found for this route."))
    if more := len(result.steps) - len(shown):
        yield Text(translate("and {count} more for special cases and penalties (--all)", count=more), "dim")
    if note := note_of_gap(result):
        yield Line("Note", note)
    yield from assumption(checked.verdict.assume)
    yield law_data(law, result.today, checked.verdict.on)


def _table(result: Steps, shown: list[Step]) -> Grid:
    """Return the steps by stage, each with its article and further details."""
    table = Grid("Stage", "", "Step", widest=(_STAGE,))
    table.columns[1].justify = "right"
    numbered = enumerate(shown, 1)
    for stage, group in groupby(numbered, key=lambda item: item[1].requirement.stage):
        label = stage_name(stage)
        for number, step in group:
            table.add_row(label, str(number), _step(result, step))
            label = ""
    return table


def _step(result: Steps, step: Step) -> Text:
    """Return a step: its text, and below it in dim letters its article and details."""
    text = Text(printable(condition_of(result.checked, step) + name_of(step.requirement.text)))
    for line in (*assumption_of(result, step), *details(result, step)):
        text.append(f"\n{printable(line)}", "dim")
    return text

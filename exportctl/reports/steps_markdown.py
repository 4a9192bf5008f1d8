"""Write the steps that follow from an answer as markdown: a heading for each stage, and a checkbox for each step."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from exportctl.reports.advice import conclusion
from exportctl.reports.gates.markdown import escape
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.procedure import stage_name
from exportctl.reports.i18n.terms import effect_name
from exportctl.reports.step_lines import condition_of, details, shown_steps
from exportctl.reports.text.verdict import headline_parts, permit_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.reports.results import Steps


def markdown(result: Steps) -> Iterator[str]:
    """Yield the lines: the headline, the conclusion, and the steps by stage."""
    checked = result.checked
    doubt, parts = headline_parts(checked)
    yield f"### {effect_name(checked.decision).upper()}{escape(doubt)}: {escape(' | '.join(parts))}"
    yield ""
    yield escape(render(conclusion(checked)))
    for line in permit_lines(checked):
        yield ""
        yield escape(translate("Covered by {paper}", paper=line.plain))
    for stage, group in groupby(shown_steps(result), key=lambda step: step.requirement.stage):
        yield ""
        yield f"#### {stage_name(stage)}"
        yield ""
        for step in group:
            yield f"- [ ] {escape(condition_of(step) + name_of(step.requirement.text))}"
            yield from (f"  - {escape(line)}" for line in details(result, step))

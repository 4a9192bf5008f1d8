"""The parts of an answer as a page shows them: the lines that the terminal prints, the steps, and the timeline."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final

from exportctl.engine.warnings.warning import NOTICE
from exportctl.law.citations import joint_citation
from exportctl.law.scale import READINGS, Decision
from exportctl.law.status import LawAsOf
from exportctl.reports.advice import conclusion, next_step
from exportctl.reports.html.templates import web_address
from exportctl.reports.html.timelines import Days, pictures, since, span_lines
from exportctl.reports.i18n.language import bilingual, name_of, render, translate
from exportctl.reports.i18n.procedure import stage_name
from exportctl.reports.i18n.terms import NOT_CHECKED, effect_name, influences
from exportctl.reports.printable import printable
from exportctl.reports.results import Steps
from exportctl.reports.step_lines import condition_of, details, note_of_gap, shown_steps, to_do
from exportctl.reports.text.controls import ControlRow, control_name, control_rows, status_texts
from exportctl.reports.text.goods import entry_scope, goods_lines
from exportctl.reports.text.layout import law_age
from exportctl.reports.text.verdict import fact_lines, headline_parts
from exportctl.sentences import join, with_capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from exportctl.procedure.steps import Step
    from exportctl.reports.verdict import GateVerdict

_ROOM: Final = 120
"""The width of a line of entries in letters; the other entries are counted."""
_DRAWN: Final = 12
"""The number of provisions in the timeline."""
_FIRST: Final = 8
"""The number of controls that are not folded."""


def answer_of(checked: GateVerdict, today: date) -> dict[str, Any]:
    """Return the parts of an answer by their names in the template, in the current language."""
    verdict = checked.verdict
    law, on = verdict.law, verdict.on
    rows = [*control_rows(verdict.findings, apart=True, first=verdict.unread_lists_on_form)]
    nearest = [row for row in rows if "to" not in row.finding.missing]
    doubt, subject = headline_parts(checked)
    steps = Steps(checked, checked.steps(), today=today)
    shown = shown_steps(steps)
    drawn = _effects(nearest)
    warned = [(item.code, with_capital(render(item.text))) for item in checked.warnings]
    return {
        "decision": checked.decision,
        "headline": f"{effect_name(checked.decision)}{doubt}",
        "subject": subject,
        "sentence": with_capital(render(conclusion(checked._replace(notes=True)))),
        "lines": [
            (translate(item.label), item.content.plain)
            for item in (*goods_lines(verdict, _ROOM), *fact_lines(checked._replace(everything=True)))
        ],
        "entries": [*_entries(checked)],
        "controls": [_control(row, checked) for row in nearest],
        "first": _FIRST,
        "elsewhere": len(rows) - len(nearest),
        "readings": [*_readings(checked)],
        "to_do": [*_to_do(checked, steps)],
        "stages": [*_stages(steps, shown)],
        "steps": len(shown),
        "other_steps": [_step(steps, step, 0) for step in steps.steps if step not in shown],
        "incomplete": note_of_gap(steps),
        "pictures": pictures(
            law, [*drawn], Days(on, verdict.known_on, today), verdict.facts.goods.item, verdict.facts.to
        ),
        "since": since(on),
        "drawn": [(effect, *_provision(checked, name)) for name, effect in drawn.items()],
        "warnings": [text for code, text in warned if code not in NOT_CHECKED],
        "unchecked": [text for code, text in warned if code in NOT_CHECKED and code != NOTICE],
        "notices": [text for code, text in warned if code == NOTICE],
        "settings": render(influences(checked.influences)),
        "law": law_age(law, today, verdict.known_on),  # a warning states that later acts are missing
        "on": on,
    }


def _entries(checked: GateVerdict) -> Iterator[tuple[str, str]]:
    """Yield the entries that the goods match or may match with their names, if there are several, because a line names one."""
    law, matches = checked.verdict.law, checked.verdict.classification.matches
    if len(matches) > 1:
        for entry in sorted({match.entry for match in matches}):
            name = law.code_name(entry)
            yield entry, printable(f"{bilingual(name.en or '', name.zh or '')}{entry_scope(law, entry)}")


def _control(row: ControlRow, checked: GateVerdict) -> dict[str, object]:
    """Return a control: its citation and the address of its source, its effect, its status on the day, its title and its entries."""
    item, law = row.finding, checked.verdict.law
    texts = status_texts(row, checked, everything=False, explain=True)
    return {
        "citation": control_name(row, law),
        "address": web_address(item.sources),
        "effect": item.effect,
        "status": item.status,
        "status_words": [text.plain for text in texts],
        "title": printable(name_of(item.title)),
        "entries": render(join(row.entries)),
    }


def _readings(checked: GateVerdict) -> Iterator[tuple[str, bool, Decision, Decision]]:
    """Yield both readings where an extension of a suspension changes the answer: whether it is shown, its decision and worst case."""
    readings = checked.verdict.result.readings
    if checked.verdict.settled:
        return
    for assume, reading in zip(READINGS, readings, strict=True):
        decision, worst = checked.apply_policy(reading.decision), checked.apply_policy(reading.worst_case)
        yield assume, assume == checked.verdict.assume, decision, worst


def _to_do(checked: GateVerdict, steps: Steps) -> Iterator[str]:
    """Yield what to do: the steps as `exportctl steps` prints them first, or what to check before the law data begins."""
    if not checked.verdict.covered:
        yield render(next_step(checked))
        yield translate("Check the acts of that time yourself.")
    else:
        yield from to_do(steps)


def _stages(steps: Steps, shown: Iterable[Step]) -> Iterator[tuple[str, Sequence[object]]]:
    """Yield the stages with their steps."""
    numbered = enumerate(shown, 1)
    for stage, group in groupby(numbered, key=lambda item: item[1].requirement.stage):
        yield stage_name(stage), [_step(steps, step, number) for number, step in group]


def _step(steps: Steps, step: Step, number: int) -> tuple[int, str, str, Sequence[str]]:
    """Return a step: its number, its condition, its text, and its details."""
    whole = Steps(steps.checked, steps.steps, today=steps.today, everything=True)  # so that no figure is left out
    return (
        number,
        condition_of(whole.checked, step),
        name_of(step.requirement.text),
        [*details(whole, step)],
    )


def _effects(rows: Iterable[ControlRow]) -> dict[str, str]:
    """Return the first provisions of rows, each with the effect in its first row."""
    effects: dict[str, str] = {}
    for row in rows:
        for name in row.provisions:
            effects.setdefault(name, row.finding.effect)
    return dict(islice(effects.items(), _DRAWN))


def _provision(checked: GateVerdict, name: str) -> tuple[str, str, Sequence[str]]:
    """Return a provision of the timeline in words, for screens that are too narrow for a picture: its citation, title and spans."""
    verdict = checked.verdict
    cited, title = render(joint_citation(verdict.law, [name])), name_of(verdict.law.provisions[name].title)
    return cited, title, span_lines(LawAsOf(verdict.law, verdict.known_on), name, verdict.on)

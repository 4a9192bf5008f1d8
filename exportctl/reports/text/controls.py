"""The table of controls in an answer: each provision with its effect and its status on the day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from exportctl.law.citations import act_citation, citation
from exportctl.law.scale import STRICTNESS
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import days, effect_name, extension, missing_facts, status
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, in_style
from exportctl.reports.text.layout import FoldedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from exportctl.engine.findings import Finding, SuspensionPeriod
    from exportctl.engine.verdict import Verdict
    from exportctl.law.scale import Effect
    from exportctl.reports.verdict import Checked

_ROWS: Final = 5
"""So many controls are shown; the rest is counted."""
_WIDE: Final = 100
"""From so many columns on, the title of a control has room."""
_CONTROL: Final = 30
"""A citation is at most so wide; one that is the title of an act wraps."""


class _Row(NamedTuple):
    """The findings of one provision with one effect that apply alike, and their entries."""

    finding: Finding
    entries: tuple[str, ...]


def controls(checked: Checked, width: int) -> Iterator[RenderableType]:
    """Yield the table of the controls that apply, are suspended or may apply, the strictest in force first, and count the rest.

    Controls that depend on a destination which the caller did not state are only counted.
    """
    answer, everything = checked.verdict, checked.everything
    rows = [*_rows(answer.all_findings() if everything else answer.findings)]
    nearest = [row for row in rows if everything or "to" not in row.finding.missing]
    shown = nearest if everything else nearest[:_ROWS]
    if not shown:
        return
    has_title = width >= _WIDE or everything
    headings = [translate("Control"), translate("Effect"), translate("Status on {day}", day=answer.on)]
    table = Table(box=SIMPLE, show_edge=False, pad_edge=True, padding=(0, 1, 0, 0), header_style="bold")
    for heading, longest in zip(
        [*headings, *([translate("Title")] if has_title else [])], (_CONTROL, 22, None, None), strict=False
    ):
        table.add_column(heading, overflow="fold", max_width=longest)
    for row in shown:
        table.add_row(*_cells(row, answer, has_title=has_title, everything=everything))
    yield table
    if more := len(nearest) - len(shown):
        yield Text(translate("and {count} more (--all)", count=more), "dim")
    if elsewhere := len(rows) - len(nearest):
        yield Text(translate("and {count} more that depend on the destination (--all)", count=elsewhere), "dim")


def _rows(findings: Iterable[Finding]) -> Iterator[_Row]:
    """Yield rows in order: in force and sure, suspended and sure, then what may apply, then the rest; the strictest first.

    A control that surely applies to one entry is not repeated for others to which it may apply.
    """
    findings = [*findings]
    sure = {(item.provision, item.effect) for item in findings if item.applies == "yes"}
    findings = [item for item in findings if item.applies != "unknown" or (item.provision, item.effect) not in sure]

    def key(item: Finding) -> tuple[int, int, str, Effect]:
        return _rank(item), -STRICTNESS[item.effect], item.provision, item.effect

    for _, alike in groupby(sorted(findings, key=key), key=key):
        same = [*alike]
        yield _Row(same[0], tuple(dict.fromkeys(item.entry for item in same if item.entry)))


def _rank(item: Finding) -> int:
    if item.applies == "no":
        return 4
    if item.applies == "yes":
        return 0 if item.binds else 1 if item.suspension else 3
    return 2 if item.binds or item.suspension else 3


def _cells(row: _Row, answer: Verdict, *, has_title: bool, everything: bool) -> Iterator[RenderableType]:
    item = row.finding
    name = printable(render(citation(answer.law, item.provision)))
    if item.jurisdiction not in (answer.law.home.id, "US"):
        name = f"{item.jurisdiction} {name}"
    address = next((source.url for source in item.sources if source.url), None)
    control = Text(name, f"link {address}" if address else "")
    if everything:
        control.append(f"\n{item.provision}", "dim")
    yield FoldedText(control)
    yield in_style(effect_name(item.effect), item.effect)
    yield FoldedText(Text(translate("; ")).join(_status(row, answer, everything=everything)))
    if has_title:
        yield FoldedText(Text(printable(name_of(item.title))))


def _status(row: _Row, answer: Verdict, *, everything: bool) -> Iterator[Text]:
    """Yield the status of a control on the day, its suspension with the last day, and whether it surely applies."""
    item = row.finding
    if item.suspension:
        yield Text(_suspension(item, item.suspension, answer), STYLES[item.status])
    elif item.status == "pending":
        yield Text(translate("pending, from {day}", day=item.in_force_from))
    else:
        yield Text(status(item.status), STYLES[item.status])
    if item.applies == "unknown":
        yield Text(translate("may apply"))
    elif item.applies == "no":
        yield Text(translate("does not apply"), "dim")
    if len(row.entries) > 1:
        yield Text(", ".join(row.entries) if everything else translate("{count} entries", count=len(row.entries)))
    if everything and item.missing:
        yield Text(translate("depends on {facts}", facts=missing_facts(item.missing)), "dim")


def _suspension(item: Finding, pause: SuspensionPeriod, answer: Verdict) -> str:
    by = act_citation(answer.law, pause.by)
    if item.status == "unsettled":
        text = translate("unconfirmed: {by} suspended it through {through}", through=pause.through, by=by)
    else:
        text = translate(
            "suspended through {through} ({days} left) by {by}",
            through=pause.through,
            days=days(pause.days_left(answer.on)),
            by=by,
        )
    return (
        translate("{text}; {extension}", text=text, extension=extension(pause)) if pause.announced_extension else text
    )

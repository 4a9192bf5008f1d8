"""The controls of an answer: each provision with its effect and its status on the day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text

from exportctl.engine.findings import Finding, SuspensionPeriod, suspension_in
from exportctl.inquiry.history import effects_of
from exportctl.law.citations import act_citation, citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.law.scale import STRICTNESS
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.records import provision_status
from exportctl.reports.i18n.terms import and_others, effect_name, missing_facts, status, suspension
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, Grid, citation_cell, in_style
from exportctl.reports.text.layout import Line
from exportctl.sentences import Sentence, and_more, join, translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from rich.console import RenderableType

    from exportctl.engine.verdict import Verdict
    from exportctl.law.register import Register
    from exportctl.law.status import LawAsOf
    from exportctl.reports.verdict import GateVerdict

_WIDE: Final = 160
"""The width from which the title of a control has room: a few of its words do not help."""
_CONTROL, _EFFECT, _STATUS = 37, 26, 34
"""The largest widths of a citation and an effect, and of a status next to a title; all wrap."""
_ENTRIES: Final = 3
"""The number of entries that the status of their provision names; the rest is counted."""


class ControlRow(NamedTuple):
    """Provisions of one act with the same effect, status and truth, the first finding, and the entries."""

    finding: Finding
    provisions: tuple[str, ...]
    entries: tuple[str, ...]


def controls(checked: GateVerdict, width: int) -> Iterator[RenderableType]:
    """Yield the table of the controls that apply, are suspended or may apply, the strictest in force first, and count the rest.

    Controls that depend on an unstated destination are only counted, unless all do.
    """
    answer, everything = checked.verdict, checked.everything
    has_title = width >= _WIDE
    findings = answer.all_findings() if everything else answer.findings
    rows = [*control_rows(findings, apart=has_title, first=answer.unread_lists_on_form)]
    nearest = [row for row in rows if everything or "to" not in row.finding.missing] or rows
    shown = nearest if everything else [*_rows_to_show(nearest)]
    if not shown:
        return
    now = translate("Status on {day}", day=answer.on)
    if has_title:
        table = Grid("Control", "Effect", now, "Title", widest=(_CONTROL, _EFFECT, _STATUS))
    else:
        table = Grid("Control", "Effect", now, widest=(_CONTROL, _EFFECT))
    explained: set[SuspensionPeriod] = set()
    own = {name for row in shown if row.finding.suspension and not row.finding.relies_on for name in row.provisions}
    for row in shown:
        pause = row.finding.suspension
        is_new = everything or pause not in explained
        has_own_row = row.finding.applies == "unknown" and row.finding.relies_on in own
        is_new = is_new and (everything or not has_own_row)
        table.add_row(*_cells(row, checked, has_title=has_title, everything=everything, explain=is_new))
        explained |= {pause} if pause and is_new and not _relies_on_another(row.finding, answer) else set()
    yield table
    if more := len(nearest) - len(shown):
        yield Text(translate("and {count} more (--all)", count=more), "dim")
    if elsewhere := len(rows) - len(nearest):
        yield Text(translate("and {count} more that depend on the destination (--all)", count=elsewhere), "dim")


def _rows_to_show(rows: Iterable[ControlRow]) -> Iterator[ControlRow]:
    """Yield the rows to show: of controls that only may apply, one for each effect, in force and under each suspension."""
    kinds: set[object] = set()
    for row in rows:
        kind = row.finding.suspension, row.finding.effect
        if row.finding.applies != "unknown" or kind not in kinds:
            kinds.add(kind)
            yield row


def provision_cell(law: Register, provision: str, *, everything: bool, others: int) -> Text:
    """Return the citation of a provision and the number of others, or, with `everything`, its id, title and effects."""
    text = Text(printable(render(citation(law, provision))))
    if not everything:
        return text.append(and_others(others), "dim")
    effects = render(join(effect_name(effect) for effect in effects_of(law, provision)))
    title = printable(name_of(law.provisions[provision].title))
    text.append(f"\n{provision}", "dim").append(f"\n{title}")
    return text.append(f" ({effects})" if effects else "")


def control_rows(findings: Iterable[Finding], *, apart: bool, first: Collection[str] = ()) -> Iterator[ControlRow]:
    """Yield rows in order: in force and sure, suspended and sure, possible, then the rest; the strictest first.

    Provisions whose unread lists may prohibit goods of this form come `first`. A control that surely applies to one entry is
    not repeated for others to which it may apply. Provisions of one act with the same row are merged, unless each has its
    own title (`apart`).
    """
    findings = [*findings]
    sure = {(item.provision, item.effect) for item in findings if item.applies == "yes"}
    findings = [item for item in findings if item.applies != "unknown" or (item.provision, item.effect) not in sure]

    def rank(item: Finding) -> int:
        return -1 if item.provision in first else _rank(item)

    def key(item: Finding) -> tuple[object, ...]:
        return (
            rank(item),
            -STRICTNESS[item.effect],
            item.act,
            item.effect,
            item.status,
            item.suspension,
            item.relies_on,
            item.provision if apart else "",
        )

    ordered = sorted(findings, key=lambda item: (rank(item), -STRICTNESS[item.effect], item.provision, item.effect))
    for _, alike in groupby(ordered, key=key):
        same = [*alike]
        yield ControlRow(
            same[0],
            tuple(dict.fromkeys(item.provision for item in same)),
            tuple(dict.fromkeys(item.entry for item in same if item.entry)),
        )


def status_lines(
    known: LawAsOf, provisions: Iterable[str], day: date, entries: Mapping[str, Iterable[str]] | None = None
) -> Iterator[Line]:
    """Yield a labelled line for each status that provisions have on a day, with their suspension, and the `entries` they list."""
    alike = by_key(((_status_in_words(known, name, day), name) for name in provisions), list)
    label = translatable("Status")
    for (words, style), names in alike.items():
        cited: str = joint_citation(known.law, names)
        if listed := dict.fromkeys(entry for name in names for entry in (entries or {}).get(name, ())):
            some = and_more(join([*listed][:_ENTRIES]), len(listed) - _ENTRIES)
            cited = Sentence("{provisions} ({entries})", provisions=cited, entries=some)
        text = translate("{provisions} on {day}: {status}", provisions=cited, day=day, status=words)
        yield Line(label, text, style)
        label = ""


def _status_in_words(known: LawAsOf, provision: str, day: date) -> tuple[str, str]:
    """Return the status of a provision on a day in words, with its suspension, and the style of the status."""
    span = known.span_on(provision, day)
    if span is None:
        return provision_status(None), ""
    if span.status == "pending":
        return translate("pending, from {day}", day=known.law.provisions[provision].from_), STYLES["pending"]
    pause = suspension_in(known, span)
    words = suspension(known.law, span.status, pause, day) if pause else provision_status(span.status)
    return words, STYLES.get(span.status, "")


def _rank(item: Finding) -> int:
    if item.applies == "no":
        return 4
    if item.applies == "yes":
        return 0 if item.binds else 1 if item.suspension else 3
    return 2 if item.binds or item.suspension else 3


def control_name(row: ControlRow, law: Register) -> str:
    """Return the citation of a control, after its jurisdiction if that is neither the home one nor the US."""
    name, place = render(joint_citation(law, row.provisions)), row.finding.jurisdiction
    return printable(name if place in (law.home.id, "US") else f"{place} {name}")


def _cells(
    row: ControlRow, checked: GateVerdict, *, has_title: bool, everything: bool, explain: bool
) -> Iterator[str | Text]:
    item, answer = row.finding, checked.verdict
    yield citation_cell(control_name(row, answer.law), item.sources, id_=item.provision if everything else "")
    yield in_style(effect_name(item.effect), item.effect)
    yield Text(translate("; ")).join(status_texts(row, checked, everything=everything, explain=explain))
    if has_title:
        yield name_of(item.title)


def _relies_on_another(item: Finding, answer: Verdict) -> bool:
    """Return whether a provision is in force itself, and only another, which may be suspended, makes it apply to the goods."""
    return item.relies_on is not None and answer.known.status_on(item.provision, answer.on) == "in_force"


def _status_with_another(item: Finding, law: Register) -> Iterator[Text]:
    """Yield the status of a provision in force that applies to the goods only while another one does, in one line of a table."""
    yield Text(status("in_force"))
    words = (
        translatable("applies if {other} does") if item.applies == "yes" else translatable("may apply if {other} does")
    )
    other = law.act_of(item.relies_on or item.provision).id
    cited = citation(law, item.relies_on or "") if other == item.act else act_citation(law, other)
    yield Text(translate(words, other=cited), STYLES["unsettled"])


def status_texts(row: ControlRow, checked: GateVerdict, *, everything: bool, explain: bool) -> Iterator[Text]:
    """Yield the status of a control on the day, its suspension with the last day, and whether it surely applies.

    A suspension that a row above explains is named by its act only. If the readings decide differently, the conclusion
    names an announced extension, and the row does not.
    """
    item, answer = row.finding, checked.verdict
    relies = _relies_on_another(item, answer)
    if relies:
        yield from _status_with_another(item, answer.law)
    elif item.suspension and not explain:
        by = act_citation(answer.law, item.suspension.by)
        yield Text(translate("{status} ({by})", status=status(item.status), by=by), STYLES[item.status])
    elif item.suspension:
        in_conclusion = item.status == "unsettled" and checked.depends_on_extension
        pause = item.suspension._replace(announced_extension=None) if in_conclusion else item.suspension
        yield Text(suspension(answer.law, item.status, pause, answer.on, item.relies_on), STYLES[item.status])
    elif item.status == "pending":
        yield Text(translate("pending, from {day}", day=item.in_force_from))
    else:
        yield Text(status(item.status), STYLES[item.status])
    if item.applies == "unknown" and not relies:
        yield Text(translate("may apply"))
    elif item.applies == "no":
        yield Text(translate("does not apply"), "dim")
    if everything and row.entries:
        yield Text(", ".join(row.entries), "dim")
    if everything and item.missing:
        yield Text(translate("depends on {facts}", facts=missing_facts(item.missing, answer.law)), "dim")

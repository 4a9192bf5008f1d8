"""Print the suspensions and measures that end or ended: unconfirmed ends first, then future ends, then past ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.text import Text

from exportctl.inquiry.history import Transition, matters
from exportctl.inquiry.phrases import acts_by_issuer, announced_extension, question_of_extension
from exportctl.inquiry.upcoming import acts_due
from exportctl.law.citations import act_citation
from exportctl.law.grouping import by_key, unique
from exportctl.law.status import open_statements
from exportctl.reports.i18n.events import ending_act, group_endings, worst, worst_of
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import and_others, date_with_weekday, days, status
from exportctl.reports.printable import printable
from exportctl.reports.text.controls import provision_cell
from exportctl.reports.text.goods import coverage_warning
from exportctl.reports.text.grid import STYLES, Grid, citation_cell
from exportctl.reports.text.layout import FoldedText, Line, headline, law_data, unbroken
from exportctl.sentences import Fact, Sentence, both, join, paragraph, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from exportctl.law.model import Statement
    from exportctl.law.register import Register
    from exportctl.reports import results


_ByDay: TypeAlias = "dict[date, list[Transition]]"
"""Ends by the last day of their announced extension."""


class _Row(NamedTuple):
    """A row: last day, change and style, provisions, acts; `unannounced` if only other ends have an announced extension."""

    last_day: date
    outcome: str
    style: str
    provisions: tuple[str, ...]
    acts: tuple[str, ...]
    unannounced: bool = False


def expiring(result: results.Expiring) -> Iterator[RenderableType]:
    """Yield the numbers of suspensions and measures that end or ended, a table of them, what to do, and the age of the law data."""
    groups = group_endings(result.changes)
    law = result.law
    shown = _groups_to_show(groups, result)
    unconfirmed = _unconfirmed_ends(shown, result)
    ahead = [group for group in shown if group[0].on > result.on]
    over = [group for group in shown if group[0].on <= result.on and group[0].after != "unsettled"]
    yield _headline(unconfirmed, ahead, result)
    longer = _by_announcement(shown)
    announced = [*_announcements(longer, law)]
    if sentences := [*_conclusion(unconfirmed, ahead, over, announced)]:
        yield FoldedText(paragraph(sentences))
    rows = [
        *_rows(unconfirmed, result, some_announced=bool(longer)),
        *sorted([*_rows(ahead, result, some_announced=bool(longer)), *_extensions(longer, result)]),
        *_rows(over, result, some_announced=bool(longer)),
    ]
    if rows:
        yield from (Text(""), _table(rows, result), Text(""))
    if not _all_announced(unconfirmed):
        yield from (Line("Announced", text, STYLES["unsettled"]) for text in announced)
    yield from _advice(unconfirmed, ahead, result)
    yield from _others(groups, shown)
    yield from (Line("Expected", item.line()) for item in acts_due(law, result.on))
    if result.everything:
        yield from _sources_of(_statements(result.changes))
    yield law_data(law, result.today, result.on, result.known_on)
    yield from coverage_warning(law, covered=result.covered)


def left_out_of_calendar(result: results.Expiring) -> str:
    """Return the number of unconfirmed ends that a calendar leaves out, with the option that adds them; empty if there are none."""
    first = result.on - timedelta(result.since)
    groups = [
        group
        for group in _unconfirmed_ends(_groups_to_show(group_endings(result.changes), result), result)
        if group[0].on < first
    ]
    if not groups:
        return ""
    oldest = min(group[0].last_day for group in groups)
    return Sentence(
        "the calendar leaves out {count} unconfirmed ends before {day}; {since} {days} adds them",
        count=_provisions(groups),
        day=first,
        since=Fact("since"),
        days=str((result.on - oldest).days),
    )


def _groups_to_show(groups: Iterable[list[Transition]], result: results.Expiring) -> list[list[Transition]]:
    """Return the groups of ends that decide something here, or all of them with `everything`."""
    return [
        group for group in groups if result.everything or any(matters(result.law, item.provision) for item in group)
    ]


def _unconfirmed_ends(groups: Iterable[list[Transition]], result: results.Expiring) -> list[list[Transition]]:
    """Return the groups of suspensions that ended by the requested day unless they were extended."""
    return [group for group in groups if group[0].on <= result.on and group[0].after == "unsettled"]


def _headline(
    unconfirmed: Sequence[list[Transition]], ahead: Sequence[list[Transition]], result: results.Expiring
) -> RenderableType:
    """Return the numbers of provisions, and the days: unconfirmed ends are shown however long ago they were."""
    parts = [translate("{count} unconfirmed", count=_provisions(unconfirmed))] if unconfirmed else []
    if ahead or not unconfirmed:
        parts.append(translate("{count} ending", count=_provisions(ahead)))
    within, since = days(result.within), days(result.since)
    oldest = min((group[0].last_day for group in unconfirmed), default=result.on)
    window = (
        translate("{within} ahead, {since} back; unconfirmed ends of any day", within=within, since=since)
        if (result.on - oldest).days > result.since
        else translate("{within} ahead, {since} back", within=within, since=since)
    )
    style = STYLES["unsettled"] if unconfirmed else ""
    return headline(render(join(parts)), style, date_with_weekday(result.on), window)


def _provisions(groups: Sequence[list[Transition]]) -> int:
    """Return the number of provisions in some groups; a row names the first of its own, and counts the others."""
    return sum(map(len, groups))


def _conclusion(
    unconfirmed: Sequence[list[Transition]],
    ahead: Sequence[list[Transition]],
    over: Sequence[object],
    announced: Sequence[str],
) -> Iterator[str]:
    """Yield in sentences the unconfirmed ends, their announced extensions, and when the next suspension or measure ends."""
    if _all_announced(unconfirmed):
        yield from (Sentence("{extension}.", extension=text) for text in announced)
    elif known := [item.announced_extension for group in unconfirmed for item in group if item.announced_extension]:
        who, whole = both(dict.fromkeys(Sentence.of(item.statement.by) for item in known)), _provisions(unconfirmed)
        yield Sentence("No act confirms an extension.")
        yield Sentence(
            "{who} announced one that may include {count} of {whole}.", who=who, count=len(known), whole=whole
        )
    elif unconfirmed:
        yield Sentence("No act in the law data extends these suspensions.")
    if ahead:
        yield Sentence("The next end is on {day}.", day=date_with_weekday(ahead[0][0].last_day))
    elif not over and not unconfirmed:
        yield Sentence("No suspension and no measure ends on these days.")


def _table(rows: Sequence[_Row], result: results.Expiring) -> Grid:
    """Return the table: a row for each day and outcome, or, with `everything`, one for each provision with its id and title."""
    law = result.law
    table = Grid("Last day", "Provision", "What happens", "Act", unbroken=1)
    for row in rows:
        day = Text(f"{row.last_day}\n{_distance(row.last_day, result.on)}")
        first, others = row.provisions[0], len(row.provisions) - 1
        provision = provision_cell(law, first, everything=result.everything, others=others)
        table.add_row(day, provision, Text(row.outcome, row.style), _acts(row, law))
    return table


def _acts(row: _Row, law: Register) -> Text:
    """Return the citation of the first act, linked to its source, the number of the others, and whether no extension was announced."""
    if not row.acts:
        return Text(translate("none"), STYLES["unsettled"])
    act, *others = row.acts
    below = ""
    if row.unannounced:
        is_open = any(open_statements(law, act, law.home.checked_through))
        below = translate("extension unclear") if is_open else translate("no extension announced")
    return citation_cell(f"{render(act_citation(law, act))}{and_others(len(others))}", law.acts[act].sources, below)


def _rows(groups: Sequence[list[Transition]], result: results.Expiring, *, some_announced: bool) -> Iterator[_Row]:
    """Yield a row for each day and outcome, the strictest provision of each act first; with `everything` one for each provision."""

    def row(group: Sequence[Transition]) -> _Row:
        change, outcome = group[0], _outcome(group, result.law)
        is_announced = any(item.announced_extension for item in group)
        unannounced = some_announced and change.after == "unsettled" and not is_announced
        provisions = _strictest_first(group, result.law)
        return _Row(change.last_day, outcome, STYLES[change.after], provisions, (ending_act(change),), unannounced)

    if result.everything:
        yield from (row([item]) for group in groups for item in group)
        return
    rows = map(row, groups)
    for same in by_key(((item._replace(provisions=(), acts=()), item) for item in rows), list).values():
        provisions = unique(provision for item in same for provision in item.provisions)
        yield same[0]._replace(provisions=provisions, acts=unique(act for item in same for act in item.acts))


def _strictest_first(group: Sequence[Transition], law: Register) -> tuple[str, ...]:
    """Return the provisions of some ends, that with the strictest effect first."""
    return unique([worst_of(group, law).provision, *(item.provision for item in group)])


def _extensions(longer: _ByDay, result: results.Expiring) -> Iterator[_Row]:
    """Yield a row for each day on which announced extensions end: no act confirms them."""
    for through, items in longer.items():
        if 0 < (through - result.on).days <= result.within:
            text = translate("announced extension would end")
            yield _Row(through, text, STYLES["unsettled"], _strictest_first(items, result.law), ())


def _all_announced(unconfirmed: Sequence[list[Transition]]) -> bool:
    """Return whether there are unconfirmed ends, and an extension of each was announced."""
    return bool(unconfirmed) and all(item.announced_extension for group in unconfirmed for item in group)


def _announcements(longer: _ByDay, law: Register) -> Iterator[str]:
    """Yield the announced extensions, each once with its author; the table has the suspending acts if they are several."""
    announced = [item.announced_extension for items in longer.values() for item in items if item.announced_extension]
    alike = by_key((((item.statement.by, item.through, item.is_inferred), item) for item in announced), list)
    for same in alike.values():
        acts = unique(item.announced.suspended_by for item in same)
        yield announced_extension(law, same[0], several=len(acts) > 1)


def _by_announcement(groups: Iterable[list[Transition]]) -> _ByDay:
    """Return the ends that have an announced extension, by its last day."""
    items = (item for group in groups for item in group)
    by_day = by_key(((longer.through, item) for item in items if (longer := item.announced_extension)), list)
    return dict(sorted(by_day.items()))


def _outcome(group: Sequence[Transition], law: Register) -> str:
    """Return the status of provisions on the day after the last day, in words."""
    change, effect = group[0], worst(group, law)
    match change.after:
        case "unsettled":
            return translate("{effect}, unless extended", effect=effect)
        case "in_force":
            return translate("{effect} again", effect=effect)
        case "ended" if change.suspended_by is None:
            return translate("no longer {effect}", effect=effect)
        case other:
            return translate("{status} by {by}", status=status(other), by=act_citation(law, change.by))


def _distance(last_day: date, on: date) -> str:
    """Return the days between a last day and the requested day, in words."""
    left = (last_day - on).days
    if left > 0:
        return translate("in {days}", days=days(left))
    return translate("{days} ago", days=days(-left)) if left else translate("on this day")


def _advice(
    unconfirmed: Sequence[list[Transition]], ahead: Sequence[list[Transition]], result: results.Expiring
) -> Iterator[Line]:
    """Yield the acts to look up: those whose suspensions may have been extended, else those that end next."""
    groups = unconfirmed or [group for group in ahead if group[0].after == "unsettled"]
    law, label = result.law, translatable("To do")
    for issuer, issued in acts_by_issuer(law, (ending_act(group[0]) for group in groups)).items():
        if where := law.jurisdictions[issuer].publishes_at:
            step = Sentence("Check for extensions")
            if len(issued) == 1:
                step = Sentence("Check whether {act} was extended", act=act_citation(law, *issued))
            yield Line(label, translate("{step}: {where}", step=step, where=where), "bold")
        else:
            yield Line(label, render(question_of_extension(law, issued)), "bold")
        label = ""


def _others(groups: Sequence[list[Transition]], shown: Sequence[list[Transition]]) -> Iterator[Line]:
    """Yield the number of omitted ends, of measures that set no condition on an export."""
    count = _provisions(groups) - _provisions(shown)
    if count:
        text = translate("ends of measures that set no condition on an export ({count}; --all)", count=count)
        yield Line("Left out", text, "dim")


def _statements(changes: Iterable[Transition]) -> Iterable[Statement]:
    """Return the statements that announce an extension, each once."""
    statements = (longer.statement for item in changes if (longer := item.announced_extension))
    return {item.id: item for item in statements}.values()


def _sources_of(statements: Iterable[Statement]) -> Iterator[RenderableType]:
    """Yield statements with their sources."""
    label = translatable("Statement")
    for item in statements:
        yield Line(label, f"{printable(name_of(item.title))} [{item.id}]")
        for source in item.sources:
            yield unbroken(Text(f"  {printable(source.url or source.ref or '')}", "dim"))
        label = ""

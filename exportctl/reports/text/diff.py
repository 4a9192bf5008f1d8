"""Print the changes between two days, by day and act, and the decisions about the goods."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.inquiry.history import Transition, matters
from exportctl.inquiry.phrases import extension_doubt, question_of_extension
from exportctl.law.citations import act_citation
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.records import provision_status
from exportctl.reports.i18n.terms import date_with_weekday, effect_name, extension, status, worst_case_name
from exportctl.reports.text.controls import provision_cell
from exportctl.reports.text.goods import coverage_warning, doubt_about_goods, unrecognised_lines
from exportctl.reports.text.grid import STYLES, Grid, citation_cell
from exportctl.reports.text.layout import FoldedText, Line, headline, inquiry_subject, law_data
from exportctl.sentences import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from exportctl.engine.verdict import Verdict
    from exportctl.law.register import Register
    from exportctl.reports import results


def diff(result: results.Diff) -> Iterator[RenderableType]:
    """Yield the number of changes, the decision about the goods before and after them, and the changes by day and act."""
    count, first, last = len(result.changes), result.first, result.last
    word = translate("{count} changes", count=count) if count else translate("no changes")
    days = translate("{first} to {last}", first=date_with_weekday(first), last=date_with_weekday(last))
    about = inquiry_subject(result.law, result.inquiry)
    doubt = doubt_about_goods(result.inquiry)
    yield headline(translate("1 change") if count == 1 else word, "", about, days, doubt=doubt)
    yield from unrecognised_lines(result.law, result.inquiry)
    if not count:
        yield FoldedText(translate("No provision changes its status on these days."))
    yield from map(Line, (translatable("Before"), translatable("After")), map(_answer, result.answers))
    shown, others = _partition(result)
    if shown:
        yield from (Text(""), _table(shown, result), Text(""))
    yield from _step(shown, result.law)
    if others:
        text = translate("changes of measures that set no condition on an export ({count}; --all)", count=len(others))
        yield Line("Left out", text, "dim")
    yield law_data(result.law, result.today, last, result.inquiry.known_on)
    yield from coverage_warning(result.law, covered=result.covered)


def _step(changes: Sequence[Transition], law: Register) -> Iterator[Line]:
    """Yield the question whether the suspensions were extended that are unconfirmed after the changes."""
    last = {change.provision: change for change in changes}
    unconfirmed = [change for change in last.values() if change.after == "unsettled"]
    if unconfirmed:
        yield Line("To do", question_of_extension(law, (change.by for change in unconfirmed)), "bold")


def _table(changes: Sequence[Transition], result: results.Diff) -> Grid:
    """Return the table: a row for each day, act and change, or, with `everything`, one for each provision."""
    law = result.law
    table = Grid("Day", "Control", "Change", "Act", unbroken=1)
    for _, alike in groupby(changes, key=lambda item: (*_by(item), *_course(item))):
        same = [*alike]
        change = same[0]
        act = citation_cell(render(act_citation(law, change.by)), law.acts[change.by].sources)
        for item in same if result.everything else same[:1]:
            control = provision_cell(law, item.provision, everything=result.everything, others=len(same) - 1)
            table.add_row(str(change.on), control, _change(change), act)
    return table


def _change(change: Transition) -> Text:
    """Return the status before and after a change, and an announced extension."""
    text = Text(
        translate("{before} \u2192 {after}", before=provision_status(change.before), after=status(change.after))
    )
    if change.before == change.after:
        text = Text(translate("remains {status}", status=status(change.after)))
    if longer := change.announced_extension:
        text.append(translate("; ")).append(extension(longer))
    return text


def _partition(result: results.Diff) -> tuple[Sequence[Transition], Sequence[Transition]]:
    """Return the changes to print, by day, act and course, and those that are only counted, which decide nothing on any day."""
    ordered = sorted(result.changes, key=lambda item: (*_by(item), *_course(item)))
    if result.everything or result.inquiry.item:
        return ordered, []
    deciding = {_by(item) for item in ordered if matters(result.law, item.provision)}
    return [item for item in ordered if _by(item) in deciding], [item for item in ordered if _by(item) not in deciding]


def _by(change: Transition) -> tuple[str, str]:
    return change.on.isoformat(), change.by


def _course(change: Transition) -> tuple[str, str]:
    return change.before or "", change.after


def _answer(answer: Verdict) -> Text:
    """Return the decision of `check` on a day."""
    text = Text(translate("{day}: ", day=date_with_weekday(answer.on)))
    text.append(effect_name(answer.decision), STYLES[answer.decision])
    if answer.worst_case != answer.decision:
        worst = worst_case_name(answer, answer.worst_case)
        text.append(translate(" (worst case: {worst})", worst=worst))
    return text.append("" if answer.settled else render(extension_doubt(answer.assume)), STYLES["unsettled"])

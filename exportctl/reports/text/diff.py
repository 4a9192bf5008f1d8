"""Prints what changed between two days, by day and act, and what that means for the goods."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from exportctl.inquiry.history import effects_of, matters
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, effect_name, status
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import coverage_warning
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import OneLine, inquiry_subject, label_lines, law_line, unknown
from exportctl.sentences import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from exportctl.engine.verdict import Verdict
    from exportctl.inquiry.history import Transition
    from exportctl.law.register import Register
    from exportctl.reports import results


def diff(result: results.Diff) -> Iterator[RenderableType]:
    """Yield the number of changes, the answer about the goods before and after them, and the changes by day and act."""
    count, first, last = len(result.changes), result.first, result.last
    several = translate("{count} CHANGES", count=count) if count else translate("NO CHANGES")
    word = translate("1 CHANGE") if count == 1 else several
    about = inquiry_subject(result.law, result.asked)
    days = {"first": date_with_weekday(first), "last": date_with_weekday(last)}
    yield Text.assemble(
        (word, "bold"),
        translate("  {about}, {first} to {last}", about=about, **days),
    )
    yield from label_lines(zip((translate("before"), translate("after")), map(_answer, result.answers), strict=False))
    told, beside = _partition(result)
    for (day, act), alike in groupby(told, key=_by):
        title = printable(name_of(result.law.acts[act].title))
        when = date_with_weekday(date.fromisoformat(day))
        yield _line(Text.assemble((when, "bold"), "  ", (act, "bold"), f" {title}"), 0, whole=result.everything)
        for _, same in groupby(alike, key=_course):
            yield from _changes(list(same), result)
    if beside:
        acts = dict.fromkeys(item.by for item in beside)
        more = translate("{count} more that decide nothing here (--all): {acts}", count=len(beside), acts=join(acts))
        yield OneLine(Text(more, "dim"))
    yield from label_lines([(translate("law"), law_line(result.law, result.today, last, result.asked.known_on))])
    yield from unknown(result.asked)
    yield from coverage_warning(result.law, covered=result.covered)


def _partition(result: results.Diff) -> tuple[Sequence[Transition], Sequence[Transition]]:
    """Return the changes to print, by day, act and course, and those that are only counted, which decide nothing on any day."""
    ordered = sorted(result.changes, key=lambda item: (*_by(item), *_course(item)))
    if result.everything or result.asked.item:
        return ordered, []
    deciding = {_by(item) for item in ordered if matters(result.law, item.provision)}
    return [item for item in ordered if _by(item) in deciding], [item for item in ordered if _by(item) not in deciding]


def _by(change: Transition) -> tuple[str, str]:
    return change.on.isoformat(), change.by


def _course(change: Transition) -> tuple[str, str]:
    return change.before or "", change.after


def _changes(same: list[Transition], result: results.Diff) -> Iterator[RenderableType]:
    """Yield provisions with the same change, each with its title and its effect in force."""
    change = same[0]
    was = translate("was {status}", status=status(change.before)) if change.before else translate("was not published")
    now = translate("is {status}", status=status(change.after))
    same_ = translate("stays {status}", status=status(change.after))
    line = Text.assemble(
        translate("  {was}, ", was=was), (same_ if change.before == change.after else now, STYLES[change.after])
    )
    if longer := change.announced_extension:
        line.append(translate("; ")).append(
            translate("extension through {through} announced; no act was found", through=longer.through)
        )
    if result.everything or result.asked.item:
        yield line
        for item in same:
            yield _line(provision(result.law, item.provision, whole=result.everything), 4, whole=result.everything)
    elif len(same) == 1:
        yield OneLine(line.append(translate(": ")).append_text(provision(result.law, change.provision)))
    else:
        more = translate(": {provision} and {count} more (--all)", provision=change.provision, count=len(same) - 1)
        yield line.append(more)


def provision(law: Register, id_: str, *, whole: bool = False) -> Text:
    """Return a provision with its title, and, if `whole`, its effect in force."""
    item = law.provisions[id_]
    text = Text.assemble((id_, "bold"), f" {printable(name_of(item.title))}")
    if whole:
        asked = render(join(effect_name(effect) for effect in effects_of(law, id_)))
        told = asked or (translate("not tested here") if item.not_evaluated else translate("decides nothing here"))
        text.append(f" ({told})", "dim")
    return text


def _line(text: Text, indent: int, *, whole: bool) -> RenderableType:
    return Padding(text, (0, 0, 0, indent), expand=False) if whole else OneLine(text, indent)


def _answer(answer: Verdict) -> Text:
    """Return what `check` answers on a day."""
    text = Text(translate("{day}: ", day=date_with_weekday(answer.on)))
    text.append(effect_name(answer.decision), STYLES[answer.decision])
    if answer.worst_case != answer.decision:
        anything = answer.worst_case == "undecided"
        text.append(
            translate(", it could be anything")
            if anything
            else translate(", at worst {worst}", worst=effect_name(answer.worst_case))
        )
    return text.append("" if answer.settled else translate(", not settled"), "magenta")

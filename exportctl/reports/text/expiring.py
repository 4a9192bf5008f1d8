"""Prints what ends, by day and act: the days left, what is suspended until then, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from exportctl.inquiry.history import matters
from exportctl.reports.i18n.endings import announcement, consequence, ending_act, group_endings, worst, worst_of
from exportctl.reports.i18n.language import name_of, translate
from exportctl.reports.i18n.terms import date_with_weekday, days
from exportctl.reports.printable import printable
from exportctl.reports.text.diff import provision
from exportctl.reports.text.goods import coverage_warning
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import OneLine, Unbroken, label_lines, law_line
from exportctl.sentences import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from exportctl.inquiry.history import Transition
    from exportctl.law.model import Statement
    from exportctl.law.register import Register
    from exportctl.reports import results


def expiring(result: results.Expiring) -> Iterator[RenderableType]:
    """Yield what is unsettled, what ends in the days ahead, what ended lately, and the announced extensions."""
    day, found = result.on, result.changes
    open_ = [item for item in found if item.on <= day and item.after == "unsettled"]
    over = [item for item in found if item.on <= day and item.after != "unsettled"]
    if open_:
        yield Text(
            translate("NOT SETTLED on {day}: it is not known whether they were prolonged", day=date_with_weekday(day)),
            "bold magenta",
        )
        yield from _endings(open_, result)
    yield Text(
        translate("ENDING within {days} after {day}", days=days(result.within), day=date_with_weekday(day)), "bold"
    )
    yield from _endings([item for item in found if item.on > day], result)
    yield Text(
        translate("ENDED in the {days} up to {day}", days=days(result.since), day=date_with_weekday(day)), "bold"
    )
    yield from _endings(over, result)
    if result.everything:
        yield from _statements(item.announced_extension.statement for item in found if item.announced_extension)
    yield from label_lines([(translate("law"), law_line(result.law, result.today, day, result.known_on))])
    yield from coverage_warning(result.law, covered=result.covered)


def _endings(changes: Iterable[Transition], result: results.Expiring) -> Iterator[RenderableType]:
    """Yield what ends, in the order of days; ends of the same act on the same day are one."""
    groups = group_endings(changes)
    if not groups:
        yield Text(translate("  none"))
    beside = [found for found in groups if not any(matters(result.law, item.provision) for item in found)]
    for found in groups:
        if result.everything or found not in beside:
            yield from _ending(found, result)
    if beside and not result.everything:
        acts = join(dict.fromkeys(ending_act(found[0]) for found in beside))
        count = sum(map(len, beside))
        yield OneLine(
            Text(translate("  and {count} that decide nothing here (--all): {acts}", count=count, acts=acts), "dim")
        )


def _ending(found: list[Transition], result: results.Expiring) -> Iterator[RenderableType]:
    """Yield the day and the act, what follows from the end, and which provisions that is about."""
    law, change = result.law, found[0]
    act = law.acts[ending_act(change)]
    far = translate(", {far}: ", far=_far(change, result))
    head = Text.assemble((date_with_weekday(change.last_day), "bold"), far, (act.id, "bold"))
    head.append(f" {printable(name_of(act.title))}")
    yield _under(head, 2) if result.everything else OneLine(head, 2)
    if not result.everything:
        more = translate(" and {count} more", count=len(found) - 1) if len(found) > 1 else ""
        follows = Text(worst_of(found, law).provision).append(more).append(translate(": "))
        yield _under(follows.append(_briefly(found, law), STYLES[change.after]))
        return
    longer = translate("{announced}; ", announced=announcement(change.announced_extension))
    extension = longer if change.suspended_by else ""
    yield _under(Text(extension).append(consequence(found, law), STYLES[change.after]))
    yield from (_under(provision(law, item.provision, whole=True), 6) for item in found)


def _far(change: Transition, result: results.Expiring) -> str:
    """Return the number of days from the day asked about to the last day."""
    if gone := change.days_gone(result.on):
        return translate("{days} gone", days=days(gone))
    return translate("{days} left", days=days(change.days_left(result.on)))


def _statements(announcing: Iterable[Statement]) -> Iterator[RenderableType]:
    """Yield the statements that announce an extension, each once, with where they were read."""
    said = {item.id: item for item in announcing}
    if said:
        yield Text(translate("Announced, which changes no status"), "bold")
    for item in said.values():
        yield Text.assemble((item.id, "bold"), f"  {printable(name_of(item.title))}")
        for source in item.sources:
            yield Unbroken(Text(f"  {printable(source.url or source.ref or '')}", "dim"))


def _briefly(found: Sequence[Transition], law: Register) -> str:
    """Return what follows from an end, and, if that is not settled, the extension that would prevent it."""
    change = found[0]
    if change.after != "unsettled":
        return consequence(found, law)
    longer = change.announced_extension
    said = translate("announced to {through}", through=longer.through) if longer else translate("nothing announced")
    return translate("{effect} unless extended ({said})", effect=worst(found, law), said=said)


def _under(text: Text, indent: int = 4) -> Padding:
    return Padding(text, (0, 0, 0, indent), expand=False)

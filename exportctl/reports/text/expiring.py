"""What ends is told by the act and the day: when that was or will be, what was announced, and which provisions sleep under it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from exportctl.inquiry.history import asks
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import warned
from exportctl.reports.text.grid import STYLES
from exportctl.reports.words.en import EFFECTS, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from exportctl.inquiry.history import Transition
    from exportctl.law.days import Announcement
    from exportctl.law.model import Statement
    from exportctl.law.register import Register
    from exportctl.reports import results


def expiring(result: results.Expiring) -> Iterator[RenderableType]:
    """Yield what nobody knows to have ended, what ended lately, what ends in the days ahead, and what was announced of all that."""
    day, found = result.on, result.changes
    open_ = [item for item in found if item.on <= day and item.after == "unsettled"]
    over = [item for item in found if item.on <= day and item.after != "unsettled"]
    if open_:
        yield Text(
            f"Not settled on {day}: these suspensions ran out, and whether they were prolonged is not known", "bold"
        )
        yield from _endings(open_, result)
    yield Text(f"Ended in the {days(result.since)} up to {day}", "bold")
    yield from _endings(over, result)
    yield Text(f"Ending within {result.within} days after {day}", "bold")
    yield from _endings([item for item in found if item.on > day], result)
    yield from warned(result.law, covered=result.covered)
    yield from _statements(item.announced_extension.statement for item in found if item.announced_extension)


def _endings(changes: Iterable[Transition], result: results.Expiring) -> Iterator[RenderableType]:
    """Yield what ends, in the order of days: all that ends alike, by the same act on the same day, is told together."""
    told = False
    for _, alike in groupby(sorted(changes, key=_alike), key=_alike):
        told = True
        yield from _ending(list(alike), result)
    if not told:
        yield Text("none\n")


def _alike(change: Transition) -> tuple[str, ...]:
    return change.on.isoformat(), change.suspended_by or "", change.after, change.suspended_by or change.by


def _ending(found: list[Transition], result: results.Expiring) -> Iterator[RenderableType]:
    law, change = result.law, found[0]
    act = law.acts[change.suspended_by or change.by]
    what = "suspended by" if change.suspended_by else "ended by"
    yield Text.assemble(
        (str(change.last_day), "bold"), f"  last day, {_far(change, result)}  {what} ", (act.id, "bold")
    )
    yield _under(printable(act.title.en), 2)
    if change.suspended_by:
        yield _under(_announced(change.announced_extension), 2)
        yield _under(Text(_then(change, result), STYLES[change.after]), 2)
    for item in found:
        yield _under(_provision(law, item.provision), 4)
    yield Text("")


def _far(change: Transition, result: results.Expiring) -> str:
    """Return how far the last day is from the day asked about."""
    if gone := change.days_gone(result.on):
        return f"{days(gone)} gone"
    return f"{days(change.days_left(result.on))} left"


def _announced(longer: Announcement | None) -> str:
    """Return what was announced about the end of a suspension."""
    if longer is None:
        return "no extension announced, no act seen"
    said = longer.statement
    return f"extension to {longer.through} announced by {said.by} on {said.published}, no act seen [{said.id}]"


def _statements(announcing: Iterable[Statement]) -> Iterator[RenderableType]:
    """Yield the statements that announce an extension, each once, with where they were read."""
    said = {item.id: item for item in announcing}
    if said:
        yield Text("Announced, which changes no status", "bold")
    for item in said.values():
        yield Text.assemble((item.id, "bold"), f"  {printable(item.title.en)}")
        for source in item.sources:
            yield _under(Text(printable(source.url or source.ref or ""), "dim"), 2)


def _then(change: Transition, result: results.Expiring) -> str:
    """Return what becomes of the provisions that the suspension held."""
    match change.after:
        case "unsettled":
            checked = result.law.jurisdiction_of(change.provision).checked_through
            last = min(checked, result.known_on or checked)
            return f"then in force again on its face, not settled: the law is known through {last}"
        case "in_force":
            return "then in force again"
        case "suspended":
            return f"then suspended by {change.by}"
        case _:
            return f"then {change.after} by {change.by}"


def _provision(law: Register, provision: str) -> Text:
    """Return a provision by its title, with what it asks while it is in force."""
    item = law.provisions[provision]
    asked = ", ".join(EFFECTS[effect] for effect in asks(law, provision))
    text = Text.assemble((provision, "bold"), f"  {printable(item.title.en)}")
    return text.append(f" ({asked or ('not tested here' if item.not_evaluated else 'decides nothing here')})", "dim")


def _under(text: Text | str, indent: int) -> Padding:
    return Padding(text, (0, 0, 0, indent), expand=False)

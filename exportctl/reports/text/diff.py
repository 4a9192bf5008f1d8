"""What changed between two days is told by the day and the act: what was, what is, and what that makes of the goods."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from exportctl.inquiry.history import asks, matters
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import warned
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import Cut, inquired, labelled, law_line, unknown
from exportctl.reports.words.en import EFFECTS, dated, status

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
    word = f"{count or 'NO'} CHANGE{'' if count == 1 else 'S'}"
    yield Text.assemble((word, "bold"), f"  {inquired(result.law, result.asked)}, {dated(first)} to {dated(last)}")
    yield from labelled(zip(("before", "after"), map(_answer, result.answers), strict=False))
    told, beside = _parted(result)
    for (day, act), alike in groupby(told, key=_by):
        title = printable(result.law.acts[act].title.en)
        when = dated(date.fromisoformat(day))
        yield _line(Text.assemble((when, "bold"), "  ", (act, "bold"), f" {title}"), 0, whole=result.everything)
        for _, same in groupby(alike, key=_course):
            yield from _changes(list(same), result)
    if beside:
        acts = dict.fromkeys(item.by for item in beside)
        yield Cut(Text(f"{len(beside)} more that decide nothing here (--all): {', '.join(acts)}", "dim"))
    yield from labelled([("law", law_line(result.law, result.today, last, result.asked.known_on))])
    yield from unknown(result.asked)
    yield from warned(result.law, covered=result.covered)


def _parted(result: results.Diff) -> tuple[Sequence[Transition], Sequence[Transition]]:
    """Return the changes that are told, by day, act and course, and those that only count: they decide nothing on any day."""
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
    """Yield provisions that go the same way, each with its title and what it asks while it is in force."""
    change = same[0]
    was = "was not published" if change.before is None else f"was {status(change.before)}"
    goes = "stays" if change.before == change.after else "is"
    longer = change.announced_extension
    line = Text.assemble(f"  {was}, ", (f"{goes} {status(change.after)}", STYLES[change.after]))
    line.append(f"; extension to {longer.through} announced, no act seen" if longer else "")
    if result.everything or result.asked.item:
        yield line
        for item in same:
            yield _line(provision(result.law, item.provision, whole=result.everything), 4, whole=result.everything)
    elif len(same) == 1:
        yield Cut(line.append(": ").append_text(provision(result.law, change.provision)))
    else:
        yield line.append(f": {change.provision} and {len(same) - 1} more (--all)")


def provision(law: Register, id_: str, *, whole: bool = False) -> Text:
    """Return a provision with its title, and, if it is told `whole`, what it asks while it is in force."""
    item = law.provisions[id_]
    text = Text.assemble((id_, "bold"), f" {printable(item.title.en)}")
    if whole:
        asked = ", ".join(EFFECTS[effect] for effect in asks(law, id_))
        told = asked or ("not tested here" if item.not_evaluated else "decides nothing here")
        text.append(f" ({told})", "dim")
    return text


def _line(text: Text, indent: int, *, whole: bool) -> RenderableType:
    return Padding(text, (0, 0, 0, indent), expand=False) if whole else Cut(text, indent)


def _answer(answer: Verdict) -> Text:
    """Return what `check` answers on a day."""
    text = Text(f"{dated(answer.on)}: ")
    text.append(EFFECTS[answer.decision], STYLES[answer.decision])
    if answer.worst_case != answer.decision:
        worst = "it could be anything" if answer.worst_case == "undecided" else f"at worst {EFFECTS[answer.worst_case]}"
        text.append(f", {worst}")
    return text.append("" if answer.settled else ", not settled", "magenta")

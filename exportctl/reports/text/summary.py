"""The summary of a run counts its rows by decision, by provision, and by the day on which answers change next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.engine.cautions import BEFORE_COVERAGE, before_coverage
from exportctl.engine.terms import STALE
from exportctl.law.scale import DECISIONS
from exportctl.reports.text.grid import cell, grid, styled, titled
from exportctl.reports.words.en import EFFECTS as WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from exportctl.batch.tally import Counts
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision
    from exportctl.reports.results import Summary

_SHOWN = 10


def summary(result: Summary) -> Iterator[RenderableType]:
    """Yield the counts as tables: all decisions, the provisions that most rows meet, and the next days on which rows change."""
    counts = result.counts
    decisions = grid("decision", "rows")
    for effect in _by_strictness(counts.by_decision):
        decisions.add_row(styled(WORDS[effect], effect), cell(str(counts.by_decision[effect])))
    yield from titled("By decision", decisions if counts.by_decision else None)
    most = sorted(counts.by_provision.items(), key=lambda item: (-item[1], item[0]))
    yield from titled("By provision", _table("provision", most))
    yield from titled("Rows that change next on", _table("on", sorted(counts.by_change.items())))
    if told := not_covered(counts, result.law):
        yield Text(f"! {told} [{BEFORE_COVERAGE}]")
    if told := too_old(counts, result.law):
        yield Text(f"! {told} [{STALE}]")


def not_covered(counts: Counts, law: Register) -> str:
    """Return how many rows are of days before the data begins, and why that decides nothing about them; nothing if there is none."""
    rows = counts.by_warning.get(BEFORE_COVERAGE)
    return f"{rows} of the rows cannot be decided free: {before_coverage(law.home.covers_from).text}" if rows else ""


def too_old(counts: Counts, law: Register) -> str:
    """Return how many rows are of days about which the data is too old to be asked; nothing if there is none."""
    rows = counts.by_warning.get(STALE)
    checked = law.home.checked_through
    return (
        f"{rows} of the rows cannot be decided free: max_age is over, and the data knows the law through {checked}"
        if rows
        else ""
    )


def last_line(counts: Counts) -> str:
    """Return the counts in one line: they add up."""
    found = ", ".join(f"{effect} {counts.by_decision[effect]}" for effect in _by_strictness(counts.by_decision))
    written = "" if counts.written == counts.screened else f" ({counts.written} of them wanted)"
    return f"{counts.rows} rows: {counts.screened} screened{written}, {counts.rejected} rejected; by decision: {found or 'none'}"


def _table(heading: str, counted: list[tuple[str, int]]) -> RenderableType | None:
    table = grid(heading, "rows")
    for head, rows in counted[:_SHOWN]:
        table.add_row(cell(head), cell(str(rows)))
    if len(counted) > _SHOWN:
        table.add_row(cell(f"and {len(counted) - _SHOWN} more"), cell(""))
    return table if counted else None


def _by_strictness(found: Mapping[str, int] | Iterable[str]) -> list[Decision]:
    return [effect for effect in reversed(DECISIONS) if effect in found]

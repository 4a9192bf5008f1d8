"""The summary of a run counts its rows by decision, by provision, and by the day on which answers change next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.engine.cautions import BEFORE_COVERAGE, before_coverage
from exportctl.engine.terms import STALE
from exportctl.law.scale import DECISIONS
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import LABEL, Cut, labelled, law_line
from exportctl.reports.words.en import EFFECTS as WORDS
from exportctl.reports.words.en import dated, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from exportctl.batch.tally import Counts
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision
    from exportctl.reports.results import Summary

_SHOWN: Final = 5
"""So many provisions, and days on which rows change, are named; the rest is counted."""


def summary(result: Summary) -> Iterator[RenderableType]:
    """Yield the rows by decision, the days on which rows change, the provisions that most rows meet, and how old the law is."""
    counts = result.counts
    when = f"on {dated(result.on)}" if result.on else "each on its day"
    line = Text.assemble((_rows(counts.rows).upper(), "bold"), f"  {when}: ")
    for number, effect in enumerate(_by_strictness(counts.by_decision)):
        line.append(", " if number else "").append(f"{counts.by_decision[effect]} {WORDS[effect]}", STYLES[effect])
    yield line.append(f"{', ' if counts.by_decision else ''}{counts.rejected} rejected" if counts.rejected else "")
    most = sorted(counts.by_provision.items(), key=lambda item: (-item[1], item[0]))
    days_ = sorted(counts.by_change.items())
    yield from labelled(_lines("next", [Text(f"{_when(day, result.today)}: {_rows(rows)}") for day, rows in days_]))
    yield from _provisions(most, result.law)
    if told := answered(counts):
        yield from labelled([("answered", Text(told))])
    yield from labelled([("law", law_line(result.law, result.today))])
    if told := not_covered(counts, result.law):
        yield Text(f"! {told} [{BEFORE_COVERAGE}]")
    if told := too_old(counts, result.law):
        yield Text(f"! {told} [{STALE}]")


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _when(day: str, today: date | None) -> str:
    on = date.fromisoformat(day)
    left = (on - today).days if today else 0
    return dated(on) + (f", in {days(left)}" if left > 0 else "")


def _provisions(most: Sequence[tuple[str, int]], law: Register) -> Iterator[RenderableType]:
    """Yield the provisions that most rows meet, each with its title as far as there is room."""
    label = "why"
    for provision, rows in most[:_SHOWN]:
        item = law.provisions.get(provision)
        line = Text.assemble((f"{label:<{LABEL}} ", "bold"), f"{_rows(rows)}: ", (provision, "bold"))
        yield Cut(line.append(f" {printable(item.title.en)}" if item else ""))
        label = ""
    if len(most) > _SHOWN:
        yield from labelled([("", Text(f"and {len(most) - _SHOWN} more provisions (--format json)", "dim"))])


def _lines(label: str, lines: Sequence[Text]) -> Iterator[tuple[str, Text]]:
    shown = lines if len(lines) <= _SHOWN else lines[: _SHOWN - 1]
    for line in shown:
        yield label, line
        label = ""
    if len(shown) < len(lines):
        yield "", Text(f"and {len(lines) - len(shown)} more days (--format json)", "dim")


def answered(counts: Counts) -> str:
    """Return how many rows licences and waivers answer, each kind apart; nothing if there is none."""
    told = [f"{rows} by {kind}s" for kind, rows in counts.by_answer.items() if rows]
    return f"wholly or in part: {', '.join(told)}" if told else ""


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


def as_before(counts: Counts, baseline: str) -> str:
    """Return how many of the rows that stop, or could, a baseline has, and how many it has not."""
    known, new, worse = (counts.by_comparison.get(found, 0) for found in ("known", "new", "worse"))
    return f"{known} rows at the gate are as in the baseline {baseline}; {new} are new, {worse} are worse than there"


def last_line(counts: Counts) -> str:
    """Return the counts in one line: they add up."""
    found = ", ".join(f"{effect} {counts.by_decision[effect]}" for effect in _by_strictness(counts.by_decision))
    written = "" if counts.written == counts.screened else f" ({counts.written} of them wanted)"
    more = f"; answered, {told}" if (told := answered(counts)) else ""
    return f"{counts.rows} rows: {counts.screened} screened{written}, {counts.rejected} rejected; by decision: {found or 'none'}{more}"


def _by_strictness(found: Mapping[str, int] | Iterable[str]) -> list[Decision]:
    return [effect for effect in reversed(DECISIONS) if effect in found]

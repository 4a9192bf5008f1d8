"""Prints the summary of a run: rows by decision, by provision, and by the day of their next change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from rich.cells import set_cell_size
from rich.text import Text

from exportctl.chinese import word
from exportctl.engine.gate_policy import STALE
from exportctl.engine.warnings import BEFORE_COVERAGE, CODE_CONFLICT, before_coverage
from exportctl.law.scale import DECISIONS
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import answers, date_with_weekday, days, effect_name, rows
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import LABEL, OneLine, influence_line, label_lines, law_line
from exportctl.sentences import Sentence, join

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
    when = translate("on {day}", day=date_with_weekday(result.on)) if result.on else translate("each on its day")
    line = Text.assemble((rows(counts.rows).upper(), "bold"), translate("  {when}: ", when=when) if counts.rows else "")
    for number, effect in enumerate(_by_strictness(counts.by_decision)):
        told = translate("{count} {what}", count=counts.by_decision[effect], what=effect_name(effect))
        line.append(translate(", ") if number else "").append(told, STYLES[effect])
    if counts.rejected:
        line.append(translate(", ") if counts.by_decision else "").append(
            translate("{count} rejected", count=counts.rejected)
        )
    yield line
    most = sorted(counts.by_provision.items(), key=lambda item: (-item[1], item[0]))
    days_ = sorted(counts.by_change.items())
    coming = [translate("{when}: {rows}", when=_when(day, result.today), rows=rows(count)) for day, count in days_]
    yield from label_lines(_lines(translate("next"), list(map(Text, coming))))
    yield from _provisions(most, result.law)
    if answers := permits_line(counts):
        yield from label_lines([(translate("answered"), Text(render(answers)))])
    yield from label_lines([*influence_line(result.configured), (translate("law"), law_line(result.law, result.today))])
    if open_ := not_covered(counts, result.law):
        yield Text(f"! {render(open_)} [{BEFORE_COVERAGE}]")
    if open_ := too_old(counts, result.law):
        yield Text(f"! {render(open_)} [{STALE}]")
    if open_ := contradictions_line(counts):
        yield Text(f"! {render(open_)} [{CODE_CONFLICT}]")


def _when(day: str, today: date | None) -> str:
    on = date.fromisoformat(day)
    left = (on - today).days if today else 0
    return (
        translate("{day}, in {days}", day=date_with_weekday(on), days=days(left)) if left > 0 else date_with_weekday(on)
    )


def _provisions(most: Sequence[tuple[str, int]], law: Register) -> Iterator[RenderableType]:
    """Yield the provisions that most rows meet, each with its title as far as there is room."""
    label = translate("why")
    for provision, count in most[:_SHOWN]:
        item = law.provisions.get(provision)
        line = Text.assemble(
            (set_cell_size(label, LABEL + 1), "bold"), translate("{rows}: ", rows=rows(count)), (provision, "bold")
        )
        yield OneLine(line.append(f" {printable(name_of(item.title))}" if item else ""))
        label = ""
    if len(most) > _SHOWN:
        yield from label_lines(
            [("", Text(translate("and {count} more provisions (--format json)", count=len(most) - _SHOWN), "dim"))]
        )


def _lines(label: str, lines: Sequence[Text]) -> Iterator[tuple[str, Text]]:
    shown = lines if len(lines) <= _SHOWN else lines[: _SHOWN - 1]
    for line in shown:
        yield label, line
        label = ""
    if len(shown) < len(lines):
        yield "", Text(translate("and {count} more days (--format json)", count=len(lines) - len(shown)), "dim")


def permits_line(counts: Counts) -> str:
    """Return how many rows licences and waivers answer, each kind apart; nothing if there is none."""
    told = [answers(kind, rows) for kind, rows in counts.by_answer.items() if rows]
    return Sentence("wholly or in part: {counts}", counts=join(told)) if told else ""


def not_covered(counts: Counts, law: Register) -> str:
    """Return how many rows are of days before the data begins, and why that decides nothing about them; nothing if there is none."""
    rows = counts.by_warning.get(BEFORE_COVERAGE)
    why = before_coverage(law.home.covers_from).text
    return Sentence("{rows} of the rows cannot be decided free: {why}", rows=rows, why=why) if rows else ""


def too_old(counts: Counts, law: Register) -> str:
    """Return how many rows are about days for which the data is too old; empty if there are none."""
    rows = counts.by_warning.get(STALE)
    checked = law.home.checked_through
    why = Sentence("max_age is over, and the data knows the law through {checked}", checked=checked)
    return Sentence("{rows} of the rows cannot be decided free: {why}", rows=rows, why=why) if rows else ""


def contradictions_line(counts: Counts) -> str:
    """Return how many rows have words that do not fit their customs code, and what to do; nothing if there is none."""
    rows = counts.by_warning.get(CODE_CONFLICT)
    return (
        Sentence(
            "{rows} of the rows have words that do not fit their customs code: correct it, or state your own classification "
            "in a column entry",
            rows=rows,
        )
        if rows
        else ""
    )


def as_before(counts: Counts, baseline: str) -> str:
    """Return how many of the rows that stop, or could, a baseline has, and how many it has not."""
    known, new, worse = (counts.by_comparison.get(found, 0) for found in ("known", "new", "worse"))
    return Sentence(
        "{known} rows at the gate are as in the baseline {baseline}; {new} are new, {worse} are worse than there",
        known=known,
        baseline=baseline,
        new=new,
        worse=worse,
    )


def last_line(counts: Counts) -> str:
    """Return the counts in one line: they add up."""
    found = join(
        Sentence("{decision} {count}", decision=word(effect), count=counts.by_decision[effect])
        for effect in _by_strictness(counts.by_decision)
    )
    wanted = Sentence(" ({count} of them wanted)", count=counts.written)
    more = Sentence("; answered, {answers}", answers=told) if (told := permits_line(counts)) else ""
    return Sentence(
        "{rows} rows: {screened} screened{written}, {rejected} rejected; by decision: {decisions}{more}",
        rows=counts.rows,
        screened=counts.rows_screened,
        written="" if counts.written == counts.rows_screened else wanted,
        rejected=counts.rejected,
        decisions=found or Sentence("none"),
        more=more,
    )


def _by_strictness(found: Mapping[str, int] | Iterable[str]) -> list[Decision]:
    return [effect for effect in reversed(DECISIONS) if effect in found]

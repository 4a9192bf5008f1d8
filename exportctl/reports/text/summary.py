"""Print the summary of a run: rows by decision, the most frequent controls, the next changes, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.batch.days import order_options
from exportctl.batch.file_words import (
    coming_changes,
    comparison_with_lists,
    past_changes,
    rows_in_words,
    step_for,
    without_day,
    without_destination,
    without_export,
)
from exportctl.batch.file_words import headline as result_in_words
from exportctl.batch.headers import column_heading
from exportctl.batch.tally import DAY_NOT_STATED, Counts
from exportctl.batch.totals import kinds_in_words
from exportctl.chinese import word
from exportctl.engine.gate_policy import ONLY_STALE, STALE
from exportctl.engine.warnings.days import before_coverage
from exportctl.engine.warnings.warning import BEFORE_COVERAGE, CODE_CONFLICT, NO_DESTINATION
from exportctl.files.standard import STANDARD
from exportctl.inquiry.phrases import BEFORE_THE_DATA, PLACEHOLDERS
from exportctl.law.citations import citation
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import answers, date_with_weekday, days, effect_name
from exportctl.reports.text.grid import STYLES, Grid, in_style
from exportctl.reports.text.layout import (
    FoldedText,
    Line,
    cut,
    headline,
    influence_line,
    law_data,
    under_label,
    unread_files,
)
from exportctl.sentences import Sentence, and_more, join, paragraph, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from rich.console import RenderableType

    from exportctl.law.register import Register
    from exportctl.law.scale import Decision
    from exportctl.reports.results import Summary
    from exportctl.sentences import JoinedTexts

_WORKBOOK: Final = ".xlsx"
_READ_AS: Final = {
    "dmy": translatable("{dates} read with the day first (03/04/2025 is 2025-04-03)"),
    "mdy": translatable("{dates} read with the month first (03/04/2025 is 2025-03-04)"),
}
"""The order of dates in words, with a date that shows it."""
_UNIT: Final = 24
"""Columns of a terminal for the name of an unknown unit."""
_STEPS, _CONTROLS, _DAYS = 2, 3, 4
"""The numbers of first steps of a decision, controls, and days on which rows change, that are named; the rest is counted."""


def summary(result: Summary) -> Iterator[RenderableType]:
    """Yield the number of rows and of those that need a licence, rows by decision, the main controls, what to do and the law data."""
    counts, law = result.counts, result.law
    when = date_with_weekday(result.on) if result.on else _own_days(counts, result.today)
    first = [unread] if (unread := unread_files(result.files_read)) else []
    parts = [*first, render(rows_in_words(counts.rows)), *([when] if counts.rows else [])]
    yield headline(parts[0], "", *parts[1:])
    if result.for_all:
        yield Line("For all rows", result.for_all)
    yield from (FoldedText(line, f"bold {STYLES['undecided']}") for line in gaps(counts))
    if counts.rows:
        yield FoldedText(result_in_words(counts))
        yield from (Text(""), _decisions(result), Text("")) if counts.by_decision else (Text(""),)
    else:
        yield FoldedText(translate("The input has no rows, so nothing was checked."))
    yield from _dates(result)
    yield from _controls(counts, law)
    yield from _changes(counts, result.today)
    if permits := permits_line(counts):
        yield Line("Covered by", permits)
    yield from (Line("Warning", text) for text in cautions(counts, law))
    yield from under_label("To do", (Text(render(step), "bold") for step in _steps(result)))
    yield from influence_line(result.influences)
    yield law_data(law, result.today)


def gaps(counts: Counts) -> list[str]:
    """Return what the rows lack that every answer needs: a destination, and a day."""
    return [line for line in (without_destination(counts, options=True), without_day(counts, options=True)) if line]


def _steps(result: Summary) -> Iterator[str]:
    """Yield what to do about all rows: correct the unreadable ones, and write the others to see the decision or the steps of each."""
    counts = result.counts
    lacking = sum(counts.by_lacking_order.values())
    if lacking:
        yield Sentence(
            "State the order of day and month in dates ({rows}): add {options}.",
            rows=rows_in_words(lacking),
            options=order_options(counts.lacking_orders),
        )
    if counts.rejected > lacking:
        yield (
            Sentence("Correct unreadable rows; {file} has the reasons.", file=result.rejects_to)
            if result.rejects_to
            else Sentence("Correct unreadable rows.")
        )
    if counts.rows_screened and not result.rows_to:
        yield Sentence("To see the decision of each row, add -o screened.xlsx to the command.")
    elif any(len(counts.steps_of(decision)) > _STEPS for decision in counts.decisions) and not _is_workbook(result):
        yield Sentence("For the reason and the steps of each row, write a workbook (-o screened.xlsx).")


def _is_workbook(result: Summary) -> bool:
    """Return whether the run writes a workbook, whose rows have their reasons and steps in words."""
    return result.rows_to.lower().endswith(_WORKBOOK)


def _own_days(counts: Counts, today: date | None) -> str:
    """Return the words for rows that state their day; the others, or all if there is no such column, are checked on `today`."""
    if today and counts.rows_screened and counts.by_warning.get(DAY_NOT_STATED, 0) == counts.rows_screened:
        return translate("all rows on {day}", day=date_with_weekday(today))
    if today:
        return translate("each row on its own day, or on {day} if it has none", day=today)
    return translate("each row on its own day")


def _decisions(result: Summary) -> RenderableType:
    """Return the number of rows of each decision, the strictest first, and what to do about them."""
    table = Grid("Decision", "Rows", "To do", unbroken=2)
    table.columns[1].justify = "right"
    for decision, rows in result.counts.decisions.items():
        table.add_row(
            in_style(effect_name(decision), decision), f"{rows:,}", FoldedText(_step(decision, result), "bold")
        )
    return table


def _step(decision: Decision, result: Summary) -> str:
    """Return what to do about the rows of a decision."""
    counts, law = result.counts, result.law
    if decision == "undecided":
        steps = []
        stale = counts.by_warning.get(ONLY_STALE, 0)
        before = counts.by_warning.get(BEFORE_COVERAGE, 0)
        compare = counts.rows_to_compare
        if stale + before + compare < counts.by_decision[decision]:
            steps.append(_questions_of_rows(result.rows_to))
        if before:
            steps.append(BEFORE_THE_DATA)
        if compare:
            steps.append(comparison_with_lists(counts))
        if stale:
            steps.append(Sentence("Update the law data: exportctl data status."))
        return paragraph(steps)
    return step_for(law, decision, counts, _STEPS)


def _dates(result: Summary) -> Iterator[Line]:
    """Yield a line with the order in which dates without the year first were read, and where to see the day of each row."""
    parts = [
        Sentence(_READ_AS[order], dates=_dates_in_words(number))
        for order, number in result.counts.by_date_order.items()
    ]
    if parts and not _is_workbook(result):
        parts.append(Sentence("a workbook (-o screened.xlsx) has the day of each row"))
    if parts:
        yield Line("Dates", side_by_side(parts))


def _dates_in_words(count: int) -> str:
    return Sentence("1 date") if count == 1 else Sentence("{count} dates", count=count)


def _questions_of_rows(rows_to: str) -> str:
    """Return that missing facts must be stated, and where the rows name them."""
    if not rows_to:
        return Sentence("State missing facts (--output lists them).")
    if rows_to == STANDARD:
        return Sentence("State missing facts: see the column questions.")
    return Sentence("State missing facts: see the column questions in {file}.", file=rows_to)


def _controls(counts: Counts, law: Register) -> Iterator[Line]:
    """Yield a line with the controls of most rows; those that only an unstated destination keeps open are counted."""
    open_ = counts.by_warning.get(NO_DESTINATION, 0)
    most = sorted(counts.by_provision.items(), key=lambda item: (-item[1], item[0]))
    waiting = [id_ for id_, count in most if count <= open_ and _depends_on_destination(law, id_)]
    named = [(id_, count) for id_, count in most if id_ not in waiting]
    controls = join(
        Sentence("{control} ({rows})", control=citation(law, id_), rows=rows_in_words(count))
        for id_, count in named[:_CONTROLS]
    )
    parts = [and_more(controls, len(named) - _CONTROLS)] if named else []
    if waiting:
        parts.append(Sentence("{count} more depend on the destination", count=len(waiting)))
    if parts:
        yield Line("Controls", side_by_side(parts))


def _depends_on_destination(law: Register, provision: str) -> bool:
    """Return whether every rule of a provision names destinations."""
    rules = law.rules.get(provision, ())
    return bool(rules) and all(rule.when.to for rule in rules)


def _changes(counts: Counts, today: date | None) -> Iterator[Line]:
    """Yield the next days on which answers change, with the number of rows, and the rows whose answers have changed by today.

    The end of an announced extension changes no answer, so no row has it as its next change.
    """
    coming = [item for item in coming_changes(counts, today) if not item.is_announced]
    parts = [
        translate("{when}: {rows}", when=_when(item.day, today), rows=rows_in_words(item.rows))
        for item in coming[:_DAYS]
    ]
    if len(coming) > _DAYS:
        parts.append(translate("and {count} more (--format json)", count=len(coming) - _DAYS))
    if parts:
        yield Line("Next changes", side_by_side(parts))
    if past := past_changes(counts, today, date_with_weekday):
        yield Line("Changed", past)


def _when(on: date, today: date | None) -> str:
    return translate("{day} (in {days})", day=on, days=days((on - today).days)) if today else date_with_weekday(on)


def permits_line(counts: Counts) -> str:
    """Return the numbers of rows that licences and waivers cover, by kind; empty if there are none."""
    parts = [answers(kind, rows) for kind, rows in counts.by_answer.items() if rows]
    return Sentence("{counts} (wholly or in part)", counts=join(parts)) if parts else ""


def cautions(counts: Counts, law: Register) -> Iterator[str]:
    """Yield the numbers of rows that are no exports, that old data keeps open, or that contradict their code, and of unknown cells."""
    reasons = {
        BEFORE_COVERAGE: before_coverage(law.home.covers_from).text,
        STALE: Sentence(
            "the law data ends on {checked} and is older than max_age allows", checked=law.home.checked_through
        ),
    }
    if line := without_export(counts, law):
        yield line
    for code, why in reasons.items():
        rows = counts.by_warning.get(code)
        if code == STALE:  # the headline has the same number, and counts the rows that also need facts apart
            rows = counts.by_warning.get(ONLY_STALE) or rows
        if rows:
            yield Sentence("{rows} of the rows cannot be cleared: {why}", rows=rows, why=why)
    if rows := counts.by_warning.get(CODE_CONFLICT):
        yield Sentence(
            "words that do not fit the customs code, in {rows}: correct the code, or state your own classification in a "
            "column “{column}”",
            rows=rows_in_words(rows),
            column=column_heading("entry"),
        )
    if cells := counts.by_placeholder:
        yield Sentence(PLACEHOLDERS, columns=_by_column(cells))
    if cells := counts.by_unknown_amount:
        yield Sentence(
            "quantities that are numbers alone, packages or metres count as not stated: {columns}; write 5 kg, or add the unit to "
            "the heading: Quantity (kg)",
            columns=_by_column(cells),
        )
    if cells := counts.by_unknown_unit:
        named = (
            Sentence("'{unit}' ({count})", unit=cut(unit, _UNIT), count=count) for unit, count in cells.items() if unit
        )
        others = [Sentence("other units ({count})", count=cells[""])] if "" in cells else []
        yield Sentence(
            "quantities in units that are not known count as not stated; write kg, l or pieces: {units}",
            units=join([*named, *others]),
        )
    if cells := counts.by_goods_beside:
        yield Sentence(
            "goods are read with the listed substance that another column names: {columns}; write the whole name of the goods in their "
            "own column",
            columns=_by_column(cells),
        )


def _by_column(cells: Mapping[str, int]) -> JoinedTexts:
    """Return the numbers of cells, each with its column."""
    return join(Sentence("{count} in '{column}'", count=count, column=name) for name, count in cells.items())


def baseline_line(counts: Counts, baseline: str) -> str:
    """Return the numbers of rows at the gate that are in a baseline, and of those that are new or worse."""
    known, new, worse = (counts.by_comparison.get(word, 0) for word in ("known", "new", "worse"))
    return Sentence(
        "at the gate: {known} as in the baseline {baseline}, {new} new, {worse} worse than there",
        known=known,
        baseline=baseline,
        new=new,
        worse=worse,
    )


def left_out_line(counts: Counts) -> str:
    """Return the numbers of rows that are not selected although they reach the gate, or could; empty if there are none."""
    kinds = {
        "1": translatable("{rows} at or above the gate"),
        "3": translatable("{rows} that could reach the gate"),
    }
    parts = [
        Sentence(words, rows=rows_in_words(rows))
        for code, words in kinds.items()
        if (rows := counts.left_out.get(code))
    ]
    return (
        Sentence("the exit code does not cover rows that are not selected: {rows}", rows=join(parts)) if parts else ""
    )


def passed_over(counts: Counts) -> str:
    """Return how many rows are passed over, as the end of a list; empty if there are none."""
    if not counts.number_passed_over:
        return ""
    kinds = kinds_in_words(counts.passed_over)
    return Sentence(", {count} passed over ({kinds})", count=counts.number_passed_over, kinds=kinds)


def last_line(counts: Counts) -> str:
    """Return the counts in one line; their sum is the number of rows."""
    decisions = join(
        Sentence("{decision} {count}", decision=word(effect), count=rows) for effect, rows in counts.decisions.items()
    )
    wanted = Sentence(" ({count} of them selected)", count=counts.written)
    permits = permits_line(counts)
    more = Sentence("; covered: {permits}", permits=permits) if permits else ""
    return Sentence(
        "{rows}: {screened} screened{written}, {rejected} rejected{passed}; by decision: {decisions}{more}",
        rows=rows_in_words(counts.rows),
        screened=counts.rows_screened,
        written="" if counts.written == counts.rows_screened else wanted,
        rejected=counts.rejected,
        passed=passed_over(counts),
        decisions=decisions or Sentence("none"),
        more=more,
    )

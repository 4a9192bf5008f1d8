"""The rows of a file in words: the headline, what to do about the rows of a decision, and what no column states."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.batch.first_steps import (
    CAUTIONS,
    COVERED_BY_LICENCES,
    GROUP_STEP,
    LAST_DAY_STEP,
    OWNERS_STEP,
    UNCONFIRMED_STEP,
    UNLESS_EXTENDED_STEP,
    UNREAD_STEP,
    WAIVED_STEP,
)
from exportctl.batch.headers import column_heading
from exportctl.batch.row_words import STATE, UPDATE
from exportctl.batch.tally import DESTINATION_NOT_STATED, NO_EXPORT, UNSETTLED
from exportctl.batch.totals import kinds_in_words
from exportctl.engine.gate_policy import ONLY_STALE
from exportctl.engine.warnings.warning import BEFORE_COVERAGE, NO_DESTINATION
from exportctl.inquiry.decisions import advice_on, licensors
from exportctl.inquiry.phrases import (
    BEFORE_THE_DATA,
    COMPANY_OF_GROUP,
    QUESTION_OF_OWNERS,
    UNREAD_LISTS,
    WAIVED,
    if_last_day_is_included,
    steps_until_confirmed,
    unless_extended,
    unless_on_unread_list,
)
from exportctl.law.scale import EFFECTS, UNDER_LICENCE
from exportctl.sentences import BilingualName, Sentence, and_more, both, join, paragraph, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from exportctl.batch.tally import Counts
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision

_DEMANDING: Final[Sequence[Decision]] = ("prohibited", *UNDER_LICENCE)
"""The decisions of rows that need a licence or are prohibited."""
_CONFIRM: Final = Sentence("Confirm whether MOFCOM extended the suspension.")
"""The step before those that wait for this, if the procedure of their list has none."""
_STEPS: Final = 4
"""The number of first steps of a decision that are named, unless the report states another."""
_ROWS: Final = 5
"""The number of rows that a sentence names; the rest is counted."""


def step_for(law: Register, decision: Decision, counts: Counts, most: int = _STEPS) -> str:
    """Return the steps to take for all rows of a decision: each row by its first step, the most frequent one first.

    After the first `most` of them and the cautions, the rows with other steps are counted.
    """
    steps = [*_steps_for(law, decision, counts, most)]
    if decision == "undecided":
        before = counts.by_warning.get(BEFORE_COVERAGE, 0)
        if before:
            steps.insert(0, BEFORE_THE_DATA)
        stale = counts.by_warning.get(ONLY_STALE, 0)
        if stale:
            steps.insert(0, UPDATE)
        if before + stale + counts.rows_to_compare < counts.by_decision.get(decision, 0):
            steps.insert(0, STATE)
    return paragraph(steps or [_advice_on_rows(law, decision)])


def _steps_for(law: Register, decision: Decision, counts: Counts, most: int) -> Iterator[str]:
    """Yield the first steps of the rows of a decision; steps of some of them have their number of rows.

    Undecided rows without a step have none here: what to do about them is to state facts.
    """
    groups = [(steps, rows) for steps, rows in counts.steps_of(decision) if steps or decision != "undecided"]
    whole = counts.by_decision.get(decision, 0)
    named = [group for place, group in enumerate(groups) if place < most or set(CAUTIONS) & {*group[0]}]
    for steps, rows in named:
        words = paragraph(_in_short_with_cautions(law, decision, steps))
        yield words if rows >= whole else Sentence("{rows}: {step}", rows=rows_in_words(rows), step=words)
    if further := sum(rows for _, rows in groups) - sum(rows for _, rows in named):
        yield Sentence("{rows}: other steps (see these rows).", rows=rows_in_words(further))


def comparison_with_lists(counts: Counts) -> str:
    """Return that undecided rows must be compared with lists that were not read, with their number if others are undecided, too."""
    rows = counts.rows_to_compare
    if rows == counts.by_decision.get("undecided"):
        return UNREAD_LISTS
    return Sentence("{rows}: {step}", rows=rows_in_words(rows), step=UNREAD_LISTS)


def _in_short_with_cautions(law: Register, decision: Decision, steps: Sequence[str]) -> Iterator[str]:
    """Yield the steps of some rows in short, and the advice on the decision if they have cautions only."""
    others = [step for step in steps if step not in CAUTIONS]
    advice = [*_in_short(law, decision, others)]
    if not (others or decision == "undecided"):
        advice.append(_advice_on_rows(law, decision))
    if WAIVED_STEP in steps:
        yield WAIVED
    if GROUP_STEP in steps:
        yield COMPANY_OF_GROUP
    if OWNERS_STEP in steps:
        yield QUESTION_OF_OWNERS
    if LAST_DAY_STEP in steps:
        yield Sentence("To be safe, follow the answer for the next day: a suspension may not include its last day.")
        yield from if_last_day_is_included(advice)
    else:
        yield from advice


def _in_short(law: Register, decision: Decision, steps: Sequence[str]) -> Iterator[str]:
    """Yield steps in short; those of a decision that depends on an extension, and those of a provision, follow its confirmation."""
    if UNLESS_EXTENDED_STEP in steps:
        place = steps.index(UNLESS_EXTENDED_STEP)
        yield from _in_short(law, decision, steps[:place])
        yield _CONFIRM
        yield from unless_extended(_step_in_short(law, id_) for id_ in steps[place + 1 :])
        return
    if UNCONFIRMED_STEP not in steps:
        place = steps.index(UNREAD_STEP) + 1 if UNREAD_STEP in steps else 0
        yield from (_step_in_short(law, id_) for id_ in steps[:place])
        further = (_step_in_short(law, id_) for id_ in steps[place:])
        yield from unless_on_unread_list(further) if place and decision != "undecided" else further
        return
    place = steps.index(UNCONFIRMED_STEP)
    yield from (_step_in_short(law, id_) for id_ in steps[:place])
    after = [*steps[place + 1 :]]
    questions = [id_ for id_ in after if id_ != UNREAD_STEP and law.procedure.requirements[id_].when.unsettled]
    after = [id_ for id_ in after if id_ not in questions]
    confirm = paragraph([_step_in_short(law, id_) for id_ in questions] or [_CONFIRM])
    advice = [_step_in_short(law, id_) for id_ in after] or [_advice_on_rows(law, decision)]
    yield from steps_until_confirmed(decision, confirm, advice, in_full=True)


def _step_in_short(law: Register, step: str) -> str:
    if step == COVERED_BY_LICENCES:
        return Sentence("Covered by licences: check their conditions and dates.")
    if step == UNREAD_STEP:
        return UNREAD_LISTS
    return law.procedure.requirements[step].in_short


def _advice_on_rows(law: Register, decision: Decision) -> str:
    """Return what to do about rows of a decision that no step follows from; some may state parties, and others none."""
    if decision == EFFECTS[0]:
        return Sentence("Check parties that rows do not state, and the other regimes.")
    return advice_on(decision, licensors(law, ()))


def headline(counts: Counts) -> str:
    """Return the result of a file: the numbers of controlled, reportable, open and unreadable rows.

    If rows were passed over, the first sentence has the numbers of all rows. The rows whose answer depends on an extension are some of
    all these, so they have a sentence of their own. Rows that were not screened have no answer: they count only as such.
    """
    if not counts.rows:
        return Sentence("The file has no rows.")
    sentences = [_all_rows(counts)] if counts.passed_over else []
    if counts.rows_screened:
        sentences += _answered_rows(counts)
    elif counts.rejected:
        sentences.insert(0, _none_read(counts.rejected))
    else:
        sentences.insert(0, Sentence("No row states goods."))
    return paragraph(sentences)


def _none_read(rows: int) -> str:
    """Return that none of the rows could be read."""
    if rows == 1:
        return Sentence("The only row could not be read.")
    return Sentence("None of the {count} rows could be read.", count=rows)


def _answered_rows(counts: Counts) -> Iterator[str]:
    """Yield the numbers of rows by what they need, those without an answer last, and of those that an extension decides."""
    stale = counts.by_warning.get(ONLY_STALE, 0)
    undecided = counts.by_decision.get("undecided", 0) - stale
    demanding = sum(counts.by_decision.get(decision, 0) for decision in _DEMANDING)
    leads_with_undecided = undecided > 0 and not demanding
    parts = [_undecided_rows(counts, undecided) if leads_with_undecided else _demanding_rows(counts, demanding)]
    if reports := counts.by_decision.get("report", 0):
        parts.append(Sentence("{count} must be reported", count=reports))
    if undecided == 1 and not leads_with_undecided:
        parts.append(Sentence("1 needs more information"))
    elif undecided and not leads_with_undecided:
        parts.append(Sentence("{count} need more information", count=undecided))
    if stale:
        parts.append(Sentence("{count} cannot be cleared because the law data is too old", count=stale))
    if leads_with_undecided:
        parts.append(Sentence("none needs a licence or is prohibited"))
    if counts.rejected and not counts.passed_over:
        parts.append(Sentence("{count} more could not be read", count=counts.rejected))
    yield Sentence("{parts}.", parts=side_by_side(parts))
    if (unsettled := counts.by_warning.get(UNSETTLED, 0)) == 1:
        yield Sentence("Of all rows, 1 depends on whether a suspension was extended.")
    elif unsettled:
        yield Sentence("Of all rows, {count} depend on whether a suspension was extended.", count=unsettled)


def _undecided_rows(counts: Counts, count: int) -> str:
    """Return the number of rows that need more information, of those screened."""
    rows = rows_in_words(counts.rows_screened)
    if count == 1:
        return Sentence("1 of {rows} needs more information", rows=rows)
    return Sentence("{count} of {rows} need more information", count=count, rows=rows)


def _demanding_rows(counts: Counts, count: int) -> str:
    """Return the number of rows that need a licence or are prohibited, of those screened."""
    rows = rows_in_words(counts.rows_screened)
    if count == 1 or counts.rows_screened == 1:
        return Sentence("{count} of {rows} needs a licence or is prohibited", count=count, rows=rows)
    return Sentence("{count} of {rows} need a licence or are prohibited", count=count, rows=rows)


def _all_rows(counts: Counts) -> str:
    """Return the numbers of rows that were screened, passed over and rejected."""
    return Sentence(
        "Of {rows}: {screened} screened, {passed} passed over ({kinds}), {rejected} rejected.",
        rows=rows_in_words(counts.rows),
        screened=counts.rows_screened,
        passed=counts.number_passed_over,
        kinds=kinds_in_words(counts.passed_over),
        rejected=counts.rejected,
    )


def without_destination(counts: Counts, *, options: bool = False) -> str:
    """Return which rows have no destination, and how to state it; empty if there are none.

    With `options`, it names those of a command; otherwise the columns of a file.
    """
    if (rows := counts.by_warning.get(DESTINATION_NOT_STATED, 0)) and rows == counts.rows_screened:
        column = _column_of_all(counts.by_perhaps_destination, rows)
        return _no_destinations_for_command(column) if options else _no_destinations_in_file(column)
    count = counts.by_warning.get(NO_DESTINATION, 0)
    if not count:
        return ""
    if counts.by_warning.get(DESTINATION_NOT_STATED):
        return Sentence(
            "no destination in {rows}: fill in their cells, or add a column 'to', or state --map to=COLUMN or --set to=PLACE",
            rows=rows_in_words(count),
        )
    if not counts.empty_destinations:
        return Sentence("no destination in {rows}: fill in their cells", rows=rows_in_words(count))
    (column, numbers), *_ = counts.empty_destinations.items()
    if count == 1:
        return Sentence(
            "row {row} has no destination: '{column}' is empty; fill it in", row=str(numbers[0]), column=column
        )
    named = [str(number) for number in numbers[:_ROWS]]
    rest = count - len(named)
    return Sentence(
        "rows {rows} have no destination: '{column}' is empty; fill it in",
        rows=and_more(join(named), rest) if rest else both(named),
        column=column,
    )


def _no_destinations_in_file(column: str | None) -> str:
    """Return that no column states the destination, and which one to add, or to rename if `column` may state it."""
    heading = column_heading("to")
    if column:
        return Sentence(
            "no destination: each answer may be stricter; if '{column}' holds countries, rename it “{heading}”; if not, add a "
            "column “{heading}”",
            column=column,
            heading=heading,
        )
    return Sentence("no destination: each answer may be stricter; add a column “{heading}”", heading=heading)


def _no_destinations_for_command(column: str | None) -> str:
    """Return that nothing states a destination, with the options of a command."""
    if column:
        return Sentence(
            "no destination: each answer may be stricter; if '{column}' holds countries, state --map to='{column}'; if not, add a "
            "column 'to', or state --set to=PLACE",
            column=column,
        )
    return Sentence(
        "no destination: each answer may be stricter; add a column 'to', or state --map to=COLUMN or --set to=PLACE"
    )


def without_day(counts: Counts, *, options: bool = False) -> str:
    """Return that rows were judged for the day of the run because no column of days was read; empty if all have such a column.

    An unused column that may hold the day is named, with the option that reads it, or the heading that it needs.
    """
    (day, rows), *_ = counts.by_assumed_day.items() or [("", 0)]
    if not rows:
        return ""
    judged = (
        Sentence("no column for the day was read; all rows were judged for {day}", day=day)
        if rows == counts.rows_screened
        else Sentence(
            "no column for the day was read for {rows}; they were judged for {day}", rows=rows_in_words(rows), day=day
        )
    )
    column = _column_of_all(counts.by_perhaps_day, rows)
    if column is None:
        return judged
    if options:
        return Sentence(
            "{judged}; if '{column}' is the day of export, state --map on='{column}'", judged=judged, column=column
        )
    return Sentence(
        "{judged}; if '{column}' is the day of export, rename it “{heading}”",
        judged=judged,
        column=column,
        heading=column_heading("on"),
    )


def without_export(counts: Counts, law: Register) -> str:
    """Return how many rows without a control have goods that stay in the home jurisdiction; empty if there are none."""
    rows = counts.by_warning.get(NO_EXPORT, 0)
    if not rows:
        return ""
    return Sentence(
        "{rows} to {home}: no export; if the goods go on from there, state the final destination",
        rows=rows_in_words(rows),
        home=BilingualName(*law.places.names[law.home.id]),
    )


class DayOfChange(NamedTuple):
    """A day on which answers to rows change, their number, and whether it is the announced last day of an unconfirmed extension."""

    day: date
    rows: int
    is_announced: bool = False


def coming_changes(counts: Counts, today: date | None) -> list[DayOfChange]:
    """Return the days of change after today, or all if today is not known, in their order, with the ends of announced extensions."""
    changes = [DayOfChange(date.fromisoformat(day), rows) for day, rows in counts.by_change.items()]
    changes += [
        DayOfChange(date.fromisoformat(day), rows, is_announced=True) for day, rows in counts.by_announced.items()
    ]
    return sorted(item for item in changes if today is None or item.day > today)


def past_changes(counts: Counts, today: date | None, render_day: Callable[[date], str] = str) -> str:
    """Return how many rows have changed after their own days, and the last of these days; empty if there are none."""
    past = {day: rows for day, rows in counts.by_change.items() if today and day <= today.isoformat()}
    if not past:
        return ""
    rows, last = sum(past.values()), render_day(date.fromisoformat(max(past)))
    if rows == 1:
        return Sentence("1 row changed on {day}, after its own day", day=last)
    return Sentence("{count} rows changed after their own days, the last on {day}", count=rows, day=last)


END_OF_ANNOUNCED: Final = Sentence("An announced extension would end; no act confirms it.")


def _column_of_all(rows_by_column: Mapping[str, int], rows: int) -> str | None:
    """Return the column that all of these rows have: an option that names another would stop the run over some of the files."""
    return next((column for column, count in rows_by_column.items() if count == rows), None)


def rows_in_words(count: int) -> str:
    """Return a number of rows: 1 row, 1,200 rows."""
    return Sentence("1 row") if count == 1 else Sentence("{count} rows", count=count)

"""Compute the sections of the HTML report other than its rows, from the counts and the law."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from exportctl.batch.answers import PARTY_STATED
from exportctl.batch.file_words import END_OF_ANNOUNCED, coming_changes, past_changes, rows_in_words, step_for
from exportctl.batch.headers import column_heading
from exportctl.batch.missing_facts import column_of, property_name
from exportctl.inquiry.history import effects_of, matters, transitions
from exportctl.law.citations import act_citation, citation
from exportctl.law.grouping import by_key
from exportctl.law.scale import EFFECTS, Decision
from exportctl.law.status import DAY, LawAsOf
from exportctl.list_cells import split_cell
from exportctl.permits.permits import Licence, Permit, turning_points_of
from exportctl.reports.html.templates import web_address
from exportctl.reports.html.timelines import span_lines
from exportctl.reports.i18n.events import ending_act, event
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.page import questions as asked_by_facts
from exportctl.reports.i18n.page import word
from exportctl.reports.i18n.terms import date_with_weekday, days, effect_name, status
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exportctl.law.register import Register
    from exportctl.reports.report import Report


class Step(NamedTuple):
    """The step for some rows: the kind of rows (a decision, or the reason for having none), their label, and their number.

    A `value` of a `column` filters the table to these rows; otherwise `anchor` is the section of the page with them.
    """

    kind: str
    label: str
    what: str
    rows: int
    column: str = ""
    value: str = ""
    anchor: str = ""


class ChangeDay(NamedTuple):
    """A day on which answers change: the rows, and the changes."""

    day: str
    label: str
    distance: str
    rows: int
    what: list[str]
    is_announced: bool = False


class Question(NamedTuple):
    """A missing fact: its question, the column that answers it, the number of rows that need it, and of those that need only this."""

    fact: str
    words: str
    column: str
    rows: int
    alone: int


class ProvisionRow(NamedTuple):
    """A provision that applies to rows: its citation and titles, its effect, its status, and the source of its act."""

    id: str
    anchor: str
    citation: str
    title: str
    title_zh: str
    effect: str
    effect_words: str
    status: str
    status_words: str
    act: str
    act_title: str
    address: str | None
    rows: int
    spans: list[str]


class Holding(NamedTuple):
    """A licence or a waiver, and the number of rows that it covers."""

    name: str
    anchor: str
    label: str
    through: str
    rows: int


def steps(report: Report) -> Iterator[Step]:
    """Yield the steps, for rows of the strictest decision first; rows without a control come last."""
    law, counts = report.law, report.counts
    strictest_first: tuple[Decision, ...] = (*reversed(EFFECTS[1:]), "undecided", EFFECTS[0])
    for decision in strictest_first:
        if decision == EFFECTS[0] and counts.rejected:
            yield Step("rejected", word("unread_label"), word("unread_more"), counts.rejected, anchor="refused")
        if rows := counts.by_decision.get(decision):
            what = render(step_for(law, decision, counts))
            yield Step(decision, effect_name(decision), what, rows, column="decision", value=decision)


def change_days(report: Report) -> Iterator[ChangeDay]:
    """Yield the days on which answers change next, and the announced last days of extensions on which they depend."""
    today, known = _today(report), LawAsOf(report.law, report.known_on)
    for item in coming_changes(report.counts, today):
        what = [render(END_OF_ANNOUNCED)] if item.is_announced else [*_changes(report, known, item.day)]
        yield ChangeDay(
            item.day.isoformat(),
            date_with_weekday(item.day),
            word("in", days=days((item.day - today).days)),
            item.rows,
            what,
            is_announced=item.is_announced,
        )


def past(report: Report) -> str:
    """Return which rows have changed after their own days; empty if there are none."""
    text = past_changes(report.counts, _today(report), date_with_weekday)
    return render(Sentence("{text}.", text=text)) if text else ""


def _changes(report: Report, known: LawAsOf, day: date) -> Iterator[str]:
    """Yield the changes on a day: those of provisions that apply to rows first, then others, such as those of new acts."""
    law, meets = report.law, report.counts.by_provision
    names = sorted((name for name in law.provisions if matters(law, name)), key=lambda name: -meets.get(name, 0))
    order = {name: place for place, name in enumerate(names)}
    changes = transitions(known, names, day - DAY, day)
    ordered = sorted(changes, key=lambda item: order[item.provision])
    alike = by_key((((change.after, ending_act(change)), change) for change in ordered), list)
    yield from (event(law, group) for group in alike.values())
    for paper in report.papers:
        if day in turning_points_of(paper):
            yield word("paper_ended" if day > paper.through else "paper_begins", name=paper.name)


def questions(report: Report) -> Iterator[Question]:
    """Yield the missing facts of rows, the most frequent first; for unrecognised goods the question is their identity."""
    waiting, alone = Counter[str](), Counter[str]()
    counted = report.rows.select(["questions"]).group_by(["questions"]).aggregate([([], "count_all")])
    for row in counted.to_pylist():
        facts, rows = split_cell(row["questions"]), row["count_all"]
        waiting.update(dict.fromkeys(facts, rows))
        if len(facts) == 1:
            alone[facts[0]] += rows
    for fact, rows in sorted(waiting.items(), key=lambda item: (-item[1], item[0])):
        yield Question(fact, question_words(report.law, fact), _column(report, fact), rows, alone[fact])


def without_party(report: Report) -> str:
    """Return that nobody checked the parties of the rows that state none; empty if each row states one."""
    if PARTY_STATED not in report.rows.column_names:
        return ""
    stated = pc.sum(report.rows[PARTY_STATED]).as_py() or 0
    if stated == report.rows.num_rows:
        return ""
    return translate(
        "Parties to the transaction were not checked in {rows} without one. Add a column with their names and screen the "
        "file again.",
        rows=rows_in_words(report.rows.num_rows - stated),
    )


def entry_names(report: Report) -> dict[str, str]:
    """Return the names of the entries that goods of the rows match or may match, by their codes."""
    cells = report.rows["entries"].unique().to_pylist()
    codes = {code for cell in cells for code in split_cell(cell)}
    return {code: name_of(report.law.code_name(code)) for code in sorted(codes)}


def question_words(law: Register, fact: str) -> str:
    """Return the question for a missing fact."""
    if words := asked_by_facts().get(fact):
        return words
    parameter = law.parameters.get(fact)
    unit = f" ({parameter.unit})" if parameter and parameter.unit else ""
    return word("measured", name=name_of(parameter.name) if parameter else fact.replace("_", " "), unit=unit)


def provisions(report: Report) -> Iterator[ProvisionRow]:
    """Yield the provisions that apply to rows, the most frequent first."""
    law, day = report.law, report.on or _today(report)
    known = LawAsOf(law, report.known_on)
    most = sorted(report.counts.by_provision.items(), key=lambda item: (-item[1], item[0]))
    for number, (name, rows) in enumerate(most):
        provision, act, effects = law.provisions[name], law.act_of(name), effects_of(law, name)
        status_word = known.status_on(name, day)
        yield ProvisionRow(
            id=name,
            anchor=f"provision-{number}",
            citation=render(citation(law, name)),
            title=name_of(provision.title),
            title_zh=provision.title.zh if name_of(provision.title) != provision.title.zh else "",
            effect=effects[0] if effects else "",
            effect_words=effect_name(effects[0]) if effects else "",
            status=status_word or "",
            status_words=status(status_word) if status_word else "",
            act=render(act_citation(law, act.id)),
            act_title=name_of(act.title),
            address=web_address(act.sources),
            rows=rows,
            spans=span_lines(known, name, day),
        )


def holdings(report: Report) -> Iterator[Holding]:
    """Yield the company's permits, with the number of rows that each covers."""
    answered = Counter[str]()
    if "answered_by" in report.rows.column_names:
        for item in pc.value_counts(report.rows["answered_by"]).to_pylist():
            answered.update(dict.fromkeys(split_cell(item["values"]), item["counts"]))
    for number, paper in enumerate(report.papers):
        yield Holding(paper.name, f"paper-{number}", _scope(paper), str(paper.through), answered[paper.name])


def _scope(paper: Permit) -> str:
    """Return the scope of a licence, or the reason for a waiver."""
    if isinstance(paper, Licence):
        return word("licence_for", entries=", ".join(paper.entries), to=", ".join(paper.to))
    return word("approved", reason=paper.reason, by=paper.approved_by)


def _column(report: Report, fact: str) -> str:
    """Return the column that states a missing fact, and the beginning of its cell if the fact is a measured property."""
    missing = column_of(fact)
    column = report.facts.get(missing.fact) or column_heading(missing.fact)
    if not missing.properties:
        return render(column)
    return translate("{column}: {name}=", column=column, name=property_name(report.law, missing.properties[0]))


def _today(report: Report) -> date:
    return report.today or report.law.home.checked_through

"""Fill in the template of the HTML report; text from outside is escaped."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from exportctl.batch.file_words import headline, without_day, without_destination
from exportctl.batch.row_words import no_next_change
from exportctl.batch.tally import UNSETTLED
from exportctl.batch.unread_columns import unread_columns
from exportctl.errors import InputError
from exportctl.law.scale import DECISIONS, ExitCode
from exportctl.reports.html import sections
from exportctl.reports.html.columns import columns, possible, words_of_rows
from exportctl.reports.html.templates import HERE, content_policy, environment, styles
from exportctl.reports.html.timelines import Days, pictures, since
from exportctl.reports.i18n.language import render
from exportctl.reports.i18n.page import questions as asked_by_facts
from exportctl.reports.i18n.page import word, words
from exportctl.reports.i18n.terms import age, date_with_weekday, effect_name, influences
from exportctl.reports.text.summary import cautions
from exportctl.sentences import Sentence, with_capital

if TYPE_CHECKING:
    from exportctl.reports.report import Report

MOST: Final = 200_000
"""The number of rows that a browser can still handle well."""
_FIRST, _DRAWN, _REFUSED, _BRIEF = 10, 12, 200, 24
"""The numbers of visible lines of a table, of drawn provisions, of named unreadable rows, and of letters in a short citation."""


def report(result: Report) -> str:
    """Return the page; raises InputError if there are more rows than a browser can handle."""
    if result.rows.num_rows > MOST:
        raise InputError(
            "only",
            "a page holds {most:,} rows, and there are {count:,}; name fewer levels, as in prohibited,undecided",
            most=MOST,
            count=result.rows.num_rows,
        )
    scripts = page_scripts()
    return (
        environment(HERE)
        .get_template("page.html")
        .render(
            words=words(),
            style=Markup(styles(HERE / "page.css")),  # noqa: S704 - made by this program
            scripts=[Markup(script) for script in scripts],  # noqa: S704 - the same
            policy=content_policy(scripts),
            # A plain import of exportctl counts as one of `api`, which is a layer above.
            version=import_module("exportctl").__version__,
            refused=result.rejected[:_REFUSED],
            **_variables(result),
        )
    )


def page_scripts() -> list[str]:
    """Return the scripts of the page: the table of rows, and the script that fills it."""
    return [f"/*\n{_text('vendor/regular-table.LICENSE')}*/\n{_text('vendor/regular-table.js')}", _text("page.js")]


def _variables(result: Report) -> dict[str, Any]:
    """Return the variables of the template."""
    law, counts = result.law, result.counts
    today = result.today or law.home.checked_through
    met, held = list(sections.provisions(result)), list(sections.holdings(result))
    checked = word(
        "checked", version=law.version, checked=law.home.checked_through, age=age(law.home.checked_through, today)
    )
    stops, undecided, passes = (
        counts.by_exit_code.get(str(code), 0) for code in (ExitCode.FAILED, ExitCode.OPEN, ExitCode.PASSED)
    )
    gate = word("gate_counts", gate=effect_name(result.gate), stops=stops, open=undecided, passes=passes)
    questions = list(sections.questions(result))
    settings = influences(result.influences)
    notice = Sentence("configured by: {settings}", settings=settings) if settings else ""
    in_words = words_of_rows(result)
    drawn = [item for item in met if item.status != "ended"] or met
    return {
        "report": result,
        "source": result.source or word("standard_input"),
        "today": today,
        "dated": date_with_weekday,
        "asked": _day_of_decisions(result),
        "checked": checked,
        "gate": gate,
        "counts": counts,
        "headline": render(headline(counts)),
        "steps": list(sections.steps(result)),
        "unread_columns": render(unread_columns(counts.unread_columns)),
        "notices": [
            with_capital(render(text))
            for text in (without_destination(counts), without_day(counts), *cautions(counts, law), notice)
            if text
        ],
        "changing": list(sections.change_days(result)),
        "changed": sections.past(result),
        "no_dates": render(no_next_change(settled=not counts.by_warning.get(UNSETTLED))),
        "questions": questions,
        "without_party": sections.without_party(result),
        "met": met,
        "held": held,
        "drawn": drawn[:_DRAWN],
        "since": since(result.on or today),
        "first": _FIRST,
        "brief": _BRIEF,
        "data": {
            "columns": list(columns(result, in_words)),
            "possible": possible(result),
            "nextChange": in_words.next_change,
            "entryNames": sections.entry_names(result),
            "words": words(),
            "reading": result.assume,
            "decisions": {name: effect_name(name) for name in DECISIONS},
            "questions": asked_by_facts() | {question.fact: question.words for question in questions if question.fact},
            "papers": {item.name: render(item.name) for item in held},
            "anchors": {item.id: item.anchor for item in met} | {item.name: item.anchor for item in held},
            "citations": {item.id: [item.citation, item.title] for item in met},
        },
        "pictures": pictures(law, [item.id for item in drawn[:_DRAWN]], Days(result.on, result.known_on, today)),
    }


def _day_of_decisions(result: Report) -> str:
    """Return the one day of all rows: the stated one, or that of the run if no column states another."""
    counts = result.counts
    assumed = [date.fromisoformat(day) for day, rows in counts.by_assumed_day.items() if rows == counts.rows_screened]
    day = next(iter(assumed), result.on)
    return date_with_weekday(day) if day else word("each_day")


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")

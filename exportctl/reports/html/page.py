"""Fills in the template of the HTML report; text from outside is escaped."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exportctl.batch.row_words import headline
from exportctl.effects import APPEARANCES
from exportctl.errors import InputError, MissingExtraError
from exportctl.inquiry.history import timeline
from exportctl.law.scale import DECISIONS
from exportctl.law.status import LawAsOf
from exportctl.reports.html import sections
from exportctl.reports.html.columns import columns
from exportctl.reports.i18n.language import render
from exportctl.reports.i18n.page import questions as asked_by_facts
from exportctl.reports.i18n.page import word, words
from exportctl.reports.i18n.terms import age, date_with_weekday, effect_name, influences
from exportctl.reports.pictures.timeline import picture, text_of
from exportctl.reports.results import Inquiry, Timeline
from exportctl.reports.text.summary import contradictions_line, not_covered, too_old
from exportctl.sentences import Sentence

try:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("a report"), "report") from None

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.reports.report import Report

_HERE: Final = Path(__file__).parent
_MOST: Final = 200_000
"""So many rows a browser still holds with ease."""
_FIRST, _DRAWN, _REFUSED, _BRIEF = 10, 12, 200, 24
"""So many lines of a table are seen at once, provisions are drawn, rows named that could not be read, and letters of a citation kept
on one line."""


def report(result: Report) -> str:
    """Return the page; raises InputError if there are more rows than a browser can hold."""
    if result.rows.num_rows > _MOST:
        told = Sentence(
            "a page holds {most:,} rows, and there are {count:,}; name fewer levels, as in prohibited,undecided",
            most=_MOST,
            count=result.rows.num_rows,
        )
        raise InputError("only", told)
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["count"] = "{:,}".format
    environment.filters["told"] = render
    scripts = [f"/*\n{_text('vendor/regular-table.LICENSE')}*/\n{_text('vendor/regular-table.js')}", _text("page.js")]
    return environment.get_template(
        "page.html"
    ).render(
        words=words(),
        style=Markup(_colours() + _text("page.css")),  # noqa: S704 - the program's own
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - the same
        hashes=[_hash(script) for script in scripts],
        version=import_module("exportctl").__version__,
        refused=result.rejected[:_REFUSED],
        **_variables(result),
    )


def _variables(result: Report) -> dict[str, Any]:
    """Return the variables of the template."""
    law, counts = result.law, result.counts
    today = result.today or law.home.checked_through
    met, held = list(sections.provisions(result)), list(sections.holdings(result))
    checked = word(
        "checked", version=law.version, checked=law.home.checked_through, age=age(law.home.checked_through, today)
    )
    stops, undecided, passes = (counts.by_exit_code.get(code, 0) for code in ("1", "3", "0"))
    gate = word("gate_counts", gate=effect_name(result.gate), stops=stops, open=undecided, passes=passes)
    questions = list(sections.questions(result))
    influence = influences(result.configured)
    configured = Sentence("configured by: {told}", told=influence) if influence else ""
    drawn = [item for item in met if item.status != "ended"] or met
    return {
        "report": result,
        "source": result.source or word("standard_input"),
        "today": today,
        "dated": date_with_weekday,
        "checked": checked,
        "gate": gate,
        "counts": counts,
        "headline": render(headline(counts)),
        "steps": list(sections.steps(result)),
        "notices": [
            render(told)
            for told in (not_covered(counts, law), too_old(counts, law), contradictions_line(counts), configured)
            if told
        ],
        "changing": list(sections.change_days(result)),
        "questions": questions,
        "met": met,
        "held": held,
        "drawn": drawn[:_DRAWN],
        "since": sections.recent(result.on or today),
        "first": _FIRST,
        "brief": _BRIEF,
        "data": {
            "columns": list(columns(result)),
            "words": words(),
            "reading": result.assume,
            "decisions": {name: effect_name(name) for name in DECISIONS},
            "questions": asked_by_facts() | {question.fact: question.words for question in questions if question.fact},
            "papers": {item.name: render(item.name) for item in held},
            "anchors": {item.id: item.anchor for item in met} | {item.name: item.anchor for item in held},
            "citations": {item.id: [item.citation, item.title] for item in met},
        },
        **_pictures(result, [item.id for item in drawn[:_DRAWN]]),
    }


def _pictures(result: Report, provisions: Sequence[str]) -> dict[str, Markup | None]:
    """Return the timeline of the provisions that concern most rows, of the last twelve months on and whole; it is escaped."""
    if not provisions:
        return {"picture": None, "whole": None}
    spans = timeline(LawAsOf(result.law, result.known_on), provisions)
    asked = Inquiry(None, None, result.known_on)
    found = Timeline(result.law, asked, spans, result.on, today=result.today, everything=True)
    since = sections.recent(result.on or result.today or result.law.home.checked_through)
    recent = text_of(picture(found, heading=False, since=since))
    whole = text_of(picture(found, heading=False, second=True))
    return {"picture": Markup(recent), "whole": Markup(whole)}  # noqa: S704 - an XML writer made it


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _colours() -> str:
    """Return the style rules that give each decision its colour, on light screens, on paper and on dark screens."""
    light = " ".join(f"--{decision}: {seen.light};" for decision, seen in APPEARANCES.items())
    dark = " ".join(f"--{decision}: {seen.dark};" for decision, seen in APPEARANCES.items())
    classes = "\n".join(f".v-{decision} {{ color: var(--{decision}) }}" for decision in APPEARANCES)
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{classes}\n"


def _hash(script: str) -> str:
    """Return what tells a browser that a script is the program's own."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"

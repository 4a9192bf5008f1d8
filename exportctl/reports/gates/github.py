"""Write the cases of a run as GitHub workflow commands, which annotate the lines of a change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from exportctl.reports.gates.cases import gate_report
from exportctl.reports.gates.report import OUTCOMES, SEVERITIES, SUSPENDED, WORDS, name
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.news import count
from exportctl.reports.i18n.news import gap as numbers_of_gap
from exportctl.reports.printable import printable
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exportctl.law.register import Register
    from exportctl.news.lists import Announcement
    from exportctl.reports.gates.report import Case, GateReport, Outcome, Severity, Statement
    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import News, Summary
    from exportctl.reports.verdict import GateVerdict

_MOST: Final = 10
"""The number of annotations of each level that GitHub keeps of a step; of a job it keeps 50."""
_COMMANDS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}
_REST: Final = Sentence("more of the same rows")
_MORE: Final[Mapping[Outcome, str]] = {
    "suspended": Sentence("with a control that is suspended"),
    "last_day": Sentence("with a control on the last day of its suspension"),
}


def github(result: GateVerdict | PartyScreening | Summary) -> str:
    """Return the annotations, the worst first, and the counts; the last annotation of a level states the number of omitted ones."""
    report = gate_report(result, _MOST)
    lines = []
    for severity, command in _COMMANDS.items():
        outcomes = [outcome for outcome in OUTCOMES if SEVERITIES.get(outcome) == severity]
        statements = [item for outcome in outcomes for item in _statements(report, outcome)]
        # A case with a suspended control can have any outcome.
        numbers = {**report.counts, **dict.fromkeys(SUSPENDED, 0), **report.suspended}
        cases = Counter({outcome: numbers.get(outcome, 0) for outcome in outcomes})
        shown = statements if len(statements) <= _MOST and cases.total() <= _MOST else statements[: _MOST - 1]
        lines += [_annotation(report.law, command, case, item) for case, item in shown]
        left = cases - Counter(outcome for outcome, _ in {(item.outcome, id(case)) for case, item in shown})
        if len(shown) < len(statements) or left:
            words = join(
                Sentence("{count} {what}", count=number, what=_MORE.get(outcome, WORDS[outcome]))
                for outcome, number in left.items()
            )
            lines.append(_command(command, {"title": "exportctl"}, _not_shown(words or _REST)))
    return "\n".join([*lines, *(f"exportctl: {line}" for line in (report.line(), *report.closing_lines()))])


def news(result: News) -> str:
    """Return an annotation for each list or row that was not read and each announcement that is not held, and the gaps as notices."""
    missing = result.news
    lines = {
        "error": [
            (translate("not read"), render(Sentence("{where}: {what}", where=fault.where, what=fault.what)))
            for fault in result.faults
        ],
        "warning": [
            *((act.number.id, _announcement(act.announcement)) for act in missing.new),
            *((translate("no number"), _announcement(item)) for item in missing.unnumbered),
        ],
        "notice": [(translate("gap"), numbers_of_gap(item)) for item in missing.gaps],
    }
    shown = []
    for command, items in lines.items():
        most = _MOST if len(items) <= _MOST else _MOST - 1
        shown += [_command(command, {"title": f"exportctl: {title}"}, text) for title, text in items[:most]]
        if items[most:]:
            shown.append(
                _command(command, {"title": "exportctl"}, _not_shown(Sentence("{count} more", count=len(items) - most)))
            )
    return "\n".join([*shown, f"exportctl: {render(count(result))}"])


def _announcement(item: Announcement) -> str:
    return f"{item.title.text} {item.address}".strip()


def annotation(command: str, rule: str, file: str, text: str) -> str:
    """Return an annotation of the first line of a file."""
    return _command(command, {"title": f"exportctl: {rule}", "file": file, "line": "1"}, render(text))


def _statements(report: GateReport, outcome: Outcome) -> Iterator[tuple[Case, Statement]]:
    """Yield the statements of an outcome, also those of cases with another outcome: a case that fails may have a suspended control."""
    return ((case, statement) for case in report.cases for statement in case.statements if statement.outcome == outcome)


def _annotation(law: Register, command: str, case: Case, statement: Statement) -> str:
    place, where = case.place, ""
    properties = {"title": f"exportctl: {name(law, statement.rule)}"}
    if place:
        where = place.before
        properties |= {"file": place.file} if place.file else {}
        if place.position:
            properties |= {"line": str(place.position.line), "col": str(place.position.column)}
    return _command(command, properties, where + statement.text)


def _not_shown(what: str) -> str:
    """Return that annotations are omitted, in words."""
    return translate("not shown: {what}", what=what)


def _command(command: str, properties: Mapping[str, str], text: str) -> str:
    """Return a workflow command in the escaping of the runner."""
    values = {key: _data(value).replace(":", "%3A").replace(",", "%2C") for key, value in properties.items()}
    return f"::{command} {','.join(f'{key}={value}' for key, value in values.items())}::{_data(text)}"


def _data(text: str) -> str:
    """Return the message of a command in the escaping of the runner."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

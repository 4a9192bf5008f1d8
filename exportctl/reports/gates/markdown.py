"""Write counts and the worst cases of a run as markdown, for a comment or the summary of a step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.scale import ExitCode
from exportctl.reports.gates.cases import gate_report
from exportctl.reports.gates.report import WORDS, Case, GateReport, address, name, of_outcome
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import effect_name
from exportctl.reports.printable import printable
from exportctl.sentences import Sentence, join, with_capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import Summary
    from exportctl.reports.verdict import GateVerdict

_MOST: Final = 200
"""The number of cases in the table, which keeps it far below GitHub's limit of 1 MiB for the summary of a step."""
_OUTCOMES: Final = {
    ExitCode.PASSED: Sentence("passed"),
    ExitCode.FAILED: Sentence("stopped at the gate"),
    ExitCode.INVALID: Sentence("wrong input"),
    ExitCode.OPEN: Sentence("undecided"),
    ExitCode.EMPTY: Sentence("nothing was checked"),
}
"""The result of a run, by its exit code."""
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~&@$]|:(?=//)")
"""The characters with a meaning inside a line; text from outside never begins a line."""


def markdown(result: GateVerdict | PartyScreening | Summary) -> Iterator[str]:
    """Yield the lines: a heading, the counts, a table of the worst cases, and the version of the law."""
    report = gate_report(result, _MOST)
    yield f"### exportctl {report.command}: {render(_OUTCOMES[report.exit_code])}"
    yield ""
    yield escape(with_capital(report.line()))
    cases, left = report.worst_first(_MOST)
    if cases:
        yield ""
        yield translate("| place | outcome | decision | details |")
        yield "|---|---|---|---|"
        yield from (_row(report, case) for case in cases)
    if left:
        yield ""
        counts = join(of_outcome(number, outcome) for outcome, number in left.items())
        yield translate("Not shown: {counts}.", counts=counts)
    for line in report.closing_lines():
        yield ""
        yield escape(with_capital(line))


def _row(report: GateReport, case: Case) -> str:
    where = ""
    if case.place:
        row = translate(" row {row}", row=str(case.place.row)) if case.place.row else ""
        where = f"{case.place.file}{f':{case.place.position.line}' if case.place.position else row}"
    what = "<br>".join(f"{escape(statement.text)}{_link(report, statement.rule)}" for statement in case.statements)
    decision = effect_name(case.decision) if case.decision else ""
    return f"| {escape(where)} | {render(WORDS[case.outcome])} | {decision} | {what} |"


def _link(report: GateReport, rule: str) -> str:
    url = address(report.law, rule)
    return f" [{escape(name(report.law, rule))}](<{url}>)" if url else ""


def escape(text: str) -> str:
    """Return text from outside escaped for markdown."""
    return _SPECIAL.sub(lambda char: f"\\{char[0]}", printable(text))

"""Write the cases of a run as SARIF 2.1.0: provisions are rules, and cases that fail or are undecided are results."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from exportctl.batch.findings import MAX_ROWS_OF_OUTCOME
from exportctl.law.scale import ExitCode
from exportctl.reports.gates.cases import gate_report
from exportctl.reports.gates.report import OWN_RULES, SEVERITIES, WORDS, Case, Statement, address, effect, title
from exportctl.reports.i18n.language import render
from exportctl.reports.i18n.terms import effect_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.register import Register
    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import Summary
    from exportctl.reports.verdict import GateVerdict

_MARK: Final = "exportctlFinding/v1"


def sarif(result: GateVerdict | PartyScreening | Summary) -> dict[str, Any]:
    """Return the log of one run; the worst results come first, and a notification counts those over the limit."""
    report = gate_report(result, MAX_ROWS_OF_OUTCOME)
    cases, _ = report.worst_first(MAX_ROWS_OF_OUTCOME)
    results = sorted(
        ((case, statement) for case in cases for statement in case.statements),
        key=lambda item: list(SEVERITIES).index(item[1].outcome),
    )
    shown = results[:MAX_ROWS_OF_OUTCOME]
    left_off = sum(report.counts.get(outcome, 0) for outcome in SEVERITIES) - len({id(case) for case, _ in shown})
    rules = list(dict.fromkeys(statement.rule for _, statement in shown))
    notes = (
        [f"{left_off:,} more rows are left off, because {MAX_ROWS_OF_OUTCOME:,} results are the most"]
        if left_off > 0
        else []
    )
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "exportctl",
                        # A plain import of exportctl counts as one of `api`, which is a layer above.
                        "semanticVersion": import_module("exportctl").__version__,
                        "rules": [_rule(report.law, rule) for rule in rules],
                    }
                },
                "automationDetails": {"id": f"exportctl/{report.command}/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": report.exit_code != ExitCode.INVALID,
                        "exitCode": report.exit_code,
                        "toolExecutionNotifications": [
                            {"level": "warning", "message": {"text": sentence}} for sentence in notes
                        ],
                    }
                ],
                "results": [
                    _result(case, statement, rules.index(statement.rule), report.reasons) for case, statement in shown
                ],
                "properties": {
                    "gate": report.gate,
                    "counts": {outcome: report.counts[outcome] for outcome in WORDS if report.counts.get(outcome)},
                    "leftOff": max(left_off, 0),
                    **({"configuredBy": [item.text for item in report.influences]} if report.influences else {}),
                    **({"unreadColumns": [*map(render, report.unread)]} if report.unread else {}),
                    "law": {"version": report.law.version, "digest": report.law.digest},
                },
            }
        ],
    }


def _rule(law: Register, rule: str) -> dict[str, Any]:
    """Return a provision as a rule; its help states its effect, and links to its act."""
    strictest, url = effect(law, rule), address(law, rule)
    if rule in OWN_RULES:
        help_ = title(law, rule)
    else:
        act = law.act_of(rule)
        help_ = f"{act.title.en} ({act.title.zh}), published {act.published}: {title(law, rule)}. " + (
            f"Effect: {effect_name(strictest)}. " if strictest else ""
        )
        help_ += f"`exportctl explain {rule}` tells more."
    return {
        "id": rule,
        "shortDescription": {"text": title(law, rule)},
        "fullDescription": {"text": help_},
        "help": {"text": help_},
        **({"helpUri": url} if url else {}),
        "properties": {"tags": ["export-control"], **({"effect": strictest} if strictest else {})},
    }


def _result(case: Case, statement: Statement, rule: int, reasons: Mapping[str, str]) -> dict[str, Any]:
    """Return a statement as a result. The licences and waivers that cover it suppress it; a waiver states its reason."""
    where = case.place.before if case.place else ""
    return {
        "ruleId": statement.rule,
        "ruleIndex": rule,
        "level": SEVERITIES[statement.outcome],
        "message": {"text": f"{where}{statement.text}"},
        "locations": [_location(case)],
        "partialFingerprints": {_MARK: statement.fingerprint},
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": reasons.get(name, name)}
            for name in statement.answered_by
        ],
        "properties": {"outcome": statement.outcome, **({"decision": case.decision} if case.decision else {})},
    }


def _location(case: Case) -> dict[str, Any]:
    """Return the location of a case: its file, with line and column in a text; a question or a name has no file."""
    place = case.place
    location: dict[str, Any] = {
        "logicalLocations": [{"name": f"row {place.row}" if place and place.row else case.name}]
    }
    if place and place.file:
        file: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
        location["physicalLocation"] = file
        if place.position:
            file["region"] = {"startLine": place.position.line, "startColumn": place.position.column}
    return location


def _artifact(file: str) -> dict[str, str]:
    """Return the address of a file: relative addresses are below the root of the checkout."""
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix(), errors="surrogatepass"), "uriBaseId": "%SRCROOT%"}

"""Write the cases of a run as JUnit XML: a case passes, fails at the gate, or is an error because it is undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from exportctl.batch.findings import MAX_ROWS_OF_OUTCOME
from exportctl.inquiry.phrases import rules_on_goods_in_words
from exportctl.reports.gates.cases import gate_report
from exportctl.reports.gates.report import WORDS, Case, GateReport, Outcome
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.printable import printable

if TYPE_CHECKING:
    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import Summary
    from exportctl.reports.verdict import GateVerdict

_ELEMENTS: Final = {"failed": "failure", "unreadable": "error", "undecided": "error"}


def junit(result: GateVerdict | PartyScreening | Summary) -> str:
    """Return one suite; no case is ever skipped, because undecided must not be ignored."""
    report = gate_report(result, MAX_ROWS_OF_OUTCOME)
    cases, left = report.worst_first(MAX_ROWS_OF_OUTCOME, passed=True)
    root = Element("testsuites", name="exportctl")
    suite = SubElement(root, "testsuite", name=f"exportctl {report.command}")
    _properties(suite, report)
    for case in cases:
        _case(suite, report, case)
    for outcome, number in left.items():
        name = translate("{count} more that are {what}", count=number, what=WORDS[outcome])
        _outcome(SubElement(suite, "testcase", classname=f"exportctl.{report.command}", name=name), outcome, name, name)
    for of in (root, suite):
        of.set("tests", str(len(list(root.iter("testcase")))))
        of.set("failures", str(len(list(root.iter("failure")))))
        of.set("errors", str(len(list(root.iter("error")))))
        of.set("skipped", "0")
    indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(root, encoding='unicode')}"


def _properties(suite: Element, report: GateReport) -> None:
    values = {"gate": report.gate, "law.version": report.law.version, "law.digest": report.law.digest}
    values |= {f"configured.{number}": item.text for number, item in enumerate(report.influences, 1)}
    values |= {f"unread.{number}": render(text) for number, text in enumerate(report.unread, 1)}
    properties = SubElement(suite, "properties")
    for name, value in values.items():
        SubElement(properties, "property", name=name, value=printable(value))


def _case(suite: Element, report: GateReport, case: Case) -> None:
    command, place = report.command, case.place
    name = printable(f"{place.before}{case.name}" if place and case.decision else case.name)
    test = SubElement(suite, "testcase", classname=f"exportctl.{command}", name=name)
    if place and place.file:
        test.set("classname", printable(place.file))
        test.set("file", printable(place.file))
        if place.position:
            test.set("line", str(place.position.line))
    texts = [statement.text for statement in case.statements if statement.outcome not in _ELEMENTS]
    if case.other_rules:
        texts.append(render(rules_on_goods_in_words(report.law, case.other_rules)))
    if case.statements and case.outcome in _ELEMENTS:
        _outcome(test, case.outcome, case.decision or case.outcome, case.statements[0].text)
    if texts:
        SubElement(test, "system-out").text = printable("; ".join(texts))


def _outcome(test: Element, outcome: Outcome, decision: str, text: str) -> None:
    """Mark a test as failed or in error, according to its outcome; a passed test has no element."""
    if kind := _ELEMENTS.get(outcome):
        type_ = decision if kind == "failure" else outcome
        SubElement(test, kind, type=type_, message=printable(text)).text = printable(text)

"""The documents of questions about goods and parties: a verdict, a classification, parties, content, and the summary of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from exportctl.engine.screening import screening
from exportctl.engine.warnings import NOT_THE_SAME, VerdictWarning
from exportctl.facts.transaction import option_for
from exportctl.goods.quantities import plain
from exportctl.inquiry.figures import figure_in_words, open_figures
from exportctl.law.model import Measured, OneOf
from exportctl.reports.documents.parts import (
    by_decision,
    caution,
    configured_by,
    day,
    designation,
    law_asked,
    matches,
    name,
    pause,
    query,
    sources,
    warned,
    words_read,
)

if TYPE_CHECKING:
    from typing import Literal

    from exportctl.engine.findings import Finding
    from exportctl.engine.verdict import Verdict
    from exportctl.goods.guidance import Exclusion
    from exportctl.inquiry.figures import Standing
    from exportctl.law.logic import Truth
    from exportctl.law.register import Register
    from exportctl.permits.apply_permits import PermitUse
    from exportctl.reports import results
    from exportctl.reports.documents.shapes import answers as shapes
    from exportctl.reports.verdict import Checked


def verdict(result: Checked) -> shapes.Verdict:
    """Return `exportctl.verdict/2`."""
    answer = result.verdict
    change = result.next_change
    return {
        "schema": "exportctl.verdict/2",
        "query": query(
            answer.law,
            answer.facts,
            on=answer.on,
            known_on=answer.known_on,
            assume=answer.assume,
            gate=result.gate,
            terms=result.terms,
        ),
        "item": {
            "recognised": answer.recognised,
            **words_read(answer.law, answer.facts.goods, answer.known.day),
            "matches": matches(answer.law, answer.classification),
        },
        "decision": result.decision,
        "worst_case": result.worst_case,
        "settled": answer.settled,
        "readings": [
            {
                "assume": item.assume,
                "decision": result.apply_policy(item.decision),
                "worst_case": result.apply_policy(item.worst_case),
            }
            for item in answer.result.readings
        ],
        "findings": [
            _finding(item, answer) for item in (answer.all_findings() if result.everything else answer.findings)
        ],
        "questions": [
            {"fact": item.fact, "option": option_for(item.fact), "could_become": item.could_become}
            for item in answer.questions
        ],
        "next_change": change
        and {
            "on": change.on.isoformat(),
            "decision": change.decision,
            "settled": change.settled,
            "because": list(change.because),
        },
        "answered_by": [_given(item) for item in result.answered_by],
        **configured_by(result.configured),
        "parties": [
            {"role": party.role, **designation(item, answer.on)}
            for party in answer.facts.parties
            for item in screening(answer.known, party.hits, answer.on).matches
        ],
        "law": law_asked(answer.law),
        "warnings": [caution(item) for item in result.warnings],
        "exit_code": cast("Literal[0, 1, 3]", result.exit_code),
    }


def _given(found: PermitUse) -> shapes.Answering:
    by = found.by
    return {
        "kind": by.kind,
        "name": by.name,
        "provisions": list(found.provisions),
        "undecided": found.undecided,
        "through": by.through.isoformat(),
        "said_at": by.said_at,
        "reason": by.reason if by.kind == "waiver" else None,
        "approved_by": by.approved_by if by.kind == "waiver" else None,
    }


def classification(result: results.Classification) -> shapes.Classification:
    """Return `exportctl.classification/1`; with the figures that decide where these are asked for."""
    law = result.law
    document: shapes.Classification = {
        "schema": "exportctl.classification/1",
        "query": query(
            law,
            result.facts,
            on=result.on,
            known_on=result.known_on,
            assume=result.assume,
            gate=result.gate,
            terms=result.terms,
        ),
        "recognised": result.recognised,
        **words_read(law, result.facts.goods, result.known_on),
        "matches": matches(law, result.found),
        "excluded": [_exclusion(law, item) for item in result.excluded],
        **configured_by(result.configured),  # type: ignore[typeddict-item]
        "law": law_asked(law),
        "warnings": [*warned(covered=result.covered, law=law), *map(caution, result.warnings)],
        "exit_code": result.exit_code,
    }
    if result.questions:
        open_, _ = open_figures(law, result.facts.goods, result.matches)
        document["questions"] = [_figure(law, item) for item in open_]
    return document


def _figure(law: Register, item: Standing) -> shapes.FigureQuestion:
    figure = item.figure
    per = figure.per if isinstance(figure, Measured) else None
    return {
        "entry": item.entry,
        "of": item.of,
        "fact": item.fact,
        "option": item.option,
        "asks": str(figure_in_words(law, figure)),
        "op": figure.op,
        "values": [plain(value) for value in (figure.values if isinstance(figure, OneOf) else (figure.value,))],
        "per": {"length": per.length, "divisor": plain(per.divisor), "unit": per.unit} if per else None,
        "unit": figure.unit,
        "corroborated": item.corroborated,
        "sources": list(item.sources),
    }


def party(result: results.PartyScreening) -> shapes.Party:
    """Return `exportctl.party/1`: what each of the names hits."""
    assume = result.assume
    return {
        "schema": "exportctl.party/1",
        "query": {
            "names": list(result.names),
            "on": result.on.isoformat(),
            "known_on": day(result.known_on),
            "threshold": result.threshold,
            "assume": assume,
            "gate": result.gate,
            "undecided": result.terms.undecided,
            "max_age": result.terms.max_age,
        },
        "matches": [designation(match, result.on) for match in result.matches],
        "decisions": [
            {"name": asked, "decision": item.decision(assume), "worst_case": item.worst_case(assume)}
            for asked, item in zip(result.names, result.found, strict=True)
        ],
        **configured_by(result.configured),
        "law": law_asked(result.law),
        "warnings": [
            *warned(covered=all(item.covered for item in result.found), law=result.law),
            *map(caution, result.terms.warnings(result.law, result.on)),
            *(caution(VerdictWarning(NOT_THE_SAME, item.why)) for item in result.answered),
        ],
        "exit_code": result.exit_code,
    }


def content(result: results.Content) -> shapes.Content:
    """Return `exportctl.content/1`: how a bill of materials was counted."""
    found = result.found
    return {
        "schema": "exportctl.content/1",
        "lines": [
            {
                "part": line.part,
                "substance": line.substance,
                "origin": line.origin,
                "worth": f"{line.worth:f}",
                "counts": _answer(line.counts),
                "missing": sorted(line.counts.missing),
            }
            for line in found.lines
        ],
        "value": f"{found.value:f}",
        "asked": {
            "provisions": list(found.rule.provisions),
            "op": found.rule.bound.op,
            "value": f"{found.rule.bound.value:f}",
            "of": list(found.rule.bound.of),
        },
        "reached": _answer(found.meets_bound),
        "cn_content": f"{found.sure.normalize():f}",
        "cn_content_possible": f"{found.possible.normalize():f}",
        "exit_code": found.exit_code(),
        "law": law_asked(result.law),
    }


def summary(result: results.Summary) -> shapes.Summary:
    """Return `exportctl.summary/1`: the counts of a run, decisions the strictest first."""
    counts = result.counts
    return {
        "schema": "exportctl.summary/1",
        "rows": counts.rows,
        "screened": counts.screened,
        "rejected": counts.rejected,
        "written": counts.written,
        "by_decision": by_decision(counts),
        "by_provision": dict(counts.by_provision),
        "by_next_change_on": dict(counts.by_change),
        "by_warning": dict(counts.by_warning),
        "by_comparison": dict(counts.by_comparison),
        "skipped": [
            {"name": str(item.name), "why": str(item.why), "may_hold_rows": item.may_hold_rows}
            for item in result.skipped
        ],
        "answered": {"licences": counts.by_answer.get("licence", 0), "waivers": counts.by_answer.get("waiver", 0)},
        **configured_by(result.configured),
        "law": law_asked(result.law),
        "exit_code": result.exit_code,
    }


def _answer(truth: Truth) -> shapes.Answer:
    if truth.value is None:
        return "unknown"
    return "yes" if truth.value else "no"


def _exclusion(law: Register, item: Exclusion) -> shapes.Exclusion:
    return {
        "entry": item.entry,
        "name": name(law.code_name(item.entry)),
        "guidance": item.guidance,
        "says": item.ruling.says,
        "sources": sources(law.guidance[item.guidance].sources),
    }


def _finding(item: Finding, answer: Verdict) -> shapes.Finding:
    return {
        "provision": item.provision,
        "act": item.act,
        "jurisdiction": item.jurisdiction,
        "entry": item.entry,
        "effect": item.effect,
        "status": item.status,
        "applies": item.applies,
        "missing": list(item.missing),
        "in_force_from": item.in_force_from.isoformat(),
        "suspension": pause(item.suspension, answer.on),
        "title": name(item.title),
        "authority": (authority := answer.law.authority_of(item.provision)) and name(authority),
        "sources": sources(item.sources),
    }

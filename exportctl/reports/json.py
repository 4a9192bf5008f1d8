"""JSON for programs: every document names its schema, and the same value gives the same bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

from exportctl.engine.cautions import cautions
from exportctl.engine.screening import screening
from exportctl.facts.transaction import option_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.engine.content import Content
    from exportctl.engine.screening import PartyMatch, Screening
    from exportctl.engine.verdict import Finding, Pause, Verdict
    from exportctl.errors import Problem
    from exportctl.facts.goods import Classification, Exclusion
    from exportctl.facts.transaction import Transaction
    from exportctl.inquiry.history import Transition
    from exportctl.law.days import Announcement, Span
    from exportctl.law.model import Name
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect

Document = dict[str, Any]


def dump(document: Document) -> str:
    """Return a document as text, in which nothing can steer a terminal."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return "".join(f"\\u{unit:04x}" for (unit,) in struct.iter_unpack(">H", char.encode("utf-16-be", "surrogatepass")))


def verdict(answer: Verdict, gate: Effect, *, everything: bool = False) -> Document:
    """Return `exportctl.verdict/1`; with `everything` also findings that do not apply."""
    facts, change = answer.facts, answer.next_change
    findings = answer.all_findings() if everything else answer.findings
    return {
        "schema": "exportctl.verdict/1",
        "query": {
            "item": facts.goods.item,
            "from": facts.from_,
            "to": facts.to,
            "origin": facts.origin,
            "on": answer.on.isoformat(),
            "known_on": answer.known_on.isoformat() if answer.known_on else None,
        },
        "item": {
            "recognised": answer.recognised,
            "matches": _matches(answer.law, answer.classification),
        },
        "decision": answer.decision,
        "worst_case": answer.worst_case,
        "settled": answer.settled,
        "readings": [
            {"assume": item.assume, "decision": item.decision, "worst_case": item.worst_case}
            for item in answer.opinion.readings
        ],
        "findings": [_finding(item, answer) for item in findings],
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
        "parties": [
            {"role": party.role, **_party(item, answer.on)}
            for party in answer.facts.parties
            for item in screening(answer.known, party.hits, answer.on).matches
        ],
        "law": _law(answer.law),
        "warnings": [{"code": item.code, "text": item.text} for item in cautions(answer)],
        "exit_code": answer.exit_code(gate),
    }


def classification(law: Register, found: Classification, said: Transaction) -> Document:
    """Return `exportctl.classification/1`."""
    return {
        "schema": "exportctl.classification/1",
        "query": {
            "item": said.item.strip(),
            "on": said.on.isoformat(),
            "known_on": said.known_on and said.known_on.isoformat(),
        },
        "recognised": law.home.id in found.recognised,
        "matches": _matches(law, found),
        "excluded": [_exclusion(law, item) for item in found.excluded],
        "law": _law(law),
    }


def party(law: Register, names: Sequence[str], found: Sequence[Screening], day: date, assume: Assume) -> Document:
    """Return `exportctl.party/1`: what each of the names hits."""
    return {
        "schema": "exportctl.party/1",
        "query": {"names": list(names), "on": day.isoformat()},
        "matches": [_party(match, day) for item in found for match in item.matches],
        "decisions": [
            {"name": name, "decision": item.decision(assume), "worst_case": item.worst_case(assume)}
            for name, item in zip(names, found, strict=True)
        ],
        "law": _law(law),
    }


def content(law: Register, found: Content) -> Document:
    """Return `exportctl.content/1`: how a bill of materials was counted."""
    return {
        "schema": "exportctl.content/1",
        "lines": [
            {
                "part": line.part,
                "substance": line.substance,
                "origin": line.origin,
                "worth": f"{line.worth:f}",
                "counts": {True: "yes", False: "no", None: "unknown"}[line.counts.value],
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
        "reached": {True: "yes", False: "no", None: "unknown"}[found.reached.value],
        "cn_content": f"{found.sure.normalize():f}",
        "cn_content_possible": f"{found.possible.normalize():f}",
        "exit_code": found.exit_code(),
        "law": _law(law),
    }


def timeline(law: Register, spans: Iterable[Span]) -> Document:
    """Return `exportctl.timeline/1`."""
    rows = [
        {
            "provision": span.provision,
            "status": span.status,
            "from": span.from_.isoformat(),
            "through": span.through.isoformat() if span.through else None,
            "by": span.by,
        }
        for span in spans
    ]
    return {"schema": "exportctl.timeline/1", "spans": rows, "law": _law(law)}


def diff(law: Register, changes: Iterable[Transition]) -> Document:
    """Return `exportctl.diff/1`."""
    rows = [
        {
            "provision": item.provision,
            "before": item.before,
            "after": item.after,
            "on": item.on.isoformat(),
            "by": item.by,
        }
        for item in changes
    ]
    return {"schema": "exportctl.diff/1", "changes": rows, "law": _law(law)}


def expiring(law: Register, changes: Iterable[Transition]) -> Document:
    """Return `exportctl.expiring/1`."""
    rows = [
        {
            "on": item.on.isoformat(),
            "provision": item.provision,
            "from_status": item.before,
            "to_status": item.after,
            "by": item.by,
            "announced_extension": _extension(item.announced_extension),
        }
        for item in changes
    ]
    return {"schema": "exportctl.expiring/1", "changes": rows, "law": _law(law)}


def table(kind: str, law: Register, rows: Iterable[dict[str, Any]]) -> Document:
    """Return the rows of a listing as `exportctl.KIND/1`."""
    return {"schema": f"exportctl.{kind}/1", "rows": list(rows), "law": _law(law)}


def problems(folder: str, found: Iterable[Problem]) -> Document:
    """Return `exportctl.lint/1`."""
    return {"schema": "exportctl.lint/1", "folder": folder, "problems": [item._asdict() for item in found]}


def _law(law: Register) -> Document:
    return {
        "version": law.version,
        "digest": law.digest,
        "checked_through": law.home.checked_through.isoformat(),
    }


def _name(name: Name) -> Document:
    return {"en": name.en, "zh": name.zh}


def _exclusion(law: Register, item: Exclusion) -> Document:
    guidance = law.guidance[item.guidance]
    return {
        "entry": item.entry,
        "name": _name(law.code_name(item.entry)),
        "guidance": item.guidance,
        "says": item.ruling.says,
        "sources": [source.url or source.ref for source in guidance.sources],
    }


def _party(match: PartyMatch, day: date) -> Document:
    hit = match.hit
    return {
        "asked": hit.name,
        "id": hit.listing.id,
        "name": _name(hit.listing.party.name),
        "list": hit.listing.list,
        "act": hit.listing.act,
        "status": match.status,
        "effect": match.effect,
        "suspension": _pause(match.suspension, day) if match.suspension else None,
        "score": hit.score,
        "basis": hit.basis,
    }


def _matches(law: Register, found: Classification) -> list[Document]:
    rows = []
    for match in found.matches:
        row: Document = {
            "entry": match.entry,
            "name": _name(law.code_name(match.entry)),
            "certainty": "yes" if match.truth.value else "possible",
            "basis": match.basis,
        }
        if match.truth.value is None:
            row["missing"] = sorted(match.truth.missing)
        rows.append(row)
    return rows


def _finding(item: Finding, answer: Verdict) -> Document:
    return {
        "provision": item.provision,
        "act": item.act,
        "entry": item.entry,
        "effect": item.effect,
        "status": item.status,
        "applies": item.applies,
        "missing": list(item.missing),
        "in_force_from": item.in_force_from.isoformat(),
        "suspension": _pause(item.suspension, answer.on) if item.suspension else None,
        "title": _name(item.title),
        "sources": [source.url or source.ref for source in item.sources],
    }


def _pause(pause: Pause, day: date) -> Document:
    return {
        "by": pause.by,
        "from": pause.from_.isoformat(),
        "through": pause.through.isoformat(),
        "days_left": pause.days_left(day),
        "announced_extension": _extension(pause.announced_extension),
    }


def _extension(longer: Announcement | None) -> Document | None:
    return longer and {
        "through": longer.through.isoformat(),
        "statement": longer.statement.id,
        "sources": [source.url or source.ref for source in longer.statement.sources],
    }

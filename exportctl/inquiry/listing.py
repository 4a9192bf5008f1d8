"""List the records of the data: a row for each act, provision, entry, statement, guidance, designated party or property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.chinese import from_chinese
from exportctl.errors import none_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exportctl.law.find import Located
    from exportctl.law.model import Guidance, Statement
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register
    from exportctl.law.status import LawAsOf

Row = dict[str, Any]
KINDS: Final = ("acts", "provisions", "entries", "statements", "guidance", "parties", "parameters")


def rows(known: LawAsOf, parties: Parties, kind: str, day: date) -> tuple[str, list[Row]]:
    """Return the kind (in the plural) and its rows. Raises InputError for an unknown kind."""
    name, law = from_chinese(kind), known.law
    match name:
        case "acts":
            return name, _acts(known, day)
        case "provisions":
            return name, _provisions(known, day)
        case "entries":
            return name, _entries(law)
        case "statements":
            return name, _publications(law.statements.values())
        case "guidance":
            return name, _publications(law.guidance.values())
        case "parties":
            return name, _parties(known, parties, day)
        case "parameters":
            return name, _parameters(law)
    raise none_of("kind", kind, KINDS)


def record_rows(found: Iterable[Located]) -> list[Row]:
    """Return a row for each of some records of any kind."""
    rows = []
    for item in found:
        record: Any = item.record
        name = record.party.name if item.kind == "party" else getattr(record, "title", None) or record.name
        rows.append({"id": item.id, "kind": item.kind, "name": name.en, "zh": name.zh})
    return rows


def _acts(known: LawAsOf, day: date) -> list[Row]:
    return [
        {
            "id": act.id,
            "published": act.published.isoformat(),
            "provisions": len(act.provisions),
            "in_force": sum(
                known.status_on(f"{act.id}/{item.paragraph}", day) == "in_force" for item in act.provisions
            ),
            "title": act.title.en,
        }
        for act in known.law.acts.values()
    ]


def _provisions(known: LawAsOf, day: date) -> list[Row]:
    return [
        {"id": pid, "from": item.from_.isoformat(), "status": _status(known, pid, day), "title": item.title.en}
        for pid, item in known.law.provisions.items()
    ]


def _entries(law: Register) -> list[Row]:
    return [{"id": code, "name": entry.name.en, "zh": entry.name.zh} for code, entry in sorted(law.entries.items())]


def _parameters(law: Register) -> list[Row]:
    return [
        {"id": item.id, "unit": item.unit, "name": item.name.en, "zh": item.name.zh}
        for item in sorted(law.parameters.values())
    ]


def _publications(records: Iterable[Statement | Guidance]) -> list[Row]:
    return [
        {"id": item.id, "published": item.published.isoformat(), "by": item.by, "title": item.title.en}
        for item in records
    ]


def _parties(known: LawAsOf, parties: Parties, day: date) -> list[Row]:
    return [
        {
            "id": item.id,
            "list": item.list,
            "status": _status(known, item.provision, day),
            "name": item.party.name.en,
            "zh": item.party.name.zh,
        }
        for item in parties.listings
    ]


def _status(known: LawAsOf, provision: str, day: date) -> str:
    return known.status_on(provision, day) or "not published"

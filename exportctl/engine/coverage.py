"""What the data covers is counted, and what it is known to miss is said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from exportctl.law.records import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.law.model import Entry
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register


def coverage(law: Register, parties: Parties, headings: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return the horizon of the data, its counts, and its known gaps, as plain values."""
    release = law.release
    criteria = sum(transcribed(entry) for entry in law.entries.values())
    years = Counter(str(act.published.year) for act in law.acts.values())
    return {
        "version": release.version,
        "digest": law.digest,
        "covers_from": release.covers_from.isoformat(),
        "checked_through": release.checked_through.isoformat(),
        "days_since_checked": (today - release.checked_through).days,
        "acts": len(law.acts),
        "acts_by_jurisdiction": dict(sorted(Counter(act.jurisdiction for act in law.acts.values()).items())),
        "provisions_by_kind": _by_kind(law),
        "acts_by_year": dict(sorted(years.items())),
        "provisions": len(law.provisions),
        "statements": len(law.statements),
        "list_codes": len(law.families),
        "entries": len(law.entries),
        "entries_transcribed": criteria,
        "entries_named_only": len(law.entries) - criteria,
        "materials": len(law.materials),
        "names": len(law.words),
        "customs_codes": len({line.code for line in law.customs}),
        "customs_codes_by_quality": _by_quality(law),
        "customs_headings": len(headings),
        "parties": len(parties.listings),
        "parties_by_list": dict(sorted(Counter(item.list for item in parties.listings).items())),
        "guidance": len(law.guidance),
        "horizon": _horizon(law),
        "known_gaps": release.note or "none",
    }


def covered(law: Register, day: date) -> bool:
    """Tell whether the data covers the law of a day: before its first day, a control that is missing here may have been in force."""
    return day >= law.release.covers_from


def transcribed(entry: Entry) -> bool:
    """Tell whether what the list says of an entry was seen whole."""
    return "not_transcribed" not in str(plain(entry.criteria))


def _by_kind(law: Register) -> dict[str, int]:
    kinds = ("lists", "rules", "not_evaluated", "notice")
    found = Counter(kind for item in law.provisions.values() for kind in kinds if getattr(item, kind))
    return {kind: found[kind] for kind in kinds}


def _by_quality(law: Register) -> dict[str, int]:
    printed = [item for entry in law.entries.values() for item in entry.customs]
    found = Counter(item.quality or item.confidence for item in printed for _ in item.codes)
    return dict(sorted(found.items()))


def _horizon(law: Register) -> dict[str, str]:
    """Return for each topic the earliest day on which something of it was last checked."""
    checked = {
        "acts": [item.checked for item in law.acts.values()],
        "entries": [item.checked for item in law.families.values()],
        "guidance": [item.checked for item in law.guidance.values()],
    }
    return {topic: min(days).isoformat() for topic, days in checked.items() if days}

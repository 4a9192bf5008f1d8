"""What the data covers is counted, and what it is known to miss is said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from exportctl.law.register import Register


def coverage(law: Register, today: date) -> dict[str, Any]:
    """Return the horizon of the data, its counts, and its known gaps, as plain values."""
    release = law.release
    criteria = sum(entry.criteria is not None for entry in law.entries.values())
    years = Counter(str(act.published.year) for act in law.acts.values())
    return {
        "version": release.version,
        "digest": law.digest,
        "covers_from": release.covers_from.isoformat(),
        "checked_through": release.checked_through.isoformat(),
        "days_since_checked": (today - release.checked_through).days,
        "acts": len(law.acts),
        "acts_by_year": dict(sorted(years.items())),
        "provisions": len(law.provisions),
        "statements": len(law.statements),
        "list_codes": len(law.families),
        "entries": len(law.entries),
        "entries_with_criteria": criteria,
        "materials": len(law.materials),
        "names": len(law.words),
        "customs_codes": len({line.code for line in law.customs}),
        "parties": 0,
        "known_gaps": release.note or "none",
    }

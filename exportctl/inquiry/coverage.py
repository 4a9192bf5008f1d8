"""Count what the data covers, and list its known gaps."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from exportctl.inquiry.figures import figures_of
from exportctl.law.records import plain
from exportctl.sentences import Noted, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.law.model import Act, Entry
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register

_KINDS: Final = ("lists", "rules", "not_evaluated", "no_condition", "notice")
_CRITERIA_KINDS: Final = (
    "complete_by_name",
    "described_only",
    "all_corroborated",
    "some_leads",
    "not_transcribed_in_part",
)
_DAYS: Final = frozenset({"published", "from"})


def coverage(
    law: Register, parties: Parties, headings: Mapping[str, str], hints: Mapping[str, object], today: date
) -> dict[str, Any]:
    """Return the horizon of the data, its counts, and its known gaps, as plain values."""
    home = law.home
    criteria = sum(is_transcribed(entry) for entry in law.entries.values())
    years = Counter(str(act.published.year) for act in law.acts.values())
    return {
        "version": law.version,
        "shape": law.releases[0].shape,
        "digest": law.digest,
        "covers_from": home.covers_from and home.covers_from.isoformat(),
        "checked_through": home.checked_through.isoformat(),
        "days_since_checked": (today - home.checked_through).days,
        "acts": len(law.acts),
        "acts_by_jurisdiction": dict(sorted(Counter(act.jurisdiction for act in law.acts.values()).items())),
        "provisions_by_kind": _by_kind(law),
        "acts_by_year": dict(sorted(years.items())),
        "acts_by_kind": _acts_by_kind(law),
        "provisions": len(law.provisions),
        "provisions_that_decide": len(law.rules),
        "provisions_that_warn": sum(item.notice is not None for item in law.provisions.values()),
        "provisions_not_tested": _untested_provisions(law),
        "provisions_without_condition": _without_condition(law),
        "statements": len(law.statements),
        "list_codes": len(law.families),
        "entries": len(law.entries),
        "entries_transcribed": criteria,
        "entries_named_only": len(law.entries) - criteria,
        "entries_by_criteria": _by_criteria(law),
        "figures": _figures(law),
        "criteria_not_transcribed": sum(map(_count_gaps, law.entries.values())),
        "entries_with_parallel": len(hints),
        "entries_with_criteria": sum(entry.criteria is not None for entry in law.entries.values()),
        "entries_without_criteria": sum(entry.criteria is None for entry in law.entries.values()),
        "materials": len(law.materials),
        "names": sum(len(item.names.en) + len(item.names.zh) + len(item.trade) for item in law.materials.values()),
        "customs_codes": len({line.code for line in law.customs}),
        "customs_codes_by_quality": _by_quality(law),
        "customs_headings": len(headings),
        "entries_by_customs_codes": _by_customs(law),
        "parties": len(parties.listings),
        "parties_by_list": dict(sorted(Counter(item.list for item in parties.listings).items())),
        "guidance": len(law.guidance),
        "horizon": _horizon(law, parties),
        "acts_not_read": sorted(act.id for act in law.acts.values() if "text" in act.unknown),
        "acts_without_a_day": sorted(act.id for act in law.acts.values() if not _DAYS.isdisjoint(act.unknown)),
        "counted_and_not_held": _missing_counts(law),
        "known_gaps": law.releases[0].note or "none",
    }


def is_transcribed(entry: Entry) -> bool:
    """Tell whether the whole text of an entry was transcribed."""
    return "not_transcribed" not in str(plain(entry.criteria))


def _count_gaps(entry: Entry) -> int:
    """Return the number of criteria of an entry that were not transcribed."""
    return str(plain((entry.criteria, entry.unless))).count("'not_transcribed'")


def _by_criteria(law: Register) -> dict[str, int]:
    """Return the number of entries by their criteria: none, words only, corroborated figures, some leads, or gaps."""
    found = Counter(map(_criteria_kind, law.entries.values(), map(partial(_standings, law), law.entries)))
    return {kind: found[kind] for kind in _CRITERIA_KINDS}


def _criteria_kind(entry: Entry, standings: tuple[bool, ...]) -> str:
    if _count_gaps(entry):
        return "not_transcribed_in_part"
    if standings:
        return "all_corroborated" if all(standings) else "some_leads"
    return "complete_by_name" if entry.criteria is None and entry.unless is None else "described_only"


def _standings(law: Register, code: str) -> tuple[bool, ...]:
    """Return for each figure of an entry whether it is corroborated."""
    return tuple(item.corroborated for item in figures_of(law, code))


def _figures(law: Register) -> dict[str, int]:
    """Return the numbers of corroborated figures and of leads on the list."""
    found = Counter(standing for code in law.entries for standing in _standings(law, code))
    return {"corroborated": found[True], "leads": found[False]}


def _untested_provisions(law: Register) -> list[dict[str, Any]]:
    """Return the provisions that no stated fact can test, with the reason and the subject in words."""
    return [
        {
            "provision": pid,
            "title": item.title._asdict(),
            "subject": item.subject or item.title.en,
            "why": item.not_evaluated,
        }
        for pid, item in law.provisions.items()
        if item.not_evaluated
    ]


def _without_condition(law: Register) -> list[dict[str, Any]]:
    """Return the provisions that set no condition on an export, with their kind."""
    return [
        {"provision": pid, "title": item.title._asdict(), "what": item.no_condition}
        for pid, item in law.provisions.items()
        if item.no_condition
    ]


def _by_kind(law: Register) -> dict[str, int]:
    found = Counter(kind for item in law.provisions.values() for kind in _KINDS if getattr(item, kind))
    return {kind: found[kind] for kind in _KINDS}


def _acts_by_kind(law: Register) -> dict[str, int]:
    """Return the number of acts by kind; an act of several kinds counts as the first of them."""
    found = Counter(map(_kind, law.acts.values()))
    return {kind: found[kind] for kind in (*_KINDS, "changes_others", "framework")}


def _kind(act: Act) -> str:
    found = next((kind for kind in _KINDS for item in act.provisions if getattr(item, kind)), None)
    changes = act.suspends or act.extends or act.ends or act.replaces
    return found or ("changes_others" if changes else "framework")


def _by_customs(law: Register) -> dict[str, int]:
    """Return the numbers of entries with a printed customs code, with an inferred one only, and with none."""
    found = Counter(
        "none" if not entry.customs else "printed" if any(item.printed_in for item in entry.customs) else "inferred"
        for entry in law.entries.values()
    )
    return {kind: found[kind] for kind in ("printed", "inferred", "none")}


def _missing_counts(law: Register) -> list[str]:
    """Return the things that acts count and the data does not have."""
    counts = [(act.id, count) for act in law.acts.values() for count in act.stated if not count.of]
    return [
        Sentence("{id}: {number} {what}", id=id_, number=count.number, what=Noted(count.what)) for id_, count in counts
    ]


def _by_quality(law: Register) -> dict[str, int]:
    printed = [item for entry in law.entries.values() for item in entry.customs]
    found = Counter(item.quality or item.confidence for item in printed for _ in item.codes)
    return dict(sorted(found.items()))


def _horizon(law: Register, parties: Parties) -> dict[str, str]:
    """Return for each topic the day of the oldest check of any of its records."""
    checked = {
        "acts": [item.checked for item in law.acts.values()],
        "entries": [item.checked for item in law.families.values()],
        "guidance": [item.checked for item in law.guidance.values()],
        "parties": [law.acts[item.act].checked for item in parties.listings],
    }
    return {topic: min(days).isoformat() for topic, days in checked.items() if days}

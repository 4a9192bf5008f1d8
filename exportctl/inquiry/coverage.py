"""Count the records of the data, by kinds, and list the missing ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from exportctl.inquiry.figures import figures_of
from exportctl.law.citations import act_citation
from exportctl.law.model import PROVISION_KINDS, Act, Entry
from exportctl.law.records import plain
from exportctl.sentences import DataNote, Sentence

if TYPE_CHECKING:
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register

_CRITERIA_KINDS: Final = (
    "complete_by_name",
    "described_only",
    "all_corroborated",
    "some_leads",
    "not_transcribed_in_part",
)
_DAYS: Final = frozenset({"published", "from"})


def is_transcribed(entry: Entry) -> bool:
    """Return whether the whole text of an entry was transcribed."""
    return "not_transcribed" not in str(plain(entry.criteria))


def count_gaps(entry: Entry) -> int:
    """Return the number of criteria of an entry that were not transcribed."""
    return str(plain((entry.criteria, entry.unless))).count("'not_transcribed'")


def entries_by_criteria(law: Register) -> dict[str, int]:
    """Return the number of entries by their criteria: none, words only, corroborated figures, some leads, or gaps."""
    counts = Counter(_criteria_kind(entry, _standings(law, code)) for code, entry in law.entries.items())
    return {kind: counts[kind] for kind in _CRITERIA_KINDS}


def _criteria_kind(entry: Entry, standings: tuple[bool, ...]) -> str:
    if count_gaps(entry):
        return "not_transcribed_in_part"
    if standings:
        return "all_corroborated" if all(standings) else "some_leads"
    return "complete_by_name" if entry.criteria is None and entry.unless is None else "described_only"


def _standings(law: Register, code: str) -> tuple[bool, ...]:
    """Return for each figure of an entry whether it is corroborated."""
    return tuple(item.corroborated for item in figures_of(law, code))


def figures_by_standing(law: Register) -> dict[str, int]:
    """Return the numbers of corroborated figures and of leads on the list."""
    counts = Counter(standing for code in law.entries for standing in _standings(law, code))
    return {"corroborated": counts[True], "leads": counts[False]}


def provisions_by_kind(law: Register) -> dict[str, int]:
    """Return the number of provisions by kind."""
    counts = Counter(kind for item in law.provisions.values() for kind in PROVISION_KINDS if getattr(item, kind))
    return {kind: counts[kind] for kind in PROVISION_KINDS}


def acts_by_kind(law: Register) -> dict[str, int]:
    """Return the number of acts by kind; an act of several kinds counts as the first of them."""
    counts = Counter(map(_kind, law.acts.values()))
    return {kind: counts[kind] for kind in (*PROVISION_KINDS, "changes_others", "framework")}


def _kind(act: Act) -> str:
    first = next((kind for kind in PROVISION_KINDS for item in act.provisions if getattr(item, kind)), None)
    changes = act.suspends or act.extends or act.ends or act.replaces
    return first or ("changes_others" if changes else "framework")


def entries_by_customs(law: Register) -> dict[str, int]:
    """Return the numbers of entries with a printed customs code, with an inferred one only, and with none."""
    counts = Counter(
        "none" if not entry.customs else "printed" if any(item.printed_in for item in entry.customs) else "inferred"
        for entry in law.entries.values()
    )
    return {kind: counts[kind] for kind in ("printed", "inferred", "none")}


def acts_without_a_day(law: Register) -> list[str]:
    """Return the acts whose day of publication, or of entry into force, is unknown."""
    return sorted(act.id for act in law.acts.values() if not _DAYS.isdisjoint(act.unknown))


def missing_counts(law: Register) -> list[str]:
    """Return the things that acts count and that are missing in the data."""
    counts = [(act.id, count) for act in law.acts.values() for count in act.stated if not count.of]
    return [
        Sentence("{act}: {number} {what}", act=act_citation(law, id_), number=count.number, what=DataNote(count.what))
        for id_, count in counts
    ]


def customs_by_quality(law: Register) -> dict[str, int]:
    """Return the number of customs codes by quality of the source."""
    printed = [item for entry in law.entries.values() for item in entry.customs]
    counts = Counter(item.quality or item.confidence for item in printed for _ in item.codes)
    return dict(sorted(counts.items()))


def horizon(law: Register, parties: Parties) -> dict[str, str]:
    """Return for each topic the day of the oldest check of any of its records."""
    checked = {
        "acts": [item.checked for item in law.acts.values()],
        "entries": [item.checked for item in law.families.values()],
        "guidance": [item.checked for item in law.guidance.values()],
        "parties": [law.acts[item.act].checked for item in parties.listings],
    }
    return {topic: min(days).isoformat() for topic, days in checked.items() if days}

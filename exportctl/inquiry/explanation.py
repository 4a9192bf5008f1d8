"""Explain a record: its contents, status, history, sources and doubts."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final, cast

from exportctl.chinese import word
from exportctl.engine.screening import effect_of
from exportctl.inquiry.figures import figure_in_words, figures_of, standing_in_words
from exportctl.law.lists import family_of
from exportctl.law.model import Act, Entry, Family, Guidance, Provision, Statement
from exportctl.law.parties import Listing
from exportctl.law.records import plain
from exportctl.sentences import Called, Noted, Sentence, either

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.law.find import Located
    from exportctl.law.model import Announced, Criterion, Figure, Source
    from exportctl.law.parallels import Hint
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register
    from exportctl.law.status import LawAsOf

Document = dict[str, Any]
_NOTED: Final = frozenset({"note", "ref"})


def explain(known: LawAsOf, parties: Parties, found: Located, day: date, hints: Sequence[Hint] = ()) -> Document:
    """Return the names, status on a day, history, sources and doubts of a record, as plain values; for an entry also `hints`."""
    common: Document = {"kind": found.kind, "id": found.id}
    match found.record:
        case Act():
            return common | _act(known, found.record)
        case Provision():
            return common | _provision(known, found.id, day)
        case Entry():
            return common | _entry(known, found.record, day) | {"parallels": list(hints)}
        case Family():
            return common | _family(known, found.record, day)
        case Statement():
            return common | _statement(found.record)
        case Guidance():
            return common | _guidance(found.record)
        case Listing():
            return common | _party(known, parties, found.record, day)


def _act(known: LawAsOf, act: Act) -> Document:
    return {
        "name": plain(act.title),
        "published": act.published.isoformat(),
        "issuers": list(act.issuers),
        "not_found": list(act.unknown),
        "stated": [plain(count) | {"what": Noted(count.what)} for count in act.stated],
        "basis": list(act.basis),
        "says": [{"id": f"{act.id}/{item.paragraph}", "text": Called(*item.title)} for item in act.provisions],
        "does": _does(act),
        "history": [span for item in act.provisions for span in _spans(known, f"{act.id}/{item.paragraph}")],
        "announced": _announcements(known, [act.id]),
        "sources": _sources(act.sources),
        "checked": act.checked.isoformat(),
        "doubts": _notes(act.note, *(item.note for item in act.provisions)),
    }


def _does(act: Act) -> list[Document]:
    kinds = {"suspends": act.suspends, "extends": act.extends, "ends": act.ends, "replaces": act.replaces}
    return [{"does": kind, **plain(item)} for kind, items in kinds.items() for item in items]


def _provision(known: LawAsOf, pid: str, day: date) -> Document:
    law = known.law
    item, act = law.provisions[pid], law.act_of(pid)
    history = _spans(known, pid)
    return {
        "name": plain(item.title),
        "act": act.id,
        "published": act.published.isoformat(),
        "from": item.from_.isoformat(),
        "not_found": list(act.unknown),
        "status": _status(known, pid, day),
        "binds": item.binds,
        "lists": list(item.lists),
        "rules": plain(item.rules),
        "not_evaluated": item.not_evaluated,
        "subject": item.subject,
        "no_condition": item.no_condition,
        "notice": item.notice,
        "history": history,
        "announced": _announcements(known, sorted({span["by"] for span in history})),
        "sources": _sources(act.sources),
        "checked": act.checked.isoformat(),
        "doubts": _notes(item.note, act.note),
    }


def _entry(known: LawAsOf, entry: Entry, day: date) -> Document:
    law = known.law
    family = law.families[family_of(entry.code)]
    listings = law.listings_of(entry.code)
    return {
        "name": plain(entry.name),
        "family": plain(family.name),
        "contains": list(entry.contains),
        "forms": list(entry.forms),
        "criteria": criteria(law, entry.criteria),
        "unless": criteria(law, entry.unless),
        "figures": [
            {
                "figure": figure_in_words(law, item.figure),
                "of": item.of,
                "corroborated": item.corroborated,
                "sources": list(item.sources),
                "standing": standing_in_words(item),
            }
            for item in figures_of(law, entry.code)
        ],
        "listed_by": [{"id": pid, "status": _status(known, pid, day)} for pid in listings],
        "named": sorted(
            Called(item.names.en[0], next(iter(item.names.zh), ""))
            for item in law.materials.values()
            if entry.code in item.entries and item.names.en
        ),
        "customs": plain(entry.customs),
        "guidance": [{"id": id_, "text": Sentence.of(ruling.says)} for id_, ruling in law.rulings.get(entry.code, ())],
        "history": [span for pid in listings for span in _spans(known, pid)],
        "sources": _sources(entry.sources or family.sources),
        "checked": family.checked.isoformat(),
        "doubts": _notes(entry.note, family.note),
    }


def _family(known: LawAsOf, family: Family, day: date) -> Document:
    law = known.law
    listings = law.listings_of(family.code)
    return {
        "name": plain(family.name),
        "says": [{"id": entry.code, "text": Called(*entry.name)} for entry in family.entries],
        "listed_by": [{"id": pid, "status": _status(known, pid, day)} for pid in listings],
        "sources": _sources(family.sources),
        "checked": family.checked.isoformat(),
        "doubts": _notes(family.note, *(entry.note for entry in family.entries)),
    }


def _statement(statement: Statement) -> Document:
    return {
        "name": plain(statement.title),
        "published": statement.published.isoformat(),
        "by": statement.by,
        "announces": [_with_notes(item) for item in statement.announces],
        "sources": _sources(statement.sources),
        "doubts": _notes(Sentence("A statement is not an act: it changes no status."), statement.note),
    }


def _guidance(guidance: Guidance) -> Document:
    return {
        "name": plain(guidance.title),
        "published": guidance.published.isoformat(),
        "by": guidance.by,
        "says": [{"id": ", ".join(item.entries), "text": Sentence.of(item.says)} for item in guidance.rulings],
        "sources": _sources(guidance.sources),
        "checked": guidance.checked.isoformat(),
        "doubts": _notes(Sentence("Guidance interprets the list; it changes no status."), guidance.note),
    }


def _party(known: LawAsOf, parties: Parties, listing: Listing, day: date) -> Document:
    law = known.law
    file, act, history = parties.files[listing.provision], law.acts[listing.act], _spans(known, listing.provision)
    return {
        "name": plain(listing.party.name),
        "list": listing.list,
        "act": act.id,
        "provision": listing.provision,
        "published": act.published.isoformat(),
        "status": _status(known, listing.provision, day),
        "effect": effect_of(law, act.id),
        "country": listing.party.country,
        "aliases": list(listing.party.aliases),
        "known_as": [
            {"kind": part.kind, "names": list(part.names), "confidence": part.confidence} for part in listing.known_as
        ],
        "history": history,
        "announced": _announcements(known, sorted({span["by"] for span in history})),
        "sources": _sources(file.sources),
        "checked": file.checked.isoformat(),
        "doubts": _notes(listing.party.note, file.note, act.note),
    }


def criteria(law: Register, criterion: Criterion | None) -> str | None:
    """Return criteria in words: `density > 1.73 g/cm3 and purity > 99.9 %`."""
    if criterion is None:
        return None
    told = plain(criterion)
    for which, joined in (("all", _and), ("any", _or)):
        if which in told:
            parts = [criteria(law, part) or "" for part in getattr(criterion, f"{which}_")]
            return Sentence("({parts})", parts=reduce(joined, parts))
    if "described" in told:
        return Noted(told["described"])
    if "not_transcribed" in told:
        return Sentence("not transcribed: {figure}", figure=Noted(told["not_transcribed"]))
    if "form" in told:
        return Sentence("the form is {forms}", forms=either(map(word, told["form"])))
    return figure_in_words(law, cast("Figure", criterion))


def _and(one: str, other: str) -> str:
    return Sentence("{one} and {other}", one=one, other=other)


def _or(one: str, other: str) -> str:
    return Sentence("{one} or {other}", one=one, other=other)


def _spans(known: LawAsOf, pid: str) -> list[Document]:
    return [plain(span) | {"through": span.through.isoformat() if span.through else None} for span in known.spans(pid)]


def _status(known: LawAsOf, pid: str, day: date) -> str:
    return known.status_on(pid, day) or "not published"


def _announcements(known: LawAsOf, acts: Iterable[str]) -> list[Document]:
    found = [(act, known.announcement(act)) for act in acts]
    return [
        {
            "suspended_by": act,
            "through": item.through.isoformat(),
            "statement": item.statement.id,
            "confidence": item.announced.confidence,
        }
        for act, item in found
        if item
    ]


def _sources(sources: Iterable[Source]) -> list[Document]:
    return [_with_notes(source) for source in sources]


def _with_notes(record: Source | Announced) -> Document:
    """Return a record as plain values; its notes in words are marked for translation."""
    return {key: Noted(value) if key in _NOTED else value for key, value in plain(record).items()}


def _notes(*notes: str | None) -> list[str]:
    return [note if isinstance(note, Sentence) else Noted(note) for note in dict.fromkeys(notes) if note]

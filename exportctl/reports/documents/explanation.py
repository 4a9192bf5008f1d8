"""The documents of `explain`: a record with its status, history, sources and doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from exportctl.engine.screening import effect_of
from exportctl.inquiry.figures import Part, criteria_in_words, figure_in_words, figures_of, sources_in_words
from exportctl.law import model
from exportctl.law.citations import citation
from exportctl.law.grouping import by_key
from exportctl.law.lists import family_of
from exportctl.law.model import Binds, Confidence, Form, NotFound
from exportctl.law.parties import Listing, NameKind, Parties
from exportctl.law.procedure import ProcedureList, Requirement, SourceKind, Stage
from exportctl.law.scale import Decision, Effect, Status
from exportctl.law.status import LawAsOf
from exportctl.reports.documents.document import ABSENT, Day, Document
from exportctl.reports.documents.parts import Hint, Name, StatusOnDay, status_on
from exportctl.sentences import BilingualName, DataNote, Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exportctl.law import parallels
    from exportctl.reports import results

Verb = Literal["suspends", "extends", "ends", "replaces"]


class RecordText(Document):
    """A part of a record as a line of text."""

    id: str
    text: str


class Span(Document):
    """The days on which a provision has a status."""

    provision: str
    status: Status
    from_: Day
    through: Day | None
    by: str


class AnnouncedExtension(Document):
    """A suspension whose extension was announced."""

    suspended_by: str
    through: Day
    statement: str
    confidence: Confidence


class ListingStatus(Document):
    """A provision that lists an entry, and its status."""

    id: str
    status: StatusOnDay


class ActEffect(Document):
    """An effect of an act on another act."""

    does: Verb
    suspended_by: str = ABSENT
    provision: str
    from_: Day = ABSENT
    through: Day = ABSENT


class KnownNames(Document):
    """Names of one kind that the act does not print, and the confidence in them."""

    kind: NameKind
    names: list[str]
    confidence: Confidence


class EntryFigure(Document):
    """A figure of an entry, in its criteria or its exclusions, and its sources."""

    figure: str
    of: Part
    corroborated: bool
    sources: list[str]
    standing: str


class Explained(Document):
    """The common part of all explanations."""

    schema: Literal["exportctl.explain/1"] = "exportctl.explain/1"
    kind: str
    id: str
    name: Name


class ExplainedAct(Explained):
    """An act explained."""

    kind: Literal["act"]
    published: Day
    issuers: list[str]
    not_found: list[NotFound]
    stated: list[model.Count]
    basis: list[str]
    says: list[RecordText]
    does: list[ActEffect]
    history: list[Span]
    announced: list[AnnouncedExtension]
    sources: list[model.Source]
    checked: Day
    doubts: list[str]


class ExplainedProvision(Explained):
    """A provision explained."""

    kind: Literal["provision"]
    act: str
    published: Day
    from_: Day
    not_found: list[NotFound]
    status: StatusOnDay
    binds: Binds
    lists: list[str]
    rules: list[model.Rule]
    not_evaluated: str | None
    subject: str | None
    no_condition: str | None
    notice: str | None
    history: list[Span]
    announced: list[AnnouncedExtension]
    sources: list[model.Source]
    checked: Day
    doubts: list[str]


class ExplainedEntry(Explained):
    """An entry explained."""

    kind: Literal["entry"]
    family: Name
    contains: list[str]
    forms: list[Form]
    criteria: str | None
    unless: str | None
    figures: list[EntryFigure]
    listed_by: list[ListingStatus]
    named: list[str]
    customs: list[model.Customs]
    guidance: list[RecordText]
    history: list[Span]
    sources: list[model.Source]
    checked: Day
    doubts: list[str]
    parallels: list[Hint]


class ExplainedFamily(Explained):
    """A code above entries explained."""

    kind: Literal["family"]
    says: list[RecordText]
    listed_by: list[ListingStatus]
    sources: list[model.Source]
    checked: Day
    doubts: list[str]


class ExplainedStatement(Explained):
    """A statement explained."""

    kind: Literal["statement"]
    published: Day
    by: str
    announces: list[model.Announced]
    sources: list[model.Source]
    doubts: list[str]


class ExplainedGuidance(Explained):
    """Guidance explained."""

    kind: Literal["guidance"]
    published: Day
    by: str
    says: list[RecordText]
    sources: list[model.Source]
    checked: Day
    doubts: list[str]


class ExplainedStep(Explained):
    """A step of the procedure explained."""

    kind: Literal["procedure"]
    stage: Stage
    lists: list[ProcedureList]
    effects: list[Decision]
    article: str
    confidence: SourceKind
    published: Day | None
    from_: Day | None
    condition: str | None
    sources: list[model.Source]
    doubts: list[str]


class ExplainedParty(Explained):
    """A designated party explained."""

    kind: Literal["party"]
    list_: str
    act: str
    provision: str
    published: Day
    status: StatusOnDay
    effect: Effect
    country: str | None
    aliases: list[str]
    known_as: list[KnownNames]
    history: list[Span]
    announced: list[AnnouncedExtension]
    sources: list[model.Source]
    checked: Day
    doubts: list[str]


Explanation = (
    ExplainedAct | ExplainedProvision | ExplainedEntry | ExplainedFamily
    | ExplainedStatement | ExplainedGuidance | ExplainedStep | ExplainedParty
)  # fmt: skip
"""The answer of `explain`."""


def explanation(result: results.Explanation) -> Explanation:
    """Return `exportctl.explain/1`: one record with its status on a day, history, sources and doubts."""
    located, known, on = result.located, LawAsOf(result.law), result.on
    head = {"kind": located.kind, "id": located.id, "name": located.name}
    match located.record:
        case model.Act() as act:
            return _act(head, known, act)
        case model.Provision():
            return _provision(head, known, located.id, on)
        case model.Entry() as entry:
            return _entry(head, known, entry, on, result.parallels)
        case model.Family() as family:
            return _family(head, known, family, on)
        case model.Statement() as statement:
            return _statement(head, statement)
        case model.Guidance() as guidance:
            return _guidance(head, guidance)
        case Requirement() as requirement:
            return _step(head, requirement)
        case Listing() as listing:
            return _party(head, known, result.parties, listing, on)


def _act(head: dict[str, Any], known: LawAsOf, act: model.Act) -> ExplainedAct:
    return ExplainedAct.from_record(
        act,
        **head,
        not_found=act.unknown,
        stated=[count._replace(what=DataNote(count.what)) for count in act.stated],
        says=[RecordText(id=f"{act.id}/{item.paragraph}", text=BilingualName(*item.title)) for item in act.provisions],
        does=[ActEffect(does=verb, **item._asdict()) for verb in get_args(Verb) for item in getattr(act, verb)],
        history=_spans(known, (f"{act.id}/{item.paragraph}" for item in act.provisions)),
        announced=_announcements(known, [act.id]),
        sources=_sources(act.sources),
        doubts=[
            *_notes(act.note),
            *_notes_of_parts((citation(known.law, f"{act.id}/{item.paragraph}"), item.note) for item in act.provisions),
        ],
    )


def _provision(head: dict[str, Any], known: LawAsOf, pid: str, on: date) -> ExplainedProvision:
    item, act, history = known.law.provisions[pid], known.law.act_of(pid), _spans(known, [pid])
    return ExplainedProvision.from_record(
        item,
        act,
        **head,
        act=act.id,
        not_found=act.unknown,
        status=status_on(known, pid, on),
        history=history,
        announced=_announcements(known, _suspending_acts(history)),
        sources=_sources(act.sources),
        doubts=_notes(item.note, act.note),
    )


def _entry(
    head: dict[str, Any], known: LawAsOf, entry: model.Entry, on: date, hints: Iterable[parallels.Hint]
) -> ExplainedEntry:
    law = known.law
    family, listings = law.families[family_of(entry.code)], law.listings_of(entry.code)
    return ExplainedEntry.from_record(
        entry,
        family,
        **head,
        family=family.name,
        criteria=entry.criteria and criteria_in_words(law, entry.criteria),
        unless=entry.unless and criteria_in_words(law, entry.unless),
        figures=[
            EntryFigure.from_record(
                item, figure=figure_in_words(law, item.figure), standing=sources_in_words(law, item)
            )
            for item in figures_of(law, entry.code)
        ],
        listed_by=_standings(known, listings, on),
        named=sorted(
            BilingualName(item.names.en[0], next(iter(item.names.zh), ""))
            for item in law.materials.values()
            if entry.code in item.entries and item.names.en
        ),
        guidance=[RecordText(id=id_, text=Sentence.of(ruling.says)) for id_, ruling in law.rulings.get(entry.code, ())],
        history=_spans(known, listings),
        sources=_sources(entry.sources or family.sources),
        doubts=_notes(entry.note, family.note),
        parallels=[Hint(**hint) for hint in hints],
    )


def _family(head: dict[str, Any], known: LawAsOf, family: model.Family, on: date) -> ExplainedFamily:
    return ExplainedFamily.from_record(
        family,
        **head,
        says=[RecordText(id=entry.code, text=BilingualName(*entry.name)) for entry in family.entries],
        listed_by=_standings(known, known.law.listings_of(family.code), on),
        sources=_sources(family.sources),
        doubts=[*_notes(family.note), *_notes_of_parts((entry.code, entry.note) for entry in family.entries)],
    )


def _statement(head: dict[str, Any], statement: model.Statement) -> ExplainedStatement:
    return ExplainedStatement.from_record(
        statement,
        **head,
        announces=[item._replace(note=item.note and DataNote(item.note)) for item in statement.announces],
        sources=_sources(statement.sources),
        doubts=_notes(Sentence("A statement is not an act: it changes no status."), statement.note),
    )


def _guidance(head: dict[str, Any], guidance: model.Guidance) -> ExplainedGuidance:
    return ExplainedGuidance.from_record(
        guidance,
        **head,
        says=[RecordText(id=", ".join(item.entries), text=Sentence.of(item.says)) for item in guidance.rulings],
        sources=_sources(guidance.sources),
        doubts=_notes(Sentence("Guidance interprets the list; it changes no status."), guidance.note),
    )


def _step(head: dict[str, Any], step: Requirement) -> ExplainedStep:
    return ExplainedStep.from_record(
        step,
        **head,
        article=BilingualName(*step.citation),
        condition=step.condition and BilingualName(*step.condition),
        sources=_sources(step.sources),
        doubts=[BilingualName(*step.open)] if step.open else [],
    )


def _party(head: dict[str, Any], known: LawAsOf, parties: Parties, listing: Listing, on: date) -> ExplainedParty:
    law = known.law
    file, act, history = parties.files[listing.provision], law.acts[listing.act], _spans(known, [listing.provision])
    return ExplainedParty.from_record(
        listing,
        listing.party,
        file,
        act,
        **head,
        list_=listing.list,
        status=status_on(known, listing.provision, on),
        effect=effect_of(law, act.id),
        known_as=[KnownNames.from_record(part) for part in listing.known_as],
        history=history,
        announced=_announcements(known, _suspending_acts(history)),
        sources=_sources(file.sources),
        doubts=_notes(listing.party.note, file.note, act.note),
    )


def _spans(known: LawAsOf, provisions: Iterable[str]) -> list[Span]:
    return [Span.from_record(span) for pid in provisions for span in known.spans(pid)]


def _standings(known: LawAsOf, provisions: Iterable[str], on: date) -> list[ListingStatus]:
    return [ListingStatus(id=pid, status=status_on(known, pid, on)) for pid in provisions]


def _suspending_acts(history: Iterable[Span]) -> list[str]:
    """Return the acts that suspend a provision: an announced extension of them does not concern what they ended."""
    return sorted({span.by for span in history if span.status in ("suspended", "unsettled")})


def _announcements(known: LawAsOf, acts: Iterable[str]) -> list[AnnouncedExtension]:
    return [
        AnnouncedExtension.from_record(
            item, suspended_by=act, statement=item.statement.id, confidence=item.announced.confidence
        )
        for act in acts
        if (item := known.announcement(act))
    ]


def _sources(sources: Iterable[model.Source]) -> list[model.Source]:
    """Return sources with their notes marked for translation."""
    return [
        item._replace(note=item.note and DataNote(item.note), ref=item.ref and DataNote(item.ref)) for item in sources
    ]


def _notes(*notes: str | None) -> list[str]:
    return [note if isinstance(note, Sentence) else DataNote(note) for note in dict.fromkeys(notes) if note]


def _notes_of_parts(notes: Iterable[tuple[str, str | None]]) -> list[str]:
    """Return the notes on the parts of a record, each once, after the names of its parts."""
    parts = by_key(((note, part) for part, note in notes if note), list)
    return [Sentence("{what}: {why}", what=side_by_side(same), why=DataNote(note)) for note, same in parts.items()]

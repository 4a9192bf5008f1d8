"""The documents of `list` and `show`: a row for each record of one kind, and one record with the keys of its file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, cast

from exportctl.chinese import from_chinese
from exportctl.errors import none_of
from exportctl.law import model
from exportctl.law.find import Located, RecordKind
from exportctl.law.parties import Designation, KnownAs, Parties
from exportctl.law.parties import Listing as PartyListing
from exportctl.law.procedure import Requirement, Stage
from exportctl.law.spelling import nearest_value
from exportctl.reports.documents.document import ABSENT, Day, Document
from exportctl.reports.documents.parts import Hint, Law, StatusOnDay, law_of, status_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exportctl.law.status import LawAsOf
    from exportctl.reports import results

KINDS: Final = ("acts", "provisions", "entries", "statements", "guidance", "procedure", "parties", "parameters")
_KnownAs = list[KnownAs]


class ActRow(Document):
    """An act in a list, with the number of its provisions, and of those with each status on the day."""

    id: str
    published: Day
    provisions: int
    in_force: int
    suspended: int
    unsettled: int
    ended: int
    title: str


class ProvisionRow(Document):
    """A provision in a list."""

    id: str
    from_: Day
    status: StatusOnDay
    title: str


class EntryRow(Document):
    """An entry in a list."""

    id: str
    name: str
    zh: str


class PublishedRow(Document):
    """A statement or guidance in a list."""

    id: str
    published: Day
    by: str
    title: str


class ProcedureRow(Document):
    """A step of the procedure in a list."""

    id: str
    stage: Stage
    name: str
    zh: str


class PartyRow(Document):
    """A designated party in a list."""

    id: str
    list: str
    status: StatusOnDay
    name: str
    zh: str


class ParameterRow(Document):
    """A measured property in a list: its name for `--param`, and the unit of its criteria."""

    id: str
    unit: str
    name: str
    zh: str


class RecordRow(Document):
    """One of several records with the name that was given to `explain`."""

    id: str
    kind: RecordKind
    name: str
    zh: str


Rows = (
    list[RecordRow] | list[ActRow] | list[ProvisionRow] | list[EntryRow]
    | list[PublishedRow] | list[ProcedureRow] | list[PartyRow] | list[ParameterRow]
)  # fmt: skip


class Listing(Document):
    """The answer of `list`."""

    schema: Literal["exportctl.list/1"] = "exportctl.list/1"
    rows: Rows
    law: Law


def listing(result: results.Listing) -> Listing:
    """Return `exportctl.list/1`: the records of one kind, one per row."""
    return Listing(rows=cast("Rows", result.rows), law=law_of(result.law))


def rows(known: LawAsOf, parties: Parties, kind: str, day: date) -> tuple[str, Rows]:
    """Return the kind (in the plural) and its rows. Raises InputError for an unknown kind."""
    name, law = from_chinese(kind), known.law
    match name:
        case "acts":
            return name, [_act(known, act, day) for act in law.acts.values()]
        case "provisions":
            return name, [
                ProvisionRow.from_record(item, id=pid, status=status_on(known, pid, day), title=item.title.en)
                for pid, item in law.provisions.items()
            ]
        case "entries":
            return name, [
                EntryRow(id=code, name=entry.name.en, zh=entry.name.zh) for code, entry in sorted(law.entries.items())
            ]
        case "statements":
            return name, [PublishedRow.from_record(item, title=item.title.en) for item in law.statements.values()]
        case "guidance":
            return name, [PublishedRow.from_record(item, title=item.title.en) for item in law.guidance.values()]
        case "procedure":
            return name, [
                ProcedureRow.from_record(item, name=item.text.en, zh=item.text.zh)
                for item in law.procedure.requirements.values()
            ]
        case "parties":
            return name, [_party(known, item, day) for item in parties.listings]
        case "parameters":
            return name, [
                ParameterRow.from_record(item, name=item.name.en, zh=item.name.zh)
                for item in sorted(law.parameters.values())
            ]
    raise none_of("kind", kind, KINDS, nearest_value(kind, KINDS))


def record_rows(records: Iterable[Located]) -> list[RecordRow]:
    """Return a row for each of some records of any kind."""
    return [RecordRow.from_record(item, name=item.name.en, zh=item.name.zh) for item in records]


def _act(known: LawAsOf, act: model.Act, day: date) -> ActRow:
    by_status = Counter(known.status_on(f"{act.id}/{item.paragraph}", day) for item in act.provisions)
    return ActRow.from_record(
        act,
        provisions=len(act.provisions),
        in_force=by_status["in_force"],
        suspended=by_status["suspended"],
        unsettled=by_status["unsettled"],
        ended=by_status["ended"],
        title=act.title.en,
    )


def _party(known: LawAsOf, item: PartyListing, day: date) -> PartyRow:
    status = status_on(known, item.provision, day)
    return PartyRow.from_record(item, status=status, name=item.party.name.en, zh=item.party.name.zh)


class Designated(Document):
    """A designated party, with the act and the list."""

    id: str
    act: str
    provision: str
    list: str
    party: Designation
    unseen: str = ABSENT
    known_as: _KnownAs = ABSENT


class Record(Document):
    """The answer of `show`."""

    schema: Literal["exportctl.show/1"] = "exportctl.show/1"
    kind: RecordKind
    id: str
    record: (
        model.Act
        | model.Provision
        | model.Entry
        | model.Family
        | model.Statement
        | model.Guidance
        | Requirement
        | Designated
    )
    parallels: list[Hint] = ABSENT


def record(result: results.Record) -> Record:
    """Return `exportctl.show/1`: one whole record, with the keys of its file."""
    located = result.located
    content = located.record
    return Record.from_record(
        located,
        record=Designated(**{key: value or ABSENT for key, value in content._asdict().items()})
        if isinstance(content, PartyListing)
        else content,
        parallels=[Hint(**hint) for hint in result.parallels] or ABSENT,
    )

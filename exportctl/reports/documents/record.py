"""The document of a record, with the keys of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.law import model
from exportctl.law.find import RecordKind
from exportctl.law.parties import Designation, KnownAs, Listing
from exportctl.law.procedure import Requirement
from exportctl.reports.documents.document import ABSENT, Document
from exportctl.reports.documents.parts import Hint

if TYPE_CHECKING:
    from exportctl.reports import results

_KnownAs = list[KnownAs]


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
        if isinstance(content, Listing)
        else content,
        parallels=[Hint(**hint) for hint in result.parallels] or ABSENT,
    )

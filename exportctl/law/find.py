"""Find the record of an id or a citation: an act, a provision, an entry or family, a statement, guidance, a step or a party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.errors import NotFoundError, ParameterError
from exportctl.law import citations
from exportctl.law.model import Entry, Family
from exportctl.law.parties import Listing
from exportctl.law.words import fold
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.model import Act, Guidance, Name, Provision, Statement
    from exportctl.law.parties import Parties
    from exportctl.law.procedure import Requirement
    from exportctl.law.register import Register

_SHOWN: Final = 60
RecordKind = Literal["act", "provision", "entry", "family", "statement", "guidance", "procedure", "party"]


class Located(NamedTuple):
    """A record with its kind and its id in the spelling of the data."""

    kind: RecordKind
    id: str
    record: Act | Provision | Entry | Family | Statement | Guidance | Requirement | Listing

    @property
    def name(self) -> Name:
        """The name of the record, or its title."""
        match self.record:
            case Listing(party=party):
                return party.name
            case Entry(name=name) | Family(name=name):
                return name
            case titled:
                return titled.title


def find(law: Register, parties: Parties, id_: str) -> Located:
    """Return the record of an id, in upper or lower case, or of a citation. Raises NotFoundError if there is none."""
    word = id_.strip().lower()
    by_kind: Mapping[RecordKind, Mapping[str, Act | Statement | Guidance | Requirement]] = {
        "act": law.acts,
        "statement": law.statements,
        "guidance": law.guidance,
        "procedure": law.procedure.requirements,
    }
    for kind, records in by_kind.items():
        if word in records:
            return Located(kind, word, records[word])
    if pid := next((pid for pid in law.provisions if pid.lower() == word), None):
        return Located("provision", pid, law.provisions[pid])
    for listing in parties.listings:
        if listing.id == word:
            return Located("party", word, listing)
    code = law.names.codes.get(fold(id_), "")
    if code in law.entries:
        return Located("entry", code, law.entries[code])
    if code in law.families:
        return Located("family", code, law.families[code])
    if cited := citations.by_citation(law).get(citations.fold(id_)):
        return find(law, parties, cited)
    if word in law.parameters:
        raise ParameterError(
            Sentence(
                "'{said}' is a parameter; state its value with --param {said}=VALUE; exportctl list parameters shows its "
                "name and unit",
                said=word,
            )
        )
    text = id_ if len(id_) <= _SHOWN else f"{id_[:_SHOWN]}..."
    msg = Sentence(
        "'{said}' is not an act, provision, entry, statement, guidance or party of the law data; exportctl "
        "list shows their IDs",
        said=text,
    )
    raise NotFoundError(msg)

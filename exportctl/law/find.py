"""An id belongs to one record: an act, a provision, an entry, a family of entries, a statement or guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.errors import NotFoundError
from exportctl.law.words import fold

if TYPE_CHECKING:
    from exportctl.law.model import Act, Entry, Family, Guidance, Provision, Statement
    from exportctl.law.register import Register

Kind = Literal["act", "provision", "entry", "family", "statement", "guidance"]


class Found(NamedTuple):
    """A record with its kind and its id as the data writes it."""

    kind: Kind
    id: str
    record: Act | Provision | Entry | Family | Statement | Guidance


def find(law: Register, id_: str) -> Found:
    """Return the record of an id, in any case. Raises NotFoundError if there is none."""
    word = id_.strip().lower()
    if word in law.acts:
        return Found("act", word, law.acts[word])
    if word in law.provisions:
        return Found("provision", word, law.provisions[word])
    if word in law.statements:
        return Found("statement", word, law.statements[word])
    if word in law.guidance:
        return Found("guidance", word, law.guidance[word])
    code = law.printed_codes.get(fold(id_), "")
    if code in law.entries:
        return Found("entry", code, law.entries[code])
    if code in law.families:
        return Found("family", code, law.families[code])
    msg = f"'{id_}' is no act, provision, entry, statement or guidance of the data; exportctl list shows their ids"
    raise NotFoundError(msg)

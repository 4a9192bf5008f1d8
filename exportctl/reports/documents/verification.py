"""The documents of what `verify` finds, and of what is wrong with a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from exportctl.permits.log import Kind
from exportctl.permits.receipts import How
from exportctl.reports.documents.document import Digest, Document
from exportctl.reports.documents.parts import Law

if TYPE_CHECKING:
    from exportctl.permits import receipts
    from exportctl.reports import receipts as results


class Change(Document):
    """An act, or a file by what it is and its name, that is new, gone or changed."""

    name: str
    change: How


class Part(Document):
    """A part of the answer that differs."""

    part: str
    before: Any
    after: Any


class Provision(Document):
    """A provision by which the answer differs; `acts` are its own, and those by which it sleeps."""

    provision: str
    change: How
    acts: list[str]


class Differs(Document):
    """What differs: acts, data of any kind, the program, files that took part, the answer."""

    law: bool
    data: bool
    program: bool
    files: bool
    answer: bool


class Asked(Document):
    """By which program and law a question was answered."""

    program: str
    law: Law


class Verification(Document):
    """The answer of `verify`; `reviewed_by` is who reviewed the answer of the receipt, if it states somebody."""

    schema: Literal["exportctl.verification/1"]
    receipt: Digest
    command: str
    reviewed_by: str | None
    changed: Differs
    before: Asked
    after: Asked
    acts: list[Change]
    files: list[Change]
    answer: list[Part]
    provisions: list[Provision]
    exit_code: Literal[0, 1]


class Fault(Document):
    """A line that is wrong, and how; a line that is `missing` has no number."""

    line: int | None
    kind: Kind


class Log(Document):
    """The answer of `log verify`; `head` is the digest of the last line."""

    schema: Literal["exportctl.log-verification/1"]
    file: str
    lines: int
    head: Digest | None
    faults: list[Fault]
    exit_code: Literal[0, 1]


def verification(result: results.Verification) -> dict[str, Any]:
    """Return `exportctl.verification/1`."""
    differences = result.found
    return Verification(
        schema="exportctl.verification/1",
        receipt=differences.kept["digest"],
        command=differences.kept["command"],
        reviewed_by=differences.kept.get("reviewed_by"),
        changed=Differs(
            law=bool(differences.law),
            data=differences.data,
            program=differences.program,
            files=bool(differences.files),
            answer=bool(differences.answer),
        ),
        before=_basis(differences.kept),
        after=_basis(differences.again),
        acts=[Change(name=item.name, change=item.how) for item in differences.law],
        files=[Change(name=item.name, change=item.how) for item in differences.files],
        answer=[Part(part=item.part, before=item.before, after=item.after) for item in differences.answer],
        provisions=[
            Provision(provision=item.provision, change=item.how, acts=list(item.acts))
            for item in differences.provisions
        ],
        exit_code=differences.exit_code,
    ).to_dict()


def _basis(kept: receipts.Document) -> Asked:
    return Asked(program=kept["program"], law=kept["law"])


def log(result: results.Log) -> dict[str, Any]:
    """Return `exportctl.log-verification/1`."""
    return Log(
        schema="exportctl.log-verification/1",
        file=result.file,
        lines=result.found.lines,
        head=result.found.head,
        faults=[Fault(line=item.line, kind=item.kind) for item in result.found.faults],
        exit_code=result.exit_code,
    ).to_dict()

"""The document of a trace: the rule behind each marked word of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.goods.annotation import Label
from exportctl.reports.documents.document import Document
from exportctl.reports.documents.parts import Law, law_of

if TYPE_CHECKING:
    from exportctl.reports import results


class Mark(Document):
    """Words that a rule marked: their position, their label, the value they state, and whether they can have another meaning."""

    start: int
    end: int
    words: str
    label: Label
    value: str
    certainty: Literal["yes", "possible"]
    rule: str


class Trace(Document):
    """The answer of `classify --trace`."""

    schema: Literal["exportctl.trace/1"] = "exportctl.trace/1"
    item: str
    annotations: list[Mark]
    unread: list[str]
    law: Law


def trace(result: results.Trace) -> Trace:
    """Return `exportctl.trace/1`: the annotations of a text in the order of its words, and the words that no rule read."""
    reading = result.trace
    return Trace(
        item=reading.item,
        annotations=[Mark.from_record(note) for note in reading.annotations],
        unread=list(reading.unread),
        law=law_of(result.law),
    )

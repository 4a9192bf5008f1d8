"""The shape of the document of a trace."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from exportctl.goods.annotation import Label
from exportctl.reports.documents.shapes.parts import Law


class Mark(TypedDict):
    """Words that a rule marked: where they stand, their label, the value they state, and whether they can mean anything else."""

    start: int
    end: int
    words: str
    label: Label
    value: str
    certainty: Literal["yes", "possible"]
    rule: str


class Trace(TypedDict):
    """The answer of `classify --trace`."""

    schema: Literal["exportctl.trace/1"]
    item: str
    annotations: list[Mark]
    unread: list[str]
    law: Law

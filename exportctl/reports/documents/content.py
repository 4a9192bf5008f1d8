"""The document of a bill of materials: the calculation of the share of Chinese content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.law.model import Operator
from exportctl.reports.documents.document import Document, Place
from exportctl.reports.documents.parts import Law, law_of

if TYPE_CHECKING:
    from exportctl.law.logic import Truth
    from exportctl.reports import results

Answer = Literal["yes", "no", "unknown"]


class ContentLine(Document):
    """One line of a bill, and whether it counts."""

    part: str
    substance: str
    origin: Place | None
    worth: str
    counts: Answer
    missing: list[str]


class ContentRule(Document):
    """The share that acts require."""

    provisions: list[str]
    op: Operator
    value: str
    of: list[str]


class Content(Document):
    """The answer of `content`."""

    schema: Literal["exportctl.content/1"] = "exportctl.content/1"
    lines: list[ContentLine]
    value: str
    asked: ContentRule
    reached: Answer
    cn_content: str
    cn_content_possible: str
    exit_code: Literal[0, 1, 3]
    law: Law


def content(result: results.Content) -> Content:
    """Return `exportctl.content/1`: the calculation of a bill of materials."""
    count = result.calculation
    return Content.from_record(
        result,
        lines=[
            ContentLine.from_record(line, counts=_answer(line.counts), missing=sorted(line.counts.missing))
            for line in count.lines
        ],
        value=f"{count.value:f}",
        asked=ContentRule.from_record(count.rule.bound, provisions=count.rule.provisions),
        reached=_answer(count.meets_bound),
        cn_content=f"{count.sure.normalize():f}",
        cn_content_possible=f"{count.possible.normalize():f}",
        law=law_of(result.law),
    )


def _answer(truth: Truth) -> Answer:
    if truth.value is None:
        return "unknown"
    return "yes" if truth.value else "no"

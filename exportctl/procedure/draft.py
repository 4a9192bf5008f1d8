"""The content of a draft: sections of rows, each with known values, gaps for a person, and the requirements behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from exportctl.procedure.steps import is_due
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement
    from exportctl.procedure.near_entries import NearEntry

DraftKind = Literal["statement", "enquiry", "end-user-certificate", "application"]
"""The papers that can be drafted: an answer to customs, an enquiry to MOFCOM, a certificate, and a checklist for a licence."""
KINDS: Final[tuple[DraftKind, ...]] = get_args(DraftKind)


_NO_ARTICLE: Final = Sentence("No article that prescribes this was seen.")


class Gap(NamedTuple):
    """A place that a person must complete, or a figure that must be measured."""

    what: str
    do: Literal["complete", "measure"] = "complete"


class Row(NamedTuple):
    """A line of a paper: its content, the known values and the gaps, and the requirements behind it."""

    what: str
    values: tuple[str | Gap, ...]
    basis: tuple[Requirement, ...] = ()


class Section(NamedTuple):
    """Rows under one title, with the requirements and the note that hold for all of them."""

    title: str
    rows: tuple[Row, ...]
    basis: tuple[Requirement, ...] = ()
    note: str = ""


class Draft(NamedTuple):
    """A draft of a paper: its title, its introduction, its sections, and the entries near the goods."""

    kind: DraftKind
    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    near: tuple[NearEntry, ...]


def section_on(title: str, rows: Iterable[Row], basis: tuple[Requirement, ...]) -> Section:
    """Return a section that rests on requirements; without any, its note states that no article was seen."""
    return Section(title, tuple(rows), basis, "" if basis else _NO_ARTICLE)


def text_of(item: Requirement) -> str:
    """Return the text of a requirement, with its condition before it."""
    text = BilingualName(*item.text)
    return (
        Sentence("If {condition}: {text}", condition=BilingualName(*item.condition), text=text)
        if item.condition
        else text
    )


def requirements(answer: Assessment, *ids: str) -> tuple[Requirement, ...]:
    """Return the given requirements that are in force on the day of an answer and published by its day of knowledge."""
    by_id = answer.law.procedure.requirements
    return tuple(by_id[id_] for id_ in ids if id_ in by_id and is_due(answer, by_id[id_]))

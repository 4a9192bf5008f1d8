"""Compare two answers about a row, explain the difference by provisions, and group rows with the same change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import InputError, none_of
from exportctl.law.scale import DECISIONS, EFFECTS, STRICTNESS
from exportctl.list_cells import split_cell
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.batch.answer_cache import Answer
    from exportctl.law.scale import Decision, Status
    from exportctl.law.status import LawAsOf

_TRUTH: Final = {"true": True, "false": False}
_GROUPS: Final = 1_000
_ROWS: Final = 100
"""The limit on groups, and on the rows that a group names; further ones are only counted."""


class ComparedAnswer(NamedTuple):
    """The comparable part of an answer to a row: the outcome, its provisions, and the permits that cover it.

    `possible` provisions may apply; a file of an earlier screening does not distinguish them.
    """

    decision: Decision
    worst_case: Decision
    settled: bool
    provisions: tuple[str, ...] = ()
    permits: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()

    @property
    def outcome(self) -> tuple[Decision, Decision, bool, frozenset[str]]:
        """The parts by which answers are compared; the provisions behind them do not count."""
        return self.decision, self.worst_case, self.settled, frozenset(self.permits)


class Why(NamedTuple):
    """A provision that makes two answers differ: its id and title, and both statuses, if they differ and are known.

    `possible` marks a provision that may apply, but does not surely.
    """

    provision: str
    title: str
    was: Status | None = None
    is_: Status | None = None
    possible: bool = False

    def __str__(self) -> str:
        """Return the reason in a line."""
        was, is_ = self.was or "not published", self.is_ or "not published"
        then = f": {was} \u2192 {is_}" if was != is_ else ""
        return f"{self.provision} ({self.title}){', may apply' if self.possible else ''}{then}"


class Side(NamedTuple):
    """The law behind one of two answers, and the day of that answer; None if the day is unknown."""

    known: LawAsOf
    day: date | None

    def status(self, provision: str) -> Status | None:
        """Return the status of a provision on that day; None if it was not yet published."""
        law = self.known.law
        return self.known.status_on(provision, self.day) if self.day and provision in law.provisions else None

    def text(self, provision: str) -> object:
        """Return the rules and the text of a provision on that side."""
        law = self.known.law
        return law.rules.get(provision), law.provisions.get(provision)


def compared_answer(answer: Answer) -> ComparedAnswer:
    """Return the comparable part of an answer."""
    return ComparedAnswer(
        answer.decision, answer.worst_case, answer.settled, answer.provisions, answer.permits, answer.possible
    )


def compared_answer_in(cells: Mapping[str, Any]) -> ComparedAnswer:
    """Return the comparable part of an earlier answer from its cells; raises InputError for a cell that is not an answer."""
    decision, worst_case = (_decision(cells, name) for name in ("decision", "worst_case"))
    settled = cells["settled"]
    truth = settled if isinstance(settled, bool) else _TRUTH.get(str(settled).strip().lower())
    if truth is None:
        raise InputError("settled", "'{settled}' is not true or false", settled=settled)
    cells_of_lists = (str(cells.get(name) or "") for name in ("provisions", "answered_by"))
    provisions, permits = (tuple(split_cell(cell)) for cell in cells_of_lists)
    return ComparedAnswer(decision, worst_case, truth, provisions, permits)


def is_worse(before: ComparedAnswer, after: ComparedAnswer) -> bool:
    """Return whether an answer is worse: stricter in decision or worst case, no longer settled, or newly undecided.

    It is also worse if a licence or a waiver no longer covers it. After undecided, only no control found is better: any
    other decision is worse than an open one.
    """
    if set(before.permits) - set(after.permits):
        return True
    if (before.settled and not after.settled) or _rank(after.worst_case) > _rank(before.worst_case):
        return True
    decisions = before.decision, after.decision
    if before.decision == after.decision:
        return False
    return after.decision != EFFECTS[0] if "undecided" in decisions else _rank(after.decision) > _rank(before.decision)


def because(before: ComparedAnswer, after: ComparedAnswer, then: Side, now: Side) -> tuple[Why, ...]:
    """Return the provisions behind only one of two answers, and those whose status or rules differ."""
    one = set(after.provisions) ^ set(before.provisions)
    reasons = []
    for name in dict.fromkeys((*after.provisions, *before.provisions)):
        was, is_ = (side.status(name) if then.day and now.day else None for side in (then, now))
        if name in one or was != is_ or then.text(name) != now.text(name):
            of = next((side.known.law for side in (now, then) if name in side.known.law.provisions), None)
            title = BilingualName(*of.provisions[name].title) if of else Sentence("in neither version of the law data")
            reasons.append(Why(name, title, was, is_, name in after.possible))
    return tuple(reasons)


class Row(NamedTuple):
    """A row whose answer differs: its file, its number there, its goods and its destination."""

    file: str
    row: int
    item: str
    to: str


class Group:
    """Rows with the same change."""

    def __init__(self, before: ComparedAnswer, after: ComparedAnswer, why: tuple[Why, ...]) -> None:
        """Take the common part of the rows."""
        self.before, self.after, self.why = before, after, why
        self.count = 0
        self.first: list[Row] = []

    @property
    def has_room(self) -> bool:
        """Whether the group has room for another row."""
        return len(self.first) < _ROWS


class Changes:
    """The differences in groups, and the number of rows without a group because there are too many."""

    def __init__(self) -> None:
        """Start without differences."""
        self._groups: dict[tuple[object, ...], Group] = {}
        self.left_off = 0

    @property
    def groups(self) -> list[Group]:
        """The groups, the largest first."""
        return sorted(self._groups.values(), key=lambda group: -group.count)

    def group(self, before: ComparedAnswer, after: ComparedAnswer, why: tuple[Why, ...]) -> Group | None:
        """Count a row, and return its group; None if there are too many."""
        key = (before.outcome, after.outcome, why)
        if key not in self._groups and len(self._groups) == _GROUPS:
            self.left_off += 1
            return None
        group = self._groups.setdefault(key, Group(before, after, why))
        group.count += 1
        return group


def _rank(decision: Decision) -> int:
    """Return the rank of a decision; undecided ranks above all effects, because it could be any of them."""
    return len(EFFECTS) if decision == "undecided" else STRICTNESS[decision]


def _decision(cells: Mapping[str, Any], name: str) -> Decision:
    decision: Decision | None = next((item for item in DECISIONS if item == cells[name]), None)
    if decision is None:
        raise none_of(name, cells[name] or "", DECISIONS)
    return decision

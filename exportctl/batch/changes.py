"""Compare two answers about a row, explain the difference by provisions, and group rows with the same change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.effects import STATUSES
from exportctl.errors import InputError, none_of
from exportctl.law.scale import DECISIONS, EFFECTS, STRICTNESS
from exportctl.list_cells import split_cell
from exportctl.sentences import BilingualName, Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.batch.answer_cache import Answer
    from exportctl.law.scale import Assume, Decision, Status
    from exportctl.law.status import LawAsOf

_TRUTH: Final = {"true": True, "false": False}
_GROUPS: Final = 1_000
_ROWS: Final = 100
"""The limit on groups, and on the rows that a group names; further ones are only counted."""

_NOT_PUBLISHED: Final = Sentence("not published")
_BY_READING: Final[Mapping[Assume, tuple[str, Status]]] = {
    "extended": (translatable("{name}: {status}; treated as {reading}, because an extension is assumed"), "suspended"),
    "on-face": (translatable("{name}: {status}; treated as {reading}, because no extension is assumed"), "in_force"),
}
"""The words about an unconfirmed provision for each reading, and the status as which the reading treats it."""


class ComparedAnswer(NamedTuple):
    """The comparable part of an answer to a row: the outcome, its provisions, and the permits that cover it.

    `possible` provisions may apply, and `other_reading` is the decision under the other reading of unconfirmed suspensions; a file
    of an earlier screening has neither.
    """

    decision: Decision
    worst_case: Decision
    settled: bool
    provisions: tuple[str, ...] = ()
    permits: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    other_reading: Decision | None = None

    @property
    def outcome(self) -> tuple[Decision, Decision, bool, frozenset[str]]:
        """The parts by which answers are compared; the provisions behind them do not count."""
        return self.decision, self.worst_case, self.settled, frozenset(self.permits)


class Why(NamedTuple):
    """A provision that makes two answers differ: its id and title, and both statuses, if they differ and are known.

    `possible` marks a provision that may apply, but does not surely. `assumed` is the reading that alone makes the difference: the
    provision is unconfirmed on the day, and the earlier answer assumed the opposite.
    """

    provision: str
    title: str
    was: Status | None = None
    is_: Status | None = None
    possible: bool = False
    assumed: Assume | None = None

    @property
    def line(self) -> str:
        """The reason in a line."""
        name = Sentence("{provision} ({title})", provision=self.provision, title=self.title)
        return self.about(Sentence("{name}, may apply", name=name) if self.possible else name)

    def about(self, name: str) -> str:
        """Return a name of the provision, with both statuses if they differ, or with the reading that makes the difference."""
        if self.assumed:
            words, reading = _BY_READING[self.assumed]
            return Sentence(words, name=name, status=STATUSES["unsettled"], reading=STATUSES[reading])
        if self.was == self.is_:
            return name
        was, is_ = (STATUSES[status] if status else _NOT_PUBLISHED for status in (self.was, self.is_))
        return Sentence("{name}: {was} \u2192 {is_}", name=name, was=was, is_=is_)


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
        answer.decision,
        answer.worst_case,
        answer.settled,
        answer.provisions,
        answer.permits,
        answer.possible,
        answer.other_reading,
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


def because(
    before: ComparedAnswer, after: ComparedAnswer, then: Side, now: Side, assume: Assume | None = None
) -> tuple[Why, ...]:
    """Return the provisions whose status or rules differ between two answers.

    If there are none, return the unconfirmed ones if the earlier answer is the one under the opposite of `assume`, else those behind
    only one of the answers: beside a cause, these only follow from it, such as a rule for all dual-use items.
    """
    names = dict.fromkeys((*after.provisions, *before.provisions))
    reasons = [_reason(name, after, then, now) for name in names]
    causes = [why for why in reasons if why.was != why.is_ or then.text(why.provision) != now.text(why.provision)]
    if causes:
        return tuple(causes)
    if assume and not (before.settled or after.settled) and before.decision == after.other_reading:
        return tuple(
            why._replace(was="unsettled", is_="unsettled", assumed=assume)
            for why in reasons
            if now.status(why.provision) == "unsettled"
        )
    one = set(after.provisions) ^ set(before.provisions)
    return tuple(why for why in reasons if why.provision in one)


def _reason(provision: str, after: ComparedAnswer, then: Side, now: Side) -> Why:
    """Return a provision as a reason, with its title in the newer law that has it; without a day, its statuses are unknown."""
    was, is_ = (side.status(provision) if then.day and now.day else None for side in (then, now))
    of = next((side.known.law for side in (now, then) if provision in side.known.law.provisions), None)
    title = BilingualName(*of.provisions[provision].title) if of else Sentence("in neither version of the law data")
    return Why(provision, title, was, is_, provision in after.possible)


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

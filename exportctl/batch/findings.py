"""Keep the rows that a gate names, up to a limit for each outcome, and count the rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, get_args

from exportctl.engine.engine import Engine
from exportctl.engine.findings import suspension_in
from exportctl.law.scale import ExitCode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.answered_rows import AnsweredRows
    from exportctl.law.register import Register

MAX_ROWS_OF_OUTCOME: Final = 25_000
"""The number of rows that are kept of each outcome, and of cases that a report of a gate names; it counts the others.

It is GitHub's limit on the results of a SARIF run, of which it shows the 5,000 most severe.
"""
RowOutcome = Literal["failed", "undecided", "known", "answered", "warned", "last_day", "suspended", "passed"]
SuspensionKind = Literal["last_day", "suspended"]
_BY_EXIT_CODE: Final[Mapping[ExitCode, RowOutcome]] = {ExitCode.FAILED: "failed", ExitCode.OPEN: "undecided"}


class SuspendedProvision(NamedTuple):
    """A provision that is suspended on the day of a row, and the last day of the suspension."""

    provision: str
    through: date


class GateRow(NamedTuple):
    """A row with its answer: its number in the file, its goods, destination and parties, its day, and the rules of other regimes.

    `dated` is true if the row, or the caller for all rows, stated that day; otherwise it is the day of the run.
    """

    row: int
    item: str
    to: str
    parties: str
    on: date
    dated: bool
    answer: Answer
    suspended: tuple[SuspendedProvision, ...]
    other_rules: tuple[str, ...]


class UnreadableRow(NamedTuple):
    """An unreadable row: its number, the fact of the invalid cell, if there is one, the cell, and the reason.

    The row is 0 for a file that could not be read as a whole.
    """

    row: int
    fact: str
    value: str
    reason: str


_Kind: TypeAlias = "tuple[Answer, date, date | None, bool]"
"""The common part of rows with the same report: the answer, the day, the day of knowledge, and whether the baseline has them."""


class Findings:
    """The rows of one file that a gate names, by outcome.

    A row below the gate is `answered` if a licence or a waiver covers some of its findings, else `warned` if owners on a
    list hold its end user, or if other companies of the group of a party are on a list, else `last_day` if one of its
    controls is suspended for the last time on its day, else `suspended` if one is suspended. `suspended_rows` counts the
    rows of any outcome with a control of either kind.
    """

    def __init__(self, law: Register, *, dated: bool) -> None:
        """Start without rows; `dated` is true if the caller stated a day for all rows."""
        self._engine, self._dated = Engine(law), dated
        self._suspended: dict[tuple[Answer, date, date | None], tuple[SuspendedProvision, ...]] = {}
        self.counts: Counter[RowOutcome | Literal["unreadable"]] = Counter()
        self.suspended_rows: Counter[SuspensionKind] = Counter()
        self.rows: dict[RowOutcome, list[GateRow]] = {outcome: [] for outcome in get_args(RowOutcome)}
        self.unreadable: list[UnreadableRow] = []
        self.columns: Mapping[str, str] = {}

    def add(self, rows: AnsweredRows, *, known: Sequence[bool] = ()) -> None:
        """Keep the answered rows of a batch; `known` marks those in the baseline."""
        self.columns = rows.binding.columns
        kinds = list(zip(rows.answers, rows.days, rows.known_on, known or [False] * len(rows.answers), strict=True))
        outcomes: dict[_Kind, RowOutcome] = {}
        for kind, count in Counter(kinds).items():
            suspended = self._suspensions(*kind[:3])
            kinds_of = {_kind_of(item, kind[1]) for item in suspended}
            outcomes[kind] = _outcome(kind[0], suspended=kinds_of, known=kind[3])
            self.counts[outcomes[kind]] += count
            self.suspended_rows.update(dict.fromkeys(kinds_of, count))
        for place in self._places_with_room(kinds, outcomes):
            answer, day, known_on, _ = kinds[place]
            item, to, parties, on = (rows.text(fact, place) for fact in ("item", "to", "party", "on"))
            suspended = self._suspensions(answer, day, known_on)
            row = GateRow(
                rows.numbers[place],
                item,
                to,
                parties,
                day,
                self._dated or bool(on),
                answer,
                suspended,
                rows.other_rules[place],
            )
            self.rows[outcomes[kinds[place]]].append(row)

    def reject(self, rows: Sequence[UnreadableRow]) -> None:
        """Keep rows that could not be read."""
        self.counts["unreadable"] += len(rows)
        self.unreadable += rows[: MAX_ROWS_OF_OUTCOME - len(self.unreadable)]

    def _places_with_room(self, kinds: Sequence[_Kind], outcomes: Mapping[_Kind, RowOutcome]) -> list[int]:
        """Return the indices of the rows that the report has room for."""
        room = {outcome: MAX_ROWS_OF_OUTCOME - len(rows) for outcome, rows in self.rows.items()}
        places = []
        if any(room[outcome] for outcome in outcomes.values()):
            for place, kind in enumerate(kinds):
                if room[outcomes[kind]]:
                    room[outcomes[kind]] -= 1
                    places.append(place)
        return places

    def _suspensions(self, answer: Answer, day: date, known_on: date | None) -> tuple[SuspendedProvision, ...]:
        """Return the provisions of an answer that are suspended on a day."""
        suspended = self._suspended.get((answer, day, known_on))
        if suspended is None:
            known = self._engine.law_as_of(known_on)
            spans = [(name, known.span_on(name, day)) for name in answer.provisions]
            pauses = [(name, suspension_in(known, span)) for name, span in spans if span and span.status == "suspended"]
            suspended = tuple(SuspendedProvision(name, suspension.through) for name, suspension in pauses if suspension)
            self._suspended[answer, day, known_on] = suspended
        return suspended


def _kind_of(item: SuspendedProvision, day: date) -> SuspensionKind:
    """Return the kind of a suspension on a day: its last day is a kind of its own."""
    return "last_day" if item.through == day else "suspended"


def _outcome(answer: Answer, *, suspended: Collection[SuspensionKind], known: bool) -> RowOutcome:
    """Return the outcome of a row; an undecided row that passes by policy counts as undecided."""
    if answer.passed:
        return "undecided"
    if known and answer.exit_code in _BY_EXIT_CODE:
        return "known"
    if answer.exit_code in _BY_EXIT_CODE:
        return _BY_EXIT_CODE[answer.exit_code]
    if answer.permits:
        return "answered"
    if answer.owners_listed or answer.group_listed:
        return "warned"
    return min(suspended, default="passed", key=get_args(SuspensionKind).index)

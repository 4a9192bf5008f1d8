"""The first steps for rows, selected as for a single answer, from the columns of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from exportctl.inquiry.decisions import asks_only_for_party
from exportctl.inquiry.history import effects_of
from exportctl.law.scale import EFFECTS, LICENSABLE, REFUSED
from exportctl.permits.permits import names_waiver
from exportctl.procedure.steps import (
    Export,
    acts_of_steps,
    first_requirements,
    lists_of_provisions,
    requirements_of,
    under_provisions,
    waits_for_extension,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from exportctl.batch.row_statuses import UnconfirmedSuspension
    from exportctl.law.procedure import ProcedureList, Requirement
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision, Effect


COVERED_BY_LICENCES: Final = "covered-by-licences"
"""The only step for rows that licences cover: to check these; it is no requirement of the procedure."""
UNLESS_EXTENDED_STEP: Final = "unless-extended"
"""The step before those that only provisions require whose suspension may have been extended: that decides whether they are due."""
UNREAD_STEP: Final = "unread-lists"
"""The step for rows whose goods may be on a list that the law data does not hold in full."""
UNCONFIRMED_STEP: Final = "until-confirmed"
"""The step before those of rows whose decision depends on an extension: these wait until it is confirmed."""
LAST_DAY_STEP: Final = "last-day"
"""The step for rows on the last day of a suspension: to follow the answer for the next day."""
OWNERS_STEP: Final = "listed-owners"
"""The step for rows whose end user belongs to owners on a list: to ask MOFCOM about them."""
WAIVED_STEP: Final = "waived"
"""The step for rows whose licence a waiver replaces at the gate: it is still required."""
GROUP_STEP: Final = "listed-group"
"""The step for rows with a party of whose group other companies are on a list: to establish which company takes part."""
CAUTIONS: Final = (WAIVED_STEP, GROUP_STEP, OWNERS_STEP, LAST_DAY_STEP)
"""The steps before all others, which do not follow from the decision and are no requirements of the procedure."""


def is_licensed(decision: Decision, permits: Sequence[str]) -> bool:
    """Return whether a row needs a licence, and licences alone cover it; a waiver only passes the gate."""
    return decision in LICENSABLE and bool(permits) and not any(map(names_waiver, permits))


def is_waived(decision: Decision, permits: Iterable[str]) -> bool:
    """Return whether a row needs a licence, and a waiver lets it pass the gate without one."""
    return decision == "license_required" and any(map(names_waiver, permits))


def awaits_confirmation(
    decision: Decision, other_reading: Decision | None, unconfirmed: Collection[object], assume: Assume
) -> bool:
    """Return whether an unconfirmed extension of a suspension changes the decision, and the answer does not assume it."""
    return bool(unconfirmed) and other_reading not in (None, decision) and assume != "extended"


class DecidedRow(Protocol):
    """What the steps of a row depend on, whether its answer was just computed or is read from its columns."""

    @property
    def decision(self) -> Decision:
        """The decision."""

    @property
    def provisions(self) -> Collection[str]:
        """The provisions that apply or may apply, and those that are suspended."""

    @property
    def suspended_provisions(self) -> Collection[str]:
        """The provisions that are suspended on the day, which require nothing."""

    @property
    def possible(self) -> Collection[str]:
        """The provisions that may apply."""

    @property
    def to(self) -> str | None:
        """The destination; None if no step depends on it."""

    @property
    def questions(self) -> Collection[str]:
        """The missing facts that may make the decision stricter."""

    @property
    def permits(self) -> Collection[str]:
        """The names of the licences and waivers that cover findings."""

    @property
    def asks(self) -> bool:
        """Whether a fact, another name or another customs code would settle the answer."""

    @property
    def awaits_confirmation(self) -> bool:
        """Whether the decision depends on an extension that the exporter confirms."""

    @property
    def owners_listed(self) -> bool:
        """Whether the end user belongs to owners on a list."""

    @property
    def group_listed(self) -> bool:
        """Whether a party is on no list, but another company of its group is."""

    @property
    def ending(self) -> Collection[object]:
        """The suspensions that may not include the day of the row."""

    @property
    def covered(self) -> bool:
        """Whether the law data covers the day."""

    @property
    def only_stale(self) -> bool:
        """Whether the row is undecided only because the law data is too old."""


def general_steps(law: Register, row: DecidedRow) -> tuple[str, ...]:
    """Return the steps of a row that are no requirements of the procedure, in their order."""
    return tuple(_general_steps(law, row))


def _general_steps(law: Register, row: DecidedRow) -> Iterator[str]:
    is_undecided = row.decision == "undecided"
    # Other law data decides such a row: neither a caution nor an unread list might concern it then.
    awaits_other_data = row.only_stale or (is_undecided and not row.covered)
    if is_waived(row.decision, row.permits):
        yield WAIVED_STEP
    if not awaits_other_data:
        if row.decision != "prohibited" and row.group_listed:
            yield GROUP_STEP
        if row.decision != "prohibited" and row.owners_listed:
            yield OWNERS_STEP
        if row.ending:
            yield LAST_DAY_STEP
    if row.awaits_confirmation and not is_undecided:
        yield UNCONFIRMED_STEP
    if not awaits_other_data and _may_be_on_unread_list(law, row):
        yield UNREAD_STEP


def _may_be_on_unread_list(law: Register, row: DecidedRow) -> bool:
    """Return `Assessment.may_be_on_unread_list` from the columns of an answer, if such a list may make the decision stricter.

    Without a destination, that is the question: the unread lists are those of some destinations.
    """
    is_open = row.decision != "prohibited" and "to" not in row.questions
    return is_open and not law.with_unread_list.isdisjoint(row.possible)


def has_first_steps(row: DecidedRow, general: Collection[str]) -> bool:
    """Return whether the first steps of the procedure follow the general ones: not if an undecided row is not about goods.

    Only a party, or a list that was not read in full, may control it then.
    """
    if row.decision != "undecided":
        return True
    return not asks_only_for_party(row.questions) and (row.asks or UNREAD_STEP not in general)


def by_extension(
    law: Register, row: DecidedRow, steps: Iterable[Requirement], suspensions: Iterable[UnconfirmedSuspension]
) -> tuple[list[Requirement], list[Requirement]]:
    """Return the first steps of a row that are due, and those that are due only if `suspensions` were not extended.

    If its decision depends on the extension, all of them follow its confirmation.
    """
    unconfirmed = () if row.awaits_confirmation else {item.provision for item in suspensions}
    parts: tuple[list[Requirement], list[Requirement]] = [], []
    for item in steps:
        parts[bool(unconfirmed) and waits_for_extension(law, item, row.provisions, unconfirmed)].append(item)
    return parts


class _Answer(NamedTuple):
    """What the first steps of an answer depend on; `entries` only for a control."""

    decision: Decision
    entries: tuple[str, ...]
    provisions: tuple[str, ...]
    to: str | None
    settled: bool
    may_prohibit: frozenset[str]


class FirstSteps:
    """The first steps of a file; rows with the same decision, lists, destination and settledness share them.

    The columns of an answer have no lists of parties, so only `exportctl steps` has the steps about listed parties.
    Steps are taken now: they are those in force on the last day of the law data.
    """

    def __init__(self, law: Register) -> None:
        """Start without steps."""
        self._law, self._acts = law, acts_of_steps(law)
        self._by_answer: dict[_Answer, tuple[Requirement, ...]] = {}
        self._by_export: dict[Export, tuple[Requirement, ...]] = {}
        self._effects: dict[str, Collection[Effect]] = {}
        self._ruled_out = {act for item in law.procedure.requirements.values() for act in item.when.may_prohibit or ()}

    def of(
        self, row: DecidedRow, entries: Collection[str], unconfirmed: Iterable[UnconfirmedSuspension], *, settled: bool
    ) -> tuple[Requirement, ...]:
        """Return the first steps of a row about goods of some entries, under the provisions with the effect of its decision.

        What a possible provision would prohibit is ruled out first, unless the goods must not be shipped anyway. A provision in force
        prohibits before one whose suspension is `unconfirmed`: it may have been extended.
        """
        decision = row.decision
        provisions: Collection[str] = [name for name in row.provisions if name not in row.suspended_provisions]
        if decision == "prohibited":
            doubtful = {*row.possible, *(item.provision for item in unconfirmed)}
            provisions = self._without_doubtful(provisions, doubtful)
        # Only the procedure of a control differs by entry, so thousands of pairs of entries and answers share their steps.
        of_goods = entries if decision in EFFECTS[1:] else ()
        prohibiting = () if decision in REFUSED else row.possible
        may_prohibit = frozenset(
            act
            for name in prohibiting
            if "prohibited" in self._effects_at_home(name)
            if (act := self._law.act_of(name).id) in self._ruled_out
        )
        answer = _Answer(decision, tuple(of_goods), tuple(provisions), row.to, settled, may_prohibit)
        steps = self._by_answer.get(answer)
        if steps is None:
            steps = self._by_answer[answer] = self._steps(answer)
        return steps

    def _steps(self, answer: _Answer) -> tuple[Requirement, ...]:
        # Without the acts on which no step depends, thousands of answers are a few hundred exports.
        law, decision = self._law, answer.decision
        decisive = self._decisive_provisions(decision, answer.provisions)
        lists: Iterable[ProcedureList] = (
            ("dual-use",) if decision == "undecided" else lists_of_provisions(law, decisive, answer.entries)
        )
        export = Export(
            decision,
            law.home.checked_through,
            frozenset(lists),
            acts=self._acts.intersection(law.act_of(name).id for name in answer.provisions),
            under=self._acts & under_provisions(law, decisive),
            to=answer.to,
            is_unsettled=not answer.settled,
            may_prohibit=answer.may_prohibit,
        )
        steps = self._by_export.get(export)
        if steps is None:
            steps = self._by_export[export] = first_requirements(requirements_of(law, export))
        return steps

    def _without_doubtful(self, provisions: Collection[str], doubtful: Collection[str]) -> Collection[str]:
        """Return provisions without `doubtful` ones that would prohibit, if another one prohibits anyway."""
        prohibiting = self._decisive_provisions("prohibited", provisions)
        if all(name in doubtful for name in prohibiting):
            return provisions
        return [name for name in provisions if name not in doubtful or name not in prohibiting]

    def _decisive_provisions(self, decision: Decision, provisions: Iterable[str]) -> list[str]:
        """Return the provisions of the home jurisdiction with the effect of the decision."""
        return [name for name in provisions if decision in self._effects_at_home(name)]

    def _effects_at_home(self, provision: str) -> Collection[Effect]:
        """Return the effects of a provision of the home jurisdiction; empty for any other."""
        law = self._law
        effects = self._effects.get(provision)
        if effects is None:
            is_home = law.act_of(provision).jurisdiction == law.home.id
            effects = self._effects[provision] = effects_of(law, provision) if is_home else ()
        return effects

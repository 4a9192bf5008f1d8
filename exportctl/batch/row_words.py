"""The answer to a row in words, for the page and the workbook: the reason for its decision, what to do, and its next change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.batch.answers import (
    CONTRADICTED,
    COVERED,
    DESIGNATED,
    DESTINATION,
    ENDING,
    GROUP_LISTED,
    NEAR_PARTIES,
    NEXT_SETTLED,
    OTHER_READING,
    OTHER_RULES,
    OWNERS_LISTED,
    PARTY_STATED,
    POSSIBLE,
    SIMILAR_PARTIES,
    STALE,
    STATUSES,
    UNCONFIRMED,
)
from exportctl.batch.first_steps import (
    GROUP_STEP,
    LAST_DAY_STEP,
    OWNERS_STEP,
    UNCONFIRMED_STEP,
    UNREAD_STEP,
    WAIVED_STEP,
    awaits_confirmation,
    by_extension,
    general_steps,
    has_first_steps,
    is_licensed,
)
from exportctl.batch.headers import column_heading
from exportctl.batch.missing_facts import steps_for
from exportctl.batch.party_cells import Designation, Resemblance, designations_in, resemblances_in
from exportctl.batch.row_statuses import ProvisionStatus, UnconfirmedSuspension, in_cell
from exportctl.chinese import word
from exportctl.effects import APPEARANCES
from exportctl.engine.screening import needs_licence_only
from exportctl.facts.registry import PARTY, RECIPIENT
from exportctl.inquiry.decisions import (
    PARTY_MAY_BE_LISTED,
    TOO_OLD,
    advice_on,
    asks_only_for_party,
    licensors,
    meaning_of,
    no_export,
    use_of_licences,
)
from exportctl.inquiry.history import effects_of
from exportctl.inquiry.phrases import (
    COMPANY_OF_GROUP,
    ENDING_SUSPENSION,
    OWNERS_ON_LIST,
    QUESTION_OF_OWNERS,
    RUNNING_SUSPENSION,
    UNCONFIRMED_SUSPENSION,
    UNREAD_LISTS,
    WAIVED,
    announced_through,
    caution_on_last_day,
    comparison_of_names,
    extension_doubt,
    if_last_day_is_included,
    question_of_extension,
    rules_on_goods_in_words,
    status_of_listing,
    status_of_measure,
    steps_until_confirmed,
    suspensions_in_words,
    unless_extended,
    unless_on_unread_list,
)
from exportctl.law.citations import act_citation, citation
from exportctl.law.grouping import by_key
from exportctl.law.scale import DECISIONS, DEFAULT_ASSUME, REFUSED
from exportctl.list_cells import split_cell
from exportctl.permits.permits import name_in_words, names_waiver
from exportctl.sentences import BilingualName, Sentence, both, paragraph, translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from exportctl.batch.first_steps import FirstSteps
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision

_NOT_COVERED: Final[Sequence[Decision]] = ("prohibited", *REFUSED)
"""The decisions that no licence and no waiver covers, although it may cover other provisions of the row."""
UPDATE: Final = Sentence("Update the law data (exportctl data status shows how) and screen the file again.")
STATE: Final = Sentence("Add the missing information and screen the file again.")
_CORRECT: Final = Sentence(
    "The words do not fit the customs code: correct it, or state your own classification in the column “{column}”, and "
    "screen the file again.",
    column=column_heading("entry"),
)


class RowAnswer(NamedTuple):
    """The answer to a row, as read from its columns."""

    decision: Decision
    worst_case: Decision
    provisions: Sequence[str] = ()
    questions: Sequence[str] = ()
    next_change_on: date | None = None
    next_change_decision: Decision | None = None
    permits: Sequence[str] = ()
    entries: Sequence[str] = ()
    """The entries that the goods match or may match."""
    settled: bool = True
    other_reading: Decision | None = None
    """The decision under the reading of unsettled suspensions that is not `assume`."""
    possible: Sequence[str] = ()
    """The provisions that may apply."""
    assume: Assume = DEFAULT_ASSUME
    covered: bool = True
    """Whether the law data covers the day."""
    only_stale: bool = False
    """Whether the answer is undecided only because the law data is too old."""
    designations: Sequence[Designation] = ()
    """The designations of parties, and of companies to which they are related."""
    unconfirmed: Sequence[UnconfirmedSuspension] = ()
    """The suspensions that may have been extended by the day of the row."""
    ending: Sequence[UnconfirmedSuspension] = ()
    """The suspensions that may not include the day of the row, as it is their last one."""
    statuses: Sequence[ProvisionStatus] = ()
    """The statuses of the provisions of the answer and of parties that are not in force."""
    next_settled: bool = True
    """Whether the next change depends on no extension."""
    party_stated: bool = False
    similar: Sequence[str] = ()
    """The names of parties that resemble listed ones."""
    near: Sequence[Resemblance] = ()
    """The names of parties that resemble listed ones too little to count as hits."""
    other_rules: Sequence[str] = ()
    """The provisions of other regimes that name the goods."""
    to: str | None = None
    """The destination, if the steps depend on it."""
    contradicted: bool = False
    """Whether the words of the goods and their customs code do not fit."""
    owners_listed: bool = False
    """Whether owners on a list hold half of the end user or more."""
    group_listed: bool = False
    """Whether a party is on no list, but another company of its group is."""

    @property
    def suspended_provisions(self) -> Sequence[str]:
        """The provisions that are suspended on the day."""
        return [item.provision for item in self.statuses if item.status == "suspended"]

    @property
    def to_compare(self) -> Sequence[str]:
        """The names of parties whose comparison with a listing may settle the answer."""
        return self.similar if PARTY in self.questions else ()

    @property
    def to_fill_in(self) -> Sequence[str]:
        """The missing facts that columns may state; a party that the row states is compared, not stated once more."""
        return [fact for fact in self.questions if fact != PARTY] if self.to_compare else self.questions

    @property
    def to_confirm(self) -> Sequence[UnconfirmedSuspension]:
        """The suspensions whose extension the exporter confirms: the answer depends on one, or is undecided."""
        return self.unconfirmed if not self.settled or self.decision == "undecided" else ()

    @property
    def awaits_confirmation(self) -> bool:
        """Whether the decision depends on an extension that the exporter confirms, and that the answer does not assume."""
        return awaits_confirmation(self.decision, self.other_reading, self.unconfirmed, self.assume)

    @property
    def asks(self) -> bool:
        """Whether a fact, another name or another customs code would settle the answer."""
        return bool(self.questions) or self.contradicted

    @property
    def announced_through(self) -> str:
        """The last day of the announced extensions, the first of several; empty if none was announced."""
        return min((item.announced for item in self.to_confirm if item.announced), default="")

    @property
    def licences(self) -> Sequence[str]:
        """The names of the licences that cover the row."""
        return [name for name in self.permits if not names_waiver(name)]

    @property
    def is_licensed(self) -> bool:
        """Whether the row needs a licence, and licences alone cover it."""
        return is_licensed(self.decision, self.permits)


def row_answer(row: Mapping[str, Any], assume: Assume) -> RowAnswer:
    """Return the answer that the columns of a row hold, under a reading of unsettled suspensions."""
    entries, provisions, questions, permits = (
        split_cell(row.get(name)) for name in ("entries", "provisions", "questions", "answered_by")
    )
    return RowAnswer(
        decision=row["decision"],
        worst_case=row["worst_case"],
        entries=entries,
        provisions=provisions,
        questions=questions,
        next_change_on=row["next_change_on"],
        next_change_decision=row["next_change_decision"],
        permits=permits,
        settled=row["settled"],
        other_reading=row.get(OTHER_READING),
        possible=split_cell(row.get(POSSIBLE)),
        assume=assume,
        covered=row.get(COVERED) is not False,
        only_stale=row.get(STALE) is True,
        designations=designations_in(row.get(DESIGNATED)),
        unconfirmed=in_cell(row.get(UNCONFIRMED), UnconfirmedSuspension),
        ending=in_cell(row.get(ENDING), UnconfirmedSuspension),
        statuses=in_cell(row.get(STATUSES), ProvisionStatus),
        next_settled=row.get(NEXT_SETTLED) is not False,
        party_stated=row.get(PARTY_STATED) is True,
        similar=split_cell(row.get(SIMILAR_PARTIES)),
        near=resemblances_in(row.get(NEAR_PARTIES)),
        other_rules=split_cell(row.get(OTHER_RULES)),
        to=row.get(DESTINATION),
        contradicted=row.get(CONTRADICTED) is True,
        owners_listed=row.get(OWNERS_LISTED) is True,
        group_listed=row.get(GROUP_LISTED) is True,
    )


def reason(law: Register, answer: RowAnswer) -> str:
    """Return why a row has its decision, with the deciding provision, and the worst case if that is stricter."""
    return paragraph(_reasons(law, answer))


def to_do(law: Register, answer: RowAnswer, first_steps: FirstSteps, columns: Mapping[str, str]) -> str:
    """Return what the exporter should do about a row: its first steps, and what to state; `columns` are those that were read.

    It is empty if no step is left.
    """
    steps = [*_to_do(law, answer, first_steps, columns)]
    return paragraph(steps) if steps else ""


def next_change(answer: RowAnswer) -> str:
    """Return the next day on which the answer changes, and the decision from then on, with what else changes if it is the same."""
    if answer.next_change_on is None or answer.next_change_decision is None:
        if not answer.settled and (day := answer.announced_through):
            return Sentence(
                "It depends on whether the suspension was extended; an extension was announced through {day}.", day=day
            )
        return no_next_change(settled=answer.settled)
    words = translatable("from {day}: {effect}{doubt}")
    if (answer.next_change_decision, answer.next_settled) == (answer.decision, answer.settled):
        words = translatable("from {day}: {effect}{doubt}, as before; the worst case or a permit changes")
    return Sentence(
        words,
        day=answer.next_change_on,
        effect=_label(answer.next_change_decision),
        doubt="" if answer.next_settled else extension_doubt(answer.assume),
    )


def no_next_change(*, settled: bool) -> str:
    """Return that no day of a later change is known; if answers are not settled, an extension decides."""
    if settled:
        return Sentence("No later change is known.")
    return Sentence("It depends on whether the suspension was extended.")


def _reasons(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield the meaning of the decision, what decides it, what is open about it, and the worst case."""
    if answer.decision == "undecided" and not answer.covered:
        yield Sentence("The law data begins after this day; earlier controls are missing.")
        return
    if answer.only_stale:
        yield TOO_OLD
        return
    if answer.decision == "undecided" and asks_only_for_party(answer.questions):
        yield PARTY_MAY_BE_LISTED
    elif _stays_at_home(law, answer):
        yield no_export(
            law, Sentence("column “{column}”: {value}", column=column_heading(RECIPIENT), value=word("foreign"))
        )
    else:
        yield meaning_of(answer.decision, _licensors(law, answer))
    if provision := deciding_provision(law, answer):
        title = law.provisions[provision].title
        yield Sentence("{citation}: {title}.", citation=citation(law, provision), title=BilingualName.of(*title))
    yield from _suspensions(law, answer)
    yield from _designations(law, answer)
    if answer.owners_listed:
        yield OWNERS_ON_LIST
    if _is_stricter(answer.worst_case, answer.decision):
        yield Sentence("Worst case: {effect}.", effect=_label(answer.worst_case))


def _stays_at_home(law: Register, answer: RowAnswer) -> bool:
    """Return whether the goods do not leave the home jurisdiction, so that nothing controls them as an export."""
    return answer.decision == "no_control_found" and answer.to == law.home.id


def _suspensions(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield the suspensions of each act, with what is open about them; those of measures on parties follow their designations."""
    of_parties = {item.provision for item in answer.designations}
    ending = {item.provision for item in answer.ending}
    running = [item for item in answer.statuses if item.status == "suspended" and item.provision not in ending]
    kinds: tuple[tuple[str, Sequence[UnconfirmedSuspension | ProvisionStatus]], ...] = (
        (UNCONFIRMED_SUSPENSION, answer.to_confirm),
        (ENDING_SUSPENSION, answer.ending),
        (RUNNING_SUSPENSION, running),
    )
    for words, suspensions in kinds:
        of_goods = ((item.provision, item.by, item.through) for item in suspensions if item.provision not in of_parties)
        yield from suspensions_in_words(law, words, of_goods)
    announced = ((item.by, item.announced) for item in answer.to_confirm if item.provision not in of_parties)
    for by, day in dict.fromkeys(announced):
        yield from announced_through(law, by, day)


def _designations(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield the acts that designate a party, may mean it, or designate a related company, with list and status, for any goods."""
    by_certainty = by_key(((item.certainty, item) for item in answer.designations), list)
    if certain := by_certainty.get("certain"):
        yield Sentence("A party is designated by {acts}.", acts=_acts(law, answer, certain))
    if possible := by_certainty.get("possible"):
        yield Sentence("A party may be one designated by {acts}.", acts=_acts(law, answer, possible))
    if related := by_certainty.get("related"):
        yield Sentence("A party is related to parties designated by {acts}.", acts=_acts(law, answer, related))


def _acts(law: Register, answer: RowAnswer, designations: Sequence[Designation]) -> str:
    """Return the acts with their lists, and the status of their measures on the day of the row."""
    return both(dict.fromkeys(_act(law, answer, item.list, item.provision) for item in designations))


def _measure(answer: RowAnswer, provision: str) -> ProvisionStatus:
    """Return the status of a designating provision on the day of the row."""
    known = (item for item in answer.statuses if item.provision == provision)
    return next(known, ProvisionStatus(provision, "in_force"))


def _act(law: Register, answer: RowAnswer, list_: str, provision: str) -> str:
    """Return an act with its list, and the status of its measure on the day of the row."""
    measure = _measure(answer, provision)
    sure = {item.provision for item in answer.designations if item.certainty == "certain"}
    statuses = {_measure(answer, item).status for item in sure}
    return Sentence(
        "{act} ({list}, {status})",
        act=act_citation(law, law.act_of(provision).id),
        list=BilingualName.of(*law.list_name(list_)),
        status=status_of_listing(
            status_of_measure(law, measure.status, measure.by, measure.through),
            needs_licence=provision in sure
            and needs_licence_only(law, law.act_of(provision).id, statuses, answer.assume),
        ),
    )


def _to_do(law: Register, answer: RowAnswer, first_steps: FirstSteps, columns: Mapping[str, str]) -> Iterator[str]:
    """Yield the first steps, after what other law data decides, what covers the row, and what to establish first."""
    decision = answer.decision
    if decision == "undecided" and not answer.covered:
        yield Sentence("Check the acts of that time yourself.")
        return
    if answer.only_stale:
        yield UPDATE
        return
    if answer.permits and decision not in _NOT_COVERED:
        yield Sentence(
            "Covered by {names}: check the conditions and the dates.",
            names=both(map(name_in_words, answer.permits)),
        )
    general = general_steps(law, answer)
    yield from _cautions(general)
    steps = _steps_after_cautions(law, answer, columns, first_steps, general)
    if LAST_DAY_STEP in general:
        provisions = [item.provision for item in answer.ending]
        yield caution_on_last_day(law, provisions, date.fromisoformat(answer.ending[0].through))
        steps = if_last_day_is_included(steps)
    yield from steps


def _steps_after_cautions(
    law: Register, answer: RowAnswer, columns: Mapping[str, str], first_steps: FirstSteps, general: Collection[str]
) -> Iterator[str]:
    """Yield what to state or to do about the decision of a row, and about the extension on which it depends."""
    if answer.decision == "undecided":
        if UNREAD_STEP in general:
            yield UNREAD_LISTS
        elif not answer.asks:
            yield STATE
        yield from _open_questions(law, answer, columns)
        if has_first_steps(answer, general):
            yield from _briefs(law, answer, first_steps)
        yield from _question_of_extension(law, answer)
    else:
        yield from _question_of_extension(law, answer)
        if answer.other_rules:
            yield rules_on_goods_in_words(law, answer.other_rules)
        yield from _steps_unless_extended(law, answer, first_steps, general)
        yield from _open_questions(law, answer, columns)
    if UNCONFIRMED_STEP not in general:
        yield from _outcome_of_other_reading(answer)


def _cautions(general: Collection[str]) -> Iterator[str]:
    """Yield what to know and to establish first: a waiver, the company of a listed group, and listed owners."""
    if WAIVED_STEP in general:
        yield WAIVED
    if GROUP_STEP in general:
        yield COMPANY_OF_GROUP
    if OWNERS_STEP in general:
        yield QUESTION_OF_OWNERS


def _open_questions(law: Register, answer: RowAnswer, columns: Mapping[str, str]) -> Iterator[str]:
    """Yield the cells to correct or to fill in, the names to compare with listings, and those that may be misspelt."""
    if answer.contradicted:
        yield _CORRECT
    elif answer.to_fill_in:
        yield from steps_for(law, answer.to_fill_in, columns)
        yield Sentence("Then screen the file again.")
    yield from comparison_of_names(answer.to_compare)
    for name, listed in answer.near:
        yield Sentence("Check the spelling of {name}; the nearest listed name is {known}.", name=name, known=listed)


def _steps_unless_extended(
    law: Register, answer: RowAnswer, first_steps: FirstSteps, general: Collection[str]
) -> Iterator[str]:
    """Yield the first steps under a decision; if it depends on an extension, these wait until that is known."""
    steps = _steps_of_decision(law, answer, first_steps, general)
    if UNCONFIRMED_STEP not in general:
        yield from steps
    elif answer.is_licensed:
        yield from _outcome_of_other_reading(answer)
        yield from unless_extended(steps)
    else:
        yield from steps_until_confirmed(
            answer.decision, paragraph(_outcome_of_other_reading(answer)), steps, in_full=True
        )


def _steps_of_decision(
    law: Register, answer: RowAnswer, first_steps: FirstSteps, general: Collection[str]
) -> Iterator[str]:
    """Yield the first steps under a decision; if a list that was not read may prohibit the export, the comparison comes first."""
    if UNREAD_STEP in general:
        yield UNREAD_LISTS
        yield from unless_on_unread_list(_steps_of_licence(law, answer, first_steps))
    else:
        yield from _steps_of_licence(law, answer, first_steps)


def _steps_of_licence(law: Register, answer: RowAnswer, first_steps: FirstSteps) -> Iterator[str]:
    """Yield the first steps under a decision, which a licence that covers the row has taken already."""
    if not (answer.is_licensed or _stays_at_home(law, answer)):
        without_steps = advice_on(answer.decision, _licensors(law, answer), parties_stated=answer.party_stated)
        yield from [*_briefs(law, answer, first_steps)] or [without_steps]
    if answer.decision in REFUSED and answer.licences:
        yield use_of_licences([*map(name_in_words, answer.licences)])


def _briefs(law: Register, answer: RowAnswer, first_steps: FirstSteps) -> Iterator[str]:
    """Yield the first steps of a row in short; the confirmation of an extension has its own sentence, if its act is known."""
    settled = answer.settled or bool(answer.to_confirm)
    steps = first_steps.of(answer, answer.entries, answer.unconfirmed, settled=settled)
    due, waiting = by_extension(law, answer, steps, answer.unconfirmed)
    yield from (item.in_short for item in due)
    if waiting:
        requiring = {act for item in waiting for act in item.when.acts or ()}
        paused = [item for item in answer.unconfirmed if law.act_of(item.provision).id in requiring]
        yield question_of_extension(law, (item.by for item in paused))
        yield from unless_extended(item.in_short for item in waiting)


def _question_of_extension(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield the question whether suspensions were extended, if the answer depends on it and does not assume that they were."""
    if answer.to_confirm and not answer.settled and answer.assume != "extended":
        yield question_of_extension(law, (item.by for item in answer.to_confirm))


def _outcome_of_other_reading(answer: RowAnswer) -> Iterator[str]:
    """Yield the decision under the reading that is not assumed, if it is another one."""
    other = answer.other_reading
    if other is None or other == answer.decision:
        return
    if answer.assume == "extended":
        yield Sentence("If the suspension ended as published: {effect}.", effect=_label(other))
    elif day := answer.announced_through:
        yield Sentence(
            "If the suspension was extended, as announced through {day}: {effect}.", day=day, effect=_label(other)
        )
    else:
        yield Sentence("If the suspension was extended: {effect}.", effect=_label(other))


def _licensors(law: Register, answer: RowAnswer) -> str:
    """Return the authorities that grant the licence under the provisions that surely decide, or may decide if none does."""
    fitting = _fitting_provisions(law, answer)
    sure = [name for name in fitting if name not in answer.possible]
    return licensors(law, sure or fitting)


def deciding_provision(law: Register, answer: RowAnswer) -> str | None:
    """Return the first provision of a row whose effect is the decision, if possible one that surely applies; None if there is none."""
    return min(_fitting_provisions(law, answer), key=lambda name: name in answer.possible, default=None)


def _fitting_provisions(law: Register, answer: RowAnswer) -> list[str]:
    """Return the provisions of a row whose effect is the decision."""
    return [name for name in answer.provisions if answer.decision in effects_of(law, name)]


def _is_stricter(one: Decision, other: Decision) -> bool:
    """Return whether a worst case is stricter than a decision; any control is stricter than undecided."""
    return DECISIONS.index(one) > DECISIONS.index(other)


def _label(decision: Decision) -> str:
    return APPEARANCES[decision].label

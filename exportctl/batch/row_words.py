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
    NEAR_PARTIES,
    NEXT_SETTLED,
    OTHER_READING,
    OTHER_RULES,
    PARTY_STATED,
    PERHAPS,
    POSSIBLE,
    RELATED,
    SIMILAR_PARTIES,
    STALE,
    UNCONFIRMED,
)
from exportctl.batch.first_steps import COVERED_BY_LICENCES, asks_only_for_party, is_licensed
from exportctl.batch.headers import column_name
from exportctl.batch.tally import DESTINATION_NOT_STATED, UNSETTLED
from exportctl.batch.unconfirmed import in_cell
from exportctl.effects import APPEARANCES
from exportctl.engine.gate_policy import ONLY_STALE
from exportctl.engine.warnings.warning import BEFORE_COVERAGE, NO_DESTINATION
from exportctl.facts.registry import PARTY
from exportctl.facts.transaction import option_for
from exportctl.inquiry.history import effects_of
from exportctl.inquiry.phrases import (
    COMPANY_OF_GROUP,
    caution_on_last_day,
    comparison_of_names,
    extension_doubt,
    question_of_extension,
    rules_on_goods_in_words,
)
from exportctl.law.citations import act_citation, citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.law.scale import DECISIONS, EFFECTS, REFUSED, UNDER_LICENCE
from exportctl.law.status import LawAsOf
from exportctl.permits.permits import name_in_words, names_waiver
from exportctl.sentences import Called, Sentence, both, join, paragraph, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.batch.first_steps import FirstSteps
    from exportctl.batch.tally import Counts
    from exportctl.batch.unconfirmed import Unconfirmed
    from exportctl.law.model import Name
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision

_DEMANDING: Final[Sequence[Decision]] = ("prohibited", *UNDER_LICENCE)
"""The decisions of rows that need a licence or are prohibited."""
_NOT_COVERED: Final[Sequence[Decision]] = ("prohibited", *REFUSED)
"""The decisions that no licence and no waiver covers, although it may cover other provisions of the row."""
_NAMED: Final = 4
"""The number of columns that a sentence names; the rest is counted."""
_STEPS: Final = 4
"""The number of first steps of a decision that are named."""
_PARAM: Final = "--param "
_BETWEEN: Final = ";"
_UPDATE: Final = Sentence("Update the law data (exportctl data status shows how) and screen the file again.")
_STATE: Final = Sentence("Add the missing information and screen the file again.")
_CORRECT: Final = Sentence(
    "The words do not fit the customs code: correct it, or state your own classification in the column entry, and screen "
    "the file again."
)


class RowAnswer(NamedTuple):
    """The answer to a row, as read from its columns.

    `entries` are those that the goods match or may match, and `possible` the provisions that may apply. `other_reading` is the decision
    under the reading of unsettled suspensions that is not `assume`. A day that is not `covered` lies before the law data. `only_stale`
    answers are undecided only because the law data is too old. `designated` are lists and provisions that designate a party, those that
    only may mean it with `?`, and those of companies to which it is related with `~`. `unconfirmed` are the suspensions that may have
    been extended by the day of the row, `ending` those that may not include it, as it is their last day. A next change that is not
    `next_settled` depends on such a suspension, too. `similar` are the names of parties that resemble listed ones, and `near` those
    that do so too little to count, each with the listed name after `=`. `other_rules` are the provisions of other regimes that name the
    goods. `to` is the destination if the steps depend on it. Words of the goods and their customs code are `contradicted` if they do
    not fit.
    """

    decision: Decision
    worst_case: Decision
    provisions: Sequence[str] = ()
    questions: Sequence[str] = ()
    next_change_on: date | None = None
    next_change_decision: Decision | None = None
    answered_by: Sequence[str] = ()
    entries: Sequence[str] = ()
    settled: bool = True
    other_reading: Decision | None = None
    possible: Sequence[str] = ()
    assume: Assume = "on-face"
    covered: bool = True
    only_stale: bool = False
    designated: Sequence[str] = ()
    unconfirmed: Sequence[Unconfirmed] = ()
    ending: Sequence[Unconfirmed] = ()
    next_settled: bool = True
    party_stated: bool = False
    similar: Sequence[str] = ()
    near: Sequence[str] = ()
    other_rules: Sequence[str] = ()
    to: str | None = None
    contradicted: bool = False

    @property
    def to_compare(self) -> Sequence[str]:
        """The names of parties whose comparison with a listing may settle the answer."""
        return self.similar if PARTY in self.questions else ()

    @property
    def to_fill_in(self) -> Sequence[str]:
        """The missing facts that columns may state; a party that the row states is compared, not stated once more."""
        return [fact for fact in self.questions if fact != PARTY] if self.to_compare else self.questions

    @property
    def to_confirm(self) -> Sequence[Unconfirmed]:
        """The suspensions whose extension the exporter confirms: the answer depends on one, or is undecided."""
        return self.unconfirmed if not self.settled or self.decision == "undecided" else ()

    @property
    def is_of_listed_group(self) -> bool:
        """Whether other companies of the groups of parties are listed, but none of the parties."""
        return bool(self.designated) and all(item.endswith(RELATED) for item in self.designated)

    @property
    def licences(self) -> Sequence[str]:
        """The names of the licences that cover the row."""
        return [name for name in self.answered_by if not names_waiver(name)]

    @property
    def is_licensed(self) -> bool:
        """Whether the row needs a licence, and licences alone cover it."""
        return is_licensed(self.decision, self.answered_by)


def row_answer(row: Mapping[str, Any], assume: Assume) -> RowAnswer:
    """Return the answer that the columns of a row hold, under a reading of unsettled suspensions."""
    entries, provisions, questions, answered_by = (
        _parts(row.get(name)) for name in ("entries", "provisions", "questions", "answered_by")
    )
    return RowAnswer(
        decision=row["decision"],
        worst_case=row["worst_case"],
        entries=entries,
        provisions=provisions,
        questions=questions,
        next_change_on=row["next_change_on"],
        next_change_decision=row["next_change_decision"],
        answered_by=answered_by,
        settled=row["settled"],
        other_reading=row.get(OTHER_READING),
        possible=_parts(row.get(POSSIBLE)),
        assume=assume,
        covered=row.get(COVERED) is not False,
        only_stale=row.get(STALE) is True,
        designated=_parts(row.get(DESIGNATED)),
        unconfirmed=in_cell(row.get(UNCONFIRMED)),
        ending=in_cell(row.get(ENDING)),
        next_settled=row.get(NEXT_SETTLED) is not False,
        party_stated=row.get(PARTY_STATED) is True,
        similar=_parts(row.get(SIMILAR_PARTIES)),
        near=_parts(row.get(NEAR_PARTIES)),
        other_rules=_parts(row.get(OTHER_RULES)),
        to=row.get(DESTINATION),
        contradicted=row.get(CONTRADICTED) is True,
    )


def _parts(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split(_BETWEEN) if part]


def step_for(law: Register, decision: Decision, counts: Counts) -> str:
    """Return the steps to take for all rows of a decision: each row by its first step, the most frequent one first."""
    steps = [*_steps_for(law, decision, counts)]
    if decision == "undecided":
        before = counts.by_warning.get(BEFORE_COVERAGE, 0)
        if before:
            steps.insert(0, Sentence("Check the acts of the days before the law data begins yourself."))
        stale = counts.by_warning.get(ONLY_STALE, 0)
        if stale:
            steps.insert(0, _UPDATE)
        if before + stale < counts.by_decision.get(decision, 0):
            steps.insert(0, _STATE)
    return paragraph(steps or [_advice_on_rows(law, decision)])


def _steps_for(law: Register, decision: Decision, counts: Counts) -> Iterator[str]:
    """Yield the first steps of the rows of a decision; steps of some of them have their number of rows.

    Undecided rows without a step have none here: what to do about them is to state facts.
    """
    groups = [(steps, rows) for steps, rows in counts.steps_of(decision) if steps or decision != "undecided"]
    whole = counts.by_decision.get(decision, 0)
    for steps, rows in groups[:_STEPS]:
        words = paragraph([_step_in_short(law, id_) for id_ in steps] or [_advice_on_rows(law, decision)])
        yield words if rows >= whole else Sentence("{rows}: {step}", rows=rows_in_words(rows), step=words)
    if further := sum(rows for _, rows in groups[_STEPS:]):
        yield Sentence("{rows}: other steps (see these rows).", rows=rows_in_words(further))


def _step_in_short(law: Register, step: str) -> str:
    if step == COVERED_BY_LICENCES:
        return Sentence("Covered by licences: check their conditions and dates.")
    return law.procedure.requirements[step].in_short


def _advice_on_rows(law: Register, decision: Decision) -> str:
    """Return what to do about rows of a decision that no step follows from; some may state parties, and others none."""
    if decision == EFFECTS[0]:
        return Sentence("Check parties that rows do not state, and the other regimes.")
    return _advice(decision, law.home.authority)


def headline(counts: Counts) -> str:
    """Return the result of a file: the numbers of controlled, reportable, open and unreadable rows.

    If rows were passed over, the first sentence has the numbers of all rows. The rows whose answer depends on an extension are some of
    all these, so they have a sentence of their own. Rows that were not screened have no answer: they count only as such.
    """
    if not counts.rows:
        return Sentence("The file has no rows.")
    sentences = [_all_rows(counts)] if counts.passed_over else []
    if counts.rows_screened:
        sentences += _answered_rows(counts)
    elif counts.rejected:
        sentences.insert(0, _none_read(counts.rejected))
    else:
        sentences.insert(0, Sentence("No row states goods."))
    return paragraph(sentences)


def _none_read(rows: int) -> str:
    """Return that none of the rows could be read."""
    if rows == 1:
        return Sentence("The only row could not be read.")
    return Sentence("None of the {count} rows could be read.", count=rows)


def _answered_rows(counts: Counts) -> Iterator[str]:
    """Yield the numbers of rows by what they need, those without an answer last, and of those that an extension decides."""
    parts = [_demanding_rows(counts)]
    if reports := counts.by_decision.get("report", 0):
        parts.append(Sentence("{count} must be reported", count=reports))
    stale = counts.by_warning.get(ONLY_STALE, 0)
    undecided = counts.by_decision.get("undecided", 0) - stale
    if undecided == 1:
        parts.append(Sentence("1 needs more information"))
    elif undecided:
        parts.append(Sentence("{count} need more information", count=undecided))
    if stale:
        parts.append(Sentence("{count} cannot be cleared because the law data is too old", count=stale))
    if counts.rejected and not counts.passed_over:
        parts.append(Sentence("{count} more could not be read", count=counts.rejected))
    yield Sentence("{parts}.", parts=side_by_side(parts))
    if (unsettled := counts.by_warning.get(UNSETTLED, 0)) == 1:
        yield Sentence("Of all rows, 1 depends on whether a suspension was extended.")
    elif unsettled:
        yield Sentence("Of all rows, {count} depend on whether a suspension was extended.", count=unsettled)


def _demanding_rows(counts: Counts) -> str:
    """Return the number of rows that need a licence or are prohibited, of those screened."""
    count = sum(counts.by_decision.get(decision, 0) for decision in _DEMANDING)
    rows = rows_in_words(counts.rows_screened)
    if count == 1 or counts.rows_screened == 1:
        return Sentence("{count} of {rows} needs a licence or is prohibited", count=count, rows=rows)
    return Sentence("{count} of {rows} need a licence or are prohibited", count=count, rows=rows)


def _all_rows(counts: Counts) -> str:
    """Return the numbers of rows that were screened, passed over and rejected."""
    blank, totals = (counts.passed_over.get(kind, 0) for kind in ("blank", "total"))
    return Sentence(
        "Of {rows}, {screened} were screened, {passed} passed over ({totals} of totals, {blank} blank) and {rejected} rejected.",
        rows=rows_in_words(counts.rows),
        screened=counts.rows_screened,
        passed=counts.number_passed_over,
        totals=totals,
        blank=blank,
        rejected=counts.rejected,
    )


def without_destination(counts: Counts) -> str:
    """Return how many rows have no destination, and how to state it; empty if there are none."""
    if (rows := counts.by_warning.get(DESTINATION_NOT_STATED, 0)) and rows == counts.rows_screened:
        if column := next(iter(counts.by_perhaps_destination), None):
            return Sentence(
                "no destination: every row is open; if '{column}' holds countries, state --map to='{column}'; if not, add a "
                "column 'to', or state --set to=PLACE",
                column=column,
            )
        return Sentence(
            "no destination: every row is open; add a column 'to', or state --map to=COLUMN or --set to=PLACE"
        )
    count = counts.by_warning.get(NO_DESTINATION, 0)
    if not count:
        return ""
    if count == 1:
        return Sentence("1 row has no destination: add a column 'to', or state --map to=COLUMN or --set to=PLACE")
    return Sentence(
        "{count} rows have no destination: add a column 'to', or state --map to=COLUMN or --set to=PLACE", count=count
    )


def rows_in_words(count: int) -> str:
    """Return a number of rows: 1 row, 1,200 rows."""
    return Sentence("1 row") if count == 1 else Sentence("{count} rows", count=count)


def reason(law: Register, answer: RowAnswer) -> str:
    """Return why a row has its decision, with the deciding provision, and the worst case if that is stricter."""
    return paragraph(_reasons(law, answer))


def to_do(law: Register, answer: RowAnswer, first_steps: FirstSteps) -> str:
    """Return what the exporter should do about a row: its first steps, and the columns to fill in."""
    return paragraph(_to_do(law, answer, first_steps))


def next_change(answer: RowAnswer) -> str:
    """Return the next day on which the decision changes, and the decision from then on."""
    if answer.next_change_on is None or answer.next_change_decision is None:
        return no_next_change(settled=answer.settled)
    return Sentence(
        "from {day}: {effect}{doubt}",
        day=answer.next_change_on,
        effect=_label(answer.next_change_decision),
        doubt="" if answer.next_settled else extension_doubt(answer.assume),
    )


def no_next_change(*, settled: bool) -> str:
    """Return that no day of a later change is known; if answers are not settled, an extension decides."""
    if settled:
        return Sentence("No later change is known.")
    return Sentence("It depends on whether the suspension was extended.")


def column_of(fact: str) -> tuple[str, str]:
    """Return the column that states a missing fact, and the property that its cell names if the fact is a measured one."""
    option = option_for(fact)
    if option.startswith(_PARAM):
        return "param", option.removeprefix(_PARAM)
    return option.removeprefix("--").partition(" ")[0].replace("-", "_").lower(), ""


def _reasons(law: Register, answer: RowAnswer) -> Iterator[str]:
    if answer.decision == "undecided" and not answer.covered:
        yield Sentence("The law data begins after this day; earlier controls are missing.")
        return
    if answer.only_stale:
        yield Sentence("The law data is older than --max-age allows, so it clears no goods.")
        return
    provision = deciding_provision(law, answer)
    if answer.decision == "undecided" and asks_only_for_party(answer.questions):
        yield Sentence("More information is needed: a party may be listed.")
    else:
        yield Sentence(APPEARANCES[answer.decision].meaning, who=_name(_licensor(law, provision)))
    if provision is not None:
        title = law.provisions[provision].title
        yield Sentence(
            "{citation}: {title}.",
            citation=citation(law, provision),
            title=_name(title),
        )
    yield from _unconfirmed_suspensions(law, answer)
    yield from _ending_suspensions(law, answer)
    yield from _designations(law, answer)
    if _is_stricter(answer.worst_case, answer.decision):
        yield Sentence("Worst case: {effect}.", effect=_label(answer.worst_case))


def _unconfirmed_suspensions(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield each act whose suspension may have been extended, with its provisions and its last day."""
    for (by, through), provisions in _by_act(answer.to_confirm).items():
        yield Sentence(
            "{act} suspended {provisions} through {through}; an extension is unconfirmed.",
            act=act_citation(law, by),
            provisions=joint_citation(law, provisions),
            through=through,
        )


def _ending_suspensions(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield each act whose suspension may not include the day of the row, its last one, with its provisions."""
    for (by, through), provisions in _by_act(answer.ending).items():
        yield Sentence(
            "{act} suspended {provisions} through {through}; no act states whether this day is included.",
            act=act_citation(law, by),
            provisions=joint_citation(law, provisions),
            through=through,
        )


def _by_act(suspensions: Sequence[Unconfirmed]) -> Mapping[tuple[str, str], list[str]]:
    """Return the provisions by the act that suspended them and the last day."""
    return by_key((((item.by, item.through), item.provision) for item in suspensions), list)


def _designations(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield the acts that designate a party, may mean it, or designate a related company, with their lists, for any goods."""
    if sure := [item for item in answer.designated if not item.endswith((PERHAPS, RELATED))]:
        yield Sentence("A party is designated by {acts}.", acts=_acts(law, sure))
    if possible := [item.removesuffix(PERHAPS) for item in answer.designated if item.endswith(PERHAPS)]:
        yield Sentence("A party may be one designated by {acts}.", acts=_acts(law, possible))
    if related := [item.removesuffix(RELATED) for item in answer.designated if item.endswith(RELATED)]:
        yield Sentence("A party is related to parties designated by {acts}.", acts=_acts(law, related))


def _acts(law: Register, designated: Sequence[str]) -> str:
    """Return the acts with their lists. Rows have several days, so the status is that on the last day of the law data."""
    return both(dict.fromkeys(_act(law, *item.split()) for item in designated))


def _act(law: Register, list_: str, provision: str) -> str:
    act, name = act_citation(law, law.act_of(provision).id), _name(law.list_name(list_))
    if LawAsOf(law, None).status_on(provision, law.home.checked_through) == "ended":
        return Sentence("{act} ({list}, ended)", act=act, list=name)
    return Sentence("{act} ({list})", act=act, list=name)


def _to_do(law: Register, answer: RowAnswer, first_steps: FirstSteps) -> Iterator[str]:
    decision = answer.decision
    if decision == "undecided" and not answer.covered:
        yield Sentence("Check the acts of that time yourself.")
        return
    if answer.only_stale:
        yield _UPDATE
        return
    if answer.answered_by and decision not in _NOT_COVERED:
        yield Sentence(
            "Covered by {names}: check the conditions and the dates.",
            names=both(map(name_in_words, answer.answered_by)),
        )
    yield from _cautions(law, answer)
    if decision == "undecided":
        if not (answer.questions or answer.contradicted):
            yield _STATE
        yield from _open_questions(answer)
        if not asks_only_for_party(answer.questions):
            yield from _briefs(answer, first_steps)
        yield from _question_of_extension(law, answer)
    else:
        yield from _question_of_extension(law, answer)
        if answer.other_rules:
            yield rules_on_goods_in_words(law, answer.other_rules)
        yield from _steps_of_decision(law, answer, first_steps)
        yield from _open_questions(answer)
    if answer.other_reading is not None and answer.other_reading != decision:
        yield _otherwise(answer.assume, answer.other_reading)


def _cautions(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield what to establish first: the company of a listed group, and whether a suspension includes its last day."""
    if answer.decision != "prohibited" and answer.is_of_listed_group:
        yield COMPANY_OF_GROUP
    if answer.ending:
        provisions = [item.provision for item in answer.ending]
        yield caution_on_last_day(law, provisions, date.fromisoformat(answer.ending[0].through))


def _open_questions(answer: RowAnswer) -> Iterator[str]:
    """Yield the columns to correct or to fill in, the names to compare with listings, and those that may be misspelt."""
    if answer.contradicted:
        yield _CORRECT
    elif answer.to_fill_in:
        yield _fill_in(answer.to_fill_in)
    yield from comparison_of_names(answer.to_compare)
    for near in answer.near:
        name, _, known = near.rpartition("=")
        yield Sentence("Check the spelling of {name}; the nearest listed name is {known}.", name=name, known=known)


def _steps_of_decision(law: Register, answer: RowAnswer, first_steps: FirstSteps) -> Iterator[str]:
    """Yield the first steps under a decision, which a licence that covers the row has taken already."""
    if not answer.is_licensed:
        advice = _advice(
            answer.decision, _licensor(law, deciding_provision(law, answer)), party_stated=answer.party_stated
        )
        yield from _briefs(answer, first_steps) or [advice]
    if answer.decision in REFUSED and answer.licences:
        yield Sentence(
            "Ask MOFCOM whether {licences} can still be used; it may be put on hold.",
            licences=both(map(name_in_words, answer.licences)),
        )


def _briefs(answer: RowAnswer, first_steps: FirstSteps) -> list[str]:
    """Return the first steps of a row in short; the confirmation of an extension has its own sentence, if its act is known."""
    settled = answer.settled or bool(answer.to_confirm)
    return [
        item.in_short
        for item in first_steps.of(answer.decision, answer.entries, answer.provisions, answer.to, settled=settled)
    ]


def _question_of_extension(law: Register, answer: RowAnswer) -> Iterator[str]:
    """Yield the question whether suspensions were extended, if the answer depends on it and does not assume that they were."""
    if answer.to_confirm and not answer.settled and answer.assume != "extended":
        acts = [*dict.fromkeys(item.by for item in answer.to_confirm)]
        yield question_of_extension(law, answer.to_confirm[0].provision, acts)


def _otherwise(assume: Assume, other: Decision) -> str:
    """Return the decision under the reading that is not assumed."""
    if assume == "extended":
        return Sentence("If the suspension ended as published: {effect}.", effect=_label(other))
    return Sentence("If the suspension was extended: {effect}.", effect=_label(other))


def _advice(decision: Decision, authority: Name | None, *, party_stated: bool = False) -> str:
    """Return what to do about a decision that no step follows from."""
    if advice := APPEARANCES[decision].advice:
        return Sentence(advice, who=_name(authority))
    if party_stated:
        return Sentence("Check the other regimes.")
    return Sentence("Check the parties and the other regimes.")


def _licensor(law: Register, provision: str | None) -> Name | None:
    """Return the authority that grants the licence that a provision requires."""
    return law.authority_of(provision) if provision else law.home.authority


def _name(name: Name | None) -> str:
    return Called(name.en or name.zh or "", name.zh) if name else Sentence("The licensing authority")


def deciding_provision(law: Register, answer: RowAnswer) -> str | None:
    """Return the first provision of a row whose effect is the decision, if possible one that surely applies; None if there is none."""
    fitting = [name for name in answer.provisions if answer.decision in effects_of(law, name)]
    return min(fitting, key=lambda name: name in answer.possible, default=None)


def _fill_in(facts: Sequence[str]) -> str:
    """Return the columns that answer questions, each once, with the measured properties that `param` states."""
    by_column: dict[str, list[str]] = {}
    for fact in facts:
        column, name = column_of(fact)
        by_column.setdefault(column, []).extend([name] if name else [])
    columns = join(_column(column, names) for column, names in by_column.items())
    if len(by_column) == 1:
        return Sentence("Fill in the column {columns} and screen the file again.", columns=columns)
    return Sentence("Fill in the columns {columns} and screen the file again.", columns=columns)


def _column(column: str, names: Sequence[str]) -> str:
    called = column_name(column)
    if not names:
        return called
    if len(names) <= _NAMED:
        return Sentence("{column} ({names})", column=called, names=join(names))
    return Sentence(
        "{column} ({names} and {count} more)", column=called, names=join(names[:_NAMED]), count=len(names) - _NAMED
    )


def _is_stricter(one: Decision, other: Decision) -> bool:
    """Return whether a worst case is stricter than a decision; any control is stricter than undecided."""
    return DECISIONS.index(one) > DECISIONS.index(other)


def _label(decision: Decision) -> str:
    return APPEARANCES[decision].label

"""Collect the cases of a result for every gate format: one for a question, and one for each name or row."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from exportctl.batch.findings import SuspensionKind
from exportctl.engine.screening import is_of_listed_group
from exportctl.engine.warnings.parties import has_listed_group, has_listed_owners
from exportctl.engine.warnings.provisions import provisions_on_goods
from exportctl.engine.warnings.warning import (
    CODE_CONFLICT,
    ITEM_LAPSED,
    OWNER_LISTED,
    PERMIT_ENDED,
    PERMIT_INSUFFICIENT,
)
from exportctl.facts.registry import PARTY
from exportctl.facts.transaction import names_to_compare
from exportctl.law.scale import EFFECTS, STRICTNESS, Decision, Effect, ExitCode
from exportctl.permits.permits import Permit, Waiver
from exportctl.reports.gates.report import (
    LISTED_GROUP,
    LISTED_OWNERS,
    OWN_RULES,
    SUSPENDED,
    Case,
    GateReport,
    Outcome,
    Place,
    Statement,
    effects_of,
    name,
    title,
)
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import and_others, effect_name, missing_facts
from exportctl.reports.party_screening import PartyScreening
from exportctl.reports.printable import printable
from exportctl.reports.results import GateFindings, Summary
from exportctl.sentences import Sentence, both, join, translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from exportctl.batch.findings import GateRow, UnreadableRow
    from exportctl.engine.screening import Screening
    from exportctl.law.register import Register
    from exportctl.reports.results import UnreadColumns
    from exportctl.reports.verdict import GateVerdict

_OF_EXIT_CODE: Final[Mapping[int, Outcome]] = {0: "passed", 1: "failed", 3: "undecided"}
_LAST_DAY: Final = translatable(
    "{name}: {rule} ({title}) is suspended through {through}; no act states whether a suspension includes its last day: to be "
    "safe, treat {rule} as in force on that day"
)
_SHOWN: Final = 160
_PROVISIONS = _DOUBTS = 3
"""The numbers of provisions and doubts in a line."""


def gate_report(result: GateVerdict | PartyScreening | Summary, most: int) -> GateReport:
    """Return the cases of a result and their counts; of each outcome and file at most `most` rows are kept as cases."""
    match result:
        case PartyScreening():
            cases = tuple(_name(result, name, screening) for name, screening in result.by_name)
            report = _report_of("party", result.law, result.gate, cases, result.exit_code)
        case Summary():
            report = _report_of_rows(result, most)
        case _:
            permits = [item.by for item in result.answered_by]
            kinds = {item.kind for item in permits}  # there is one case, however many permits cover it
            report = _report_of("check", result.verdict.law, result.gate, (_question(result),), result.exit_code)
            report = report._replace(rows_by_permit=Counter(kinds), reasons=_reasons(permits))
    return report._replace(influences=result.influences)


def _report_of_rows(result: Summary, most: int) -> GateReport:
    """Return the report of a run over files."""
    marks: Counter[str] = Counter()
    counts: Counter[Outcome] = Counter()
    for part in result.gate_findings:
        for outcome, count in part.findings.counts.items():
            counts[_unreadable_outcome(part) if outcome == "unreadable" else outcome] += count
    return GateReport(
        command=result.command,
        law=result.law,
        gate=result.gate,
        cases=tuple(case for part in result.gate_findings for case in _rows(result.law, part, marks, most)),
        counts=counts,
        suspended={
            outcome: sum(part.findings.suspended_rows[outcome] for part in result.gate_findings)
            for outcome in get_args(SuspensionKind)
        },
        exit_code=result.exit_code,
        rows_by_permit=result.counts.by_answer,
        reasons=_reasons(result.permits),
        unread=[*map(_unread_columns, result.unread_columns)],
    )


def _unread_columns(of_file: UnreadColumns) -> str:
    """Return the columns of a file that were not read, in words."""
    from exportctl.batch.unread_columns import unread_columns  # noqa: PLC0415 - a question has no columns

    columns = unread_columns(of_file.columns)
    if of_file.file:
        return Sentence("columns not read in {file}: {columns}", file=clip(of_file.file), columns=columns)
    return Sentence("columns not read: {columns}", columns=columns)


def _reasons(permits: Iterable[Permit]) -> dict[str, str]:
    """Return the reason of each waiver by its name; a licence has a number in place of a reason."""
    return {str(item.name): item.reason for item in permits if isinstance(item, Waiver)}


def clip(text: str) -> str:
    """Return a text from outside, shortened and escaped so that it can be shown in a line."""
    shown = printable(text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."


def _report_of(command: str, law: Register, gate: Effect, cases: tuple[Case, ...], exit_code: ExitCode) -> GateReport:
    """Return the report of cases that are all kept."""
    counts = Counter(case.outcome for case in cases)
    suspended = Counter(
        outcome for case in cases for outcome in {statement.outcome for statement in case.statements} & {*SUSPENDED}
    )
    return GateReport(command, law, gate, cases, counts, suspended, exit_code)


def _question(result: GateVerdict) -> Case:
    """Return the case of a verdict."""
    answer = result.verdict
    item, to = answer.facts.goods.item, answer.facts.to
    other_rules = provisions_on_goods(answer) if result.decision == EFFECTS[0] else ()
    facts = [question.fact for question in answer.questions]
    questions, comparison = _comparison(facts, "; ".join(names_to_compare(answer.facts.parties)))
    cautions = _cautions(owners=has_listed_owners(answer), group=has_listed_group(answer))
    subject = _Subject(
        name=_about(item, to, answer.on),
        on=answer.on,
        decision=result.decision,
        worst_case=result.worst_case,
        provisions=answer.provisions,
        possible=answer.possible_provisions,
        questions=questions,
        doubts=[
            *comparison,
            *_doubts(
                answer.law, settled=answer.settled, covered=answer.covered, stale=result.decision != answer.decision
            ),
            *(
                note.text
                for note in result.warnings
                if note.code in (CODE_CONFLICT, ITEM_LAPSED, OWNER_LISTED, PERMIT_ENDED, PERMIT_INSUFFICIENT)
            ),
            *_doubt_about_group(cautions, result.decision),
        ],
        unconfirmed=[provision for provision, _ in answer.unconfirmed_suspensions],
        suspended={
            finding.provision: finding.suspension.through
            for finding in answer.findings
            if finding.status == "suspended" and finding.suspension
        },
        key=(item, answer.facts.from_, to or ""),
        answered_by=tuple(item.by.name for item in result.answered_by),
        other_rules=tuple(other_rules),
        cautions=cautions,
    )
    code = result.code or result.exit_code  # an undecided case that passes by policy is still reported as undecided
    outcome = _OF_EXIT_CODE[code]
    if outcome == "passed" and subject.answered_by:
        outcome = "answered"
    elif outcome == "passed" and cautions:
        outcome = "warned"
    return _case(answer.law, outcome, subject, Counter())


def _rows(law: Register, part: GateFindings, marks: Counter[str], most: int) -> Iterator[Case]:
    """Yield the cases of the rows of a file; `marks` distinguishes rows with the same content."""
    yield from (_unreadable_row(part, row, marks) for row in part.findings.unreadable[:most])
    for outcome, rows in part.findings.rows.items():
        yield from (_row(law, part, row, outcome, marks) for row in rows[:most])


def _row(law: Register, part: GateFindings, row: GateRow, outcome: Outcome, marks: Counter[str]) -> Case:
    answer = row.answer
    questions, comparison = _comparison(answer.questions, row.parties)
    cautions = _cautions(owners=answer.owners_listed, group=answer.group_listed)
    subject = _Subject(
        name=_about(row.item, row.to, row.on),
        on=row.on,
        decision=answer.decision,
        worst_case=answer.worst_case,
        provisions=answer.provisions,
        possible=answer.possible,
        questions=questions,
        doubts=[
            *comparison,
            *_doubts(law, settled=answer.settled, covered=answer.covered, stale=answer.only_stale),
            *([translate("the words do not fit the customs code")] if CODE_CONFLICT in answer.notes else []),
            *([render(OWN_RULES[LISTED_OWNERS])] if answer.owners_listed else []),
            *_doubt_about_group(cautions, answer.decision),
            *answer.why_not_covered,
        ],
        unconfirmed=[item.provision for item in answer.unconfirmed],
        suspended=dict(row.suspended),
        key=(part.file, row.item, row.to, row.on.isoformat() if row.dated else ""),
        place=Place(part.file, row.row, part.positions.get(row.row)),
        answered_by=answer.permits,
        other_rules=row.other_rules,
        cautions=cautions,
    )
    return _case(law, outcome, subject, marks)


def _cautions(*, owners: bool, group: bool) -> tuple[str, ...]:
    """Return the rules of this program that warn of listed owners of the end user and of a listed group of a party."""
    return (*([LISTED_OWNERS] if owners else []), *([LISTED_GROUP] if group else []))


def _doubt_about_group(cautions: Collection[str], decision: Decision) -> list[str]:
    """Return that companies of the group of a party are on a list, unless the goods must not be shipped anyway."""
    return [render(OWN_RULES[LISTED_GROUP])] if LISTED_GROUP in cautions and decision != "prohibited" else []


def _comparison(questions: Sequence[str], parties: str) -> tuple[list[str], list[str]]:
    """Return the missing facts, and, in place of a stated party, that its name must be compared with a listing that it resembles."""
    if PARTY not in questions or not parties:
        return [*questions], []
    others = [fact for fact in questions if fact != PARTY]
    return others, [translate("compare the party with the listing: {name}", name=clip(parties))]


def _unreadable_row(part: GateFindings, row: UnreadableRow, marks: Counter[str]) -> Case:
    column = part.findings.columns.get(row.fact, row.fact)
    text = render(Sentence("column '{column}': {what}", column=column, what=row.reason) if column else row.reason)
    mark = _mark(marks, part.file, row.value, row.reason)
    statement = Statement(_unreadable_outcome(part), "exportctl/unreadable", clip(text), mark)
    place = Place(part.file, row.row or None, part.positions.get(row.row))
    return Case(
        translate("row {row}", row=str(row.row)) if row.row else part.file, statement.outcome, None, (statement,), place
    )


def _unreadable_outcome(part: GateFindings) -> Outcome:
    return "passed_over" if part.rejects_allowed else "unreadable"


def _name(result: PartyScreening, name: str, screening: Screening) -> Case:
    """Return the case of a name."""
    law, assume = result.law, result.assume
    listed = [item for item in screening.matches if not item.hit.is_related]
    holding = [item for item in listed if assume in item.active]
    holding.sort(key=lambda item: (not item.hit.certain, -STRICTNESS[item.effect]))  # sure ones first
    active = dict.fromkeys(item.hit.listing.provision for item in holding)
    sure = {item.hit.listing.provision for item in holding if item.hit.certain}
    suspended = {
        item.hit.listing.provision: item.suspension.through
        for item in listed
        if item.status == "suspended" and item.suspension
    }
    cautions = _cautions(owners=False, group=is_of_listed_group(screening.matches, assume))
    of_law = screening.exit_code(result.gate, assume)
    code = result.policy.exit_code(of_law, law, result.on)
    # A party is itself, too, where the measures of one of its lists were not seen.
    itself = {item.hit.listing.party.name.en for item in listed if not item.hit.similar}
    others = dict.fromkeys(item.hit.listing.party.name.en for item in listed if item.hit.similar)
    subject = _Subject(
        name=translate("{name} on {day}", name=clip(name), day=result.on),
        on=result.on,
        decision=screening.decision(assume),
        worst_case=screening.worst_case(assume),
        provisions=[*active, *suspended],
        possible=[rule for rule in active if rule not in sure],
        questions=[],
        doubts=[
            *(
                translate("may be {other}", other=clip(other))
                for other in [one for one in others if one not in itself][:_DOUBTS]
            ),
            *_doubts(law, settled=screening.settled, covered=screening.covered, stale=code != of_law),
            *_doubt_about_group(cautions, screening.decision(assume)),
        ],
        unconfirmed=[provision for provision, _ in screening.unconfirmed_suspensions],
        suspended=suspended,
        key=(name,),
        cautions=cautions,
    )
    outcome = _OF_EXIT_CODE[of_law or code]
    return _case(law, "warned" if outcome == "passed" and cautions else outcome, subject, Counter())


class _Subject(NamedTuple):
    """The answer to one question on its day, with its suspended provisions and their last days.

    `key` identifies it across runs. Provisions that are `possible` may apply, but do not surely; those that are `unconfirmed` only
    unless their suspension was extended. `cautions` are the rules of this program that warn of owners and of companies of a group.
    """

    name: str
    on: date
    decision: Decision
    worst_case: Decision
    provisions: Sequence[str]
    possible: Sequence[str]
    questions: Sequence[str]
    doubts: Sequence[str]
    unconfirmed: Collection[str]
    suspended: Mapping[str, date]
    key: tuple[str, ...]
    place: Place | None = None
    answered_by: tuple[str, ...] = ()
    other_rules: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


def _case(law: Register, outcome: Outcome, subject: _Subject, marks: Counter[str]) -> Case:
    """Return a case with the statement of its outcome and those of its suspended provisions."""
    active = [rule for rule in subject.provisions if rule not in subject.suspended]
    statements = []
    if outcome in ("failed", "undecided", "known", "warned", "answered"):
        sure = [rule for rule in active if outcome != "undecided" and rule not in subject.possible]
        same = [rule for rule in sure if subject.decision in effects_of(law, rule)]
        own_rule = "exportctl/gate" if outcome == "failed" else "exportctl/undecided"
        rule = subject.cautions[0] if outcome == "warned" else next(iter([*same, *sure, *active]), own_rule)
        first = [rule for rule in dict.fromkeys([rule, *active]) if rule not in OWN_RULES]
        statements.append(
            Statement(
                outcome,
                rule,
                _sentence(law, subject, first)
                + _permits(outcome, subject)
                + (translate("; unchanged from the baseline") if outcome == "known" else ""),
                _mark(marks, *subject.key, rule),
                subject.answered_by if outcome == "answered" else (),
            )
        )
    for rule, through in subject.suspended.items():
        is_last_day = through == subject.on
        text = translate(
            _LAST_DAY if is_last_day else translatable("{name}: {rule} ({title}) is suspended through {through}"),
            name=subject.name,
            rule=name(law, rule),
            title=title(law, rule),
            through=through,
        )
        statements.append(
            Statement("last_day" if is_last_day else "suspended", rule, text, _mark(marks, *subject.key, rule))
        )
    if outcome == "passed" and subject.suspended:
        outcome = "last_day" if subject.on in subject.suspended.values() else "suspended"
    return Case(subject.name, outcome, subject.decision, tuple(statements), subject.place, subject.other_rules)


def _sentence(law: Register, subject: _Subject, rules: Sequence[str]) -> str:
    """Return an answer in one line: the decision, the worst case, the provisions, and the missing facts."""
    worst = subject.worst_case not in (subject.decision, EFFECTS[0])
    parts = [translate("{name}: {decision}", name=subject.name, decision=effect_name(subject.decision))]
    parts.append(translate(", worst case: {worst}", worst=effect_name(subject.worst_case)) if worst else "")
    possible = [rule for rule in rules if rule in subject.possible]
    unconfirmed = [rule for rule in rules if rule in subject.unconfirmed and rule not in possible]
    sure = [rule for rule in rules if rule not in (*possible, *unconfirmed)]
    parts.append(translate("; {rules}", rules=_titles(law, sure)) if sure else "")
    parts.append(translate("; unless extended: {rules}", rules=_titles(law, unconfirmed)) if unconfirmed else "")
    parts.append(translate("; may apply: {rules}", rules=_titles(law, possible)) if possible else "")
    parts.append(
        translate("; missing: {facts}", facts=missing_facts(subject.questions, law)) if subject.questions else ""
    )
    return "".join([*parts, *(translate("; {doubt}", doubt=doubt) for doubt in subject.doubts)])


def _titles(law: Register, rules: Sequence[str]) -> str:
    """Return the first provisions with their titles, and the number of the others."""
    titles = render(
        join(Sentence("{rule} ({title})", rule=name(law, rule), title=title(law, rule)) for rule in rules[:_PROVISIONS])
    )
    return titles + and_others(len(rules) - _PROVISIONS)


def _permits(outcome: Outcome, subject: _Subject) -> str:
    """Return the licences and waivers that cover the case, and whether they cover all of it."""
    if not subject.answered_by:
        return ""
    by = clip(render(both(subject.answered_by)))
    words = translatable("; covered by {by}") if outcome == "answered" else translatable("; partly covered by {by}")
    return translate(words, by=by)


def _about(item: str, to: str | None, on: date) -> str:
    return translate("{goods} to {place} on {day}", goods=clip(item), place=clip(to or "") or "?", day=on)


def _doubts(law: Register, *, settled: bool, covered: bool, stale: bool) -> list[str]:
    """Return why an answer is not sure; where readings differ, with the address at which later acts are published."""
    differ = translate("depends on whether a suspension was extended")
    if where := law.home.publishes_at:
        differ = translate("depends on whether a suspension was extended: see {where}", where=where)
    return [
        *([] if settled else [differ]),
        *([] if covered else [translate("the law data begins after that day")]),
        *([translate("the law data is older than max_age allows; update it")] if stale else []),
    ]


def _mark(marks: Counter[str], *parts: str) -> str:
    """Return the fingerprint of a finding: made from its subject and rule, not its row, so that it is the same in every run."""
    mark = hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]
    marks[mark] += 1
    return f"{mark}:{marks[mark]}"

"""The report of a run at a gate: its cases, each with its outcome and the statements about it, their rules, and their counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from exportctl.engine.screening import effect_of
from exportctl.inquiry.phrases import COMPANY_OF_GROUP, GROUP_ON_LIST, OWNERS_ON_LIST, QUESTION_OF_OWNERS
from exportctl.law.citations import citation
from exportctl.law.scale import Decision, Effect, ExitCode, strictest
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import answers, effect_name, influences
from exportctl.sentences import Sentence, join, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exportctl.files.places import Position
    from exportctl.law.register import Register
    from exportctl.permits.influence import Influence

Outcome = Literal[
    "failed", "unreadable", "undecided", "known", "passed_over", "warned", "last_day", "answered", "suspended", "passed"
]
Severity = Literal["error", "warning", "note"]
"""The levels of SARIF 2.1.0."""
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
"""The outcome of a case at a gate, the worst first.

A case that passes is `answered` if a licence or a waiver covers some of it, else `warned` if owners on a list hold half of
the end user or more, or if other companies of the group of a party are on a list, else `last_day` if one of its controls is
suspended for the last time on that day, because no act states whether that day is included, else `suspended` if one is
suspended; an unreadable row is `passed_over` if the gate permits unreadable rows.
"""
WORDS: Final[Mapping[Outcome, str]] = {
    "failed": Sentence("at or above the gate"),
    "unreadable": Sentence("not readable"),
    "undecided": Sentence("undecided"),
    "known": Sentence("at or above the gate, unchanged from the baseline"),
    "passed_over": Sentence("not readable, but permitted"),
    "warned": Sentence("below the gate with owners or other companies of a group on a list"),
    "last_day": Sentence("below the gate on the last day of a suspension"),
    "answered": Sentence("covered by a licence or a waiver"),
    "suspended": Sentence("below the gate while a control is suspended"),
    "passed": Sentence("below the gate"),
}
SUSPENDED: Final[tuple[Outcome, ...]] = ("last_day", "suspended")
"""The outcomes of statements about suspended controls, which cases of any outcome have."""
SEVERITIES: Final[Mapping[Outcome, Severity]] = {
    "failed": "error",
    "unreadable": "error",
    "undecided": "warning",
    "warned": "warning",
    "last_day": "warning",
    "known": "note",
    "passed_over": "note",
    "answered": "note",
    "suspended": "note",
}
"""The severity of each outcome that deserves an annotation, the most severe first."""
_FILES: Final = 20
"""The number of files whose unread columns a report lists."""
LISTED_OWNERS: Final = "exportctl/owners"
"""The rule of a case below the gate whose end user belongs to owners on a list."""
LISTED_GROUP: Final = "exportctl/group"
"""The rule of a case below the gate with a party that is on no list, while another company of its group is."""
OWN_RULES: Final = {
    "exportctl/gate": Sentence("The decision reaches the gate."),
    "exportctl/undecided": Sentence(
        "More information is needed: the decision may reach the gate. An undecided row is never cleared."
    ),
    LISTED_OWNERS: paragraph([OWNERS_ON_LIST, QUESTION_OF_OWNERS]),
    LISTED_GROUP: paragraph([GROUP_ON_LIST, COMPANY_OF_GROUP]),
    "exportctl/unreadable": Sentence("A row could not be read, so it was not screened. Correct it and screen again."),
}
"""Rules of this program, which are not provisions of law."""


class Place(NamedTuple):
    """A file (empty for standard input), its row, unless the file as a whole is unreadable, and the position of the row in a text."""

    file: str
    row: int | None
    position: Position | None

    @property
    def before(self) -> str:
        """The prefix of a sentence about a row."""
        return translate("row {row}: ", row=str(self.row)) if self.row else ""


class Statement(NamedTuple):
    """A statement about a case: its outcome, its provision or rule, a sentence, and the permits that cover it."""

    outcome: Outcome
    rule: str
    text: str
    fingerprint: str
    answered_by: tuple[str, ...] = ()


class Case(NamedTuple):
    """One question, name or row with its answer. `statements` has that of its outcome first, then those of suspensions.

    `other_rules` are the provisions of other regimes that name goods without a control; they change no outcome.
    """

    name: str
    outcome: Outcome
    decision: Decision | None
    statements: tuple[Statement, ...]
    place: Place | None = None
    other_rules: tuple[str, ...] = ()


class GateReport(NamedTuple):
    """The cases of a run at a gate, the number of each outcome, and of cases with a suspended control (`suspended`).

    Both numbers count cases that are not kept, too; a suspended control is `suspended`, or `last_day` on the last day of the
    suspension. `rows_by_permit` counts the cases that licences and waivers cover, wholly or in part; `reasons` are those of the
    waivers, by their names; `influences` are what affected the answers besides the law. `unread` names the columns of each file that
    were not read.
    """

    command: str
    law: Register
    gate: Effect
    cases: tuple[Case, ...]
    counts: Mapping[Outcome, int]
    suspended: Mapping[Outcome, int]
    exit_code: ExitCode
    rows_by_permit: Mapping[str, int] = {}
    reasons: Mapping[str, str] = {}
    influences: Sequence[Influence] = ()
    unread: Sequence[str] = ()

    def worst_first(self, most: int, *, passed: bool = False) -> tuple[list[Case], Mapping[Outcome, int]]:
        """Return at most `most` cases, the worst first, and the number of omitted cases of each outcome."""
        outcomes: list[Outcome] = [outcome for outcome in OUTCOMES if passed or outcome != "passed"]
        cases = sorted(
            (case for case in self.cases if case.outcome in outcomes), key=lambda case: outcomes.index(case.outcome)
        )
        shown = Counter(case.outcome for case in cases[:most])
        omitted = {outcome: self.counts.get(outcome, 0) - shown[outcome] for outcome in outcomes}
        return cases[:most], {outcome: number for outcome, number in omitted.items() if number}

    def line(self) -> str:
        """Return the counts in a line."""
        counted = [of_outcome(self.counts[outcome], outcome) for outcome in OUTCOMES if self.counts.get(outcome)]
        summary = join(counted) or Sentence("nothing was checked")
        answered = join(answers(kind, count) for kind, count in self.rows_by_permit.items())
        more = translate("; wholly or partly covered: {answers}", answers=answered) if answered else ""
        return translate("gate {gate}: {summary}{more}", gate=effect_name(self.gate), summary=summary, more=more)

    def closing_lines(self) -> list[str]:
        """Return the lines of unread columns and of influences other than the law, if there are any, and the line of the law."""
        lines = [*map(render, self.unread[:_FILES])]
        if settings := influences(self.influences):
            lines.append(translate("configured by: {settings}", settings=settings))
        law = translate("law data {version}, as of {day}", version=self.law.version, day=self.law.home.checked_through)
        return [*lines, law]


def of_outcome(count: int, outcome: Outcome) -> str:
    """Return the number of cases with an outcome, in words."""
    return translate("{count} {what}", count=count, what=WORDS[outcome])


def name(law: Register, rule: str) -> str:
    """Return the name of a rule for people: the citation of a provision, or the last part of the id of a rule of this program."""
    return rule.rpartition("/")[2] if rule in OWN_RULES else render(citation(law, rule))


def title(law: Register, rule: str) -> str:
    """Return the title of the provision of a rule, or a sentence."""
    return render(OWN_RULES[rule]) if rule in OWN_RULES else name_of(law.provisions[rule].title)


def address(law: Register, rule: str) -> str | None:
    """Return an address at which the act of a rule was read, if there is one."""
    return None if rule in OWN_RULES else law.source_address(rule)


def effect(law: Register, rule: str) -> Effect | None:
    """Return the strictest effect that a provision can have; None for a rule of this program."""
    return strictest(effects) if (effects := effects_of(law, rule)) else None


def effects_of(law: Register, rule: str) -> Sequence[Effect]:
    """Return the effects that a provision can have; none for a rule of this program."""
    if rule in OWN_RULES:
        return ()
    own = law.provisions[rule].effect
    effects = [*(item.effect for item in law.rules.get(rule, ())), *([own] if own else [])]
    return effects or [effect_of(law, law.act_of(rule).id)]

"""Section 6, the verdict; Model.answer() walks the whole page from facts and a day to an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from .goods import Goods, goods_of
from .items import Catalogue, Reader
from .register import read
from .rules import Case, Finding, Reading
from .status import EXTENDED, ON_FACE, Law, Standing, Standings

EFFECTS = (
    "no_control_found",
    "report",
    "license_required",
    "enhanced_review",
    "presumption_of_denial",
    "prohibited",
)
UNDECIDED = "undecided"
RANK = {effect: rank for rank, effect in enumerate(EFFECTS)}
CASES_KEPT = 64


class View:
    """The decision under one reading."""

    def __init__(self, assume: str, findings: list[Finding], goods: Goods, *, covered: bool) -> None:
        self.assume = assume
        self.findings = findings
        self.active = [finding for finding in findings if finding.active]
        self.effect = strictest(finding.effect for finding in self.active if finding.applies.value == "yes")
        self.possible = strictest(finding.effect for finding in self.active)
        self.covered = covered
        self.recognised = goods.recognised
        points_nowhere = self.possible == EFFECTS[0] and not goods.recognised
        self.unknown = goods.could_be_anything or points_nowhere

    @property
    def decision(self) -> str:
        """The effect; undecided if that is no control and something is open under this reading."""
        settled = self.possible == EFFECTS[0] and self.recognised and self.covered
        return UNDECIDED if self.effect == EFFECTS[0] and not settled else self.effect

    @property
    def worst_case(self) -> str:
        """The possible effect; undecided, short of a prohibition, for unknown goods and for days that the data does not cover."""
        if self.possible == EFFECTS[-1] or (self.covered and not self.unknown):
            return self.possible
        return UNDECIDED

    @cached_property
    def standing(self) -> frozenset[tuple[str, str | None, str, str]]:
        """The active findings as next change compares them."""
        return frozenset((each.provision, each.entry, each.effect, each.applies.value) for each in self.active)

    def questions(self) -> list[tuple[str, str]]:
        """For each fact but `unread` missing in an active UNKNOWN finding above the effect, the strictest such effect.

        Unknown goods could be prohibited.
        """
        prohibitable = self.unknown and self.effect != EFFECTS[-1]
        could_become: dict[str, str] = {"description": EFFECTS[-1]} if prohibitable else {}
        for finding in self.active:
            if finding.applies.value == "unknown" and RANK[finding.effect] > RANK[self.effect]:
                for fact in finding.applies.missing - {"unread"}:
                    could_become[fact] = strictest([finding.effect, could_become.get(fact, EFFECTS[0])])
        return sorted(could_become.items(), key=lambda each: (-RANK[each[1]], each[0]))


class Verdict:
    """A case on a day: its readings, and whether they agree."""

    def __init__(self, case: Case, standings: Standings, *, covered: bool) -> None:
        on_face = View(ON_FACE, Reading(case, standings, ON_FACE).findings, case.goods, covered=covered)
        other = on_face.findings if standings.alike else Reading(case, standings, EXTENDED).findings
        extended = View(EXTENDED, other, case.goods, covered=covered)
        self.views = [on_face, extended] if stands_on_unsettled(on_face, extended) else [on_face]
        self.known = case.goods.recognised and covered
        self.settled = len({(view.decision, view.worst_case) for view in self.views}) == 1

    def view(self, assume: str) -> View:
        """Section 2: the reading of that name; where there is only one reading, that one."""
        return self.views[-1] if assume == EXTENDED else self.views[0]

    def outcome(self, assume: str) -> tuple[str, str, bool]:
        """Decision, worst case and settledness: what next change watches."""
        view = self.view(assume)
        return view.decision, view.worst_case, self.settled

    def shown(self, assume: str) -> list[Finding]:
        """Section 2: the findings of a reading; a finding in force that the other reading does not have is unsettled."""
        view = self.view(assume)
        extended = {each.said for each in self.views[-1].findings}
        return [
            replace(each, status="unsettled") if each.status == "in_force" and each.said not in extended else each
            for each in view.findings
        ]


def stands_on_unsettled(on_face: View, extended: View) -> bool:
    """Section 2: there is an `extended` reading if a YES or UNKNOWN finding concerns an unsettled provision.

    Or if the two differ in an active finding: `any-dual-use`, `under` and lists of parties refer to other provisions.
    """
    own = any(finding.status == "unsettled" for finding in [*on_face.findings, *extended.findings])
    return own or on_face.active != extended.active


def strictest(effects: Any) -> str:
    """The strictest of the effects; `no_control_found` if there are none."""
    return max(effects, key=RANK.__getitem__, default=EFFECTS[0])


class Model:
    """The law of a folder, ready to answer."""

    def __init__(self, data: Path, reader: Reader) -> None:
        self.register = read(data)
        self.catalogue = Catalogue(self.register, reader)
        self.laws: dict[date | None, Law] = {}
        self.known_standings: dict[tuple[str, str], Standing] = {}
        self.situations: dict[tuple[date | None, date], tuple[int, Standings]] = {}
        self.standings: list[Standings] = []
        self.numbers: dict[object, int] = {}
        self.cases: dict[object, tuple[Case, dict[int, Verdict]]] = {}

    def answer(
        self,
        facts: Mapping[str, Any],
        on: date,
        known_on: date | None = None,
        assume: str = ON_FACE,
        gate: str = "license_required",
    ) -> dict[str, Any]:
        """The whole answer, under the headline reading."""
        known_on = known_on and self.last_news(known_on)
        case, verdicts = self.case(facts, known_on)

        def on_day(day: date) -> Verdict:
            number, standings = self.situation(known_on, day)
            if number not in verdicts:
                verdicts[number] = Verdict(case, standings, covered=self.covers(day, known_on))
            return verdicts[number]

        verdict = on_day(on)
        headline = verdict.view(assume)
        return {
            "decision": headline.decision,
            "worst_case": headline.worst_case,
            "settled": verdict.settled,
            "readings": [
                {
                    "assume": view.assume,
                    "effect": view.effect,
                    "possible": view.possible,
                    "decision": view.decision,
                    "worst_case": view.worst_case,
                }
                for view in verdict.views
            ],
            "findings": shown(verdict.shown(assume)),
            "questions": headline.questions(),
            "next_change": next_change(on_day, on, self.law(known_on).turning_days, assume),
            "matches": sorted(
                (code, "yes" if match.value == "yes" else "possible", tuple(sorted(match.missing)))
                for code, match in case.goods.matches.items()
            ),
            "excluded": sorted(case.goods.excluded.items()),
            "recognised": case.goods.recognised,
            "exit_code": exit_code(verdict, headline, gate),
        }

    def case(self, facts: Mapping[str, Any], known_on: date | None) -> tuple[Case, dict[int, Verdict]]:
        """The goods of these facts by the guidance known, with the verdicts already reached on them; kept for the next question."""
        key = known_on, tuple(sorted(facts.items()))
        if key not in self.cases:
            if len(self.cases) >= CASES_KEPT:
                self.cases.clear()
            self.cases[key] = Case(self.register, facts, goods_of(self.catalogue, facts, known_on)), {}
        return self.cases[key]

    def last_news(self, known_on: date) -> date:
        """The last day of news up to a day: on both days the same law is known."""
        return max((day for day in self.register.days_of_news if day <= known_on), default=date.min)

    def covers(self, day: date, known_on: date | None) -> bool:
        """Whether neither the day nor the day of knowledge is before the data begins."""
        return min(day, known_on or day) >= self.register.covers_from

    def law(self, known_on: date | None) -> Law:
        """The law as known on a day."""
        if known_on not in self.laws:
            self.laws[known_on] = Law(self.register, known_on, self.known_standings)
        return self.laws[known_on]

    def situation(self, known_on: date | None, day: date) -> tuple[int, Standings]:
        """The status of every provision on the day, with a number that days of the same law share, all of them covered or none."""
        if (known_on, day) not in self.situations:
            standings = self.law(known_on).standings(day)
            key = self.covers(day, known_on), standings
            number = self.numbers.setdefault(key, len(self.numbers))
            if number == len(self.standings):
                self.standings.append(Standings(standings))
            self.situations[known_on, day] = number, self.standings[number]
        return self.situations[known_on, day]


def shown(findings: list[Finding]) -> list[tuple[str, str | None, str, str, str, tuple[str, ...]]]:
    """The findings that are shown without --all, in order."""
    rows = [
        (each.provision, each.entry, each.effect, each.status, each.applies.value, tuple(sorted(each.applies.missing)))
        for each in findings
    ]
    return sorted(rows, key=lambda row: (row[0], row[1] or "", row[2:]))


def next_change(
    on_day: Callable[[date], Verdict], on: date, turning_days: list[date], assume: str
) -> tuple[str, str, bool, tuple[str, ...]] | None:
    """Section 6: the first later day on which decision, worst case or settledness differs, and because of what."""
    requested = on_day(on)
    outcome = requested.outcome(assume)
    for day in turning_days:
        if day > on and on_day(day).outcome(assume) != outcome:
            later = on_day(day)
            because = {
                provision
                for name in (ON_FACE, EXTENDED)
                for provision, *_ in requested.view(name).standing ^ later.view(name).standing
            }
            decision, _, settled = later.outcome(assume)
            return day.isoformat(), decision, settled, tuple(sorted(because))
    return None


def exit_code(verdict: Verdict, headline: View, gate: str) -> int:
    """Section 6, for the gate G."""

    def reaches(effect: str) -> bool:
        return RANK[effect] >= RANK[gate]

    if reaches(headline.effect):
        return 1
    if not verdict.known or any(reaches(view.possible) for view in verdict.views):
        return 3
    return 0

"""Which licences and waivers answer what a verdict finds, and what is left of it for the gate; the verdict itself stays what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.caution import ANSWER_ENDED, ANSWER_ENDS, NOT_ANSWERED, VerdictWarning
from exportctl.engine.day_result import DayResult, reading_of
from exportctl.engine.verdict import code_of
from exportctl.facts.transaction import end_users_of
from exportctl.law.names import plain_of
from exportctl.law.scale import LICENSABLE, WAIVABLE
from exportctl.law.words import covers, fold
from exportctl.permits.permits import Licence
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.engine.day_result import Reading
    from exportctl.engine.rules import Outcome
    from exportctl.engine.verdict import ExitCode, Verdict
    from exportctl.goods.stated import Goods
    from exportctl.law.scale import Effect
    from exportctl.permits.permits import Held, Paper, Waiver

SOON: Final = timedelta(days=30)
"""From so many days before its last one on is told that a paper ends."""


class Given(NamedTuple):
    """What answers, which provisions, and whether it stands in for what is not known of the goods."""

    by: Paper
    provisions: tuple[str, ...]
    undecided: bool


class Standing(NamedTuple):
    """How a verdict stands before a gate: what was answered, what is `left`, whether the goods and the day are known, and notes."""

    verdict: Verdict
    given: tuple[Given, ...]
    left: DayResult
    known: bool
    notes: tuple[VerdictWarning, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what answers."""
        return tuple(item.by.name for item in self.given)

    def exit_code(self, gate: Effect) -> ExitCode:
        """Return 1 if what is left reaches the gate, 3 if it could, 0 if it is decided that it does not."""
        return code_of(self.left, self.verdict.assume, gate, known=self.known)


def standing_of(verdict: Verdict, held: Held, refused: Mapping[str, str] | None = None) -> Standing:
    """Return what licences and waivers answer of a verdict; some are `refused` by their amounts: by name, with why.

    Each finding is answered by the first paper that can. What may be forbidden, or refused in principle, none answers, so that the
    gate stays closed, or undecided, because of it.
    """
    found = {
        outcome: next((paper for paper in held.papers if _answers(paper, verdict, outcome, refused)), None)
        for reading in verdict.opinion.readings
        for outcome in sorted(reading.binding, key=_order)
    }
    goods = next((item for item in held.waivers if not verdict.recognised and _waives_goods(item, verdict)), None)
    answered = {outcome for outcome, paper in found.items() if paper}
    given = tuple(
        Given(paper, tuple(dict.fromkeys(item.provision for item, by in found.items() if by is paper)), paper is goods)
        for paper in held.papers
        if paper is goods or paper in found.values()
    )
    readings = [_without(reading, answered) for reading in verdict.opinion.readings]
    return Standing(
        verdict=verdict,
        given=given,
        left=DayResult(readings[0], readings[1] if len(readings) > 1 else None),
        known=(verdict.recognised or goods is not None) and verdict.covered,
        notes=(
            *_ending(given, verdict),
            *_hindered(verdict, held, [item for item in found if not found[item]], refused),
        ),
    )


def _order(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.provision, outcome.entry or "", outcome.effect


def _without(reading: Reading, answered: set[Outcome]) -> Reading:
    left = tuple(item for item in reading.binding if item not in answered)
    return reading_of(reading.assume, left, frozenset(item.provision for item in left))


def _answers(paper: Paper, verdict: Verdict, outcome: Outcome, refused: Mapping[str, str] | None) -> bool:
    return _concerns(paper, verdict, outcome) and _hindrance(paper, verdict, refused) is None


def _concerns(paper: Paper, verdict: Verdict, outcome: Outcome) -> bool:
    """Tell whether a paper is for what a provision asks of these goods on their way to that place, whoever gets them, and when."""
    if isinstance(paper, Licence):
        return _licenses(paper, verdict, outcome)
    if outcome.effect not in WAIVABLE or not _goes_there(paper, verdict):
        return False
    of_item = paper.item is None or _is_item(paper.item, verdict.facts.goods)
    if paper.provision is None:
        return of_item and outcome.truth.value is None
    return of_item and outcome.provision == paper.provision


def _licenses(paper: Licence, verdict: Verdict, outcome: Outcome) -> bool:
    """Tell whether a licence is for what surely applies to a line of its own, by the law of whoever granted it.

    What is asked of goods as a whole is asked because of who takes part, or because of a use: only the first is answered, by a licence
    that names everybody who is on a list, and for all lines that the goods are or may be.
    """
    law = verdict.law
    jurisdiction = law.act_of(outcome.provision).jurisdiction
    granted = [code for code in paper.entries if law.list_of(code) == jurisdiction]
    if outcome.effect not in LICENSABLE or not outcome.truth.value or not granted or verdict.facts.to not in paper.to:
        return False
    if outcome.entry is not None:
        return any(covers(code, outcome.entry) for code in granted)
    lines = [match.entry for match in verdict.classification.matches]
    asked = [rule.when.party for rule in law.rules[outcome.provision] if rule.effect == outcome.effect]
    named = {plain_of(name) for name in paper.end_users}
    listed = [party for party in verdict.facts.parties if any(not hit.related for hit in party.hits)]
    return (
        all(asked)
        and bool(lines)
        and all(any(covers(code, line) for code in granted) for line in lines)
        and all(plain_of(party.name) in named for party in listed)
    )


def _waives_goods(waiver: Waiver, verdict: Verdict) -> bool:
    """Tell whether a waiver is for goods that nobody here knows."""
    return (
        waiver.provision is None
        and waiver.item is not None
        and _is_item(waiver.item, verdict.facts.goods)
        and _goes_there(waiver, verdict)
        and _hindrance(waiver, verdict, None) is None
    )


def _goes_there(waiver: Waiver, verdict: Verdict) -> bool:
    return not waiver.to or verdict.facts.to in waiver.to


def _is_item(text: str, goods: Goods) -> bool:
    return text == goods.sku or fold(text) == fold(goods.item)


def _hindrance(paper: Paper, verdict: Verdict, refused: Mapping[str, str] | None) -> VerdictWarning | None:
    """Return why a paper that is for a finding does not answer it all the same: its days, its end users or its quantity."""
    if verdict.on > paper.through:
        return VerdictWarning(
            ANSWER_ENDED,
            Sentence("{paper} ended on {through}, and answers nothing", paper=paper.name, through=paper.through),
        )
    if not isinstance(paper, Licence):
        return None
    if verdict.on < paper.from_:
        return VerdictWarning(
            NOT_ANSWERED,
            Sentence("{paper} begins on {day}, and answers nothing before", paper=paper.name, day=paper.from_),
        )
    if paper.end_users:
        stated = end_users_of(verdict.facts.parties)
        named = {plain_of(name) for name in paper.end_users}
        if not stated:
            return VerdictWarning(
                NOT_ANSWERED,
                Sentence("{paper} is for some end users; state who it is: --party end-user=NAME", paper=paper.name),
            )
        if not all(plain_of(party.name) in named for party in stated):
            return VerdictWarning(NOT_ANSWERED, Sentence("{paper} is for other end users", paper=paper.name))
    why = (refused or {}).get(paper.name)
    return VerdictWarning(NOT_ANSWERED, why) if why else None


def _ending(given: tuple[Given, ...], verdict: Verdict) -> list[VerdictWarning]:
    return [
        VerdictWarning(
            ANSWER_ENDS,
            Sentence("{by} ends on {through}, and answers nothing after it", by=item.by.name, through=item.by.through),
        )
        for item in given
        if item.by.through - verdict.on <= SOON
    ]


def _hindered(
    verdict: Verdict, held: Held, unanswered: list[Outcome], refused: Mapping[str, str] | None
) -> list[VerdictWarning]:
    """Return why papers that are for findings which nothing answers do not."""
    found = [
        _hindrance(paper, verdict, refused)
        for paper in held.papers
        if any(_concerns(paper, verdict, outcome) for outcome in unanswered)
        or (not isinstance(paper, Licence) and _lapsed_for_goods(paper, verdict))
    ]
    return [item for item in found if item]


def _lapsed_for_goods(waiver: Waiver, verdict: Verdict) -> bool:
    """Tell whether a waiver was for goods that nobody knows, and is over."""
    return not verdict.recognised and _waives_goods(waiver._replace(through=max(waiver.through, verdict.on)), verdict)

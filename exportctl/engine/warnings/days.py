"""Warnings about the day of a question and the day of knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.engine.warnings.warning import BEFORE_COVERAGE, LAST_DAY, NOT_LISTED_YET, VerdictWarning
from exportctl.law.citations import act_citation, citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.sentences import Sentence, and_more, both, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.engine.assessment import Assessment
    from exportctl.engine.findings import SuspensionPeriod
    from exportctl.law.register import Register
    from exportctl.law.status import LawAsOf


_ENTRIES: Final = 3
"""The number of entries that a warning names; the rest is counted."""


def before_coverage(covered_from: date | None) -> VerdictWarning:
    """Return the warning that days before the data begins stay undecided."""
    return VerdictWarning(
        BEFORE_COVERAGE,
        Sentence(
            "the law data begins on {begins} and lacks earlier controls; check the acts of that time yourself",
            begins=covered_from,
        ),
    )


def later_acts_missing(law: Register, on: date, known_on: date | None) -> Iterator[VerdictWarning]:
    """Yield a warning if the day, or the day of knowledge, lies after the data ends: it holds no later acts."""
    home = law.home
    if max(on, known_on or on) > home.checked_through:
        yield VerdictWarning(
            "after_checked_through",
            Sentence(
                "law data as of {checked_through}: later acts are not included; check whether the issuer has "
                "published new ones: {where}",
                checked_through=home.checked_through,
                where=home.publishes_at,
            )
            if home.publishes_at
            else Sentence(
                "law data as of {checked_through}: later acts are not included; check whether the issuer has "
                "published new ones",
                checked_through=home.checked_through,
            ),
        )


def _unlisted_entries(known: LawAsOf, entries: Iterable[str], on: date) -> list[str]:
    """Return the entries that acts list, but none that was published by a day."""
    listings = {entry: known.law.listings_of(entry) for entry in entries}
    return [
        entry for entry, names in listings.items() if names and not any(known.status_on(name, on) for name in names)
    ]


def not_listed_yet(known: LawAsOf, entries: Iterable[str], on: date) -> Iterator[VerdictWarning]:
    """Yield a warning for the entries that the first act lists only after a day, with that act."""
    law = known.law
    first = {
        entry: min(law.listings_of(entry), key=lambda name: law.act_of(name).published)
        for entry in _unlisted_entries(known, entries, on)
    }
    for provision, same in by_key(((provision, entry) for entry, provision in first.items()), list).items():
        text = Sentence(
            "on {day}, no act in the law data lists {entries}; {provision}, published on {published}, is the first",
            day=on,
            entries=and_more(join(same[:_ENTRIES]), len(same) - _ENTRIES),
            provision=citation(law, provision),
            published=law.act_of(provision).published,
        )
        yield VerdictWarning(NOT_LISTED_YET, text, (provision,))


def day_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about the day and the day of knowledge: outside the data, or the last day of suspensions."""
    if not assessment.covered:
        yield before_coverage(assessment.covered_from)
    yield from later_acts_missing(assessment.law, assessment.on, assessment.known_on)
    if assessment.known_on and assessment.known_on < assessment.on:
        yield VerdictWarning(
            "known_on",
            Sentence(
                "this answer uses only acts published on or before {known_on}; omit --known-on to include later ones",
                known_on=assessment.known_on,
            ),
        )
    yield from not_listed_yet(
        assessment.known, (match.entry for match in assessment.classification.matches), assessment.on
    )
    yield from _last_day(assessment)


def _last_day(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning if the day is the last day of suspensions."""
    if suspended := suspensions_on_last_day(assessment):
        yield last_day(assessment.law, assessment.on, suspended)


def suspensions_on_last_day(assessment: Assessment) -> list[tuple[str, SuspensionPeriod]]:
    """Return the provisions whose suspension has its last day on the day of an answer."""
    return [
        (item.provision, item.suspension)
        for item in assessment.findings
        if item.suspension and item.suspension.through == assessment.on
    ]


def last_day(law: Register, day: date, suspended: Iterable[tuple[str, SuspensionPeriod]]) -> VerdictWarning:
    """Return the warning that it is a reading that suspensions of provisions include their last day, this one."""
    provisions, periods = zip(*suspended, strict=True)
    return VerdictWarning(
        LAST_DAY,
        Sentence(
            "this answer includes {day} as the last day of the suspension of {provisions} by {acts}; the act does "
            "not state whether it includes its last day, and other public tools exclude it; to be safe, treat "
            "{provisions} as in force on that day",
            day=day,
            provisions=joint_citation(law, sorted({*provisions})),
            acts=both(act_citation(law, act) for act in sorted({item.by for item in periods})),
        ),
    )

"""The documents of the law over time: `timeline`, `diff` and `expiring`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.inquiry.history import Transition, effects_of
from exportctl.inquiry.upcoming import acts_due
from exportctl.law.scale import Effect, Status
from exportctl.reports.documents.document import ABSENT, Day, Document
from exportctl.reports.documents.parts import Caution, Extension, Law, Name, coverage_warnings, extension, law_of

if TYPE_CHECKING:
    from datetime import date

    from exportctl.law.register import Register
    from exportctl.reports import results


class Inquiry(Document):
    """The subject of an inquiry: goods and a place, or all provisions, as known on a day."""

    item: str | None
    to: str | None
    known_on: Day | None


class TitledSpan(Document):
    """The days, both included, on which a provision has a status."""

    provision: str
    title: Name
    status: Status
    from_: Day
    through: Day | None
    by: str


class Timeline(Document):
    """The answer of `timeline`."""

    schema: Literal["exportctl.timeline/1"] = "exportctl.timeline/1"
    query: Inquiry
    spans: list[TitledSpan]
    law: Law
    warnings: list[Caution]


class Change(Document):
    """A change of a provision from one status to another; `on` is the first day of the new status."""

    provision: str
    title: Name
    before: Status | None
    after: Status
    on: Day
    by: str
    announced_extension: Extension | None


class Days(Document):
    """The days between which changes were requested."""

    day1: Day
    day2: Day
    item: str | None
    to: str | None
    known_on: Day | None


class Diff(Document):
    """The answer of `diff`."""

    schema: Literal["exportctl.diff/1"] = "exportctl.diff/1"
    query: Days
    changes: list[Change]
    law: Law
    warnings: list[Caution]


class Ending(Change):
    """The end of a suspension (`suspended_by` is its act), or of a provision.

    `effects` are those of the provision while it is in force, strictest first; empty if it has no rules. `days_left`
    until the last day and `days_gone` since it are counted from the requested day: one of them, or both, is 0.
    """

    from_status: Status | None
    to_status: Status
    suspended_by: str | None
    last_day: Day
    days_left: int
    days_gone: int
    effects: list[Effect]


class DaysAround(Document):
    """The number of days before and after a day that the answer covers."""

    within: int
    since: int
    on: Day
    known_on: Day | None


class Expected(Document):
    """An act that is usually published around a day, and the address at which its issuer publishes."""

    id: str
    name: Name
    on: Day
    publishes_at: str | None


def expected_acts(law: Register, on: date) -> list[Expected]:
    """Return the yearly acts that may be published by a day, or soon after it, and that the law data lacks."""
    return [Expected.from_record(item) for item in acts_due(law, on)]


class Expiring(Document):
    """The answer of `expiring`."""

    schema: Literal["exportctl.expiring/1"] = "exportctl.expiring/1"
    query: DaysAround
    changes: list[Ending]
    expected: list[Expected] = ABSENT
    law: Law
    warnings: list[Caution]


def timeline(result: results.Timeline) -> Timeline:
    """Return `exportctl.timeline/1`."""
    return Timeline(
        query=Inquiry.from_record(result.inquiry),
        spans=[
            TitledSpan.from_record(span, title=result.law.provisions[span.provision].title) for span in result.spans
        ],
        law=law_of(result.law),
        warnings=coverage_warnings(covered=result.covered, law=result.law),
    )


def diff(result: results.Diff) -> Diff:
    """Return `exportctl.diff/1`."""
    return Diff(
        query=Days.from_record(result.inquiry, day1=result.first, day2=result.last),
        changes=[_change(result.law, item) for item in result.changes],
        law=law_of(result.law),
        warnings=coverage_warnings(covered=result.covered, law=result.law),
    )


def expiring(result: results.Expiring) -> Expiring:
    """Return `exportctl.expiring/1`: a change as `diff` states it, whose statuses have a second name here."""
    return Expiring(
        query=DaysAround.from_record(result),
        changes=[
            Ending.from_record(
                item,
                **vars(_change(result.law, item)),
                from_status=item.before,
                to_status=item.after,
                days_left=item.days_left(result.on),
                days_gone=item.days_gone(result.on),
                effects=list(effects_of(result.law, item.provision)),
            )
            for item in result.changes
        ],
        expected=expected_acts(result.law, result.on) or ABSENT,
        law=law_of(result.law),
        warnings=coverage_warnings(covered=result.covered, law=result.law),
    )


def _change(law: Register, item: Transition) -> Change:
    return Change.from_record(
        item, title=law.provisions[item.provision].title, announced_extension=extension(item.announced_extension)
    )

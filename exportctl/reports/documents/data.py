"""The documents of `data`: the coverage of the law data, its problems, its failed cases, and announcements that it lacks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

from exportctl.inquiry import coverage as counts
from exportctl.reports.documents.document import ABSENT, Day, Digest, Document
from exportctl.reports.documents.law import Expected, expected_acts
from exportctl.reports.documents.parts import Law, Name, law_of

if TYPE_CHECKING:
    from exportctl.reports import results

WHEEL: Final = "exportctl_data-VERSION-py3-none-any.whl"
INSTALL: Final = f"pip install {WHEEL}"
"""The command that installs a file of law data; VERSION is the version in its name."""


class NotTested(Document):
    """A provision that no stated fact can test, its subject in words, and the reason."""

    provision: str
    title: Name
    subject: str
    why: str


class NoCondition(Document):
    """A provision that sets no condition on an export, and its kind."""

    provision: str
    title: Name
    what: str


class DataInUse(Document):
    """The data in use: its place, and the reason for the choice."""

    place: str
    why: str


class Coverage(Document):
    """The answer of `data status`."""

    schema: Literal["exportctl.data-status/1"] = "exportctl.data-status/1"
    used: DataInUse
    version: str
    shape: int
    digest: Digest
    covers_from: Day | None
    checked_through: Day
    days_since_checked: int
    expected: list[Expected] = ABSENT
    install: str
    acts: int
    acts_by_jurisdiction: dict[str, int]
    provisions_by_kind: dict[str, int]
    acts_by_year: dict[str, int]
    acts_by_kind: dict[str, int]
    provisions: int
    provisions_that_decide: int
    provisions_that_warn: int
    provisions_not_tested: list[NotTested]
    provisions_without_condition: list[NoCondition]
    statements: int
    list_codes: int
    entries: int
    entries_transcribed: int
    entries_named_only: int
    entries_by_criteria: dict[str, int]
    figures: dict[str, int]
    criteria_not_transcribed: int
    entries_with_parallel: int
    entries_with_criteria: int
    entries_without_criteria: int
    materials: int
    names: int
    customs_codes: int
    customs_codes_by_quality: dict[str, int]
    customs_headings: int
    entries_by_customs_codes: dict[str, int]
    parties: int
    parties_by_list: dict[str, int]
    guidance: int
    horizon: dict[str, Day]
    acts_not_read: list[str]
    acts_without_a_day: list[str]
    counted_and_not_held: list[str]
    known_gaps: str


def coverage(result: results.Coverage) -> Coverage:
    """Return `exportctl.data-status/1`: the coverage of the data."""
    law, parties, home = result.law, result.parties, result.law.home
    transcribed = sum(map(counts.is_transcribed, law.entries.values()))
    return Coverage.from_record(
        law,
        home,
        used=DataInUse.from_record(result),
        shape=law.releases[0].shape,
        days_since_checked=(result.today - home.checked_through).days,
        expected=expected_acts(law, result.today) or ABSENT,
        install=INSTALL,
        acts=len(law.acts),
        acts_by_jurisdiction=dict(sorted(Counter(act.jurisdiction for act in law.acts.values()).items())),
        provisions_by_kind=counts.provisions_by_kind(law),
        acts_by_year=dict(sorted(Counter(str(act.published.year) for act in law.acts.values()).items())),
        acts_by_kind=counts.acts_by_kind(law),
        provisions=len(law.provisions),
        provisions_that_decide=len(law.rules),
        provisions_that_warn=sum(item.notice is not None for item in law.provisions.values()),
        provisions_not_tested=[
            NotTested.from_record(item, provision=pid, subject=item.subject or item.title.en, why=item.not_evaluated)
            for pid, item in law.provisions.items()
            if item.not_evaluated
        ],
        provisions_without_condition=[
            NoCondition.from_record(item, provision=pid, what=item.no_condition)
            for pid, item in law.provisions.items()
            if item.no_condition
        ],
        statements=len(law.statements),
        list_codes=len(law.families),
        entries=len(law.entries),
        entries_transcribed=transcribed,
        entries_named_only=len(law.entries) - transcribed,
        entries_by_criteria=counts.entries_by_criteria(law),
        figures=counts.figures_by_standing(law),
        criteria_not_transcribed=sum(map(counts.count_gaps, law.entries.values())),
        entries_with_parallel=len(result.hints),
        entries_with_criteria=sum(entry.criteria is not None for entry in law.entries.values()),
        entries_without_criteria=sum(entry.criteria is None for entry in law.entries.values()),
        materials=len(law.materials),
        names=sum(len(item.names.en) + len(item.names.zh) + len(item.trade) for item in law.materials.values()),
        customs_codes=len({line.code for line in law.customs.lines}),
        customs_codes_by_quality=counts.customs_by_quality(law),
        customs_headings=len(result.headings),
        entries_by_customs_codes=counts.entries_by_customs(law),
        parties=len(parties.listings),
        parties_by_list=dict(sorted(Counter(item.list for item in parties.listings).items())),
        guidance=len(law.guidance),
        horizon=counts.horizon(law, parties),
        acts_not_read=sorted(act.id for act in law.acts.values() if "text" in act.unknown),
        acts_without_a_day=counts.acts_without_a_day(law),
        counted_and_not_held=counts.missing_counts(law),
        known_gaps=law.releases[0].note or "none",
    )


class Problem(Document):
    """A fault in a data folder."""

    file: str
    line: int
    code: str
    message: str


class Lint(Document):
    """The answer of `data lint`."""

    schema: Literal["exportctl.lint/1"] = "exportctl.lint/1"
    folder: str
    problems: list[Problem]


class Difference(Document):
    """An expectation of a case, and the answer of the law."""

    of: str
    expected: Any
    told: Any


class Failure(Document):
    """A failed case, and its place."""

    file: str
    line: int
    case: str
    differences: list[Difference]


class Cases(Document):
    """The answer of `data test`."""

    schema: Literal["exportctl.cases/1"] = "exportctl.cases/1"
    folder: str
    cases: int
    met: int
    failed: list[Failure]


def lint(result: results.Lint) -> Lint:
    """Return `exportctl.lint/1`: every problem of a data folder."""
    return Lint(folder=result.folder, problems=[Problem.from_record(item) for item in result.problems])


def cases(result: results.Cases) -> Cases:
    """Return `exportctl.cases/1`: the cases of a folder whose expectations differ from the law."""
    return Cases(
        folder=result.folder,
        cases=result.count,
        met=result.cases_met,
        failed=[
            Failure.from_record(
                item, differences=[Difference.from_record(one, told=one.actual) for one in item.differences]
            )
            for item in result.failed
        ],
    )


class NewsSource(Document, shape="ListRead"):
    """A list that was read: its file or its id, and the number of its announcements."""

    source: str
    announcements: int


class ListFault(Document):
    """A list that could not be read, or a row of one, and the reason."""

    source: str
    error: str


class Unnumbered(Document):
    """An announcement without a readable number. `address` is empty if no list has a link to it.

    `addresses` are those of all lists.
    """

    title: str
    published: Day | None
    address: str
    addresses: list[str]
    list: str


class NumberedAnnouncement(Document, shape="Numbered"):
    """An announcement with the id that it would have in the data. `title` is the title in full, `subject` is it without the number.

    `address` is empty if no list has a link to it; `addresses` are those of all lists.
    """

    id: str
    issuer: str
    year: int
    number: int
    published: Day | None
    title: str
    subject: str
    address: str
    addresses: list[str]
    list: str


class Gap(Document):
    """A run of numbers that no list shows and the data lacks."""

    first: str
    last: str
    count: int


class News(Document):
    """The answer of `data news`."""

    schema: Literal["exportctl.news/1"] = "exportctl.news/1"
    lists: list[NewsSource]
    not_read: list[ListFault]
    new: list[NumberedAnnouncement]
    unnumbered: list[Unnumbered]
    gaps: list[Gap]
    law: Law
    exit_code: int


def news(result: results.News) -> News:
    """Return `exportctl.news/1`."""
    return News(
        lists=[NewsSource(source=item.source, announcements=item.size) for item in result.lists],
        not_read=[ListFault(source=item.where, error=str(item.what)) for item in result.faults],
        new=[
            NumberedAnnouncement.from_record(number, item, item.title, issuer=item.title.issuers, title=item.title.text)
            for number, item, _ in result.news.new
        ],
        unnumbered=[Unnumbered.from_record(item, title=item.title.text) for item in result.news.unnumbered],
        gaps=[
            Gap(first=item.first.id, last=item.last.id, count=item.last.number - item.first.number + 1)
            for item in result.news.gaps
        ],
        law=law_of(result.law),
        exit_code=result.exit_code,
    )

"""The documents of the checks of a data folder: its problems, and its failed cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from exportctl.reports.documents.document import Document

if TYPE_CHECKING:
    from exportctl.reports import results


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

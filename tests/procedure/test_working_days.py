"""A period in working days has a last day only where China's working days are published, with those at weekends."""

from __future__ import annotations

import builtins
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from exportctl.__main__ import run
from exportctl.api import Law, check
from exportctl.procedure import working_days
from exportctl.procedure.working_days import last_working_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.procedure.steps import Step

FIRST_UNPUBLISHED = 2026
"""The first year whose arrangement is hidden from a test."""
FAR = 2090
"""A year whose festivals can be computed, and whose working days are not published."""


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the library of holidays impossible to import."""
    import_ = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "holidays":
            raise ModuleNotFoundError(name=name)
        return import_(name, *args, **kwargs)

    working_days._calendar_of.cache_clear()  # noqa: SLF001 - what was imported before is forgotten
    monkeypatch.setattr(builtins, "__import__", refuse)
    yield
    working_days._calendar_of.cache_clear()  # noqa: SLF001 - the same


def reviews(steps: tuple[Step, ...]) -> dict[str, Step]:
    """Return the steps that have a period, by their ids."""
    return {step.requirement.id: step for step in steps if step.requirement.period}


@pytest.mark.parametrize(
    ("after", "count", "last"),
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-01-01", 1, "2026-01-04"),
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-26", 4, "2025-10-09"),
        ("2026-09-01", 45, "2026-11-09"),
    ],
)
def test_a_saturday_or_sunday_that_makes_up_for_a_holiday_is_a_working_day(after: str, count: int, last: str) -> None:
    """The Spring Festival of 2026 is 15 to 23 February, and the Saturday before it is worked; so was Sunday 28 September 2025."""
    assert last_working_day(date.fromisoformat(after), count) == date.fromisoformat(last)


def test_no_date_is_computed_where_the_working_days_are_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last days of a year wait for the arrangement of the next one, which can move them."""
    of_year = working_days._calendar_of  # noqa: SLF001 - later arrangements are not yet published
    monkeypatch.setattr(working_days, "_calendar_of", lambda year: of_year(year) if year < FIRST_UNPUBLISHED else None)
    assert last_working_day(date(FIRST_UNPUBLISHED - 1, 11, 3), 1) == date(FIRST_UNPUBLISHED - 1, 11, 4)
    assert last_working_day(date(FIRST_UNPUBLISHED - 1, 12, 29), 1) is None
    assert last_working_day(date(FAR, 3, 1), 1) is None
    assert last_working_day(date.max, 1) is None


def test_the_decision_has_a_last_day_only_if_the_day_of_acceptance_is_stated(store: Law) -> None:
    """The answer is the same with and without it, and no other period gets a day."""
    answer = check(law=store, item="gallium", to="DE", on="2026-01-10")
    before = answer.to_json()
    stated = reviews(answer.steps(date(2026, 9, 1)))
    assert stated["review-dual-use"].ends_on == date(2026, 11, 9)
    assert {id_ for id_, step in stated.items() if step.accepted_on or step.ends_on} == {"review-dual-use"}
    assert not any(step.accepted_on or step.ends_on for step in answer.steps())
    assert answer.to_json() == before


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what steps prints for gallium to Germany, in one line."""
    code = run(["steps", "gallium", "--to", "DE", "--on", "2026-01-10", "--no-config", *words])
    out = capsys.readouterr()
    assert (code, out.err) == (0, "")
    return " ".join(out.out.split())


def test_the_table_states_the_last_day_with_the_day_that_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    """Beyond the published years, the answer stays in working days, and gives the reason."""
    assert "if MOFCOM accepts the application on 2026-09-01, it has until 2026-11-09 (Mon), or longer" in printed(
        capsys, "--accepted-on", "2026-09-01"
    )
    far = printed(capsys, "--accepted-on", f"{FAR}-09-01")
    assert "MOFCOM decides within 45 working days from acceptance of the application" in far
    assert "no date: China's working days that far ahead are not known" in far
    assert "no date" not in printed(capsys)


def test_the_document_has_both_days(capsys: pytest.CaptureFixture[str]) -> None:
    """`accepted_on` is the stated day, `ends_on` the computed one."""
    document = json.loads(printed(capsys, "--accepted-on", "2026-09-01", "--format", "json"))
    period = next(step["period"] for step in document["steps"] if step["id"] == "review-dual-use")
    assert (period["accepted_on"], period["ends_on"]) == ("2026-09-01", "2026-11-09")


def test_an_invalid_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The option is named as it was written."""
    assert run(["steps", "gallium", "--to", "DE", "--accepted-on", "soon", "--no-config"]) == 2
    assert "--accepted-on: 'soon' is not a date" in capsys.readouterr().err


@pytest.mark.usefixtures("without_library")
def test_without_the_library_the_period_stays_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The extra `calendar` has it."""
    assert last_working_day(date(2026, 2, 13), 1) is None
    assert "no date: China's working days" in printed(capsys, "--accepted-on", "2026-09-01")

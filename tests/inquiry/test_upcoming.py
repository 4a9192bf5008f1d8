"""The yearly licence catalogue is expected from December on, until the law data has been read later than it is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from exportctl.inquiry.upcoming import acts_due
from exportctl.law.register import Register
from tests.cli.program import ask
from tests.files.program import given

LAST_DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "is_expected"), [("2026-11-30", False), ("2026-12-01", True), ("2026-12-31", True), ("2027-02-01", True)]
)
def test_the_catalogue_is_expected_from_december_on(on: str, is_expected: bool) -> None:
    """`expiring` prints its day and address, and has them as JSON."""
    words = ask("expiring", "--on", on).words
    assert ("Expected licence catalogue of dual-use items" in words) == is_expected
    assert ("usually published around 2026-12-31; see https://exportcontrol.mofcom.gov.cn" in words) == is_expected
    document = ask("expiring", "--on", on, "--format", "json").json
    assert [item["on"] for item in document.get("expected", [])] == ["2026-12-31"] * is_expected


def test_data_that_is_read_later_expects_the_next_one(law: Register) -> None:
    """It is the release that states when the last one was published."""
    home = law.home
    yearly = tuple(item._replace(published=LAST_DAY) for item in home.yearly)
    read_later = home._replace(checked_through=LAST_DAY + timedelta(1), yearly=yearly)
    later = replace(law, jurisdictions={**law.jurisdictions, home.id: read_later})
    assert not list(acts_due(later, date(2027, 2, 1)))
    assert [item.on for item in acts_due(later, date(2027, 12, 5))] == [date(2027, 12, 31)]


def test_the_status_of_the_data_explains_how_to_install_newer_data() -> None:
    """And warns once the data is 30 days old."""
    answer = ask("data", "status")
    document = ask("data", "status", "--format", "json").json
    assert document["install"] == "pip install exportctl_data-VERSION-py3-none-any.whl"
    assert f"Then run in its environment: {document['install']}" in answer.words
    age = document["days_since_checked"]
    assert (f"The data is {age} days old. Ask the person who gave you exportctl" in answer.words) == (age >= 30)


def test_an_answer_after_the_data_ends_names_the_address(tmp_path: Path) -> None:
    """If an unconfirmed provision decides, every format has the address at which the issuer would publish."""
    question = ("check", "gallium", "--to", "US", "--on", "2026-12-01")
    warnings = ask(*question, "--format", "json").json["warnings"]
    (text,) = [item["text"] for item in warnings if item["code"] == "after_checked_through"]
    assert text.endswith("check whether the issuer has published new ones: https://exportcontrol.mofcom.gov.cn")
    assert "https://exportcontrol.mofcom.gov.cn" in ask(*question).out
    rows = ("screen", str(given(tmp_path, "in.csv", "item,to,on\ngallium,US,2026-12-01\n")))
    for format_ in ("markdown", "sarif", "junit", "github"):
        for command in (question, rows):
            answer = ask(*command, "--format", format_).out
            assert (
                "depends on whether a suspension was extended: see https://exportcontrol.mofcom.gov.cn"
                in answer.replace("\\:", ":")
            )

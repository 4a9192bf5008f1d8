"""A ban on exports to military users of a country also covers those in other countries, whom no stated fact names."""

from __future__ import annotations

import pytest

from tests.cli.program import table, verdict

SOLD = "gallium --on 2026-03-01"


def warnings_about(question: str) -> list[str]:
    """Return the texts of the warnings about military users abroad."""
    return [item["text"] for item in verdict(question)["warnings"] if item["code"] == "military_user"]


def test_a_military_user_elsewhere_may_be_of_a_listed_country() -> None:
    """No. 46/2024 and No. 1/2026 name military users of the United States and of Japan, not their address."""
    (text,) = warnings_about(f"{SOLD} --to DE --end-user-type military")
    assert "Japan (No. 1/2026, para. 1; --to JP) and United States (No. 46/2024, para. 1; --to US)" in text
    assert "state that country as the destination" in table(f"{SOLD} --to DE --end-user-type military").words


def test_a_military_use_may_be_that_of_such_a_user() -> None:
    """The type of the end user is not stated, and its use is military."""
    (text,) = warnings_about(f"{SOLD} --to DE --end-use military")
    assert "United States (No. 46/2024, para. 1; --to US)" in text
    assert warnings_about(f"{SOLD} --to DE --end-use military --end-user-type civil") == []


@pytest.mark.parametrize("question", ["--to DE --end-user-type civil", "--to DE", "--to US --end-user-type civil"])
def test_other_users_have_no_such_warning(question: str) -> None:
    """An answer without a military user does not depend on a country of one."""
    assert warnings_about(f"{SOLD} {question}") == []


def test_before_the_act_only_one_country_is_named() -> None:
    """No. 1/2026 is of 6 January 2026."""
    (text,) = warnings_about("gallium --on 2025-12-01 --to DE --end-user-type military")
    assert "United States" in text
    assert "Japan" not in text


@pytest.mark.parametrize(("origin", "warned"), [("--origin CN", True), ("", True), ("--origin DE", False)])
def test_a_transfer_abroad_may_reach_such_a_user(origin: str, warned: bool) -> None:
    """The closing paragraphs bind anyone who transfers Chinese-origin items to them, also from one place in Germany to another."""
    texts = warnings_about(f"{SOLD} --from DE --to DE --end-user-type military {origin}")
    assert bool(texts) is warned
    closing = (
        "Japan (No. 1/2026, closing paragraph; --to JP) and United States (No. 46/2024, closing paragraph; --to US)"
    )
    assert all(closing in text for text in texts)

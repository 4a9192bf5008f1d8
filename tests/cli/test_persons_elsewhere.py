"""Bans on exports to persons of a country also cover those in other countries, whom no stated fact names."""

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
    assert (
        "Japan (No. 1/2026, para. 1) or United States (No. 46/2024, para. 1), check again with --to JP or --to US."
        in text
    )
    assert "If the end user is a military user of Japan (" in table(f"{SOLD} --to DE --end-user-type military").words


def test_a_military_use_may_be_that_of_such_a_user() -> None:
    """The type of the end user is not stated, and its use is military."""
    (text,) = warnings_about(f"{SOLD} --to DE --end-use military")
    assert "United States (No. 46/2024, para. 1)" in text
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
    closing = "Japan (No. 1/2026, closing paragraph) or United States (No. 46/2024, closing paragraph)"
    assert all(closing in text for text in texts)


class TestRecipients:
    """The closing paragraphs also cover transfers to any person of the United States, or, of military goods, of Japan."""

    @staticmethod
    def warnings(question: str) -> list[str]:
        """Return the texts of the warnings about recipients abroad."""
        return [item["text"] for item in verdict(question)["warnings"] if item["code"] == "recipient"]

    def test_a_recipient_in_a_third_country_may_be_of_a_listed_one(self) -> None:
        """Gallium of China goes from Korea to Singapore, maybe to an American company there."""
        question = "gallium --on 2026-11-30 --from KR --to SG --origin CN"
        (text,) = self.warnings(question)
        closing = (
            "Japan (No. 1/2026, closing paragraph) or "
            "United States (No. 46/2024, closing paragraph, closing paragraph on para. 2)"
        )
        assert closing in text
        assert "check again with --to JP or --to US." in table(question).words

    def test_a_civil_user_of_japan_is_not_covered(self) -> None:
        """No. 1/2026 covers military users and uses; paragraph 2 of No. 46/2024 covers every use."""
        question = "gallium --on 2026-11-30 --from KR --to SG --origin CN --end-use civil --end-user-type civil"
        (text,) = self.warnings(question)
        assert "United States" in text
        assert "Japan" not in text

    @pytest.mark.parametrize(
        "question",
        [
            "gallium --on 2026-11-30 --to SG",  # an export from China is one to its destination
            "gallium --on 2026-11-30 --from KR --to SG --origin KR",
            "T-shirts --on 2026-11-30 --from KR --to SG --origin CN",
            "gallium --on 2024-12-02 --from KR --to SG --origin CN",  # a day before No. 46/2024
        ],
    )
    def test_other_transfers_have_no_such_warning(self, question: str) -> None:
        """The paragraphs are about listed goods of Chinese origin that leave another country."""
        assert self.warnings(question) == []

    def test_the_warning_begins_with_the_case(self) -> None:
        """Readers learn first whether it concerns them."""
        (text,) = self.warnings("gallium --on 2026-11-30 --from US --to CN")
        assert text.startswith("If the recipient is a person or company of ")

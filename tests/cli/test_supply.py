"""The recipient, the supplier and the passage through China are facts; conditions that no fact tests are printed in words."""

from __future__ import annotations

from tests.cli.program import ask

TECHNOLOGY = ("check", "rare earth separation technology", "--on", "2025-10-20")


def test_supply_inside_china_waits_for_the_recipient() -> None:
    """No. 62/2025 counts supplies to foreign persons inside China as exports; the question names the option."""
    answer = ask(*TECHNOLOGY, "--to", "CN", "-f", "json")
    assert (answer.code, answer.json["decision"]) == (3, "undecided")
    (question,) = answer.json["questions"]
    assert question == {"fact": "supplied_to", "option": "--supplied-to", "could_become": "license_required"}
    assert ask(*TECHNOLOGY, "--to", "CN", "--supplied-to", "foreign").code == 1
    assert ask(*TECHNOLOGY, "--to", "CN", "--supplied-to", "chinese").code == 0


def test_supply_abroad_waits_for_who_hands_over() -> None:
    """Chinese persons are bound wherever they are."""
    abroad = (*TECHNOLOGY, "--from", "MY", "--to", "VN", "--via-china", "no")
    questions = ask(*abroad, "-f", "json").json["questions"]
    assert [item["option"] for item in questions] == ["--supplied-by", "--supplied-to"]
    assert ask(*abroad, "--supplied-by", "foreign").code == 0


def test_a_stated_foreign_recipient_counts_and_an_unstated_one_is_a_question() -> None:
    """Article 2 of the Export Control Law names no place; the warning names the provision of the one that is meant."""
    for route, provision in ((("--to", "CN"), "supply in China"), (("--from", "DE", "--to", "FR"), "supply abroad")):
        command = ("check", "gallium", *route, "--on", "2025-12-05")
        unstated = ask(*command, "-f", "json")
        warnings = {item["code"]: item["text"] for item in unstated.json["warnings"]}
        assert (unstated.code, f"Export Control Law, art. 2 ({provision})" in warnings["supply"]) == (0, True)
        assert "supply" not in {
            item["code"] for item in ask(*command, "--supplied-to", "chinese", "-f", "json").json["warnings"]
        }
    shirts = ask("check", "cotton T-shirts", "--to", "CN", "--on", "2025-12-05", "-f", "json").json["warnings"]
    assert "supply" not in {item["code"] for item in shirts}


def test_a_chinese_supplier_makes_the_open_recipient_loud() -> None:
    """Article 2 binds Chinese persons abroad, so the recipient that is not stated is the one fact that is left."""
    command = (
        "check",
        "gallium",
        "--from",
        "KR",
        "--origin",
        "KR",
        "--to",
        "DE",
        "--on",
        "2025-12-05",
        "--via-china",
        "no",
    )
    text = "are provided to foreign persons; if they are, add --supplied-to foreign"
    assert text in ask(*command, "--supplied-by", "chinese").words
    assert text not in ask(*command, "--supplied-by", "foreign").words
    assert text not in ask(*command).words


def test_goods_from_elsewhere_pass_through_china_only_if_that_is_stated() -> None:
    """Article 45 of the Export Control Law covers goods in transit through China; a warning appears if no route is stated."""
    route = ("check", "gallium", "--from", "KR", "--origin", "KR", "--to", "DE", "--on", "2025-12-01")
    unstated = ask(*route, "-f", "json")
    assert (unstated.code, unstated.json["questions"]) == (0, [])
    assert "transit" in {item["code"] for item in unstated.json["warnings"]}
    assert [ask(*route, "--via-china", stated).code for stated in ("yes", "no")] == [1, 0]
    assert "transit" not in ask(*route, "--via-china", "no").words


def test_open_points_are_printed_in_one_line_of_words() -> None:
    """It contains no id of a provision, and no duty that could not make the answer stricter; the document has the ids."""
    result = ask("check", "NdFeB magnet", "--to", "JP", "--on", "2026-02-01", "-f", "json").json["warnings"]
    (warning,) = [item for item in result if item["code"] == "not_evaluated"]
    assert "uses that help raise Japan's military strength" in warning["text"]
    assert "/" not in warning["text"]
    assert warning["provisions"][1:] == ["state-council-2024-785/13", "mofcom-2026-1/1.strength"]
    gallium = ask("check", "gallium", "--to", "US", "--on", "2025-12-01", "-f", "json").json["warnings"]
    assert "not_evaluated" not in {item["code"] for item in gallium}
    shirts = ask("check", "cotton T-shirts", "--to", "US", "--on", "2025-12-01", "-f", "json").json["warnings"]
    (left,) = [item["text"] for item in shirts if item["code"] == "not_evaluated"]
    assert "that the exporter knows or should know, or that the authority notified" in left


def test_at_most_ten_provisions_are_not_tested() -> None:
    """Each of them describes its open point; a provision that sets no condition on an export is marked as such."""
    status = ask("data", "status", "-f", "json").json
    assert len(status["provisions_not_tested"]) <= 10
    assert all(item["subject"] and item["why"] for item in status["provisions_not_tested"])
    assert all(item["what"] for item in status["provisions_without_condition"])

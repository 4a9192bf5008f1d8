"""Who receives, who hands over, and whether goods pass through China are facts, and what waits for one names its option."""

from __future__ import annotations

from tests.cli.program import ask

TECHNOLOGY = ("check", "rare earth separation technology", "--on", "2025-10-20")


def test_supply_inside_china_waits_for_the_recipient() -> None:
    """No. 62 of 2025 counts what is handed to foreign persons inside China as export; the question names the option."""
    answer = ask(*TECHNOLOGY, "--to", "CN", "-f", "json")
    assert (answer.code, answer.json["decision"]) == (3, "undecided")
    (question,) = answer.json["questions"]
    assert question == {"fact": "supplied_to", "option": "--supplied-to", "could_become": "license_required"}
    assert ask(*TECHNOLOGY, "--to", "CN", "--supplied-to", "foreign").code == 1
    assert ask(*TECHNOLOGY, "--to", "CN", "--supplied-to", "chinese").code == 0


def test_supply_abroad_waits_for_who_hands_over() -> None:
    """Chinese persons are bound wherever they are."""
    abroad = (*TECHNOLOGY, "--from", "MY", "--to", "VN", "--via-china", "no")
    asked = ask(*abroad, "-f", "json").json["questions"]
    assert [item["option"] for item in asked] == ["--supplied-by", "--supplied-to"]
    assert ask(*abroad, "--supplied-by", "foreign").code == 0


def test_the_way_of_goods_from_elsewhere_is_asked() -> None:
    """Article 45 of the Export Control Law reaches what passes through China, and nothing that does not."""
    route = ("check", "gallium", "--from", "KR", "--origin", "KR", "--to", "DE", "--on", "2025-12-01")
    (question,) = ask(*route, "-f", "json").json["questions"]
    assert question["option"] == "--via-china"
    assert [ask(*route, "--via-china", said).code for said in ("yes", "no")] == [1, 0]
    assert "--via-china" in ask(*route).words

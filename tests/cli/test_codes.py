"""A code that nothing has is reported as such, with the code that is likely intended."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.program import ask

DAY = ("--to", "US", "--on", "2025-12-01")
NO_HEADING = "the Harmonized System (2022) has no heading "


def unrecognised(*question: str) -> str:
    """Return the warning that goods are not recognised; empty if there is none."""
    warnings: list[dict[str, Any]] = ask("check", *question, *DAY, "--format", "json").json["warnings"]
    return next((item["text"] for item in warnings if item["code"] == "unrecognised_item"), "")


@pytest.mark.parametrize(
    ("stated", "intended"),
    [
        ("3c001a", "3C001.a"),
        ("3C001A", "3C001.a"),
        ("2b350a1", "2B350.a.1"),
        ("3C001.z", "3C001.a, 3C001.b or 3C001.c"),
    ],
)
def test_a_control_code_of_no_entry_has_a_suggestion(stated: str, intended: str) -> None:
    """The same as for --entry, in the table, for machines, and in Chinese."""
    table = ask("check", stated, *DAY)
    assert table.code == 3
    assert f"{stated}; no entry has this control code; did you mean {intended}?" in table.words
    assert unrecognised(stated).endswith(f" (did you mean {intended}?)")
    assert ask("check", "gallium", "--entry", stated, *DAY).err.endswith(f"none (did you mean {intended}?)\n")
    assert f"{stated}；没有清单条目使用该管制编码；是否指" in ask("--lang", "zh", "check", stated, *DAY).out


def test_without_a_similar_code_the_list_is_named() -> None:
    """A model that is like no code has neither."""
    assert "3C999; no entry has this control code: exportctl list entries" in ask("check", "3C999", *DAY).words
    assert "control code" not in ask("check", "2B3", *DAY).words


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        (("12345678",), "1234.56"),
        (("9999.99",), "9999.99"),
        (("widget", "--hs-code", "12345678"), "1234.56"),
    ],
)
def test_a_customs_code_of_no_heading_is_reported(question: tuple[str, ...], heading: str) -> None:
    """The goods stay open: the code may be misspelt."""
    table = ask("check", *question, *DAY)
    assert (table.code, "UNDECIDED" in table.out) == (3, True)
    assert f"{heading}; the Harmonized System (2022) has no such heading: correct the customs code" in table.words
    assert f"{NO_HEADING}{heading}, so correct the customs code" in unrecognised(*question)
    chinese = "".join(ask("--lang", "zh", "check", *question, *DAY).words.split())
    assert f"{heading}；《商品名称及编码协调制度》（2022年版）没有该编号：请更正海关商品编号" in chinese


@pytest.mark.parametrize(
    "question", [("widget", "--hs-code", "640399"), ("852349",), ("widget", "--hs-code", "852349")]
)
def test_a_heading_is_not_reported(question: tuple[str, ...]) -> None:
    """Also that of a medium, which does not classify its content."""
    assert "no such heading" not in ask("check", *question, *DAY).words
    assert NO_HEADING not in unrecognised(*question)


@pytest.mark.parametrize("code", ["9999999999", "980100", "770000", "8599101000", "640499"])
def test_a_code_that_no_heading_has_clears_nothing(code: str) -> None:
    """Words that name ordinary goods decide alone, with a warning; unknown words stay open, and listed goods stay listed."""
    heading = f"{code[:4]}.{code[4:6]}"
    warning = f"Warning {NO_HEADING}{heading}, so this answer does not use it; correct --hs-code"
    for command in (("check", "cotton socks", *DAY), ("classify", "cotton socks", *DAY)):
        known = ask(*command, "--hs-code", code)
        assert (known.code, warning in known.words) == (0, True)
    assert ask("check", "wibble flange", "--hs-code", code, *DAY).code == 3
    listed = ask("check", "gallium", "--hs-code", code, *DAY)
    assert (listed.code, warning in listed.words, listed.words.count("Warning")) == (1, True, 1)
    documents = [
        ask(command, "cotton socks", "--hs-code", code, *DAY, "-f", "json").json for command in ("check", "classify")
    ]
    assert all("no_such_heading" in [item["code"] for item in document["warnings"]] for document in documents)
    chinese = ask("--lang", "zh", "check", "cotton socks", "--hs-code", code, *DAY).words.replace(" ", "")
    assert (
        f"注意《商品名称及编码协调制度》（2022年版）没有编号{heading}，本判定结果未采用该编号；请更正--hs-code"
        in chinese
    )


@pytest.mark.parametrize("command", ["check", "classify"])
def test_an_answer_that_rests_on_the_code_alone_has_a_warning(command: str) -> None:
    """The words may name listed goods, and the code may be wrong; words that are understood leave no such doubt."""
    answer = ask(command, "blorp resin", "--hs-code", "640399", *DAY)
    warning = (
        "Warning words that were not understood: 'blorp', 'resin'; this answer rests on customs code 6403.99 alone"
    )
    assert (answer.code, warning in answer.words) == (0, True)
    assert "alone" not in ask(command, "leather shoes", "--hs-code", "640399", *DAY).words
    chinese = ask("--lang", "zh", command, "blorp resin", "--hs-code", "640399", *DAY).words.replace(" ", "")
    assert "注意未能识别“blorp”、“resin”，判定结果仅以海关商品编号6403.99为据，而编号仅供参考" in chinese

"""A text that lists several goods gets the advice to ask about each: one answer cannot cover them."""

from __future__ import annotations

import pytest

from tests.cli.program import ask

DAY = ("--to", "US", "--on", "2025-12-01")
EACH = "Ask about each of the goods in a question or row of its own: "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gallium; germanium", "gallium, germanium."),
        ("gallium and germanium", "gallium, germanium."),
        ("镓、锗", "镓, 锗."),
        ("gallium metal 99.99% 5 kg; germanium oxide 3 kg", "gallium metal, germanium oxide."),
        (
            "gallium arsenide, germanium, antimony metal, indium",
            "gallium arsenide, germanium, antimony metal and 1 more.",
        ),
    ],
)
def test_each_of_several_goods_is_a_question_of_its_own(text: str, names: str) -> None:
    """In the table, for machines, and when goods are classified; the answer stays open."""
    table = ask("check", text, *DAY)
    assert (table.code, f"To do {EACH}{names}" in table.words) == (3, True)
    assert f"To do {EACH}{names}" in ask("classify", text, "--on", "2025-12-01").words
    first = ask("check", text, *DAY, "--format", "json").json["warnings"][0]
    assert first["code"] == "unrecognised_item"
    assert first["text"].startswith(f"'{text}' lists several goods, which one answer cannot cover; ask about each")


def test_the_advice_is_chinese() -> None:
    """With the names as they are written."""
    words = "".join(ask("--lang", "zh", "check", "gallium; germanium", *DAY).words.split())
    assert "请逐项查询，每项货物单独查询或单列一行：gallium、germanium。" in words


@pytest.mark.parametrize(
    "text",
    [
        "氧化钕 Nd2O3/REO 99.9% 50kg桶",
        "碲镉汞外延片 中波3-5微米 衬底碲锌镉",
        "moly wire edm 0.18mm, 2000 m/spool",
        "金属铽锭，马口铁桶，20KG",
        "gallium; widgets",
        "unobtainium",
    ],
)
def test_names_of_one_article_are_no_list(text: str) -> None:
    """A second name may be the basis of a content, the carrier, the machine or the packing; an unread word may belong to the first."""
    table = ask("check", text, *DAY)
    assert EACH not in table.words
    assert "lists several goods" not in ask("check", text, *DAY, "--notes").words

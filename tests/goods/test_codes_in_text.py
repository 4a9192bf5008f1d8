"""A customs code inside a description makes the goods of its entries possible, and clears nothing."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, verdict_of

GALLIUM = "3C001.a"


@pytest.mark.parametrize(
    "item",
    [
        "toy, 8112929010",
        "toy,8112929010",
        "玩具,8112929010",
        "toy-8112929010",
        "toy (ref 8112929010-A)",
        "toy 8112.92",
        "toy HS code 8112.92.90.10",
        "LED bulbs E27 8112929010",
        "toy HTS 8112",
        "玩具 税号8112929010",
    ],
)
@pytest.mark.parametrize("code", [None, "950300"])
def test_the_code_of_listed_goods_leaves_ordinary_words_open(store: Law, item: str, code: str | None) -> None:
    """Either the words or the number is wrong, whatever code is declared."""
    verdict = verdict_of(store, item, hs_code=code)
    assert (verdict.decision, exit_code(verdict)) == ("undecided", 3)
    assert lines(store, item, hs_code=code)[GALLIUM] == "possible"


@pytest.mark.parametrize(
    "item", ["cotton t-shirts, HS code 6109100021", "棉T恤 海关编码：6109100021", "toys (HTS 9503.00.00)"]
)
def test_the_code_of_ordinary_goods_changes_nothing(store: Law, item: str) -> None:
    """No entry is printed for it."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize("item", ["xqzt model B, 950300", "xqzt HS 9503.00"])
def test_a_code_in_a_description_clears_nothing(store: Law, item: str) -> None:
    """The number may be that of an order; only a stated code is declared."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "entry"), [("gallium metal, HS code 8112.92.90.10", GALLIUM), ("商品编码：2805301800 钐", "1C902.a.1")]
)
def test_listed_goods_keep_their_entry(store: Law, item: str, entry: str) -> None:
    """The label and the number are read, and the words name the goods."""
    assert lines(store, item) == {entry: "yes"}

"""No term of trade and no customs code of their own clears short names of controlled goods, as Chinese declarations have them."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of

PROFILES = "760429"


@pytest.mark.parametrize(
    "item",
    ["铝型材 7075 Ø100 560MPa", "铝型材 外径110mm 抗拉强度560MPa", "aluminium profile OD 110 mm UTS 560 MPa"],
)
def test_a_profile_may_be_a_bar(store: Law, item: str) -> None:
    """Profiles travel under two headings, and an entry is printed for one of them."""
    assert "1C202.a" in lines(store, item)


@pytest.mark.parametrize("item", ["铝型材", "铝型材 6063-T5", "aluminium profile 6063 T5", "角铝"])
def test_an_ordinary_profile_is_none_of_the_entry(store: Law, item: str) -> None:
    """Nothing in its words is of the list."""
    assert verdict_of(store, item).decision == "no_control_found"
    assert verdict_of(store, item, hs_code=PROFILES).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("集装箱房 BSL-3", "2B352.a"),
        ("modular house BSL-3", "2B352.a"),
        ("隔离衣 BSL-4", "2B352.f.1"),
        ("IPSecVPN手机", "5A002.c"),
        ("掺铒光缆", "1C910.a.5"),
        ("掺镱光缆", "1C913.a.4"),
        ("锗目镜", "3C002.a"),
    ],
)
def test_a_listed_word_beside_ordinary_goods_keeps_them_open(store: Law, item: str, entry: str) -> None:
    """The term of trade behind it names other goods, but not these."""
    assert entry in lines(store, item)


@pytest.mark.parametrize("item", ["集装箱房", "光缆", "目镜", "手机", "电缆", "放大镜", "无缝钢管架子管"])
def test_the_ordinary_goods_by_themselves_are_free(store: Law, item: str) -> None:
    """Nothing in their words is of the list."""
    assert verdict_of(store, item).decision == "no_control_found"

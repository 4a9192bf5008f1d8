"""No term of trade and no customs code of their own clears short names of controlled goods, as Chinese declarations have them."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of

PROFILES = "760429"
TUBES = "760820"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("铝管 7075 Ø100", TUBES),
        ("铝管 7075-T6 Ø100", TUBES),
        ("铝棒 7075 T651 D=100", PROFILES),
        ("铝锻件 7075 Ø300", "761699"),
        ("铝件 Ø100 560MPa", "761699"),
        ("铝棒 7075 全新 10根", PROFILES),
    ],
)
def test_a_short_name_may_be_that_of_an_entry_for_its_heading(store: Law, item: str, code: str) -> None:
    """铝管 is short for 铝合金管: the heading of aluminium tubes does not exclude the entry for those of alloys."""
    assert lines(store, item, hs_code=code)["1C202.a"] == "possible"


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


def test_a_subdivision_for_listed_goods_is_a_declaration_of_them(store: Law) -> None:
    """7604.29.10.10 is the subdivision for bars of 460 MPa or more; no words make its goods others."""
    item = "铝型材(圆管) OD110 σb≥560"
    assert "1C202.a" in lines(store, item, hs_code="7604291010")
    assert "1C202.a" in lines(store, "铝型材 6063-T5", hs_code="7604291010")
    assert not lines(store, "铝型材 6063-T5", hs_code="7604291090")


@pytest.mark.parametrize(
    ("item", "code", "entry"),
    [
        ("Nd2O3", "2846901800", "1C906.b"),
        ("氧化镧", "28469016", "1C904.b"),
        ("neodymium metal", "2805301200", "1C905.a.1"),
        ("indium ingot", "8112929010", "3C001.a"),
        ("cyclamic acid", "2929902000", "1C450.b.5"),
        ("lithium thionyl chloride battery", "8506500019", "1C450.c.14"),
        ("stamping die", "8207300030", "9B004"),
        ("phone case", "3926909010", "9C110.a"),
    ],
)
def test_free_goods_under_the_subdivision_of_listed_ones_stay_open(
    store: Law, item: str, code: str, entry: str
) -> None:
    """The name or the customs code is wrong, and it is unknown which."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"
    assert lines(store, item, hs_code=code)[entry] == "possible"


@pytest.mark.parametrize(
    ("item", "code"),
    [("Nd2O3", "28469013"), ("氧化镧", "2846901200"), ("indium ingot", "81129230"), ("phone case", "3926909090")],
)
def test_free_goods_under_their_own_subdivision_are_free(store: Law, item: str, code: str) -> None:
    """Only a subdivision that is printed for an entry declares its goods."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "code", "entry"),
    [
        ("配件", "847990", "2A901.a"),
        ("配件 10 kg", "847990", "2A901.a"),
        ("镜片 50 mm", "900190", "3C002.a"),
        ("lens", "900190", "3C002.a"),
        ("玻璃", "701690", "1A227"),
        ("炭块", "681519", "1C108.b"),
        ("line boring m/c", "845931", "2B201.b"),
        ("special booster", "841350", "2B350.b.8"),
        ("acid booster", "841350", "2B350.b.1"),
        ("fine drying", "841933", "2B352.e"),
    ],
)
def test_a_common_word_does_not_exclude_the_entries_that_contain_it(
    store: Law, item: str, code: str, entry: str
) -> None:
    """Parts under the heading of machines may be those of any machine."""
    assert lines(store, item, hs_code=code)[entry] == "possible"


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


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("machinery", "84798999"),
        ("industrial machinery", "84194090"),
        ("spare parts", "84141000"),
        ("repair kit", "84818031"),
        ("备件", "84798390"),
        ("tow", "55019000"),
        ("hood", "84146090"),
        ("型号A12", "85065000"),
    ],
)
def test_words_that_could_be_any_goods_of_a_heading_exclude_no_entry(store: Law, item: str, code: str) -> None:
    """They share no word with the entries that are printed for the heading, which excludes none of these."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"


@pytest.mark.parametrize("item", ["Mavic 3 Pro", "DJI Mini 4 Pro", "航拍飞行器", "Autel EVO II", "Skydio X10"])
def test_a_drone_by_its_model_is_no_toy(store: Law, item: str) -> None:
    """The heading of toys closes unknown words, so the models of drones have to be known."""
    assert verdict_of(store, item, hs_code="95030089").decision == "undecided"

"""A figure for another condition than that of its criterion leaves goods open: it does not show what they can reach."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of

SOFT = [
    ("maraging steel bar solution treated, UTS 1100 MPa", "1C216"),
    ("Maraging steel bar (soft annealed), Rm 1050 MPa", "1C216"),
    ("maraging steel bar, annealed, UTS 1000 MPa, can be aged to high strength", "1C216"),
    ("maraging steel plate as supplied UTS 1000 MPa", "1C216"),
    ("马氏体时效钢棒（固溶态）抗拉强度1000MPa", "1C216"),
    ("马氏体时效钢 抗拉强度1000MPa 时效前", "1C216"),
    ("马氏体时效钢板 供货状态 抗拉强度1000MPa", "1C216"),
    ("7075 aluminium tube OD 100 mm, annealed, UTS 230 MPa", "1C202.a"),
    ("aluminium alloy bar OD 100 mm T73 UTS 450 MPa", "1C202.a"),
    ("7075铝管 退火态 抗拉强度 230MPa", "1C202.a"),
    ("铝合金管 外径100mm O态 抗拉强度 180MPa", "1C202.a"),
    ("titanium alloy tube OD 90 mm as extruded UTS 850 MPa", "1C202.b"),
    ("钛合金棒 外径100mm 退火 抗拉强度 880MPa", "1C202.b"),
]
OF_NO_TEMPER = [
    ("7075 aluminium tube UTS 400 MPa", "1C202.a"),
    ("7A04铝合金管 外径100mm 抗拉强度400MPa", "1C202.a"),
    ("铝合金棒 直径100mm 抗拉强度 430MPa", "1C202.a"),
    ("Ti-6Al-4V tube OD 100 mm UTS 850 MPa", "1C202.b"),
    ("maraging steel 18Ni300 bar UTS 1000 MPa", "1C216"),
]
HOT_OR_COLD = [
    ("maraging steel bar UTS 1700 MPa at 300 deg C", "1C216"),
    ("马氏体时效钢棒 400℃抗拉强度 1700MPa", "1C216"),
    ("马氏体时效钢棒 抗拉强度1500MPa（400℃）", "1C216"),
    ("TC4钛合金棒 直径100mm 400℃抗拉强度 620MPa", "1C202.b"),
    ("lithium ion cell 280 Wh/kg at -20 °C", "3A001"),
    ("lithium-ion battery 280 Wh/kg at -20...+60 °C", "3A001"),
    ("锂离子电池 -20℃ 280Wh/kg", "3A001"),
]
FAST = [
    ("lithium-ion battery 280 Wh/kg at 2C", "3A001"),
    ("锂离子电池 280Wh/kg（1C放电）", "3A001"),
    ("磷酸铁锂 1C容量 145mAh/g 压实密度 2.55", "3C901.a.1"),
    ("lithium iron phosphate, capacity 150 mAh/g @ 5C, compaction density 2.6 g/cm3", "3C901.a.1"),
]
OF_ANOTHER_MEASURE = [
    ("reactor hastelloy 95 L nominal volume", "2B350.g.7"),
    ("搪玻璃反应釜 公称容积 95L", "2B350.g.1"),
    ("磷酸铁锂 克容量158mAh/g 极片压实密度2.3", "3C901.a.1"),
]


@pytest.mark.parametrize(("item", "entry"), [*SOFT, *OF_NO_TEMPER, *HOT_OR_COLD, *FAST, *OF_ANOTHER_MEASURE])
def test_a_figure_for_another_condition_leaves_goods_open(store: Law, item: str, entry: str) -> None:
    """Entries mean what goods can reach: an alloy after heat treatment, a battery at a slow discharge, the whole of a vessel."""
    assert lines(store, item).get(entry) == "possible"


@pytest.mark.parametrize(
    "item",
    [
        "maraging steel bar UTS 1800 MPa",
        "7075-T6 aluminium tube OD 90 mm UTS 450 MPa",
        "6061铝合金管 外径90mm 抗拉强度310MPa",
        "铝合金管 外径90mm 抗拉强度120MPa",
        "马氏体时效钢棒 固溶时效 抗拉强度 1800MPa",
        "7075 aluminium tube OD 60 mm, annealed, UTS 230 MPa",
        "TC4钛合金棒 直径100mm 20℃抗拉强度 620MPa",
        "lithium ion battery 250 Wh/kg at 25 °C",
        "lithium ion battery 250 Wh/kg at 0.1C",
        "磷酸铁锂 0.1C容量 155mAh/g 压实密度 2.55",
    ],
)
def test_a_figure_for_the_condition_of_its_criterion_excludes_goods(store: Law, item: str) -> None:
    """So does a figure of another property that is missed."""
    assert lines(store, item) == {}
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "entry"),
    [("maraging steel bar UTS 2000 MPa at 300 °C, length 100 mm", "1C216"), ("锂离子电池 1C 320Wh/kg", "3A001")],
)
def test_a_figure_that_is_met_in_a_worse_condition_counts(store: Law, item: str, entry: str) -> None:
    """Goods that reach a figure when hot, or at a fast discharge, reach it otherwise."""
    assert entry in lines(store, item)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("lithium-ion battery 250 Wh/kg ±20%", "3A001"),
        ("lithium-ion battery 290 Wh/kg (+/-5%)", "3A001"),
        ("锂离子电池 290Wh/kg±5%", "3A001"),
        ("lithium-ion battery 290 Wh/kg approx.", "3A001"),
        ("锂离子电池 290Wh/kg 左右", "3A001"),
        ("锂离子电池 290Wh/kg 可升级", "3A001"),
        ("MPCVD设备 微波功率 8kW 可扩展", "2B005.a"),
        ("MPCVD equipment microwave power 8 kW, upgradeable", "2B005.a"),
        ("锂离子电池 系统能量密度 180Wh/kg", "3A001"),
    ],
)
def test_a_figure_that_may_be_higher_leaves_goods_open(store: Law, item: str, entry: str) -> None:
    """A tolerance that reaches the criterion, an approximate figure and one that can be raised do not show that it is missed."""
    assert lines(store, item).get(entry) == "possible"


@pytest.mark.parametrize(
    "item",
    ["lithium-ion battery 250 Wh/kg ±10%", "锂离子电池 250Wh/kg ±5%"],
)
def test_a_tolerance_below_the_criterion_excludes_goods(store: Law, item: str) -> None:
    """The highest value within it is still too low."""
    assert lines(store, item) == {}

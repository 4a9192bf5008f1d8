"""Ordinary goods stay open if a figure, a lining or an unknown grade may make them those of an entry."""

from __future__ import annotations

import pytest

from exportctl import Transaction, check
from exportctl.api import Law
from tests.goods.answers import DAY, lines, verdict_of

OF_AN_ENTRY = [
    ("喷枪 VMD 20μm", "2B352.h.2"),
    ("油漆喷枪 体积中值直径 30um", "2B352.h.2"),
    ("纳米喷雾仪 VMD10um", "2B352.h.1"),
    ("nano mist sprayer VMD 15 um", "2B352.h.1"),
    ("铝电解电容 1.5kV 20J", "3A201.a.1"),
    ("aluminium electrolytic capacitor 1.5 kV 20 J", "3A201.a.1"),
    ("铝电解电容 1.5kV 100uF", "3A201.a.2"),
    ("锗纽扣", "3C002.a"),
    ("镓纽扣", "3C001.a"),
    ("锗放大镜片", "3C002.a"),
]
VESSELS = [
    "钢桶 内衬PTFE 200L",
    "钢桶 PTFE内衬",
    "铁桶 内衬聚四氟乙烯 210L",
    "steel drum with PTFE liner 200 L",
    "steel drum, PTFE lining, 55 gallon",
    "塑料桶 PTFE 200L",
    "玻璃罐 200L",
    "玻璃瓶 150升",
    "glass jars 120 L",
]


@pytest.mark.parametrize(("item", "entry"), OF_AN_ENTRY)
def test_a_figure_or_a_material_of_an_entry_leaves_goods_open(store: Law, item: str, entry: str) -> None:
    """The entry of the heading tests this figure, or is printed for goods of this material."""
    assert verdict_of(store, item).decision == "undecided"
    assert lines(store, item).get(entry) == "possible"


@pytest.mark.parametrize(
    "item",
    [
        "motor rotor scrap",
        "loudspeaker scrap",
        "permanent magnet motor scrap",
        "CdTe solar panel scrap",
        "废碲化镉光伏组件",
        "碲化镉发电玻璃 边角料",
        "电机转子 废料",
        "扬声器 废料",
        "headphones for recycling",
    ],
)
def test_the_scrap_of_things_with_magnets_stays_open(store: Law, item: str) -> None:
    """Guidance leaves out the things, magnets included, but their scrap is bought for what they contain."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "motor rotor",
        "loudspeaker",
        "CdTe solar panel",
        "cadmium telluride photovoltaic module",
        "废钨钢铣刀",
        "硬质合金刀具 废料",
        "used headphones",
    ],
)
def test_the_things_themselves_and_scrap_of_carbide_are_free(store: Law, item: str) -> None:
    """Guidance leaves them out."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize("item", VESSELS)
def test_a_container_like_a_listed_vessel_stays_open(store: Law, item: str) -> None:
    """Tanks and containers of glass or fluoropolymers, or lined with them, are listed above 100 litres."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "玻璃罐",
        "玻璃罐 5L",
        "glass jar 500ml",
        "钢桶 200L",
        "steel drum 55 gallon",
        "塑料桶 200L",
        "玻璃鱼缸 300L",
        "fish tank glass 200 L",
        "喷枪",
        "喷枪 3L/min",
        "铝电解电容",
        "铝电解电容 450V 100uF",
        "phone charger 100-240V 65W",
        "electric oven 2 kW 60 L",
        "CCTV camera 30 fps",
        "纽扣",
        "钛纽扣",
        "锗项链",
    ],
)
def test_other_ordinary_goods_are_free(store: Law, item: str) -> None:
    """Their figures are of no entry, or they are too small."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "IM7 tow 12k",
        "M40J yarn cone",
        "T700 twill cloth 3k black",
        "SYT49 纱线 卷",
        "UTS50 布 1米宽",
        "SK78 布 1米宽",
        "凯夫拉 yarn cone",
        "迪尼玛 thread spool white",
        "R-glass fabric 200 g roll",
        "PBO thread spool white",
        "TEA 99% drum",
        "TEA-85 25kg 袋装 白色",
        "DMMP 25kg 袋装 白色",
        "TEP 99% drum",
        "NTO 99% drum",
        "PETN 25kg 袋装 白色",
        "P4 25kg 袋装 白色",
        "BT22 plate sheet cutting",
    ],
)
def test_statistics_do_not_clear_grades_and_short_names(store: Law, item: str) -> None:
    """A mark may be the grade or the short name of a listed material, whatever its letters mean elsewhere."""
    verdict = check(Transaction(item=item, on=DAY, to="US"), store, trust_descriptions=True)
    assert verdict.decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "weld neck flange A105 DN100 PN16, RF, black painted",
        "bedroom wardrobe, 3 doors, oak veneer, KD legs",
        "sunglasses TAC lens TR90 frame, assorted colours",
        "碳钢对焊法兰 DN150 PN16 20#钢 防锈油 托盘装",
    ],
)
def test_statistics_clear_grades_among_clearly_ordinary_words(store: Law, item: str) -> None:
    """Several words of ordinary trade leave no doubt about such a mark."""
    assert verdict_of(store, item).decision == "undecided"
    verdict = check(Transaction(item=item, on=DAY, to="US"), store, trust_descriptions=True)
    assert verdict.decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "V8 Wireless Bluetooth Earphone with HD Mic",
        "For All New Mitsubishi Outlander 4 IV MK4 2022 Car Dashboard Sun Shade Cover Mat",
    ],
)
def test_statistics_clear_models_of_finished_products(store: Law, item: str) -> None:
    """A mark beside the words for a finished product is its model."""
    verdict = check(Transaction(item=item, on=DAY, to="US"), store, trust_descriptions=True)
    assert verdict.decision == "no_control_found"

"""Figures and contents as data sheets and traders write them, which meet criteria and free no goods."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        # a number of defects by area, in words
        ("InSb wafer, EPD 30 per cm2", "3C003.f"),
        ("InSb wafer, EPD below 20 per sq cm", "3C003.f"),
        ("锑化铟单晶片 位错密度20个/平方厘米", "3C003.f"),
        ("photomultiplier, photocathode 65mm dia (33 sq.cm), anode rise 0.4ns", "6A202"),
        # millions
        ("Rotating mirror framing camera, max 2.5 million frames per sec", "6A203.b.1"),
        ("Rotating mirror framing camera, 2.5 million frames/s, 120 frames", "6A203.b.1"),
        ("分幅相机 每秒100万帧 8幅", "6A203.b.1"),
        # an approximate figure far from the criterion
        ("Diamond micron powder, D50 abt 6um", "2C902.a"),
        ("金刚石微粉 D50约6um", "2C902.a"),
        ("Diamond micron powder, D50 6um approx.", "2C902.a"),
        # the number of axes in another order, and by their letters
        ("EDM, X Y Z A C contouring together", "2B201.d"),
        ("CNC sinker EDM, B and C rotary contouring axes", "2B201.d"),
        ("数控电火花成形机 A/C旋转轴", "2B201.d"),
        ("电火花成形机 双回转轴 六轴数控", "2B201.d"),
        # diameters without their unit
        ("热等静压机 工作压力200MPa 最高2000℃ 腔内径460×1200", "2B104"),
        ("titanium distillation column ID 600 x H 9200", "2B350.e.3"),
        ("Cubic hinge press, ram bore 700", "2B901"),
        ("TC4钛合金管 外径110×壁厚8 抗拉≥950MPa", "1C202.b"),
        ("W80Cu20 billet: cylinder O150 x 100 mm", "1C117.c.1.b"),
        ("lathe, max workpiece dia 400, 2 simultaneous axes, positioning acc. 4 micron", "2B201.a"),
        # a size in inches, and one that is restated in another unit
        ("CVD diamond window, flat, dia 4 inch x 1mm, visible transmission 68 %", "2C901.b"),
        ("flat diamond window, dia 80 mm (3.15 inch), visible transmission 68 %", "2C901.b"),
        # a figure that is only called the rated or the highest one, or stands in a type number
        ("船用消防炮 额定1200m³/h 1.4MPa 射程130m", "0A901"),
        ("Cold isostatic press, vessel I.D. 500mm, max working 300 MPa, wet bag type", "2B204.a"),
        ("石墨换热器 YKB-15㎡", "2B350.f.8"),
        ("真空感应熔炼炉ZG-25 2200℃ 线圈内径320mm 输入160kW", "2B226.a"),
        # the word behind a figure is the name of another one
        ("MPCVD diamond reactor, 915 MHz magnetron 75 kW", "2B005.a"),
        # a unit that goes without saying
        ("磷酸铁锂正极材料 压实2.6 克容量158", "3C901.a.1"),
        # contents without a percent sign, and behind Chinese
        ("NdFeB magnet, composition Nd 25 Pr 3 Dy 4.1 Fe bal B 1", "1C905.a.4"),
        ("钕铁硼磁钢 成分Nd 28，Dy 3，Fe余量，B 1", "1C905.a.4"),
        ("NdFeB magnet 6Dy 0.5Tb", "1C904.a.4"),
        ("烧结钕铁硼 成分含Tb 0.8%", "1C904.a.4"),
        ("tungsten block W 99.95, 150x150x60 mm", "1C117.c.1.a"),
        ("钨块 W≥99.9 150×150×60mm", "1C117.c.1.a"),
        ("W80Cu20钨铜棒 φ130×100", "1C117.c.1.b"),
    ],
)
def test_a_written_figure_is_read(store: Law, item: str, entry: str) -> None:
    """Each is a usual way of writing the property that the entry tests."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize("count", ["6 off", "40 nos", "14 sets", "10 bx", "2 cylinders", "2门", "200发"])
def test_a_count_of_goods_is_no_open_word(store: Law, count: str) -> None:
    """The goods stay as sure as without it."""
    assert lines(store, f"InSb wafer, EPD 30 /cm2, {count}")["3C003.f"] == "yes"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        # an approximate figure near the criterion may be on either side
        ("Diamond micron powder, D50 approx 48um", "2C902.a"),
        # several figures of one unit: either may be that of the press
        ("Cold isostatic press, inner diameter 500 mm, 300 MPa (30 bar)", "2B204.a"),
        # traces in parts per million, and sizes, are no composition
        ("NdFeB magnet, ppm: Dy 4 Tb 3 Fe 30", "1C905.a.4"),
        ("NdFeB magnet, traces Fe 5 Cu 3 Dy 1", "1C905.a.4"),
        ("W80Cu20 copper tungsten rod W 95.5 x 150 mm", "1C117.c.1.a"),
    ],
)
def test_what_may_be_another_figure_stays_open(store: Law, item: str, entry: str) -> None:
    """It neither decides an entry nor clears the goods."""
    assert lines(store, item)[entry] == "possible"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Diamond micron powder, D50 approx 70um", "2C902.a"),
        ("NdFeB magnet, composition Nd 30 Pr 3 Dy 0 Fe bal B 1", "1C905.a.4"),
        ("photomultiplier, photocathode 3 sq.cm, anode rise 0.4ns", "6A202"),
        ("热等静压机 工作压力200MPa 腔内径100×1200", "2B204.a"),
        ("石墨换热器 YKB-0.01㎡", "2B350.f.8"),
        ("磷酸铁锂正极材料 压实2.6 克容量100", "3C901.a.1"),
        ("EDM, X Y Z contouring together", "2B201.d"),
    ],
)
def test_such_a_figure_frees_no_goods(store: Law, item: str, entry: str) -> None:
    """It may be another figure of the goods, so it misses no criterion."""
    assert lines(store, item)[entry] == "possible"


@pytest.mark.parametrize(
    "item", ["tungsten rods cylinder 150 x 100 mm", "tungsten rods cylinder 150 x 105 mm", "钨棒 150×100mm"]
)
def test_two_sides_are_no_power_of_ten(store: Law, item: str) -> None:
    """The diameter of 150 x 105 mm is not 150e5 mm."""
    assert lines(store, item).get("1C117.c.1.a") != "yes"

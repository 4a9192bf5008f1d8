"""Figures in the spellings of data sheets and invoices, and the figures of other things that are written alike."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("W-Ni-Fe rod 17.8 g/cm3, UTS 1300 MPa, YS 900 MPa, El 10%", "1C004"),
        ("Tungsten nickel iron alloy rod, 17.8 g/cm3, tensile 1350 MPa, Rp0.2 1100 MPa, A5 9%", "1C004"),
        ("钨镍铁合金棒 密度18.0g/cm3 抗拉强度1400MPa 屈服强度1150MPa 延伸率10%", "1C004"),
        ("7075-T651 aluminium alloy round bar Ø110 mm UTS 560 MPa", "1C202.a"),
        ("铝合金棒 7075-T6 φ110 抗拉强度560MPa", "1C202.a"),
        ("Zirconium metal powder -325 mesh 99%", "1C111.b.1.a"),
        ("钨粉 99.95% -200目", "1C111.b.1.f"),
        ("钨粉 W99.95% 费氏粒度3.0μm", "1C111.b.1.f"),
        ("Tungsten billet D125xL100 mm", "1C117.c.1.a"),
        ("Tungsten rod 130 DIA X 400 99.95%", "1C117.c.1.a"),
        ("Tungsten tube ID 80 mm, wall 30 mm, length 100 mm", "1C117.c.1.a"),
        ("Hafnium oxide powder 99.95%", "1C231"),
        ("氧化铪 99.9% 镀膜颗粒", "1C231"),
        ("UHMWPE fibre 400D, tenacity 42 cN/dtex, modulus 1700, zero twist", "1C901.a"),
        ("超高分子量聚乙烯纤维 强度41cN/dtex 模量1650 无捻", "1C901.a"),
        ("Lead glass shielding window, 500 x 500 mm, thickness 200 mm, density 5.2 g/cm3", "1A227"),
        ("铅玻璃屏蔽窗 600×500×200mm 密度4.8g/cm3", "1A227"),
        ("四轴数控纤维缠绕机", "1B101.a"),
        ("纤维缠绕机 四轴联动", "1B101.a"),
        ("Helium refrigerator 4.5 K, 300 W", "1B231.b.1"),
        ("Helium refrigerator cooling temperature -269 °C cooling capacity 1 kW", "1B231.b.1"),
        ("氦制冷机 制冷温度-268℃ 制冷量1kW", "1B231.b.1"),
        ("Turning centre, swing 400, 2 axis, positioning acc. 4 µm ISO230-2", "2B201.a"),
        ("数控铣床 三轴联动 定位精度±0.002mm", "2B201.b"),
        ("龙门铣床 五轴联动", "2B201.b"),
        ("角位移测量仪 测角精度0.5″", "2B206.c"),
        ("热等静压机 热区Φ300×600mm 200MPa 1400℃", "2B104"),
        ("Diffusion pump DN 800, 50000 L/s, ultimate pressure 5x10-7 mbar", "2B231"),
        ("Glass-lined reactor 1000 gal", "2B350.g.1"),
        ("ADC 16 bit, -55 to +125 °C", "3A101"),
        ("模数转换器 工作温度-55℃至+125℃", "3A101"),
        ("变频器 三相 3kW 输出0-1500Hz 精度0.05%", "3A225"),
        ("ICP-MS, mass number 4-310", "3A233.a"),
        ("分幅相机 100万幅/秒", "6A203.b.1"),
        ("Argon ion laser 45 W multiline 457-514nm water cooled", "6A205.b"),
        ("Nd:YAG laser, 60 W @ 532 nm, intracavity doubled", "6A205.c"),
        ("无人机航空发动机 水平对置 22kW", "9A012.b.2"),
    ],
)
def test_a_figure_is_read_in_the_spelling_of_data_sheets(store: Law, item: str, line: str) -> None:
    """A careful reader is sure of these goods."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("W-Ni-Fe alloy 17.8 g/cm3, UTS 1300 MPa, compressive strength 1500 MPa, elongation 10%", "1C004"),
        ("7075 aluminium alloy bar 20 mm, coil Ø800 mm, UTS 560 MPa", "1C202.a"),
        ("7075铝合金棒 卷径φ800 抗拉强度560MPa", "1C202.a"),
        ("Aluminium alloy bar, dia 110 mm, shear strength 560 MPa", "1C202.a"),
        ("Zirconium powder 20 mesh 99%", "1C111.b.1.a"),
        ("Tungsten rod 10 mm, box 150x150x60 mm", "1C117.c.1.a"),
        ("UHMWPE fibre 400D, tenacity 42 cN/dtex, modulus 1700", "1C901.a"),
        ("UHMWPE fibre 42 cN/dtex, modulus 1700 cN/dtex, not untwisted", "1C901.a"),
        ("Lead glass shielding window 500 x 500 x 60 mm, density 5.2 g/cm3", "1A227"),
        ("Filament winding machine, 4-axis optional", "1B101.a"),
        ("Helium refrigerator, storage temperature -268 °C, 1 kW", "1B231.b.1"),
        ("Helium refrigerator cooling temperature - 269 °C cooling capacity 1 kW", "1B231.b.1"),
        ("CNC lathe, swing over bed 500 mm, repeat positioning accuracy 4 µm", "2B201.a"),
        ("CNC lathe, 2-axis, swing 500 mm, positioning accuracy ±0.004 mm", "2B201.a"),
        ("lathe swing 500, positioning accuracy 4 um, CNC optional", "2B201.a"),
        ("Glass-lined reactor 25 gal", "2B350.g.1"),
        ("Glass-lined reactor 5000 gal", "2B350.g.1"),
        ("ADC, storage -65 to +150 °C", "3A101"),
        ("模数转换器 贮存温度-65~150℃", "3A101"),
        ("变频器 三相380V 3kW 输出0-1500Hz 电压精度0.1%", "3A225"),
        ("Argon laser 514 nm, cooling 50 W", "6A205.b"),
        ("Nd:YAG laser 532 nm 10 W average, pump diode 60 W", "6A205.c"),
        ("UAV, datalink range 500 km", "9A501.a"),
    ],
)
def test_a_figure_of_something_else_is_not_read(store: Law, item: str, line: str) -> None:
    """Figures of parts, of storage and of packing, and those that may mean two things, neither meet nor miss."""
    assert lines(store, item)[line] == "possible"

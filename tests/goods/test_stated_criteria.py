"""Words and figures that state every criterion of an entry make goods sure; a figure outside or a missing word leaves them open."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("T800 carbon/epoxy tubes, ID 150 mm, length 2 m, 20 pcs", "1A202"),
        ("辐射屏蔽窗 冷面600×500mm 密度5.2g/cm³ 厚300mm 含窗框", "1A227"),
        ("SPF/DB tool for titanium access door frames, parts of aircraft structure", "1B003.c"),
        ("固体推进剂药柱压机", "1B115.b.4"),
        ("Storage tank for UDMH rocket propellant, 20 m3 stainless steel", "1B115.a.1"),
        ("Continuous mixer, twin shaft, openable mixing chamber, for composite solid propellant", "1B118"),
        ("F2 electrolyser, capacity 500 g/h fluorine", "1B225"),
        ("低温氢蒸馏塔 内部温度-240℃ 内压1MPa 低硫304L不锈钢 晶粒度ASTM 5 内径300mm 有效高度4米", "1B228"),
        ("Lithium amalgam electrolysis cell for lithium isotope separation", "1B233.b.3"),
        ("球形爆炸容器 5kgTNT当量 带测试窗口和诊断接口", "1B234"),
        ("无人机载红外相机 8-12微米 瞬时视场角0.5毫弧度", "9A012.c.1"),
        ("航空涡轮喷气发动机 推力11000公斤力", "9A101.a"),
        ("液体推进剂伺服阀 绝对压力8MPa 流量30L/min 响应时间80μs 20~2000Hz振动加速度15g", "9A106.a"),
        ("超燃冲压喷气发动机样机", "9A111.b"),
        ("Blowdown wind tunnel, Ma 1.5 to 5, 600 mm test section", "9B105"),
        ("碳酚醛烧蚀防热材料", "9C116.b"),
    ],
)
def test_goods_with_every_criterion_in_words_are_sure(store: Law, item: str, line: str) -> None:
    """Materials, purposes, features and figures are stated as in invoices."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("carbon fibre tube, T700, ID 40 mm", "1A202"),
        ("hydrazine storage tank 20 m3", "1B115.a.1"),
        ("liquid oxygen propellant storage tank", "1B115.a.1"),
        ("continuous mixer, twin shaft, for composite solid propellant", "1B118"),
        ("continuous mixer without openable chamber, twin shaft, for solid propellant", "1B118"),
        ("mercury circulation pump", "1B233.b.2"),
        ("explosion containment vessel, 5 kg TNT equivalent", "1B234"),
        ("绕线机控制器", "1B201.b"),
        ("UAV two-stroke engine, 5 kW max continuous power", "9A012.b.2"),
        ("铜合金飞机壁板扩散连接模具", "1B003.a"),
        ("silica ceramic tile", "9C116.a"),
    ],
)
def test_a_missing_or_missed_criterion_leaves_goods_open(store: Law, item: str, line: str) -> None:
    """The same goods without the word or with another figure."""
    assert lines(store, item).get(line) != "yes"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("lathe for turning solid propellant grains, remote controlled", "1B115.b.6"),
        ("linear friction welding fixture for titanium blisk", "9B004"),
        ("推进剂药柱用车床", "1B115.b.6"),
    ],
)
def test_a_machine_and_its_purpose_name_it_together(store: Law, item: str, line: str) -> None:
    """Word order does not matter: a lathe for propellant grains is a propellant grain lathe."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    ["lathe for models of solid propellant grains", "lathe for replica propellant grains", "lathe for brake discs"],
)
def test_a_machine_for_something_else_is_not_that_machine(store: Law, item: str) -> None:
    """A copy of what the machine is for, and another purpose, name no machine for propellants."""
    assert lines(store, item).get("1B115.b.6") != "yes"


@pytest.mark.parametrize(
    "item",
    ["20 kg T800 carbon fibre, carbon fibre tube ID 150 mm", "carbon fibre tube ID 150 mm and T800 carbon fibre"],
)
def test_a_material_with_an_amount_or_joined_to_goods_is_goods_of_its_own(store: Law, item: str) -> None:
    """Its name is no statement about the others then."""
    assert "1C210.a.1" in lines(store, item)

"""What a machine is made of, what a part is for, and other words that state criteria make listed goods sure, and no others."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Magnetic drive pump, glass-lined, max flow 20 m3/h, wetted parts glass-lined", "2B350.b.1"),
        ("Diaphragm pump, max flow 10 m3/h, all wetted parts impregnated graphite", "2B350.b.10"),
        ("高硅铸铁屏蔽泵 最大流量20m3/h", "2B350.b.8"),
        ("titanium Gr.2 vertical storage tank 4000 L, inner surfaces titanium", "2B350.c.3"),
        ("Inconel 625 (Ni 61%, Cr 22%) container 4000 L, all wetted surfaces Inconel 625", "2B350.c.6"),
        ("镍铬合金(镍61% 铬22%)反应釜 2000L 内表面全部镍铬合金", "2B350.g.6"),
        ("Non-return valve, PTFE lined, DN80", "2B350.a.2"),
        ("钛材TA2波纹管截止阀 DN50 过流部件全部钛材", "2B350.a.3"),
        ("双层管道 带检漏口 内管锆材 DN50", "2B350.d.4"),
        ("Agitator for 2000 L reactor, all wetted parts tantalum", "2B350.h.5"),
        ("Bellows sealed globe valve, Monel 400 (Ni 63%), DN25", "2A226"),
    ],
)
def test_the_material_of_the_surfaces_meets_an_entry(store: Law, item: str, line: str) -> None:
    """Words for the surfaces that touch the medium, a lining, or a material in a segment of its own state the material."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "Magnetic drive pump, stainless steel, PTFE gasket, max flow 20 m3/h",
        "Diaphragm pump, stainless steel 316L, titanium, max flow 10 m3/h",
        "Diaphragm pump, without PTFE lining, max flow 10 m3/h",
        "storage tank 4000 L, stainless steel, titanium nameplate",
        "non-return valve, brass, PTFE seat, DN80",
        "PTFE gasket for reactor flange DN100",
        "reactor 2000 L, PTFE lined or glass lined",
        "stainless steel container 4000 L",
    ],
)
def test_the_material_of_another_part_states_no_surfaces(store: Law, item: str) -> None:
    """A gasket, a second material, an option and a denial leave the surfaces open."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Hydrogen manifold for NdFeB hydrogen decrepitation furnace", "2B902.r.2"),
        ("速凝炉专用水冷铜辊", "2B902.p.2"),
        ("水冷电缆 速凝炉用", "2B902.p.1"),
        ("Plasma gun for plasma melting furnace, 150 kW, melting temperature 1600 °C", "2B227.d"),
        ("电子束熔炼炉专用计算机控制系统", "2B227.c"),
        ("Hinge beam casting for cubic press", "2A901.a"),
        ("Multi-wire slicing machine for NdFeB magnets", "2B902.x.1"),
        ("磁材激光切割设备 钕铁硼", "2B902.x.2"),
    ],
)
def test_a_part_beside_its_machine_is_listed(store: Law, item: str, line: str) -> None:
    """A part or a machine with an ordinary name is listed goods beside what it is for."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "copper roll for printing machine",
        "NdFeB strip casting furnace with copper roll",
        "多线切割机 硅棒用",
        "crucible for gold melting furnace",
        "control system for conveyor",
    ],
)
def test_a_part_of_other_machines_is_not(store: Law, item: str) -> None:
    """The same name beside other goods, or after a word for what comes with a machine, is no such part."""
    sure = [line for line, certainty in lines(store, item).items() if certainty == "yes"]
    assert not [line for line in sure if line.startswith(("2B902.p", "2B902.x", "2B227"))]


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("稀土电解槽 10kA 耐火砖砌筑 石墨阳极 钨阴极 阳极电流密度6A/cm2 阴极电流密度1.5A/cm2", "2B902.j"),
        ("Continuous toxic gas monitor for nerve agents, sarin, VX", "2B351.a"),
        ("数控电火花成形机 五轴联动 两个回转轴", "2B201.d"),
        ("提拉法稀土晶体生长炉 感应加热 2400℃ 自动控径", "2B902.m"),
        (
            "Continuous vacuum sintering furnace for NdFeB magnets, 1100 °C, uniformity 3 °C, cooling time 18 min",
            "2B902.w.2",
        ),
        ("Electrodynamic vibration test system, 60 kN, 100 g, 20-2000 Hz, closed loop digital control", "2B210.a"),
    ],
)
def test_words_that_state_criteria_are_no_other_goods(store: Law, item: str, line: str) -> None:
    """A brick lining, an electrode or a detected agent describes the machine whose entry requires it."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "Wire cut EDM, CNC 5-axis, two rotary axes",
        "Continuous vacuum sintering furnace for NdFeB magnets, 1100 °C, uniformity 8 °C, cooling time 18 min",
        "Electrodynamic vibration test system, 20 kN, 100 g, 20-2000 Hz, closed loop",
        "titanium heat exchanger, heat transfer area 60 m2, wetted parts titanium",
    ],
)
def test_a_figure_outside_its_criterion_or_an_exclusion_leaves_goods_unsure(store: Law, item: str) -> None:
    """Stated words do not replace a figure that misses, and a wire machine may be excluded."""
    assert "yes" not in lines(store, item).values()

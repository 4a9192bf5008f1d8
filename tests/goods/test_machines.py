"""Words after the name and the figures of a machine describe it, unless they name a part, an accessory or other goods."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("cold isostatic press, working pressure 300 MPa, bore 250 mm, with hoist and control cabinet", "2B204.a"),
        ("cold isostatic press 400 MPa, vessel I.D. 320 mm, PLC controlled", "2B204.a"),
        ("CMM bridge type CNC 3-axis, MPEe 0.6+L/1000 um, granite table", "2B206.a.2"),
        ("oil diffusion pump, 20 inch throat, 17500 L/s, ult. vac 1E-6 Pa", "2B231"),
        ("ICP-MS quadrupole, 2-285 amu, resolution 0.7 amu, w/ autosampler", "3A233.a"),
        ("glass lined reactor 5000 L w/ anchor agitator, DIN type AE", "2B350.g.1"),
        ("zirconium condenser, shell and tube, area 8 sqm", "2B350.f.4"),
        ("Hastelloy C276 reactor 2000 L, jacketed, ASME stamp", "2B350.g.7"),
        ("class III biological safety cabinet, gas tight glove type, w/ pass box", "2B352.f.2"),
        ("vibration shaker 80 kN air cooled, head expander, slip table", "2B210.c"),
        ("XeCl excimer laser 308 nm, 600 W avg, 600 Hz, pulsed", "6A205.h"),
        ("trailing suction hopper dredger, 5000 m3 hopper, built 2009, second hand", "8A901.a"),
        ("silicon carbide shell and tube heat exchanger 6 m2, all wetted parts SiC", "2B350.f.10"),
        ("hospital class III biosafety cabinet", "2B352.f.2"),
        ("vibration shaker 80 kN, w/ slip table & control cabinet", "2B210.c"),
        ("Fiber optic gyro FOG bias drift 0.02 deg/h, 3 axis", "7A102"),
        ("target detection radar, 5 km (small UAV), 1 set", "6A108.a"),
    ],
)
def test_what_comes_with_a_machine_leaves_it_sure(store: Law, item: str, line: str) -> None:
    """A controller, a chiller or a type is no other goods after the figures of the machine."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize("word", ["toy", "gasket", "mirror", "poster", "spare", "cleaning service"])
def test_a_word_before_a_machine_may_be_what_the_goods_are(store: Law, word: str) -> None:
    """A noun for a thing, a part or a copy leaves the machine open; a word for its kind does not: hospital."""
    assert "yes" not in lines(store, f"{word} class III biosafety cabinet").values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("cold isostatic press 300 MPa bore 250 mm, seal ring", "2B204.a"),
        ("cold isostatic press 300 MPa bore 250 mm, piston rod", "2B204.a"),
        ("cold isostatic press 300 MPa bore 250 mm, rubber bags", "2B204.a"),
        ("cold isostatic press 300 MPa bore 250 mm, thermocouples type K", "2B204.a"),
        ("cold isostatic press 300 MPa bore 250 mm, control software", "2B204.a"),
        ("cold isostatic press 300 MPa bore 250 mm, scale model", "2B204.a"),
        ("cold isostatic press 300 MPa bore 250 mm, coffee machine", "2B204.a"),
        ("piston, cold isostatic press 300 MPa bore 250 mm, steel", "2B204.a"),
        ("vibration shaker 80 kN slip table", "2B210.c"),
        ("vibration shaker 80 kN, moving coil assembly", "2B210.c"),
        ("shaker armature 60 kN, replacement unit", "2B210.c"),
        ("glass lined reactor 3000 L, manhole cover", "2B350.g.1"),
        ("glass lined reactor 3000 L, thermowell tube", "2B350.g.1"),
        ("titanium heat exchanger plate 6 m2", "2B350.f.3"),
        ("Hastelloy C276 reactor lid 2000 L", "2B350.g.7"),
        ("MPCVD 75 kW 915 MHz magnetron", "2B005.a"),
        ("MPCVD 75 kW 915 MHz, molybdenum substrate holder", "2B005.a"),
        ("ICP-MS 260 amu resolution 0.7 amu, nebulizer", "3A233.a"),
        ("class III biosafety cabinet 1.2 m, HEPA filter", "2B352.f.2"),
        ("roller hearth kiln for NCM 50 m, saggar", "3B901.b.1"),
        ("trailing suction hopper dredger 5000 m3 hopper, drag head", "8A901.a"),
        ("cutter suction dredger scale model, 25 cm", "8A901.b"),
        ("BVLOS UAV endurance 2 h, propellers", "9A012.a.2"),
        ("glass-lined reactor 500 L, drain bend 10 pcs", "2B350.g.1"),
        ("excimer laser 308 nm 600 W 600 Hz, output coupler", "6A205.h"),
        ("冷等静压机，工作压力300MPa，内径250mm，密封圈", "2B204.a"),
        ("冷等静压机，工作压力300MPa，内径250mm，橡胶模具", "2B204.a"),
        ("三级生物安全柜 滤芯 高效", "2B352.f.2"),
    ],
)
def test_parts_and_accessories_of_a_machine_stay_open(store: Law, item: str, line: str) -> None:
    """The goods may be the part, so nothing is sure, and nothing is free."""
    assert lines(store, item).get(line) != "yes"
    assert verdict_of(store, item).decision != "no_control_found"

"""A figure without the name of its property meets a criterion, misses none, and frees no goods."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, verdict_of


def is_sure(store: Law, item: str, entry: str) -> bool:
    """Return whether goods surely match an entry."""
    return lines(store, item).get(entry) == "yes"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        # the unit fits one tested property
        ("Cold isostatic press 400 MPa, inner diameter 500 mm", "2B204.a"),
        ("冷等静压机 内径500mm 400MPa", "2B204.a"),
        ("Turbomolecular pump 20000 L/s, inlet diameter 400 mm, ultimate vacuum 1e-8 Pa", "2B231"),
        ("Fiber optic gyroscope 0.1 deg/h, model FOG-98", "7A102"),
        ("Ring laser gyroscope 0.01°/h", "7A102"),
        ("激光陀螺 0.01度/小时", "7A102"),
        ("Electrodynamic shaker unit 80 kN, air cooled", "2B210.c"),
        ("Framing camera 1,000,000 fps", "6A203.b.1"),
        ("Quartz pressure transducer 15GPa", "6A226.b"),
        ("Pulse discharge capacitor 40kV 0.6uF 30nH 480J", "3A201.a.1"),
        ("Carbonyl nickel powder 99.8%, 2.5 um, 25 kg drum", "1C240.a"),
        # a volume directly beside the name
        ("Vertical granulation vessel 10 m3", "3B901.c.1.a"),
        ("10 m3 vertical granulation vessel", "3B901.c.1.a"),
        # a word that may mean the property
        ("激光陀螺 零偏稳定性0.01度/小时 24V", "7A102"),
        ("热等静压机 压力200MPa 温度1400℃ 内径300mm", "2B104"),
        ("氟塑料磁力泵 流量25m3/h 扬程32m", "2B350.b.2"),
        # the name states the material of the surfaces, or that the machine can contour
        ("Glass-lined reactor 3000 L", "2B350.g.1"),
        ("石墨换热器 10m2", "2B350.f.8"),
        ("5-axis machining center, positioning accuracy 3um", "2B201.b"),
        # the other property of the unit has a figure of its own
        ("UHMWPE filament 400D no twist, 42 cN/dtex, modulus 1700 cN/dtex", "1C901.a"),
        # the share of carbon is the purity of graphite
        ("Isostatic graphite block 99.998 % C, flexural strength 45 MPa, bulk density 1.82 g/cm3", "1C108.b"),
        # a cylinder of tungsten is no container
        ("tungsten cylinder dia 150 mm x 220 mm", "1C117.c.1.a"),
        ("CVD diamond window, flat, dia 80 x 1.2 mm, visible transmittance 70%", "2C901.b"),
        # a bar, and a range from 0, which one machine has
        ("Ti-6Al-4V round bar annealed dia 150mm x 3000mm, UTS 935MPa min", "1C202.b"),
        ("cubic press CS-XII, cylinder bore Φ750mm", "2B901"),
        ("锰铜压阻计 冲击压力0-50GPa 200片", "6A226.a"),
        # a unit in capitals
        ("IPsec VPN security gateway, AES-256, encrypted throughput 40GBPS", "5A002.c"),
        # a power without a voltage beside it
        ("Argon ion laser 488 nm 45 W", "6A205.b"),
        ("MPCVD equipment 60 kW, 915 MHz", "2B005.a"),
        # figures of one operation, and a letter for a length behind the diameters of a cylinder
        ("carbon monoxide laser 5.3 um, 250 W average at 2 kHz, 120 ns FWHM", "6A205.j"),
        ("Rhenium hollow cylinder, ID 160 mm OD 200 mm L 90 mm, 24 kg each", "1C241"),
        # what the goods are for is named before them
        ("石墨负极包覆用CVD回转炉 筒径φ2500mm", "3B901.c.3.c"),
    ],
)
def test_a_figure_meets_the_criterion_of_its_unit(store: Law, item: str, entry: str) -> None:
    """The goods match the entry surely."""
    assert is_sure(store, item, entry)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        # another word claims the figure
        ("Cold isostatic press inner diameter 500 mm, proof test 400 MPa", "2B204.a"),
        ("Cold isostatic press inner diameter 500 mm, 400 MPa yield strength", "2B204.a"),
        ("冷等静压机 内径500mm 试验压力400MPa", "2B204.a"),
        # another figure has the same unit
        ("Cold isostatic press inner diameter 500 mm, 50 MPa, 400 MPa", "2B204.a"),
        ("Cold isostatic press inner diameter 500 mm, 50 MPa, hydraulic pump 400 MPa", "2B204.a"),
        ("Shaker 20 kN, static load 80 kN", "2B210.c"),
        # the property has a figure of its own
        ("Fiber optic gyroscope drift rate 3 deg/h, 0.1 deg/h", "7A102"),
        # another unit
        ("Fiber optic gyroscope 0.01°/√h", "7A102"),
        # volumes and lengths of a shipment
        ("Vertical granulation vessel, 1 set, 12 m3", "3B901.c.1.a"),
        ("Vertical granulation vessel in 12 m3 crate", "3B901.c.1.a"),
        ("Drone jammer, cable 8 km", "0A903.a"),
        ("Glass-lined reactor, packed in 3000 L crate", "2B350.g.1"),
        # the power of the connection to the mains, or of something else
        ("Argon ion laser 488 nm, 220V, 3 kW", "6A205.b"),
        ("氩离子激光器 488nm 5W 冷水机3kW", "6A205.b"),
        ("MPCVD设备 2450MHz 6kW 整机25kW", "2B005.a"),
        # goods of another kind
        ("Glass-lined reactor lid gasket 3000 L", "2B350.g.1"),
        ("Fixture for 5-axis machining center positioning accuracy 3um", "2B201.b"),
        ("Nickel foil 99.8% 2.5 um", "1C240.a"),
    ],
)
def test_another_figure_meets_nothing(store: Law, item: str, entry: str) -> None:
    """The goods do not match the entry surely."""
    assert not is_sure(store, item, entry)


@pytest.mark.parametrize(
    "item",
    [
        "Cold isostatic press 20 MPa, inner diameter 500 mm",
        "Turbomolecular pump 20 L/s",
        "Fiber optic gyroscope 50 deg/h",
        "Electrodynamic shaker 2 kN",
        "分幅相机 1000fps",
        "激光陀螺 零偏稳定性50度/小时",
        "Quartz pressure transducer 1-2 GPa",
    ],
)
def test_an_unnamed_figure_frees_no_goods(store: Law, item: str) -> None:
    """The figure may be that of another property, so the goods stay undecided."""
    assert exit_code(verdict_of(store, item)) != 0

"""Lists name the head of goods first, and state figures in capitals and in units of the US; parts of the goods stay open."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Furnace, induction, vacuum, 2000 deg. C, 50 kW, coil ID 300 mm", "2B226.a"),
        ("Press, isostatic, cold, 400 MPa, ID 300 mm", "2B204.a"),
        ("FOG, 3-axis, bias stability 0.05 deg/h", "7A102"),
        ("Machining centre, 5-axis, vertical, positioning accuracy 4 um", "2B201.b"),
        ("Heat exchanger, shell and tube, Hastelloy C-276, 8 m2", "2B350.f.7"),
        ("Heat exchanger titanium 86 sq ft", "2B350.f.3"),
        ("Magnetic drive pump PTFE lined 110 GPM", "2B350.b.2"),
        ("Reactor, glass lined, 6300 L", "2B350.g.1"),
        ("DIFFUSION PUMP, INLET 400MM, 16000 L/S, ULTIMATE VACUUM 1E-8 MBAR", "2B231"),
        ("FREQUENCY CONVERTER, 3 PHASE, 0-2000 HZ, 50 KVA, FREQUENCY CONTROL 0.05%", "3A225"),
        ("Ho:YAG laser rod 4x80mm AR coated both ends", "1C909.a.5"),
        ("Aflatoxin B1, from A. flavus, crystalline", "1C351.d.9"),
        ("Cholera toxin from Vibrio cholerae, 1 mg", "1C351.d.11"),
    ],
)
def test_the_head_may_come_first(store: Law, item: str, line: str) -> None:
    """The words after it describe it, with and without commas."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "Spare coil, furnace, induction, vacuum, 2000C, 50 kW, coil ID 300 mm",
        "Crucible for furnace, vacuum induction, 2000C, 50 kW, coil ID 300 mm",
        "Heat exchanger titanium plate pack 8 m2",
        "Heat exchanger, shell and tube, titanium tubes, carbon steel shell, 8 m2",
        "Magnetic drive pump Hastelloy C276 containment shell, 25 m3/h",
        "Impeller magnetic drive pump PFA lined 25 m3/h",
        "Check valve PTFE lined disc DN50",
        "Reactor, glass lined, spare agitator 6300 L",
        "Laser, argon ion, power supply 50 W 488 nm",
        "FOG LAMP 12V",
        "DIFFUSION PUMP SEAL, INLET 400MM, 16000 L/S, ULTIMATE VACUUM 1E-8 MBAR",
        "DIFFUSION PUMP OIL, INLET 400MM, 16000 L/S, ULTIMATE VACUUM 1E-8 MBAR",
        "FREQUENCY CONVERTER FAN, 3 PHASE, 0-2000 HZ, 50 KVA, FREQUENCY CONTROL 0.05%",
        "FREQUENCY CONVERTER RENT, 3 PHASE, 0-2000 HZ, 50 KVA, FREQUENCY CONTROL 0.05%",
        "Ricin ELISA",
        "Cholera toxin, V. cholerae antibody",
        "Newcastle disease virus, LaSota strain, live vaccine",
        "Ho:YAG laser rod holder",
    ],
)
def test_parts_and_tests_stay_open(store: Law, item: str) -> None:
    """A part behind the material, a spare in front of the head, and an assay of a toxin are no such goods."""
    assert "yes" not in lines(store, item).values()


def test_a_gallon_counts_with_its_country_only(store: Law) -> None:
    """A gallon of the UK is larger than one of the US: 25 of the one hold more than 100 L, 25 of the other less."""
    assert verdict_of(store, "Glass-lined reactor, capacity 25 gal").decision != "no_control_found"
    assert lines(store, "Glass-lined reactor 1500 US gal")["2B350.g.1"] == "yes"

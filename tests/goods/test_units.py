"""A figure is read in the units that data sheets are written in, in English and in Chinese, and each property in no other."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pint
import pytest

from exportctl import Transaction, classify
from exportctl.api import load_law
from exportctl.errors import InputError
from exportctl.goods.quantities import measure
from exportctl.goods.units import DEFINED, KINDS, unit_for_pint
from exportctl.law.model import Name
from exportctl.law.vocabulary import Parameter
from exportctl.law.words import fold
from tests.goods.answers import DAY

STORE = load_law()
LAW = STORE.law


@pytest.mark.parametrize(
    ("parameter", "written", "value"),
    [
        ("positioning_accuracy", "0.004 mm", "4"),
        ("positioning_accuracy", "4微米", "4"),
        ("pumping_speed", "15000 L/s", "15"),
        ("pumping_speed", "15立方米每秒", "15"),
        ("balancing_speed", "20000转/分", "20000"),
        ("balancing_speed", "20000 r/min", "20000"),
        ("coordinated_axes", "5 axes", "5"),
        ("coordinated_axes", "5轴", "5"),
        ("recording_rate", "225000 fps", "225000"),
        ("signature_rate", "150000 tps", "150000"),
        ("encryption_rate", "10 Gbps", "10"),
        ("link_rate", "600 GB/s", "600"),
        ("vibration_acceleration", "98.0665 m/s2", "10"),
        ("vibration_acceleration", "12 g", "12"),
        ("residual_unbalance", "10 g·mm/kg", "10"),
        ("flow_rate", "24 L/min", "1440"),
        ("angular_deviation", "0.9 arcsec", "0.00025"),
        ("max_temperature", "600摄氏度", "600"),
        ("adjusted_peak_performance", "70 WT", "70"),
        ("max_temperature", "600 deg. C", "600"),
        ("max_temperature", "600 degrees Celsius", "600"),
        ("pumping_speed", "15 m3/sec", "15"),
        ("max_flow", "60 Nm3/h", "60"),
        ("max_flow", "12 M3/HR", "12"),
        ("tank_volume", "6.3 cbm", "6.3"),
        ("vibration_force", "80 KN", "80"),
    ],
)
def test_a_figure_is_read_in_the_units_of_data_sheets(parameter: str, written: str, value: str) -> None:
    """The value is that of the unit in which the list has the figure."""
    assert measure(written, LAW.parameters[parameter], "param") == Decimal(value)


@pytest.mark.parametrize(
    ("parameter", "written"), [("radiation_dose", "50 krad"), ("thrust", "90 kW"), ("x_travel", "2")]
)
def test_a_figure_in_another_unit_is_refused(parameter: str, written: str) -> None:
    """What cannot be the property, or has no unit, is a mistake and not a guess."""
    with pytest.raises(InputError):
        measure(written, LAW.parameters[parameter], "param")


@pytest.mark.parametrize("alias", ["positioning accuracy", "定位精度", "pumping speed", "抽速", "power output"])
def test_a_property_is_stated_by_the_name_of_data_sheets(alias: str) -> None:
    """An alias in either language states the property, as its id does."""
    parameter = LAW.parameter_names.full[fold(alias)]
    answer = classify(Transaction(item="2B201.a", on=DAY, param=(f"{alias}=1 {parameter.unit}",)), STORE)
    assert [name for name, _ in answer.facts.goods.params] == [parameter.id]


def test_units_of_one_kind_have_one_dimension_and_others_another() -> None:
    """So two units of different kinds never fit, which the program states without loading pint."""
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    for defined in DEFINED:
        registry.define(defined)
    kinds: dict[str, set[str]] = {}
    for unit, kind in KINDS.items():
        dimension = registry.parse_units(unit_for_pint(unit)).dimensionality
        kinds.setdefault(kind, set()).add(str(sorted(dimension.items())))
    dimensions = [dimension for of_kind in kinds.values() for dimension in of_kind]
    assert len(dimensions) == len(set(dimensions)) == len(kinds)


def test_a_figure_of_another_kind_than_a_property_needs_no_library_of_units() -> None:
    """Pint takes longer to load than most files to screen, so ordinary descriptions must not need it."""
    item = "14K Gold Stud Earrings Heart Shaped Moissanite Diamond Bezel"
    code = f"import sys; from exportctl import classify; classify(item={item!r}, on='2026-08-01'); print('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(("text", "unit"), [("15 ml", "1/m"), ("31.3 mm", "g/cm3"), ("5 kg", "V")])
def test_a_unit_of_another_kind_does_not_fit(text: str, unit: str) -> None:
    """The error is the same as for units that pint compares."""
    with pytest.raises(InputError, match="does not fit"):
        measure(text, Parameter("twist", Name("twist", "捻度"), unit), "param")

"""Under the customs code of a base metal, its alloys are no metal beside it; under that of compounds, these are no metals."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("tellurium copper bars", "740710"),
        ("Tellurium-copper rod, free machining", "74072900"),
        ("碲铜棒 易切削", "740729"),
        ("lead-calcium alloy ingots for battery grids", "780199"),
    ],
)
def test_an_alloy_under_the_code_of_its_main_metal_is_no_other_metal(store: Law, item: str, code: str) -> None:
    """An alloy is classified as one of the metal that predominates by weight. Another code does not show this."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"
    assert verdict_of(store, item, hs_code="830249").decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("copper bars, tellurium ingots", "740710"),
        ("铜棒 碲锭", "740710"),
        ("tellurium ingots, lead lined case", "780199"),
        ("tellurium copper master alloy", "740500"),
        ("calcium ingots", "780199"),
        ("zirconium copper rods", "740729"),
    ],
)
def test_a_metal_that_is_not_named_as_part_of_the_alloy_stays_open(store: Law, item: str, code: str) -> None:
    """So does a master alloy, in which copper need not predominate, and a metal whose entry states no form."""
    assert verdict_of(store, item, hs_code=code).decision != "no_control_found"


def test_an_entry_for_an_alloy_of_both_metals_still_matches(store: Law) -> None:
    """1C907.a.2.a is about alloys of aluminium and scandium."""
    assert verdict_of(store, "scandium aluminium alloy", hs_code="760120").decision == "license_required"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("technical molybdenum oxide MoO3, 25 kg drum", "282570"),
        ("工业氧化钼 MoO3 桶装", "282570"),
        ("稀土抛光粉(氧化铈) 10kg/桶", "284610"),
    ],
)
def test_a_compound_is_no_metal_of_an_entry_for_metals(store: Law, item: str, code: str) -> None:
    """The entries about molybdenum and cerium are for metals and alloys. Another code does not show this."""
    assert verdict_of(store, item, hs_code="830249").decision == "undecided"
    assert lines(store, item, hs_code=code) == {}
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    "item", ["molybdenum oxide, molybdenum powder", "工业氧化钼 钼粉", "cerium oxide and cerium powder"]
)
def test_a_metal_beside_a_compound_stays_open(store: Law, item: str) -> None:
    """Its entry is possible, whatever the code of the compound is."""
    assert verdict_of(store, item, hs_code="282570").decision != "no_control_found"

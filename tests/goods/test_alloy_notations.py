"""Alloys by the symbols of their elements with numbers."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Cu-20Ho master alloy, cast ingots", "1C909.a.2.a"),
        ("Fe-30Y ingot", "1C908.a.2.e"),
        ("SmNi5 lumps", "1C902.a.2.c"),
        ("Al80Sm20 waffle ingots", "1C902.a.2.d"),
        ("Mg-5Eu中间合金锭", "1C912.a.2.a"),
        ("CuSc5 prealloyed rods", "1C907.a.2.c"),
        ("磁控溅射用Gd-Fe靶材 Φ101.6×4 3N 带铜背板", "1C903.a.3.b"),
        ('3" x 1/8" Gd20Co80 sputtering cathode, vac. melted', "1C903.a.3.c"),
        ("pure Dy targets 4N", "1C905.a.3.a"),
        ("Tb sputtering disc", "1C904.a.3.a"),
        ("Dy rotary tgt 3N", "1C905.a.3.a"),
        ("Ho 99.9% sputtering target, 100 x 6 mm", "1C909.a.3.a"),
        ("圆靶 材质：Sc 3N 厚6mm", "1C907.a.3"),
        ("Tb-Co buttons 5 kg", "1C904.a.2.a"),
        ("Mg-8%Sc master alloy ingots", "1C907.a.2.b"),
        ("HoCu (60/40 at%) sputtering target, 2 pcs", "1C909.a.3.b"),
        ("Gd-Fe（1:3）平面靶 2件", "1C903.a.3.b"),
        ("Sputtering disc SmFe 15/85 at-pct, 3N, 2 pcs", "1C902.a.3.c"),
    ],
)
def test_the_notation_of_a_listed_alloy_is_its_name(store: Law, item: str, entry: str) -> None:
    """Whatever its numbers count, in any order; a word for target makes it one."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize("item", ["CuSc5 bracket", "SmNi5-200 controller", "Sm2O3Ni ingot"])
def test_a_notation_needs_a_form_of_material_beside_it(store: Law, item: str) -> None:
    """Otherwise, it may be the number of a model."""
    assert "yes" not in lines(store, item).values()
    assert verdict_of(store, item).decision == "undecided"

"""A figure that a text leaves open misses no criterion; the same figure without such words does."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines

OPEN = [
    "lithium-ion battery, 210 Wh/kg guaranteed",
    "lithium-ion battery, energy density 210 Wh/kg TBC",
    "lithium-ion battery, energy density 210 Wh/kg?",
    "lithium-ion battery, energy density 210 Wh/kg customised",
    "lithium-ion battery, energy density 210 Wh/kg per order",
    "lithium-ion battery, energy density 210 Wh/kg average",
    "lithium-ion battery assorted, energy density 210 Wh/kg",
    "锂离子电池 能量密度210Wh/kg 保证值",
    "锂离子电池 能量密度210Wh/kg可定制",
    "锂离子电池 能量密度210Wh/kg（待定）",
]


@pytest.mark.parametrize("item", OPEN)
def test_words_beside_a_figure_leave_it_open(store: Law, item: str) -> None:
    """It is not fixed yet, is the least that is promised, a mean, or that of one among several kinds."""
    assert lines(store, item).get("3A001") == "possible"


@pytest.mark.parametrize(
    "item",
    [
        "lithium-ion battery, energy density 210 Wh/kg",
        "lithium-ion battery, energy density 210 Wh/kg, customised packing",
        "锂离子电池 能量密度210Wh/kg",
    ],
)
def test_the_same_figure_by_itself_excludes_goods(store: Law, item: str) -> None:
    """Words about packing are no words about the figure."""
    assert "3A001" not in lines(store, item)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        (
            "fusion-coating equipment for graphite anode material, volume of a fusion-coating machine 210 L x 2",
            "3B901.c.3.a",
        ),
        (
            "single horizontal vacuum sintering furnace for rare earth magnets, cooling time 28 min or better",
            "2B902.w.1",
        ),
        ("vertical granulation vessel, no granulation volume 3.5 m3", "3B901.c.1.a"),
        ("立式造粒釜 平均造粒容积3.5m3", "3B901.c.1.a"),
    ],
)
def test_figures_of_parts_denied_ones_and_better_ones_stay_open(store: Law, item: str, entry: str) -> None:
    """A figure or better may be the lower one, and two vessels hold twice as much."""
    assert lines(store, item).get(entry) == "possible"

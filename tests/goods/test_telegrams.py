"""Descriptions in the style of clerks: in capitals, without blanks after commas, with impurities and contents."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("gallium,99.9999%,2 kg,6 bottles", "3C001.a"),
        ("金属锑,99.85%,1-3mm,吨袋", "3C003.b"),
        ("GADOLINIUM OXIDE GD2O3 4N 500KG", "1C903.b"),
        ("antimony metal, Pb/As/Fe each 20 ppm", "3C003.b"),
        ("锑锭 Sb99.85 2吨/托", "3C003.b"),
        ("erbium nitrate 5H2O, 25 kg", "1C910.c"),
        ("WNIFE ROD, DENSITY 17.8 G/CM3, ELASTIC LIMIT 900MPA, TENSILE 1350MPA, EL 10 PCT", "1C004"),
        ("gallium selenide crystals, terahertz wave generation", "3C001.g"),
        ("Ge single crystal, n-type, 5N", "3C002.a"),
        ("氧化铒 99.99% 25公斤/桶 赣州", "1C910.b"),
        ("GE WAFER 40 OHM-CM", "3C002.d"),
        ("GE WAFER 40 OHM.CM", "3C002.d"),
    ],
)
def test_goods_are_known_in_the_style_of_telegrams(store: Law, item: str, line: str) -> None:
    """Units in capitals, formulae in capitals, crystal water, places and impurities undo nothing."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("gallium structure lamp", "3C001.a"),
        ("germanium band bracelet", "3C002.a"),
        ("bismuth cream", "6C001.a"),
    ],
)
def test_a_noun_keeps_the_goods_open(store: Law, item: str, line: str) -> None:
    """A noun may be the goods."""
    assert lines(store, item).get(line) != "yes"

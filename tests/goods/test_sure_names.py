"""Words around the name of listed goods leave them sure if they describe, pack or repeat them, and open if they name other goods."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, read, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("tungsten carbide powder 0.8 um, cobalt free", "1C117.d.3"),
        ("gallium metal 99.99%, dust free", "3C001.a"),
        ("dysprosium metal, oxygen-free, 5 kg", "1C905.a.1"),
        ("SmCo alloy flakes for magnet making", "1C902.a.2.a"),
        ("gallium metal cubes", "3C001.a"),
        ("antimony ingots 99.65 % min, 1 MT bundles", "3C003.b"),
        ("gallium metal 99.99%, sea freight", "3C001.a"),
        ("gadolinium oxide 99.99%, LOI 0.5%", "1C903.b"),
        ("erbium oxide rare earth", "1C910.b"),
        ("rare earth erbium oxide", "1C910.b"),
    ],
)
def test_words_that_describe_or_repeat_leave_goods_sure(store: Law, item: str, line: str) -> None:
    """They name a lack, a shape, a packing, a dispatch, or the group of the elements."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "erbium oxide and rare earth metals",
        "erbium oxide, rare earth metals",
        "ytterbium oxide rare earth metals",
        "rare earth magnets, erbium oxide",
        "lanthanum rare earth metal",
        "lanthanum and rare earth metals",
        "lanthanum oxide rare earth",
        "neodymium oxide, rare earth",
        "neodymium metal and rare earth",
        "yttrium rare earth magnet pens",
        "gallium replica, rust free",
        "antimony brush, dust free",
        "tungsten alloy toy, dust free",
        "gallium, duty free shop perfume",
        "gallium flakes breakfast",
        "tungsten pucks coating lens",
        "puck hockey tungsten carbide",
        "corn flakes with bismuth",
    ],
)
def test_words_for_other_goods_leave_them_open(store: Law, item: str) -> None:
    """The name of a group is goods of its own after a mark, after `and`, and beside goods of no entry."""
    assert "yes" not in lines(store, item).values()
    assert verdict_of(store, item).decision != "no_control_found"


def test_the_plural_of_a_noun_is_no_acronym(store: Law) -> None:
    """CuBe is beryllium copper, cubes are a shape, and uavs are still unmanned aircraft."""
    assert ("cubes", "form") in read(store, "gallium metal cubes")
    assert ("CuBe", "name") in read(store, "CuBe rods")
    assert lines(store, "uavs")

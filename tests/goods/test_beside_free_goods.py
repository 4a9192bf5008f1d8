"""Listed goods beside goods of no entry keep a text open, however they are joined."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize("item", ["silicon / germanium lumps 5N", "silicon/germanium ingots", "硅/锗 锭 5N"])
def test_a_name_does_not_cross_a_slash(store: Law, item: str) -> None:
    """Unless an entry is about the whole: silicon and germanium are two goods, silicon germanium is a third."""
    assert verdict_of(store, item).decision != "no_control_found"
    assert "3C002.a" in lines(store, item)


@pytest.mark.parametrize(
    "item",
    [
        "titanium bar containing gallium ingots",
        "indium ingots with gallium powder",
        "zinc ingots with graphite",
        "zinc ingots with graphite powder",
        "leather boots containing gallium ingots",
        "T-shirt 含镓锭",
        "gallium ingots toy car",
        "gallium ingots hand tools",
    ],
)
def test_a_material_with_a_form_is_no_part_of_other_goods(store: Law, item: str) -> None:
    """Ingots and powder are goods of their own; so is graphite, which is no element in an alloy."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("item", ["片碱 掺Ge", "氧化铟 掺Ge", "Ga doped indium oxide"])
def test_a_listed_dopant_keeps_free_goods_open(store: Law, item: str) -> None:
    """A compound of no entry may become one with the dopant."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("item", ["GaAs wafer Ge doped", "磷化铟衬底 掺Fe"])
def test_a_dopant_changes_nothing_of_listed_goods(store: Law, item: str) -> None:
    """Gallium arsenide is listed, whatever it is doped with."""
    assert "yes" in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("Sodium cyanide and plush toys", "950300"),
        ("Face cream 50 ml with Hydrazine hydrate 80% 200 kg drums", "330499"),
        ("plush toys + APT ammonium paratungstate WO3 88.5% min 1 MT bag", "950300"),
        ("AlSc2 master alloy waffle, 2% scandium, pallet 480 kg and Face cream 50 ml", "330499"),
        ("记号笔 黑索金", "960820"),
        ("毛绒玩具 三乙醇胺 85% 232kg/桶 工业级 80桶", "950300"),
    ],
)
def test_a_material_joined_with_a_product_is_not_part_of_it(store: Law, item: str, code: str) -> None:
    """The heading of the product settles nothing about a material with a mass in bulk, a purity, or an `and` beside it."""
    assert verdict_of(store, item, hs_code=code).decision != "no_control_found"

"""A small content of another element in an unwrought base metal is a trace; anything more is goods of its own."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import verdict_of


@pytest.mark.parametrize(
    "item",
    [
        "tin ingots 99.90% min, Sb 0.02 Bi 0.01, LME brand",
        "tin ingots 99.9,Sb 0.015 max,50 t",
        "lead ingot 99.97%, antimony 0.001, bismuth 0.03",
        "refined lead ingots 99.994,Bi <40ppm",
        "copper cathode grade A 99.9935 (Bi,Te,Sb <2ppm)",
        "aluminium ingot A7, Ga 0.03% max, Fe 0.15%",
        "tin ingots, Bi/Sb below 10 ppm",
        "lead free solder wire, Sb≤0.1%, 500 g",
        "锡锭 99.95 锑<0.02",
        "铅锭 99.994% 铋0.004 锑0.0008",
        "电解铜板 锑4ppm 碲2ppm",
    ],
)
def test_traces_make_nothing_else_of_a_base_metal(store: Law, item: str) -> None:
    """A symbol or a name with a small content after an unwrought metal; symbols may share a content."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "antimony ingots 99.65, As<0.05, Pb 0.1",
        "antimony 99.65, tin ingots, Sb 0.02",
        "tin ingots, antimony 0.5",
        "tin ingots, antimony 0.05 t",
        "tin ingots, antimony 0.01 mm foil",
        "tin ingots and antimony 0.02%",
        "tin ingots with antimony 0.02%",
        "tin ingots, antimony powder <0.02%",
        "tin ingots, antimony 0.02% powder",
        "tin ingots, antimony trioxide 0.02%",
        "tin ingots, antimony, bismuth <40 ppm",
        "lead ingots, Ga, Sb <0.02%",
        "lead ingots, gallium 40 ppm Fe",
        "lead ingots, gallium 4N, Fe <20ppm",
        "lead ingots, antimony 0.02 min",
        "lead ingots, antimony >0.02%",
        "lead ingots, antimony 4%",
        "aluminium ingot, scandium 2%",
        "aluminium scandium master alloy ingot, Sc 0.02% max",
        "steel bars, gallium <0.02%",
        "lead ingots, Ge lens <0.02%",
        "lead ingots, graphite 0.02%",
        "lead ingots, molybdenum mill product 0.02%",
        "锡锭和锑0.02",
        "锡锭、锑<0.05",
        "铅锭 镓 铁<20ppm",
        "铅锭，镓99.99%，铁<20ppm",
        "铅锭 锑铋0.5%",
        "铅锭 氢氧化镥0.02%",
        "铅锭 石墨0.02%",
    ],
)
def test_what_is_no_trace_keeps_goods_open(store: Law, item: str) -> None:
    """A larger or least content, a mass, a form, goods of their own before or beside it, and any other head."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("element", ["plutonium", "radium", "helium", "terbium"])
def test_only_usual_impurities_are_traces(store: Law, element: str) -> None:
    """Any content of plutonium may be what matters."""
    assert verdict_of(store, f"lead ingots, {element} <20 ppm").decision != "no_control_found"

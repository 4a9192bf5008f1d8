"""Families of goods that no entry is about, beside goods of a listed material or kind with like words."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import verdict_of


@pytest.mark.parametrize(
    ("item", "hs_code"),
    [
        ("diamond saw blade 350 mm segmented for concrete", "82023910"),
        ("金刚石锯片 105mm 干切", "82023910"),
        ("diamond-coated tile hole saw set 6-50 mm, 10 pc", "82075010"),
        ("molybdenum EDM wire 0.18 mm, 2000 m spools", "81029600"),
        ("Peltier cooler 40x40, with leads", "85415900"),
        ("di-ethanolamine 99, 220kg drum x 80", "29221200"),
        ("三异丙醇胺 85% 水泥助磨剂用 200kg/桶", "29221990"),
        ("单级离心清水泵 ISG80-160 7.5kW 铸铁", "84137099"),
        ("背负式电动喷雾器16L", "84244100"),
        ("ferrite ring magnets for loudspeaker Y30", "85051900"),
        ("brass ball valves, for water", "84818040"),
    ],
)
def test_goods_that_no_entry_is_about_are_free(store: Law, item: str, hs_code: str) -> None:
    """By their words, and with their customs code, also if an entry is printed for it."""
    assert verdict_of(store, item).decision == "no_control_found"
    assert verdict_of(store, item, hs_code=hs_code).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "ferromolybdenum FeMo60 10-50 mm, 1 t bags",
        "钼铁 FeMo60 自然块 吨袋",
        "ferrotungsten FeW80, 100 kg drums",
    ],
)
def test_a_name_may_miss_a_criterion_by_its_nature(store: Law, item: str) -> None:
    """Ferro-alloys have less of the element than the entries require."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "UHP graphite electrode, flexural strength 35 MPa, density 1.80, purity 99.99%",
        "UHP graphite electrode powder D50 15 um",
        "nuclear grade EAF graphite electrode",
        "pure tungsten electrode dia 150 mm x 300 mm",
        "tungsten barrel bore 20 mm",
        "carbide insert powder",
        "tungsten carbide anvil",
        "conventional lathe 5 axes",
        "class II biosafety cabinet with glove ports",
        "PAN chopped strand mat",
        "equipment producing powders of 1C111.b second hand",
        "graphite electrode",
        "HP graphite electrode",
        "molybdenum wire for EDM, and molybdenum powder for missile parts",
        "thoriated tungsten TIG electrode",
        "tungsten dart barrels, tungsten powder 99.9%",
        "yttria coated alumina crucible 500 ml",
        "PTFE lined brass ball valve",
        "brass ball valve for heavy water",
        "brass ball valve for nuclear reactor",
        "class III biological safety cabinet",
        "biological safety cabinet",
        "普通车床改数控 定位精度4微米",
        "benchtop centrifuge for uranium",
        "离心清水泵 氟塑料衬里",
        "foot-and-mouth disease virus vaccine strain",
        "ferrite ring magnets and samarium cobalt magnets",
        "ferrite magnets for loudspeakers, SmCo",
        "LED bulb, multi wire saw",
        "ferrosilicon; double-side grinder",
    ],
)
def test_like_goods_that_may_be_listed_stay_open(store: Law, item: str) -> None:
    """Another material, use, class or figure makes them goods of an entry."""
    assert verdict_of(store, item).decision != "no_control_found"


def test_another_form_or_share_than_that_of_the_name_counts(store: Law) -> None:
    """What is missed by nature is missed only if nothing else is stated."""
    assert verdict_of(store, "ferromolybdenum", form=("metal", "powder")).decision != "no_control_found"
    assert verdict_of(store, "ferrotungsten", contains=["W=98%"]).decision != "no_control_found"

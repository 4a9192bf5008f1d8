"""A product that a text begins with is decided by its own customs code or its words, but not with other goods beside it."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("氮化镓65W快充头 双C口 国标插", "850440"),
        ("Stacked humbucker guitar pickup with samarium cobalt magnets, ivory cover", "920994"),
        ("Bismuth subsalicylate 262 mg chewable tablets, cherry, 48s blister", "300490"),
        ("三基色节能灯 含铕荧光粉 18W E27", "853931"),
        ("无汞体温计（镓铟锡合金液柱），家用腋下", "902511"),
        ("Concealed cupboard hinges, clip-on, zinc plated steel", "830210"),
    ],
)
def test_a_product_of_the_code_is_decided_with_what_it_holds(store: Law, words: str, code: str) -> None:
    """The customs code is that of the product, and each listed name is that of its material."""
    assert verdict_of(store, words, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("LED bulbs E27, gallium metal 99.99%", "853952"),
        ("LED bulb E27 9W + gallium metal 5 kg", "853952"),
        ("LED bulbs and germanium ingots", "853952"),
        ("LED球泡灯、金属镓", "853952"),
        ("LED球泡灯，进口金属镓", "853952"),
        ("LED球泡灯用 进口镓", "853952"),
        ("gallium 500 g LED bulb E27", "853952"),
        ("wedding rings, tungsten carbide powder 10 kg", "711719"),
        ("phone charger, wholesale gallium metal", "850440"),
        ("phone charger 65W with gallium nitride wafer 4 inch", "850440"),
        ("backpack with germanium ingots 5 kg", "420292"),
        ("Toy gyroscope and fibre optic gyroscope 0.01 deg/h", "950300"),
        ("headphones with fibre optic gyroscope", "851830"),
        ("steel nails, CAS 7440-55-3", "731700"),
        ("钢钉 CAS 7440-55-3", "731700"),
        ("toy set with gallium", "950300"),
        ("toy with VX inside", "950300"),
        ("wooden chair with dysprosium oxide", "940169"),
        ("plastic toys, maraging steel bar 18Ni 2000 MPa", "950300"),
    ],
)
def test_goods_beside_the_product_stay_open(store: Law, words: str, code: str) -> None:
    """A material in a form of its own, in bulk, behind a mark or last, and a listed thing are no part of the product."""
    assert verdict_of(store, words, hs_code=code).decision != "no_control_found"


@pytest.mark.parametrize(
    "words",
    [
        "HB graphite pencil leads 0.5 mm, tube of 12, 144 tubes/ctn, school brand",
        "光纤跳线 LC/UPC-LC/UPC 单模双芯3米 2.0护套",
        "手持角磨机 100mm 850W 调速 带手柄",
        "枸橼酸铋钾颗粒 56袋/盒 胃药 成品制剂",
        "LED bulbs E27, frosted, for chandeliers",
    ],
)
def test_a_finished_product_is_decided_by_its_words(store: Law, words: str) -> None:
    """Unread words that are no kind of listed goods do not change a product that a text begins with."""
    assert verdict_of(store, words).decision == "no_control_found"


@pytest.mark.parametrize(
    "words",
    [
        "LED bulbs E27, automatic gluing machine",
        "toy car with antimony trioxide",
        "儿童玩具 含沙林",
        "防锈油 石墨坩埚",
        "体温计液柱",
        "wooden crate, cutter suction unit",
        "binder, process flow for mask data",
    ],
)
def test_other_words_than_those_of_a_finished_product_leave_goods_open(store: Law, words: str) -> None:
    """Names of listed materials, kinds of equipment, another noun, packing and paper do."""
    assert verdict_of(store, words).decision == "undecided"


@pytest.mark.parametrize(
    "words",
    [
        "1 loudspeaker with 1000 SmCo magnets",
        "2 loudspeakers with 1,000 SmCo magnets",
        "loudspeaker with 1.000 SmCo magnets",
        "loudspeaker with 100x SmCo magnets",
        "earbuds with 500 neodymium magnets",
        "phone case with SmCo magnets 1000 pcs",
        "phone case with SmCo magnets (1000 pcs)",
        "phone case with SmCo magnets x 1000",
        "toothbrush with 1000 SmCo magnets",
        "loudspeaker with SmCo magnets in bulk",
        "toothbrush with bulk SmCo magnets",
        "loudspeaker with sample SmCo magnets",
        "loudspeaker with samples of SmCo magnets",
        "loudspeaker with unmagnetised SmCo magnets",
        "loudspeaker with dozens of SmCo magnets",
        "loudspeaker with raw SmCo magnets",
        "loudspeaker with SmCo magnets, SmCo magnets",
        "loudspeaker made of SmCo magnets",
        "扬声器配1000个钐钴磁体",
        "扬声器配散装钐钴磁体",
        "扬声器配钐钴磁体样品",
    ],
)
@pytest.mark.parametrize("code", [None, "851829"])
def test_many_loose_pieces_are_no_part_of_a_product(store: Law, words: str, code: str | None) -> None:
    """More magnets than a product holds, samples and goods in bulk are goods of their own, whatever code the product has."""
    assert verdict_of(store, words, hs_code=code).decision == "undecided"


def test_a_toy_under_its_code_does_not_cover_many_loose_magnets(store: Law) -> None:
    """The materials of an article under its code are those that it holds."""
    assert verdict_of(store, "toy car with SmCo magnets", hs_code="950300").decision == "no_control_found"
    assert verdict_of(store, "toy car with 1000 SmCo magnets", hs_code="950300").decision == "undecided"
    assert verdict_of(store, "guitar pickup with 1000 SmCo magnets", hs_code="920994").decision == "undecided"


@pytest.mark.parametrize("words", ["earbuds and neodymium magnets", "earbuds with 5 kg neodymium magnets"])
def test_magnets_beside_a_product_may_contain_listed_elements(store: Law, words: str) -> None:
    """The code of earbuds does not state that the magnets are free of dysprosium."""
    assert lines(store, words, hs_code="851830")["1C905.a.4"] == "possible"
    assert verdict_of(store, words, hs_code="851830").decision == "undecided"


@pytest.mark.parametrize(
    "words",
    [
        "loudspeaker with SmCo magnets",
        "loudspeaker with 2 SmCo magnets",
        "100 loudspeakers with 200 SmCo magnets",
        "phone case with 36 neodymium magnets",
        "headphones with 40 mm neodymium magnets",
        "headphones with neodymium magnets, net weight 250 g",
        "headphones with neodymium magnets, 24 pcs/ctn",
        "phone case with SmCo magnets, 1000 pcs",
        "sample headphones with neodymium magnets",
        "headphones with neodymium magnets, sample",
    ],
)
def test_the_magnets_of_a_product_are_part_of_it(store: Law, words: str) -> None:
    """A few magnets, their size, and the number or the mass of the products behind a comma change nothing."""
    assert verdict_of(store, words).decision == "no_control_found"

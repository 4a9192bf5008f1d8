"""The head of a segment names the goods: other segments do not change them, unless they name a thing."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize("use", ["rocket engine", "rockets", "warhead", "launch vehicle", "missile", "spacecraft"])
@pytest.mark.parametrize("item", ["fuel injection pump", "thermostat", "axial fan", "diesel fuel injection pump"])
def test_ordinary_goods_for_arms_and_rockets_are_undecided(store: Law, item: str, use: str) -> None:
    """Parts of them may be on a list that the data does not hold in full."""
    assert verdict_of(store, f"{item} for {use}").decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "boron nitride for nuclear weapons",
        "hydrogen peroxide for making explosives",
        "neodymium oxide for nerve agents",
        "3D printer for the Iranian army",
        "3D printer for composite solid propellant",
        "3D打印机，用于制造炸药",
        "氮化硼 炸药用",
    ],
)
def test_any_goods_for_weapons_explosives_or_forces_are_undecided_under_any_code(store: Law, item: str) -> None:
    """The name alone is that of goods that no entry is about; without the purpose, it is."""
    for code in (None, "285000"):
        assert verdict_of(store, item, hs_code=code).decision == "undecided"
    assert verdict_of(store, "boron nitride for crucibles").decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("samarium metal lump 99.9 distilled", "1C902.a.1"),
        ("APT ammonium paratungstate 88.5% WO3 min in drums", "1C117.d.1"),
        ("gallium metal free flowing, 50kg steel drums", "3C001.a"),
        ("gallium nitride powder, 500 g brown glass jar", "3C001.b"),
        ("bismuth ingots 99.99%, palletised", "6C001.a"),
        ("indium phosphide wafers, 4 inch, iron doped", "3C004.a"),
        ("germanium dioxide (Zhongxin no. 7)", "3C002.e"),
        ("99.99% gallium", "3C001.a"),
        ("gallium(III) oxide, lab grade", "3C001.c"),
        ("Te ingot 5N vacuum packed", "6C002.a"),
        ("金属镓 6N 纯度99.9999% 塑料瓶装", "3C001.a"),
        ("镝锭 散装", "1C905.a.1"),
        ("仲钨酸铵 APT 三氧化钨88.5% 吨袋", "1C117.d.1"),
        ("金属铕 矿物油封存", "1C912.a.1"),
        ("磷化铟衬底 4寸 掺铁 半绝缘", "3C004.a"),
        ("bismuth metal shot 99.99%, 20 kg resin keg", "6C001.a"),
        ("indium phosphide wafers, mirror polished, customer specification", "3C004.a"),
        ("sintered NdFeB magnets 35SH, Dy 3%, NiCuNi", "1C905.a.4"),
        ("区熔锗锭 电阻率50Ω·cm 30根", "3C002.b"),
        ("tellurium powder 5N, 500 g clear glass", "6C002.a"),
        ("yttrium oxide, unground, 50 kg lined drum", "1C908.b"),
        ("thulium metal lumps sublimed crystalline, Xinfeng", "1C911.a.1"),
        ("holmium planar target 4N", "1C909.a.3.a"),
        ("germanium lapped substrates 4 inch", "3C002.d"),
        ("Tb-Co master alloy, broken", "1C904.a.2.a"),
        ("Er-Al alloy ErAl40, crushed", "1C910.a.2.a"),
        ("gallium nitride wafers, both sides ground, in membrane box", "3C001.b"),
        ("APT WO3 88.5% min, 1 MT bags, Xiamen", "1C117.d.1"),
        ("solid tungsten block 99.95%, 200 x 150 x 60 mm, machined", "1C117.c.1.a"),
        ("钬铜中间合金 破碎", "1C909.a.2.a"),
        ("还原金属铥 99.9% 20kg/编织袋", "1C911.a.1"),
        ("铒旋转靶 φ76*5", "1C910.a.3.a"),
        ("锑化铟单晶片 位错密度小于30个/cm2 5片", "3C003.f"),
        ("钕铁硼磁体 含镝2.5% 未充磁", "1C905.a.4"),
    ],
)
def test_segments_about_packing_leave_listed_goods_sure(store: Law, item: str, line: str) -> None:
    """Packing, quality, quantities and marks undo nothing."""
    assert lines(store, item)[line] == "yes"
    assert verdict_of(store, item).recognised


@pytest.mark.parametrize(
    "item",
    [
        "bismuth turntable",
        "bismuth shielded",
        "gallium-infused, 20 g",
        "germanium 20 g bracelet",
        "germanium 2 pcs water bottle",
        "samarium metal tonic",
        "tungsten copper wibble, φ130*60mm",
        "bismuth 5N turntable",
        "bismuth, turntable",
        "gallium, smartphone",
        "gallium coated wibble, boxed",
        "samarium metal, replica",
        "bracelet, germanium, boxed",
        "wibble, germanium, vacuum packed",
        "terbium oxide 4N wibble",
        "gallium based, vacuum packed",
        "germanium, pencil case",
        "锗 手链",
        "镓 服装",
        "氧化镝 99.9% 头盔",
        "仿金属镓 散装",
    ],
)
def test_a_thing_in_another_segment_and_a_word_that_changes_goods_leave_them_open(store: Law, item: str) -> None:
    """So does an unknown word in the segment of the name."""
    assert "yes" not in lines(store, item).values()
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize("item", ["antimony trioxide 99.5%", "nickel powder 99.5%, 500 um"])
def test_unread_words_clear_nothing(store: Law, item: str) -> None:
    """Goods that miss a figure of their entry are cleared if the text has no other words, and undecided with an unknown word."""
    assert verdict_of(store, f"{item}, ZQX distilled").decision == "undecided"


@pytest.mark.parametrize("item", ["gallium arsenide diodes", "zinc plated hex nuts M8", "sunglasses UV400"])
def test_a_material_does_not_name_the_product(store: Law, item: str) -> None:
    """Nor does their finish, and UV400 is no uranium."""
    assert verdict_of(store, item).decision == "no_control_found"


def test_materials_of_a_product_do_not_count_under_its_customs_code(store: Law) -> None:
    """The heading of travel goods is for backpacks; words about another thing, and goods that are the material, stay open."""
    assert verdict_of(store, "Holmium travel backpack 40 L", hs_code="420292").decision == "no_control_found"
    assert verdict_of(store, "Holmium travel wibble 40 L").decision == "undecided"
    assert verdict_of(store, "holmium metal lumps wibble", hs_code="420292").decision == "undecided"
    assert verdict_of(store, "Erbium metal shavings 99.5%", hs_code="960350").decision != "no_control_found"
    assert verdict_of(store, "tritium watch wibble", hs_code="910211").decision == "undecided"


def test_a_salt_or_an_oxide_of_a_metal_is_no_metal(store: Law) -> None:
    """Entries for the metal and its alloys are not about its compounds; those for any compound are."""
    assert "1C111.b.1.d" not in lines(store, "titanium dioxide wibble pigment", hs_code="320611")
    assert lines(store, "zirconium chloride wibble")["1C234"] == "possible"


def test_entries_that_words_cannot_be_about_do_not_count_under_their_heading(store: Law) -> None:
    """A filter for trucks is no incinerator, which travels under its heading as well; any glue may hold a precursor."""
    beside = lines(store, "wibble", hs_code="842139")
    assert lines(store, "air filter element for truck", hs_code="842139").keys() < beside.keys()
    assert verdict_of(store, "hot melt adhesive sticks", hs_code="350691").decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "holmium touring suitcase",
        "titanium hair straightening comb",
        "GaN folding umbrella, striped",
    ],
)
def test_words_before_a_finished_product_only_describe_it(store: Law, item: str) -> None:
    """Goods of daily life that match no entry need no customs code."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "holmium metal suitcase",
        "tungsten powder for suitcases",
        "suitcase, holmium",
        "holmium suitcase wibble",
        "carbon fibre folding umbrella",
        "laser folding umbrella",
        "centrifuge suitcase",
        "GaN charger for railguns",
    ],
)
def test_segments_that_may_be_other_goods_stay_open(store: Law, item: str) -> None:
    """A form of the material, goods of their own, an unknown head, a part of a composite, and words of the list do."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("tennis racket graphite 300 g strung", "950651"),
        ("carbon fiber fishing rod 2.4 m telescopic", "950710"),
    ],
)
def test_a_term_with_the_heading_of_the_code_makes_names_of_materials_those_of_its_material(
    store: Law, item: str, code: str
) -> None:
    """Under the heading of other goods the same words stay open."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"
    assert verdict_of(store, item, hs_code="691200").decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("toys, gallium 5 kg", "950300"),
        ("toys, gallium metal 5 kg", "950300"),
        ("tungsten powder for lamps", "853922"),
        ("suitcase graphite block", "420212"),
        ("drone toy gallium arsenide wafer", "950300"),
    ],
)
def test_materials_after_a_product_are_goods_of_their_own(store: Law, item: str, code: str) -> None:
    """A name that fills its segment, and the form of a material, show this under any heading."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"


def test_plain_terms_match_no_entry_of_their_heading(store: Law) -> None:
    """Other words of the text still may be."""
    assert verdict_of(store, "GaN PD charger, EU plug", hs_code="850440").decision == "no_control_found"
    assert verdict_of(store, "motorcycle helmet", hs_code="650610").decision == "no_control_found"
    assert verdict_of(store, "HV capacitor charger 30 kV", hs_code="850440").decision == "undecided"
    assert verdict_of(store, "static converter charger", hs_code="850440").decision == "undecided"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("APT（俗称仲钨），WO3≥88.5%", "1C117.d.1"),
        ("gallium metal 6N (also known as liquid metal), 1 kg bottle", "3C001.a"),
        ("Microcyclus ulei (syn. Pseudocercospora ulei), 4 slants", "1C354.c.3"),
    ],
)
def test_another_name_of_goods_is_no_other_goods(store: Law, item: str, line: str) -> None:
    """A word such as 俗称 or syn. introduces it."""
    assert lines(store, item)[line] == "yes"


def test_another_name_that_is_one_of_ordinary_goods_leaves_goods_open(store: Law) -> None:
    """Glass polish is a term of trade, and may be other goods than the oxide."""
    assert lines(store, "gallium oxide (also called glass polish)")["3C001.c"] == "possible"

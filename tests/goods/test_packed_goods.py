"""Words of no known goods before packing, or joined with ordinary goods, may be goods of the list."""

from __future__ import annotations

import pytest

from exportctl import Transaction, check
from exportctl.api import Law
from tests.goods.answers import DAY, verdict_of


@pytest.mark.parametrize(
    "item",
    [
        "Semtex 10 2 pieces plastic box",
        "DJI Matrice 350 RTK 2 pieces plastic box",
        "Vacodym 655 2 pieces plastic box",
        "KN-22 plastic bags",
        "HG1700, wooden box",
        "塞姆汀 塑料盒",
    ],
)
def test_unknown_words_before_packing_may_be_its_content(store: Law, item: str) -> None:
    """A trade name, or the number of a model."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "office chairs + Semtex",
        "Aerozine and office chairs",
        "cotton T-shirts; Vacodym 655",
        "Recoma 30S and office chairs",
    ],
)
def test_unknown_words_joined_with_ordinary_goods_may_be_other_goods(store: Law, item: str) -> None:
    """A sign or a word joins two goods, and only one of them is known."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "A4 cardboard box",
        "blue plastic box",
        "black and white T-shirt",
        "黑色和白色T恤",
        "印刷纸箱",
        "定做纸箱 三层",
        "cotton T-shirts, Vacodym",
        "Vacodym keychain",
    ],
)
def test_known_words_and_brands_of_ordinary_goods_leave_them_free(store: Law, item: str) -> None:
    """A size, a colour, and a word that nothing joins."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item", ["Semtex 10, 10 pcs carton", "Pixhawk 6X new in box", "Vacodym 655 new in box", "Andor iStar 10 pcs carton"]
)
def test_packing_lets_no_trade_name_pass(store: Law, item: str) -> None:
    """Any goods have it, so it is no evidence that a description is ordinary."""
    answer = check(Transaction(item=item, on=DAY, to="DE"), store, trust_descriptions=True)
    assert answer.decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("氧化钕 99.5 编织袋1吨", "28469013"),
        ("氧化镧 催化裂化用 99.9% 吨包", "28469012"),
        ("铟锭 99.995% 500克/块 纸盒", "81129230"),
        ("Lanthanum oxide 4N, FCC catalyst use, 500 kg bags", "28469012"),
    ],
)
def test_the_packing_and_the_use_of_goods_of_no_entry_leave_them_free(store: Law, item: str, code: str) -> None:
    """They are rules of reading, as beside listed goods."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    "item", ["氧化钕 99.5% 锗盒", "neodymium oxide, germanium jar", "neodymium oxide, gallium", "氧化钕 核反应堆用"]
)
def test_listed_goods_and_uses_beside_them_leave_them_open(store: Law, item: str) -> None:
    """A rule does not match a listed material, and a purpose of the list leaves goods open."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "铝板、7A04铝管",
        "aluminium sheets and 2024 T351 rod",
        "steel plates and MS1 powder",
        "锌锭、WE43",
        "乙二醇、TEA",
        "speakers and 38UH",
        "laptop and H100",
        "toys and metal powder",
        "T恤和靶材",
        "mugs and wafers",
        "shoes and lab equipment",
        "T-shirts and lab reagents",
        "zinc ingots, WE43 billets",
        "mice, DGX H100",
        "T恤，菌种",
    ],
)
def test_a_part_that_names_no_goods_itself_leaves_the_whole_open(store: Law, item: str) -> None:
    """A grade, a model or a word for a form behind `and` may be goods of the list; alone, each is undecided.

    Behind a comma, it has two of them, or words that trade does not use.
    """
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "office chairs and tables",
        "cotton T-shirts for men and women",
        "toys and games",
        "dress, black and white",
        "Mesh upper running shoes, rubber sole, sz 40-45",
        "Laser distance meter 60m, +/-2mm, IP54",
    ],
)
def test_usual_pairs_of_ordinary_goods_are_free(store: Law, item: str) -> None:
    """A noun of trade behind `and` is ordinary goods, too."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "“食品冻干机”",
        'food "freeze dryer"',
        "gallium coin 99.99",
        "dysprosium cups",
        "body armour jacket",
        "bullet jackets",
        "水泥助磨剂TEA",
        "turret milling machine, positioning accuracy 3 um",
        "neodymium discs nickel plated",
        "firewall",
        "EDFA",
        "NBC raincoat",
        "防化手套",
        "吸波窗帘",
        "bulletproof shirt",
    ],
)
def test_a_word_of_ordinary_trade_does_not_hide_listed_goods(store: Law, item: str) -> None:
    """Quotation marks, a coin, a jacket, an acronym or a heading with a met criterion leave goods undecided."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    ['running shoes "Graphite" size 42', "turret milling machine, positioning accuracy 30 um", "visitor chair, oak"],
)
def test_the_same_words_leave_ordinary_goods_free(store: Law, item: str) -> None:
    """A brand of a material, a figure outside the criterion, and a noun for furniture."""
    assert verdict_of(store, item).decision == "no_control_found"

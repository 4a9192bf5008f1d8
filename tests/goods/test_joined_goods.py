"""A customs code is that of the product in a description: listed goods that the words join to it stay possible."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of

LISTED = [
    ("1C350.a", "hydrofluoric acid HF 49% electronic grade"),
    ("1C350.a", "hydrofluoric acid 49%, 25 kg drum"),
    ("1C350.k", "KClO4 potassium perchlorate pyrotechnic grade"),
    ("1C902.a.4", "samarium cobalt ring magnet Sm2Co17 OD30"),
    ("1C117.d.1", "ammonium paratungstate APT WO3 88.5 min"),
    ("1C210.a.2", "T1000 grade carbon fibre 12K tow tensile 6370 MPa"),
    ("6C001.c", "triphenylbismuth BiPh3 curing catalyst"),
]
PRODUCTS = [("plastic toys", "950300"), ("cotton T-shirts", "610910"), ("LED lamps", "853950")]


@pytest.mark.parametrize(("product", "code"), PRODUCTS)
@pytest.mark.parametrize(("entry", "goods"), LISTED)
@pytest.mark.parametrize("joined", ["{product}, {goods}", "{product} and {goods}", "{goods}; {product}"])
def test_listed_goods_beside_a_product_stay_possible_under_its_code(
    store: Law, product: str, code: str, entry: str, goods: str, joined: str
) -> None:
    """The code of the product clears the product alone."""
    text = joined.format(product=product, goods=goods)
    assert verdict_of(store, product, hs_code=code).decision == "no_control_found"
    assert verdict_of(store, text, hs_code=code).decision == "undecided"
    assert entry in lines(store, text, hs_code=code)


@pytest.mark.parametrize(
    "text",
    [
        "plastic toys together with hydrofluoric acid 49%",
        "plastic toys. Hydrofluoric acid 49%",
        "1. plastic toys 2. hydrofluoric acid 49%",
        "plastic toys in addition to hydrofluoric acid 49%",
        "塑料玩具外加氢氟酸49%",
    ],
)
def test_stops_numbers_and_words_for_additions_separate_goods(store: Law, text: str) -> None:
    """Like a comma, they leave the code to the product before them."""
    assert verdict_of(store, text, hs_code="950300").decision == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "plastic toys with loose SmCo magnets",
        "plastic toys with spare SmCo magnets",
        "T-shirts, packed with SmCo magnets",
        "T-shirts together with SmCo magnets",
        "LED lamps in addition to dysprosium",
        "氧化镝配塑料玩具",
        "氦气配皮鞋",
    ],
)
def test_goods_that_come_with_a_product_are_no_part_of_it(store: Law, text: str) -> None:
    """Without a customs code too; a magnet in a toy is a part of it."""
    assert verdict_of(store, text).decision == "undecided"
    assert verdict_of(store, "plastic toys with SmCo magnets").decision == "no_control_found"


def test_the_answer_asks_for_a_question_about_each_of_the_goods(store: Law) -> None:
    """The whole text behind the product is one of them."""
    verdict = verdict_of(store, "plastic toys, hydrofluoric acid 49%, 25 kg drum", hs_code="950300")
    assert "'plastic toys, hydrofluoric acid 49%, 25 kg drum' lists several goods" in str(verdict.to_dict()["warnings"])


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("pencils, graphite core HB", "960910"),
        ("sunglasses, magnesium alloy frame", "900410"),
        ("drill bit, tungsten carbide tip 6 mm", "820750"),
        ("chair, aluminium alloy 7075 frame", "940179"),
        ("golf club, titanium head", "950631"),
        ("T恤，石墨烯涂层", "610910"),
    ],
)
def test_a_material_without_the_figures_of_its_entry_is_that_of_the_product(store: Law, item: str, code: str) -> None:
    """Alone, it is only possibly listed."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("phone case silicone for iphone 15 pro max, navy x1", "39269090"),
        ("手机壳 透明硅胶 苹果15 1个", "39269090"),
        ("headphones wireless black earbuds", "851830"),
    ],
)
def test_a_product_that_guidance_excludes_keeps_its_code_beside_words_of_trade(
    store: Law, item: str, code: str
) -> None:
    """Its name alone may contain listed elements; the words beside it do not resemble the list."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    "beside", ["terbium powder 99.9%", "samarium powder 5 kg", "HMX grade B powder", "X-band weather radar"]
)
def test_a_product_that_guidance_excludes_is_open_beside_words_of_the_list(store: Law, beside: str) -> None:
    """They may name other goods."""
    assert verdict_of(store, f"phone case, {beside}", hs_code="392690").decision == "undecided"

"""The head of the first segment names ordinary goods, whatever words surround it; listed goods with them stay listed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, read, verdict_of

CONTROLLED = Path(__file__).with_name("controlled.tsv")


@pytest.mark.parametrize(
    "item",
    [
        "jasmine rice, long grain, Golden Phoenix, 18 kg bags, Bangkok",
        "Frozen chicken wings IQF, halal, 4 x 2.5 kg, Sadia",
        "orange marmalade, coarse cut, Wilkin & Sons, 340 g x 6",
        "men's padded jacket navy, Bergans, size L",
        "wardrobe, three doors, Hemnes, flat packed",
        "road bicycle frame, aluminium alloy, 54 cm",
        "trolley suitcase graphite grey, four wheels",
        "gel pen 0.5 mm, tungsten carbide tip, black, Muji",
        "leather tote bag with neodymium magnet",
        "bamboo poles 240cm",
        "mineral eye shadow, containing bismuth oxychloride",
        "camping chair with germanium arm rest",
        'running shoes "Graphite" size 42',
        "glass vase diamond cut, 25 cm",
        "carbide end mill, 10 x 75 mm",
        "赣南脐橙 特级 20斤/箱 赣州",
        "速冻水饺 猪肉白菜馅 思念牌 500克*20袋",
        "双人床 实木 1.8米 可拆装 顾家",
        "登山杖 铝合金 三节伸缩",
        "拉杆箱 石墨灰 万向轮",
        "儿童太阳镜 含稀土镜片",
        "玻璃花瓶 钻石切面 25cm",
    ],
)
def test_ordinary_goods_are_recognised_with_any_words_around_them(store: Law, item: str) -> None:
    """Makers, places, kinds, sizes, colours and materials of parts make nothing else of them."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "cotton T-shirt, gallium",
        "toy car, germanium lumps 5N",
        "jasmine rice, ricin A chain from castor beans",
        "wardrobe, krytron KN22",
        "jacket, tungsten carbide powder",
        "walking stick, 7075-T6 aluminium alloy forged tube OD 200 mm",
        "pen, gallium phosphide window 25.4 mm",
        "棉T恤衫 氧化镝 99.99%",
        "实木衣柜 碳化钨粉",
        "rice milling plant for ricin",
        "bulletproof jacket",
        "toy car with 10 kg NdFeB magnets, Dy 3%",
        "toy car, NdFeB magnets Dy 3%",
        "cotton T-shirt with krytron",
        "toy car with jet mill for rare earth magnets",
        "wardrobe, rare earth alloy",
        "toy car containing gallium trifluoride",
        "glass bottle containing gallium",
        "night vision goggles",
        'laptop 14" with gallium arsenide wafer 2"',
        'television 55" gallium arsenide wafers 2"',
        'toy car "gallium arsenide wafers"',
        "glove box for nuclear material",
        "decontamination shower tent",
        "carbide end mill rods",
        "carbide end mill powder",
        "toy car, SmCo alloy technology",
        "玩具车 含储罐、容器或贮槽（镍或镍含量大于40%的合金）",
        "实木衣柜，贫铀合金",
        "实木衣柜，用于2B902.f项所管制物项的零部件",
        "germanium buttons",
        "氧化铕颜料",
        "S-mustard 1mg",
        "Nd:YAG 532 nm 60 W",
        "second-hand vessel for mixing propellant 500 L",
    ],
)
def test_goods_that_may_be_listed_stay_open_with_ordinary_ones(store: Law, item: str) -> None:
    """A name with a form or a figure, a name that fills a segment after a mark, and a word of the list are goods of their own."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("ordinary", ["cotton T-shirt", "roasted coffee beans", "toy car", "棉T恤衫", "实木衣柜"])
def test_no_controlled_description_is_cleared_after_ordinary_goods(store: Law, ordinary: str) -> None:
    """Listed goods after ordinary ones are not cleared."""
    with CONTROLLED.open(encoding="utf-8", newline="") as stream:
        controlled = [row["description"] for row in csv.DictReader(stream, delimiter="\t")]
    assert len(controlled) > 350
    free = [text for text in controlled if verdict_of(store, f"{ordinary}, {text}").decision == "no_control_found"]
    assert free == []


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "cotton T-shirt, {}"), ("zh", "实木衣柜，{}")], ids=["English", "Chinese"]
)
def test_no_name_of_listed_goods_is_cleared_after_ordinary_goods(store: Law, lang: str, text: str) -> None:
    """Except alloys of everyday metals, which the ordinary goods may consist of; a shape or a figure makes them goods again."""
    law = store.law
    named = {
        name: material.id
        for material in law.materials.values()
        if set(material.entries) - law.destination_specific_entries.keys()
        and not any(map(law.is_technology_catalogue, material.entries))
        and material.read not in ("lined", "used")  # their names alone are those of ordinary goods
        for name in getattr(material.names, lang)
    }
    assert len(named) > 800
    free = {id_ for name, id_ in named.items() if verdict_of(store, text.format(name)).decision == "no_control_found"}
    assert free <= {"aluminium_alloy", "titanium_alloy"}


@pytest.mark.parametrize(
    "text",
    [
        "tennis racket graphite 27 in",
        "网球拍 石墨 27寸",
        "铅笔芯 石墨 0.7mm",
        "sunglasses polarised titanium",
        "halogen lamp with tungsten filament 12 V",
        "sunglasses titanium frame polarised",
        "brake pads (graphite)",
        "fishing rod graphite 7ft medium action 2pc",
        "mens wedding ring tungsten carbide 6mm black plated",
        "白炽灯泡 钨丝 40W E27 透明",
        "汽车灯泡 钨丝 12V21W",
    ],
)
def test_a_product_is_made_of_what_its_terms_say(store: Law, text: str) -> None:
    """A reader knows the material of a product, although no comma or `with` shows that it is one."""
    assert verdict_of(store, text).decision == "no_control_found"


@pytest.mark.parametrize(
    "text",
    [
        "tennis racket, graphite",
        "tennis racket and graphite",
        "tennis racket graphite powder",
        "tennis racket graphite scrap",
        "tennis racket graphite 99.99%",
        "tennis racket graphite 5 kg",
        "tennis racket gallium",
        "graphite for tennis racket",
        "网球拍 石墨粉",
        "网球拍、石墨",
        "灯泡用钨",
        "fishing rod graphite rod 10 mm",
        "titanium fishing rod blanks",
        "graphite fishing rod powder",
        "fishing rod graphite 7 t",
        "soap bar, germanium bar",
        "wedding ring tungsten carbide powder",
        "key ring gallium",
        "白炽灯泡 钨丝 10公斤",
        "白炽灯泡用钨丝",
    ],
)
def test_goods_beside_a_product_are_no_material_of_it(store: Law, text: str) -> None:
    """A mark, a form, a figure or another substance makes the material goods of its own."""
    assert verdict_of(store, text).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "sulphur granules 99.9% min, 1000 kg bags",
        "silicon metal 553",
        "boric acid 99.9% powder",
        "borax decahydrate",
        "ferro-silicon 75% 10-50 mm",
        "zinc sulphate monohydrate",
        "methyl methacrylate",
        "HDPE granules",
        "硫磺 颗粒",
        "硅铁 75",
        "硼酸",
        "铜精矿",
        "山梨酸钾",
    ],
)
def test_raw_materials_of_no_entry_are_ordinary_goods(store: Law, item: str) -> None:
    """A commodity is known by its name in trade, although other substances of its elements are on the list."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "silicon metal, germanium lumps 5N",
        "silver ingots and gallium ingots",
        "boric acid enriched in boron-10",
        "sulphur dichloride",
        "稀土硅铁",
        "硼酸铒",
        "硫磺、镓锭",
        "铜板 镓",
        "钨铜板",
    ],
)
def test_a_raw_material_of_no_entry_clears_no_other_goods(store: Law, item: str) -> None:
    """Other goods beside it, and longer names that contain its name, remain what they are."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("ring", ["tungsten carbide ring", "germanium ring", "bismuth ring", "rare earth magnet ring"])
def test_a_ring_is_a_piece_of_its_material(store: Law, ring: str) -> None:
    """Only words of jewellery make it one."""
    assert verdict_of(store, ring).decision != "no_control_found"
    assert verdict_of(store, "tungsten carbide wedding ring").decision == "no_control_found"


@pytest.mark.parametrize("form", ["powder", "rod", "plate", "scrap"])
def test_a_raw_form_after_a_product_makes_goods_of_its_material(store: Law, form: str) -> None:
    """A term of trade hides the names inside it, but not before the form of a material."""
    assert verdict_of(store, "tungsten carbide end mill").decision == "no_control_found"
    assert "tungsten carbide" in {words for words, _ in read(store, f"tungsten carbide end mill {form}")}


def test_a_nuclide_is_read_in_its_exact_spelling_only(store: Law) -> None:
    """240Cm is curium, 240cm a length."""
    assert ("240cm", "measure") in read(store, "bamboo poles 240cm")
    assert lines(store, "240Cm")

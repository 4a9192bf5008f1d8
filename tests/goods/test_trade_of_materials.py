"""Materials as invoices describe them: contents, grades, sizes and kinds that an entry tests, and technology for their making."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, verdict_of


def is_sure(store: Law, item: str, entry: str) -> bool:
    """Return whether goods surely match an entry."""
    return lines(store, item).get(entry) == "yes"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Bi needles 4N5, Ag <5 ppm certified, double vacuum bags", "1C229"),
        ("高纯铋 5N Ag<1ppm 针状 真空袋", "1C229"),
        ("Zr sponge nuclear grade, Hf < 100 ppm, sealed drums", "1C234"),
        ("核级海绵锆 铪≤0.008% 氩气保护 钢桶", "1C234"),
        ("InSb wafer 3 inch undoped, EPD <50/cm2", "3C003.f"),
        ("锑化铟单晶片 位错密度<50个/cm2 2英寸 N型", "3C003.f"),
        ("titanium billet UTS 950 MPa OD 100 mm", "1C202.b"),
        ("lithium iron phosphate battery cell 320 Wh/kg", "3A001"),
        ("CuW80 rod copper tungsten dia 130 x 300", "1C117.c.1.b"),
        ("钨铜合金块 W85 规格160×130×60 渗铜", "1C117.c.1.b"),
        ("Maraging steel C350 round bar, UTS 2400 MPa, dia 80", "1C216"),
        ("磷酸铁锂 正极粉 压实2.60 克容量158mAh/g 吨袋", "3C901.a.1"),
        ("等静压石墨块 密度1.86 抗折55MPa 灰分<20ppm", "1C108.b"),
        ("carbon fiber T700 4900 MPa 1.80 g/cc", "1C210.a.2"),
        ("Carbon fiber T1000G 12K, tensile 6370 MPa, 4 kg spools", "1C210.a.2"),
    ],
)
def test_contents_grades_and_sizes_of_trade_meet_an_entry(store: Law, item: str, entry: str) -> None:
    """Parts per million, strict bounds, grades by content, and the units that drawings leave out."""
    assert is_sure(store, item, entry)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Bi needles 4N5, Ag <20 ppm", "1C229"),
        ("zirconium tube Hf 2%", "1C234"),
        ("InSb wafer 3 inch undoped, EPD ≤50/cm2", "3C003.f"),
        ("CuW75 rod copper tungsten dia 130 x 300", "1C117.c.1.b"),
        ("titanium grade 5 billet 120 mm", "1C202.b"),
        ("钛饼 Φ200", "1C202.b"),
        ("germanium optical fibre preform", "3C002.a"),
        ("锗光纤预制棒", "3C002.a"),
        ("tungsten rod dia 6 x 12 inch, W 99.95%", "1C117.c.1.a"),
        ("tungsten block 6x5x3 in, W 99.95%", "1C117.c.1.a"),
        ("Maraging steel C350 round bar, UTS 2400 MPa, dia 60", "1C216"),
        ("isostatic graphite block density 1850 flexural 60 MPa ash 20 ppm", "1C108.b"),
        ("isostatic graphite block density 1.85 flexural 60 MPa ash 2000 ppm", "1C108.b"),
        ("carbon fibre 3530 MPa 1.76 g/cm3", "1C210.a.2"),
        ("carbon fibre, up to 6400 MPa", "1C210.a.2"),
        ("carbon fibre fishing rod 6370 MPa 1.8 g/cc", "1C210.a.2"),
    ],
)
def test_others_leave_the_entry_open(store: Law, item: str, entry: str) -> None:
    """A figure that does not meet it, in another unit or of other goods; none of these frees the goods."""
    assert not is_sure(store, item, entry)
    assert exit_code(verdict_of(store, item)) != 0


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Germanium ingot, zone refined, 12 kg, 2 cartons", "3C002.b"),
        ("三元前驱体 镍钴锰氢氧化物 Ni83 D50 10um 吨袋", "3C901.a.2.a"),
        ("Antimony sulphide concentrate, Sb 52% low Pb/As, jumbo bags", "3C003.a"),
        ("钆靶 Φ76.2×6mm 99.9% 平面靶 绑定铜背板", "1C903.a.3.a"),
        ("氯化亚砜 99% 槽罐车 UN1836 8类", "1C450.c.14"),
        ("Heavy water D2O 99.9 atom % D, 10 x 1 kg", "NUC.heavy-water"),
    ],
)
def test_kinds_impurities_and_packing_leave_goods_sure(store: Law, item: str, entry: str) -> None:
    """A kind behind a mark or behind a general name, what goods have little of, and what carries or packs them."""
    assert is_sure(store, item, entry)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("磷化铟单晶生长工艺规程 PDF 邮件发送", "3E004"),
        ("Process sheet for crystal growth of indium phosphide, pdf by e-mail", "3E004"),
        ("technical data for indium phosphide crystal growth", "3E004"),
        ("Drawings & process sheets: NdFeB strip casting and sintering line", "1E902.a"),
        ("钕铁硼生产线图纸", "1E902.a"),
    ],
)
def test_words_of_making_and_for_technology_are_technology_of_the_goods(store: Law, item: str, entry: str) -> None:
    """They are beside the name of the goods."""
    assert is_sure(store, item, entry)


@pytest.mark.parametrize(
    "item",
    [
        "training course on indium phosphide crystal growth technology",
        "磷化铟晶体生长工艺 培训课程",
        "indium phosphide crystal growth furnace, drawings enclosed",
        "磷化铟单晶生长炉 图纸",
        "钕铁硼磁铁 图纸",
        "钕铁硼磁铁 来图定制",
        "NdFeB magnet as per drawing 1234",
        "NdFeB magnets with drawings",
        "bismuth crystal with process card",
        "铋晶体 手工工艺套装",
        "碳化钨喷涂工艺 轴套",
        "bismuth crystal growth kit technology for kids",
        "工艺卡 钕铁硼磁铁",
        "InP technology roadmap poster",
    ],
)
def test_papers_beside_goods_and_courses_are_not(store: Law, item: str) -> None:
    """Goods are made to drawings and come with papers, and a process may be one for other goods."""
    technology = {"1E902.a", "1E101.b", "3E004", "6E001", "TECH.083201J.3"}
    assert not {entry for entry, certainty in lines(store, item).items() if certainty == "yes"} & technology


@pytest.mark.parametrize(
    "item",
    [
        "bismuth subsalicylate tablets, Ag <5 ppm",
        "lead-free solder SnBi, Ag <5 ppm",
        "zirconia ceramic ring, Hf < 100 ppm",
        "锆石戒指 铪<80ppm",
        "indium antimonide detector EPD<50/cm2",
        "锑化铟探测器 位错密度<50个/cm2",
        "碲锌镉探测器 探测器级晶体",
        "copper backing plate for gadolinium target",
        "铜背板 钆靶用",
        "welding electrode holder W80, copper tungsten tip",
        "钨铜电极夹 W80 Φ130×300",
        "maraging steel golf club head, UTS 2400 MPa, dia 80",
        "cutting fluid with triethanolamine, 200 L drum",
        "triethanolamine, cutting fluid concentrate, 20 L",
        "无氰选金剂 黄金冶炼用 20吨/柜",
        "sodium cyanide antidote kit, gold mine consignee",
        "graphite anode rod, cathodic protection, dia 80",
        "gallium arsenide, solar panel 100 W",
        "磷酸铁锂电池 压实2.65 克容量157mAh/g",
        "三元前驱体反应釜 镍钴锰氢氧化物",
        "boric acid at 99 at.%, 25 kg",
        "PET chips bottle grade IV 0.80 (antimony catalyst)",
    ],
)
def test_other_goods_with_such_words_are_never_sure(store: Law, item: str) -> None:
    """Things and mixtures that a material is in, beside or part of."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("material", "part", "entry"),
    [
        ("gallium arsenide", " window", "3C001.e"),
        ("gallium arsenide", " cell", "3C001.e"),
        ("germanium metal", " flange", "3C002.a"),
        ("terbium metal", " touch screen", "1C904.a.1"),
        ("hafnium metal 99%", ", chuck", "1C231"),
        ("gadolinium oxide", ", O-ring", "1C903.b"),
        ("dysprosium oxide", " lubricant", "1C905.b"),
        ("金属铽", " 触摸屏", "1C904.a.1"),
    ],
)
def test_a_part_of_a_machine_behind_a_material_may_be_made_of_it(
    store: Law, material: str, part: str, entry: str
) -> None:
    """The same words only describe a machine: freeze dryer, touch screen."""
    assert is_sure(store, material, entry)
    assert not is_sure(store, material + part, entry)


@pytest.mark.parametrize(
    ("goods", "others", "entry"),
    [
        ("turbofan engine", "turbofan engine starting motor", "9A101.b"),
        ("turbofan engine", "turbofan engine spare parts", "9A101.b"),
        ("turbofan engine", "parts of turbofan engine", "9A101.b"),
        ("turbofan engine", "manual of turbofan engine", "9A101.b"),
        ("turbofan engine", "turbofan engine scrap", "9A101.b"),
        ("star tracker", "star tracker MOTOR", "7A104"),
        ("gallium metal", "gallium metal chain", "3C001.a"),
        ("gallium metal", "gallium metal bottle", "3C001.a"),
        ("gallium nitride", "gallium nitride MOSFET", "3C001.b"),
        ("rabies virus", "inactivated rabies virus", "1C351.a.41"),
        ("rabies virus", "rabies virus antigen", "1C351.a.41"),
        ("狂犬病毒", "狂犬病毒 抗血清", "1C351.a.41"),
        ("hydrofluoric acid", "pump for electronic grade hydrofluoric acid", "1C350.a"),
    ],
)
def test_what_is_made_of_goods_or_belongs_to_them_is_not_surely_they(
    store: Law, goods: str, others: str, entry: str
) -> None:
    """The noun that closes the segment of a name, or comes before `of`, may be what the goods are."""
    assert is_sure(store, goods, entry)
    assert not is_sure(store, others, entry)


@pytest.mark.parametrize(
    "item",
    [
        "antiomny button",
        "reentry ceramic tile",
        "TA2 kettle",
        "Pfaudler kettle",
        "C/C brake disc",
        "炭炭制动盘",
        "陶瓷隔熱瓦",
        "shoes, 7075 aluminium forgings",
        "鞋子，超硬铝合金",
        "搪玻璃反应釜 3000L 夹套容积50L",
        "钛反应釜 夹套容积 50 L",
    ],
)
def test_an_unknown_word_before_a_noun_of_the_list_clears_no_goods(store: Law, item: str) -> None:
    """Nor does a figure of a part, an alloy that is goods of its own, or a traditional character."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize("item", ["Bosch kettle", "A4 cardboard box", "shoes, aluminium alloy"])
def test_known_words_before_such_a_noun_leave_goods_free(store: Law, item: str) -> None:
    """Trade uses the word; one letter and a number are a size; an alloy by its general name is a material."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(("item", "entry"), [("氧化鎵 5N", "3C001.c"), ("高純鎵 7N", "3C001.a")])
def test_traditional_characters_name_the_same_goods(store: Law, item: str, entry: str) -> None:
    """They are read as simplified ones if these surely name listed goods."""
    assert is_sure(store, item, entry)


@pytest.mark.parametrize(
    "item",
    [
        "gallium 5N zip bag 50 g",
        "high purity gallium zip bag",
        "liquid gallium syringe",
        "镓针筒 20克",
        "砷化镓信封",
        "GaAs padded envelope",
        "germanium 5N bobbin",
        "三苯基铋首饰盒",
        "GaAs wafer steel frame",
    ],
)
def test_what_holds_goods_is_not_made_of_them(store: Law, item: str) -> None:
    """A bag, a syringe or a frame behind a substance may hold it."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("item", ["germanium necklace", "germanium phone case", "indium-tin touch screen phone"])
def test_what_is_made_of_a_substance_stays_a_product(store: Law, item: str) -> None:
    """Jewellery and tackle are made of it."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item", ["graphite anode sheets", "graphite anode plates", "石墨负极板", "graphite anode material blocks"]
)
def test_anode_material_of_any_form_may_be_listed(store: Law, item: str) -> None:
    """No. 58/2025 prints no form, so none excludes its entry."""
    assert "3C901.b.1" in lines(store, item)

"""Finished products whose words touch a listed material are free, and the same words about the material are not."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    "item",
    [
        "carbon fibre tow for fishing rods",
        "carbon fibre prepreg for tennis rackets",
        "carbon fibre, fishing rods",
        "carbon fibre and fishing rods",
        "fishing rods and carbon fibre",
        "carbon fibre + phone case",
        "carbon fibre / wallet",
        "carbon fibre fishing rod blanks",
        "carbon fibre fishing rod powder",
        "carbon fibre fabric, bicycle frame",
        "carbon fibre bicycle tubes",
        "carbon fibre tube 75 mm bicycle frame",
        "carbon fibre yarn 12K tensile 7 GPa, bicycle",
        "carbon fibre 12K T1000 for bicycle frame",
        "carbon fibre roll for bicycle frame",
        "UHMWPE fibre gloves yarn",
        "UHMWPE fibre for gloves",
        "carbon fibre composite tube golf shaft",
        "羽毛球拍用碳纤维",
        "碳纤维 羽毛球拍用",
        "碳纤维丝束 羽毛球拍",
        "碳纤维预浸布 羽毛球拍用",
        "碳纤维和羽毛球拍",
        "碳纤维、羽毛球拍",
        "碳纤维/羽毛球拍",
        "碳纤维布 自行车架",
        "zirconium powder toy",
        "zirconium sponge pens",
        "zirconium tube bicycle frame",
        "zirconium alloy tube bicycle",
        "zirconium rings for nuclear fuel",
        "zirconium wire necklace and zirconium sponge",
        "zirconium, necklace",
        "锆管 项链",
        "锆粉 玩具",
        "graphite block toy",
        "graphite blocks fishing rod",
        "isostatic graphite block, tennis racket",
        "hafnium, sunglasses case",
        "beryllium pens and beryllium powder",
        "beryllium ingot bracelet",
        "beryllium bars, bracelet",
        "gallium and toy cars",
        "gallium ingot and toy cars",
        "tungsten wire and lamp bulbs",
        "镓和玩具车",
    ],
)
def test_the_material_of_goods_of_daily_life_is_goods_of_its_own(store: Law, item: str) -> None:
    """A form of it, a mark or an `and` between them, or a purpose separates the two."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "samarium cobalt headset",
        "germanium phone case",
        "neodymium magnet clasp handbag, leather",
        "钕铁硼磁吸手机支架",
    ],
)
def test_a_magnet_before_a_product_is_part_of_it(store: Law, item: str) -> None:
    """A product that usually has one, or a magnet that no entry surely means."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "SmCo kitchen knives",
        "samarium cobalt kitchen knives",
        "钐钴菜刀",
        "SmCo powder headphones",
        "samarium cobalt alloy headphones",
        "samarium cobalt magnets for headphones",
        "samarium cobalt, headphones",
        "SmCo magnets and headphones",
        "headphones and SmCo magnets",
        "钐钴磁钢 耳机用",
        "耳机用钐钴磁钢",
        "SmCo magnet headphones 99.9%",
        "dysprosium metal headphones",
        "headphones with terbium metal",
        "headphones and terbium oxide",
        "gallium, headphones",
        "headphones, gallium",
        "gallium and headphones",
        "gallium powder headphones",
        "gallium arsenide wafers phone case",
        "dysprosium metal, phone case",
        "phone case containing germanium",
        "镓锭 耳机",
        "手机壳 锗锭",
        "手机壳用碳纤维",
        "carbon fibre tow phone case",
        "frying pan with NdFeB magnet with Tb 5 kg",
        "行李箱，含钬钕铁硼磁体5公斤",
        "雨伞 含铽钕铁硼磁钢 10件",
    ],
)
def test_a_listed_material_is_goods_of_its_own_beside_a_product(store: Law, item: str) -> None:
    """Knives have no magnets, and a form or a mark makes a material goods of its own."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "T-shirt containing gallium",
        "sandals containing tellurium",
        "socks containing germanium",
        "soap containing gallium",
        "candle containing indium phosphide wafers",
        "lipstick containing tungsten",
        "hat containing beryllium",
        "tie containing SmCo",
        "pillow containing antimony",
        "necklace containing gallium metal",
        "sunglasses containing gallium arsenide wafers",
        "lipstick containing antimony oxide 5 kg",
        "T恤 含镓",
        "凉鞋 含碲",
        "袜子 含锗",
        "枕头 内含锑锭",
    ],
)
def test_an_element_is_no_ingredient_of_a_product(store: Law, item: str) -> None:
    """A product and what it contains may be a parcel of both. A compound in eye shadow is an ingredient."""
    assert verdict_of(store, item).decision != "no_control_found"
    assert verdict_of(store, "eye shadow, containing bismuth oxychloride").decision == "no_control_found"


@pytest.mark.parametrize(
    "item", ["indium ingots with gallium", "zinc ingots with germanium", "steel pipe containing gallium"]
)
def test_a_listed_element_after_with_is_a_parcel_beside_free_goods(store: Law, item: str) -> None:
    """It changes listed goods, such as magnets with dysprosium; other goods do not change it."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("item", ["zinc ingots for missiles", "copper bars for nuclear reactors", "锌锭 用于导弹"])
def test_free_goods_for_listed_goods_stay_open(store: Law, item: str) -> None:
    """The use may make a specially designed part of them."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "cordless drill with lithium battery 18V",
        "electric toothbrush with lithium battery",
        "LED torch with lithium battery",
        "laptop with lithium battery",
        "electric scooter with lithium-ion battery 36V 10Ah",
        "蓝牙音箱 含锂电池",
        "电动自行车 带锂电池 48V",
    ],
)
def test_a_battery_is_part_of_a_product_that_runs_on_it(store: Law, item: str) -> None:
    """The entry is about batteries, not about products with one."""
    assert "3A001" not in lines(store, item)
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "cordless drill with lithium battery 320 Wh/kg",
        "cordless drill with 500 pcs lithium batteries",
        "cordless drill with lithium battery, 500 pcs",
        "cordless drill and lithium battery",
        "cordless drill, lithium battery",
        "cordless drill + lithium battery",
        "cordless drill / lithium battery",
        "cordless drill with lithium battery cells 350 Wh/kg",
        "cordless drill with lithium battery 20 kg",
        "cordless drill with lithium battery cathode powder",
        "lithium battery for cordless drill",
        "lithium battery with cordless drill",
        "lithium battery pack 18V",
        "lithium ion battery 320 Wh/kg with charger",
        "energy storage system with lithium battery",
        "laptop with lithium battery technology",
        "手电钻 锂电池",
        "手电钻和锂电池",
        "手电钻 含锂电池 320Wh/kg",
        "手电钻用锂电池",
        "手电钻 带锂电池 500个",
        "手电钻 含锂电池正极材料",
        "锂电池 含手电钻",
        "储能系统 含锂电池",
    ],
)
def test_a_battery_beside_a_product_is_goods_of_its_own(store: Law, item: str) -> None:
    """It is so without `with`, with a number, a mass or an energy density, and before the product."""
    assert lines(store, item) or verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("item", ["drone with lithium battery", "torpedo with lithium battery", "无人机 含锂电池"])
def test_listed_goods_with_a_battery_stay_listed(store: Law, item: str) -> None:
    """The battery changes nothing."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize("lamp", ["P21W", "PY21W", "W5W", "C5W"])
def test_a_category_of_vehicle_lamps_is_no_formula(store: Law, lamp: str) -> None:
    """ECE R37 names lamps so. Co3W is one."""
    assert not lines(store, f"{lamp} car bulb 12V")
    assert lines(store, "Co3W car bulb 12V")


@pytest.mark.parametrize(
    "item", ["phone charger for Dell Inspiron", "car jack for Volkswagen Golf", "phone charger for Samsung Galaxy A52"]
)
def test_a_maker_in_the_purpose_leaves_a_plain_term_plain(store: Law, item: str) -> None:
    """A make and a model are no use of the list."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "use", ["UF6", "krytrons", "rocket engines", "Shahed drones", "enrichment cascade", "Gas Centrifuges", "铀浓缩"]
)
def test_a_use_of_the_list_keeps_a_plain_term_open(store: Law, use: str) -> None:
    """Whatever its letters."""
    assert verdict_of(store, f"phone charger for {use}").decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "germanium face roller",
        "indium-tin touch screen phone",
        "germanium necklace health 4-in-1",
        "tungsten carbide ball pen refill",
        "tungsten promise ring",
        "锗按摩滚轮",
        "锗二极管",
        "碲化镉太阳能板",
        "钨钢磨刀器",
        "spandex fabric black",
    ],
)
def test_a_product_is_read_by_its_last_noun(store: Law, item: str) -> None:
    """Its term includes the names inside it, and further words of ordinary trade change nothing."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "gallium toy ingots",
        "toy, gallium ingots",
        "gallium bulb powder",
        "tungsten carbide bulb powder",
        "gallium tumbler 5N",
        "germanium figurine ingot",
        "tungsten coin blanks",
        "indium phosphide coin 99.99%",
        "antimony statuette ingots",
        "gallium thermal paste powder",
        "gallium thermal grease for CPU and gallium ingots",
        "touch screen phone with gallium ingots",
        "bismuth chewable tablets powder",
        "bismuth softgels and bismuth metal",
        "antimony tablets 5N",
        "gallium tablets",
        "tellurium tablets 99.999%",
        "germanium pellets capsules",
        "steel tumbler and germanium ingot",
        "germanium face roller powder",
        "germanium face roller and germanium lumps",
        "germanium orthodontic wire spool 5N",
        "SmCo magnets, name badge",
        "dysprosium metal, jute bags",
        "antimony trioxide 99.999% for polyester yarn",
        "plutonium toy",
        "krytron bulb",
        "neutron generator bulb",
        "uranium bulb",
        "核用手套箱",
        "锗二极管用锗片",
        "砷化镓二极管外延片",
        "砷化镓二极管 晶片",
        "锗太阳能板用锗衬底",
        "碲化镉太阳能板靶材",
        "二极管、砷化镓",
        "二极管用砷化镓",
        "太阳能板 碲锭",
        "锗灯管粉",
        "钨灯管 钨粉",
        "涡轮风扇发动机",
        "bismuth tablets for evaporation",
        "molybdenum tablets",
    ],
)
def test_a_material_with_a_form_or_a_purity_is_no_product(store: Law, item: str) -> None:
    """The form may come before the product or after it."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("samarium cobalt headphones, over-ear", "851830"),
        ("bismuth subsalicylate chewable, stomach relief", "300490"),
        ("carbon fibre phone case iPhone 15", "392690"),
    ],
)
def test_the_heading_that_the_other_words_have_names_the_product(store: Law, item: str, code: str) -> None:
    """The names of raw materials beside such words are those of its material, but not under another heading."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"
    assert verdict_of(store, item, hs_code="830249").decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("rectifier cabinet 6000A for rare earth electrolysis", "854110"),
        ("碳碳复合材料化学气相沉积炉", "950300"),
        ("gallium 6N premium quality", "711719"),
        ("germanium lumps, jewellery", "711719"),
        ("antimony powder for toys", "950300"),
        ("tellurium scrap, health bracelets", "711719"),
        ("gallium metal ingots for toy makers", "950300"),
    ],
)
def test_a_heading_that_words_of_the_list_contradict_names_no_product(store: Law, item: str, code: str) -> None:
    """Nor does one beside a form of the material."""
    assert verdict_of(store, item, hs_code=code).decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "锗放大镜",
        "germanium magnifier",
        "锗镜子",
        "germanium washer",
        "镓砝码",
        "dysprosium bolt",
        "砷化镓目镜",
        "NdFeB washer",
    ],
)
def test_one_piece_of_a_listed_material_is_the_material(store: Law, item: str) -> None:
    """A lens, a mirror, a weight or a washer is made of nothing else."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item", ["titanium washer M6", "tungsten screw", "ferrite magnet washer", "germanium necklace", "钛螺母"]
)
def test_one_piece_of_another_material_is_ordinary(store: Law, item: str) -> None:
    """The entries for these materials ask for a size or a strength, or there is none."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("AlNiCo magnet", "85051190"),
        ("ferrite magnet", "85051190"),
        ("铝镍钴磁铁", "85051190"),
        ("door lock, zinc alloy", "83014000"),
        ("皮带扣 锌合金 1个", "83089000"),
        ("Motor run capacitor CBB65 35uF 450VAC, 3000 pcs", "85322590"),
    ],
)
def test_the_right_code_of_goods_that_hold_nothing_listed_leaves_them_free(store: Law, item: str, code: str) -> None:
    """An entry beside the same heading is about other elements, or about another kind of goods."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(
    "item", ["ferrite ring magnets Y28H, uncoated", "ferrite block magnets Y30BH, uncoated, 50 pcs"]
)
def test_the_grade_of_a_ferrite_is_no_formula(store: Law, item: str) -> None:
    """It is no compound of yttrium, so the code of the magnets decides them, but not magnets of rare earths beside them."""
    assert verdict_of(store, item, hs_code="85051900").decision == "no_control_found"
    assert verdict_of(store, f"NdFeB magnet and {item}", hs_code="85051900").decision != "no_control_found"


@pytest.mark.parametrize(
    "item", ["magnet", "NdFeB magnet N35", "AlNiCo magnet, Sm2Co17 magnet", "samarium cobalt magnet"]
)
def test_a_magnet_that_may_hold_rare_earths_stays_open(store: Law, item: str) -> None:
    """The heading of magnets is that of listed ones, too."""
    assert verdict_of(store, item, hs_code="85051190").decision != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "titanium RV diaphragm water pump",
        "RV diaphragm water pump, all PTFE 10 m3/h",
        "titanium air compressor check valve",
        "空压机单向阀，钛材",
        "空压机单向阀，TA2",
        "球形止回阀铸铁，搪玻璃",
        "air compressor check valve, N10276",
        "RV diaphragm water pump, Kynar",
    ],
)
def test_a_product_of_a_material_that_its_heading_lists_stays_open(store: Law, item: str) -> None:
    """2B350 lists valves and pumps by the material that touches the chemical, under the headings of these products."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize("item", ["swing check valve", "swing check valve DN50 PN16", "check valve"])
def test_a_valve_of_no_stated_material_stays_open(store: Law, item: str) -> None:
    """Its code is that of the valves in 2B350.a."""
    assert verdict_of(store, item, hs_code="848130").decision == "undecided"


@pytest.mark.parametrize("item", ["titanium lotion pump", "离心榨汁机，钛材", "graphite hand mixer"])
def test_a_product_of_another_heading_may_be_of_any_material(store: Law, item: str) -> None:
    """No entry for things made of titanium or graphite is printed for these headings."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize("item", ["titanium alloy tube OD 25.4 mm", "titanium tube OD 25.4 x 1.24 mm"])
def test_a_shape_in_the_name_of_a_metal_counts(store: Law, item: str) -> None:
    """A tube is no powder, and one below 75 mm is no listed tube."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "terbium ribbon 10 mm wide",
        "NdFeB ribbon",
        "terbium dice 10 mm",
        "gallium arsenide dice",
        "yttria cups 500 ml",
        "plastic toys, cubic boron nitride grit",
        "graphite plugs",
    ],
)
def test_a_word_for_a_shape_is_no_product_beside_a_listed_material(store: Law, item: str) -> None:
    """Ribbons of metal are no textiles, and plugs of graphite no electrical ones."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize("item", ["satin ribbon", "ribbon cable", "copper cups", "game dice"])
def test_a_word_for_a_shape_is_a_product_by_itself(store: Law, item: str) -> None:
    """No listed material is beside it."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "entry"),
    [("titanium alloy bar", "1C202.b"), ("titanium powder", "1C111.b.1.d"), ("titanium alloy", "1C111.b.1.d")],
)
def test_a_metal_stays_open_in_the_shapes_of_its_entries(store: Law, item: str, entry: str) -> None:
    """A bar may be thick and strong, and a metal without a shape may be powder."""
    assert entry in lines(store, item)


@pytest.mark.parametrize(
    "item",
    [
        "dysprosium praseodymium neodymium fluoride",
        "镝氟化镨钕",
        "yttrium niobium pentoxide",
        "掺铽氟化镁",
        "samarium iron nitrogen bonded ferrite magnet",
        "yttrium bearing silicon barium inoculant",
        "germanium tetrachloride silicon tetrachloride",
        "tetrahedrite copper concentrate",
        "scandium AAC conductor",
        "钪铝绞线",
        "氧化钇刚玉匣钵",
        "PVC check valve, all PTFE",
        "car GPS navigator",
    ],
)
def test_a_plain_term_of_a_material_explains_no_listed_one_before_it(store: Law, item: str) -> None:
    """A listed element may be in a chemical, an ore or a magnet, and listed valves are of PTFE throughout."""
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    "item", ["bismuth fishing sinker", "铋钓坠", "bismuth dice", "铋首饰", "zirconium wedding band"]
)
def test_articles_of_a_metal_whose_articles_are_listed_stay_open(store: Law, item: str) -> None:
    """6C001.a covers bismuth and what is made of it, and 1C234 articles of zirconium."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        "WPC80",
        "MCT powder",
        "白色念珠菌",
        "samarium-153",
        "GaN packaging",
        "gallium plated",
        "TDG brand",
        "germanium coating",
    ],
)
def test_what_only_resembles_a_listed_name_is_not_sure(store: Law, item: str) -> None:
    """Whey protein, medium-chain triglycerides, a yeast, an isotope, and what other goods have of a material."""
    assert "yes" not in lines(store, item).values()
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize("item", ["diamond saw blade 350mm", "金刚石圆锯片 φ400 石材切割"])
def test_a_product_of_a_worked_material_is_free_under_its_own_code(store: Law, item: str) -> None:
    """2C902 covers wire saws and grinding wheels of diamond, and none of its entries is printed for saw blades."""
    assert lines(store, item, hs_code="82023910") == {}
    assert lines(store, "diamond wire saw", hs_code="82029910")["2C902.c"] == "possible"


@pytest.mark.parametrize(
    "item",
    ['cotton T-shirts, "gallium"', 'shoes "gallium", bag', '["laptop", "antimony"]', "棉质T恤「镓」"],
)
def test_quotation_marks_of_a_list_hold_no_brand(store: Law, item: str) -> None:
    """A brand is followed by other words; the last name in quotation marks may be goods of its own."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "decision"),
    [
        ("loudspeaker with 20 kg of SmCo magnets", "undecided"),
        ("loudspeaker with box of SmCo magnets", "undecided"),
        ("CdTe solar module with 20 kg of CdTe powder", "undecided"),
        ("扬声器 含 钐钴磁体 20公斤", "undecided"),
        ('"Graphite" pencil', "no_control_found"),
        ("loudspeaker with SmCo magnets", "no_control_found"),
        ("headphones with neodymium magnets, net weight 250 g", "no_control_found"),
        ("headphones with neodymium magnets 250 g", "no_control_found"),
    ],
)
def test_a_mass_or_a_packing_makes_a_part_goods_of_its_own(store: Law, item: str, decision: str) -> None:
    """What is built in has neither, and a mass of less than ten kilograms behind it is that of the product."""
    assert verdict_of(store, item).decision == decision

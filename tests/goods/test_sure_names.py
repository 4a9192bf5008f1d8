"""Words around the name of listed goods leave them sure if they describe, pack or repeat them, and open if they name other goods."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, read, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("tungsten carbide powder 0.8 um, cobalt free", "1C117.d.3"),
        ("gallium metal 99.99%, dust free", "3C001.a"),
        ("dysprosium metal, oxygen-free, 5 kg", "1C905.a.1"),
        ("SmCo alloy flakes for magnet making", "1C902.a.2.a"),
        ("gallium metal cubes", "3C001.a"),
        ("antimony ingots 99.65 % min, 1 MT bundles", "3C003.b"),
        ("gallium metal 99.99%, sea freight", "3C001.a"),
        ("gadolinium oxide 99.99%, LOI 0.5%", "1C903.b"),
        ("erbium oxide rare earth", "1C910.b"),
        ("rare earth erbium oxide", "1C910.b"),
        ("triethanolamine 99% (TEA) 232 kg steel drum", "1C450.c.17"),
        ("thionyl chloride 99%, CAS No. 7719-09-7", "1C450.c.14"),
        ("thionyl chloride (CAS: 7719-09-7)", "1C450.c.14"),
        ("SmCo arc magnets Sm2Co17 R42 x r36 x 15L", "1C902.a.4"),
        ("NdFeB magnet R35xr28x45deg, Dy 3.2%", "1C905.a.4"),
        ("tungsten carbide anvil for cubic press D150mm", "2A901.b"),
        ("Dy-Fe 80/20 alloy ingots", "1C905.a.2.a"),
        ("boric acid enriched in B-10, 96 at.%, 25 kg pail", "1C225"),
        ("cold isostatic press 300 MPa bore 250 mm", "2B204.a"),
        ("glass lined reactor 3000 L K type", "2B350.g.1"),
    ],
)
def test_words_that_describe_or_repeat_leave_goods_sure(store: Law, item: str, line: str) -> None:
    """They name a lack, a shape, a size, a packing, a dispatch, an abbreviation of the name, or the group of the elements."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "erbium oxide and rare earth metals",
        "erbium oxide, rare earth metals",
        "ytterbium oxide rare earth metals",
        "rare earth magnets, erbium oxide",
        "lanthanum rare earth metal",
        "lanthanum and rare earth metals",
        "lanthanum oxide rare earth",
        "neodymium oxide, rare earth",
        "neodymium metal and rare earth",
        "yttrium rare earth magnet pens",
        "gallium replica, rust free",
        "antimony brush, dust free",
        "tungsten alloy toy, dust free",
        "gallium, duty free shop perfume",
        "gallium flakes breakfast",
        "tungsten pucks coating lens",
        "puck hockey tungsten carbide",
        "corn flakes with bismuth",
        "gallium metal 4N (LAMP)",
        "triethanolamine 99% (PEN)",
    ],
)
def test_words_for_other_goods_leave_them_open(store: Law, item: str) -> None:
    """The name of a group is goods of its own after a mark, after `and`, and beside goods of no entry."""
    assert "yes" not in lines(store, item).values()
    assert verdict_of(store, item).decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("高纯镓 7N 合同号GA2024-33 净重50千克", "3C001.a"),
        ("区熔锗锭 50Ω·cm 品牌：驰宏锌锗", "3C002.b"),
        ("碳化钨粉 150-300目 牌号ZTC", "1C117.d.3"),
        ("金属镝屑 浸油 贸易方式一般贸易", "1C905.a.1"),
        ("PO 4500128837 gallium metal 6N, consignee Nichia", "3C001.a"),
        ("yttrium nitrate hexahydrate, courier DHL, order no 7781", "1C908.c"),
        ("Commodity: gallium oxide 4N", "3C001.c"),
        ("货物：氧化镓", "3C001.c"),
        ("氯化亚砜 99% 染料中间体", "1C450.c.14"),
        ("三乙醇胺 99% 水泥助磨剂 茂名石化", "1C450.c.17"),
        ("phosphorus trichloride 99%, agrochemical intermediate", "1C450.c.6"),
        ("金属铽锭 99.9% 真空袋", "1C904.a.1"),
        ("氧化钆 99.999% 双层塑料袋", "1C903.b"),
        ("碳化钨粉 硬质合金用", "1C117.d.3"),
        ("tungsten oxide 99.9%, strapped drums", "1C117.d.2"),
        ("bismuth metal sticks 4N, 25 kg drum", "6C001.a"),
        ("Chinese gallium oxide 4N", "3C001.c"),
        ("锗单晶衬底片 4英寸", "3C002.d"),
        ("金属镓 铝箔袋密封", "3C001.a"),
        ("Class III biosafety cabinet model BSC-3", "2B352.f.2"),
    ],
)
def test_labels_parties_uses_and_packings_leave_goods_sure(store: Law, item: str, line: str) -> None:
    """They fill segments of their own."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "gallium brand perfume 50 ml",
        "Brand: gallium, ceramic mug",
        "gallium lot 5 lens",
        "gallium PO 4500 wibble",
        "Order no 77 gallium phone case",
        "gallium, customer gift",
        "gallium, coffee maker",
        "gallium metal button shirt",
        "light antimony lamp",
        "acetone 30% C6H5CH2COOH toy",
        "gallium machine",
        "品牌：镓 手机壳",
        "镓牌手表",
        "镓型号X5手机",
        "合同号GA2024 镓仿制品",
        "金属镓球鞋",
        "锑 试验箱",
        "锑 饮料",
        "镓提纯设备",
        "仿锑 玻璃着色",
        "锑玩具 塑料袋",
        "锑盐 农药中间体",
        "EDFA, erbium doped fiber, L-band",
        "Class III biosafety cabinet model",
        "Class III biosafety cabinet, model",
        "Gallium metal 4N, MSDS translation",
        "核主泵 密封",
        "碲锭 标签",
        "磷化铟晶片 空盒",
        "氦3探测管",
        "金属镝 REACH注册服务",
        "金属钆 清关服务",
        "金属钪 报关代理",
        "金属镝 翻译",
        "氧化镝 样品费",
        "氧化铽 网站",
        "沙林 纪录片",
        "gallium metal, insurance",
        "Legionella pneumophila, heat inactivated",
        "PWR steam generator U tubes",
        "cartoon nuclear reactor",
        "diecast turbofan engine",
        "wooden class III biosafety cabinet",
        "virtual star tracker",
        "gallium standard solution",
        "germanium std",
        "RDX subst",
        "samples D.F.",
        "titanium tank 0-500 L",
        "NdFeB magnet with Tb 0%",
        "NdFeB magnet with Dy <0.01%",
    ],
)
def test_words_beside_labels_and_uses_may_name_other_goods(store: Law, item: str) -> None:
    """A thing, a change or an unknown word behind them leaves the name open."""
    assert "yes" not in lines(store, item).values()


def test_the_plural_of_a_noun_is_no_acronym(store: Law) -> None:
    """CuBe is beryllium copper, cubes are a shape, and uavs are still unmanned aircraft."""
    assert ("cubes", "form") in read(store, "gallium metal cubes")
    assert ("CuBe", "name") in read(store, "CuBe rods")
    assert lines(store, "uavs")


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("2-(diisopropylamino)ethanol 99%, 200 kg drum", "1C450.b.11"),
        ("N, N-diethylethanolamine 99.5%, 190 kg drum", "1C350.i"),
        ("di(2-ethylhexyl)phosphoric acid 95%, 180 kg drum", "1C914.c.2"),
        ("二(2-乙基己基)磷酸酯 95% 180公斤 铁桶", "1C914.c.2"),
        ("双（2,4,4-三甲基戊基）膦酸 90% 铁桶", "1C914.c.5"),
    ],
)
def test_a_chemical_name_has_its_brackets_and_commas_inside_a_text(store: Law, item: str, line: str) -> None:
    """In the width of either language, with or without blanks."""
    assert line in lines(store, item)
    assert lines(store, item) == {line: lines(store, item)[line]}


@pytest.mark.parametrize(
    "item", ["2 (diisopropylamino), ethanol", "二、2-乙基己基、磷酸酯", "bis, 2-ethylhexyl, phosphate"]
)
def test_other_marks_between_the_words_of_a_name_separate_them(store: Law, item: str) -> None:
    """A list of words is no name."""
    assert "name" not in {label for words, label in read(store, item) if len(words) > len("ethanol")}


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("磷化镓多晶料 6N 块状 LED衬底用", "3C001.d"),
        ("1#锑锭 Sb99.65 每捆1000公斤 云锑牌", "3C003.b"),
        ("氮化镓外延片（硅基）8寸 功率器件用", "3C001.b"),
        ("氧化铽（红外镜头用）", "1C904.b"),
        ("氧化铒 4N 浅粉红", "1C910.b"),
        ("砷化镓晶片 4英寸 带参考边", "3C001.e"),
        ("氧化镥 4N LYSO晶体原料", "1C906.b"),
        ("仲钨酸铵 1吨/袋 一级品", "1C117.d.1"),
        ("氧化镓粉 4N 铁含量<10ppm", "3C001.c"),
        ("氟碳铈稀土精矿 REO 60% 吨袋", "1C914.a"),
        ("正压防护服 连体式 长管供气", "2B352.f.1"),
    ],
)
def test_chinese_uses_brands_and_tints_leave_goods_sure(store: Law, item: str, line: str) -> None:
    """Each fills a segment after the name."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "金属锑锭 铜牌",
        "金属锑锭 广告牌",
        "金属锑锭 云锑牌匾",
        "金属锑锭 组件",
        "金属锑锭 电源",
        "金属锑锭 培训",
        "氧化镓粉 LED衬底",
        "氮化镓（硅基）充电器",
        "氧化铒 玻璃蚀刻机",
        "氧化铒 粉红饰品",
        "丙酮 溶剂型涂料",
        "砷化镓晶片 缺口扳手",
        "三氧化二锑 阻燃母粒",
        "二(2-乙基己基)磷酸 钠盐",
        "正压防护服 配件",
        "正压防护服 密封拉链",
        "二级生物安全柜",
        "辊道窑 配件",
    ],
)
def test_chinese_things_after_a_name_leave_goods_open(store: Law, item: str) -> None:
    """Plates, devices, parts and mixtures are other goods."""
    assert "yes" not in lines(store, item).values()


def test_the_brackets_in_the_name_of_a_chemical_are_part_of_it(store: Law) -> None:
    """The name is read in a text, in any width."""
    assert "1C914.c.2" in lines(store, "二（2-乙基己基）磷酸酯 200L桶")
    assert "1C914.c.2" in lines(store, "bis(2-ethylhexyl) phosphate, 200 l drum")


@pytest.mark.parametrize(
    "item",
    ["light gallium jacket", "gallium solvent", "gallium ingots, toy production line", "gallium production line"],
)
def test_words_for_other_goods_say_nothing_of_the_quality_of_a_metal(store: Law, item: str) -> None:
    """A jacket, a solvent or a production line with the name of a metal is not surely the metal."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Tellurium ingots 99.99%, abt 5 kg each, total 1,000 kg", "6C002.a"),
        ("Al-2%Sc master alloy waffle ingots, 500 kgs, mill cert 3.1", "1C907.a.2.a"),
        ("gallium metal 6N, part no 4471", "3C001.a"),
        ("gallium metal 6N, origin Chile", "3C001.a"),
        ("Thiodiglycol CAS 111-48-8 >=98.5%, textile auxiliary", "1C450.b.13"),
        ("1#锑锭 原产地哈萨克斯坦", "3C003.b"),
        ("氧化镝 99.9% 尺寸见清单", "1C905.b"),
        ("金属镓 6N 共计50瓶", "3C001.a"),
        ("人造金刚石微粉 W10 树脂型 10万克拉", "2C902.a"),
        ("人造金刚石单晶 RVD 140/170 磨料级 袋装", "2C902.b"),
        ("碳纤维 T800 12K 4kg/轴", "1C210.a.2"),
        ("稀土萃取剂P204 蓝色铁桶 180kg", "1C914.c.2"),
        ("碲化镉多晶料 5N 2-5mm 颗粒 20kg", "6C002.b.1"),
        ("Zone-refined germanium ingots, >50 ohm.cm, 20 bars", "3C002.b"),
        ("锑化镓衬底 2英寸 Te掺杂 开盒即用", "3C001.h"),
        ("glass-lined reactor 3000 L, with 15 kW motor", "2B350.g.1"),
        ("glass-lined reactor 3000 L, with spare parts", "2B350.g.1"),
        ("辊道窑 48米 双列 正极材料烧结用", "3B901.b.1"),
        ("roller hearth kiln 56 m, four-row, for NCM cathode, c/w loading line", "3B901.b.1"),
        ("MPCVD system 915 MHz 75kW diamond growth", "2B005.a"),
        ("maraging steel bar, tensile strength 2,400 MPa, dia 100 mm", "1C216"),
    ],
)
def test_amounts_papers_grades_and_extras_leave_goods_sure(store: Law, item: str, line: str) -> None:
    """They fill segments of their own, or state what an entry requires."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "gallium metal 6N, mill liner",
        "gallium metal 6N, crucible cert",
        "gallium thermometer, total 5 pcs",
        "gallium certificate",
        "terbium oxide, analysis service",
        "gallium metal 6N, rental",
        "金属镓 6N 坩埚合格证",
        "1#锑锭 模具 附成分单",
        "天然金刚石微粉 W10",
        "natural diamond grit 140/170",
        "carbon fibre 仿 T700",
        "碳纤维 非T700",
        "金刚石研磨膏 W10",
        "freeze dryer 40 kg/24h steam sterilization optional",
        "glass-lined reactor 3000 L, spare parts",
        "freeze dryer accessories",
        "sand mill beads for lithium iron phosphate",
        "辊道窑 辊棒 正极材料烧结用",
        "六面顶压机 附件",
        "冷等静压机 备件",
        "titanium check valve disc",
        "PTFE lined check valve plate DN50",
        "NdFeB magnet press, 60T",
    ],
)
def test_things_among_papers_grades_and_extras_leave_goods_open(store: Law, item: str) -> None:
    """Another thing, a service, a copy and a part are other goods, and a press of 60 T has no field of 60 tesla."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        *((item, "6C001.a") for item in ("铋锭 1号", "1号铋锭", "铋锭（1号）", "铋锭，1号，99.99%", "铋锭1号 20公斤")),
        *((item, "3C003.b") for item in ("锑锭 0号", "2号精锑 锑锭 99.65%", "2号精锑")),
        *((item, "3C001.a") for item in ("镓 4号", "镓锭 6号 99.9999")),
    ],
)
def test_a_number_of_chinese_trade_is_a_grade(store: Law, item: str, entry: str) -> None:
    """It undoes no sure name, and leads to no other entry."""
    assert lines(store, item)[entry] == "yes"
    assert lines(store, item).keys() <= {entry, "1C229"}


@pytest.mark.parametrize(
    "item",
    [
        *("铋锭 2号仓库", "铋锭 第3号", "铋锭 1号样品盒", "铟锭 12号 合同", "1号线地铁车辆", "3号离心机", "1号氟化盐"),
        *("锗 2号镜片", "5号锂电池", "铋 3号催化剂"),
    ],
)
def test_a_number_of_other_things_is_no_grade(store: Law, item: str) -> None:
    """It may be that of a furnace, a store or a line."""
    assert "grade" not in {label for _, label in read(store, item)}


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("五轴联动刀具磨床", "2B201.c"),
        ("CNC tool grinder 5-axis simultaneous", "2B201.c"),
        ("五轴联动木工加工中心", "2B201.b"),
        ("5-axis simultaneous machining center for wood", "2B201.b"),
        ("titanium check valve for swimming pool", "2B350.a.3"),
        ("食品级 四氟隔膜泵 10m3/h", "2B350.b.2"),
    ],
)
def test_a_word_that_may_mean_an_exclusion_leaves_goods_open(store: Law, item: str, entry: str) -> None:
    """Special machines for tools, machines for wood, and valves and pumps of civil use may be outside of the entry."""
    found = lines(store, item)
    assert found.get(entry) == "possible"
    assert "yes" not in found.values()

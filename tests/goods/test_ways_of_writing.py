"""Ways in which clerks write lines of goods leave their names sure, and do not make other goods of what they write beside them."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Caustic soda flakes 99%, 25 kg bags, discharging Thilawa", "PRE3.6"),
        ("caustic soda pearls 99, waterworks quality, 20 MT", "PRE3.6"),
        ("工业片碱 99% 编织袋 水处理厂自提", "PRE3.6"),
    ],
)
def test_goods_of_acts_for_some_destinations_are_described_as_others(store: Law, item: str, line: str) -> None:
    """Words behind a precursor that only some destinations need a licence for describe it, as they do any chemical."""
    assert lines(store, item, to="MM")[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "caustic soda drain opener gel 1 L",
        "caustic soda 99%, gloves",
        "acetone nail kit",
        "toluene thinner, 1 L can",
        "hydrochloric acid pump, 25 L/h",
        "氢氧化钠 手套",
        "甲苯 稀释剂 20L",
    ],
)
def test_goods_made_of_them_stay_open(store: Law, item: str) -> None:
    """Another noun behind the name of such a precursor may be the goods."""
    assert "yes" not in lines(store, item, to="MM").values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Pot. permanganate free flowing, waterworks quality, 25 kg steel kegs, 8 pallets", "PRE1.27"),
        ("POT. PERMANGANATE TECH 25 KG DRUMS", "PRE1.27"),
        ("Sod. cyanide briquettes 98% min., 50 kg drums", "1C450.c.22"),
        ("Amm bifluoride tech. 25kg bags", "1C350.g"),
        ("Sulph. acid 98% IBC", "PRE1.32"),
        ("1-Boc-4-羟基哌啶 CAS109384-19-2 98% 纸板桶25kg", "PRE2.11"),
    ],
)
def test_short_forms_in_chemical_names_are_read_in_full(store: Law, item: str, line: str) -> None:
    """Clerks shorten the first word of a salt or an acid, and write a CAS number without a blank."""
    assert lines(store, item, to="MM")[line] == "yes"


@pytest.mark.parametrize(
    "item", ["pot plants 12 cm", "pot plate 30 cm", "sod cutter", "mag slide with lens", "Pot. white, 5 kg"]
)
def test_other_words_stay_as_they_are(store: Law, item: str) -> None:
    """A pot for other goods than salts is no potassium."""
    assert "yes" not in lines(store, item, to="MM").values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Al-Sc 2% master alloy, waffle ingots 5 kg each, 500 kgs on 1 pallet", "1C907.a.2.a"),
        ('LFP cathode "Lyte-L2": compaction density 2.56 g/cc, 159 mAh/g, 18 pallets', "3C901.a.1"),
        ("LFP cathode material Lyte-L2, compaction density 2.56 g/cc, 159 mAh/g", "3C901.a.1"),
    ],
)
def test_contents_and_marks_within_a_name_do_not_change_it(store: Law, item: str, line: str) -> None:
    """A content before the word alloy, and a mark behind a name, leave the goods as they are."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "gallium Lamp-X2, 5 W",
        'gallium oxide "Lamp" 5N',
        'titanium "Rolex"',
        "gallium nitride Zorba-65",
        'SmCo magnet "Toy", 5 pcs',
    ],
)
def test_nouns_in_quotes_and_marks_alone_stay_open(store: Law, item: str) -> None:
    """A word that trade knows is no mark, and behind a mark alone the goods may be another thing."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Bismuth shot 99.95%, 2-4mm, steel/brass additive, 25kg pails, 10 mt", "6C001.a"),
        ("2,2'-thiodiethanol, TDG, ink/dye auxiliary 99% min, 220 kg drum", "1C450.b.13"),
    ],
)
def test_a_stroke_joins_words_that_describe_a_third(store: Law, item: str, line: str) -> None:
    """Two words with a stroke before a noun are one description, and not two goods."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item", ["gallium oxide 5N, lamp/torch holder", "gallium oxide 5N/lamp holder", "freeze dryer/pump skid"]
)
def test_a_stroke_before_a_thing_keeps_goods_open(store: Law, item: str) -> None:
    """A noun for a thing behind the stroke may be the goods."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (
            "filament winding machine 4 axis CNC (carriage, spindle, cross feed, eye rotation) for CNG cylinders",
            "1B101.a",
        ),
        ("六面顶液压机 缸径850mm 铰链梁式 4台", "2B901"),
        ("锂离子电芯 可充 半固态 350Wh/kg 航模动力", "3A001"),
        (
            "K3000 glass lined reactor, nominal 3000 litres; wetted surfaces glass enamel only",
            "2B350.g.1",
        ),
        ("Graphite block exchanger, 12 m2, process and service side graphite", "2B350.f.8"),
    ],
)
def test_how_a_machine_is_built_leaves_it_sure(store: Law, item: str, line: str) -> None:
    """A list of axes in brackets, a part with the word for a type, and a lining as the only material describe a machine."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "filament winding machine 4 axis CNC (carriage, spindle, spare parts)",
        "filament winding machine (carriage)",
        "六面顶液压机 缸径850mm 铰链梁模型",
        "K3000 glass lined reactor wetted surfaces only",
    ],
)
def test_parts_of_a_machine_keep_it_open(store: Law, item: str) -> None:
    """Spare parts, a part in brackets alone and a model may be the goods."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("fabrication drawings and weld procedures of glass-lined reactors 5 m3, know-how transfer", "2E302"),
        ("Engineering package: fabrication drawings of glass-lined reactors 5 m3, bound copy", "2E302"),
        ("Lab manual & protocols: large scale culture of Brucella melitensis, bound copy, research exchange", "1E301"),
        ("碲锌镉单晶生长工艺文件 VB法温场参数+退火曲线 电子档 技术许可合同附件", "6E002"),
        ("石墨负极连续石墨化技术文件 含炉型计算书", "3E901.b.2"),
        ("磷化铟单晶生长工艺 温场图纸 U盘", "3E004"),
    ],
)
def test_papers_belong_to_the_technology_before_them(store: Law, item: str, line: str) -> None:
    """Drawings, curves, agreements and what carries them are no other goods than the technology that a text names."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "石墨负极连续石墨化技术文件 打印机",
        "石墨负极连续石墨化技术文件 收纳盒",
        "磷化铟单晶生长工艺 单晶炉",
        "technology for the culture of Brucella melitensis, USB lamp",
        "U盘资料 钕铁硼磁体",
        "硬盘资料：金属镓",
    ],
)
def test_things_beside_technology_keep_it_open(store: Law, item: str) -> None:
    """A thing behind the technology may be the goods, and a medium does not make goods technology that is surely listed."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("7系铝管 外径120mm 抗拉强度560MPa", "1C202.a"),
        ("储罐5立方 内衬全部钛", "2B350.c.3"),
    ],
)
def test_kinds_that_had_no_name_are_named(store: Law, item: str, line: str) -> None:
    """A series of alloys, and a tank whose lining is stated as a whole, are named goods."""
    assert line in lines(store, item)


@pytest.mark.parametrize(
    ("item", "code", "line"),
    [
        ("sample Dy₂O₃ 99.99%", "901890", "1C905.b"),
        ("Sb₂O₃ 99.99%", "300490", "3C003.c"),
        ("lot KCN", "282690", "1C450.c.21"),
        ("g\u0430llium metal", "950300", "3C001.a"),
    ],
)
def test_formulae_and_letters_of_any_kind_name_goods(store: Law, item: str, code: str, line: str) -> None:
    """Small digits, a formula behind words of delivery, and a Cyrillic letter in a Latin word."""
    assert lines(store, item, hs_code=code)[line] == "yes"


@pytest.mark.parametrize(("item", "line"), [("SSD 1TB", "1C904.a.1"), ("RAM DDR4 16GB", "1C450.a.1")])
def test_a_unit_is_no_name(store: Law, item: str, line: str) -> None:
    """TB is terbium and GB sarin, but not behind a number."""
    assert line not in lines(store, item)


def test_a_figure_is_no_word_of_an_entry(store: Law) -> None:
    """The 1 of 1,1-dimethylhydrazine made any pump with a number one for propellants."""
    assert "1B115.a.1" not in lines(store, "submersible pump 1 HP")

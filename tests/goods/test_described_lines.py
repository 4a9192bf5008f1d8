"""Words, figures and papers around the name of listed goods keep a line sure, and parts of these goods stay open."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("分幅相机 每秒100万帧 8幅", "6A203.b.1"),
        ("加固计算机 -55～60℃连续工作", "4A101"),
        ("金属镓 6N 500克/瓶 熔点29.8℃", "3C001.a"),
        ("铋锭 Bi99.99 银≤5ppm", "1C229"),
        ("海绵锆 铪≤100ppm", "1C234"),
        ("钪铝靶 Al80Sc20at% φ325", "1C907.a.3"),
        ("钕铁硼磁瓦 45UH (扩铽)", "1C904.a.4"),
        ("烧结钕铁硼方块 48EH 渗铽 3000只", "1C904.a.4"),
        ("钐钴靶 SmCo5 Φ50×3 4块", "1C902.a.3.b"),
        ("WC powder 0.9 um, free C 0.03%, steel drums", "1C117.d.3"),
        ("RDX≥95% 石蜡4% 布袋 25公斤", "1C239.b"),
        ("AlSm10中间合金熔铸料 木托盘缠膜", "1C902.a.2.d"),
        ("Ref. std. thionyl chloride 99%, 1 ml ampoule, verification lab use only", "1C450.c.14"),
        ("Ho:YAG rod 4 x 80 mm, 0.5° wedge, AR/AR", "1C909.a.5"),
        ("锑化氢 99.9999% 44L钢瓶 2025年制", "3C003.e"),
        ("溅射用高纯镥平面靶 Φ76.2×5mm", "1C906.a.3"),
        ("烧结钕铁硼方块 42SH（含铽） 镀镍 2000只", "1C904.a.4"),
        ("erbium nitrate hydrate, REO purity 4N, HDPE jars", "1C910.c"),
        ("三元前驱体 88系NCA氢氧化物 吨袋", "3C901.a.2.b"),
        ("argon ion laser head, multi-line 454-514 nm, 42 W total", "6A205.b"),
        ("1:5型SmCo5磁环 外径30 轴向充磁 500只", "1C902.a.4"),
        ("N-methyl-3-piperidinol 98%, yellowish oil, CAS 3554-74-3", "1C450.c.18"),
        ("TC4锻造棒 直径130mm 抗拉强度实测965MPa", "1C202.b"),
        ("梭曼 标准物质 CAS 96-64-0 1mg/支", "1C450.a.1"),
        ("Marburg virus Musoke, live, Vero-E6 supernatant, dry ice", "1C351.a.11"),
    ],
)
def test_figures_and_contents_are_read_as_clerks_write_them(store: Law, item: str, line: str) -> None:
    """A time before its figure, a purity behind a symbol, and contents by the character of an element have their usual meaning."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("真空自耗电弧炉 熔钛锭 自耗电极体积15000cm3 2200℃", "2B227.a"),
        ("叠片机 锂离子软包电芯用 0.25秒/片", "3B901.a.2"),
        ("波纹管密封截止阀 阀体阀芯全哈氏C276", "2B350.a.7"),
        ("稻瘟病菌活菌斜面 植保所寄送", "1C354.c.6"),
        ("锑金矿火法湿法分离冶炼 工艺包", "3E003"),
        ("五轴数控系统软件 控制5轴联动 安装U盘", "2D203"),
    ],
)
def test_words_around_a_name_describe_it(store: Law, item: str, line: str) -> None:
    """What a machine melts or is for, who sends a culture, and how software is delivered does not change the goods."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "真空自耗电弧炉 熔断器",
        "真空定向凝固炉 铸造叶片夹具",
        "叠片机备件 锂离子软包电芯用",
        "电子束熔炼炉 600kW 四枪备件",
        "分幅相机支架 每秒100万帧",
        "切向流过滤装置 膜面积10㎡ 病毒浓缩试剂盒",
        "截止阀 阀芯哈氏C276 阀体碳钢",
        "植保无人机药箱 50升",
        "加固计算机 -50～60℃储存",
        "海绵锆 铪≤1%",
        "钕铁硼 汽车驱动电机",
        "铁氧体磁瓦 扩镝",
        "稻瘟病菌活菌检测试剂盒",
        "脉冲电容器 图纸一套",
        "锂电池卷绕机 操作手册",
        "真空电弧重熔炉(2000℃)安装手册",
        "镓提纯 工艺服装",
        "金刚石微粉 单晶 砂轮",
    ],
)
def test_parts_and_papers_of_listed_goods_stay_open(store: Law, item: str) -> None:
    """Spares, tools, test kits, manuals and figures that miss make no line sure."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Er3+:YSGG laser rod 5x50 mm", "1C910.a.4"),
        ("Yb:Sr5(PO4)3F 晶体 2根", "1C913.a.3"),
        ("SrLiAl3N4:Eu2+荧光粉，1公斤", "1C912.a.4.a"),
    ],
)
def test_the_notation_of_a_doped_crystal_or_phosphor_is_its_name(store: Law, item: str, line: str) -> None:
    """Whatever its host is, the dopant has the entry."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize("item", ["Model Er:120 lamp", "ratio Yb:Lu", "Nd:YAG laser rod"])
def test_a_colon_between_other_words_makes_no_doped_material(store: Law, item: str) -> None:
    """A host is a crystal or a compound, and an entry is about the dopant."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("DEP, colourless liquid 99%, CAS 762-04-9, 200 L drums", "1C450.c.11"),
        ("氯氰（CAS号506-77-4） 钢瓶装3kg", "1C450.c.2"),
        ("Reagent L1, CAS 541-25-3, 1 mg", "1C450.a.5"),
    ],
)
def test_a_cas_number_names_the_substance_beside_another_name(store: Law, item: str, line: str) -> None:
    """Words before it are a name that the vocabulary lacks."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "gas sensor, CAS 7719-12-2",
        "Antidote kit, CAS 541-25-3",
        "test strips for CAS 7719-12-2",
        "Anthrax vaccine live attenuated",
        "炭疽杆菌活疫苗 10瓶",
        "Lassa virus ELISA kit, live cells",
    ],
)
def test_a_thing_beside_a_substance_or_a_culture_keeps_it_open(store: Law, item: str) -> None:
    """A sensor, a kit and a vaccine are other goods."""
    assert "yes" not in lines(store, item).values()

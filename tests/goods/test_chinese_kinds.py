"""The last part of a Chinese compound names the goods: words before it are their kind, a use, or what a machine makes."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("锂离子电池圆柱形卷绕机 双针", "3B901.a.1"),
        ("动力电池电芯双工位叠片机", "3B901.a.2"),
        ("宇航员头盔面窗注塑模具 钢制 一模两腔", "0B901"),
        ("石墨改性浮头式换热器 12平方米", "2B350.f.8"),
        ("钽管壳式换热器 3平方米", "2B350.f.5"),
        ("锆合金列管式换热器 换热面积8平方米 管板及封头接触面均为锆", "2B350.f.4"),
        ("钽合金波纹管密封阀 DN25", "2B350.a.5"),
        ("搪玻璃放料单向阀 DN80 化工用", "2B350.a.1"),
        ("衬氟磁力泵 流量25m3/h 输送盐酸", "2B350.b.2"),
        ("碳化钨顶锤 六面顶用", "2A901.b"),
        ("红外窗口用锗单晶片 4寸", "3C002.d"),
        ("太阳能电池用4寸锗单晶片", "3C002.d"),
        ("球化石墨 负极用 D50 15微米", "1C108.c"),
        ("亚磷酸三甲酯（三甲氧基膦）99% 农药中间体", "1C450.c.8"),
        ("三元前驱体 NCM523 镍钴锰氢氧化物", "3C901.a.2.a"),
        ("精锑|未锻轧|用途:铅锑合金|品牌:无", "3C003.b"),
        ("7075铝合金管材 外径100mm 抗拉强度520MPa", "1C202.a"),
        ("三级生物安全柜 含风机、传递窗、操作手套", "2B352.f.2"),
        ("三级生物安全柜 西门子控制系统 不锈钢台面", "2B352.f.2"),
        ("霍乱弧菌 菌种冻干管 科研交流", "1C351.c.12"),
        ("锑化铟晶片 位错密度30/cm2 红外探测器", "3C003.f"),
    ],
)
def test_words_before_or_beside_the_name_describe_the_goods(store: Law, item: str, line: str) -> None:
    """They neither hide the name nor make other goods of it."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "石墨尾气换热器 12平方米",
        "石墨化废气换热器 12平方米",
        "钛白粉反应釜 3000L",
        "镍氢电池反应釜 3000L",
        "锂电池电动自行车生产线",
        "锂电池方形卷绕机配件",
        "锂电池卷绕机卷针",
        "六面顶压机顶锤座",
        "玩具三级生物安全柜",
        "三级生物安全柜（配件）",
        "三级生物安全柜 检测仪器",
        "三级生物安全柜手套 备用",
        "代用金属镓",
        "太阳能电池用锗硅薄膜",
        "氧化镓（氢氟酸）",
        "氧化镓粉 LED衬底",
        "二苯羟乙酸（苯偶酰酸）衍生物",
        "锗锭料仓 5N",
        "锗锭一批次品",
        "锑化铟晶片 红外探测器组件",
        "碲锌镉晶体 探测器模组",
        "口蹄疫病毒灭活疫苗",
        "炭疽杆菌检测试剂盒",
    ],
)
def test_parts_and_other_goods_with_such_words_stay_open(store: Law, item: str) -> None:
    """A part, a copy, another substance or what is made with the goods is not the goods."""
    assert "yes" not in lines(store, item).values()


def test_a_power_of_ten_before_a_name_is_one_figure(store: Law) -> None:
    """6m of 3.4×10^6m is no figure of the property behind it."""
    assert lines(store, "玻璃纤维无捻粗纱 比模量3.4×10^6m 比强度1.9×10^5m")["1C210.b"] == "yes"

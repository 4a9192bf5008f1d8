"""The units of invoices and customs declarations: of mass and volume, of goods, and of packages and lengths.

The Chinese names are those of the customs code table of units; the English ones are common on invoices, with the codes of UN/ECE
Recommendation 20.
"""

from __future__ import annotations

import re
from typing import Final

_MEASURES: Final = {
    "kg": "kg kgs kgm kilo kilos kilogram kilograms kilogramme kilogrammes 公斤 千克",
    "g": "g gm gms grm gram grams gramme grammes 克",
    "t": "t mt mts m/t tne tonne tonnes metricton metrictons metrictonne metrictonnes 吨 公吨",
    "lb": "lb lbs lbr pound pounds 磅",
    "carat": "carat carats 克拉",
    "l": "l ltr ltrs lit litre litres liter liters 升",
    "m3": "m3 cbm mtq cubicmetre cubicmetres cubicmeter cubicmeters 立方米 千升 kl",
}
"""The names of each unit that converts into an amount of goods, in small letters without blanks and points.

Units whose capital letters mean another one are left out: Mg and mg, ML and ml, LT and lt.
"""
_PIECES: Final = {
    1: "piece pieces pc pcs pce pces ea each unit units nos number nmb h87 c62 set sets kit kits copy copies head heads "
    "stk stck stück stücke st szt pz ud uds "
    "sheet sheets plate plates wafer wafers rod rods bar bars block blocks ingot ingots "
    "台 座 辆 艘 架 套 个 只 头 张 件 支 枝 根 条 把 块 副 片 幅 棵 株 具 枚 颗 粒 匹 部 册 本 发 组 扇",
    2: "pair pairs pr prs npr 双 对",
    12: "dozen dozens doz dz dzn 打",
    144: "gross 罗",
}
"""The names of counts of goods, by the number of pieces."""
_MULTIPLES: Final = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_OTHERS: Final = (
    "box boxes carton cartons ctn ctns case cases cs crate crates drum drums barrel barrels bag bags sack sacks bottle bottles btl "
    "btls can cans tin tins jar jars tube tubes vial vials ampoule ampoules tray trays cylinder cylinders bundle bundles bdl bdls "
    "pallet pallets plt plts skid skids roll rolls rl rls reel reels spool spools coil coils package packages pkg pkgs pack packs "
    "packet packets parcel parcels container containers lot lots batch batches shipment shipments m metre metres meter meters mtr "
    "mtrs mm cm km m2 sqm mtk squaremetre squaremetres squaremeter squaremeters ft feet foot yd yds yard yards "
    "gr grs cyl cyls "
    "箱 桶 卷 包 袋 托 托盘 盒 瓶 罐 捆 批 筐 筒 盘 扎 箩 盆 份 井 合 令 刀 疋 柜 管 米 千米 平方米 平米 厘米 毫米"
)
"""The names of packages, of lengths and areas, and of units that are grams or a gross: the amount of goods is unknown."""
_IGNORED: Final = re.compile(r"[\s.]+|\(e?s\)")
_IN_BRACKETS: Final = re.compile(
    r"(?P<rest>.*[^\s(（\[【])\s*[(（\[【](?P<unit>[^()（）\[\]【】]{1,24})[)）\]】]\s*", re.DOTALL
)
_LAST_WORD: Final = re.compile(
    r"(?P<rest>.*?[^\W_])(?:[\s_,，:：/／.-]+(?:in\s+)?)(?P<unit>[^\W\d_]{1,24}\.?)\s*", re.DOTALL
)
_BETWEEN: Final = re.compile(r"[/、,，或]|\bor\b")
_SURE_PIECES: Final = frozenset({"pc", "pcs", "pce", "pces", "piece", "pieces"})

SYMBOLS: Final = {name: symbol for symbol, names in _MEASURES.items() for name in names.split()}
_NUMBER_OF: Final = {name: number for number, names in _PIECES.items() for name in names.split()}
_WITHOUT_AMOUNT: Final = frozenset(_OTHERS.split())


def fold_unit(unit: str) -> str:
    """Return the name of a unit in small letters without blanks, points and the mark of a possible plural: pc(s). is pc."""
    return _IGNORED.sub("", unit.lower())


def multiple_of(unit: str) -> tuple[int, str]:
    """Return how many of which unit a folded one is: 10,000 of 吨 for 万吨, and 1 of kg; 千克 is a unit of its own."""
    known = unit in SYMBOLS or unit in _NUMBER_OF or unit in _WITHOUT_AMOUNT
    times = 1 if known else _MULTIPLES.get(unit[:1], 1)
    return times, unit[1:] if times > 1 else unit


def unit_in_heading(heading: str) -> tuple[str, str] | None:
    """Return the unit of amounts at the end of a column's heading, and the heading without it: kg of `Quantity (kg)`; None without one.

    A unit in brackets may also be one of pieces; without brackets, words such as `number` or `set` are part of the heading.
    """
    if match := _IN_BRACKETS.fullmatch(heading):
        name = multiple_of(fold_unit(match["unit"]))[1]
        is_unit = name in SYMBOLS or pieces_in(name) is not None
    elif match := _LAST_WORD.fullmatch(heading):
        name = fold_unit(match["unit"])
        is_unit = name in SYMBOLS or name in _SURE_PIECES
    else:
        return None
    return (match["unit"].strip(), match["rest"]) if is_unit else None


def is_unit(text: str) -> bool:
    """Return whether a text is only a unit of invoices and customs declarations, or several: `KGS`, `pcs`, `kg/件`."""
    names = [multiple_of(fold_unit(part))[1] for part in _BETWEEN.split(text)]
    return all(name in SYMBOLS or name in _NUMBER_OF or name in _WITHOUT_AMOUNT for name in names)


def pieces_in(unit: str) -> int | None:
    """Return the number of pieces in a folded unit: 2 in a pair; None if it does not count the goods themselves."""
    return _NUMBER_OF.get(unit)


def has_no_amount(unit: str) -> bool:
    """Return whether a folded unit counts packages, or measures a length or an area."""
    return unit in _WITHOUT_AMOUNT

"""The units that texts and options may have: their symbols, names and kinds, all in one place.

Pint knows what they measure, so a new unit is one more symbol, and perhaps a name, here.
"""

from __future__ import annotations

import re
from typing import Final

_SCALED: Final = "bar|bit|bps|Bq|fps|Pa|Hz|eV|ohm|Ω|Gy|VA|Wh|Ah|WT|[WVAJNTFHmgsLlBK]|rad"
"""The units that the symbols of powers of ten may precede."""
_PLAIN: Final = (
    r"cm|cc|dtex|m?[Tt]orr|psi|ksi|rpm|rev|r|tps|tpm|axes|axis|deg[ ]?C|deg|°[ ]?C|℃|°|C|inch|in|ft|microns?|kgf|g0|t|ppm|bits|bytes?|"
    r"gn|k?lbf|cN|arcsec|″|hp|amu|u|min|hours?|hr?|d|pct|PCT|[%％]"
)
_WORDS: Final = {
    "l": r"[Ll]it(?:re|er)s?|[Ll]trs?|LTRS?|LIT(?:RE|ER)S?|lts",
    "gpm": r"(?:US\s?)?[Gg]pm|(?:US\s?)?GPM",
    "cfm": r"[as]?cfm|[AS]?CFM",
    "gallon": r"U\.?S\.?\s?(?:[Gg]al(?:lon)?s?|GAL(?:LON)?S?)\b\.?|USG",
    "ft2": r"(?:[Ss]q|SQ)\.?\s?(?:f(?:ee)?t|FT)|sqft|SQFT",
    "ft3": r"(?:[Cc]u|CU)\.?\s?(?:f(?:ee)?t|FT)|cuft|CUFT",
    "cm2": r"(?:[Ss]q|SQ)\.?\s?(?:cm|CM)",
    "m2": r"(?:[Ss]q|SQ)\.?\s?[mM]|sqm|SQM",
    "m3": r"(?:[Cc]u|CU)\.?\s?[mM]|cbm|CBM|[NS]m[3³]|M3(?=\s?/)",
    "torr": "Torr|TORR",
    "bar": r"[Bb]ar(?:s|[ga]|\s?\([ga]\))|BAR[GA]?|Bar",
    "psi": r"psi[ga]|PSI[GA]?",
    "ksi": r"KSI|Ksi",
    "grms": r"[gG]\s?(?:rms|RMS|r\.m\.s\.?)",
    "lbf": r"LBF",
    "mbar": "MBAR",
    "kW": "KW",
    "V": r"V(?:AC|DC|ac|dc)",
    "kV": r"KV|[kK]V(?:AC|DC|ac|dc)",
    "kVA": "KVA",
    "Hz": "HZ",
    "kHz": "KHZ|Khz",
    "MHz": "MHZ|Mhz",
    "GHz": "GHZ|Ghz",
    "kN": "KN",
    "kPa": "KPA|Kpa",
    "MPa": "MPA|Mpa",
    "GPa": "GPA|Gpa",
    "kJ": "KJ",
    "keV": "KEV|Kev",
    "MeV": "MEV|Mev",
    "uF": "UF",
    "nH": "NH",
    "mm": r"MM|[Mm]illi-?met(?:er|re)s?|MILLI-?MET(?:ER|RE)S?",
    "um": r"UM|[Mm]icro-?met(?:er|re)s?|MICRO-?MET(?:ER|RE)S?",
    "nm": r"NM|[Nn]ano-?met(?:er|re)s?|NANO-?MET(?:ER|RE)S?",
    "rpm": "RPM",
    "ppm": "PPM",
    "degC": r"(?:[Dd]eg(?:rees?|s)?|DEG(?:REES?|S)?)\.?\s?(?:C(?:elsius)?|celsius|CELSIUS)",
    "s": r"(?<![A-Za-z])(?:secs?|seconds?|SECS?)|(?<=/)S",
    "min": r"mins|minutes?|(?<=/)MIN",
    "h": r"HRS?|hrs|(?<=/)H",
    "kg": r"kg\s?(?:ice|TNT)|公斤\s?TNT|千克\s?TNT",
    "gal": r"(?<![A-Za-z_])(?:[Gg]als?|Gallons?|gallons|GAL(?:LON)?S?)\b\.?",
    "MGy": r"M[Gg]y\s?\([Ss]i\)",
    "kGy": r"k[Gg]y\s?\([Ss]i\)",
    "Gy": r"(?<![A-Za-z])Gy\s?\([Ss]i\)",
    "krad": r"kRad|Krad|KRAD|[kK][Rr]ads?\s?\([Ss]i\)",
    "Mrad": r"MRad|MRAD|M[Rr]ads?\s?\([Ss]i\)",
    "Gbps": "GBPS",
    "Mbps": "MBPS",
    "arcsec": "arc ?sec(?:ond)?s?|角秒",
    "hp": "HP|bhp|BHP|马力",
    "Mfps": r"(?:[Mm]illion|[Mm]io|MM)\s?(?:fps|FPS|frames?\s?(?:per|/|a)\s?s(?:ec(?:ond)?)?)(?![a-z])",
    "fps": r"FPS|frames?\s?(?:per|/|a)\s?s(?:ec(?:ond)?)?(?![a-z])",
}
"""Names and abbreviations of units by their symbols: 500 ltr, 4 sq.m, 10 Torr, 110 GPM, 90 sq ft, 2000 deg. C, 20 kg ice, 5kgTNT."""
_CHINESE: Final = dict(
    pair.split("=")
    for line in (
        "公斤=kg 千克=kg 毫克=mg 克=g 公吨=t 吨=t 毫升=ml 升=l 桶=barrel 立方厘米=cm3 立方米=m3 平方毫米=mm2 平方厘米=cm2",
        "平方米=m2 纳米=nm 微米=um 毫米=mm 厘米=cm 千米=km 公里=km 米=m 英寸=inch 皮秒=ps 纳秒=ns 微秒=us 毫秒=ms 秒=s",
        "分钟=min 分=min 小时=h 天=d 日=d 千赫兹=kHz 千赫=kHz 兆赫兹=MHz 兆赫=MHz 赫兹=Hz 赫=Hz 千瓦=kW 兆瓦=MW 瓦=W",
        "千伏安=kVA 伏安=VA 千伏=kV 毫伏=mV 伏=V 千安=kA 毫安=mA 安培=A 安=A 千欧=kohm 欧姆=ohm 欧=ohm 微法=uF 纳法=nF",
        "纳亨=nH 微亨=uH 毫焦=mJ 千焦=kJ 焦耳=J 焦=J 吉帕=GPa 兆帕=MPa 千帕=kPa 帕=Pa 毫巴=mbar 巴=bar 千牛=kN 牛=N",
        "特斯拉=T 高斯=G 戈瑞=Gy 兆电子伏=MeV 摄氏度=degC 度=deg 比特=bit 位=bit 转=r 每=/",
        "幅/秒=fps 帧/秒=fps 幅每秒=fps 帧每秒=fps 万幅/秒=wfps 万帧/秒=wfps 次/秒=tps 万次/秒=wtps 捻/米=tpm",
        "㎡=m2 ㎥=m3 平方=m2 平米=m2 立方=m3 方=m3 时=h 牛顿=N 瓦特=W 毫弧度=mrad 微弧度=urad 公斤力=kgf 千克力=kgf",
    )
    for pair in line.split()
)
KINDS: Final = {
    unit: kind
    for kind, units in {
        "length": "nm um mm cm m km in inch ft",
        "area": "mm2 cm2 m2",
        "volume": "mm3 cm3 m3 ml mL l L",
        "mass": "mg g kg t",
        "number per length": "1/m",
        "number per area": "1/cm2",
        "mass per area": "kg/m2",
        "mass per volume": "g/cm3",
        "mass per time": "g/h kg/h kg/d",
        "volume per time": "m3/s m3/h m3/d L/min L/h",
        "length per time": "m/s km/s km/h mm/us",
        "power": "W kW MW VA",
        "voltage": "V kV",
        "current": "mA A",
        "current per area": "A/cm2",
        "charge per mass": "mAh/g",
        "resistance": "ohm",
        "capacitance": "pF nF uF mF",
        "inductance": "nH uH mH",
        "magnetic field": "T",
        "energy": "mJ J kJ keV MeV",
        "energy per area": "J/cm2",
        "energy per mass": "Wh/kg MJ/kg Gy cN/dtex",
        "temperature": "K degC °C",
        "per temperature": "1/K",
        "time": "ps ns us ms s min h",
        "number per time": "Hz kHz MHz GHz 1/s rpm deg/h GBq Gbit/s GB/s",
        "activity per mass": "GBq/kg",
        "acceleration": "g0",
        "force": "N kN",
        "pressure": "Pa kPa MPa GPa",
        "number": "% ppm 1 count deg mrad bit",
        "performance": "WT",
    }.items()
    for unit in units.split()
}
"""The dimensions of the units of trade and of many properties: units of different dimensions do not fit, so pint need not be loaded."""
COUNTED: Final = frozenset(
    {"axis", "axes", "轴", "坐标", "个", "架", "pcs", "items", "objects", "frames", "electrodes", "shafts"}
)
"""The units of a count."""
SAME: Final = frozenset(
    {
        ("g", "g0"),
        ("grms", "g0"),
        ("Grms", "g0"),
        ("g rms", "g0"),
        ("gn", "g0"),
        ("C", "degC"),
        ("度", "degC"),
        ("t/m", "1/m"),
        ("tpm", "1/m"),
    }
)
"""Units with another meaning for some properties: accelerations are in g, which is a gram elsewhere, twists in t/m."""
_DOSES: Final = {"krad": "karad", "Mrad": "Marad", "Grad": "Garad"}
"""A dose of radiation in rad; no angle is thousands of radians."""
_GALLONS: Final = ("gallon", "imperial_gallon")
DEFINED: Final = (
    "magnetic_gauss = 1e-4 tesla = G",  # pint's own gauss belongs to another system of units
    "frame_per_second = 1 / second = fps",  # pint's own fps are feet
    "ten_thousand_frames_per_second = 10000 / second = wfps",
    "transaction_per_second = 1 / second = tps",
    "ten_thousand_transactions_per_second = 10000 / second = wtps",
    "absorbed_rad = 0.01 * gray = arad",
    "single_revolution = revolution = r = rev",
    "weighted_teraflops = [weighted_performance] = WT",
    "gallon_a_minute = gallon / minute = gpm",
    "cubic_foot_a_minute = foot ** 3 / minute = cfm",
)
"""Units of data sheets that pint lacks, or defines differently."""
SPELLINGS: Final = str.maketrans(
    {"²": "2", "³": "3", "μ": "u", "µ": "u", "·": "*", "％": "%", "Ω": "ohm", "℃": "°C", "″": "arcsec"}
)

CHINESE: Final = "|".join(sorted(_CHINESE, key=len, reverse=True))
"""The expression of the Chinese names of units."""
_ATOM: Final = rf"(?:{'|'.join(_WORDS.values())}|[kMGTPmuµμnp]?(?:{_SCALED})|{_PLAIN}|(?!每)(?:{CHINESE}))[23²³]?"
STEEL: Final = r"(?:304|316|317)L(?![A-Za-z\d])"
"""A steel, which is no volume in litres."""
UNIT: Final = rf"{_ATOM}(?:\s?(?:[·*]|[/每]\s?(?:24)?)\s?{_ATOM})*(?![A-Za-z0-9])"
"""The expression of a unit in a text."""
_WRITTEN: Final = re.compile("|".join(rf"(?P<{symbol}>{word})(?![A-Za-z0-9_])" for symbol, word in _WORDS.items()))
_MICRONS: Final = ("micron", "microns")
_A_DAY: Final = re.compile(r"(?<=[/每])\s*24\s*(?:hr?|hours?|小时)(?![A-Za-z])")


def with_symbols(text: str) -> str:
    """Return a unit or a quantity with the symbols of units that are written as words: ltr/h is l/h, kg ice/24 h is kg/d."""
    return _WRITTEN.sub(lambda word: word.lastgroup or "", _A_DAY.sub("d", text))


def meanings_of(value: str) -> tuple[str, ...]:
    """Return the possible meanings of a quantity in a text: a gallon may be that of either country, and 5 Mrad is a dose."""
    number, _, unit = value.rpartition(" ")
    if unit == "gal":
        return tuple(f"{number} {gallon}" for gallon in _GALLONS)
    return (f"{number} {_DOSES[unit]}",) if unit in _DOSES else (value,)


def symbol_of(unit: str) -> str:
    """Return a unit as the vocabulary writes it: 升/秒 is L/s, °/h is deg/h."""
    plain = with_symbols(in_ascii(unit.translate(SPELLINGS))).replace(" ", "")
    plain = re.sub(r"^(?:(?:°|deg)?C)$", "degC", plain).replace("°", "deg")
    plain = re.sub(r"(?<=/)(?:hr|hours?)$", "h", plain)
    plain = "um" if plain in _MICRONS else plain
    return re.sub(r"^l(?=/|$)", "L", plain)


def unit_for_pint(unit: str) -> str:
    """Return a unit in the spelling of pint: m3 is m**3, °C is degC, kGs is kG, 微米 is um."""
    unit = re.sub(r"[Gg]auss|Gs\b", "G", re.sub(r"(?:°|deg) ?C", "degC", in_ascii(unit)))
    return re.sub(r"(?<=[A-Za-z])([23])(?![A-Za-z0-9])", r"**\1", unit)


def in_ascii(unit: str) -> str:
    """Return a unit without Chinese names: 微米 is um."""
    return unit if unit.isascii() else re.sub(CHINESE, lambda name: _CHINESE[name.group()], unit)

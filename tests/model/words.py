"""Words for random questions that no list of names has: formulas, texts that resemble formulas, and sentences."""

from __future__ import annotations

from random import Random

FORMULAS = (
    *("AlScN", "Y3Al5O12", "Tb0.3Dy0.7Fe2", "N42SH", "CoCrFeNi", "ScAlMgO4", "Gd3Ga5O12", "Sm2Co17", "Sm(Co,Fe)5"),
    *("LaNi5", "Lu2SiO5", "YBa2Cu3O7", "GdFeO3", "Gd3(Al,Ga)5O12", "Y2O3·ZrO2", "Er2O2S", "Ho2O3", "AlGaN", "InGaN"),
    *("Al2O3", "SiC", "B4C", "TiB2", "WSi2", "MoSi2", "W18O49", "(NH4)2WO4", "[Ga2O3]", "（Sm）Co5", "Bi₂Te₃", "Gd₂O₃"),
    *("Ge2Sb2Te5", "Hg0.8Cd0.2Te", "NaYF4", "LiNbO3", "UO2", "ThO2", "PuO2", "Y", "O2", "He"),
    *("C60", "No", "CPU", "POS", "Tb4O7·Dy2O3", "Ho2Fe14B", "NdPr", "InGaZnO4"),
    *("gd2o3", "Gd2O3x", "XeF2", "Gd 2 O 3", "Y-Al-O", "Zr1.5.2", "()", "1C999", "3B777", "2U", "Sm.", "Qq2O3"),
)
NONSENSE = (
    *("unobtainium", "blue widget", "garden chair", "未知之物", "XK-99 gizmo", "9Z999.z", "0000-00-0", "01012100"),
    *("99999999", "000000", "the", "s", "...", "花园椅子"),
    *("Bi needles", "seamless tube 7075 T6 aluminium UTS 560 MPa", "planetary vacuum mixer", "cotton wibble"),
)
OXIDES_AND_MORE = ("O", "O2", "O3", "N", "F3", "Cl3", "S", "C", "P", "H2", "B6", "Si2", "Fe2", "Co5", "Al", "Ni5", "Mg")
LATIN_PATTERNS = (
    "{} for {}",
    "{}s",
    "old {}s and {}s, used",
    "set of {}/{}",
    "a {}",
    "{}-coated {}",
    "{} {}",
    "garden chair with {}, {} and more",
    "box ({}), {}'s",
    "{}x and non{}",
)
HAN_PATTERNS = ("用于{}的{}", "{}和{}", "{}{}", "一种含{}的旧椅子", "{}制{}零件", "{} {}", "进口{}（{}）", "旧{}s")
DESCRIBED = (
    *(
        "{}, 99.99%",
        "{} 5N",
        "{} powder",
        "{} target",
        "{} ingot",
        "25 kg {}",
        "{}, 10 pcs",
        "high purity {}",
        "{} oxide",
    ),
    *("box of {}", "{} alloy", "{} scrap", "{} wafer, 4 inch", "{} for electronics", "{}-free paint", "{} unobtainium"),
    *("{} (99.9% Gd)", "{} with 2% Dy", "{} compound", "dust of {}", "{} HS 810420", "{} granules 3 mm", "{} crystal"),
    *("{}粉末", "高纯{}", "{}靶材", "{} 25公斤", "{}合金", "含{}的涂料", "{}晶片"),
    *(
        "{}, distilled",
        "{} 99.9% wibbled",
        "{} (brown jar)",
        "{} in polythene drums",
        "{} brush set",
        "{} 塑料桶装",
        "{} 散装",
        "{}摆件",
    ),
)
"""One name with words without meaning, words with a meaning, and unknown words."""

TRADE = ("steel screws", "cotton T-shirts", "coffee beans", "plastic bottles", "laptop bag", "ceramic tiles", "paint")


def invented(random: Random, elements: list[str]) -> str:
    """One of the formulas above, or one made up of elements that lines contain."""
    if random.random() < 0.5:
        return random.choice(FORMULAS)
    parts = [
        random.choice(elements) + random.choice(("", "", "2", "3", "0.5", "12"))
        for _ in range(random.choice((1, 2, 2, 3)))
    ]
    if random.random() < 0.6:
        parts.append(random.choice(OXIDES_AND_MORE))
    joined = random.choice(("", "", "", "·")).join(parts)
    return random.choice((joined, joined, joined, f"({joined})2", f" {joined}", f"[{joined}]"))


def sentence(random: Random, latin: list[str], han: list[str]) -> str:
    """Two names with other words around them, in English, in Chinese, or in both."""
    draw = random.random()
    if draw < 0.5:
        return random.choice(LATIN_PATTERNS).format(random.choice(latin), random.choice(latin))
    if draw < 0.85:
        return random.choice(HAN_PATTERNS).format(random.choice(han), random.choice(han))
    return random.choice((*LATIN_PATTERNS, *HAN_PATTERNS)).format(random.choice(han), random.choice(latin))


def description(random: Random, names: list[str]) -> str:
    """One name, or seldom a term of ordinary trade, with a few other words."""
    return random.choice(DESCRIBED).format(random.choice(names if random.random() < 0.85 else TRADE))

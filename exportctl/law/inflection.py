"""Reduce English words to the singular and to one spelling, to compare and count names."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING, Final

from exportctl.law.grouping import by_key
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_IRREGULAR: Final = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse", "shoes": "shoe",
    "knives": "knife", "scarves": "scarf", "shelves": "shelf", "loaves": "loaf", "halves": "half", "leaves": "leaf",
    "mens": "man", "womens": "woman", "childrens": "child", "clothes": "clothes", "glasses": "glass", "lens": "lens",
    "gas": "gas", "gases": "gas", "series": "series", "species": "species", "dies": "die", "axes": "axe", "cookies": "cookie",
    "aluminum": "aluminium", "color": "colour", "colors": "colour", "fiber": "fibre", "fibers": "fibre", "gray": "grey",
    "tire": "tyre", "tires": "tyre", "jewelry": "jewellery", "molding": "moulding", "mold": "mould", "molds": "mould",
    "sulfur": "sulphur", "sulfate": "sulphate", "sulfide": "sulphide", "sulfuric": "sulphuric", "pajamas": "pyjama",
    "galvanised": "galvanized", "moisturizer": "moisturiser", "carburetor": "carburettor", "center": "centre", "plow": "plough",
    "fertiliser": "fertilizer", "vapor": "vapour", "caliber": "calibre", "armor": "armour", "meter": "metre", "meters": "metre",
    "oxyde": "oxide", "oxydes": "oxide",
}  # fmt: skip
_SHORTENED: Final = {
    "accy": "accuracy", "adj": "adjustable", "agri": "agricultural", "anhyd": "anhydrous", "approx": "approximately",
    "asstd": "assorted", "assy": "assembly", "autom": "automatic", "aux": "auxiliary", "avg": "average",
    "batt": "battery", "bldg": "building", "brg": "bearing", "brkt": "bracket", "btl": "bottle",
    "calib": "calibration", "capac": "capacity", "compnt": "component", "compr": "compressor",
    "cplg": "coupling", "cryst": "crystalline", "ctrl": "control", "cyl": "cylinder", "dbl": "double",
    "dens": "density", "dia": "diameter", "diam": "diameter", "drg": "drawing", "drw": "drawing", "dwg": "drawing",
    "elec": "electric", "encl": "enclosed", "equip": "equipment", "equiv": "equivalent", "exch": "exchanger",
    "exchgr": "exchanger", "excl": "excluding", "flg": "flange", "fltr": "filter", "freq": "frequency",
    "furn": "furnace", "galv": "galvanized", "gran": "granular", "hi": "high", "horiz": "horizontal",
    "hsg": "housing", "htr": "heater", "hvy": "heavy", "hydr": "hydraulic", "incl": "including", "inj": "injection",
    "insp": "inspection", "instr": "instrument", "insul": "insulating", "isol": "isolated", "lab": "laboratory",
    "lge": "large", "liq": "liquid", "magn": "magnetic", "maint": "maintenance", "manuf": "manufacturing",
    "mat'l": "material", "matl": "material", "meas": "measuring", "mech": "mechanical", "mfg": "manufacturing",
    "mfr": "manufacturer", "misc": "miscellaneous", "mtg": "mounting", "natl": "national", "nom": "nominal",
    "orig": "original", "osc": "oscillator", "pharm": "pharmaceutical", "pkg": "package", "pneu": "pneumatic",
    "polycryst": "polycrystalline", "polyprop": "polypropylene", "posn": "position", "powd": "powder",
    "purif": "purified", "pwdr": "powder", "pwr": "power", "rcvr": "receiver", "recirc": "recirculating",
    "refrig": "refrigeration", "reinf": "reinforced", "rnd": "round", "sgl": "single", "simul": "simultaneous",
    "sph": "spherical", "spher": "spherical", "sq": "square", "stl": "steel", "stnls": "stainless",
    "struct": "structural", "substr": "substrate", "sync": "synchronous", "sys": "system",
    "temp": "temperature", "thk": "thickness", "typ": "typical", "vac": "vacuum", "vel": "velocity",
    "vert": "vertical", "vib": "vibration", "visc": "viscosity", "vlv": "valve", "wfr": "wafer", "wkg": "working",
    "wtr": "water", "xchgr": "exchanger", "xfmr": "transformer", "xmtr": "transmitter", "xtal": "crystal",
}  # fmt: skip
"""Words as invoices shorten them. Those that may also be another word of trade are left out."""
_SHORTENED_IN_FIGURES: Final = {
    "acc": "accuracy", "accel": "acceleration", "cap": "capacity", "max": "maximum", "min": "minimum", "res": "resolution",
    "vol": "volume",
}  # fmt: skip
"""Words that only the names of figures shorten so."""
_SHORT_SPELLINGS: Final = by_key(
    ((word, short) for short, word in (_SHORTENED | _SHORTENED_IN_FIGURES).items() if short.isalpha()), tuple
)
_SPELLINGS: Final = {
    spelling: (word, *short) for word, short in _SHORT_SPELLINGS.items() for spelling in (word, *short)
}
_OF_SALTS: Final = {
    "alum": "aluminium", "amm": "ammonium", "ammon": "ammonium", "calc": "calcium", "mag": "magnesium", "magn": "magnesium",
    "pot": "potassium", "potass": "potassium", "sod": "sodium",
}  # fmt: skip
_OF_ACIDS: Final = {
    "hydrochl": "hydrochloric", "hydrofl": "hydrofluoric", "nitr": "nitric", "phos": "phosphoric", "phosph": "phosphoric",
    "sulf": "sulphuric", "sulph": "sulphuric",
}  # fmt: skip
"""The first words of salts and of acids, as clerks shorten them."""
_CHEMICAL: Final = re.compile(
    rf"\b(?:(?P<salt>{'|'.join(_OF_SALTS)})\.?\s+(?=[a-z]{{3,}}(?:ate|ite|ide)\b)(?!plate|crate|slate|slide|suite|white|guide|onsite)"
    rf"|(?P<acid>{'|'.join(_OF_ACIDS)})\.?\s+(?=acid\b))",
    re.IGNORECASE,
)
"""Such a word before the second word of a salt, or before acid: Pot. permanganate. A pot for other goods stays one."""


def singular(word: str) -> str:
    """Return the singular of an English word in lower case, in British spelling and in full if the word is in a table."""
    word = word.removesuffix("'s").removesuffix("’s")
    known = _IRREGULAR.get(word) or _SHORTENED.get(word)
    if known is not None:
        return known
    # glass, virus and axis are singular.
    if len(word) <= _SHORT or word[-1] != "s" or word[-2] in "sui":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    return word[:-1]


def spellings_of_figure(name: str) -> Iterator[str]:
    """Yield the name of a figure with its words shortened and in full; a single word has its own spelling only: max workpiece dia."""
    words = name.casefold().replace("_", " ").split()
    if len(words) > 1 and name.isascii():
        yield from (" ".join(spelled) for spelled in product(*(_SPELLINGS.get(word, (word,)) for word in words)))


def chemicals_in_full(text: str) -> str:
    """Return a text with the first words of salts and acids in full, in capitals if they are written so: Pot. permanganate."""
    return _CHEMICAL.sub(_in_full, text)


def _in_full(match: re.Match[str]) -> str:
    """Return the first word of a chemical in full, in capitals if it is written so."""
    short = match["salt"] or match["acid"]
    full = (_OF_SALTS | _OF_ACIDS)[short.casefold()]
    return (full.upper() if short.isupper() else full) + " "


def fold_singular(text: str) -> str:
    """Return the folded form of a name with each word in the singular and in one spelling: `Gallium nitrides` is `galliumnitride`."""
    return fold(_WORD.sub(lambda word: singular(word[0].casefold()), unicodedata.normalize("NFKC", text)))

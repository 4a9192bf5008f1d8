"""Restore the usual writing of a text: marks between its parts, simplified characters, and its case, if its letters have only one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.elements import ELEMENTS
from exportctl.law.inflection import singular
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_MARKED: Final = re.compile(r"[^\w ]|\d ")
"""What a text has in which a mark may be unusual: a mark, or a number before a blank."""
_WORDS: Final = re.compile(r"[A-Z]{3,}", re.IGNORECASE)
_LEAST: Final = 2
"""The number of longer words from which a text is no formula or mark."""
_BETWEEN: Final = re.compile(
    r"""
    (?<!\d\s)(?<=\s)[-–—/](?=\s) | (?<=\s)[-–—/](?=\s\D)  # between blanks, but not between two figures, as in a range
    | [\n\r]+
    | (?:(?<=[A-Za-z]{5})|(?<=[\d)%]))\.(?=\s)  # not behind a short word, which may be a short form
    | (?<=[\u4e00-\u9fff])/ | /(?=[\u4e00-\u9fff])
    """,
    re.VERBOSE,
)
"""What some writers have in place of a comma: a dash or a stroke, the end of a line, a full stop, a stroke beside Chinese words."""
_WITH: Final = re.compile(r"(?<=\s[wW])\.(?=\s)")
"""The point of a short form of `with`, which others write with a stroke: w. agitator."""
_RATIO: Final = re.compile(
    r"(?<=[A-Z][a-z])\s(?:\d{1,2}/\d{1,2}|\d{1,2}(?:\.\d+)?\s?(?:[%％]|pct))(?=\s(?:master\s)?alloys?\b)"
)
"""The shares of the elements of an alloy within its name: Dy-Fe 80/20 alloy, Al-Sc 2% master alloy."""
_MARK: Final = re.compile(
    r"""(?<=\s)(?:["“](?P<quoted>[A-Z][A-Za-z]*)[A-Z\d-]*["”]|(?P<joined>[A-Z][a-z]{2,})-[A-Z]{0,2}\d{1,4}[A-Z]?)(?![\w-])(?=\W*\w)"""
)
"""A mark behind the name of goods, in quotes or with a number: "Lyte-L2", Lyte-L2."""
_SYMBOLS: Final = """
    km/s m/s cm/s m/min km/h m3/s m3/h m3/hr m3/min L/s L/sec L/min L/h L/hr kg/h kg/hr g/cc g/cm3 kg/m3 mAh/g Ah/kg Wh/kg Wh/L
    cN/dtex cN/tex g·mm/kg deg/h deg/hr /cm2 cm-2 MPa GPa kPa Pa mbar bar bara barg psi psig Torr
    mm um nm cm km m mm2 cm2 m2 mm3 cm3 m3 kg kgs g gm mg mt ml L s sec ms us ns ps h hr hrs deg degC pct wt% at% ppm ppb
    micron microns fps rpm Gbps Mbps kbps amu u kW kWh kV kA kVA Hz kHz MHz GHz uF nF nH uH J kJ N kN V A W eV keV MeV GeV dtex pcs inch
    in ft
"""
_UNITS: Final = {unit.upper(): unit for unit in _SYMBOLS.split()}
"""Units by their spelling in capitals. Those that are others in capitals (MW, MA, T, K) are left out."""
_ANY_UNIT: Final = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_PIECE: Final = re.compile(rf"(?<=\d)(?P<blank>\s?)(?P<unit>{_ANY_UNIT})(?![A-Z0-9])|[A-Z][A-Z0-9.]*[A-Z0-9]|[A-Z]")
_GROUPS: Final = re.compile(r"(?:^|(?<=[,;(]\s)|(?<=[,;(=]))\d{1,3}(?:[ ]\d{3})+(?=\s?[A-Za-zµμ°Ω])")
"""A number with blanks between its thousands, behind a mark: , 500 000 fps."""
_SIDES: Final = re.compile(r"(?<=\d)\s?(?:[MC]M)?\s?X\s?(?=\d)")
"""The sign between two sides of a piece in capitals: 900X700X300MM."""
_SMALL: Final = frozenset({"AM", "AS", "AT", "BE", "CA", "HE", "IN", "LA", "NO", "RE"})
"""Symbols of elements that are also words of a sentence."""
_KEPT: Final = frozenset({"CO", "HF", "OS", "PA", "PO", "RA"})
"""Short words that may be a symbol, a formula or another short form; they stay as they are."""


def in_usual_writing(law: Register, lexicon: Lexicon, text: str) -> str:
    """Return a text with semicolons between its parts, in simplified characters, and without what interrupts names.

    Shares within the names of alloys and marks behind names do. If all its letters have one case, words are in small letters,
    and units, formulae, symbols and short names in their own case. Each character stays in its place.
    """
    usual = _with_usual_marks(lexicon, text) if _MARKED.search(text) else text
    if HAN.search(usual):
        usual = _in_simplified_characters(usual)
    if (usual.isupper() or usual.islower()) and len(_WORDS.findall(usual)) >= _LEAST:
        restored = _in_usual_case(law, lexicon, usual)
        usual = restored if len(restored) == len(usual) else usual
    return usual


def _with_usual_marks(lexicon: Lexicon, text: str) -> str:
    """Return a text with semicolons between its parts, and without the shares and marks that interrupt names."""
    usual = _RATIO.sub(lambda ratio: " " * len(ratio.group()), text)
    usual = _MARK.sub(lambda mark: _without_mark(lexicon, mark), usual)
    usual = _GROUPS.sub(lambda number: number.group().replace(" ", ","), usual)
    return _WITH.sub("/", _BETWEEN.sub(lambda mark: ";" * len(mark.group()), usual))


def _without_mark(lexicon: Lexicon, mark: re.Match[str]) -> str:
    """Return blanks for a mark whose word is in no name and no noun of trade, else the words as they are."""
    word = singular((mark["quoted"] or mark["joined"]).casefold())
    known = word in lexicon.things or word in lexicon.phrases.root or lexicon.is_used_in_trade(word)
    return mark.group() if known else " " * len(mark.group())


def _in_simplified_characters(text: str) -> str:
    """Return a text with traditional and Japanese characters as simplified ones."""
    from exportctl.law.scripts import SIMPLIFIED  # noqa: PLC0415 - most questions have no Chinese text

    return text.translate(SIMPLIFIED)


def _in_usual_case(law: Register, lexicon: Lexicon, text: str) -> str:
    """Return a text in its usual case."""
    parts, end = list[str](), 0
    capitals = _SIDES.sub(lambda sign: sign.group().lower(), text.upper())
    text = _SIDES.sub(lambda sign: sign.group().lower(), text)
    for match in _PIECE.finditer(capitals):
        parts += text[end : match.start()], _usual_piece(law, lexicon, match, text[match.start() : match.end()])
        end = match.end()
    return "".join((*parts, text[end:]))


def _usual_piece(law: Register, lexicon: Lexicon, match: re.Match[str], written: str) -> str:
    """Return a unit or a word in its usual case; `written` is the word as the text has it."""
    if match["unit"]:
        return match["blank"] + _UNITS[match["unit"]]
    word = match.group()
    spellings = lexicon.acronyms.get(word.lower(), ())  # folded: it has letters, digits and points only
    if word in spellings:
        return word
    if word in _KEPT or len(word) == 1:
        return word.lower() if word == "X" else written
    if len(spellings) == 1:
        return next(iter(spellings))
    if word.isalpha() and word.capitalize() in ELEMENTS:
        return word.lower() if word in _SMALL else word.capitalize()
    formula = law.names.in_capitals.get(word)
    if formula and word.lower() not in lexicon.things:  # GaS is also gas
        return formula
    return word.lower() if word.isalpha() or "." in word else word

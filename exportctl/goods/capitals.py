"""Restore the case of a text that is written in capitals alone, as those of many invoices are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.elements import ELEMENTS
from exportctl.law.words import fold

if TYPE_CHECKING:
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_WORDS: Final = re.compile(r"[A-Z]{3,}")
_LEAST: Final = 2
"""The number of longer words from which a text without small letters is one in capitals, and no formula or mark."""
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
_SMALL: Final = frozenset({"AM", "AS", "AT", "BE", "HE", "IN", "NO"})
"""Symbols of elements that are also words of a sentence."""
_KEPT: Final = frozenset({"CO", "HF", "OS", "PA", "PO", "RA"})
"""Short words that may be a symbol, a formula or another short form; they stay as they are."""


def is_in_capitals(text: str) -> bool:
    """Return whether a text has longer words, and no small letter."""
    return text.isupper() and len(_WORDS.findall(text)) >= _LEAST


def in_usual_case(law: Register, lexicon: Lexicon, text: str) -> str:
    """Return a text in capitals with its words in small letters, and with units, formulae, symbols and short names in their own case.

    Each character stays in its place.
    """
    formulas = {formula.upper(): formula for formula in law.names.formulas}

    def restored(match: re.Match[str]) -> str:
        if match["unit"]:
            return match["blank"] + _UNITS[match["unit"]]
        word = match.group()
        spellings = lexicon.acronyms.get(fold(word), ())
        if word in spellings or word in _KEPT or len(word) == 1:
            return word.lower() if word == "X" else word
        if len(spellings) == 1:
            return next(iter(spellings))
        if word.isalpha() and word.capitalize() in ELEMENTS:
            return word.lower() if word in _SMALL else word.capitalize()
        return formulas.get(word) or (word.lower() if word.isalpha() or "." in word else word)

    usual = _PIECE.sub(restored, text)
    return usual if len(usual) == len(text) else text

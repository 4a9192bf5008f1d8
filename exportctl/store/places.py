"""Read the names of places from the Unicode CLDR by Babel, to be compiled into the register."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from exportctl.law.model import Name
from exportctl.law.place_names import plain
from exportctl.law.register import Places
from exportctl.law.words import fold
from exportctl.store.place_spellings import IN_DAILY_USE, ON_FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALPHA2: Final = re.compile(r"[A-Z]{2}")
_ALPHA3: Final = re.compile(r"[A-Z]{3}")
_REGION: Final = re.compile(r"[0-9]{3}|EU")
_LOCALES: Final = ("en", "en_GB", "zh_Hans", "zh_Hant", "zh_Hant_HK")
_NO_PLACES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_REGIONS: Final = (
    "EMEA",
    "APAC",
    "Asia Pacific",
    "Asia-Pacific",
    "Middle East",
    "Far East",
    "Benelux",
    "Nordic",
    "亚太",
    "中东",
    "远东",
    "欧非中东",
)
"""Regions in the terms of companies."""


@lru_cache(maxsize=1)
def territories() -> Places:
    """Return every country and customs territory with its codes and its English and Chinese names, and names of regions."""
    english, chinese = (Locale.parse(tag).territories for tag in ("en", "zh_Hans"))
    names = {
        code: Name(en=english[code], zh=chinese[code])
        for code in sorted(english)
        if _ALPHA2.fullmatch(code) and code not in _NO_PLACES and code in chinese
    }
    codes = {fold(word): code for code, name in names.items() for word in (code, name.en, name.zh)}
    aliases = get_global("territory_aliases")
    codes |= {fold(old): new[0] for old, new in aliases.items() if _ALPHA3.fullmatch(old) and new[0] in names}
    codes |= {fold(word): code for code, words in IN_DAILY_USE.items() for word in words}
    codes = {_plain(word): code for word, code in codes.items()} | codes
    regions = (name for names_of in (english, chinese) for code, name in names_of.items() if _REGION.fullmatch(code))
    return Places(codes, _spellings(names), names, frozenset(map(fold, (*regions, *_REGIONS))))


def _spellings(names: Mapping[str, Name]) -> Mapping[str, str]:
    """Return the codes of places by their names in plain form, without names of two places."""
    territories = [Locale.parse(tag).territories for tag in _LOCALES]
    words = [(spelling, code) for names_of in territories for code, spelling in names_of.items() if code in names]
    words += [
        (spelling, code) for table in (IN_DAILY_USE, ON_FORMS) for code, known in table.items() for spelling in known
    ]
    codes: dict[str, set[str]] = {}
    for spelling, code in words:
        codes.setdefault(plain(spelling), set()).add(code)
    return {spelling: places.pop() for spelling, places in codes.items() if len(places) == 1}


def _plain(word: str) -> str:
    """Return a word without accents: cote d'ivoire."""
    letters = unicodedata.normalize("NFD", word.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

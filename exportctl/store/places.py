"""Read the names of places from the Unicode CLDR by Babel, and those of the data (data/places), to be compiled into the register."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from exportctl.law.grouping import by_key
from exportctl.law.model import Name
from exportctl.law.place_names import PlaceNames, plain
from exportctl.law.places import Places
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_ALPHA2: Final = re.compile(r"[A-Z]{2}")
_ALPHA3: Final = re.compile(r"[A-Z]{3}")
_REGION: Final = re.compile(r"[0-9]{3}")
_UNION: Final = "EU"
_SHOWN: Final = ("en", "zh_Hans")
_LOCALES: Final = ("en", "en_GB", "zh_Hans", "zh_Hant", "zh_Hant_HK")
_IN_ACTS: Final = {"TW": "台湾地区"}
"""The Chinese names of customs territories as acts of the data have them."""
_NO_PLACES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@lru_cache(maxsize=1)
def place_names() -> Mapping[str, Name]:
    """Return every country and customs territory by its ISO alpha-2 code, with its English and its Chinese name."""
    english, chinese = (Locale.parse(tag).territories for tag in _SHOWN)
    return {
        code: Name(en=english[code], zh=_IN_ACTS.get(code, chinese[code]))
        for code in sorted(english)
        if _ALPHA2.fullmatch(code) and code not in _NO_PLACES and code in chinese
    }


def territories(also: Iterable[PlaceNames]) -> Places:
    """Return all countries and customs territories with their codes and names, regions and unions; `also` are further names."""
    names = place_names()
    used = {use: [item for item in also if item.use == use] for use in ("daily", "forms", "region", "union")}
    codes = {fold(word): code for code, name in names.items() for word in (code, name.en, name.zh)}
    aliases = get_global("territory_aliases")
    codes |= {fold(old): new[0] for old, new in aliases.items() if _ALPHA3.fullmatch(old) and new[0] in names}
    codes |= {fold(word): item.place for item in used["daily"] if item.place for word in item.names}
    # A name without accents may be the exact name of another place, which then counts.
    codes = {_plain(word): code for word, code in codes.items()} | codes
    territories = [Locale.parse(tag).territories for tag in _SHOWN]
    regions = [name for names_of in territories for code, name in names_of.items() if _REGION.fullmatch(code)]
    regions += [name for item in used["region"] for name in item.names]
    unions = [names_of[_UNION] for names_of in territories]
    unions += [name for item in used["union"] for name in item.names]
    spellings = _spellings(names, [*used["daily"], *used["forms"]])
    own = {spelling: places[0] for spelling, places in spellings.items() if len(places) == 1}
    shared = {spelling: places for spelling, places in spellings.items() if len(places) > 1}
    return Places(codes, own, names, frozenset(map(fold, regions)), frozenset(map(fold, unions)), shared)


def _spellings(names: Mapping[str, Name], also: Iterable[PlaceNames]) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the places that have a name, by the name in plain form."""
    territories = [Locale.parse(tag).territories for tag in _LOCALES]
    words = [(spelling, code) for names_of in territories for code, spelling in names_of.items() if code in names]
    words += [(spelling, item.place) for item in also if item.place for spelling in item.names]
    codes = by_key(((plain(spelling), code) for spelling, code in words), set)
    return {spelling: tuple(sorted(places)) for spelling, places in codes.items()}


def _plain(word: str) -> str:
    """Return a word without accents: cote d'ivoire."""
    letters = unicodedata.normalize("NFD", word.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

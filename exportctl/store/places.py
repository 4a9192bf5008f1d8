"""The names of places come from the Unicode CLDR by way of Babel, and are compiled into the register."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import get_global

from exportctl.law.model import Name
from exportctl.law.register import Places
from exportctl.law.words import fold

_ALPHA2: Final = re.compile(r"[A-Z]{2}")
_ALPHA3: Final = re.compile(r"[A-Z]{3}")
_REGION: Final = re.compile(r"[0-9]{3}|EU")
_NO_PLACES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_ALSO: Final = {
    "CN": ("China", "PRC", "Mainland China", "People's Republic of China", "中国", "中国大陆", "中华人民共和国"),
    "HK": ("Hong Kong", "香港"),
    "MO": ("Macao", "Macau", "澳门"),
    "TW": ("Taiwan", "台湾", "中国台湾"),
    "US": ("USA", "United States of America", "America", "美国"),
    "GB": ("UK", "Great Britain", "United Kingdom", "英国"),
    "KR": ("Korea", "Republic of Korea", "韩国"),
    "KP": ("DPRK", "朝鲜"),
    "RU": ("Russian Federation", "俄罗斯"),
    "NL": ("The Netherlands", "Holland"),
    "CZ": ("Czech Republic", "捷克"),
    "TR": ("Turkey",),
    "AE": ("UAE", "阿联酋"),
    "VN": ("Viet Nam",),
}
"""Names in daily use that the CLDR does not give a place, or gives only in a longer form."""

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
"""Regions as companies call them."""


@lru_cache(maxsize=1)
def territories() -> Places:
    """Return every country and customs territory with its codes and its English and Chinese names, and names of parts of the world."""
    english, chinese = (Locale.parse(tag).territories for tag in ("en", "zh_Hans"))
    names = {
        code: Name(en=english[code], zh=chinese[code])
        for code in sorted(english)
        if _ALPHA2.fullmatch(code) and code not in _NO_PLACES and code in chinese
    }
    codes = {fold(word): code for code, name in names.items() for word in (code, name.en, name.zh)}
    aliases = get_global("territory_aliases")
    codes |= {fold(old): new[0] for old, new in aliases.items() if _ALPHA3.fullmatch(old) and new[0] in names}
    codes |= {fold(word): code for code, words in _ALSO.items() for word in words}
    codes = {_plain(word): code for word, code in codes.items()} | codes
    regions = (name for spoken in (english, chinese) for code, name in spoken.items() if _REGION.fullmatch(code))
    return Places(codes, names, frozenset(map(fold, (*regions, *_REGIONS))))


def _plain(word: str) -> str:
    """Return a word as it is typed without accents: cote d'ivoire."""
    letters = unicodedata.normalize("NFD", word.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

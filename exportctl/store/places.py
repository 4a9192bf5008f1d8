"""Reads the names of places from the Unicode CLDR by Babel, to be compiled into the register."""

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
    "HK": ("Hong Kong", "Hong Kong SAR", "香港", "中国香港", "香港特别行政区"),
    "MO": ("Macao", "Macau", "Macao SAR", "Macau SAR", "澳门", "中国澳门", "澳门特别行政区"),
    "TW": ("Taiwan", "Taiwan, Province of China", "Chinese Taipei", "台湾", "中国台湾", "中国台湾省", "中华台北"),
    "US": ("USA", "United States of America", "America", "美国", "美利坚合众国"),
    "GB": ("UK", "Great Britain", "United Kingdom", "United Kingdom of Great Britain and Northern Ireland", "英国"),
    "KR": ("Korea", "Republic of Korea", "Korea, Republic of", "韩国", "大韩民国", "南韩"),
    "KP": ("DPRK", "Democratic People's Republic of Korea", "Korea, Democratic People's Republic of", "朝鲜", "北韩"),
    "RU": ("Russian Federation", "俄罗斯", "俄罗斯联邦"),
    "NL": ("The Netherlands", "Holland"),
    "CZ": ("Czech Republic", "捷克"),
    "TR": ("Turkey",),
    "AE": ("UAE", "阿联酋"),
    "VN": ("Viet Nam",),
    "MM": ("Myanmar", "Burma"),
    "LA": ("Lao PDR", "Lao People's Democratic Republic"),
    "IR": ("Islamic Republic of Iran", "Iran, Islamic Republic of"),
    "SY": ("Syrian Arab Republic",),
    "BN": ("Brunei Darussalam",),
    "CI": ("Ivory Coast", "科特迪瓦"),
    "BO": ("Plurinational State of Bolivia", "Bolivia, Plurinational State of"),
    "VE": ("Bolivarian Republic of Venezuela", "Venezuela, Bolivarian Republic of"),
    "TZ": ("United Republic of Tanzania", "Tanzania, United Republic of"),
    "MD": ("Republic of Moldova", "Moldova, Republic of"),
    "MK": ("Macedonia",),
    "PS": ("Palestine", "State of Palestine", "Palestine, State of", "巴勒斯坦"),
    "CD": ("DR Congo", "Democratic Republic of the Congo", "Congo, Democratic Republic of the", "刚果民主共和国"),
    "CG": ("Republic of the Congo", "刚果共和国"),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "CV": ("Cabo Verde",),
    "VA": ("Holy See",),
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
    regions = (name for names_of in (english, chinese) for code, name in names_of.items() if _REGION.fullmatch(code))
    return Places(codes, names, frozenset(map(fold, (*regions, *_REGIONS))))


def _plain(word: str) -> str:
    """Return a word without accents: cote d'ivoire."""
    letters = unicodedata.normalize("NFD", word.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

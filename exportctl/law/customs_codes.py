"""Customs codes of the Harmonized System: their parts (chapter, heading and subheading), and those in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CHAPTER: Final = 2
"""The digits of a chapter: 28, inorganic chemicals."""
HEADING: Final = 4
"""The digits of a heading: 2804, hydrogen, rare gases and other non-metals."""
SUBHEADING: Final = 6
"""The digits of a subheading, which all countries share: 2804.50, boron and tellurium."""
LENGTHS: Final = (6, 8, 10)
"""The numbers of digits of customs codes: a subheading, and the codes of countries below it."""
_FOUR_DIGITS: Final = re.compile(r"\d{4}")
"""Digits that every code has. Most texts lack them, and this expression is the fastest to show it."""
_CODE: Final = r"\d{4}[. ]?\d{2}(?:[. ]?\d{2}){0,2}(?!\d|[.,-]\d)"
"""The digits of a code, with or without dots and blanks, but not the beginning of a longer number."""
_IN_TEXT: Final = re.compile(rf"(?<!\d)(?<!\d[.,-]){_CODE}")
_LABELLED: Final = re.compile(
    r"(?:\b(?:(?:H\.?S\.?N?|HTS(?:US)?|TARIC|CN|(?:customs|tariff|commodity)(?=\s+code))(?:\s*(?:code|no\.?|number))?)"
    r"|(?:海关|商品|税则)?(?:HS\s*)?(?:编码|编号|税号|税则号列?))"
    rf"\s*[:：.#]?\s*(?P<code>{_CODE}|\d{{4}}(?!\d|[.,-]\d))",
    re.IGNORECASE,
)
"""A customs code in a text with the word before it: HS code 8112.92, 海关编码8112929010."""


def chapter_of(code: str) -> str:
    """Return the chapter of a customs code."""
    return code[:CHAPTER]


def heading_of(code: str) -> str:
    """Return the heading of a customs code; a shorter code, as it is."""
    return code[:HEADING]


def subheading_of(code: str) -> str:
    """Return the subheading of a customs code; a shorter code, as it is."""
    return code[:SUBHEADING]


def labelled_codes_in(text: str) -> Iterator[re.Match[str]]:
    """Return the customs codes and headings in a text with the word for one before them, each with its digits as `code`."""
    return _LABELLED.finditer(text) if _FOUR_DIGITS.search(text) else iter(())


def customs_codes_in(text: str) -> list[str]:
    """Return the digits of the numbers in a text that may be customs codes, each once; with the word for one, also of headings."""
    if not _FOUR_DIGITS.search(text):
        return []
    codes = [code.group() for code in _IN_TEXT.finditer(text)] + [code["code"] for code in labelled_codes_in(text)]
    return list(dict.fromkeys(code.replace(".", "").replace(" ", "") for code in codes))

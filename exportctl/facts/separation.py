"""Separate a name from its value, as people write both: `to=US`, `密度＝1.8 g/cm3`, `货物：Product`."""

from __future__ import annotations

import re
from typing import Final

SIGNS: Final = re.compile("[=＝:：]")
"""The signs between a name and its value; a text in Chinese has the wide ones."""


_EQUALS: Final = re.compile("[=＝]")


def separate(text: str) -> tuple[str, str]:
    """Return the texts before and after the first equals sign, else the first colon; the value is empty without one.

    A name may contain a colon: Y3Al5O12:Nd=5%.
    """
    return _around(text, _EQUALS.search(text) or SIGNS.search(text)) or (text.strip(), "")


def separate_last(text: str) -> tuple[str, str]:
    """Return the texts before and after the last sign, because the name of a company may contain one; the name is empty without one."""
    signs = [*SIGNS.finditer(text)]
    return _around(text, signs[-1] if signs else None) or ("", text.strip())


def _around(text: str, sign: re.Match[str] | None) -> tuple[str, str] | None:
    """Return the texts before and after a sign; None without one."""
    return (text[: sign.start()].strip(), text[sign.end() :].strip()) if sign else None

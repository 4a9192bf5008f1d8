"""Detect the words that mark a row as a total of others."""

from __future__ import annotations

import re
from typing import Final

_TOTAL: Final = re.compile(
    r"\W*(?:(?:grand|sub|page|overall|sum)?[\s-]*totals?|total sum|sum|summe|gesamt(?:summe)?|"
    r"总\s*计|合\s*计|小\s*计|共\s*计|总\s*数|总\s*和|本页[合小]计)"
    r"(?:[\s/(（]*(?:totals?|合计|总计|小计)[)）]?)?"
    r"[\s:：(（]*(?:[0-9][0-9.,\s]*[^\W\d]{0,8})?\W*",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Return whether a cell only marks its row as a total: `Total`, `合计：`, `Subtotal 1,200 kg`."""
    return bool(_TOTAL.fullmatch(text))

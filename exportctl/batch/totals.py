"""Detect rows that state no goods and need no correction: blank rows, rows of totals, and rows of further headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from exportctl.batch.headers import is_sku
from exportctl.batch.heading_rows import is_heading_row
from exportctl.facts.totals import is_total
from exportctl.sentences import Sentence, join, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.sentences import JoinedTexts

PassedOver = Literal["blank", "total", "heading"]
_AMOUNT: Final = re.compile(r"\W*[0-9][0-9.,\s]*(?:[^\W\d]{0,8})?\W*")
_SEPARATORS: Final = re.compile(r"[,;\t|\n]")
_AMOUNTS: Final = frozenset({"quantity", "cn_content"})
"""Facts that a row of totals may sum up."""
_KINDS: Final[Mapping[PassedOver, str]] = {
    "total": translatable("{count} of totals"),
    "blank": translatable("{count} blank"),
    "heading": translatable("{count} of headings"),
}
"""The words for the number of rows that are passed over for a reason."""


def passed_over(cells: Mapping[str, Any], facts: Mapping[str, str]) -> PassedOver | None:
    """Return why a row that cannot be read needs no correction; None for a row that may state goods.

    `cells` are those of the row by column, `facts` the columns of facts. In a row of totals, one cell is only a word for a total, and
    no other cell states goods, a place, a day or a party.
    """
    texts = {name: text for name, cell in cells.items() if cell is not None and (text := str(cell).strip())}
    if not texts:
        return "blank"
    stating = {column for fact, column in facts.items() if fact not in _AMOUNTS}
    stating |= {name for name in texts if is_sku(name)}
    others = [text for name, text in texts.items() if name in stating and not is_total(text)]
    if not others and any(map(is_total, texts.values())):
        return "total"
    return "heading" if is_heading_row(texts, facts) else None


def kinds_in_words(passed_over: Mapping[str, int]) -> JoinedTexts:
    """Return the numbers of rows that are passed over, by the reason."""
    return join(Sentence(words, count=count) for kind, words in _KINDS.items() if (count := passed_over.get(kind, 0)))


def line_passed_over(text: str) -> PassedOver | None:
    """Return why a line of a text that has too few or too many cells needs no correction; None if it may state goods."""
    cells = [cell for part in _SEPARATORS.split(text) if (cell := part.strip(' "\r'))]
    if not cells:
        return "blank"
    others = [cell for cell in cells if not is_total(cell)]
    return "total" if len(others) < len(cells) and all(map(_AMOUNT.fullmatch, others)) else None

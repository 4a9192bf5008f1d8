"""Detect rows below the header that only have further headings: in another language, with the units, or with notes on the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.batch.headers import QUANTITY, is_note, is_sku, meaning_of
from exportctl.batch.stated_cells import fact_of
from exportctl.facts.registry import ITEM
from exportctl.goods.trade_units import is_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHARES: Final = "cn_content"
_SIGNS: Final = frozenset({"%", "％", "pct", "percent"})
_BRACKETS: Final = " ()（）[]【】"


def is_heading(text: str, fact: str) -> bool:
    """Return whether a cell of a fact is only its heading, its unit, or a note about its cells: `目的国`, `kg`, `YYYY-MM-DD`."""
    meaning, inner = meaning_of(text), text.strip(_BRACKETS)
    return (
        (meaning is not None and meaning.fact == fact)
        or is_note(inner)
        or (fact == QUANTITY and is_unit(inner))
        or (fact == _SHARES and inner.lower() in _SIGNS)
    )


def is_heading_row(texts: Mapping[str, str], facts: Mapping[str, str]) -> bool:
    """Return whether every filled cell of the columns of facts is only a heading; `texts` are the filled cells of a row by column.

    A single such cell may also be goods of that name (`Product`). A heading of a fact in a column that is not read is one below a
    group of columns: the row stays rejected, so that nobody misses the column.
    """
    fact_of_column = {column: fact_of(key) for key, column in facts.items()}
    stating = [(fact_of_column[name], text) for name, text in texts.items() if name in fact_of_column]
    others = [(name, text) for name, text in texts.items() if name not in fact_of_column]
    return (
        any(fact != "item" for fact, _ in stating)
        and all(is_heading(text, fact) for fact, text in stating)
        and all(is_sku(text) if is_sku(name) else _is_about(text, name) for name, text in others)
    )


def names_columns(cells: Iterable[Any]) -> bool:
    """Return whether a row names the goods and another fact, as the header of another table does."""
    meanings = [
        meaning for cell in cells if isinstance(cell, str) and (meaning := meaning_of(cell)) and not meaning.generic
    ]
    facts = {(meaning.fact, meaning.role) for meaning in meanings}
    return (ITEM, None) in facts and len(facts) > 1


def _is_about(text: str, column: str) -> bool:
    """Return whether a cell of a column that is not read is no heading of a fact, or of the same as the column."""
    meaning, own = meaning_of(text), meaning_of(column)
    return meaning is None or (own is not None and meaning.fact == own.fact)

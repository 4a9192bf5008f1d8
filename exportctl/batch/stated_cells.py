"""The facts that the cells of a row state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.errors import InputError
from exportctl.facts.formula_cells import missing_value
from exportctl.facts.placeholders import means_above, names_nobody, states_nobody
from exportctl.facts.registry import BY_KEY, DAYS, FACTS, ITEM, PARTY
from exportctl.facts.roles import is_role, split_role
from exportctl.limits import CELL, VALUES
from exportctl.list_cells import split_stated_cell

if TYPE_CHECKING:
    from collections.abc import Mapping


USES: Final = tuple(fact.key for fact in FACTS if fact.panel == "Use" and fact.among)
"""The facts whose cells may hold a placeholder: the use is then unknown, as in an empty cell."""
SHARE: Final = "cn_content"
PART_OF_ONE: Final = "#PART OF ONE "
"""The mark before a share below 1 without a sign: a spreadsheet stores a cell that shows 5% as 0.05, and other programs copy that."""
ROUNDED: Final = "#ROUNDED "
"""The mark before a customs code in a sheet that may be a rounded number: 2810000000 was saved from 2.81E+09."""
NO_AMOUNT: Final = "#NO AMOUNT"
"""The mark in place of all quantities without a known amount of goods: files have very many numbers without a unit."""
UNKNOWN_UNIT: Final = "#UNKNOWN UNIT "
"""The mark before a unit that is not known, in place of all quantities in it."""
BESIDE: Final = "\x1e"
"""The character between goods and a text beside them: the control character for the border of two records, which no cell has."""


def fact_of(key: str) -> str:
    """Return the fact of the key of a column: `party` for `party end-user/2`."""
    return fact_and_role(key)[0]


def fact_and_role(key: str) -> tuple[str, str]:
    """Return the fact and the role of the key of a column: `party end-user/2` is the second one of end users; most have no role."""
    fact, _, role = key.partition(" ")
    return fact, role.partition("/")[0]


def states_no_amount(cell: str) -> bool:
    """Return whether a cell of quantities has a mark, so that it states no amount of goods."""
    return cell == NO_AMOUNT or cell.startswith(UNKNOWN_UNIT)


def without_mark(cell: str) -> str:
    """Return a cell as the file has it, without the mark of a doubtful number, and without a text beside goods."""
    return cell.removeprefix(PART_OF_ONE).removeprefix(ROUNDED).partition(BESIDE)[0]


def text_beside(cell: str | None) -> str:
    """Return the text beside the goods in a cell, which another column names; empty if there is none."""
    return (cell or "").partition(BESIDE)[2]


def has_placeholder(cell: str) -> bool:
    """Return whether a cell of parties has a placeholder for some name."""
    return any(map(states_nobody, split_stated_cell(cell)))


def stated_fields(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of facts except days as fields of a transaction; an empty cell, and a placeholder, state nothing.

    Nor does a quantity without a known amount of goods, so that its row has an answer. Raises InputError for a cell that is too long,
    or states too many values, for a formula without a value, for a reference to another row, and for a share that may be one of 1.
    """
    fields: dict[str, Any] = {}
    for key, value in cells.items():
        fact, role = fact_and_role(key)
        if fact in DAYS or value is None or not value.strip() or states_no_amount(value):
            continue
        cell = value.partition(BESIDE)[0] if fact == ITEM else value
        if len(cell) > CELL:
            raise InputError(fact, "the cell has more than {cell} characters, which is the limit", cell=CELL)
        stated = BY_KEY[fact]
        if stated.kind != "texts":
            _require_value(cell, key)
            if cell.startswith(PART_OF_ONE):
                text = cell.removeprefix(PART_OF_ONE)
                raise InputError(
                    fact, "'{text}' may be a part of 1 or a percentage; write it with its sign, like 5%", text=text
                )
            if cell.startswith(ROUNDED):
                text = cell.removeprefix(ROUNDED)
                raise InputError(
                    fact,
                    "'{text}' may be a rounded number; write all its digits with a dot, like 8112.929010",
                    text=text,
                )
            if fact not in USES or not names_nobody(cell):
                fields[stated.field] = cell
            continue
        parts = split_stated_cell(cell)
        if len(parts) > VALUES:
            raise InputError(
                fact, "the cell states {count} values; the limit is {things}", count=len(parts), things=VALUES
            )
        for part in parts:
            _require_value(part, key)
        parts = [part for part in parts if fact != PARTY or not states_nobody(part)]
        values = [_in_role(part, role) if role else part for part in parts]
        fields[stated.field] = (*fields.get(stated.field, ()), *values)
    return fields


def _in_role(text: str, role: str) -> str:
    """Return a text that states a party of a column with the role of the column, unless the text itself has a role, or an empty one."""
    own, _ = split_role(text)
    return text if own == "" or (own is not None and is_role(own)) else f"{role}={text}"


def _require_value(cell: str, key: str) -> None:
    """Raise InputError for a cell that must not count as empty: a formula that gave no value, or a mark for the cell above."""
    if reason := missing_value(cell):
        raise InputError(key, reason)
    _, name = split_role(cell)
    if means_above(name):
        raise InputError(key, "'{text}' refers to another row; write its text here, too", text=cell.strip())

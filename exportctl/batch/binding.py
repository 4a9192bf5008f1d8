"""What is asked of every row is told by the names of the columns, and by what all rows say alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import Fact, InputError, PlaceError
from exportctl.facts.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from exportctl.law.scale import Assume, Effect

_FIELDS: Final = {name.rstrip("_"): name for name in Transaction._fields}
FACTS: Final = tuple(_FIELDS)
"""The columns that say something of a transaction, named as its fields are; every other one passes through."""
_REPEATABLE: Final = {fact for fact, field in _FIELDS.items() if Transaction._field_defaults.get(field) == ()}
"""Facts that a row can state more than once, with `;` between them."""
_DAYS: Final = frozenset({"on", "known_on"})
_SHOWN: Final = 12


class ScreenOptions(NamedTuple):
    """What a caller asks of a file or table whose columns are not known yet.

    `renamed` maps facts to columns, `values` facts to what all rows say of them. `on` is the day for all rows; without it a row without
    a day of its own is answered for `today`, or rejected if there is none. `trusted` lets a guess from statistics count as recognition.
    """

    renamed: Mapping[str, str] = {}
    values: Mapping[str, str] = {}
    on: date | None = None
    known_on: date | None = None
    today: date | None = None
    gate: Effect = "license_required"
    assume: Assume = "on-face"
    trusted: bool = False


class ColumnBinding(NamedTuple):
    """What is asked of every row: `said` holds what all rows say alike, `columns` the column that states each other fact."""

    said: Transaction
    columns: Mapping[str, str]
    today: date | None
    gate: Effect
    assume: Assume
    trusted: bool


def bind(names: Sequence[str], options: ScreenOptions) -> ColumnBinding:
    """Return what is asked of each row of a file or table with these columns; raises InputError if that makes no sense."""
    for fact in (*options.renamed, *options.values):
        if fact not in FACTS:
            raise InputError(
                "columns" if fact in options.renamed else "values", f"'{fact}' is no fact; there are {', '.join(FACTS)}"
            )
    for fact in _DAYS & options.values.keys():
        raise InputError("values", f"'{fact}' has an option of its own: ", Fact(fact))
    alike = {*options.values, *(["on"] if options.on else []), *(["known_on"] if options.known_on else [])}
    said = Transaction(item="", on=date.min, known_on=options.known_on)._replace(**stated(options.values))
    columns = _columns(names, options.renamed, alike)
    return ColumnBinding(said, columns, options.on or options.today, options.gate, options.assume, options.trusted)


def _columns(names: Sequence[str], renamed: Mapping[str, str], alike: Collection[str]) -> dict[str, str]:
    """Return the column that states each fact: the one it was mapped to, or the one of its name, however that is written."""
    columns: dict[str, str] = {}
    for name in names:
        fact = name.strip().lower().replace("-", "_").replace(" ", "_")
        if fact in FACTS and fact not in renamed and fact not in alike:
            if fact in columns:
                raise PlaceError(fact, "two columns have this name")
            columns[fact] = name
    for fact, column in renamed.items():
        if names.count(column) != 1:
            raise InputError("columns", f"there is no one column '{column}'; the columns are {_some(names)}")
        columns.update({} if fact in alike else {fact: column})
    if "item" not in columns and "item" not in alike:
        raise PlaceError(
            "item",
            "no column has this name; say which one names the goods: ",
            Fact("columns"),
            f" item=COLUMN ({_some(names)})",
        )
    return columns


def stated(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of facts, days aside, as fields of a transaction; an empty one states nothing."""
    fields: dict[str, Any] = {}
    for fact, cell in cells.items():
        if fact not in _DAYS and cell is not None and cell.strip():
            parts = tuple(part.strip() for part in cell.split(";") if part.strip())
            fields[_FIELDS[fact]] = parts if fact in _REPEATABLE else cell
    return fields


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")

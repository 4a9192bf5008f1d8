"""Read the whole file of items, or refuse it with the line of the mistake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from exportctl.config.trust import decode, is_there, read, require_inside, require_own
from exportctl.errors import NO_FILE, InputError, PlaceError
from exportctl.facts.formula_cells import missing_value
from exportctl.facts.placeholders import names_nobody
from exportctl.law.spelling import nearest_key
from exportctl.limits import CELL, DOCUMENT, ROWS, VALUES, within
from exportctl.list_cells import split_cell
from exportctl.permits.items import ITEMS, PROPOSED, Item, Items
from exportctl.sentences import Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from exportctl.config.model import Config

    Row = Mapping[str, str]

_DELIMITERS: Final = (",", ";", "\t")
_RUN: Final = ("'=", "'+", "'-", "'@")
"""The beginnings of texts in files of this program that a spreadsheet would otherwise run as formulas."""
_DECISION: Final = ("decided_by", "decided_on", "entry")


def items_of(config: Config, path: Path, today: date) -> Items:
    """Return the items of a CSV file or a workbook; raises InputError, with the line, for a mistake or a decision after `today`."""
    name, stated_at = config.items_name, config.where("items")
    require_sound(config, path)
    rows = _sheet(path, name, stated_at) if path.suffix.lower() == ".xlsx" else _text(path, name)
    items: dict[str, Item] = {}
    for place, row in rows:
        item = _item(row, place, today)
        if item is None:
            continue
        if (first := items.setdefault(item.key, item)) is not item:
            raise PlaceError(
                place, "'{key}' is already at {stated_at}; remove one of them", key=item.key, stated_at=first.stated_at
            )
        within(items, ROWS, name, Sentence("the file"), Sentence("items"), error=PlaceError)
    return Items(items)


def require_sound(config: Config, path: Path) -> None:
    """Raise PlaceError for a file of items that is missing, outside the folder by a link, or writable or written by others."""
    name = config.items_name
    require_inside(path, config.path.parent, name)
    if not is_there(path, name):
        raise PlaceError(config.where("items"), "items: {name}: {reason}", name=name, reason=NO_FILE)
    status = path.stat()
    # Who owns the configuration may own its items, too: a user who named it vouches for that owner.
    require_own(status, name, named=status.st_uid == config.path.stat().st_uid)


def _item(row: Row, place: str, today: date) -> Item | None:
    """Return the item of a row; None for an empty one."""
    cells = {column: _cell(row.get(column, ""), column, place) for column in ITEMS}
    if not any(cells.values()):
        return None
    if not (cells["sku"] or cells["description"]):
        raise PlaceError(place, "has neither sku nor description; write one of them")
    entry = _several(cells["entry"], "entry", place)
    missing = [column for column in _DECISION if not cells[column]]
    if missing and (len(missing) < len(_DECISION) or cells["through"]):
        raise PlaceError(
            place,
            "lacks {missing}; a classification needs {needed} (a control code, or none)",
            missing=both(missing),
            needed=join(_DECISION),
        )
    if cells["decided_by"] and names_nobody(cells["decided_by"]):
        raise PlaceError(place, "decided_by is '{text}'; write who decided", text=cells["decided_by"])
    decided_on, through = (_day(cells[column], column, place) for column in ("decided_on", "through"))
    if decided_on and decided_on > today:
        raise PlaceError(place, "decided_on is {decided_on}, which is after today; correct it", decided_on=decided_on)
    if decided_on and through and through < decided_on:
        raise PlaceError(
            place,
            "through is {through}, which is before decided_on, {decided_on}; correct one of them",
            through=through,
            decided_on=decided_on,
        )
    return Item(
        sku=cells["sku"],
        description=cells["description"],
        hs_code=cells["hs_code"] or None,
        entry=entry,
        **{column: _several(cells[column], column, place) for column in ("form", "contains", "param")},
        decided_by=cells["decided_by"],
        decided_on=decided_on,
        through=through,
        stated_at=place,
    )


def _cell(text: str, column: str, place: str) -> str:
    within(text, CELL, place, column, error=PlaceError)
    clean = text.strip()
    if reason := missing_value(clean):
        raise PlaceError(place, "{fact}: {what}", fact=column, what=reason)
    return clean[1:] if clean.startswith(_RUN) else clean


def _several(text: str, column: str, place: str) -> tuple[str, ...]:
    parts = tuple(split_cell(text))
    within(parts, VALUES, place, column, Sentence("values"), error=PlaceError)
    return parts


def _day(text: str, column: str, place: str) -> date | None:
    if not text:
        return None
    try:
        if len(text) == len("2026-12-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise PlaceError(place, "{column} is '{text}'; write a date like 2026-12-31", column=column, text=text)


def _column_names(columns: Sequence[str], name: str) -> list[str]:
    """Return the names of columns in small letters; raises PlaceError for an unknown or repeated one."""
    names = [column.strip().lower() for column in columns]
    for column in names:
        if column not in (*ITEMS, *PROPOSED):
            raise PlaceError(
                f"{name}:1",
                "has an unknown column '{column}'; the columns are {known}{hint}",
                column=column,
                known=join(ITEMS),
                hint=nearest_key(column, ITEMS),
            )
        if names.count(column) > 1:
            raise PlaceError(f"{name}:1", "has two columns '{column}'; rename one of them", column=column)
    if not {"sku", "description"}.intersection(names):
        raise PlaceError(f"{name}:1", "has no column sku and no column of descriptions; add one of them")
    return names


def _text(path: Path, name: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a CSV text with the place of each."""
    import csv  # noqa: PLC0415 - a workbook needs none
    import io  # noqa: PLC0415 - the same

    opened = read(path, name, DOCUMENT)
    text = decode(opened[0], name) if opened else ""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    try:
        columns = _column_names(next(reader, []), name)
        begins = reader.line_num + 1
        for cells in reader:
            place = f"{name}:{begins}"
            begins = reader.line_num + 1
            if len(cells) > len(columns):
                raise PlaceError(
                    place,
                    "has {count} cells but {columns} columns; quote each text that contains a separator",
                    count=len(cells),
                    columns=len(columns),
                )
            yield place, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise PlaceError(f"{name}:{reader.line_num}", str(error)) from None


def _sheet(path: Path, name: str, stated_at: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of the first sheet of a workbook with the place of each; needs the extra for tables."""
    try:
        from exportctl.files.readers import open_rows  # noqa: PLC0415 - seldom needed
    except ImportError:
        raise PlaceError(
            stated_at, "items: {name} is a workbook; save it as csv, or install exportctl[batch]", name=name
        ) from None
    try:
        with open_rows(path, "xlsx") as source:
            columns = _column_names(source.schema.names, name)
            for rows in source.rows:
                columns_of_rows = (column.to_pylist() for column in rows.batch.columns)
                for number, cells in enumerate(zip(*columns_of_rows, strict=True)):
                    texts = [_cell_text(cell) for cell in cells]
                    yield f"{name}:{source.first - 1 + rows.number(number)}", dict(zip(columns, texts, strict=True))
    except InputError as error:
        if isinstance(error, PlaceError) and error.where != str(path):
            raise
        raise PlaceError(name, error.what) from None


def _cell_text(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, days without an hour."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)

"""What every command does around its one call: read the law, the day and the words of the options, and print the result."""

from __future__ import annotations

import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from exportctl import api
from exportctl.errors import InputError, PlaceError
from exportctl.reports.formats import written
from exportctl.store.compiled import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from exportctl.facts.goods import Match
    from exportctl.law.find import Located
    from exportctl.law.parallels import Hint

_NARROW: Final = 80
_HINTS: Final = 3


def store_of(data: Path | None, also: Sequence[Path] | None = None) -> api.Law:
    """Return the data to answer from, and note on stderr if it had to be compiled anew."""
    store = api.Law(data or data_folder(), *(also or ()))
    if store.rebuilt:
        note("the data is new or has changed: it was compiled anew")
    return store


def hints_of(store: api.Law, found: Located) -> Sequence[Hint]:
    """Return what other lists ask of the goods of a record, if it is a line."""
    return store.hints.get(found.id, ()) if found.kind == "entry" else ()


def what_to_measure(store: api.Law, matches: Iterable[Match]) -> list[str]:
    """Return what other lists ask of the first lines whose own figures nobody saw, a sentence for each; it decides nothing."""
    open_ = [match.entry for match in matches if "criteria" in match.truth.missing]
    if not open_:
        return []
    from exportctl.law.parallels import worded

    hints = {line: [hint for hint in store.hints.get(line, ()) if hint["asks"]] for line in open_}
    return [f"{line}: {sentence}" for line in open_ for sentence in worded(hints[line][:1])][:_HINTS]


def names_in(file: Path | None) -> list[str]:
    """Return the names of a text file, one a line; empty lines are passed over."""
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise PlaceError("--file", f"{file}: {reason}") from None
    return [line.strip() for line in lines if line.strip()]


def table_in(file: Path, columns: Sequence[str], needed: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of its columns, in small letters; a cell that is missing is empty.

    Raises InputError for a file that cannot be read or is no CSV, for columns that are unknown, twice there or missing, and for a
    row with more cells than there are columns.
    """
    import csv

    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            names = [name.strip().lower() for name in next(reader, [])]
            if not set(needed) <= set(names) <= set(columns) or len(set(names)) < len(names):
                has = ", ".join(names) or "none"
                raise PlaceError(
                    str(file), f"has the columns {has}; {', '.join(columns)} are known, {', '.join(needed)} needed"
                )
            rows = [cells for cells in reader if cells]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise PlaceError(str(file), "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else what) from None
    for number, cells in enumerate(rows, 1):
        if len(cells) > len(names):
            raise PlaceError(
                f"{file}: row {number}",
                f"has {len(cells)} cells under {len(names)} columns; quote a text that has a comma",
            )
    return [dict(zip_longest(names, cells, fillvalue="")) for cells in rows]


def number(text: str, where: str, most: int, what: str = "number") -> int:
    """Return a whole number from 0 on; raises InputError if the text is none, or more than the most."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise InputError(where, f"'{text}' is not a {what} from 0 to {most}")
    return int(text)


def note(text: str) -> None:
    """Tell the user something on stderr that is no part of the result."""
    from exportctl.reports.printable import printable

    print(f"exportctl: {printable(text)}", file=sys.stderr)


def write(file: Path, text: str, where: str) -> None:
    """Write a result to a file, whole or not at all; raises InputError if that cannot be."""
    from exportctl.files.outputs import replace

    try:
        replace(file, text)
    except (OSError, ValueError) as error:
        raise InputError(where, f"{file}: {getattr(error, 'strerror', None) or 'is no name of a file'}") from None


def publish(kind: str, format_: str, result: object) -> None:
    """Print a result in a format: tables as wide as the terminal, or 80 columns where there is none."""
    found = written(kind, format_, result)
    emit(found if isinstance(found, str) else _printed(found))


def _printed(parts: Iterable[RenderableType]) -> str:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = _NARROW
    with console.capture() as captured:
        for part in parts:
            console.print(part, markup=False)
    return captured.get().removesuffix("\n")


def emit(text: str) -> None:
    """Print a result; raises OSError if it cannot be written."""
    print(text, flush=True)

"""What every command does around its one call: read the law, the day and the words of the options, and print the result."""

from __future__ import annotations

import os
import re
import sys
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from exportctl.errors import InputError
from exportctl.law.days import ZONE
from exportctl.law.scale import EFFECTS, READINGS, Assume, Effect
from exportctl.store.compiled import Store, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from exportctl.facts.transaction import Transaction
    from exportctl.law.days import KnownLaw
    from exportctl.law.register import Register

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NARROW: Final = 80


def today() -> date:
    """Return the day it is where the law's days are counted."""
    return datetime.now(ZONE).date()


def store_of(data: Path | None, also: Sequence[Path] | None = None) -> Store:
    """Return the data to answer from, and note on stderr if it had to be compiled anew."""
    store = Store(data or data_folder(), *(also or ()))
    if store.rebuilt:
        note("the data is new or has changed: it was compiled anew")
    return store


def law_of(data: Path | None, also: Sequence[Path] | None = None) -> Register:
    """Return the law to answer from."""
    return store_of(data, also).law


def law_known(known_on: str | None, data: Path | None, also: Sequence[Path] | None) -> KnownLaw:
    """Return the law to answer from, as `--known-on` lets it be known."""
    from exportctl.law.days import KnownLaw

    known = day(known_on, "--known-on")
    return KnownLaw(law_of(data, also), known)


def names_given(names: Sequence[str], key_of: Callable[[str], str]) -> list[str]:
    """Return names of parties; raises InputError for one that has no letter in it."""
    for name in names:
        if not key_of(name):
            raise InputError("NAME", f"'{name}' is no name")
    return list(names)


def names_in(file: Path | None, key_of: Callable[[str], str]) -> list[str]:
    """Return the names of a text file, one a line; empty lines are passed over."""
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise InputError("--file", f"{file}: {reason}") from None
    return names_given([line.strip() for line in lines if line.strip()], key_of)


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
                raise InputError(
                    str(file), f"has the columns {has}; {', '.join(columns)} are known, {', '.join(needed)} needed"
                )
            rows = [cells for cells in reader if cells]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError(str(file), "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else what) from None
    for number, cells in enumerate(rows, 1):
        if len(cells) > len(names):
            raise InputError(
                f"{file}: row {number}",
                f"has {len(cells)} cells under {len(names)} columns; quote a text that has a comma",
            )
    return [dict(zip_longest(names, cells, fillvalue="")) for cells in rows]


def number(text: str, where: str, most: int, what: str = "number") -> int:
    """Return a whole number from 0 on; raises InputError if the text is none, or more than the most."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise InputError(where, f"'{text}' is not a {what} from 0 to {most}")
    return int(text)


def day(text: str | None, where: str) -> date | None:
    """Return a day; raises InputError if the text is not a day written YYYY-MM-DD."""
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError(where, f"'{text}' is not a day; write it like 2025-12-01")


def transaction(given: Mapping[str, Any]) -> Transaction:
    """Return what the options state, the day being today if none is given; raises InputError for a day that is none."""
    from exportctl.facts.transaction import Transaction

    stated = {name: value for name, value in given.items() if value is not None}
    facts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in stated.items()}
    days = {"on": day(given["on"], "--on") or today(), "known_on": day(given["known_on"], "--known-on")}
    return Transaction(**facts | days)


def a_day(text: str, where: str) -> date:
    """Return a day that has to be stated."""
    found = day(text, where)
    if found is None:
        raise InputError(where, "a day is missing; write it like 2025-12-01")
    return found


def bearing(known: KnownLaw, item: str | None, to: str | None) -> tuple[str, ...]:
    """Return the provisions that bear on goods, as known on a day, and a destination; all of them if neither is stated."""
    from exportctl.engine.engine import Engine
    from exportctl.facts.transaction import Transaction
    from exportctl.facts.understand import anything, understand
    from exportctl.inquiry import history

    law = known.law
    if item is None and to is None:
        return tuple(law.provisions)
    facts = understand(law, Transaction(item=item, on=today(), to=to)) if item is not None else anything(law, to)
    return history.bearing(Engine(law), facts, known.day)


def level(text: str, where: str = "--gate") -> Effect:
    """Return the effect that a text names; `-` and `_` are the same."""
    word = text.strip().lower().replace("-", "_")
    if word not in EFFECTS:
        raise InputError(where, f"'{text}' is not one of {', '.join(EFFECTS)}")
    return word


def reading(text: str) -> Assume:
    """Return the reading that is asked for."""
    word = text.strip().lower().replace("_", "-")
    if word not in READINGS:
        raise InputError("--assume", f"'{text}' is not one of {', '.join(READINGS)}")
    return word


def wants_json(text: str) -> bool:
    """Tell whether a result is to be JSON; raises InputError if it is to be neither a table nor JSON."""
    word = text.strip().lower()
    if word not in ("table", "json"):
        raise InputError("--format", f"'{text}' is not one of table, json")
    return word == "json"


def note(text: str) -> None:
    """Tell the user something on stderr that is no part of the result."""
    from exportctl.reports.words import printable

    print(f"exportctl: {printable(text)}", file=sys.stderr)


def write(file: Path, text: str, where: str) -> None:
    """Write a result to a file; raises InputError if that cannot be."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(where, f"{file}: {error.strerror}") from None


def show(*parts: RenderableType) -> None:
    """Print a result for people: as wide as the terminal, or 80 columns where there is none."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = _NARROW
    with console.capture() as captured:
        for part in parts:
            console.print(part, markup=False)
    emit(captured.get().removesuffix("\n"))


def emit(text: str) -> None:
    """Print a result. A reader who has gone away (`exportctl list | head`) is no fault, and changes no exit code."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        mute()


def mute() -> None:
    """Let standard output go nowhere: what is left in the buffer must not be written again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

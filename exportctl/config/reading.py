"""A configuration file is read whole or refused with one line: the file, the line, and what would be right."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from exportctl.config.lines import line_of, lines_of
from exportctl.config.model import FACTS, KEYS, NOT_YET, Config
from exportctl.engine.terms import MOST_DAYS, Undecided
from exportctl.errors import PlaceError
from exportctl.facts.others import NotTheSame
from exportctl.law.scale import EFFECTS
from exportctl.store.nearest import did_you_mean

if TYPE_CHECKING:
    from exportctl.config.discovery import Found

_SHOWN: Final = 40
_OTHERS: Final = ("name", "party", "reason", "approved_by", "through")
"""What has to be said of a name that is somebody else's."""


def config_of(found: Found) -> Config:
    """Return what a file says; raises InputError, with file and line, for what makes no sense."""
    return _Reader(found, lines_of(found.text)).config()


class _Reader(NamedTuple):
    """Reads one file; every fault is told with the line of its key."""

    found: Found
    lines: dict[tuple[str, ...], int]

    def config(self) -> Config:
        """Return what the file says."""
        for key in self.found.table:
            if key in NOT_YET:
                raise self._wrong(
                    (key,), f"'{key}' is not read by this version yet, and nothing is passed over; take it out"
                )
            if key not in KEYS:
                raise self._wrong(
                    (key,), f"there is no key '{_short(key)}'; there are {', '.join(KEYS)}{did_you_mean(key, KEYS)}"
                )
        said: dict[str, Any] = {key: _READ[key](self, value) for key, value in self.found.table.items()}
        lines = {key: self._line(key) for key in said}
        lines |= {f"columns.{fact}": self._line("columns", key) for key, fact in self._facts()}
        return Config(self.found.name, lines)._replace(**said)

    def gate(self, value: object) -> str:
        """Return a level, in which `-` and `_` are the same."""
        return self._one_of("gate", value.replace("-", "_") if isinstance(value, str) else value, EFFECTS)

    def undecided(self, value: object) -> str:
        """Return what becomes of what is undecided."""
        return self._one_of("undecided", value, get_args(Undecided))

    def max_age(self, value: object) -> int:
        """Return a number of days."""
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
            raise self._wrong(("max_age",), f"max_age is {_told(value)}; write a number of days from 0 to {MOST_DAYS}")
        return value

    def trust_descriptions(self, value: object) -> bool:
        """Return a truth value."""
        if not isinstance(value, bool):
            raise self._wrong(("trust_descriptions",), f"trust_descriptions is {_told(value)}; write true or false")
        return value

    def columns(self, value: object) -> dict[str, str]:
        """Return the column that states each fact."""
        if not isinstance(value, dict):
            raise self._wrong(("columns",), f'columns is {_told(value)}; write a table: [columns], then item = "Goods"')
        named: dict[str, str] = {}
        for key, fact in self._facts():
            column = value[key]
            if fact not in FACTS:
                raise self._wrong(
                    ("columns", key),
                    f"'{_short(key)}' is no fact; there are {', '.join(FACTS)}{did_you_mean(fact, FACTS)}",
                )
            if not isinstance(column, str) or not column:
                raise self._wrong(
                    ("columns", key), f'{key} is {_told(column)}; write the name of a column, or "-" for none'
                )
            if fact in named:
                raise self._wrong(("columns", key), f"'{_short(key)}' says a second time which column states {fact}")
            named[fact] = column
        return named

    def not_the_same(self, value: object) -> tuple[NotTheSame, ...]:
        """Return the names that are somebody else's."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(("not_the_same",), f"not_the_same is {_told(value)}; write tables: [[not_the_same]]")
        return tuple(self._somebody_else(str(number), item) for number, item in enumerate(value))

    def _somebody_else(self, number: str, item: dict[str, object]) -> NotTheSame:
        path = ("not_the_same", number)
        for key in item:
            if key not in _OTHERS:
                raise self._wrong(
                    (*path, key),
                    f"not_the_same has no key '{_short(key)}'; there are {', '.join(_OTHERS)}{did_you_mean(key, _OTHERS)}",
                )
        if gone := [key for key in _OTHERS if key not in item]:
            raise self._wrong(
                path, f"not_the_same lacks {', '.join(gone)}; somebody else's name needs {', '.join(_OTHERS)}"
            )
        for key in _OTHERS[:-1]:
            if not isinstance(item[key], str) or not str(item[key]).strip():
                raise self._wrong((*path, key), f"{key} is {_told(item[key])}; write a text that is not empty")
        through = item["through"]
        if not isinstance(through, date) or isinstance(through, datetime):
            raise self._wrong(
                (*path, "through"), f"through is {_told(through)}; write a day, without quotes: 2026-12-31"
            )
        name, party, reason, approved_by = (str(item[key]).strip() for key in _OTHERS[:-1])
        return NotTheSame(name, party, reason, approved_by, through, f"{self.found.name}:{self._line(*path)}")

    def _facts(self) -> list[tuple[str, str]]:
        """Return the keys of the table of columns with the facts they name, in which `-` and `_` are the same."""
        columns = self.found.table.get("columns", {})
        return [(key, key.lower().replace("-", "_")) for key in columns] if isinstance(columns, dict) else []

    def _one_of(self, key: str, value: object, known: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in known:
            near = did_you_mean(value, known) if isinstance(value, str) else ""
            raise self._wrong((key,), f"{key} is {_told(value)}; it is one of {', '.join(known)}{near}")
        return value

    def _line(self, *path: str) -> int:
        return line_of(self.lines, (*self.found.prefix, *path))

    def _wrong(self, path: tuple[str, ...], what: str) -> PlaceError:
        return PlaceError(f"{self.found.name}:{self._line(*path)}", what)


_READ: Final = {
    "gate": _Reader.gate,
    "undecided": _Reader.undecided,
    "max_age": _Reader.max_age,
    "trust_descriptions": _Reader.trust_descriptions,
    "columns": _Reader.columns,
    "not_the_same": _Reader.not_the_same,
}


def _told(value: object) -> str:
    """Return a value as TOML has it, or nearly so."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return f"'{_short(value)}'" if isinstance(value, str) else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."

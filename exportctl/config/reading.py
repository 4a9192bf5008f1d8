"""Read the whole configuration file, or refuse it with the line of the mistake and the accepted values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from exportctl.config.lines import lines_of
from exportctl.config.model import FACTS, KEYS, Config
from exportctl.config.tables import ConfigText, as_toml, short
from exportctl.config.trust import is_beside
from exportctl.engine.gate_policy import MOST_DAYS, Undecided
from exportctl.errors import PlaceError
from exportctl.law.scale import EFFECTS, spell_level
from exportctl.law.spelling import nearest_key
from exportctl.reports.i18n.language import LANGUAGES

if TYPE_CHECKING:
    from exportctl.config.discovery import ConfigFile


def config_of(file: ConfigFile) -> Config:
    """Return the configuration of a file; raises InputError, with file and line, for an invalid value."""
    return _Reader(file, lines_of(file.text)).config()


class _Reader(ConfigText):
    """Reads one file; each error names the line of its key."""

    def config(self) -> Config:
        """Return the configuration."""
        for key in self.file.table:
            if key not in KEYS:
                raise PlaceError(
                    self.place(key),
                    "there is no key '{short}'; the keys are {known}{hint}",
                    short=short(key),
                    known=", ".join(KEYS),
                    hint=nearest_key(key, KEYS),
                )
        values: dict[str, Any] = {key: _READ[key](self, value) for key, value in self.file.table.items()}
        lines = {key: self.line(key) for key in values}
        lines |= {f"columns.{fact}": self.line("columns", key) for key, fact in self._facts()}
        return Config(self.file.name, lines, self.file.path)._replace(**values)

    def gate(self, value: object) -> str:
        """Return a level, in any spelling."""
        return self._one_of("gate", spell_level(value) if isinstance(value, str) else value, EFFECTS)

    def outcome_of_undecided(self, value: object) -> str:
        """Return the outcome of undecided answers."""
        return self._one_of("undecided", value, get_args(Undecided))

    def lang(self, value: object) -> str:
        """Return a language."""
        return self._one_of("lang", value, LANGUAGES)

    def max_age(self, value: object) -> int:
        """Return a number of days."""
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
            raise PlaceError(
                self.place("max_age"),
                "max_age is {value}; write a number of days from 0 to {most_days}",
                value=as_toml(value),
                most_days=MOST_DAYS,
            )
        return value

    def trust_descriptions(self, value: object) -> bool:
        """Return a truth value."""
        if not isinstance(value, bool):
            raise PlaceError(
                self.place("trust_descriptions"),
                "trust_descriptions is {value}; write true or false",
                value=as_toml(value),
            )
        return value

    def columns(self, value: object) -> dict[str, str]:
        """Return the column that states each fact."""
        if not isinstance(value, dict):
            raise PlaceError(
                self.place("columns"),
                'columns is {value}; write a table: [columns], then item = "Goods"',
                value=as_toml(value),
            )
        named: dict[str, str] = {}
        for key, fact in self._facts():
            column = value[key]
            if fact not in FACTS:
                raise PlaceError(
                    self.place("columns", key),
                    "'{short}' is not a fact; the facts are {known}{hint}",
                    short=short(key),
                    known=", ".join(FACTS),
                    hint=nearest_key(fact, FACTS),
                )
            if not isinstance(column, str) or not column:
                raise PlaceError(
                    self.place("columns", key),
                    '{key} is {value}; write the name of a column, or "-" for none',
                    key=key,
                    value=as_toml(column),
                )
            if fact in named:
                raise PlaceError(
                    self.place("columns", key),
                    "'{short}' names a second column for {fact}; leave out one of them",
                    short=short(key),
                    fact=fact,
                )
            named[fact] = column
        return named

    def items(self, value: object) -> str:
        """Return the name of the file of items."""
        if not isinstance(value, str) or not value.lower().endswith((".csv", ".xlsx")):
            raise PlaceError(
                self.place("items"),
                "items is {value}; write the name of a file: items.csv, or items.xlsx",
                value=as_toml(value),
            )
        if not is_beside(value):
            raise PlaceError(
                self.place("items"),
                "items is {value}; move that file into the folder of this one, or below it",
                value=as_toml(value),
            )
        return value

    def _facts(self) -> list[tuple[str, str]]:
        """Return the keys of the table of columns with the facts they name; `-` and `_` are equivalent."""
        columns = self.file.table.get("columns", {})
        return [(key, key.lower().replace("-", "_")) for key in columns] if isinstance(columns, dict) else []

    def _one_of(self, key: str, value: object, known: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in known:
            near = nearest_key(value, known) if isinstance(value, str) else ""
            raise PlaceError(
                self.place(key),
                "{key} is {value}; write one of {known}{near}",
                key=key,
                value=as_toml(value),
                known=", ".join(known),
                near=near,
            )
        return value


_READ: Final = {
    "gate": _Reader.gate,
    "lang": _Reader.lang,
    "undecided": _Reader.outcome_of_undecided,
    "max_age": _Reader.max_age,
    "trust_descriptions": _Reader.trust_descriptions,
    "columns": _Reader.columns,
    "items": _Reader.items,
    "not_the_same": _Reader.not_the_same,
    "licences": _Reader.licences,
    "waivers": _Reader.waivers,
}

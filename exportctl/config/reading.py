"""Read the whole configuration file, or refuse it with the line of the mistake and the accepted values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from exportctl.config.lines import lines_of
from exportctl.config.model import KEYS, Config
from exportctl.config.tables import ConfigText, short
from exportctl.config.trust import is_beside
from exportctl.engine.gate_policy import MOST_DAYS, Undecided
from exportctl.errors import PlaceError
from exportctl.facts.transaction import FACT_KEYS
from exportctl.law.scale import EFFECTS, spell_level
from exportctl.law.spelling import nearest_key
from exportctl.reports.i18n.language import LANGUAGES
from exportctl.sentences import join

if TYPE_CHECKING:
    from exportctl.config.discovery import ConfigFile


def config_of(file: ConfigFile) -> Config:
    """Return the configuration of a file; raises InputError, with file and line, for an invalid value."""
    return _Reader(file, lines_of(file.text)).config()


class _Reader(ConfigText):
    """Reads one file: `read_gate` reads the value of the key `gate`, and so on. Each error names the line of its key."""

    def config(self) -> Config:
        """Return the configuration."""
        for key in self.file.table:
            if key not in KEYS:
                raise PlaceError(
                    self.place(key),
                    "there is no key '{short}'; the keys are {known}{hint}",
                    short=short(key),
                    known=join(KEYS),
                    hint=nearest_key(key, KEYS),
                )
        values: dict[str, Any] = {key: getattr(self, f"read_{key}")(value) for key, value in self.file.table.items()}
        lines = {key: self.line(key) for key in values}
        lines |= {f"columns.{fact}": self.line("columns", key) for key, fact in self._facts()}
        return Config(self.file.name, lines, self.file.path)._replace(**values)

    def read_gate(self, value: object) -> str:
        """Return a level, in any spelling."""
        return self._one_of("gate", spell_level(value) if isinstance(value, str) else value, EFFECTS)

    def read_undecided(self, value: object) -> str:
        """Return the outcome of undecided answers."""
        return self._one_of("undecided", value, get_args(Undecided))

    def read_lang(self, value: object) -> str:
        """Return a language."""
        return self._one_of("lang", value, LANGUAGES)

    def read_max_age(self, value: object) -> int:
        """Return a number of days."""
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
            raise self.fault(
                "max_age is {value}; write a number of days from 0 to {most_days}",
                value,
                "max_age",
                most_days=MOST_DAYS,
            )
        return value

    def read_trust_descriptions(self, value: object) -> bool:
        """Return a truth value."""
        if not isinstance(value, bool):
            raise self.fault("trust_descriptions is {value}; write true or false", value, "trust_descriptions")
        return value

    def read_columns(self, value: object) -> dict[str, str]:
        """Return the column that states each fact."""
        if not isinstance(value, dict):
            raise self.fault('columns is {value}; write a table: [columns], then item = "Goods"', value, "columns")
        named: dict[str, str] = {}
        for key, fact in self._facts():
            column = value[key]
            if fact not in FACT_KEYS:
                raise PlaceError(
                    self.place("columns", key),
                    "'{short}' is not a fact; the facts are {known}{hint}",
                    short=short(key),
                    known=join(FACT_KEYS),
                    hint=nearest_key(fact, FACT_KEYS),
                )
            if not isinstance(column, str) or not column:
                raise self.fault(
                    '{key} is {value}; write the name of a column, or "-" for none', column, "columns", key, key=key
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

    def read_items(self, value: object) -> str:
        """Return the name of the file of items."""
        if not isinstance(value, str) or not value.lower().endswith((".csv", ".xlsx")):
            raise self.fault("items is {value}; write the name of a file: items.csv, or items.xlsx", value, "items")
        if not is_beside(value):
            raise self.fault(
                "items is {value}; move that file into the folder of this one, or below it", value, "items"
            )
        return value

    def _facts(self) -> list[tuple[str, str]]:
        """Return the keys of the table of columns with the facts they name; `-` and `_` are equivalent."""
        columns = self.file.table.get("columns", {})
        return [(key, key.lower().replace("-", "_")) for key in columns] if isinstance(columns, dict) else []

    def _one_of(self, key: str, value: object, known: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in known:
            near = nearest_key(value, known) if isinstance(value, str) else ""
            raise self.fault(
                "{key} is {value}; write one of {known}{near}", value, key, key=key, known=join(known), near=near
            )
        return value

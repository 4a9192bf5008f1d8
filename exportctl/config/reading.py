"""Read the whole configuration file, or refuse it with the line of the mistake and the accepted values."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, get_args

from exportctl.config.lines import line_of, lines_of
from exportctl.config.model import KEYS, Config
from exportctl.config.trust import is_beside
from exportctl.engine.gate_policy import MOST_DAYS
from exportctl.errors import InputError, PlaceError
from exportctl.facts.not_the_same import NotTheSame
from exportctl.facts.placeholders import names_nobody
from exportctl.facts.transaction import FACT_KEYS
from exportctl.law.model import file_key
from exportctl.law.scale import EFFECTS, Undecided, spell_level
from exportctl.law.spelling import nearest_key
from exportctl.law.words import fold
from exportctl.limits import NAME, VALUES
from exportctl.reports.i18n.language import LANGUAGES
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.config.discovery import ConfigFile
    from exportctl.goods.quantities import Quantity
    from exportctl.permits.permits import Licence, Waiver

Record = TypeVar("Record", NotTheSame, "Licence", "Waiver")
_SHOWN: Final = 40
_WORDS: Final[dict[str, tuple[str, ...]]] = {"gate": EFFECTS, "undecided": get_args(Undecided), "lang": LANGUAGES}
"""The accepted values of the keys that have few."""
_PLACE: Final = "stated_at"
"""The field of a record that no key states."""


def config_of(file: ConfigFile) -> Config:
    """Return the configuration of a file; raises InputError, with file and line, for an invalid value."""
    return _Reader(file, lines_of(file.text)).config()


class _Reader(NamedTuple):
    """Reads one file: `read_items` reads the value of the key `items`, and so on. Each error names the line of its key."""

    file: ConfigFile
    lines: dict[tuple[str, ...], int]

    def config(self) -> Config:
        """Return the configuration."""
        for key in self.file.table:
            if key not in KEYS:
                raise PlaceError(
                    self.place(key),
                    "there is no key '{short}'; the keys are {known}{hint}",
                    short=_short(key),
                    known=join(KEYS),
                    hint=nearest_key(key, KEYS),
                )
        values: dict[str, Any] = {
            key: self._word(key, value) if key in _WORDS else getattr(self, f"read_{key}")(value)
            for key, value in self.file.table.items()
        }
        lines = {key: self.line(key) for key in values}
        lines |= {f"columns.{fact}": self.line("columns", key) for key, fact in self._facts()}
        return Config(self.file.name, lines, self.file.path)._replace(**values)

    def line(self, *path: str) -> int:
        """Return the line of a key."""
        return line_of(self.lines, (*self.file.prefix, *path))

    def place(self, *path: str) -> str:
        """Return file and line of a key."""
        return f"{self.file.name}:{self.line(*path)}"

    def fault(self, words: str, value: object, /, *path: str, **parts: object) -> PlaceError:
        """Return the error for a value at a key, in words that show the value as in the file."""
        return PlaceError(self.place(*path), words, value=_as_toml(value), **parts)

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
                    short=_short(key),
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
                    short=_short(key),
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

    def read_not_the_same(self, value: object) -> tuple[NotTheSame, ...]:
        """Return the decisions that names belong to other parties."""
        return tuple(item.record(NotTheSame) for item in self._tables("not_the_same", value, NotTheSame))

    def read_licences(self, value: object) -> tuple[Licence, ...]:
        """Return the licences, with entries and places as written; each has another number."""
        from exportctl.permits.permits import Licence  # noqa: PLC0415 - few files have any

        licences: dict[str, Licence] = {}
        for item in self._tables("licences", value, Licence):
            licence = item.record(Licence)
            if licence.through < licence.from_:
                raise PlaceError(
                    item.place("through"),
                    "through is {through}, which is before from, {day}; correct one of them",
                    through=licence.through,
                    day=licence.from_,
                )
            if names_nobody(licence.number):
                raise PlaceError(
                    item.place("number"), "number is {value}; write that of the licence", value=licence.number
                )
            if (first := licences.setdefault(fold(licence.number), licence)) is not licence:
                raise PlaceError(
                    item.place("number"),
                    "licence {number} is already at {stated_at}; remove one of them",
                    number=licence.number,
                    stated_at=first.stated_at,
                )
        return tuple(licences.values())

    def read_waivers(self, value: object) -> tuple[Waiver, ...]:
        """Return the waivers, with provisions and places as written; each concerns a provision or an item."""
        from exportctl.permits.permits import Waiver  # noqa: PLC0415 - few files have any

        waivers = []
        for item in self._tables("waivers", value, Waiver):
            if not {"provision", "item"}.intersection(item.table):
                raise PlaceError(item.stated_at, "this waiver covers everything; add a provision, an item, or both")
            waivers.append(item.record(Waiver))
        return tuple(waivers)

    def _facts(self) -> list[tuple[str, str]]:
        """Return the keys of the table of columns with the facts they name, by any of the names that `--map` takes."""
        from exportctl.facts.fact_names import fact_named  # noqa: PLC0415 - few files have the table

        columns = self.file.table.get("columns", {})
        return [(key, fact_named(key)) for key in columns] if isinstance(columns, dict) else []

    def _word(self, key: str, value: object) -> str:
        known = _WORDS[key]
        value = spell_level(value) if key == "gate" and isinstance(value, str) else value
        if not isinstance(value, str) or value not in known:
            near = nearest_key(value, known) if isinstance(value, str) else ""
            raise self.fault(
                "{key} is {value}; write one of {known}{near}", value, key, key=key, known=join(known), near=near
            )
        return value

    def _tables(self, name: str, value: object, kind: type[Record]) -> Iterator[_Table]:
        """Yield the tables of a name. Their keys are the fields of a kind of records; those with a default are optional."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault("{name} is {value}; write tables: [[{name}]]", value, name, name=name)
        known = [file_key(field) for field in kind._fields if field != _PLACE]
        needed = [file_key(field) for field in kind._fields if field not in kind._field_defaults]
        for number, table in enumerate(value):
            item = _Table(self, (name, str(number)), table)
            for key in table:
                if key not in known:
                    raise PlaceError(
                        item.place(key),
                        "{name} has no key '{key}'; the keys are {known}{hint}",
                        name=name,
                        key=_short(key),
                        known=join(known),
                        hint=nearest_key(key, known),
                    )
            if missing := [key for key in needed if key not in table]:
                raise PlaceError(
                    item.stated_at,
                    "{name} lacks {missing}; each needs {needed}",
                    name=name,
                    missing=join(missing),
                    needed=join(needed),
                )
            yield item


class _Table(NamedTuple):
    """One of several tables of a name; each method reads a key as a value of one type."""

    reader: _Reader
    path: tuple[str, str]
    table: dict[str, Any]

    @property
    def stated_at(self) -> str:
        """File and line of its head."""
        return self.reader.place(*self.path)

    def place(self, key: str) -> str:
        """Return file and line of a key."""
        return self.reader.place(*self.path, key)

    def fault(self, words: str, key: str) -> PlaceError:
        """Return the error for the value of a key."""
        return self.reader.fault(words, self.table[key], *self.path, key, key=key)

    def record(self, kind: type[Record]) -> Record:
        """Return the table as a record."""
        stated = [field for field in kind._fields if file_key(field) in self.table]
        values: dict[str, Any] = {field: self._value(file_key(field)) for field in stated}
        return kind(**values, stated_at=self.stated_at)

    def _value(self, key: str) -> object:
        match key:
            case "entries" | "to" | "end_users":
                return self.texts(key)
            case "from" | "through":
                return self.day(key)
            case "quantity":
                return self.amount(key)
            case "approved_by" | "reason":
                return self.own_words(key)
            case _:
                return self.text(key)

    def text(self, key: str) -> str:
        """Return a text."""
        value = self.table[key]
        if not isinstance(value, str) or not value.strip() or len(value) > NAME:
            raise self.fault("{key} is {value}; write a text that is not empty", key)
        return value.strip()

    def own_words(self, key: str) -> str:
        """Return the text of a decision; raises PlaceError for a placeholder such as `TBD`."""
        value = self.text(key)
        if names_nobody(value):
            raise self.fault("{key} is {value}; write who decided, and why", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return several texts, at least one."""
        value = self.table[key]
        if (
            not isinstance(value, list)
            or not 0 < len(value) <= VALUES
            or not all(isinstance(item, str) and item.strip() and len(item) <= NAME for item in value)
        ):
            raise self.fault('{key} is {value}; write texts in brackets: ["..."]', key)
        return tuple(item.strip() for item in value)

    def day(self, key: str) -> date:
        """Return a day."""
        value = self.table[key]
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault("{key} is {value}; write a date without quotes: 2026-12-31", key)
        return value

    def amount(self, key: str) -> Quantity:
        """Return an amount of goods."""
        from exportctl.goods.quantities import amount  # noqa: PLC0415 - few files have any

        try:
            return amount(self.text(key), key)
        except InputError as error:
            raise PlaceError(self.place(key), "{fact}: {what}", fact=key, what=error.what) from None


def _as_toml(value: object) -> str:
    """Return a value in TOML notation, or close to it."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return Sentence("a table")
        case list():
            return Sentence("a list") if value else Sentence("an empty list")
        case str():
            return Sentence("'{word}'", word=_short(value))
        case _:
            return _short(str(value))


def _short(text: str) -> str:
    """Return a text, or the beginning of a long one."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."

"""Read the tables that a configuration can repeat: names of other parties, licences and waivers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.config.lines import line_of
from exportctl.errors import InputError, PlaceError
from exportctl.facts.not_the_same import NotTheSame
from exportctl.law.spelling import nearest_key
from exportctl.limits import NAME, VALUES
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.config.discovery import ConfigFile
    from exportctl.goods.quantities import Quantity
    from exportctl.permits.permits import Licence, Waiver

_SHOWN: Final = 40


class _Keys(NamedTuple):
    """The required and the optional keys of a table."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_OTHERS: Final = _Keys(("name", "party", "reason", "approved_by", "through"))
_LICENCE: Final = _Keys(("number", "entries", "to", "from", "through"), ("end_users", "quantity"))
_WAIVER: Final = _Keys(("reason", "approved_by", "through"), ("provision", "item", "to"))


class ConfigText(NamedTuple):
    """The contents of a configuration file, with the line of each key for error messages."""

    file: ConfigFile
    lines: dict[tuple[str, ...], int]

    def line(self, *path: str) -> int:
        """Return the line of a key."""
        return line_of(self.lines, (*self.file.prefix, *path))

    def place(self, *path: str) -> str:
        """Return file and line of a key."""
        return f"{self.file.name}:{self.line(*path)}"

    def fault(self, words: str, value: object, /, *path: str, **parts: object) -> PlaceError:
        """Return the error for a value at a key, in words that show the value as in the file."""
        return PlaceError(self.place(*path), words, value=as_toml(value), **parts)

    def read_not_the_same(self, value: object) -> tuple[NotTheSame, ...]:
        """Return the decisions that names belong to other parties."""
        return tuple(
            NotTheSame(
                item.text("name"),
                item.text("party"),
                item.text("reason"),
                item.text("approved_by"),
                item.day("through"),
                item.stated_at,
            )
            for item in self._tables("not_the_same", value, _OTHERS)
        )

    def read_licences(self, value: object) -> tuple[Licence, ...]:
        """Return the licences, with entries and places as written; each has another number."""
        from exportctl.permits.permits import Licence  # noqa: PLC0415 - few files have any

        licences: dict[str, Licence] = {}
        for item in self._tables("licences", value, _LICENCE):
            licence = Licence(
                item.text("number"),
                item.texts("entries"),
                item.texts("to"),
                item.day("from"),
                item.day("through"),
                item.texts("end_users") if "end_users" in item.table else (),
                item.amount("quantity") if "quantity" in item.table else None,
                item.stated_at,
            )
            if licence.through < licence.from_:
                raise PlaceError(
                    item.place("through"),
                    "through is {through}, which is before from, {day}; correct one of them",
                    through=licence.through,
                    day=licence.from_,
                )
            if (first := licences.setdefault(licence.number, licence)) is not licence:
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
        for item in self._tables("waivers", value, _WAIVER):
            if not {"provision", "item"}.intersection(item.table):
                raise PlaceError(item.stated_at, "this waiver covers everything; add a provision, an item, or both")
            waivers.append(
                Waiver(
                    item.text("reason"),
                    item.text("approved_by"),
                    item.day("through"),
                    item.text("provision") if "provision" in item.table else None,
                    item.text("item") if "item" in item.table else None,
                    item.texts("to") if "to" in item.table else (),
                    item.stated_at,
                )
            )
        return tuple(waivers)

    def _tables(self, name: str, value: object, keys: _Keys) -> Iterator[_Table]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault("{name} is {value}; write tables: [[{name}]]", value, name, name=name)
        for number, table in enumerate(value):
            item = _Table(self, (name, str(number)), table)
            for key in table:
                if key not in (known := (*keys.required, *keys.optional)):
                    raise PlaceError(
                        item.place(key),
                        "{name} has no key '{key}'; the keys are {known}{hint}",
                        name=name,
                        key=short(key),
                        known=join(known),
                        hint=nearest_key(key, known),
                    )
            if missing := [key for key in keys.required if key not in table]:
                raise PlaceError(
                    item.stated_at,
                    "{name} lacks {missing}; each needs {needed}",
                    name=name,
                    missing=join(missing),
                    needed=join(keys.required),
                )
            yield item


class _Table(NamedTuple):
    """One of several tables of a name; each method reads a key as a value of one type."""

    configuration: ConfigText
    path: tuple[str, str]
    table: dict[str, Any]

    @property
    def stated_at(self) -> str:
        """File and line of its head."""
        return self.configuration.place(*self.path)

    def place(self, key: str) -> str:
        """Return file and line of a key."""
        return self.configuration.place(*self.path, key)

    def fault(self, words: str, key: str) -> PlaceError:
        """Return the error for the value of a key."""
        return self.configuration.fault(words, self.table[key], *self.path, key, key=key)

    def text(self, key: str) -> str:
        """Return a text."""
        value = self.table[key]
        if not isinstance(value, str) or not value.strip() or len(value) > NAME:
            raise self.fault("{key} is {value}; write a text that is not empty", key)
        return value.strip()

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


def as_toml(value: object) -> str:
    """Return a value in TOML notation, or close to it."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return Sentence("a table")
        case list():
            return Sentence("a list") if value else Sentence("an empty list")
        case str():
            return f"'{short(value)}'"
        case _:
            return short(str(value))


def short(text: str) -> str:
    """Return a text, or the beginning of a long one."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."

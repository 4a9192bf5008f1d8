"""Bind the columns of a file or table to facts, by their names and by the caller's options."""

from __future__ import annotations

from datetime import date
from itertools import filterfalse
from shlex import quote
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.batch.days import DayReader
from exportctl.batch.first_row import data_in
from exportctl.batch.headers import (
    QUANTITY,
    SHIP_TO,
    may_state_day,
    may_state_destination,
    meaning_of,
    means_goods,
    names_goods,
    similar_fact,
    unit_of_column,
)
from exportctl.batch.material_headings import states_material
from exportctl.batch.party_headings import has_no_party
from exportctl.batch.stated_cells import USES, fact_and_role, has_placeholder, stated_fields
from exportctl.batch.unit_column import unit_column
from exportctl.chinese import word
from exportctl.engine.gate_policy import DEFAULT_POLICY
from exportctl.errors import InputError, PlaceError, none_of
from exportctl.facts.placeholders import names_nobody, no_party
from exportctl.facts.registry import BY_KEY, DAYS, ITEM, PARTY
from exportctl.facts.transaction import FACT_KEYS, Transaction
from exportctl.goods.trade_units import SYMBOLS, fold_unit
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE
from exportctl.permits.influence import Influence, of_other
from exportctl.sentences import BilingualName, Column, Fact, Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from exportctl.batch.days import DateOrder
    from exportctl.batch.headers import ColumnMeaning
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.facts.not_the_same import NotTheSame
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect
    from exportctl.permits.items import Items
    from exportctl.permits.ledger import Ledger
    from exportctl.permits.permits import Permits

_NO_COLUMN: Final = "-"
_SHOWN: Final = 12


class Company(NamedTuple):
    """A company's licences and waivers, decisions on names of other parties, and items."""

    permits: Permits
    not_the_same: tuple[NotTheSame, ...]
    items: Items | None

    def influences(self, rows: Mapping[str, int]) -> list[Influence]:
        """Return the settings that affected answers, each with its place and the number of its rows."""
        permits = [Influence(item.title, item.stated_at) for item in self.permits.all]
        items = self.items.by_key.values() if self.items else ()
        of_items = (Influence(Sentence("item {key}", key=item.key), item.stated_at) for item in items)
        influences = (*permits, *map(of_other, self.not_the_same), *of_items)
        return [item._replace(rows=rows[item.stated_at]) for item in influences if item.stated_at in rows]


class ScreenOptions(NamedTuple):
    """The options for screening a file or table, before its columns are known.

    `renamed` maps facts to columns (`-` for none), `values` maps facts to the value in all rows. `on` is the day for all rows; without
    it a row without a day of its own is answered for `today`, or rejected if there is none. `trusted` lets a guess from statistics
    count as recognition. `ledger` counts down the amounts of the company's licences. `date_order` is that of dates without the year
    first. Rows `of_sheet` may have numbers that are rounded.
    """

    renamed: Mapping[str, str] = {}
    values: Mapping[str, str] = {}
    on: date | None = None
    known_on: date | None = None
    today: date | None = None
    gate: Effect = DEFAULT_GATE
    assume: Assume = DEFAULT_ASSUME
    trusted: bool = False
    policy: GatePolicy = DEFAULT_POLICY
    company: Company | None = None
    ledger: Ledger | None = None
    date_order: DateOrder = "auto"
    of_sheet: bool = False

    @property
    def day(self) -> date | None:
        """The day of the rows that state none."""
        return self.on or self.today

    @property
    def mapped_columns(self) -> frozenset[str]:
        """The names of the columns that the caller maps to facts: the header of the file has them all."""
        return frozenset(self.renamed.values()) - {_NO_COLUMN}


class Unstated(NamedTuple):
    """The facts that no column of a file states, and the unused columns.

    `destination` is whether none states it, and `day` the day for which all rows are judged, if no column states theirs; the first
    unused columns that may state them follow. `columns` are all unused ones, with the fact that each may state, or an empty text.
    """

    destination: bool = False
    day: date | None = None
    perhaps_destination: tuple[str, ...] = ()
    perhaps_day: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}


class ColumnBinding(NamedTuple):
    """The facts of every row, and the options: `constant` holds the facts that all rows share, `columns` the column of each other.

    A column of parties in a role is bound to `party ROLE`; further ones of that role to `party ROLE/2` and so on, and those without
    a role to `party`, `party /2` and so on. `assumed` are the facts of columns with a generic name, as `country` for the destination,
    and `days` read the texts of columns of days.
    """

    constant: Transaction
    columns: Mapping[str, str]
    options: ScreenOptions
    assumed: frozenset[str]
    days: Mapping[str, DayReader]
    other_goods: str = ""
    """The first unused column whose name means the goods; empty if the caller names the column of goods."""
    units: str = ""
    """The column with the units of the quantities; empty if there is none."""
    may_name_parties: frozenset[str] = frozenset()
    """The unused columns that may name parties; none if the caller left out parties."""
    may_name_goods: frozenset[str] = frozenset()
    """The unused columns that may name goods; none if the caller names the column of goods."""

    @property
    def states_destination(self) -> bool:
        """Whether a column, or the caller for all rows, states the destination."""
        return "to" in self.columns or self.constant.to is not None

    def unstated_facts(self, names: Sequence[str]) -> Unstated:
        """Return which of the destination and the day nothing states, the first unused column that may, and all unused ones."""
        unused = _unused_columns(names, self.columns, self.units)
        has_day = "on" in self.columns or self.options.on is not None
        return Unstated(
            destination=not self.states_destination,
            day=None if has_day else self.options.today,
            perhaps_destination=() if self.states_destination else (*filter(may_state_destination, unused),)[:1],
            perhaps_day=() if has_day else (*filter(may_state_day, unused),)[:1],
            columns={name: self._doubtful_fact(name) for name in unused if name},
        )

    def description(self, names: Sequence[str]) -> str:
        """Return in one line the fact of each column and the unused columns, with a note on those that seem to state a fact."""
        readings = [
            _reading(fact, column, is_assumed=fact in self.assumed, units=self.units if fact == QUANTITY else "")
            for fact, column in self.columns.items()
        ]
        others = [(self._doubt(name), name) for name in _unused_columns(names, self.columns, self.units) if name]
        others.sort(key=lambda item: not item[0])
        unread = _some([Sentence("'{name}'{doubt}", name=name, doubt=doubt) for doubt, name in others])
        columns = join(readings) or Sentence("nothing")
        if not others:
            return Sentence("read: {columns}", columns=columns)
        return Sentence("read: {columns}; not read: {unread}", columns=columns, unread=unread)

    def _doubt(self, name: str) -> str:
        """Return the note about an unused column that seems to state a fact, even if another column states it."""
        stated = _seeming_fact(name)
        if stated in _stated_for_all(self.options):
            return Sentence(" ({option} states it for all rows)", option=Fact(stated if stated in DAYS else "values"))
        doubtful = self._doubtful_fact(name)
        if not doubtful:
            return ""
        return Sentence(
            " (if it states {fact}: --map {fact}={option})", fact=Column(doubtful), column=name, option=quote(name)
        )

    def _doubtful_fact(self, name: str) -> str:
        """Return the fact that an unused column seems to state, unless an option states it for all rows; else an empty text."""
        fact = similar_fact(name)
        if fact is None or _seeming_fact(name) in _stated_for_all(self.options):
            return ""
        return fact if fact not in self.columns or meaning_of(name) or names_goods(name) else ""


def _seeming_fact(name: str) -> str | None:
    """Return the fact that the name of a column means, or else resembles."""
    meaning = meaning_of(name)
    return meaning.fact if meaning else similar_fact(name)


def _unused_columns(names: Sequence[str], columns: Mapping[str, str], units: str) -> list[str]:
    """Return the columns that state no fact and no unit, also those without a name."""
    return [name for name in names if name not in columns.values() and (not name or name != units)]


def _stated_for_all(options: ScreenOptions) -> set[str]:
    """Return the facts that an option states for all rows."""
    return {*options.values, *(["on"] if options.on else []), *(["known_on"] if options.known_on else [])}


def bind(names: Sequence[str], options: ScreenOptions, law: Register | None = None) -> ColumnBinding:
    """Bind the columns of a file or table to facts; raises InputError if the options do not fit the columns.

    With the `law`, the error for a file without a column of goods names the data that its first row seems to hold, and no year
    of two digits states a day before the law data begins.
    """
    for fact in (*options.renamed, *options.values):
        if fact not in FACT_KEYS:
            raise InputError(
                "columns" if fact in options.renamed else "values",
                "'{fact}' is not a fact; the facts are {known}",
                fact=fact,
                known=join(map(Column, FACT_KEYS)),
            )
    for fact in options.values.keys() & DAYS:
        raise InputError("values", "'{fact}' has its own option; use {option}", fact=Column(fact), option=Fact(fact))
    for fact in options.values:
        if options.renamed.get(fact, _NO_COLUMN) != _NO_COLUMN:
            raise InputError(
                "values",
                "'{fact}' is stated for all rows, and {columns} also reads it from a column; leave out one of them",
                fact=Column(fact),
                columns=Fact("columns"),
            )
    alike = _stated_for_all(options)
    constant = Transaction(item="", on=date.min, known_on=options.known_on)._replace(**stated_fields(options.values))
    if has_placeholder(options.values.get(PARTY, "")):
        raise no_party(options.values[PARTY].strip(), "party")
    for fact in USES:
        if fact in options.values and names_nobody(options.values[fact]):
            raise none_of(fact, options.values[fact], BY_KEY[fact].words)
    columns = _columns(names, options.renamed, alike)
    if "item" not in columns and "item" not in alike:
        raise _no_goods(names, law)
    span = (law.home.begins, law.home.checked_through) if law else (date.min, date.max)
    units = unit_column(names, columns)
    with_parties = options.renamed.get(PARTY) != _NO_COLUMN
    unused = [name for name in _unused_columns(names, columns, units) if not has_no_party(name)]
    return ColumnBinding(
        constant,
        columns,
        options,
        days={fact: DayReader(options.date_order, columns[fact], *span) for fact in sorted(columns.keys() & DAYS)},
        assumed=frozenset(
            fact for fact, column in columns.items() if fact not in options.renamed and _is_generic(column)
        ),
        other_goods=_other_goods(names, columns) if ITEM not in options.renamed else "",
        units=units,
        may_name_parties=frozenset(unused if with_parties else ()),
        may_name_goods=frozenset(filterfalse(states_material, unused) if ITEM not in options.renamed else ()),
    )


def _is_generic(column: str) -> bool:
    """Return whether the name of a column that is read only means its fact because of the other columns."""
    meaning = SHIP_TO if may_state_destination(column) else meaning_of(column)
    return meaning is not None and meaning.generic


def _other_goods(names: Sequence[str], columns: Mapping[str, str]) -> str:
    """Return the first unused column whose name means the goods."""
    return next((name for name in names if name not in columns.values() and means_goods(name)), "")


def _columns(names: Sequence[str], renamed: Mapping[str, str], alike: Collection[str]) -> dict[str, str]:
    """Return the column of each fact: the one that the caller mapped to it, or the one whose name means it."""
    for column in renamed.values():
        if column != _NO_COLUMN and names.count(column) != 1:
            raise InputError(
                "columns",
                Sentence("several columns have the name '{column}'; give each its own name", column=column)
                if column in names
                else Sentence(
                    "no column has the name '{column}'; the columns are {columns}", column=column, columns=_some(names)
                ),
            )
    mapped = {fact: column for fact, column in renamed.items() if column != _NO_COLUMN and fact not in alike}
    free = [(name, meaning) for name in names if name not in renamed.values() and (meaning := meaning_of(name))]
    columns: dict[str, str] = {}
    for fact in FACT_KEYS:
        if fact in mapped:
            columns[fact] = mapped[fact]
        elif fact not in renamed and fact not in alike and fact != PARTY:
            columns |= _column_named(fact, free)
        if fact == PARTY:
            if "to" in columns or "to" in alike:
                free += [
                    (name, SHIP_TO) for name in names if may_state_destination(name) and name not in renamed.values()
                ]
            columns = _with_parties(columns, free, without=renamed.get(PARTY) == _NO_COLUMN)
    return columns


def _no_goods(names: Sequence[str], law: Register | None) -> InputError:
    """Return the error for columns of which none states the goods."""
    if law and (data := data_in(names, law)):
        return PlaceError(
            "item",
            "no column is recognised as the goods, and the first row seems to hold data ({data}), not column names; add a "
            "row of names above it, such as item, to, on",
            data=_some([Sentence("'{word}'", word=text) for text in data]),
        )
    return PlaceError(
        "item",
        "no column is recognised as the goods; choose one: {columns} item=COLUMN ({names})",
        columns=Fact("columns"),
        names=_some(names),
    )


def _column_named(fact: str, free: Sequence[tuple[str, ColumnMeaning]]) -> dict[str, str]:
    """Return the column that has a fact's own name, else the one that has another name for it, if there is one."""
    named = [(name, meaning) for name, meaning in free if meaning.fact == fact and meaning.role is None]
    candidates = [(name, meaning) for name, meaning in named if not meaning.generic]
    without_unit = [(name, meaning) for name, meaning in named if unit_of_column(fact, name) is None]
    if not candidates and len(without_unit or named) == 1:
        candidates = without_unit or named
    # No column hides another one of destinations: the law counts the final one.
    own = [name for name, meaning in candidates if meaning.exact or fact == "to"]
    own = own if any(meaning.exact for _, meaning in candidates) else [name for name, _ in candidates]
    if len(own) > len(set(own)):
        raise PlaceError(
            fact, "several columns have the name '{column}'; give each its own name", column=max(own, key=own.count)
        )
    if len(own) > 1:
        which = both(Sentence("'{word}'", word=name) for name in own)
        raise PlaceError(
            fact,
            "the columns {which} both state this fact; choose one: {columns} {fact}=COLUMN",
            which=which,
            columns=Fact("columns"),
            fact=Column(fact),
        )
    return {fact: own[0]} if own else {}


def _with_parties(
    columns: Mapping[str, str], free: Sequence[tuple[str, ColumnMeaning]], *, without: bool
) -> dict[str, str]:
    """Return the columns, with all those of parties: several of one role, or without a role, state several parties.

    `without` leaves out those that have no role, and those that are only assumed to hold parties.
    """
    columns = dict(columns)
    for name, meaning in sorted(free, key=lambda item: not item[1].exact):
        if meaning.fact != PARTY or (without and (meaning.role is None or meaning.generic)):
            continue
        if name in columns.values():
            raise PlaceError(PARTY, "two columns are named '{name}'; rename one of them", name=name)
        role = meaning.role or ""
        key, number = f"{PARTY} {role}".strip(), 1
        while key in columns:
            number += 1
            key = f"{PARTY} {role}/{number}"
        columns[key] = name
    return columns


def _fact_in_words(key: str) -> str:
    """Return a fact in words: `party end-user` is the party in that role."""
    fact, role = fact_and_role(key)
    return Sentence("{fact} ({role})", fact=Column(fact), role=word(role)) if role else Column(fact)


def _reading(key: str, column: str, *, is_assumed: bool = False, units: str = "") -> str:
    """Return the fact, its column and that of its `units`, and the option to use if a column is only `assumed` to state it."""
    fact = _fact_in_words(key)
    text = fact if key == column else Sentence("{fact} from '{column}'", fact=fact, column=column)
    unit = unit_of_column(key, column)
    if unit:
        text = Sentence("{read} in {unit}", read=text, unit=BilingualName(SYMBOLS.get(fold_unit(unit), unit), unit))
    if is_assumed and key == ITEM:  # rows without goods have no answer, so another column is the only correction
        return Sentence(
            "{read} (assumed, because no other column states it; if that is wrong: --map {fact}=COLUMN)",
            read=text,
            fact=Column(key),
        )
    if is_assumed and fact_and_role(key)[0] == PARTY:
        return Sentence(
            "{read} (assumed; if it does not name the other parties: --map {fact}=-)", read=text, fact=Column(PARTY)
        )
    if is_assumed:
        return Sentence(
            "{read} (assumed, because no other column states it; if that is wrong: --map {fact}=-)",
            read=text,
            fact=Column(key),
        )
    if units:
        return Sentence("{read} with the unit from '{column}'", read=text, column=units)
    is_bare = key == QUANTITY and unit is None
    return Sentence("{read} (only amounts with a unit)", read=text) if is_bare else text


def _some(names: Sequence[str]) -> str:
    """Return the first names; columns without a name are left out."""
    names = [name for name in names if name]
    return join([*names[:_SHOWN], *(["..."] if len(names) > _SHOWN else [])])

"""Compute the share of Chinese-origin goods in the value of a bill of materials.

The act states which goods count and the bound (No. 61 of 2025, paragraph 1, limb 1: rare-earth items, 0.1 %). It does not state how
to compute the share, so every step is shown.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from exportctl.engine.scope import Scope
from exportctl.errors import InputError
from exportctl.facts.goods import goods_of
from exportctl.facts.places import place
from exportctl.facts.request import MAINLAND, Lookups
from exportctl.facts.totals import is_total
from exportctl.facts.transaction import Transaction
from exportctl.goods.criteria import compare
from exportctl.goods.quantities import WHOLE, percent
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, truth_of, unknown
from exportctl.law.scale import ExitCode
from exportctl.law.words import fold
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exportctl.engine.engine import Engine
    from exportctl.law.model import Threshold
    from exportctl.law.register import Register

_Read = TypeVar("_Read")
COLUMNS: Final = ("part", "value", "origin", "substance", "cas", "share")
NOT_STATED: Final = ""
"""The substance of a line for what the rows of a part leave open."""
_NAMES: Final = ("part", "origin", "substance", "cas")
"""The columns of which a row of totals states none: one of them only marks it as a total."""
_VALUE: Final = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


class ContentRule(NamedTuple):
    """The rule of acts on content: the provisions, the bound, and the goods to whose content it applies."""

    provisions: tuple[str, ...]
    bound: Threshold
    goods: tuple[str, ...]


class Line(NamedTuple):
    """One row of a bill: a substance in a part, the part's value, the share of the substance in it, and whether it counts."""

    part: str
    substance: str
    origin: str | None
    worth: Decimal
    counts: Truth


class Content(NamedTuple):
    """The rows and the value of a bill, and the shares, in percent, that surely count and that may count."""

    rule: ContentRule
    lines: tuple[Line, ...]
    value: Decimal
    sure: Decimal
    possible: Decimal

    @property
    def meets_bound(self) -> Truth:
        """Whether the share meets the bound of the act; UNKNOWN if it does only with possible content."""
        op, bound, _ = self.rule.bound
        sure, possible = (compare(share, op, bound, "cn_content") for share in (self.sure, self.possible))
        return sure if sure == possible else unknown("cn_content")

    def exit_code(self) -> ExitCode:
        """Return 1 if the share meets the bound of the act, 3 if it may, else 0."""
        if self.meets_bound is YES:
            return ExitCode.FAILED
        return ExitCode.PASSED if self.meets_bound is NO else ExitCode.OPEN


def rule_of(law: Register) -> ContentRule:
    """Return the rule of the acts on content; raises InputError if there is none, or if there are several."""
    rules: dict[tuple[Threshold, tuple[str, ...]], dict[str, None]] = {}
    for provision, condition in law.conditions():
        if condition.cn_content is not None and provision in law.rules:  # notices are for information only
            goods = condition.goods if isinstance(condition.goods, tuple) else ()
            rules.setdefault((condition.cn_content, goods), {})[provision] = None
    if not rules:
        raise InputError(
            Sentence("the law data"),
            "has no provision with a threshold for Chinese content, so no share can be compared",
        )
    if len(rules) > 1:
        first = ", ".join(next(iter(provisions)) for provisions in rules.values())
        raise InputError(
            Sentence("the law data"),
            "{first} have thresholds for different content; leave out the folder that adds one of them",
            first=first,
        )
    ((bound, goods), provisions), *_ = rules.items()
    return ContentRule(tuple(provisions), bound, goods)


def add_up(engine: Engine, rows: Iterable[Mapping[str, str]], lookups: Lookups, first_row: int = 1) -> Content:
    """Return the shares of a bill of materials.

    Each row names a `part`, its `value` (all in one currency), an `origin`, a `substance` (a name, a formula or a CAS
    number) and the `share` of the part's value that the substance makes up (all of it, if left out). Rows of one part
    state its value once, or the same value each time, and shares of at most 100 % together. What is left of a part may
    be anything, so it is a line of its own. Blank rows and rows of totals are passed over. Raises InputError, with the
    number of the row and the column, for an invalid cell.
    """
    law = engine.law
    rule = rule_of(law)
    lines: list[Line] = []
    parts: dict[str, _Part] = {}
    for number, row in enumerate(rows, first_row):
        if not any(cell.strip() for cell in row.values()) or _sums_up(row, number):
            continue
        name = row.get("part", "").strip() or Sentence("row {number}", number=str(number))
        value, share, origin = _value_of(row, number), _share_of(row, number), _origin_of(law, row, number)
        part = parts.setdefault(name, _Part(value))
        part.add(name, value, share, origin, number)
        substance = row.get("substance", "").strip() or row.get("cas", "").strip() or name
        lines.append(
            Line(name, substance, origin, value * share / WHOLE, _counts(engine, rule, substance, origin, lookups))
        )
    if not lines:
        raise InputError("file", "the bill of materials has no rows; add one row for each part")
    lines += [part.remainder(name) for name, part in parts.items() if part.share < WHOLE]
    total = sum((part.value for part in parts.values()), Decimal(0))
    if not total:
        raise InputError(
            "file", "the values of the bill of materials add up to 0, so no share can be computed; correct its values"
        )
    sure = sum((line.worth for line in lines if line.counts is YES), Decimal(0))
    possible = sum((line.worth for line in lines if line.counts is not NO), Decimal(0))
    return Content(rule, tuple(lines), total, sure * WHOLE / total, possible * WHOLE / total)


class CellError(InputError):
    """A cell of a bill is invalid; `where` is its row and its column."""


class _Part:
    """A part of a product: its value, the origins of its rows, and the share of its value that their substances make up."""

    def __init__(self, value: Decimal) -> None:
        self.value, self.share = value, Decimal(0)
        self.origins: set[str | None] = set()

    def add(self, name: str, value: Decimal, share: Decimal, origin: str | None, number: int) -> None:
        """Add a row; raises CellError for another value of the part, and for shares of more than 100 % together."""
        if value != self.value:
            raise CellError(
                _place(number, "value"),
                "'{part}' has two values, {value:f} and {other:f}; write one of them in each of its rows",
                part=name,
                value=self.value,
                other=value,
            )
        self.share += share
        self.origins.add(origin)
        if self.share > WHOLE:
            raise CellError(
                _place(number, "share"),
                "the shares of '{owned}' add up to {total:f} %; the limit is 100 %",
                owned=name,
                total=self.share,
            )

    def remainder(self, name: str) -> Line:
        """Return the line of what no row of the part states: any goods, of the origin that all its rows have."""
        (origin,) = self.origins if len(self.origins) == 1 else (None,)
        counts = all_of([_is_from_china(origin), unknown("description")])
        return Line(name, NOT_STATED, origin, self.value * (WHOLE - self.share) / WHOLE, counts)


def _sums_up(row: Mapping[str, str], number: int) -> bool:
    """Return whether a row only sums up others: as a part it would dilute them. Raises CellError if it also states a part."""
    stated = {column: text for column in _NAMES if (text := row.get(column, "").strip())}
    totals = [column for column, text in stated.items() if is_total(text)]
    if totals and len(totals) < len(stated):
        raise CellError(
            _place(number, totals[0]),
            "'{text}' marks a row of totals, which is no part; leave out the row, or name the part",
            text=stated[totals[0]],
        )
    return bool(totals)


def _place(number: int, column: str) -> Sentence:
    """Return the place of a cell for messages."""
    return Sentence("row {number}, {column}", number=str(number), column=column)


def _value_of(row: Mapping[str, str], number: int) -> Decimal:
    text = row.get("value", "").strip()
    if not _VALUE.fullmatch(text):
        raise CellError(_place(number, "value"), "'{text}' is not a value; write a number such as 12.50", text=text)
    return Decimal(text.replace(",", ""))


def _share_of(row: Mapping[str, str], number: int) -> Decimal:
    text = row.get("share", "").strip()
    return _read(lambda: percent(text, "share", bare=True), _place(number, "share")) if text else WHOLE


def _origin_of(law: Register, row: Mapping[str, str], number: int) -> str | None:
    text = row.get("origin", "").strip()
    return _read(lambda: place(law, text, "origin"), _place(number, "origin")) if text else None


def _read(read: Callable[[], _Read], where: Sentence) -> _Read:
    """Return what a cell states; an invalid one is an error at its place in the bill."""
    try:
        return read()
    except InputError as error:
        raise CellError(where, error.what) from None


def _is_from_china(origin: str | None) -> Truth:
    return unknown("origin") if origin is None else truth_of(origin == MAINLAND)


def _counts(engine: Engine, rule: ContentRule, substance: str, origin: str | None, lookups: Lookups) -> Truth:
    """Return whether a substance is Chinese-origin goods that count. What goods contain (a magnet in a motor) needs rows of its own."""
    # No fact of the goods depends on the day.
    classification = engine.classify(goods := goods_of(engine.law, Transaction(item=substance, on=date.min), lookups))
    scope = Scope(engine.index, engine.profile(goods))
    could_be_anything = (
        NO if classification.recognised or fold(substance) in lookups.lexicon.base_materials else unknown("description")
    )
    is_listed, contains = (any_of(part for _, part in scope.reach(phrase)) for phrase in (rule.bound.of, rule.goods))
    return all_of(
        [_is_from_china(origin), any_of([is_listed, all_of([contains, unknown("description")]), could_be_anything])]
    )

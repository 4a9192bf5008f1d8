"""A bill of materials is added up to the share of its value that is Chinese-origin listed rare-earth items.

The share is what No. 61 of 2025, paragraph 1, limb 1 asks for; how it is computed the act does not say, so every step is shown.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.errors import InputError
from exportctl.facts.goods import classify, covered
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.facts.places import place
from exportctl.facts.quantities import percent
from exportctl.facts.transaction import Goods

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exportctl.law.register import Register

GROUP: Final = "annex-61-part-1"
BOUND: Final = Decimal("0.1")
"""In percent; exactly that share is caught."""
COLUMNS: Final = ("part", "value", "origin", "substance", "cas", "share")
_WHOLE: Final = Decimal(100)


class Line(NamedTuple):
    """One line of a bill: a substance in a part, the part's value, the share of that value it makes up, and whether it counts."""

    part: str
    substance: str
    origin: str | None
    worth: Decimal
    counts: Truth


class Content(NamedTuple):
    """The lines of a bill with its value, and the shares, in percent, that surely count and that may count."""

    lines: tuple[Line, ...]
    value: Decimal
    sure: Decimal
    possible: Decimal

    def exit_code(self) -> Literal[0, 1, 3]:
        """Return 1 if what surely counts reaches the bound of the act, 3 if what may count does, else 0."""
        if self.sure >= BOUND:
            return 1
        return 3 if self.possible >= BOUND else 0


def add_up(law: Register, rows: Iterable[Mapping[str, str]]) -> Content:
    """Return what a bill of materials adds up to.

    Each row names a `part`, its `value` (all in one currency), an `origin`, a `substance` (a name, a formula or a CAS number) and the
    `share` of the part's value that the substance makes up (all of it, if left out). Rows of one part give its value once or
    the same each time. Raises InputError, with the number of the row, for what makes no sense.
    """
    lines: list[Line] = []
    values: dict[str, Decimal] = {}
    for number, row in enumerate(rows, 1):
        where = f"row {number}"
        part = row.get("part", "").strip() or where
        value = _value(row.get("value", ""), where)
        if values.setdefault(part, value) != value:
            raise InputError(where, f"'{part}' has two values, {values[part]:f} and {value:f}")
        share = percent(row["share"], where, bare=True) if row.get("share", "").strip() else _WHOLE
        origin = place(law, row["origin"], where) if row.get("origin", "").strip() else None
        substance = row.get("substance", "").strip() or row.get("cas", "").strip() or part
        lines.append(Line(part, substance, origin, value * share / _WHOLE, _counts(law, substance, origin)))
    if not lines:
        raise InputError("FILE", "the bill has no rows")
    total = sum(values.values(), Decimal(0))
    if not total:
        raise InputError("FILE", "the bill is worth nothing, so nothing can be a share of it")
    sure = sum((line.worth for line in lines if line.counts is YES), Decimal(0))
    possible = sum((line.worth for line in lines if line.counts is not NO), Decimal(0))
    return Content(tuple(lines), total, sure * _WHOLE / total, possible * _WHOLE / total)


def _value(text: str, where: str) -> Decimal:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except ArithmeticError:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise InputError(where, f"'{text}' is no value; write a number such as 12.50")
    return value


def _counts(law: Register, substance: str, origin: str | None) -> Truth:
    """Tell whether a substance is a Chinese-origin item of part 1 of annex 1 of No. 61."""
    from_china = unknown("origin") if origin is None else YES if origin == "CN" else NO
    found = classify(law, Goods(item=substance))
    group = law.groups[GROUP]
    listed = any_of(
        all_of([match.truth, any_of(covered(code, match.entry) for code in group.entries)]) for match in found.matches
    )
    named = YES if found.named & set(group.materials) else NO
    anything = NO if found.known else unknown("description")
    return all_of([from_china, any_of([listed, named, anything])])

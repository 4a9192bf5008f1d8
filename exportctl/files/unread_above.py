"""Report the facts above a header, and columns below groups, without which rows would be cleared although the file states a party."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.batch.stated_cells import USES
from exportctl.facts.places import is_place
from exportctl.facts.registry import PARTY
from exportctl.facts.roles import fold_name, role_of, split_role
from exportctl.files.rows import Skipped
from exportctl.list_cells import split_stated_cell
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.batch.binding import ScreenOptions
    from exportctl.files.facts_above import Above, FactAbove
    from exportctl.law.register import Register

_OWNERS: Final = "owned_by"
_DAY: Final = "on"


def unread_above(above: Above, options: ScreenOptions, law: Register) -> Iterator[Skipped]:
    """Yield what is above a header and may change decisions, unless the caller states it.

    Without a party, an owner, a use or a day, an answer is that of other facts. Columns may state another place than the final one.
    """
    is_route = any(fact.fact == "from" for fact in above.facts)
    for fact in above.facts:
        if why := _why_unread(fact, options, law, is_route=is_route):
            name = Sentence("'{fact}' above the column names", fact=fact.in_words())
            yield Skipped(name, why, may_hold_rows=True)
    for column in above.grouped:
        if column.name not in options.renamed.values():
            name = Sentence("column '{column}'", column=column.name)
            why = Sentence(
                "it is below '{group}'; name it '{group} {column}'",
                group=column.group.strip(),
                column=column.name.strip(),
            )
            yield Skipped(name, why, may_hold_rows=True)


def _why_unread(fact: FactAbove, options: ScreenOptions, law: Register, *, is_route: bool) -> str:
    """Return why a fact above a header may change decisions, and what to do; empty if it may not, or if the caller states it."""
    if fact.fact == PARTY or (fact.may_be_party and not (is_route or is_place(law, fact.value))):
        stated = f"{fact.role}={fact.value}" if fact.role else fact.value
        return "" if _is_stated(fact, options.values.get(PARTY, "")) else _advice(PARTY, stated)
    if fact.is_final or fact.fact == _OWNERS or fact.fact in USES:
        return "" if fact.fact in options.values else _advice(fact.fact, fact.value)
    if fact.fact == _DAY and options.on is None:
        return Sentence("if it is the day of all rows, add {option}", option=Fact(_DAY))
    return ""


def _advice(fact: str, value: str) -> str:
    return Sentence(
        "if it holds for all rows, add {option} {fact}={value}", option=Fact("values"), fact=fact, value=quote(value)
    )


def _is_stated(fact: FactAbove, parties: str) -> bool:
    """Return whether the caller states a party in the role of one above a header, or of its name."""
    own = fold_name(fact.value)
    for text in split_stated_cell(parties):
        role, name = split_role(text)
        stated = fold_name(name)
        if (role and role_of(role) == fact.role) or (stated and (stated in own or own in stated)):
            return True
    return False

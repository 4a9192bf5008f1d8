"""The facts that the caller states for all rows of a file, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.batch.headers import column_heading
from exportctl.chinese import from_chinese, word
from exportctl.facts.places import place
from exportctl.facts.registry import BY_KEY
from exportctl.sentences import BilingualName, Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from exportctl.batch.binding import ScreenOptions
    from exportctl.law.register import Register


def facts_of_all_rows(law: Register, options: ScreenOptions, without: Container[str] = ()) -> str:
    """Return the facts of all rows by their headings, `without` those that the report states elsewhere; empty if there are none."""
    parts = [
        Sentence("{fact}: {value}", fact=column_heading(fact), value=_value(law, fact, value))
        for fact, value in _values_of_all(options)
        if fact not in without
    ]
    return side_by_side(parts) if parts else ""


def _values_of_all(options: ScreenOptions) -> Iterator[tuple[str, str]]:
    yield from options.values.items()
    days = {"on": options.on, "known_on": options.known_on}
    yield from ((fact, day.isoformat()) for fact, day in days.items() if day)


def _value(law: Register, fact: str, value: str) -> str:
    """Return a value in words: the name of a place, an accepted word, or the words of the caller."""
    row = BY_KEY[fact]
    if row.is_place:
        return BilingualName(*law.places.names[place(law, value, fact)])
    return word(from_chinese(value)) if row.words else value

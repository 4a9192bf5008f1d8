"""Permits of a company: an authority grants a licence; a person in the company approves a waiver."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.law.status import DAY
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.quantities import Quantity


class Licence(NamedTuple):
    """A licence by its `number`: for entries of the list and all below them, to places, from one day through another, both included.

    Without `end_users` it is for all end users; without a `quantity` for any amount. `stated_at` is its place in the
    file.
    """

    number: str
    entries: tuple[str, ...]
    to: tuple[str, ...]
    from_: date
    through: date
    end_users: tuple[str, ...] = ()
    quantity: Quantity | None = None
    stated_at: str = ""

    @property
    def kind(self) -> Literal["licence"]:
        """The kind of permit."""
        return "licence"

    @property
    def name(self) -> str:
        """The name in an answer."""
        return _licence_name(self.number)

    @property
    def title(self) -> str:
        """The name for a text that also shows the place in the file."""
        return self.name


class Waiver(NamedTuple):
    """A decision of `approved_by`, with its reason and last day: to waive a `provision` (for an `item`), or an undecided item.

    Without a `provision` it covers only the undecided part of an item's answer; without `to` it holds for every
    destination.
    """

    reason: str
    approved_by: str
    through: date
    provision: str | None = None
    item: str | None = None
    to: tuple[str, ...] = ()
    stated_at: str = ""

    @property
    def kind(self) -> Literal["waiver"]:
        """The kind of permit."""
        return "waiver"

    @property
    def title(self) -> str:
        """The name for a text that also shows the place in the file."""
        return Sentence("waiver")

    @property
    def name(self) -> str:
        """The name in an answer: its place in the file, because a waiver has no number."""
        return _waiver_name(self.stated_at)


Permit = Licence | Waiver


# Screened files hold the names of permits as text, so their kind is read from the first word that these two functions write.
def _licence_name(number: str) -> str:
    return Sentence("licence {number}", number=number)


def _waiver_name(stated_at: str) -> str:
    return Sentence("waiver {stated_at}", stated_at=stated_at)


def names_waiver(name: str) -> bool:
    """Return whether a name in an answer is that of a waiver, not that of a licence."""
    return name.startswith(_waiver_name(""))


def name_in_words(name: str) -> str:
    """Return a name in an answer, as a file holds it, as the sentence that other languages translate."""
    name_of, place = (_waiver_name if names_waiver(name) else _licence_name), name.partition(" ")[2]
    return name_of(place)


class Permits(NamedTuple):
    """The licences and waivers of a company, in the order in which they are tried."""

    licences: tuple[Licence, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def all(self) -> tuple[Permit, ...]:
        """All licences and waivers."""
        return (*self.licences, *self.waivers)

    @property
    def turning_points(self) -> tuple[date, ...]:
        """The first days of permits, and the first days on which they no longer count."""
        return tuple(sorted({day for permit in self.all for day in turning_points_of(permit)}))


def turning_points_of(permit: Permit) -> Iterable[date]:
    """Return the first day on which a permit counts, if it has one, and the first day on which it no longer does."""
    begins = (permit.from_,) if isinstance(permit, Licence) else ()
    return (*begins, *after(permit.through))


def after(through: date) -> tuple[date, ...]:
    """Return the day after a last day; empty for the last day of the calendar, which some files use for permits without an end."""
    return (through + DAY,) if through < date.max else ()

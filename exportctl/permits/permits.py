"""A licence answers what an authority asks of goods on their way; a waiver, what somebody in the company answers for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.law.status import DAY
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.quantities import Quantity


class Licence(NamedTuple):
    """A licence by its `number`: for lines of the list and all below them, to places, from one day through another, both included.

    Without `end_users` it is for all of them; without a `quantity` for any amount. `said_at` is where it is said.
    """

    number: str
    entries: tuple[str, ...]
    to: tuple[str, ...]
    from_: date
    through: date
    end_users: tuple[str, ...] = ()
    quantity: Quantity | None = None
    said_at: str = ""

    @property
    def kind(self) -> Literal["licence"]:
        """What it is."""
        return "licence"

    @property
    def name(self) -> str:
        """What an answer calls it."""
        return Sentence("licence {number}", number=self.number)

    @property
    def title(self) -> str:
        """What it is called where the place stands beside it."""
        return self.name


class Waiver(NamedTuple):
    """What `approved_by` answers for, why, through a day: what a `provision` asks (of an `item`), or that an item is not decided.

    Without a `provision` it answers only what is not decided of the item; without `to` it holds wherever the goods go.
    """

    reason: str
    approved_by: str
    through: date
    provision: str | None = None
    item: str | None = None
    to: tuple[str, ...] = ()
    said_at: str = ""

    @property
    def kind(self) -> Literal["waiver"]:
        """What it is."""
        return "waiver"

    @property
    def title(self) -> str:
        """What it is called where the place stands beside it."""
        return Sentence("waiver")

    @property
    def name(self) -> str:
        """What an answer calls it: it has no number, so by where it is said."""
        return Sentence("waiver {said_at}", said_at=self.said_at)


Paper = Licence | Waiver


class Held(NamedTuple):
    """The licences and waivers of a company, in the order in which they are tried."""

    licences: tuple[Licence, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All of them."""
        return (*self.licences, *self.waivers)

    @property
    def turning_points(self) -> tuple[date, ...]:
        """The days on which one begins to count, or has ceased to."""
        return tuple(sorted({day for paper in self.papers for day in turning_points_of(paper)}))


def turning_points_of(paper: Paper) -> Iterable[date]:
    """Return the first day on which a paper counts, if there is one, and the first on which it does no more."""
    begins = (paper.from_,) if isinstance(paper, Licence) else ()
    return (*begins, *after(paper.through))


def after(through: date) -> tuple[date, ...]:
    """Return the day after a last day; the last day of the calendar has none, and is how some write that nothing ends."""
    return (through + DAY,) if through < date.max else ()

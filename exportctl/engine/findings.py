"""A finding is the outcome of one provision on a day, with its status and, where it is suspended, the suspension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from exportctl.law.model import Name, Source
    from exportctl.law.scale import Effect, Status
    from exportctl.law.status import Announcement, LawAsOf, Span


class SuspensionPeriod(NamedTuple):
    """The suspension of a provision, in force or with an unsettled end. Both days are included."""

    by: str
    from_: date
    through: date
    announced_extension: Announcement | None

    def days_left(self, day: date) -> int:
        """Return the days from a day to the last day, or 0 after it."""
        return max((self.through - day).days, 0)


class Finding(NamedTuple):
    """The outcome of one provision for the goods, or for one entry that they match, on the day.

    A provision in force can refer to one whose suspension may have been extended, as the closing paragraph of No.
    46/2024 refers to paragraph 2. Its effect on the goods is then as unsettled as the other provision: `relies_on`
    names that provision, and `suspension` is its suspension.
    """

    provision: str
    act: str
    jurisdiction: str
    entry: str | None
    effect: Effect
    status: Status
    applies: Literal["yes", "unknown", "no"]
    missing: tuple[str, ...]
    binds: bool
    in_force_from: date
    suspension: SuspensionPeriod | None
    relies_on: str | None
    title: Name
    sources: tuple[Source, ...]


def suspension_in(known: LawAsOf, span: Span) -> SuspensionPeriod | None:
    """Return the suspension that causes a suspended or unsettled span, with its announced extension."""
    window = known.window_of(span)
    if window is None:
        return None
    announced = known.announcement(window.by)
    # An act may have extended the suspension as far as announced already.
    extension = announced if announced and announced.through > window.through else None
    return SuspensionPeriod(window.by, window.from_, window.through, extension)

"""The history of a provision: the suspensions, extensions and ends that other acts made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.words import refers_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.model import Act


class Window(NamedTuple):
    """One suspension of one provision: the act that suspended it, and the later last days that extensions set."""

    by: str
    published: date
    from_: date
    through: date
    extended: tuple[tuple[date, date], ...]


class End(NamedTuple):
    """An act that ends or replaces a provision from a day on."""

    by: str
    published: date
    from_: date


class History(NamedTuple):
    """All suspensions, extensions and ends of one provision by other acts."""

    windows: tuple[Window, ...]
    ends: tuple[End, ...]


def history_of(provision: str, acts: Iterable[Act]) -> History:
    """Return the history of a provision."""
    acts = tuple(acts)
    windows = tuple(
        Window(
            by=act.id,
            published=act.published,
            from_=item.from_,
            through=item.through,
            extended=tuple(
                (later.published, longer.through)
                for later in acts
                for longer in later.extends
                if longer.suspended_by == act.id and refers_to(longer.provision, provision)
            ),
        )
        for act in acts
        for item in act.suspends
        if refers_to(item.provision, provision)
    )
    ends = tuple(
        End(act.id, act.published, item.from_)
        for act in acts
        for item in (*act.ends, *act.replaces)
        if refers_to(item.provision, provision)
    )
    return History(windows, ends)

"""What ends is told in the same words on a screen and in a calendar: by whose act, what was announced of it, and what follows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from exportctl.law.scale import strictest
from exportctl.reports.words.en import EFFECTS, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.inquiry.history import Transition
    from exportctl.law.days import Announcement
    from exportctl.law.register import Register


def together(changes: Iterable[Transition]) -> list[list[Transition]]:
    """Return changes in the order of days: those that end alike, by the same act on the same day, in one."""
    return [list(found) for _, found in groupby(sorted(changes, key=_alike), key=_alike)]


def ending_act(change: Transition) -> str:
    """Return the act whose measure ends: the suspension, or what was in force itself."""
    return change.suspended_by or change.by


def announced(longer: Announcement | None) -> str:
    """Return what was announced about the end of a suspension, by whom, and where that stands."""
    if longer is None:
        return "no extension announced, no act seen"
    said = longer.statement
    return f"extension to {longer.through} announced by {said.by} on {said.published}, no act seen [{said.id}]"


def worst(found: Sequence[Transition], law: Register) -> str:
    """Return the strictest of what provisions ask."""
    asked = [rule.effect for item in found for rule in law.rules.get(item.provision, ())]
    return EFFECTS[strictest(asked)] if asked else "in force"


def then(found: Sequence[Transition], law: Register) -> str:
    """Return what becomes of the provisions that end, or that a suspension held."""
    change, asked = found[0], worst(found, law)
    match change.after:
        case "unsettled":
            return f"then {asked} again on its face, not settled"
        case "in_force":
            return f"then {asked} again"
        case "suspended":
            return f"then suspended by {change.by}"
        case "ended" if change.suspended_by is None:
            return f"no longer {asked}"
        case other:
            return f"then {status(other)} by {change.by}"


def _alike(change: Transition) -> tuple[str, ...]:
    return change.on.isoformat(), change.suspended_by or "", change.after, change.suspended_by or change.by

"""Describe the end of a suspension or a provision, for the terminal and the calendar."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from exportctl.law.scale import EFFECTS, STRICTNESS, strictest
from exportctl.reports.i18n.language import translate
from exportctl.reports.i18n.terms import effect_name, status
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.inquiry.history import Transition
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect
    from exportctl.law.status import Announcement


def group_endings(changes: Iterable[Transition]) -> list[list[Transition]]:
    """Group changes by day and act, in the order of days."""
    return [list(group) for _, group in groupby(sorted(changes, key=_alike), key=_alike)]


def ending_act(change: Transition) -> str:
    """Return the act whose measure ends: the suspending act, or the act of the provision itself."""
    return change.suspended_by or change.by


def announcement(longer: Announcement | None) -> str:
    """Return the announced extension of a suspension, with its author and statement, or a note that there is none."""
    if longer is None:
        return translate("no extension was announced, and no act was found")
    statement = longer.statement
    return translate(
        translatable(
            "{by} announced an extension through {through} on {day} without naming this act; no act was found [{id}]"
        )
        if longer.is_inferred
        else translatable("{by} announced an extension through {through} on {day}; no act was found [{id}]"),
        through=longer.through,
        by=Sentence.of(statement.by),
        day=statement.published,
        id=statement.id,
    )


def worst(changes: Sequence[Transition], law: Register) -> str:
    """Return the effect of some provisions in words; the strictest, marked as such, if they have several."""
    effects = {_effect(item, law) for item in changes}
    effect = strictest(effects)
    if effect == EFFECTS[0]:
        return status("in_force")
    return effect_name(effect) if len(effects) == 1 else translate("up to {effect}", effect=effect_name(effect))


def worst_of(changes: Sequence[Transition], law: Register) -> Transition:
    """Return the end of the provision with the strictest effect, the first of several."""
    return max(changes, key=lambda item: STRICTNESS[_effect(item, law)])


def _effect(change: Transition, law: Register) -> Effect:
    return strictest(rule.effect for rule in law.rules.get(change.provision, ()))


def _alike(change: Transition) -> tuple[str, ...]:
    return change.on.isoformat(), change.suspended_by or "", change.after, change.suspended_by or change.by

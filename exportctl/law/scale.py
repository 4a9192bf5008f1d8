"""Effects, decisions, statuses and readings, and the order of strictness of effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

RuleEffect = Literal["report", "license_required", "enhanced_review", "presumption_of_denial", "prohibited"]
"""What a rule can have as its effect: that no control is found is the answer where no rule applies."""
Effect = Literal["no_control_found", RuleEffect]
Decision = Literal["no_control_found", "undecided", RuleEffect]
"""What a verdict decides: undecided where nothing surely applies and something is open, which is never the same as no control."""
Status = Literal["pending", "in_force", "suspended", "unsettled", "ended"]
Assume = Literal["on-face", "extended"]

EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
READINGS: Final[tuple[Assume, ...]] = get_args(Assume)
STRICTNESS: Final[dict[Effect, int]] = {effect: rank for rank, effect in enumerate(EFFECTS)}


def strictest(effects: Iterable[Effect]) -> Effect:
    """Return the strictest of the effects, or `no_control_found` where there are none."""
    return EFFECTS[max(map(STRICTNESS.__getitem__, effects), default=0)]

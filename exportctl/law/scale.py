"""The scale of effects, from the mildest to the strictest, and the names of statuses, readings and policies of a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

RuleEffect = Literal["report", "license_required", "enhanced_review", "presumption_of_denial", "prohibited"]
"""The effects that a rule can have, the mildest first; "no control found" is the answer if no rule applies."""
Effect = Literal["no_control_found", RuleEffect]
Decision = Literal["no_control_found", "undecided", RuleEffect]
"""The decision of a verdict: undecided if nothing surely applies but something is open, which differs from no control found."""
Status = Literal["pending", "in_force", "suspended", "unsettled", "ended"]
Assume = Literal["on-face", "extended"]
Undecided = Literal["fail", "warn"]
"""What an undecided answer does at a gate."""
ExitCode = Literal[0, 1, 3]
"""The exit code of an answer at a gate: passed, failed, and open."""


EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
"""Every effect, the mildest first. Their labels for people are in `exportctl/effects.py`."""
STRICTNESS: Final[dict[Effect, int]] = {effect: rank for rank, effect in enumerate(EFFECTS)}
LICENSABLE: Final = frozenset[Effect]({"license_required", "enhanced_review"})
"""The effects that a licence can cover: a licence in a file cannot cover a presumption of denial or a prohibition."""
WAIVABLE: Final = frozenset[Effect]({"report", "license_required"})
"""The effects that a waiver of a company can cover: nothing stricter than a licence requirement."""
UNDER_LICENCE: Final[tuple[RuleEffect, ...]] = ("license_required", "enhanced_review", "presumption_of_denial")
"""The effects under which an export needs a licence, the mildest first."""
REFUSED: Final = frozenset(UNDER_LICENCE) - LICENSABLE
"""The effects under which the licence is refused in principle."""
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
DEFAULT_GATE: Final[Effect] = "license_required"
"""The level of a gate that none is stated for: an export that needs a licence must not pass without one."""
DEFAULT_UNDECIDED: Final[Undecided] = "fail"
"""The policy for undecided answers that none is stated for: what could need a licence does not pass either."""
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
READINGS: Final[tuple[Assume, ...]] = get_args(Assume)


_SPELLINGS: Final = {"licence_required": "license_required"}


def spell_level(text: str) -> str:
    """Return a text in the spelling of the levels: lower case, `_` for `-`, and the American `license`."""
    word = text.strip().lower().replace("-", "_")
    return _SPELLINGS.get(word, word)


def strictest(effects: Iterable[Effect]) -> Effect:
    """Return the strictest of the effects, or `no_control_found` if there are none."""
    return EFFECTS[max(map(STRICTNESS.__getitem__, effects), default=0)]


def exit_code_at(gate: Effect, sure: Effect, possible: Iterable[Effect], *, is_open: bool) -> ExitCode:
    """Return 1 if a sure effect reaches the gate, 3 if a possible one does or the answer is open for another reason, else 0."""
    if STRICTNESS[sure] >= STRICTNESS[gate]:
        return 1
    return 3 if is_open or any(STRICTNESS[effect] >= STRICTNESS[gate] for effect in possible) else 0

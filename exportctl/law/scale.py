"""The scale of effects, from the mildest to the strictest, and the names of statuses, readings and policies of a gate."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

RuleEffect = Literal["report", "license_required", "enhanced_review", "presumption_of_denial", "prohibited"]
"""The effects that a rule can have, the mildest first; "no control found" is the answer if no rule applies."""
Effect = Literal["no_control_found", RuleEffect]
Decision = Literal["no_control_found", "undecided", RuleEffect]
"""The decision of a verdict: undecided if nothing surely applies but something is open, which differs from no control found."""
Status = Literal["pending", "in_force", "suspended", "unsettled", "ended"]
Assume = Literal["on-face", "extended"]
Undecided = Literal["fail", "warn"]
"""What an undecided answer does at a gate."""


class ExitCode(IntEnum):
    """The exit code of a command that answers: below the gate, at it, wrong input, undecided, and nothing checked."""

    PASSED = 0
    FAILED = 1
    INVALID = 2
    OPEN = 3
    EMPTY = 4

    # Scripts and callers in Python compare and print the number.
    __repr__ = int.__repr__


_STRICTEST_FIRST: Final = (ExitCode.INVALID, ExitCode.FAILED, ExitCode.OPEN, ExitCode.EMPTY, ExitCode.PASSED)
"""Not in the order of their numbers: an answer at the gate stops a run, whatever else is open."""

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
DEFAULT_ASSUME: Final[Assume] = "on-face"
"""The reading of unsettled suspensions that none is stated for: they ended as published, until an act extends them."""
DEFAULT_UNDECIDED: Final[Undecided] = "fail"
"""The policy for undecided answers that none is stated for: what could need a licence does not pass either."""
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
STRONGEST_FIRST: Final[tuple[Status, ...]] = ("in_force", "unsettled", "suspended", "pending", "ended")
"""The statuses from in force to ended: the first among the provisions of an entry is that of its control, and lists have this order."""
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
        return ExitCode.FAILED
    is_possible = any(STRICTNESS[effect] >= STRICTNESS[gate] for effect in possible)
    return ExitCode.OPEN if is_open or is_possible else ExitCode.PASSED


def strictest_code(codes: Container[int]) -> ExitCode:
    """Return the exit code of several answers: 2 before 1 before 3, then 4 where nothing was checked; 4 if there are none."""
    return next((code for code in _STRICTEST_FIRST if code in codes), ExitCode.EMPTY)

"""The policy of a gate: whether undecided answers fail it, and how old the law data may be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from exportctl.engine.warnings.warning import VerdictWarning
from exportctl.facts.texts import one_of
from exportctl.law.scale import DEFAULT_UNDECIDED, ExitCode, Undecided
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision

MOST_DAYS: Final = 36500
"""The largest age in days that can be set."""
STALE: Final = "stale_law"
"""The code of the warning that the law data is older than `max_age`."""
ONLY_STALE: Final = "only_stale_law"
"""The count of rows that are undecided only because the law data is stale."""
UNDECIDED_PASSED: Final = "undecided_passed"
"""The code under which undecided answers that pass the gate are counted."""


def undecided_policy(text: str, where: str = "undecided") -> Undecided:
    """Return the policy for undecided answers that a text names; raises InputError for any other text."""
    return cast("Undecided", one_of(text, get_args(Undecided), where))


class GatePolicy(NamedTuple):
    """Whether `undecided` answers fail or warn, and `max_age`: the age in days from which the law data is stale."""

    undecided: Undecided = DEFAULT_UNDECIDED
    max_age: int | None = None

    def stale_from(self, law: Register) -> date | None:
        """Return the first day for which the law data is stale; None if it never is."""
        return None if self.max_age is None else law.home.checked_through + timedelta(days=self.max_age)

    def is_stale(self, law: Register, on: date) -> bool:
        """Return whether the law data is stale on a day."""
        begins = self.stale_from(law)
        return begins is not None and on >= begins

    def passes_undecided(self, code: ExitCode, law: Register, on: date) -> bool:
        """Return whether an undecided answer only warns; with stale law data it never does."""
        return code == ExitCode.OPEN and self.undecided == "warn" and not self.is_stale(law, on)

    def exit_code(self, code: ExitCode, law: Register, on: date) -> ExitCode:
        """Return the exit code of an answer under the policy: with stale law data no answer passes."""
        if self.passes_undecided(code, law, on):
            return ExitCode.PASSED
        return ExitCode.OPEN if code == ExitCode.PASSED and self.is_stale(law, on) else code

    def apply(self, decision: Decision, law: Register, on: date) -> Decision:
        """Return a decision or a worst case under the policy: stale law data never clears goods."""
        return "undecided" if decision == "no_control_found" and self.is_stale(law, on) else decision

    def warnings(self, law: Register, on: date) -> tuple[VerdictWarning, ...]:
        """Return the warning that the law data is stale, if it is."""
        if not self.is_stale(law, on):
            return ()
        last_day = law.home.checked_through
        days = (on - last_day).days
        return (
            VerdictWarning(
                STALE,
                Sentence(
                    "law data as of {checked}, {days} days before the day of this check; max_age is {max_age} "
                    "days, so no goods are cleared; update the law data",
                    checked=last_day,
                    days=days,
                    max_age=self.max_age,
                ),
            ),
        )


DEFAULT_POLICY: Final = GatePolicy()
"""The policy of a gate without settings."""

"""A gate has terms: what it makes of an answer that decides nothing, and from which age on the law is too old to answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast, get_args

from exportctl.chinese import from_chinese
from exportctl.engine.warnings import VerdictWarning
from exportctl.errors import none_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from datetime import date

    from exportctl.law.register import Register
    from exportctl.law.scale import Decision

Undecided = Literal["fail", "warn"]
MOST_DAYS: Final = 36500
"""So many days are the most that can be allowed."""
STALE: Final = "stale_law"
"""The code of what is said where the law is older than was allowed."""
WAIVED: Final = "undecided_passed"
"""The code under which answers are counted that decide nothing and pass all the same."""
_OPEN: Final = 3


def outcome(text: str, where: str = "undecided") -> Undecided:
    """Return what becomes of what is undecided; raises InputError for what is none of it."""
    word = from_chinese(text)
    for known in get_args(Undecided):
        if word == known:
            return cast("Undecided", known)
    raise none_of(where, text, get_args(Undecided))


class GatePolicy(NamedTuple):
    """What is `undecided` fails or only warns; `max_age` are the days after the last one that the data knows from which it is stale."""

    undecided: Undecided = "fail"
    max_age: int | None = None

    def stale_from(self, law: Register) -> date | None:
        """Return the first day about which the data is too old to be asked; None if it never is."""
        return None if self.max_age is None else law.home.checked_through + timedelta(days=self.max_age)

    def stale(self, law: Register, on: date) -> bool:
        """Tell whether the data is too old to be asked about a day."""
        begins = self.stale_from(law)
        return begins is not None and on >= begins

    def waives(self, code: int, law: Register, on: date) -> bool:
        """Tell whether an answer that decides nothing passes for a warning; where the law is stale it does not."""
        return code == _OPEN and self.undecided == "warn" and not self.stale(law, on)

    def code(self, code: int, law: Register, on: date) -> int:
        """Return the exit code of an answer on these terms: what would pass does not where the law is stale."""
        if self.waives(code, law, on):
            return 0
        return _OPEN if code == 0 and self.stale(law, on) else code

    def decided(self, found: Decision, law: Register, on: date) -> Decision:
        """Return a decision, or a worst case, on these terms: where the law is stale, nothing is decided free."""
        return "undecided" if found == "no_control_found" and self.stale(law, on) else found

    def cautions(self, law: Register, on: date) -> tuple[VerdictWarning, ...]:
        """Return the warning that the law is stale, if it is."""
        if not self.stale(law, on):
            return ()
        checked = law.home.checked_through
        days = (on - checked).days
        return (
            VerdictWarning(
                STALE,
                Sentence(
                    "the data knows the law through {checked}, {days} days before this one; max_age is {max_age}, so "
                    "nothing is decided free",
                    checked=checked,
                    days=days,
                    max_age=self.max_age,
                ),
            ),
        )


ON_ITS_OWN: Final = GatePolicy()
"""The terms of a gate of which nothing was said."""

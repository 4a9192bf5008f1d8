"""Find acts that an issuer publishes every year and that the law data may soon lack."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.model import Name
    from exportctl.law.register import Register


class UpcomingAct(NamedTuple):
    """An act that is usually published around a day, and the address at which its issuer publishes."""

    id: str
    name: Name
    on: date
    publishes_at: str | None

    @property
    def name_in_both(self) -> BilingualName:
        """The name of the act in both languages."""
        return BilingualName(self.name.en or "", self.name.zh)

    def line(self) -> Sentence:
        """Return the act and its usual day in a sentence."""
        name = self.name_in_both
        if self.publishes_at:
            where = self.publishes_at
            return Sentence("{name}: usually published around {day}; see {where}", name=name, day=self.on, where=where)
        return Sentence("{name}: usually published around {day}", name=name, day=self.on)


def acts_due(law: Register, on: date) -> Iterator[UpcomingAct]:
    """Yield the yearly acts that may be published by a day, or soon after it, later than the law data ends."""
    for jurisdiction in law.jurisdictions.values():
        for item in jurisdiction.yearly:
            expected = item.published + timedelta(item.every)
            if jurisdiction.checked_through < expected and expected - timedelta(item.ahead) <= on:
                yield UpcomingAct(item.id, item.name, expected, jurisdiction.publishes_at)

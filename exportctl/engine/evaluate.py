"""evaluate() is the only way from facts and a day to a verdict; batches, reports and forecasts call it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.engine.forecast import next_change
from exportctl.engine.opinion import opinion
from exportctl.engine.verdict import Verdict
from exportctl.facts.goods import classify
from exportctl.law.days import knowledge, standing_since

if TYPE_CHECKING:
    from datetime import date

    from exportctl.facts.transaction import Facts
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume

ELSEWHERE: Final = "ZZ"
"""Any place that no provision names; ISO keeps the code free."""


def evaluate(
    law: Register, facts: Facts, on: date, known_on: date | None = None, assume: Assume = "on-face"
) -> Verdict:
    """Answer one question by the procedure of docs/reasoning.md.

    `on` is the day asked about, `known_on` the last day whose acts and statements count. Days on which the law stands still, and
    places it does not name, share one answer, so asking again is cheap.
    """
    known = knowledge(law, known_on)
    day = standing_since(law, on, known)
    typical = situation(law, facts)
    return Verdict(
        law=law,
        facts=facts,
        on=on,
        known_on=known_on,
        assume=assume,
        classification=classify(law, facts.goods),
        opinion=opinion(law, typical, day, known),
        next_change=next_change(law, typical, day, known, assume),
    )


@lru_cache(maxsize=1 << 16)
def situation(law: Register, facts: Facts) -> Facts:
    """Return facts that no provision can tell from these: places that the law does not name become one, names of parties none."""
    return facts._replace(
        to=_place(law, facts.to),
        from_=_place(law, facts.from_) or ELSEWHERE,
        origin=_place(law, facts.origin),
        parties=(),
        owners=(),
    )


def _place(law: Register, place: str | None) -> str | None:
    return place if place is None or place in law.named_places else ELSEWHERE

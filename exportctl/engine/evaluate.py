"""evaluate() is the only way from facts and a day to a verdict; batches, reports and forecasts call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.engine.outlook import outlook
from exportctl.engine.situation import situation
from exportctl.engine.verdict import Verdict
from exportctl.facts.goods import classify
from exportctl.law.days import knowledge

if TYPE_CHECKING:
    from datetime import date

    from exportctl.facts.transaction import Facts
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume


def evaluate(  # noqa: PLR0913 - the question, and whether it is worth remembering
    law: Register,
    facts: Facts,
    on: date,
    known_on: date | None = None,
    assume: Assume = "on-face",
    *,
    again: bool = True,
) -> Verdict:
    """Answer one question by the procedure of docs/reasoning.md.

    `on` is the day asked about, `known_on` the last day whose acts, statements and guidance count. Days on which the law stands
    still, and places it does not name, share one answer, so asking `again` is cheap; what will not be asked again is not remembered.
    """
    known = knowledge(law, known_on)
    foreseen = (outlook if again else outlook.__wrapped__)(law, situation(law, facts, known), known)
    return Verdict(
        law=law,
        facts=facts,
        on=on,
        known_on=known_on,
        assume=assume,
        classification=classify(law, facts.goods, known),
        outlook=foreseen,
        number=foreseen.number(on),
    )

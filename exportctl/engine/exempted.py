"""An exemption is claimed by stating what it asks: the verdict names the option that would claim one, and says which was claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.engine.caution import Caution
from exportctl.engine.rules import Context, exemptions
from exportctl.facts.logic import YES
from exportctl.facts.transaction import option_for
from exportctl.law.days import ActiveOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.verdict import Verdict
    from exportctl.law.model import Condition


def exempted(verdict: Verdict) -> Iterator[Caution]:
    """Yield which exemptions were claimed and which could be, of acts that bind on the day and of guidance on a line of the goods."""
    context, situation = context_of(verdict), verdict.situation
    for pid in sorted(verdict.indexed.exempting):
        if pid not in context.active or not verdict.indexed.binds(pid, situation.from_, situation.to):
            continue
        for unless, stated in dict.fromkeys(exemptions(context, pid)):
            if words := _in_words(unless):
                yield from _told(f"{pid} frees {words}", claimed=stated is YES, missing=stated.missing)
    known = verdict.known.day
    for match in verdict.classification.matches:
        for id_, ruling in verdict.law.rulings.get(match.entry, ()):
            if ruling.outside_share and verdict.law.guidance[id_].published <= known:
                yield from _told(f"{id_}: {ruling.says.rstrip('.')}", claimed=False, missing=frozenset({"contains"}))


def context_of(verdict: Verdict) -> Context:
    """Return the situation of a verdict with all that is active on its day."""
    return Context(verdict.indexed, verdict.situation, ActiveOn(verdict.known, verdict.on, verdict.assume))


def _told(words: str, *, claimed: bool, missing: frozenset[str]) -> Iterator[Caution]:
    if claimed:
        yield Caution("exemption_claimed", f"{words}: free only if that is so")
    elif missing:
        options = " and ".join(option_for(fact) for fact in sorted(missing))
        yield Caution("exemption", f"{words}; it counts only if {options} claims it")


def _in_words(unless: Condition) -> str:
    """Return what a rule leaves free, as far as a caller can state it."""
    words = [f"{', '.join(unless.end_use)} use"] if unless.end_use else []
    if unless.quantity:
        bound = unless.quantity
        words.append(f"what is {bound.op} {bound.value} {bound.unit} in a calendar year to one country")
    return " of ".join(words)

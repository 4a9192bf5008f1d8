"""An exemption is claimed by stating what it asks: the verdict names the option that would claim one, and says which was claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.chinese import word
from exportctl.engine.caution import VerdictWarning
from exportctl.engine.rules import Context, exemptions
from exportctl.engine.scope import Scope
from exportctl.facts.transaction import option_for
from exportctl.law.logic import YES
from exportctl.law.status import ActiveOn
from exportctl.sentences import Sentence, both, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.verdict import Verdict
    from exportctl.law.model import Condition


def exemption_warnings(verdict: Verdict) -> Iterator[VerdictWarning]:
    """Yield which exemptions were claimed and which could be, of acts that bind on the day and of guidance on a line of the goods."""
    context, situation = context_of(verdict), verdict.situation
    for pid in sorted(verdict.indexed.exempting):
        if pid not in context.active or not verdict.indexed.binds(pid, situation.from_, situation.to):
            continue
        for unless, stated in dict.fromkeys(exemptions(context, pid)):
            if words := _in_words(unless):
                # No option settles whether the act means these goods, so none is named for it.
                is_open = "legal_scope" in stated.missing
                told = (
                    Sentence("{pid} may free {words}", pid=pid, words=words)
                    if is_open
                    else Sentence("{pid} frees {words}", pid=pid, words=words)
                )
                yield from _told(told, claimed=stated is YES, missing=stated.missing - {"legal_scope"})
    known = verdict.known.day
    for match in verdict.classification.matches:
        for id_, ruling in verdict.law.rulings.get(match.entry, ()):
            if ruling.outside_share and verdict.law.guidance[id_].published <= known:
                words = Sentence("{id}: {says}", id=id_, says=Sentence.of(ruling.says.rstrip(".")))
                yield from _told(words, claimed=False, missing=frozenset({"contains"}))


def context_of(verdict: Verdict) -> Context:
    """Return the situation of a verdict with all that is active on its day."""
    index, situation = verdict.indexed, verdict.situation
    active = ActiveOn(verdict.known, verdict.on, verdict.assume)
    return Context(index, situation, Scope(index, situation.goods), active)


def _told(words: str, *, claimed: bool, missing: frozenset[str]) -> Iterator[VerdictWarning]:
    if claimed:
        yield VerdictWarning("exemption_claimed", Sentence("{words}: free only if that is so", words=words))
    elif missing:
        options = both(option_for(fact) for fact in sorted(missing))
        yield VerdictWarning(
            "exemption", Sentence("{words}; it counts only if {options} claims it", words=words, options=options)
        )


def _in_words(unless: Condition) -> str:
    """Return what a rule leaves free, as far as a caller can state it."""
    use = Sentence("{uses} use", uses=listed(map(word, unless.end_use))) if unless.end_use else ""
    if not unless.quantity:
        return use
    op, value, unit = unless.quantity.op, unless.quantity.value, unless.quantity.unit
    small = Sentence("what is {op} {value} {unit} in a calendar year to one country", op=op, value=value, unit=unit)
    return Sentence("{use} of {small}", use=use, small=small) if use else small

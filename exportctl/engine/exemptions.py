"""The exemptions that a situation may claim: the caller must state each, and the answer names the option that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.chinese import word
from exportctl.engine.rules import exemptions
from exportctl.goods.guidance import is_outside
from exportctl.law.citations import guidance_citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.law.logic import NO, YES
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.model import Condition


class Exemption(NamedTuple):
    """An exemption in words, whether it was claimed, the facts that would claim it, and whether its wording leaves it open."""

    words: str
    claimed: bool
    missing: frozenset[str]
    is_open: bool = False


def exemptions_of(assessment: Assessment) -> Iterator[Exemption]:
    """Yield the exemptions of acts that bind on the day, and those of guidance on an entry that the goods match."""
    context, situation = assessment.context, assessment.situation
    binding = [
        pid
        for pid in sorted(assessment.indexed.with_exemptions)
        if pid in context.active and assessment.indexed.binds(pid, situation.from_, situation.to)
    ]
    same = by_key(((pair, pid) for pid in binding for pair in dict.fromkeys(exemptions(context, pid))), tuple)
    for (unless, claim), provisions in same.items():
        if words := _words(unless):
            # No option settles whether the act means these goods, so none is named here.
            open_scope = "legal_scope" in claim.missing
            acts = joint_citation(assessment.law, provisions)
            text = (
                Sentence("may be exempt from {acts}: {words}", acts=acts, words=words)
                if open_scope
                else Sentence("exempt from {acts}: {words}", acts=acts, words=words)
            )
            yield Exemption(text, claim is YES, claim.missing - {"legal_scope"}, open_scope)
    known = assessment.known.day
    for match in assessment.classification.matches:
        for id_, ruling in assessment.law.rulings.get(match.entry, ()):
            bound = ruling.outside_share
            may_be_outside = bound is not None and is_outside(bound, assessment.facts.goods) is not NO
            if may_be_outside and assessment.law.guidance[id_].published <= known:
                guidance = guidance_citation(assessment.law, id_)
                words = Sentence("{guidance}: {says}", guidance=guidance, says=Sentence.of(ruling.says.rstrip(".")))
                yield Exemption(words, claimed=False, missing=frozenset({"contains"}))


def _words(unless: Condition) -> str:
    """Return an exemption in words, as far as a caller can claim it by stating a fact."""
    use = Sentence("{uses} use", uses=join(map(word, unless.end_use))) if unless.end_use else ""
    if not unless.quantity:
        return use
    op, value, unit = unless.quantity.op, unless.quantity.value, unless.quantity.unit
    small = Sentence("exports of {op} {value} {unit} to one country in a calendar year", op=op, value=value, unit=unit)
    return Sentence("{small} for {use}", use=use, small=small) if use else small

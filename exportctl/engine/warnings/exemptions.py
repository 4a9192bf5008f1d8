"""Warnings about exemptions: the caller must claim each by stating a fact, and the warning names the option that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.chinese import word
from exportctl.engine.rules import exemptions
from exportctl.engine.warnings.warning import VerdictWarning
from exportctl.facts.transaction import option_for
from exportctl.goods.guidance import is_outside
from exportctl.law.citations import guidance_citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.law.logic import NO, YES
from exportctl.sentences import Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.model import Condition


def exemption_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for each exemption of an act or of guidance that was claimed, that could be, or that no fact settles."""
    yield from _of_acts(assessment)
    yield from _of_guidance(assessment)


def _of_acts(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the exemptions of acts that bind on the day; provisions with the same exemption share a warning."""
    context, situation = assessment.context, assessment.situation
    binding = [
        pid
        for pid in sorted(assessment.law_index.with_exemptions)
        if pid in context.active and assessment.law_index.binds(pid, situation.from_, situation.to)
    ]
    same = by_key(((pair, pid) for pid in binding for pair in dict.fromkeys(exemptions(context, pid))), tuple)
    for (unless, claim), provisions in same.items():
        words = _words(unless)
        if claim is NO or not words:
            continue
        acts = joint_citation(assessment.law, provisions)
        if "legal_scope" in claim.missing:
            text = Sentence("may be exempt from {acts}: {words}", acts=acts, words=words)
        else:
            text = Sentence("exempt from {acts}: {words}", acts=acts, words=words)
        if claim is YES:
            claimed = Sentence("{words}; you claimed this exemption: keep evidence that it applies", words=text)
            yield VerdictWarning("exemption_claimed", claimed)
        else:
            # No option settles whether the act means these goods, so none is named for it.
            yield _how_to_claim(text, claim.missing - {"legal_scope"})


def _of_guidance(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the exemptions of guidance on an entry that the goods match: a share of a substance that may be small enough."""
    for match in assessment.classification.matches:
        for id_, ruling in assessment.law.rulings.get(match.entry, ()):
            bound = ruling.outside_share
            may_be_outside = bound is not None and is_outside(bound, assessment.facts.goods) is not NO
            if may_be_outside and assessment.law.guidance[id_].published <= assessment.known.day:
                guidance = guidance_citation(assessment.law, id_)
                words = Sentence("{guidance}: {says}", guidance=guidance, says=Sentence.of(ruling.says.rstrip(".")))
                yield _how_to_claim(words, frozenset({"contains"}))


def _how_to_claim(words: str, missing: frozenset[str]) -> VerdictWarning:
    """Return the warning that stating the missing facts would claim an exemption, or that no option settles it."""
    if not missing:
        text = Sentence("{words}; no option settles this: consult the issuing authority", words=words)
        return VerdictWarning("scope_unclear", text)
    options = both(option_for(fact) for fact in sorted(missing))
    return VerdictWarning(
        "exemption", Sentence("{words}; to rely on this, state {options}", words=words, options=options)
    )


def _words(unless: Condition) -> str:
    """Return an exemption in words, as far as a caller can claim it by stating a fact."""
    use = Sentence("{uses} use", uses=join(map(word, unless.end_use))) if unless.end_use else ""
    if not unless.quantity:
        return use
    op, value, unit = unless.quantity.op, unless.quantity.value, unless.quantity.unit
    small = Sentence("exports of {op} {value} {unit} to one country in a calendar year", op=op, value=value, unit=unit)
    return Sentence("{small} for {use}", use=use, small=small) if use else small

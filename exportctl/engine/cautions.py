"""What a verdict did not check, or could not, is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.rules import speaks
from exportctl.engine.situation import situation
from exportctl.facts.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.verdict import Verdict


class Caution(NamedTuple):
    """A word of warning with a code that does not change."""

    code: str
    text: str


def cautions(verdict: Verdict) -> tuple[Caution, ...]:
    """Return what the reader of a verdict must know beside it, the most important first."""
    return tuple(_cautions(verdict))


def _cautions(verdict: Verdict) -> Iterator[Caution]:
    law, facts, release = verdict.law, verdict.facts, verdict.law.release
    if not verdict.classification.known:
        words = [name for item in law.materials.values() for name in (*item.names.en, *item.names.zh)]
        hint = did_you_mean(facts.goods.item, words)
        yield Caution(
            "unrecognised_item", f"nobody here knows '{facts.goods.item}', so nothing about it is certain{hint}"
        )
    if verdict.on < release.covers_from:
        yield Caution(
            "before_coverage", f"the data covers the law from {release.covers_from} on; earlier controls are missing"
        )
    if verdict.on > release.checked_through:
        yield Caution("after_checked_through", f"nothing published after {release.checked_through} is known here")
    if verdict.known_on and verdict.known_on < verdict.on:
        yield Caution("known_on", f"only what was published by {verdict.known_on} counts in this answer")
    yield from _scope(verdict)
    yield from _not_evaluated(verdict)
    if facts.parties or facts.owners:
        yield Caution(
            "parties_not_screened",
            "the data holds no lists of designated parties yet; the parties named were not screened",
        )
    else:
        yield Caution(
            "no_party_screened", "no party was named, so none was screened against the lists of designated parties"
        )
    if verdict.decision == "no_control_found" and release.note:
        yield Caution("coverage", release.note)


def _scope(verdict: Verdict) -> Iterator[Caution]:
    if any(match.basis == "customs_code" for match in verdict.classification.matches):
        yield Caution(
            "customs_code_only", "a customs code is for reference only; the list decides by what the goods are"
        )
    unclear = [item.provision for item in verdict.findings if "legal_scope" in item.missing]
    if unclear:
        yield Caution("scope_unclear", f"whether these goods are meant is not settled by the words of {_and(unclear)}")


def _not_evaluated(verdict: Verdict) -> Iterator[Caution]:
    """Yield the duties that bind on the day and turn on something no fact can state."""
    law = verdict.law
    here, active = situation(law, verdict.facts), verdict.reading.active
    duties = [
        pid
        for pid, item in law.provisions.items()
        if item.not_evaluated and pid in active and speaks(law, here, active, pid)
    ]
    if duties:
        yield Caution(
            "not_evaluated",
            f"not tested, because no fact stated here decides them: {', '.join(duties)} (exportctl explain ID)",
        )


def _and(words: list[str]) -> str:
    return " and ".join(sorted(set(words)))

"""What a verdict did not check, or could not, is said beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.rules import Context, speaks
from exportctl.facts.lookup import customs_digits
from exportctl.facts.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.verdict import Verdict


_HALF: Final = Decimal(50)


class Caution(NamedTuple):
    """A word of warning with a code that does not change."""

    code: str
    text: str


def cautions(verdict: Verdict) -> tuple[Caution, ...]:
    """Return what the reader of a verdict must know beside it, the most important first."""
    return tuple(_cautions(verdict))


def _cautions(verdict: Verdict) -> Iterator[Caution]:
    law, facts, home = verdict.law, verdict.facts, verdict.law.home
    if not verdict.known_goods:
        words = [name for item in law.materials.values() for name in (*item.names.en, *item.names.zh)]
        hint = did_you_mean(facts.goods.item, words)
        yield Caution(
            "unrecognised_item", f"nobody here knows '{facts.goods.item}', so nothing about it is certain{hint}"
        )
    if not verdict.covered:
        text = f"the data covers the law from {verdict.begins} on; earlier controls are missing"
        yield Caution("before_coverage", text)
    if verdict.on > home.checked_through:
        yield Caution("after_checked_through", f"nothing published after {home.checked_through} is known here")
    if verdict.known_on and verdict.known_on < verdict.on:
        yield Caution("known_on", f"only what was published by {verdict.known_on} counts in this answer")
    yield from _scope(verdict)
    yield from _not_evaluated(verdict)
    yield from _parties(verdict)
    yield from _notices(verdict)
    if verdict.decision == "no_control_found":
        yield from (Caution("coverage", release.note) for release in law.releases if release.note)


def _scope(verdict: Verdict) -> Iterator[Caution]:
    digits = customs_digits(verdict.facts.goods.item)
    if verdict.classification.words:
        words = ", ".join(f"'{word}'" for word in verdict.classification.words)
        yield Caution("words_used", f"of the description only {words} was understood; what the goods are stays open")
    for item in verdict.classification.excluded:
        yield Caution("excluded", f"{item.entry} is ruled out by {item.guidance}: {item.ruling.says}")
    if digits and verdict.known_goods:
        yield Caution(
            "customs_code_only", "a customs code is for reference only; the list decides by what the goods are"
        )
    unclear = [item.provision for item in verdict.findings if "legal_scope" in item.missing]
    if unclear:
        yield Caution("scope_unclear", f"whether these goods are meant is not settled by the words of {_and(unclear)}")


def _not_evaluated(verdict: Verdict) -> Iterator[Caution]:
    """Yield the duties that bind on the day and turn on something no fact can state."""
    duties = [pid for pid in _speaking(verdict) if verdict.law.provisions[pid].not_evaluated]
    if duties:
        yield Caution(
            "not_evaluated",
            f"not tested, because no fact stated here decides them: {', '.join(duties)} (exportctl explain ID)",
        )


def _parties(verdict: Verdict) -> Iterator[Caution]:
    facts = verdict.facts
    if not facts.parties:
        yield Caution(
            "no_party_screened", "no party was named, so none was screened against the lists of designated parties"
        )
    for party in facts.parties:
        names = sorted({hit.listing.party.name.en for hit in party.hits if not hit.certain})
        if names:
            yield Caution(
                "party_similar", f"'{party.name}' is like {', '.join(names)}; find out whether it is the same"
            )
    half = sum((owner.share for owner in facts.owners if owner.hits), Decimal(0))
    if half >= _HALF:
        yield Caution(
            "owner_listed", f"owners who are or may be on a list hold {half:f} %; most acts do not say what follows"
        )


def _notices(verdict: Verdict) -> Iterator[Caution]:
    """Yield what other regimes ask of the same goods; it never moves the decision."""
    for pid in _speaking(verdict):
        if notice := verdict.law.provisions[pid].notice:
            yield Caution("notice", f"{notice} [{pid}]")


def _speaking(verdict: Verdict) -> Iterator[str]:
    """Yield the provisions without rules that bind on the day and can matter here."""
    law, known = verdict.law, verdict.known
    active = frozenset(pid for pid in law.provisions if known.is_active(pid, verdict.on, verdict.assume))
    context = Context(verdict.indexed, verdict.situation, active)
    for pid in law.provisions:
        if pid in active and pid not in law.rules and speaks(context, pid):
            yield pid


def _and(words: list[str]) -> str:
    return " and ".join(sorted(set(words)))

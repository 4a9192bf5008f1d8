"""An answer names everything beside the law that had a part in it: settings, items, licences, waivers, not_the_same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.facts.not_the_same import NotTheSame, OtherParty
    from exportctl.facts.transaction import Facts
    from exportctl.law.scale import Effect
    from exportctl.permits.apply_permits import Standing
    from exportctl.permits.items import Item


class Influence(NamedTuple):
    """What had a part in an answer, and where it is said: file and line, or a variable; in a run over rows also in how many."""

    by: str
    said_at: str
    rows: int | None = None

    @property
    def text(self) -> str:
        """What it is called in a message."""
        if self.rows is None:
            return Sentence("{by} ({place})", by=self.by, place=self.said_at)
        return Sentence("{by} ({place}; rows: {rows})", by=self.by, place=self.said_at, rows=self.rows)


def setting(name: str, value: object, said_at: str) -> Influence:
    """Return an option that a file or a variable says."""
    return Influence(f"{name} = {str(value).lower() if isinstance(value, bool) else value}", said_at)


def terms_said(gate: Effect, terms: GatePolicy, *, trusted: bool) -> dict[str, object]:
    """Return the options that a file can say in place of a question, with their values."""
    return {
        "gate": gate,
        "undecided": terms.undecided,
        "max_age": terms.max_age,
        "trust_descriptions": trusted,
    }


def of_item(item: Item) -> Influence:
    """Return what a file says that an item is, and who decided that, if somebody did."""
    if item.decided_on is None:
        return Influence(Sentence("item {key}, read as '{words}'", key=item.key, words=item.words), item.said_at)
    told = Sentence(
        "item {key}, read as '{words}' and decided by {decided_by} on {decided_on}",
        key=item.key,
        words=item.words,
        decided_by=item.decided_by,
        decided_on=item.decided_on,
    )
    return Influence(told, item.said_at)


def of_other(item: NotTheSame) -> Influence:
    """Return an entry by which a similar name is somebody else's."""
    return Influence(Sentence("'{name}' is not {party}", name=item.name, party=item.party), item.said_at)


def of_others(answered: Iterable[OtherParty]) -> tuple[Influence, ...]:
    """Return the entries by which similar names are somebody else's."""
    return tuple(dict.fromkeys(of_other(item.by) for item in answered))


def of_standing(standing: Standing) -> tuple[Influence, ...]:
    """Return the licences and waivers that answer, and the entries by which similar names are somebody else's."""
    papers = [Influence(item.by.title, item.by.said_at) for item in standing.given]
    return (*papers, *of_others(_answered(standing.verdict.facts)))


def _answered(facts: Facts) -> Iterator[OtherParty]:
    for party in facts.parties:
        yield from party.answered
    for owner in facts.owners:
        yield from owner.answered
    if facts.chains:
        yield from facts.chains.answered

"""Influences: the causes of an answer other than the law: settings, items, licences, waivers, not_the_same."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.facts.not_the_same import NotTheSame, OtherParty
    from exportctl.law.scale import Effect
    from exportctl.permits.apply_permits import Standing
    from exportctl.permits.items import Item


_GATE: Final = frozenset({"gate", "undecided", "max_age", "trust_descriptions"})


class Option(NamedTuple):
    """An option that a file or a variable sets, and its value as a file states it."""

    name: str
    value: str


class Influence(NamedTuple):
    """A cause of an answer, and its place: file and line, or a variable; in a run over rows also their number.

    `option` is the cause if that is an option.
    """

    by: str
    stated_at: str
    rows: int | None = None
    option: Option | None = None

    @property
    def text(self) -> str:
        """The text for a message."""
        if self.rows is None:
            return Sentence("{by} ({place})", by=self.by, place=self.stated_at)
        return Sentence("{by} ({place}; rows: {rows})", by=self.by, place=self.stated_at, rows=self.rows)


def setting(name: str, value: object, stated_at: str) -> Influence:
    """Return the influence of an option that a file or a variable sets."""
    option = Option(name, str(value).lower() if isinstance(value, bool) else str(value))
    return Influence(f"{option.name} = {option.value}", stated_at, option=option)


def gate_options(gate: Effect, policy: GatePolicy, *, trusted: bool) -> dict[str, object]:
    """Return the options that a file can set for a question, with their values."""
    return {
        "gate": gate,
        "undecided": policy.undecided,
        "max_age": policy.max_age,
        "trust_descriptions": trusted,
    }


def is_gate_option(influence: Influence) -> bool:
    """Return whether an influence is an option of the gate, which a question may override."""
    return influence.option is None or influence.option.name in _GATE


def of_item(item: Item) -> Influence:
    """Return the influence of an item, with the author of the decision about it, if there is one."""
    if item.decided_on is None:
        return Influence(Sentence("item {key}, read as '{words}'", key=item.key, words=item.words), item.stated_at)
    text = Sentence(
        "item {key}, read as '{words}' and classified by {decided_by} on {decided_on}",
        key=item.key,
        words=item.words,
        decided_by=item.decided_by,
        decided_on=item.decided_on,
    )
    return Influence(text, item.stated_at)


def of_other(item: NotTheSame) -> Influence:
    """Return the influence of a decision that a similar name belongs to another party."""
    return Influence(Sentence("'{name}' is not {party}", name=item.name, party=item.party), item.stated_at)


def of_others(others: Iterable[OtherParty]) -> tuple[Influence, ...]:
    """Return the influence of each decision that a similar name belongs to another party; equal ones count once."""
    return tuple(dict.fromkeys(of_other(item.by) for item in others))


def of_standing(standing: Standing) -> tuple[Influence, ...]:
    """Return the influences of the permits in use, and of the decisions that similar names belong to other parties."""
    facts = standing.verdict.facts
    permits = [Influence(item.by.title, item.by.stated_at) for item in standing.uses]
    others = [*(party.answered for party in facts.parties), *(owner.answered for owner in facts.owners)]
    others += [facts.chains.answered] if facts.chains else []
    return (*permits, *of_others(chain.from_iterable(others)))

"""What the rules of the law ask of a transaction can be looked through, so that a figure of an act stands in the act alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.model import Condition
    from exportctl.law.register import Register


def asking(law: Register) -> Iterator[tuple[str, Condition]]:
    """Yield the provisions with everything their rules ask, the groups within groups too."""
    for provision, rules in law.rules.items():
        for rule in rules:
            for condition in _within(rule.when):
                yield provision, condition


def _within(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in condition.any_ or ():
        yield from _within(part)

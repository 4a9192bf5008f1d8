"""The command that prints more for the question of an answer: the figures to measure, or all steps."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from exportctl.chinese import word
from exportctl.facts.registry import FACTS, ITEM, Fact
from exportctl.facts.transaction import Transaction, is_property
from exportctl.law.scale import DEFAULT_ASSUME
from exportctl.reports.i18n.language import in_same_language, render
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.reports.verdict import GateVerdict

_COMMAND: Final = 67
"""The length up to which a command fits on one line of 80 columns, so that people copy all of it."""


def next_command(checked: GateVerdict, room: int) -> str:
    """Return the command that prints more for the same question, or, if it breaks over lines of that room, how to write it.

    It lists the figures to measure if one would settle the answer, else all steps. It is empty in these cases:

    - The question lacks a fact that the steps depend on: the destination, recognised goods, or a covered day.
    - The export is prohibited, or a licence or waiver covers it.
    - Something else comes first: to confirm an extension, or to update the law data.
    - A table of holdings was read, which the other commands do not take.
    """
    answer, question = checked.verdict, checked.question
    if question is None or question.to is None or answer.facts.chains is not None or checked.is_covered:
        return ""
    trusted = ["--trust-descriptions"] if answer.facts.goods.trusted else []
    is_open = checked.decision == "undecided" and not (answer.recognised and answer.covered)
    if is_open or checked.decision != answer.decision:
        return ""
    if checked.decision == "undecided" and any(is_property(item.fact) for item in answer.questions):
        facts = [fact for fact in FACTS if fact.of_goods or fact.kind == "day"]
        options = _stated_options(question, facts, checked.today)
        command = " ".join(["exportctl classify", quote(question.item), *options, *trusted, "--questions"])
        too_long = Sentence(
            "To see what to measure, write classify instead of check in this command, and add --questions."
        )
    elif answer.settled and checked.decision != "prohibited":
        assumed = [f"--assume {render(word(answer.assume))}"] if answer.assume != DEFAULT_ASSUME else []
        options = _stated_options(question, FACTS, checked.today)
        command = " ".join(["exportctl steps", quote(question.item), *options, *trusted, *assumed])
        too_long = Sentence("To see all steps, write steps instead of check in this command.")
    else:
        return ""
    command = in_same_language(command)
    return command if cell_len(command) <= max(room, _COMMAND) else too_long


def _stated_options(question: Transaction, facts: Iterable[Fact], today: date | None) -> Iterator[str]:
    """Yield the options that state some facts of a question besides its goods; today is not stated."""
    for fact in facts:
        value = getattr(question, fact.field)
        if fact.field == ITEM or value == Transaction._field_defaults.get(fact.field):
            continue
        if fact.field != "on" or value != today:
            for text in value if isinstance(value, tuple) else (value,):
                yield f"{fact.option} {quote(str(text))}"

"""The rules that statements of a gate report name: provisions of law, and the rules of this program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.engine.screening import effect_of
from exportctl.law.citations import citation
from exportctl.law.scale import strictest
from exportctl.reports.i18n.language import name_of, render
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect

OWN_RULES: Final = {
    "exportctl/gate": Sentence("The decision reaches the gate."),
    "exportctl/undecided": Sentence(
        "More information is needed: the decision may reach the gate. An undecided row is never cleared."
    ),
    "exportctl/unreadable": Sentence("A row could not be read, so it was not screened. Correct it and screen again."),
}
"""Rules of this program, which are not provisions of law."""


def name(law: Register, rule: str) -> str:
    """Return the name of a rule for people: the citation of a provision, or the last part of the id of a rule of this program."""
    return rule.rpartition("/")[2] if rule in OWN_RULES else render(citation(law, rule))


def title(law: Register, rule: str) -> str:
    """Return the title of the provision of a rule, or a sentence."""
    return render(OWN_RULES[rule]) if rule in OWN_RULES else name_of(law.provisions[rule].title)


def address(law: Register, rule: str) -> str | None:
    """Return an address at which the act of a rule was read, if there is one."""
    return None if rule in OWN_RULES else law.source_address(rule)


def effect(law: Register, rule: str) -> Effect | None:
    """Return the strictest effect that a provision can have; None for a rule of this program."""
    if rule in OWN_RULES:
        return None
    own = law.provisions[rule].effect
    effects = [*(item.effect for item in law.rules.get(rule, ())), *([own] if own else [])]
    return strictest(effects) if effects else effect_of(law, law.act_of(rule).id)

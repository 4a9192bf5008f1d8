"""What a decision means, and what to do if no step of the procedure follows from it: the same for one answer and for rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES
from exportctl.facts.registry import PARTY
from exportctl.sentences import BilingualName, Sentence, both

if TYPE_CHECKING:
    from collections.abc import Collection

    from exportctl.law.register import Register
    from exportctl.law.scale import Decision

TOO_OLD: Final = Sentence("The law data is older than max_age allows, so it clears no goods.")
"""The meaning of an undecided answer that only the age of the law data leaves open."""
PARTY_MAY_BE_LISTED: Final = Sentence("More information is needed: a party may be listed.")
"""The meaning of an undecided answer to which only a party may add a control."""


def asks_only_for_party(questions: Collection[str]) -> bool:
    """Return whether only a party may make a decision stricter: then no step is about the goods."""
    return bool(questions) and all(fact == PARTY for fact in questions)


def licensors(law: Register, provisions: Collection[str]) -> str:
    """Return the authorities that grant the licence under provisions; that of the home jurisdiction if none is known."""
    granting = dict.fromkeys(map(law.authority_of, sorted(provisions)) if provisions else [law.home.authority])
    names = [BilingualName.of(*name) for name in granting if name]
    # Another name may be this one with more details, as MIIT with the condition for chemicals of class 1.
    fullest = [name for name in names if not any(other != name and other.startswith(name) for other in names)]
    return both(fullest) or Sentence("the licensing authority")


def meaning_of(decision: Decision, who: str) -> str:
    """Return the meaning of a decision; `who` are the authorities that grant the licence."""
    return Sentence(APPEARANCES[decision].meaning, who=who)


def advice_on(decision: Decision, who: str, *, parties_stated: bool = False) -> str:
    """Return what to do about a decision that no step follows from: without a control, other lists and regimes are left."""
    if words := APPEARANCES[decision].advice:
        return Sentence(words, who=who)
    if parties_stated:
        return Sentence("Check the other regimes.")
    return Sentence("Check the parties and the other regimes.")


def no_export(law: Register, stating: str) -> str:
    """Return that goods which stay in the home jurisdiction are not exported; `stating` states that foreign persons receive them."""
    return Sentence(
        "Goods that stay in {home} are not exported, unless foreign persons receive them ({stating}). If they go on, state "
        "the final destination.",
        home=BilingualName(*law.places.names[law.home.id]),
        stating=stating,
    )


def use_of_licences(names: Collection[str]) -> str:
    """Return what to do about licences that an export would use, although it is refused in principle."""
    return Sentence("Ask MOFCOM whether {licences} can still be used; it may be put on hold.", licences=both(names))

"""Describes changes of the law as events, for the dates of the page and of the calendar: what happens to which provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.citations import act_citation, citation
from exportctl.reports.i18n.endings import worst
from exportctl.reports.i18n.language import render
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.inquiry.history import Transition
    from exportctl.law.register import Register

_CITED: Final = 3
"""So many provisions are cited; the rest is counted."""


def list_citations(law: Register, provisions: Sequence[str]) -> str:
    """Return the citations of provisions, with the number of those left off."""
    names = join(citation(law, name) for name in provisions[:_CITED])
    if len(provisions) <= _CITED:
        return names
    return Sentence("{names} and {count} more", names=names, count=len(provisions) - _CITED)


def event(law: Register, changes: Sequence[Transition]) -> str:
    """Return what happens to provisions whose status changes alike on a day, and what applies from then on."""
    change, effect = changes[0], worst(changes, law)
    provisions = list_citations(law, [item.provision for item in changes])
    if change.suspended_by and change.after == "unsettled":
        return render(
            Sentence(
                "End of the suspension of {provisions} as published: {effect} unless it is extended",
                provisions=provisions,
                effect=effect,
            )
        )
    if change.suspended_by and change.after == "in_force":
        return render(Sentence("End of the suspension of {provisions}: {effect}", provisions=provisions, effect=effect))
    if change.after == "suspended":
        return render(
            Sentence("Suspension of {provisions} by {act}", provisions=provisions, act=act_citation(law, change.by))
        )
    if change.after == "ended":
        return render(Sentence("End of {provisions}", provisions=provisions))
    return render(Sentence("Start of {provisions}: {effect}", provisions=provisions, effect=effect))

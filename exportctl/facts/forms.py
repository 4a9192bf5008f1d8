"""Goods have a form: some forms are substances, some are shapes that substances take, and some rule each other out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.facts.logic import NO, YES, Truth, truth, unknown

if TYPE_CHECKING:
    from exportctl.law.model import Form

SUBSTANCES: Final[frozenset[Form]] = frozenset({"metal", "alloy", "oxide", "compound", "mixture", "ore"})
SHAPES: Final[frozenset[Form]] = frozenset({"powder", "crystal", "wafer", "target", "magnet", "fibre"})
INTANGIBLE: Final[frozenset[Form]] = frozenset({"software", "technology"})
_EXCLUSIVE: Final[tuple[frozenset[Form], ...]] = (
    frozenset({"metal"}),
    frozenset({"alloy"}),
    frozenset({"oxide", "compound"}),
)


def form_is(form: Form | None, forms: tuple[Form, ...]) -> Truth:
    """Tell whether a form is one of those a line of the list is for; a line without forms is for all."""
    if not forms:
        return YES
    return truth(form in forms) if form else unknown("form")


def form_fits(stated: Form | None, forms: tuple[Form, ...]) -> Truth:
    """Tell whether goods that are named as a line's can be meant when the caller states a form.

    A metal can be a powder, so one word need not repeat the other; an oxide cannot be a metal.
    """
    if stated is None or not forms or stated in forms:
        return YES
    if any(_compatible(stated, form) for form in forms):
        return YES
    return NO if all(_conflict(stated, form) for form in forms) else unknown("description")


def _compatible(one: Form, other: Form) -> bool:
    """Tell whether one is a substance and the other a shape it can take."""
    return (one in SUBSTANCES and other in SHAPES) or (one in SHAPES and other in SUBSTANCES)


def _conflict(one: Form, other: Form) -> bool:
    """Tell whether nothing can be both."""
    if (one in INTANGIBLE) != (other in INTANGIBLE):
        return True
    groups = [next((index for index, group in enumerate(_EXCLUSIVE) if form in group), None) for form in (one, other)]
    return None not in groups and groups[0] != groups[1]

"""Official guidance excludes goods from an entry by their name, by their kind, or by a small share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.criteria import compare
from exportctl.law.logic import YES

if TYPE_CHECKING:
    from exportctl.goods.form import PhysicalForm
    from exportctl.goods.stated import Goods
    from exportctl.law.logic import Truth
    from exportctl.law.model import Mixed, Ruling
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register

_POWDER: Final = "powder"
"""A ruling on powder does not concern goods that come in other shapes, too."""


class Exclusion(NamedTuple):
    """An entry that the goods would match, or might, if official guidance did not exclude it."""

    entry: str
    guidance: str
    ruling: Ruling


def exclusion_of(
    law: Register, goods: Goods, form: PhysicalForm, code: str, published: PublishedBy
) -> Exclusion | None:
    """Return the official ruling that excludes an entry, if one counts as `published`.

    The title of an entry states its form, which a ruling on forms contradicts.
    """
    rulings, wording = law.rulings.get(code), goods.interpreted
    if not rulings:
        return None
    beyond = frozenset({_POWDER} if form.is_more_than_powder else ())
    for guidance, ruling in rulings:
        outside = ruling.outside_materials
        general = bool(wording.may_be) and wording.basis != "description" and wording.may_be.issubset(outside)
        ruled_out = (
            (wording.material in outside and form.usual not in beyond)
            or general
            or (form.is_left_outside(ruling.outside_forms) and not wording.is_title_of(code))
            or (ruling.outside_share is not None and is_outside(ruling.outside_share, goods) is YES)
        )
        if ruled_out and published.has(law.guidance[guidance].published):
            return Exclusion(code, guidance, ruling)
    return None


def is_outside(bound: Mixed, goods: Goods) -> Truth:
    """Return whether the share of a substance in goods is so small that they are outside; it is unknown unless it is stated."""
    share = next((share for id_, share in goods.composition.materials if id_ == bound.substance), None)
    return compare(share, bound.op, bound.value, "contains")

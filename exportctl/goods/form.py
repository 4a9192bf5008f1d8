"""The physical form of goods: their substance, their shape, and their kind of thing.

A stated form is the present one; a form of the name only is the usual one. Which forms go together is data, in the
table of forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.forms import NONE, PIECE, SHAPES, SUBSTANCES, THINGS
from exportctl.law.logic import NO, YES, Truth, any_of, unknown
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.forms import Forms, FormTable, Related

_PIECES: Final = frozenset({PIECE})
_CRYSTAL: Final = "crystal"
_MATERIALS: Final = SUBSTANCES | SHAPES
_MORE_THAN_POWDER: Final = SHAPES - {"powder"} | THINGS


class PhysicalForm(NamedTuple):
    """The forms of goods: the stated ones, and the one of their name.

    That of `mixed` goods follows from their content: an alloy may be a compound then. If the form of the name and the
    stated one are `contrary`, one of them is wrong, and the name may still be right; `pure` goods may be the one
    element that they contain.
    """

    table: FormTable
    stated: Forms = NONE
    usual: str | None = None
    mixed: bool = False
    pure: bool = False
    contrary: bool = False

    @property
    def contradicts_name(self) -> bool:
        """Whether another substance is stated than that of the name."""
        substances = self.stated & SUBSTANCES
        return bool(substances) and self.usual in SUBSTANCES and self.usual not in substances

    @property
    def substances(self) -> Forms:
        """The stated substances, else the usual one; empty if both are missing."""
        return self.stated & SUBSTANCES or SUBSTANCES & self._usual

    @property
    def shapes(self) -> Forms:
        """The stated shapes, else the usual one; empty if both are missing."""
        stated = self.stated & SHAPES
        if self._usual and not self._related_to_name(self.table.stays_as).isdisjoint(stated):
            stated |= self._usual
        return stated - _PIECES or SHAPES & self._usual or stated

    @property
    def kinds(self) -> Forms:
        """The stated kinds of thing, else the usual one: a component, software, a ceramic; empty for plain material."""
        return self.stated - _MATERIALS or self._usual - _MATERIALS

    @property
    def is_more_than_powder(self) -> bool:
        """Whether another shape than powder is stated, or a thing: goods with blocks are more than powder."""
        return not self.stated.isdisjoint(_MORE_THAN_POWDER)

    @property
    def _usual(self) -> Forms:
        return frozenset((self.usual,)) if self.usual else NONE

    def _related_to_name(self, relation: Related) -> Forms:
        """Return the forms to which the form of the name has a relation."""
        return relation.get(self.usual or "", NONE)

    def is_left_outside(self, forms: tuple[str, ...]) -> bool:
        """Whether a ruling on these forms concerns the goods: they have one, and neither name nor statement differs.

        A stated compound does not differ, as most of these goods are compounds.
        """
        if (self.stated or self._usual).isdisjoint(forms):
            return False
        kinds = self.stated - {"compound"} | self._usual
        return kinds <= _related_forms(self.table.comes_as, forms).union(forms)

    def is_one_of(self, forms: tuple[str, ...]) -> Truth:
        """Return whether the goods have one of the forms of an entry; an entry without forms is for all.

        An entry of a metal in some shape is not for a compound in that shape.
        """
        if not forms:
            return YES
        required = frozenset(forms)
        substance = self._substance(required & SUBSTANCES)
        another = substance is NO and self.substances and required & SUBSTANCES
        shape = NO if another else self._shape(required & SHAPES)
        return any_of([substance, shape, self._kind(required - SUBSTANCES - SHAPES)])

    def allows(self, forms: tuple[str, ...]) -> Truth:
        """Return whether an entry can mean goods with its name: only stated facts of the goods can exclude it."""
        if not forms or not self.stated:
            return YES
        required = frozenset(forms)
        stated = PhysicalForm(self.table, self.stated, pure=self.pure, contrary=self.contrary)
        if required & INTANGIBLE != self.stated & INTANGIBLE and (required | self.stated) & INTANGIBLE:
            open_ = (required - INTANGIBLE and self.stated - INTANGIBLE) or self.usual in required & INTANGIBLE
            return unknown("description") if open_ else unknown("form") if self.contrary else NO
        shapes = required & SHAPES
        shapes |= _related_forms(self.table.stays_as, shapes)
        answers = [
            part
            for wanted, has, part in (
                (required & SUBSTANCES, stated.substances, stated._substance(required & SUBSTANCES)),
                (shapes, stated.shapes, self._piece(shapes) or stated._shape(shapes)),
            )
            if wanted and has
        ]
        if not answers:
            fits = stated.kinds <= self._related_to_name(self.table.stays_as) or stated.kinds & required
            return YES if fits else unknown("description")
        fit = any_of(answers)
        return unknown("form") if fit is NO and self.contrary and self._usual - self.table.any_shape else fit

    def _piece(self, required: Forms) -> Truth | None:
        """Return UNKNOWN if a piece may still have the shape of its name: a sheet of fibres, granules of a powder.

        A piece of what is named as a crystal is a crystal: granules of a polycrystal.
        """
        if self.stated & SHAPES != _PIECES or self.usual not in required:
            return None
        return YES if self.usual == _CRYSTAL else unknown("form")

    def _substance(self, required: Forms) -> Truth:
        if not required:
            return NO
        if not self.substances:
            grown = self.table.grown
            known = self.shapes & self.table.articles or (self.usual in grown and self.shapes <= grown)
            return NO if known else self._material_of_thing()
        truth = any_of(self._substance_counts_as(has, required) for has in self.substances)
        if (
            truth is not YES
            or self.stated & SUBSTANCES
            or self._related_to_name(self.table.lost_in).isdisjoint(self.stated)
        ):
            return truth
        return unknown("description")

    def _substance_counts_as(self, has: str, required: Forms) -> Truth:
        """Return whether goods of one substance count as one of the required substances."""
        if has in required:
            return YES
        if self.contrary and (required & self._usual - self.table.any_shape or (self.pure and "metal" in required)):
            return unknown("form")
        if has == "mixture":
            return NO if required <= self._related_to_name(self.table.mixture_excludes) else unknown("form")
        may_be = self.table.may_be.get(has, NONE) if self.mixed or has in self.stated else NONE
        if not self.stated & SUBSTANCES:
            may_be |= self._related_to_name(self.table.name_may_be)
        return NO if required.isdisjoint(may_be) else unknown("form")

    def _material_of_thing(self) -> Truth:
        """A usual thing is not a material; goods stated to be a thing may contain material that can be taken out."""
        if not self.kinds:
            return unknown("form")
        return unknown("description") if self.stated - SUBSTANCES - SHAPES - INTANGIBLE else NO

    def _shape(self, required: Forms) -> Truth:
        if not required:
            return NO
        if not self.shapes and self.kinds:
            return self._material_of_thing()
        if not self.shapes:
            any_shape = self.substances <= self.table.any_shape and (self.stated or not required <= self.table.articles)
            return unknown("form") if any_shape or self.stated & SUBSTANCES else NO
        if not required.isdisjoint(self.shapes | _related_forms(self.table.is_also, self.shapes)):
            return YES
        called = self.contrary and required & self._usual
        return (
            NO
            if required.isdisjoint(_related_forms(self.table.may_be, self.shapes)) and not called
            else unknown("form")
        )

    def _kind(self, required: Forms) -> Truth:
        if not required:
            return NO
        if self.kinds & required:
            return YES
        if self.kinds & INTANGIBLE or required <= INTANGIBLE:
            return NO
        known = self.substances or self.shapes or self.kinds
        return unknown("description") if self.kinds and self.stated else NO if known else unknown("form")


def _related_forms(relation: Related, forms: Iterable[str]) -> Forms:
    """Return every form to which one of some forms has a relation."""
    return NONE.union(*(relation.get(form, NONE) for form in forms))

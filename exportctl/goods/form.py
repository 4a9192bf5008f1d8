"""The physical form of goods: their substance, their shape, and their kind of thing.

A stated form is the present one; a form of the name only is the usual one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from exportctl.law.logic import NO, YES, Truth, any_of, unknown
from exportctl.law.model import INTANGIBLE

SUBSTANCES: Final = frozenset({"metal", "alloy", "oxide", "compound", "mixture", "ore"})
SHAPES: Final = frozenset({"powder", "crystal", "wafer", "target", "magnet", "fibre", "bulk"})
THINGS: Final = frozenset({"component", "finished-product", "equipment"})
_WORKED: Final = frozenset({"metal", "alloy"})
"""A named metal may come in any shape; a compound in a listed shape has that shape in its name."""
_ARTICLES: Final = frozenset({"magnet", "target"})
"""Articles that are not controlled as the substance that they consist of."""
_GROUND: Final = frozenset({"powder"})
"""Forms that entries for magnets also include: their wording is permanent-magnet material, and magnet powder is such material."""
GROWN: Final = frozenset({"crystal", "wafer", "fibre"})
"""Compounds whose name implies this form, so that they are not raw metals, alloys or oxides."""
_REACTED: Final = frozenset({"compound", "oxide"})
"""A mixture with one of these contains no metal and no alloy of its elements."""
_ROUGH: Final = frozenset({"bulk"})
"""A piece is not a powder and not a fibre, unless its name is one; it may be a magnet or a crystal."""
_CALLED_SO: Final = frozenset({"catalyst"})
_MADE_OF: Final = {"catalyst": frozenset({"oxide"}), "phosphor": frozenset({"oxide", "compound"})}
"""Goods with such a name that are called such a thing may have been calcined, and may no longer be a raw oxide or salt."""
_RAW: Final = frozenset({"metal", "compound"})
"""A metal or a salt that is called a catalyst stays one."""
_PERHAPS: Final = {
    ("alloy", "compound"),  # an intermetallic is both
    ("compound", "oxide"),  # an oxide is a compound
    ("crystal", "wafer"),  # a crystal may be sliced
    ("target", "crystal"),  # a target may be polycrystalline
}
_ALSO: Final = {("wafer", "crystal")}
_COMES_AS: Final = {"phosphor": frozenset({"powder", "crystal", "ceramic"}), "ceramic": frozenset({"compound", "bulk"})}
"""Forms that goods of a kind may also have. Any other makes them another kind, which rulings on this kind do not concern."""


class PhysicalForm(NamedTuple):
    """The forms of goods: the stated ones, and the one of their name.

    That of `mixed` goods follows from their content: an alloy may be a compound then. If the form of the name and the
    stated one are `contrary`, one of them is wrong, and the name may still be right; `pure` goods may be the one
    element that they contain.
    """

    stated: frozenset[str] = frozenset()
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
    def substances(self) -> frozenset[str]:
        """The stated substances, else the usual one; empty if both are missing."""
        return self.stated & SUBSTANCES or SUBSTANCES & self._usual

    @property
    def shapes(self) -> frozenset[str]:
        """The stated shapes, else the usual one; empty if both are missing."""
        stated = self._now & SHAPES
        return stated - _ROUGH or SHAPES & self._usual or stated

    @property
    def kinds(self) -> frozenset[str]:
        """The stated kinds of thing, else the usual one: a component, software, a ceramic; empty for plain material."""
        return self.stated - SUBSTANCES - SHAPES or self._usual - SUBSTANCES - SHAPES

    @property
    def is_more_than_powder(self) -> bool:
        """Whether another shape than powder is stated, or a thing: goods with blocks are more than powder."""
        return not self.stated.isdisjoint(SHAPES - {"powder"} | THINGS)

    @property
    def _usual(self) -> frozenset[str]:
        return frozenset({self.usual} if self.usual else ())

    @property
    def _now(self) -> frozenset[str]:
        """The stated forms; the powder of a magnet's material is magnet material as well."""
        ground = self.usual == "magnet" and not self.stated.isdisjoint(_GROUND)
        return self.stated | ({"magnet"} if ground else frozenset())

    def is_left_outside(self, forms: tuple[str, ...]) -> bool:
        """Whether a ruling on these forms concerns the goods: they have one, and neither name nor statement differs."""
        outside = frozenset(forms)
        also = frozenset().union(*(_COMES_AS.get(form, frozenset()) for form in outside))
        kinds = self.stated - {"compound"} | self._usual
        return not outside.isdisjoint(self.stated or self._usual) and kinds <= outside | also

    def is_one_of(self, forms: tuple[str, ...]) -> Truth:
        """Return whether the goods have one of the forms of an entry; an entry without forms is for all.

        An entry of a metal in some shape is not for a compound in that shape.
        """
        if not forms:
            return YES
        asked = frozenset(forms)
        substance = self._substance(asked & SUBSTANCES)
        another = substance is NO and self.substances and asked & SUBSTANCES
        shape = NO if another else self._shape(asked & SHAPES)
        return any_of([substance, shape, self._kind(asked - SUBSTANCES - SHAPES)])

    def fits(self, forms: tuple[str, ...]) -> Truth:
        """Return whether an entry can mean goods with its name: only stated facts of the goods can exclude it."""
        if not forms or not self.stated:
            return YES
        asked, stated = frozenset(forms), PhysicalForm(self.stated, pure=self.pure, contrary=self.contrary)
        if asked & INTANGIBLE != self.stated & INTANGIBLE and (asked | self.stated) & INTANGIBLE:
            open_ = (asked - INTANGIBLE and self.stated - INTANGIBLE) or self.usual in asked & INTANGIBLE
            return unknown("description") if open_ else NO
        shapes = asked & SHAPES | (_GROUND if "magnet" in asked else frozenset())
        answers = [
            part
            for wanted, has, part in (
                (asked & SUBSTANCES, stated.substances, stated._substance(asked & SUBSTANCES)),
                (shapes, stated.shapes, self._piece(shapes) or stated._shape(shapes)),
            )
            if wanted and has
        ]
        if not answers:
            raw = stated.kinds <= _CALLED_SO and self.usual in _RAW
            return YES if not stated.kinds or stated.kinds & asked or raw else unknown("description")
        fit = any_of(answers)
        return unknown("form") if fit is NO and self.contrary and self._usual - _WORKED else fit

    def _piece(self, asked: frozenset[str]) -> Truth | None:
        """Return UNKNOWN if a piece may still have the shape of its name: a sheet of fibres, granules of a powder."""
        return unknown("form") if self.stated & SHAPES == _ROUGH and self.usual in asked else None

    def _substance(self, asked: frozenset[str]) -> Truth:
        if not asked:
            return NO
        if not self.substances:
            known = self.shapes & _ARTICLES or (self.usual in GROWN and self.shapes <= GROWN)
            return NO if known else self._of_a_thing()
        loose = frozenset({"alloy"}) if self.usual == "metal" and not self.stated & SUBSTANCES else frozenset()
        truth = any_of(self._one(has, asked, loose) for has in self.substances)
        made = any(self.usual in _MADE_OF.get(form, ()) for form in self.stated)
        return unknown("description") if truth is YES and made and not self.stated & SUBSTANCES else truth

    def _one(self, has: str, asked: frozenset[str], loose: frozenset[str]) -> Truth:
        if has in asked:
            return YES
        if self.contrary and (asked & self._usual - _WORKED or (self.pure and "metal" in asked)):
            return unknown("form")
        if has == "mixture":
            return NO if self.usual in _REACTED and asked <= _WORKED else unknown("form")
        open_ = self.mixed or has in self.stated
        perhaps = asked & loose or (open_ and any((has, wanted) in _PERHAPS for wanted in asked))
        return unknown("form") if perhaps else NO

    def _of_a_thing(self) -> Truth:
        """A usual thing is not a material; goods stated to be a thing may contain material that can be taken out."""
        if not self.kinds:
            return unknown("form")
        return unknown("description") if self.stated - SUBSTANCES - SHAPES - INTANGIBLE else NO

    def _shape(self, asked: frozenset[str]) -> Truth:
        if not asked:
            return NO
        if not self.shapes and self.kinds:
            return self._of_a_thing()
        if not self.shapes:
            worked = self.substances <= _WORKED and (self.stated or not asked <= _ARTICLES)
            return unknown("form") if worked or self.stated & SUBSTANCES else NO
        if self.shapes & asked or any((has, wanted) in _ALSO for has in self.shapes for wanted in asked):
            return YES
        perhaps = any((has, wanted) in _PERHAPS for has in self.shapes for wanted in asked)
        rough = self.shapes <= _ROUGH and not asked <= {"powder", "fibre"}
        called = self.contrary and asked & self._usual
        return unknown("form") if perhaps or rough or called else NO

    def _kind(self, asked: frozenset[str]) -> Truth:
        if not asked:
            return NO
        if self.kinds & asked:
            return YES
        if self.kinds & INTANGIBLE or asked <= INTANGIBLE:
            return NO
        known = self.substances or self.shapes or self.kinds
        return unknown("description") if self.kinds and self.stated else NO if known else unknown("form")

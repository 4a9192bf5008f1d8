"""Section 4, make: substance, shape and kind of goods, and whether these are among the forms of an entry."""

from __future__ import annotations

from collections.abc import Collection

from .logic import NO, YES, Truth, any_of, unknown

SUBSTANCES = frozenset({"metal", "alloy", "oxide", "compound", "mixture", "ore"})
SHAPES = frozenset({"powder", "crystal", "wafer", "target", "magnet", "fibre", "bulk"})
PRODUCTS = frozenset({"component", "finished-product", "equipment"})
INTANGIBLE = frozenset({"software", "technology"})
ARTICLES = frozenset({"magnet", "target"})
GROWN = frozenset({"crystal", "wafer", "fibre"})
BESIDE = {"phosphor": {"powder", "crystal", "ceramic"}, "ceramic": {"compound", "bulk"}}
"""The forms that may accompany a form that a ruling excludes, without making the goods another kind."""
FORM, DESCRIPTION = unknown("form"), unknown("description")


class Make:
    """The make of the goods: each of substance, shape and kind as stated, else the usual one of the name."""

    def __init__(self, stated: Collection[str], usual: str | None, *, mixed: bool = False, pure: bool = False) -> None:
        self.stated, self.mixed, self.pure = frozenset(stated), mixed, pure
        self.contrary = False
        self.usual = usual
        have = frozenset() if usual is None else frozenset({usual})
        self.stated_substances, self.stated_kinds = self.stated & SUBSTANCES, self.stated - SUBSTANCES - SHAPES
        self.substances = self.stated_substances or have & SUBSTANCES
        stated_shapes, usual_shapes = self.stated & SHAPES, have & SHAPES
        if usual == "magnet" and "powder" in stated_shapes:
            stated_shapes |= {"magnet"}
        self.shapes = (stated_shapes - {"bulk"}) or usual_shapes or stated_shapes
        self.kinds = self.stated_kinds or have - SUBSTANCES - SHAPES

    @property
    def contradicted(self) -> bool:
        """Whether a substance is stated, and the name has another one."""
        return bool(self.stated_substances) and self.usual in SUBSTANCES - self.stated_substances

    @property
    def may_be_calcined(self) -> bool:
        """Whether goods that are an oxide or a compound only by name are stated to be a product of it."""
        if self.stated_substances or self.usual not in ("oxide", "compound"):
            return False
        return "phosphor" in self.stated or (self.usual == "oxide" and "catalyst" in self.stated)

    @property
    def beside_powder(self) -> bool:
        """Whether another shape than powder is stated, or that the goods are a component, a finished product or equipment."""
        return any(form in SHAPES - {"powder"} or form in PRODUCTS for form in self.stated)

    def contradicting(self) -> Make:
        """The same where the name and the stated form contradict each other."""
        made = Make(self.stated, self.usual, mixed=self.mixed, pure=self.pure)
        made.contrary = True
        return made

    def is_spoken_of(self, outside: Collection[str]) -> bool:
        """Whether goods have a form that a ruling leaves outside, and no other one makes them another kind."""
        usual = set() if self.usual is None else {self.usual}
        beside = {other for form in outside for other in BESIDE.get(form, ())}
        has_one = any(form in outside for form in self.stated or usual)
        return has_one and all(form in outside or form in beside for form in (self.stated - {"compound"}) | usual)

    @property
    def nothing(self) -> bool:
        """Whether nothing at all is known."""
        return self.usual is None and not self.stated

    def is_one_of(self, forms: Collection[str]) -> Truth:
        """Whether the goods are of one of the forms of a line; a line without forms is for all."""
        if not forms:
            return YES
        substances, shapes, kinds = split(forms)
        substance = self.of_substances(substances) if substances else NO
        another = bool(substances and self.substances) and substance == NO
        shape = self.of_shapes(shapes) if shapes and not another else NO
        return any_of([substance, shape, self.of_kinds(kinds) if kinds else NO])

    def of_substances(self, required: frozenset[str]) -> Truth:
        """Whether the goods have one of the substances of a line."""
        if not self.substances:
            return self.without_substance()
        if self.substances & required:
            return DESCRIPTION if self.may_be_calcined else YES
        if "mixture" in self.substances and not (
            required <= {"metal", "alloy"} and self.usual in ("oxide", "compound")
        ):
            return FORM
        if self.contrary and (self.usual in required - {"metal", "alloy"} or (self.pure and "metal" in required)):
            return FORM
        if "compound" in self.stated and "oxide" in required:
            return FORM
        if "alloy" in self.substances and (self.mixed or "alloy" in self.stated) and "compound" in required:
            return FORM
        return FORM if "metal" in self.substances - self.stated and "alloy" in required else NO

    def without_substance(self) -> Truth:
        """Goods without a known substance: some shapes exclude every substance of a list."""
        if self.shapes & ARTICLES or (self.usual in GROWN and self.shapes <= GROWN):
            return NO
        return self.thing()

    def of_shapes(self, required: frozenset[str]) -> Truth:
        """Whether the goods have one of the shapes of a line."""
        if not self.shapes:
            return self.without_shape(required)
        if self.shapes & required or ("wafer" in self.shapes and "crystal" in required):
            return YES
        if ("crystal" in self.shapes and "wafer" in required) or ("target" in self.shapes and "crystal" in required):
            return FORM
        if self.contrary and self.usual in required:
            return FORM
        return FORM if "bulk" in self.shapes and not required <= {"powder", "fibre"} else NO

    def without_shape(self, required: frozenset[str]) -> Truth:
        """Goods of no known shape."""
        if self.kinds:
            return self.thing()
        if not self.stated and required <= ARTICLES:
            return NO
        open_ = self.stated_substances or self.substances & {"metal", "alloy"} or not self.substances
        return FORM if open_ else NO

    def of_kinds(self, required: frozenset[str]) -> Truth:
        """Whether the goods are one of the kinds of a line."""
        if self.kinds & required:
            return YES
        if self.kinds & INTANGIBLE or required <= INTANGIBLE:
            return NO
        if self.kinds and self.stated:
            return DESCRIPTION
        return FORM if self.nothing else NO

    def thing(self) -> Truth:
        """Goods that are a thing may be of any substance, or shape."""
        if not self.kinds:
            return FORM
        return DESCRIPTION if self.stated_kinds - INTANGIBLE else NO

    def fits(self, forms: Collection[str]) -> Truth:
        """Whether goods that are named can be a line's in the forms that are stated: each part for itself, and no other form counts."""
        if not self.stated or not forms:
            return YES
        required = frozenset(forms)
        if required & INTANGIBLE != self.stated & INTANGIBLE:
            tangible = required - INTANGIBLE and self.stated - INTANGIBLE
            if tangible or self.usual in required & INTANGIBLE:
                return DESCRIPTION
            return FORM if self.contrary else NO
        substances, shapes, kinds = split(forms)
        if "magnet" in shapes:
            shapes |= {"powder"}
        only_stated = Make(self.stated, None, pure=self.pure)
        only_stated.contrary = self.contrary
        parts = []
        if substances and only_stated.substances:
            parts.append(only_stated.of_substances(substances))
        if shapes and only_stated.shapes:
            whole = only_stated.shapes == {"bulk"} and self.usual in shapes
            parts.append(FORM if whole else only_stated.of_shapes(shapes))
        if parts:
            fitting = any_of(parts)
            called = self.usual not in (None, "metal", "alloy")
            return FORM if fitting == NO and self.contrary and called else fitting
        if self.stated_kinds == {"catalyst"} and self.usual in ("metal", "compound"):
            return YES
        return DESCRIPTION if self.stated_kinds and not self.stated_kinds & kinds else YES


def split(forms: Collection[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Forms as substances, shapes and kinds."""
    required = frozenset(forms)
    return required & SUBSTANCES, required & SHAPES, required - SUBSTANCES - SHAPES

"""The table of physical forms: which forms go together, and which exclude one another (vocabulary/forms.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from exportctl.law.model import Shape, Substance, Thing
from exportctl.law.vocabulary import NamedForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Forms = frozenset[str]
    Related = Mapping[str, Forms]

Trait = Literal["takes-any-shape", "is-an-article", "is-grown"]
"""The relations with one side."""
Relation = Literal[
    Trait, "is", "may-be", "name-may-be", "name-implies", "stays-as", "may-be-lost-in", "excludes-in-a-mixture", "comes-as",
]  # fmt: skip
NONE: Final[Forms] = frozenset()
PIECE: Final = "bulk"
"""The shape of a bulk piece. Words and names state it; no entry is limited to it."""
SUBSTANCES: Final[Forms] = frozenset(get_args(Substance))
SHAPES: Final[Forms] = frozenset({*get_args(Shape), PIECE})
THINGS: Final[Forms] = frozenset(get_args(Thing))
MATERIALS: Final[Forms] = SUBSTANCES | SHAPES - {"magnet", "fibre"}
"""The forms of materials only: magnets and fibres are also parts of products."""


class FormRule(NamedTuple):
    """A rule on forms: each of `forms` has a trait, or a relation to each of `others`."""

    relation: Relation
    forms: tuple[NamedForm, ...]
    why: str
    others: tuple[NamedForm, ...] = ()


class FormTable(NamedTuple):
    """The rules on forms, by relation.

    Traits: a named substance of `any_shape` may come in every shape, `articles` are not controlled as a substance, and a
    compound named in a `grown` form is not raw.

    Relations, each from a form to the others:
    - `is_also`: goods in the form have the others as well; `may_be`: they may have them.
    - `name_may_be`: goods that only their name puts in the form may have the others.
    - `name_implies`: a statement of the others adds nothing to a name of the form.
    - `stays_as`: goods named in the form that are stated to be the others are still in the form.
    - `lost_in`: goods named in the form that are stated to be the others may no longer be in the form.
    - `mixture_excludes`: a mixture with a named substance contains none of the others.
    - `comes_as`: goods of the kind in one of the others are still of that kind.
    """

    any_shape: Forms
    articles: Forms
    grown: Forms
    is_also: Related
    may_be: Related
    name_may_be: Related
    name_implies: Related
    stays_as: Related
    lost_in: Related
    mixture_excludes: Related
    comes_as: Related


def index_forms(rules: Iterable[FormRule]) -> FormTable:
    """Return the table of rules that lint has passed."""
    related: dict[Relation, dict[str, Forms]] = {}
    for rule in rules:
        row = related.setdefault(rule.relation, {})
        for form in rule.forms:
            row[form] = row.get(form, NONE).union(rule.others)

    def of(relation: Relation) -> Related:
        return related.get(relation, {})

    return FormTable(
        any_shape=frozenset(of("takes-any-shape")),
        articles=frozenset(of("is-an-article")),
        grown=frozenset(of("is-grown")),
        is_also=of("is"),
        may_be=of("may-be"),
        name_may_be=of("name-may-be"),
        name_implies=of("name-implies"),
        stays_as=of("stays-as"),
        lost_in=of("may-be-lost-in"),
        mixture_excludes=of("excludes-in-a-mixture"),
        comes_as=of("comes-as"),
    )

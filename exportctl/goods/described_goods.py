"""The goods that the segments of a text may describe: a machine, technology, a lot of a material, or finished goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.accompaniments import is_measured
from exportctl.goods.changed_goods import is_kept_by_coating
from exportctl.goods.machine_features import is_machine
from exportctl.goods.meaning import names_technology
from exportctl.goods.stated_amounts import MASS, has_purity
from exportctl.goods.statements import statements_about
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.register import Register


class NamedGoods(NamedTuple):
    """The goods that an earlier segment names: their names, and those of the substances that they are on.

    `finished` goods stay such goods if they are coated. Papers that come with `technology` belong to it. A `machine` may come
    with equipment, and a text states a figure of a `measured` one that its entry tests. Words `stated` about a criterion of an
    entry of the goods describe them. A `lot` of a material has a purity, a content or a mass.
    """

    names: Sequence[Annotation]
    carriers: Sequence[Annotation]
    finished: bool
    machine: bool
    measured: bool
    lot: bool
    stated: Sequence[LexiconHit]
    technology: bool


def named_goods(
    law: Register, text: AnnotatedText, names: Sequence[Annotation], carriers: Sequence[Annotation]
) -> NamedGoods:
    """Return the goods with some names, on some substances."""
    machine, technology = is_machine(law, names), _are_technology(law, names)
    return NamedGoods(
        names,
        carriers,
        is_kept_by_coating(law, text, names),
        machine,
        machine and is_measured(law, text, names),
        not (machine or technology) and _is_lot(text),
        statements_about(law, text, names),
        technology,
    )


def _is_lot(text: AnnotatedText) -> bool:
    """Return whether a text states the purity, a content or the mass of a material, which then is goods of its own."""
    weighed = any(MASS.search(note.words) for note in text.annotations_of("measure"))
    return weighed or has_purity(text) or bool(text.annotations_of("share"))


def _are_technology(law: Register, names: Sequence[Annotation]) -> bool:
    """Return whether names are those of technology, or of goods whose technology a text is about."""
    return names_technology(law, names) or all(note.value in INTANGIBLE for note in names)

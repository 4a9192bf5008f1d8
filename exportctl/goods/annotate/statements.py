"""A material beside other goods may only state a criterion of theirs: T800 carbon/epoxy tubes, titanium alloy SPF die.

Its name does not name the goods then, and the words stay unread, so that they never clear them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import is_listed
from exportctl.goods.statements import statements_about
from exportctl.law.forms import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_AMOUNT: Final = re.compile(
    r"\d\s?(?:k?gs?|KGS?|tons?|t|lbs?|pcs?|sets?|rolls?|公斤|千克|克|吨|[件个套只支台卷根块片])\s?(?:of\s)?$"
)
"""The amount before goods of their own."""
_JOINED: Final = re.compile(r"[+&]|\s(?:and|plus)\s|[和及与]")
"""A mark or a word that joins a material to the goods: die and titanium alloy."""


def statements(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the names of materials that only state a criterion of the other goods, without an amount and not joined to them."""
    names = text.names
    if len(names) < 2 or _JOINED.search(text.text, names[0].end, names[-1].start):  # noqa: PLR2004 - one name has no other
        return
    for name in [name for name in names if _is_of_material(law, name)]:
        others = [other for other in text.names if other.meanings != name.meanings]
        if not others or not all(is_listed(law, item, everywhere=True) for other in others for item in other.meanings):
            continue
        stated = statements_about(law, text, others)
        is_stated = any((hit.start, hit.end) == (name.start, name.end) for hit in stated)
        if is_stated and not _AMOUNT.search(text.text, 0, name.start):
            text.retract(name)
            yield text.annotation((name.start, name.end), "description")


def _is_of_material(law: Register, name: Annotation) -> bool:
    """Return whether a name is that of a material, and of no thing."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    return bool(materials) and all(material is not None and material.form not in THINGS for material in materials)

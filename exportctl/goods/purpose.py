"""The name of a product that a grade, a use or a raw form follows is what goods are meant for: they are what it begins with.

Cadmium telluride of solar-cell grade, 碲化镉 太阳能电池用 and CdTe solar cell powder are cadmium telluride, and no solar cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from exportctl.goods.form import SHAPES, SUBSTANCES, THINGS
from exportctl.goods.unread import DASH, adjacent
from exportctl.law.trie import LexiconHit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.unread import UnreadText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Trie

_WORKED_UP: Final = frozenset({"phosphor", "ceramic", "catalyst"})
"""What is one of these stays one in any shape: a phosphor powder is a phosphor."""
_RAW: Final = SUBSTANCES | SHAPES - {"bulk", "magnet"}
_FOR: Final = re.compile(r"[ -]?(?:grade\b|级|用(?=$|[\s,，;；)）]))", re.IGNORECASE)
_MADE_INTO: Final = re.compile(r"[ -]?(?:raw materials?\b|feedstock\b|precursors?\b|原料|材料)", re.IGNORECASE)
_WORDS: Final = 4
"""More words, or characters, no form has."""


def what_goods_are(
    law: Register, lexicon: Lexicon, left: UnreadText, found: Sequence[LexiconHit]
) -> tuple[list[LexiconHit], list[tuple[int, int]]]:
    """Return the names in a text, and the spans of what goods are only meant for; what a dash sets apart is left to be read."""
    names, purposes = [], []
    for item in found:
        end = _end_of_use(law, lexicon, left, item)
        apart = DASH.search(item.words) if _kind(law, item) in THINGS else None
        shorter = _beginning(law, lexicon.names, left, item) if end or apart else None
        names.append(shorter or item)
        if shorter and end:
            purposes.append((shorter.end, end))
    return names, purposes


def _end_of_use(law: Register, lexicon: Lexicon, left: UnreadText, item: LexiconHit) -> int | None:
    """Return where the words end that tell what goods are for: the name of a product, and what makes it no product."""
    kind = _kind(law, item)
    if kind not in THINGS | _WORKED_UP:
        return None
    if meant := _FOR.match(left.text, item.end):
        return meant.end()
    if kind not in THINGS:
        return None
    at = bisect_left(left.pieces, (item.end,))
    behind = left.pieces[at : at + _WORDS]
    form = next(
        (form for form in lexicon.forms.find(left.text, behind) if adjacent(left.text, item.end, form.start)), None
    )
    raw = form and not _RAW.isdisjoint(form.meanings)
    return item.end if raw or _MADE_INTO.match(left.text, item.end) else None


def _kind(law: Register, item: LexiconHit) -> str | None:
    """Return the form that all that a name may mean have, if they have one."""
    forms = {law.materials[meaning].form if meaning in law.materials else None for meaning in item.meanings}
    return forms.pop() if len(forms) == 1 else None


def _beginning(law: Register, names: Trie, left: UnreadText, item: LexiconHit) -> LexiconHit | None:
    """Return the longest name, or the formula, that a longer name begins with."""
    within = left.pieces[bisect_left(left.pieces, (item.start,)) : bisect_left(left.pieces, (item.end,))]
    for count in range(len(within) - 1, 0, -1):
        first = next(iter(names.find(left.text, within[:count])), None)
        if first and first.start == item.start:
            return first
    words = left.text[item.start : within[0].end]
    return LexiconHit(item.start, within[0].end, words, (law.formulas[words],)) if words in law.formulas else None

"""A grade, a use or a raw form after the name of a product means goods for that product: the goods are named at the beginning.

Cadmium telluride of solar-cell grade, 碲化镉 太阳能电池用 and CdTe solar cell powder are cadmium telluride, not solar cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from exportctl.goods.text import LexiconHit
from exportctl.law.forms import SHAPES, SUBSTANCES, THINGS
from exportctl.law.words import DASH, HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.register import Register

_WORKED_UP: Final = frozenset({"phosphor", "ceramic", "catalyst"})
"""Products that stay such in any shape: a phosphor powder is a phosphor."""
_PRODUCTS: Final = THINGS | _WORKED_UP
_RAW: Final = SUBSTANCES | SHAPES - {"bulk", "magnet"}
_MARK: Final = re.compile(r"[\s,，;；、(（]")
_USE: Final = re.compile(r"[ -]?用(?=$|[\s,，;；)）])")
"""A character that ends a use only before a blank or a mark; rules in the data cannot test the next character."""
_WORDS: Final = 4
"""The largest number of words, or characters, in a form."""


def what_goods_are(
    law: Register, text: AnnotatedText, names: Sequence[LexiconHit]
) -> tuple[list[LexiconHit], list[tuple[int, int]]]:
    """Return the names in a text, and the spans of the purposes of goods; text after a dash is left unread."""
    kept, purposes = [], []
    for name in names:
        kind = _kind(law, name)
        if kind not in _PRODUCTS:
            kept.append(name)
            continue
        end = None if kept and _is_use_behind(text, name) else _end_of_use(text, name, kind)
        apart = DASH.search(name.words) if kind in THINGS else None
        shorter = _shorter_name(law, text, name) if end or apart else None
        kept.append(shorter or name)
        if shorter and end:
            purposes.append((shorter.end, end))
    return kept, purposes


def _is_use_behind(text: AnnotatedText, name: LexiconHit) -> bool:
    """Return whether a Chinese product before 用 begins a segment behind the goods: 叠片机 锂离子软包电芯用 has no lithium."""
    begins = name.start > 0 and _MARK.fullmatch(text.text, name.start - 1, name.start)
    return bool(
        begins and _USE.match(text.text, name.end) and DASH.search(name.words) is None and " " not in name.words
    )


def _end_of_use(text: AnnotatedText, name: LexiconHit, kind: str | None) -> int | None:
    """Return the end of the words for the use of goods: the name of a product, and the word that makes it a use."""
    grade = _phrase_behind(text, name, "grade")
    if grade and _is_whole(text, grade):
        return grade.end
    if use := _USE.match(text.text, name.end):
        return use.end()
    if kind not in THINGS:
        return None
    form, feedstock = _phrase_behind(text, name, "form"), _phrase_behind(text, name, "feedstock")
    raw = form and not _RAW.isdisjoint(form.meanings) and not _begins_other_words(text, name, form)
    return name.end if raw or (feedstock and _is_whole(text, feedstock)) else None


def _begins_other_words(text: AnnotatedText, name: LexiconHit, form: LexiconHit) -> bool:
    """Return whether a Chinese form behind a blank is the beginning of a longer word: 锂电池卷绕机 晶体生长."""
    return form.start > name.end and HAN.match(text.text, form.end) is not None and HAN.match(form.words) is not None


def _is_whole(text: AnnotatedText, hit: LexiconHit) -> bool:
    """Return whether words have their listed spelling, and no Chinese character directly follows a Latin word."""
    return hit.as_listed and not (hit.words.isascii() and text.text[hit.end : hit.end + 1].isalnum())


def _phrase_behind(text: AnnotatedText, name: LexiconHit, label: PhraseLabel) -> LexiconHit | None:
    """Return the phrase of a label directly after a name."""
    at = bisect_left(text.unread, (name.end,))
    hits = text.phrases(label, text.unread[at : at + _WORDS]) if text.holds(label) else ()
    return next((hit for hit in hits if adjacent(text.text, name.end, hit.start)), None)


def _kind(law: Register, name: LexiconHit) -> str | None:
    """Return the form that all meanings of a name share; None if they differ."""
    forms = {law.materials[meaning].form if meaning in law.materials else None for meaning in name.meanings}
    return forms.pop() if len(forms) == 1 else None


def _shorter_name(law: Register, text: AnnotatedText, name: LexiconHit) -> LexiconHit | None:
    """Return the longest name, or the formula, at the beginning of a longer name."""
    within = text.unread[bisect_left(text.unread, (name.start,)) : bisect_left(text.unread, (name.end,))]
    for count in range(len(within) - 1, 0, -1):
        first = next(iter(text.phrases("name", within[:count])), None)
        if first and first.start == name.start:
            return first
    words = text.text[name.start : within[0].end]
    return (
        LexiconHit(name.start, within[0].end, words, (law.names.formulas[words],))
        if words in law.names.formulas
        else None
    )

"""A data sheet tells figures that no line asks for beside those that one does: spindle speed 18000 rpm, 噪音58dB, tool magazine 30.

What stands before such a figure is what it is of, and says nothing of what the goods are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.form import THINGS
from exportctl.goods.quantities import CHINESE
from exportctl.law.model import INTANGIBLE
from exportctl.law.wordmodel import features
from exportctl.law.words import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Label, Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_NUMBER: Final = r"[±≤≥<>~−-]?\s*\d+(?:[.,]\d+)*(?:[eE][-+]?\d+|\s?[×x*]\s?10\^?[-−]?\d+)?"
_UNIT: Final = rf"(?:{'|'.join(sorted(CHINESE, key=len, reverse=True))}|[A-Za-zµμΩ°℃%/²³])*"
_FIGURE: Final = re.compile(rf"(?<![A-Za-z0-9.,]){_NUMBER}(?:\s*(?:[-x×*~/至到]|to)\s*{_NUMBER})*{_UNIT}")
_GAP: Final = re.compile(r"\s*[:：=(（]?\s*")
_WORDS_GAP: Final = re.compile(r"\.?[ \-]*")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_OTHERWISE: Final[tuple[Label, ...]] = ("absent", "purpose", "part")
_MOST_WORDS: Final = 4
_MOST_CHARACTERS: Final = 8


def unasked_figures(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the figures of properties that no entry asks for, with their names, beside the name of a thing of the list."""
    names = text.names
    if not names or not all(_is_thing(law, meaning) for item in names for meaning in item.meanings):
        return
    for figure in _FIGURE.finditer(text.text, names[0].end):
        run = _name_of_figure(lexicon, text, figure.start())
        if run and run[0].start >= names[0].end:
            span = (run[0].start, figure.end())
            yield text.annotation(span, "measure", text.text[span[0] : span[1]])


def _is_thing(law: Register, meaning: str) -> bool:
    """Tell whether a name is one of a thing, of which a sheet tells more than the list asks for."""
    if meaning.startswith(LINE):
        return any(THINGS & {*law.entries[line].forms} for line in law.lines_at(meaning.removeprefix(LINE)))
    return law.materials[meaning].form in THINGS


def _name_of_figure(lexicon: Lexicon, text: AnnotatedText, at: int) -> list[Token]:
    """Return the words that end right before a figure and are no more than the name of what it measures; none if they may be goods."""
    run: list[Token] = []
    before = [item for item in text.unread if item.end <= at]
    for token in reversed(before):
        behind, gap = (run[0].start, _WORDS_GAP) if run else (at, _GAP)
        if not gap.fullmatch(text.text, token.end, behind) or (run and _is_apart(text.text, token, run[0])):
            break
        run.insert(0, token)
    han = any(_HAN.match(item.word) for item in run)
    if not run or len(run) > (_MOST_CHARACTERS if han else _MOST_WORDS) or not _is_set_off(text.text, run[0], han=han):
        return []
    return [] if _may_be_goods(lexicon, text, run) else run


def _is_apart(text: str, token: Token, behind: Token) -> bool:
    """Tell whether a blank stands between Chinese characters: what is behind it is another word."""
    return token.end < behind.start and bool(_HAN.match(text, token.start) or _HAN.match(text, behind.start))


def _is_set_off(text: str, first: Token, *, han: bool) -> bool:
    """Tell whether words do not simply follow the name of goods, which they may be a part of: vacuum pump rotor 60 mm."""
    before = text[: first.start]
    return (
        before.endswith(" ") if han else bool(re.search(r"[,;|，；、()（）]\s*$|\d\s?[A-Za-z°µμΩ%²³/\d]*\s+$", before))
    )


def _may_be_goods(lexicon: Lexicon, text: AnnotatedText, run: list[Token]) -> bool:
    """Tell whether words say that something is there, is not there or is a part, or are used more by the list than by trade.

    What ends as a speed or a pressure does, with the word for a quantity, is no goods.
    """
    if any(text.phrases(label, run) for label in _OTHERWISE):
        return True
    forms = {form for item in text.phrases("form", run) for form in item.meanings}
    words = text.text[run[0].start : run[-1].end]
    ends = any(item.end == run[-1].end for item in text.phrases("quantity", run))
    return not (ends or lexicon.careful.isdisjoint(features(words))) or not forms.isdisjoint(INTANGIBLE | {"component"})

"""A data sheet tells figures that no line asks for beside those that one does: spindle speed 18000 rpm, 噪音58dB, tool magazine 30.

What stands before such a figure is what it is of, and says nothing of what the goods are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.form import THINGS
from exportctl.goods.interpreted import Annotation
from exportctl.goods.quantities import CHINESE
from exportctl.law.model import INTANGIBLE
from exportctl.law.wordmodel import features
from exportctl.law.words import LINE

if TYPE_CHECKING:
    from exportctl.goods.unread import Fact, NameSpan, UnreadText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Piece

_NUMBER: Final = r"[±≤≥<>~−-]?\s*\d+(?:[.,]\d+)*(?:[eE][-+]?\d+|\s?[×x*]\s?10\^?[-−]?\d+)?"
_UNIT: Final = rf"(?:{'|'.join(sorted(CHINESE, key=len, reverse=True))}|[A-Za-zµμΩ°℃%/²³])*"
_FIGURE: Final = re.compile(rf"(?<![A-Za-z0-9.,]){_NUMBER}(?:\s*(?:[-x×*~/至到]|to)\s*{_NUMBER})*{_UNIT}")
_GAP: Final = re.compile(r"\s*[:：=(（]?\s*")
_WORDS_GAP: Final = re.compile(r"\.?[ \-]*")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_MOST_WORDS: Final = 4
_MOST_CHARACTERS: Final = 8


def unasked(law: Register, lexicon: Lexicon, names: list[NameSpan], left: UnreadText) -> tuple[list[Fact], UnreadText]:
    """Read the figures of properties that no line asks for, with their names, beside the name of a thing of the list."""
    if not names or not all(_is_thing(law, meaning) for item in names for meaning in item.meanings):
        return [], left
    facts: list[Fact] = []
    for figure in _FIGURE.finditer(left.text, names[0].end):
        run = _name_of_figure(lexicon, left, figure.start())
        if run and run[0].start >= names[0].end:
            start, end = run[0].start, figure.end()
            words = left.text[start:end]
            facts.append((start, Annotation(words, "measure", words)))
            left = left.without([(start, end)])
    return facts, left


def _is_thing(law: Register, meaning: str) -> bool:
    """Tell whether a name is one of a thing, of which a sheet tells more than the list asks for."""
    if meaning.startswith(LINE):
        return any(THINGS & {*law.entries[line].forms} for line in law.lines_at(meaning.removeprefix(LINE)))
    return law.materials[meaning].form in THINGS


def _name_of_figure(lexicon: Lexicon, left: UnreadText, at: int) -> list[Piece]:
    """Return the words that end right before a figure and are no more than the name of what it measures; none if they may be goods."""
    run: list[Piece] = []
    before = [item for item in left.pieces if item.end <= at]
    for piece in reversed(before):
        behind, gap = (run[0].start, _WORDS_GAP) if run else (at, _GAP)
        if not gap.fullmatch(left.text, piece.end, behind) or (run and _is_apart(left.text, piece, run[0])):
            break
        run.insert(0, piece)
    han = any(_HAN.match(item.word) for item in run)
    if not run or len(run) > (_MOST_CHARACTERS if han else _MOST_WORDS) or not _is_set_off(left.text, run[0], han=han):
        return []
    return [] if _may_be_goods(lexicon, left, run) else run


def _is_apart(text: str, piece: Piece, behind: Piece) -> bool:
    """Tell whether a blank stands between Chinese characters: what is behind it is another word."""
    return piece.end < behind.start and bool(_HAN.match(text, piece.start) or _HAN.match(text, behind.start))


def _is_set_off(text: str, first: Piece, *, han: bool) -> bool:
    """Tell whether words do not simply follow the name of goods, which they may be a part of: vacuum pump rotor 60 mm."""
    before = text[: first.start]
    return (
        before.endswith(" ") if han else bool(re.search(r"[,;|，；、()（）]\s*$|\d\s?[A-Za-z°µμΩ%²³/\d]*\s+$", before))
    )


def _may_be_goods(lexicon: Lexicon, left: UnreadText, run: list[Piece]) -> bool:
    """Tell whether words say that something is there, is not there or is a part, or are used more by the list than by trade.

    What ends as a speed or a pressure does, with the word for a quantity, is no goods.
    """
    if any(trie.find(left.text, run) for trie in (lexicon.absent, lexicon.purpose, lexicon.parts)):
        return True
    forms = {form for item in lexicon.forms.find(left.text, run) for form in item.meanings}
    words = left.text[run[0].start : run[-1].end]
    ends = any(item.end == run[-1].end for item in lexicon.quantities.find(left.text, run))
    return not (ends or lexicon.careful.isdisjoint(features(words))) or not forms.isdisjoint(INTANGIBLE | {"component"})

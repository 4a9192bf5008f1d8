"""A data sheet tells figures that no line asks for beside those that one does: spindle speed 18000 rpm, 噪音58dB, tool magazine 30.

What stands before such a figure is what it is of, and says nothing of what the goods are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.interpreted import Annotation
from exportctl.goods.properties import MEASURED, UNIT, fits, is_thing, named_figures, properties_asked
from exportctl.goods.quantities import CHINESE
from exportctl.goods.unread import adjacent
from exportctl.law.model import INTANGIBLE
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from exportctl.goods.unread import Fact, NameSpan, UnreadText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Piece

_NUMBER: Final = r"[±≤≥<>~−-]?\s*\d+(?:[.,]\d+)*(?:[eE][-+]?\d+|\s?[×x*]\s?10\^?[-−]?\d+)?"
_UNIT: Final = rf"(?:{'|'.join(sorted(CHINESE, key=len, reverse=True))}|[A-Za-zµμΩ°℃%/²³])*"
_FIGURE: Final = re.compile(rf"(?<![A-Za-z0-9.,]){_NUMBER}(?:\s*(?:[-x×*~/至到]|to)\s*{_NUMBER})*{_UNIT}")
_UNIT_BEHIND: Final = re.compile(rf"\s(?:dB(?:A|\(A\))?(?![A-Za-z])|{UNIT})")
_GAP: Final = re.compile(r"\s*[:：=(（]?\s*")
_WORDS_GAP: Final = re.compile(r"\.?[ \-]*")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_SET_OFF: Final = re.compile(r"[ ,;，；]$")
_MOST_WORDS: Final = 4
_OTHERWISE: Final = frozenset(
    {
        "option",
        "optional",
        "optionally",
        "alternatively",
        "upgrade",
        "upgradable",
        "upgradeable",
        "extended",
        "or",
        "to",
    }
    | {"可选", "选配", "可达", "最高", "最大", "或", "可升级"}
)
"""What stands before another value of what a figure was told of."""
_WITH_PART: Final = 2
_OF_PARTS: Final = frozenset({"temperature", "pressure", "温度", "压力"})
"""What is told of a part at work; the weight or the size behind a name may be that of goods of their own."""
_REACH: Final = 24
_MOST_CHARACTERS: Final = 8


def unasked(law: Register, lexicon: Lexicon, names: list[NameSpan], left: UnreadText) -> tuple[list[Fact], UnreadText]:
    """Read the figures of properties that no line asks for, with their names, beside the name of a thing of the list."""
    if not names or not all(is_thing(law, meaning) for item in names for meaning in item.meanings):
        return [], left
    facts: list[Fact] = []
    for figure in _FIGURE.finditer(left.text, names[0].end):
        run = _name_of_figure(lexicon, left, figure.start())
        if run and run[0].start >= names[0].end:
            unit = _UNIT_BEHIND.match(left.text, figure.end())
            start, end = run[0].start, (unit or figure).end()
            words = left.text[start:end]
            facts.append((start, Annotation(words, "measure", words)))
            left = left.without([(start, end)])
    return facts, left


def of_parts(
    law: Register, lexicon: Lexicon, names: list[NameSpan], left: UnreadText
) -> tuple[list[NameSpan], list[Fact], UnreadText]:
    """Read figures that are named after a part of a thing of the list: the condenser temperature of a freeze dryer is no condenser.

    A part stays named if its own lines ask for a figure of that kind, unless the lines of the thing ask for it under that name.
    """
    if len(names) < _WITH_PART or not all(is_thing(law, meaning) for meaning in names[0].meanings):
        return names, [], left
    asked = properties_asked(law, names[0].meanings)
    own = [item for id_, item in named_figures(law, lexicon, names[:1], left, ()) if id_ in asked]
    kept = [
        name
        for name in names
        if name is names[0] or not any(item.start <= name.start and name.end <= item.end for item in own)
    ]
    facts = []
    for name in kept[1:]:
        end = _end_of_figure(law, lexicon, left, name)
        if end and _is_set_off(left.text, name, han=False) and all(is_thing(law, item) for item in name.meanings):
            kept.remove(name)
            words = left.text[name.start : end]
            facts.append((name.start, Annotation(words, "measure", words)))
            left = left.without([(name.start, end)])
    return kept, facts, left


def _end_of_figure(law: Register, lexicon: Lexicon, left: UnreadText, name: NameSpan) -> int | None:
    """Return where a figure ends that a quantity right behind a name is of; None if lines of the name may ask for it."""
    behind = [item for item in left.pieces if item.start >= name.end][:_MOST_WORDS]
    for quantity in lexicon.quantities.find(left.text, behind):
        if quantity.words not in _OF_PARTS:
            continue
        gap = _GAP.match(left.text, quantity.end)
        if not gap or not adjacent(left.text, name.end, quantity.start):
            continue
        figure = MEASURED.search(left.text, gap.end(), gap.end() + _REACH)
        if figure and not left.text[gap.end() : figure.start()].strip("-−±≤≥<> "):
            asked = properties_asked(law, name.meanings)
            return None if any(fits(law, id_, (figure.group(),)) for id_ in asked) else figure.end()
    return None


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


def _is_set_off(text: str, first: Piece | NameSpan, *, han: bool) -> bool:
    """Tell whether words do not simply follow the name of goods, which they may be a part of: vacuum pump rotor 60 mm."""
    before = text[: first.start]
    return (
        bool(_SET_OFF.search(before))
        if han
        else bool(re.search(r"[,;|，；、()（）]\s*$|\d\s?[A-Za-z°µμΩ%²³/\d]*\s+$", before))
    )


def _may_be_goods(lexicon: Lexicon, left: UnreadText, run: list[Piece]) -> bool:
    """Tell whether words say that something is there, is not there or is a part, or are used more by the list than by trade.

    What ends as a speed or a pressure does, with the word for a quantity, is no goods.
    """
    words_of_it = {item.word for item in run} | {left.text[run[0].start : run[-1].end]}
    if (
        any(trie.find(left.text, run) for trie in (lexicon.absent, lexicon.purpose, lexicon.parts))
        or _OTHERWISE & words_of_it
    ):
        return True
    forms = {form for item in lexicon.forms.find(left.text, run) for form in item.meanings}
    words = left.text[run[0].start : run[-1].end]
    ends = any(item.end == run[-1].end for item in lexicon.quantities.find(left.text, run))
    return not (ends or lexicon.careful.isdisjoint(features(words))) or not forms.isdisjoint(INTANGIBLE | {"component"})

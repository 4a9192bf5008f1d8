"""Figures of a data sheet that no entry tests, next to those that one does: spindle speed 18000 rpm, 噪音58dB, tool magazine 30.

The words before such a figure name the measured property, and do not affect the classification.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.figures.named import figures_beside_names, fits
from exportctl.goods.figures.property_names import is_thing
from exportctl.goods.figures.with_units import MEASURED
from exportctl.goods.stated_amounts import PIECES
from exportctl.goods.tested import properties_of_entries
from exportctl.goods.text import is_within
from exportctl.goods.units import CHINESE, STEEL, UNIT
from exportctl.law.model import INTANGIBLE
from exportctl.law.wordmodel import features
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_NUMBER: Final = r"[±≤≥<>~−-]?\s*\d+(?:[.,]\d+)*(?:[eE][-+]?\d+|\s?[×x*]\s?10\^?[-−]?\d+)?"
_UNIT: Final = rf"(?:{CHINESE}|[A-Za-zµμΩ°℃%/²³])*"
_FIGURE: Final = re.compile(rf"(?<![A-Za-z0-9.,])(?!{STEEL}){_NUMBER}(?:\s*(?:[-x×*~/至到]|to)\s*{_NUMBER})*{_UNIT}")
_UNIT_BEHIND: Final = re.compile(rf"\s(?:dB(?:A|\(A\))?(?![A-Za-z])|{UNIT})")
_GAP: Final = re.compile(r"\s*[:：=(（]?\s*")
_WORDS_GAP: Final = re.compile(r"\.?[ \-]*")
_SET_OFF: Final = re.compile(r"[ ,;，；]$")
_NO_QUANTITY: Final[tuple[PhraseLabel, ...]] = ("absent", "purpose", "part")
_MOST_WORDS: Final = 4
_REACH: Final = 24
_MOST_CHARACTERS: Final = 8


def unasked_figures(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield figures of properties without a criterion in any entry, with the names of the properties, next to a listed thing."""
    names = text.names
    if not names or not all(is_thing(law, meaning) for name in names for meaning in name.meanings):
        return
    for figure in _FIGURE.finditer(text.text, names[0].end):
        run = [] if PIECES.match(text.text, figure.end()) else _name_of_figure(lexicon, text, figure.start())
        if run and run[0].start >= names[0].end:
            unit = _UNIT_BEHIND.match(text.text, figure.end())
            span = (run[0].start, (unit or figure).end())
            yield text.annotation(span, "measure", text.text[slice(*span)])


def figures_of_parts(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield figures about a part of a listed thing: the condenser temperature of a freeze dryer does not make it a condenser.

    A part stays a name of the goods if its own entries test a figure of that kind, unless those of the thing test it
    under that name.
    """
    thing, others = next(iter(text.names), None), text.names[1:]
    if not (thing and others and all(is_thing(law, meaning) for meaning in thing.meanings)):
        return
    tested = properties_of_entries(law, thing.meanings)
    own = [figure for id_, figure in figures_beside_names(law, lexicon, text, [thing]) if id_ in tested]
    for part in others:
        if is_within(part, own):
            text.retract(part)
            continue
        end = _end_of_figure(law, text, part)
        if end and _is_set_off(text.text, part.start, han=False) and all(is_thing(law, item) for item in part.meanings):
            text.retract(part)
            yield text.annotation((part.start, end), "measure", text.text[part.start : end])


def _end_of_figure(law: Register, text: AnnotatedText, part: Annotation) -> int | None:
    """Return the end of the figure for a quantity directly after a name; None if entries of the name may test it."""
    behind = [token for token in text.unread if token.start >= part.end][:_MOST_WORDS]
    conditions = text.phrases("condition", behind)
    for quantity in text.phrases("quantity", behind):
        if not any(quantity.words in hit.meanings for hit in conditions):
            continue
        gap = _GAP.match(text.text, quantity.end)
        if not gap or not adjacent(text.text, part.end, quantity.start):
            continue
        figure = MEASURED.search(text.text, gap.end(), gap.end() + _REACH)
        if figure and not text.text[gap.end() : figure.start()].strip("-−±≤≥<> "):
            tested = properties_of_entries(law, part.meanings)
            return None if any(fits(law, id_, (figure.group(),)) for id_ in tested) else figure.end()
    return None


def _name_of_figure(lexicon: Lexicon, text: AnnotatedText, at: int) -> list[Token]:
    """Return the words directly before a figure that only name the measured property; empty if they may be goods."""
    run: list[Token] = []
    before = [item for item in text.unread if item.end <= at]
    for token in reversed(before):
        behind, gap = (run[0].start, _WORDS_GAP) if run else (at, _GAP)
        if not gap.fullmatch(text.text, token.end, behind) or (run and _is_apart(text.text, token, run[0])):
            break
        run.insert(0, token)
    han = any(HAN.match(item.word) for item in run)
    if (
        not run
        or len(run) > (_MOST_CHARACTERS if han else _MOST_WORDS)
        or not _is_set_off(text.text, run[0].start, han=han)
    ):
        return []
    apart = text.text[run[-1].end].isspace()
    if han and not apart and text.phrases("component", run):
        return run
    return [] if _may_be_goods(lexicon, text, run, apart=apart) else run


def _is_apart(text: str, token: Token, behind: Token) -> bool:
    """Return whether a blank separates two Chinese characters, so that the second starts another word."""
    return token.end < behind.start and bool(HAN.match(text, token.start) or HAN.match(text, behind.start))


def _is_set_off(text: str, start: int, *, han: bool) -> bool:
    """Return whether a mark or a figure separates words from the name of goods; else they may be a part: vacuum pump rotor 60 mm."""
    before = text[:start]
    return (
        bool(_SET_OFF.search(before))
        if han
        else bool(re.search(r"[,;|，；、()（）]\s*$|\d\s?[A-Za-z°µμΩ%²³/\d]*\s+$", before))
    )


def _may_be_goods(lexicon: Lexicon, text: AnnotatedText, run: list[Token], *, apart: bool) -> bool:
    """Return whether words express presence, absence or a part, or are more frequent in the list than in trade.

    Words that end like a speed or a pressure, with a word for a quantity, are not goods. A Chinese part `apart` from the
    figure may be the goods themselves: 上塞 300MPa, but not 电机4kW.
    """
    words = text.text[run[0].start : run[-1].end]
    own = {token.word for token in run} | {words}
    alternatives = (word for hit in text.phrases("alternative", run) for word in hit.meanings)
    if not own.isdisjoint(alternatives) or any(text.phrases(label, run) for label in _NO_QUANTITY):
        return True
    forms = {form for hit in text.phrases("form", run) for form in hit.meanings}
    if HAN.match(words) and (text.phrases("spare", run) or (apart and text.phrases("component", run))):
        return True
    ends = any(item.end == run[-1].end for item in text.phrases("quantity", run))
    return not (ends or lexicon.careful.isdisjoint(features(words))) or not forms.isdisjoint(INTANGIBLE | {"component"})

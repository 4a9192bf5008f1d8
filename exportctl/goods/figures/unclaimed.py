"""Whether a word beside a figure may be that of its property: a figure between marks, or next to the name of the goods, has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.figures.with_units import MEASURED
from exportctl.goods.statements import SURFACES
from exportctl.goods.text import is_within
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon

_MARK_BEFORE: Final = re.compile(
    r"(?:^|[,;，；、|。(（/@]|(?<![^\s:\u4e00-\u9fff])(?:[A-Z]+[A-Za-z]*-?|-)*\d[A-Za-z\d-]*|(?<![A-Za-z])[A-Z]{2,5}-|\btype|\d\s?cc)\s*"
    r"(?:(?<![A-Za-z])(?i:(?:(?:reads|measures|spins|runs|rotates|works) )?(?:up )?to|over|above|rated|nominal|pulsed|reaches)\s+)?$"
)
"""The text before a figure that no word claims: its beginning, a mark, or a type number; a preposition may follow."""
_MARK_BEHIND: Final = re.compile(
    r"\s*(?:$|(?<=\s)total(?=\s*(?:$|[,;]))|[,;，；、|。)）/@]|w/|w\.(?=\s)|(?<=\s)(?:at|into)\s\d|\.(?=\s|$)|"
    r"[(（]?\s?(?:[x×]\s?)?\d{1,4}\s?(?:sets?|units?|pcs?|ea|nos?|off|台|套|件)(?![A-Za-z])|(?<=\s)[x×]\s?\d{1,3}(?=\s*(?:$|[,;，；]))|"
    r"(?<=\s)(?:ult|ultimate|max|min|ID|OD|dia|bore|stroke|weight|voltage|accuracy|resolution|model|mod|s/n)\b\.?[\s:=]*[A-Z-]*\d|"
    r"(?<=\s)(?:\d|[A-Z]{1,4}-?\d|(?:model|(?:[A-Z]{1,2}[ -])?type)\b|型号|[\u4e00-\u9fff]{2,8}[:：]?\s*\d))",
    re.IGNORECASE,
)
"""The text behind such a figure: its end, a mark, another figure with its own name, or a type number."""
_RATED: Final = re.compile(r"(?:额定|标称|公称|可达)$|(?<=[A-Za-z])(?:\s(?:avg|average|mean|peak|max)\.?)?\sat\s$")
"""The words before a figure that it is the rated one, and those between two figures of an operation, which name no property.

额定1200m³/h, 300 W avg at 1 kHz.
"""
_ACRONYM: Final = re.compile(r"\s*[(（]?(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z\d])[)）]?")
"""The acronym of a name, behind it: fibre optic gyro FOG."""
_FURTHER: Final[tuple[PhraseLabel, ...]] = ("part", "purpose")
"""The labels of words for what comes with the goods, and for their purpose."""
_PACKING: Final[tuple[PhraseLabel, ...]] = ("container", "wrapping")
"""The labels of words for packing, which name no property."""
_HAN_RUN: Final = re.compile(r"\s+(?P<run>[\u4e00-\u9fff]+)")
_HAN_RUN_BEFORE: Final = re.compile(r"(?<=\s)[\u4e00-\u9fff]+$")
_NUMERALS: Final = "单双两二三四五六八多"
"""The Chinese numerals before counted parts of a machine."""
_STATING: Final = ("stated-criteria", SURFACES, "used-parts")
"""The annotators of words that state a part of criteria."""
_NAMING: Final[tuple[PhraseLabel, ...]] = ("quantity", "thing", "condition", "component", "spare")
"""The labels of words behind a figure that may be those of its property, or of the part that it measures."""


def is_unclaimed(
    lexicon: Lexicon,
    text: AnnotatedText,
    names: Sequence[Annotation],
    figure: Figure,
    claimed: Collection[int] = (),
) -> bool:
    """Return whether no word before or behind a figure, other than the name of the goods, may be that of its property.

    Words at the starts that are `claimed` belong to other figures.
    """
    written, start, end = text.text, figure.start, figure.end
    if rated := _RATED.search(written, 0, start):
        start = rated.start()
    last = len(written[:start].rstrip())
    before = _MARK_BEFORE.search(written[:start]) or any(item.end() == last for item in MEASURED.finditer(written))
    return bool(
        before or is_behind_name(text, names, start) or _is_behind_kind(text, last) or last in _ends_read(text)
    ) and bool(
        _MARK_BEHIND.match(written, end)
        or is_before_name(text, names, end)
        or _is_before_others(lexicon, text, end)
        or _precedes_further_words(text, end)
        or _precedes_figure(text, end)
        or any(end < start and adjacent(written, end, start) for start in claimed)
        or _precedes_read(text, end)
    )


def _read_words(text: AnnotatedText) -> list[Annotation]:
    """Return the words that state a part of criteria, and are no name of a property: 感应加热 2400℃."""
    return [note for note in text.annotations_of("neutral") if note.annotator in _STATING]


def _ends_read(text: AnnotatedText) -> set[int]:
    """Return the ends of such words."""
    return {note.end for note in _read_words(text)}


def _precedes_read(text: AnnotatedText, end: int) -> bool:
    """Return whether such words follow a figure directly."""
    return any(end <= note.start and adjacent(text.text, end, note.start) for note in _read_words(text))


def _is_behind_kind(text: AnnotatedText, end: int) -> bool:
    """Return whether Chinese words that only describe a machine end there: 三相 600Hz, 立式 300L."""
    run = _HAN_RUN_BEFORE.search(text.text, 0, end)
    return run is not None and any(hit.end == end for hit in text.phrases("kind", text.tokens))


def _is_before_others(lexicon: Lexicon, text: AnnotatedText, at: int) -> bool:
    """Return whether a blank and words behind a figure are a feature, a use, or neither a quantity nor a thing: 300L 行星式."""
    behind = at + len(text.text[at:]) - len(text.text[at:].lstrip())
    if behind > at and any(hit.start == behind for hit in text.phrases("feature", text.tokens)):
        return True
    run = _HAN_RUN.match(text.text, at)
    if not run:
        return False
    if run["run"].endswith("用"):  # 8m3 石墨负极材料用
        return True
    tokens = text.tokens_in(run.start("run"), run.end())
    packing = [hit for label in _PACKING for hit in text.phrases(label, tokens)]
    if tokens and all(is_within(token, packing) for token in tokens):  # 6300L 木箱
        return True
    if run["run"][0] in _NUMERALS and any(hit.end == run.end() for hit in text.phrases("component", tokens[1:])):
        return True  # 600kW 四枪
    named = any(text.phrases(label, tokens) for label in _NAMING)
    return bool(tokens) and not named and tokens[-1].word not in lexicon.things


def _precedes_further_words(text: AnnotatedText, end: int) -> bool:
    """Return whether a figure is followed by what comes with the goods or what they are for, or by their feature alone.

    5000 L with agitator, 80 kN air cooled.
    """
    words = [hit for label in _FURTHER for hit in text.phrases(label, text.tokens)]
    words += [hit for hit in text.phrases("feature", text.tokens) if _MARK_BEHIND.match(text.text, hit.end)]
    return any(adjacent(text.text, end, hit.start) for hit in words if hit.start >= end)


def _precedes_figure(text: AnnotatedText, end: int) -> bool:
    """Return whether a figure is followed by another one that has a name: 300 MPa bore 250 mm."""
    return any(end < note.start and adjacent(text.text, end, note.start) for note in text.annotations_of("property"))


def is_behind_name(text: AnnotatedText, names: Sequence[Annotation], start: int) -> bool:
    """Return whether a name, with its acronym and a word such as `machine` or `rod` after it, ends directly before a position."""
    ends = [name.end for name in names]
    ends += [acronym.end() for end in ends if (acronym := _ACRONYM.match(text.text, end))]
    kinds = (*text.phrases("machine", text.tokens), *text.phrases("form", text.tokens))
    ends += [hit.end for hit in kinds if any(_is_next(text, end, hit.start) for end in ends)]
    return any(_is_next(text, end, start) for end in ends)


def _is_next(text: AnnotatedText, end: int, start: int) -> bool:
    """Return whether only blanks, or a colon, are between the end of words and a position."""
    return end <= start and not text.text[end:start].strip(" :：")


def is_before_name(text: AnnotatedText, names: Sequence[Annotation], end: int) -> bool:
    """Return whether a name begins directly behind a position."""
    return any(end <= name.start and not text.text[end : name.start].strip(" -") for name in names)

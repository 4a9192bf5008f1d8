"""Segments that add something to the goods before them: an impurity, an ingredient, another name, an explanation, papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.accompaniments import ends_with_component
from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.meaning import is_substance
from exportctl.goods.segment_contents import PAPERS_THAT_TEACH
from exportctl.goods.text import is_within
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from exportctl.goods.described_goods import NamedGoods
    from exportctl.goods.segment_reading import SegmentReading
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_SUBSTANCES: Final = ("name", "formula", "elements")
_WORDS_OF_IMPURITY: Final = 3
_IMPURITY: Final = re.compile(
    r"[<≤＜]?\s*(?:\d[\d.]*\s*(?:ppm|ppb|ppmw)|0?\.\d+\s*[%％])(?:\s*(?:max|maximum|以下))?", re.IGNORECASE
)
_OF_CHEMICAL: Final = re.compile(
    r"[\u4e00-\u9fff](?:[酸酯胺醇酮醚醛烷烯苯酚腈肼胍啶唑嗪磷膦硫钠钾铵]|毒素|菌|病毒|病原)$"
)
"""The ends of Chinese names of chemicals, toxins and agents."""
_OPENING: Final = re.compile(r"\s*[(（]\s*$")
"""The bracket before a segment."""
_INGOT: Final = re.compile(r"[\u4e00-\u9fff]{1,6}锭")
_BRACKETED: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_LISTING: Final = re.compile(r"[,，、+&]|\band\b")
"""The marks of a list."""
_COUNTED: Final = re.compile(r"\d{1,2}[\s-]?(?:axis|axes)(?:\s(?:CNC|NC|full|simultaneous))*$", re.IGNORECASE)
"""The axes of a machine."""
_CLOSED: Final = re.compile(r"\s*[)）]")
"""The bracket after it."""
_ACRONYM: Final = re.compile(r"[A-Z]{2,6}")
_PAPERS: Final[tuple[PhraseLabel, ...]] = ("technology", "carrier", "manual")
"""The labels of words for technology and what it is written on."""
_OF_TECHNOLOGY: Final[tuple[PhraseLabel, ...]] = (*_PAPERS, "making", "operation", "joint", "dispatch")
"""The labels of words around them."""
_AMOUNTS: Final = frozenset("一全整套份册本张及与和之的")
"""The characters of an amount of papers, and those between two kinds of them."""


def is_melted(text: AnnotatedText, contents: SegmentReading, goods: NamedGoods) -> bool:
    """Return whether a segment behind the figures of a furnace is the ingot that it melts, without an amount: 2200℃ 钛锭."""
    start, end = contents.segment.tokens[0].start, contents.segment.tokens[-1].end
    if not (all(name.words.endswith("炉") for name in goods.names) and _INGOT.fullmatch(text.text, start, end)):
        return False
    return not any(
        note.start >= end and adjacent(text.text, end, note.start) for note in text.annotations_of("measure")
    )


def is_technology(text: AnnotatedText, contents: SegmentReading) -> bool:
    """Return whether a segment only has words for technology, its carriers and its making: 图纸 一套, 操作手册, drawings and data."""
    taught = text.phrases("taught", contents.segment.tokens)
    if contents.names or contents.terms or not all(hit.words.endswith(PAPERS_THAT_TEACH) for hit in taught):
        return False
    known: list[Spanned] = [hit for label in _OF_TECHNOLOGY for hit in text.phrases(label, contents.segment.tokens)]
    known += text.annotations_of("neutral", "form", "measure", "description")
    return any(text.phrases(label, contents.segment.tokens) for label in _PAPERS) and all(
        is_within(token, known) or token.word in _AMOUNTS for token in contents.open_
    )


def is_analysis(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment is the name of an impurity, with its small content directly after it: Fe2O3 5 ppm, La2O3 <0.01%."""
    end = segment.tokens[-1].end
    measured = any(
        end <= note.end and not text.text[end : note.start].strip(" <≤:：＜") and _IMPURITY.fullmatch(note.words)
        for note in text.annotations_of("measure", "share", "property")
    )
    if not measured or len(segment.tokens) > _WORDS_OF_IMPURITY:
        return False
    known = [(note.start, note.end) for note in text.annotations_of(*_SUBSTANCES)]
    known += [(hit.start, hit.end) for hit in text.phrases("contained", segment.tokens)]
    rest = [token for token in segment.tokens if not any(start <= token.start < end for start, end in known)]
    return not text.phrases("thing", rest) and not any(token.word in lexicon.things for token in rest)


def is_explanation(law: Register, text: AnnotatedText, contents: SegmentReading, goods: NamedGoods) -> bool:
    """Return whether a Chinese segment in brackets behind the name of goods explains it.

    What is in brackets behind the name of a machine describes it, unless it is a part, a copy or named goods. Behind the name
    of a chemical or a toxin, its last character is that of a kind of chemicals: 二苯羟乙酸（苯偶酰酸）.
    """
    tokens = contents.segment.tokens
    start, end = tokens[0].start, tokens[-1].end
    opening = max(text.text.rfind(bracket, 0, start) for bracket in "（(")
    closing = max(text.text.rfind(bracket, 0, start) for bracket in "）)")
    behind = opening > closing and any(name.end == opening for name in goods.names)
    if not (behind and HAN.search(text.text, start, end)):
        return False
    if goods.machine:
        other = any(text.phrases(label, tokens) for label in (*CHANGING, "spare", "component", "absent"))
        other = other or ends_with_component(text, contents.segment)
        return not (other or contents.names or contents.terms or contents.has_technology)
    chemical = not goods.finished and all(is_substance(law, name) for name in goods.names)
    return chemical and _OF_CHEMICAL.search(text.text, start, end) is not None


def is_ingredient(text: AnnotatedText, contents: SegmentReading, goods: NamedGoods) -> bool:
    """Return whether a segment is what a lot with a content of its own holds besides, with its percentage: RDX 94 %, 蜡5%."""
    end = contents.segment.tokens[-1].end
    if contents.names or not goods.lot or len(contents.segment.tokens) > _WORDS_OF_IMPURITY:
        return False
    contents_before = [note for note in text.annotations_of("property", "share") if note.end <= contents.segment.start]
    return bool(contents_before) and any(
        note.start >= end and note.words.endswith(("%", "％")) and adjacent(text.text, end, note.start)
        for note in text.annotations_of("measure")
    )


def is_alias(text: AnnotatedText, contents: SegmentReading) -> bool:
    """Return whether a segment is another name of the goods, and none of ordinary ones: 俗称仲钨, syn. Microcyclus ulei."""
    start = contents.segment.tokens[0].start
    return not contents.terms and any(hit.start == start for hit in text.phrases("alias", contents.segment.tokens))


def is_remark(text: AnnotatedText, contents: SegmentReading, goods: NamedGoods) -> bool:
    """Return whether a segment in brackets behind a figure of a machine explains the figure: 5 km (small UAV).

    A list in such brackets may name parts: 4 axis (carriage, spindle, cross feed).
    """
    tokens = contents.segment.tokens
    bracket = next(
        (item for item in _BRACKETED.finditer(text.text) if item.start() < tokens[0].start < item.end()), None
    )
    if not (goods.machine and bracket and _is_of_figure(text, bracket.start())):
        return False
    others = (*CHANGING, "spare") if _LISTING.search(bracket.group()) else (*CHANGING, "spare", "component")
    return not (contents.has_technology or any(text.phrases(label, tokens) for label in others))


def _is_of_figure(text: AnnotatedText, end: int) -> bool:
    """Return whether a figure ends before a bracket, or words for counted features of a machine behind it: 4 axis CNC."""
    before = text.text[:end].rstrip()
    figures = [note.end for note in text.annotations_of("measure", "property")]
    counted = _COUNTED.search(before)
    return len(before) in figures or (counted is not None and not text.has(counted.start(), len(before)))


def is_abbreviation(text: AnnotatedText, segment: Segment, goods: NamedGoods) -> bool:
    """Return whether a segment in brackets is made of letters of the name of the goods, in their order: triethanolamine 99% (TEA)."""
    start, end = segment.tokens[0].start, segment.tokens[-1].end
    if not (
        _ACRONYM.fullmatch(text.text, start, end)
        and _OPENING.search(text.text, 0, start)
        and _CLOSED.match(text.text, end)
    ):
        return False
    return any(_abbreviates(text.text[start:end], text.text[name.start : name.end]) for name in goods.names)


def _abbreviates(acronym: str, name: str) -> bool:
    """Return whether a name begins with the first letter of an acronym, and has its other letters in their order."""
    letters = iter(name.upper())
    return next(letters) == acronym[0] and all(letter in letters for letter in acronym[1:])

"""Names that words interrupt which only describe: germanium epi-ready substrate is a germanium substrate, 镝旋转靶 is 镝靶.

A description behind a mark may state the kind of goods (germanium ingot, zone refined), and a word for technology behind
or before a name makes it technology (磷化铟单晶生长工艺, drawings for NdFeB magnet production).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.descriptions import APART, is_described
from exportctl.goods.meaning import is_listed
from exportctl.law.patterns import clause_end
from exportctl.law.trie import tokens_of
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law import lexicon as words_of
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_TECHNOLOGY: Final = "technology"
_TECHNOLOGY_OF: Final = ("{} technology", "{} production technology", "{}技术", "{}生产技术")
_OTHERWISE: Final = re.compile(r"\b(?:not|non|without|no)\b|非|未|不|无", re.IGNORECASE)
_DESCRIBING: Final[tuple[Label, ...]] = ("neutral", "description", "form")
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,;:，；、。：()（）|/+&]|\b(?:of|for|on|and)\b|[和及与])|(?<=[\u4e00-\u9fff])\s", re.IGNORECASE
)
"""The text behind a word for technology that is not a part of a longer name: drawings of, 工艺规程 PDF."""
_BESIDE: Final = re.compile(r"[,;，；、。()（）|]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""A mark between goods and papers that come with them: 钕铁硼磁铁 图纸."""
_SILENT: Final[tuple[words_of.Label, ...]] = ("making", "neutral", "purpose", "technology", "carrier")


def interrupted_names(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield names of goods that consist of a name and other words, with only descriptions between them."""
    yield from _with_form(law, lexicon, text)
    yield from _with_kind(law, lexicon, text)
    yield from _with_technology(law, lexicon, text)


def _with_form(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield names that consist of a name and a later form."""
    forms = [note for note in text.annotations if note.label == "form"]
    for form in forms:
        name = max((note for note in text.names if note.end <= form.start), key=lambda note: note.end, default=None)
        if name is None or name.label != "name" or APART.search(text.text, name.end, form.start):
            continue
        listed = any(is_listed(law, meaning) for meaning in name.meanings)
        if not listed and _BESIDE.search(text.text, max(0, name.end - 1), form.start + 1):
            continue  # 碲锌镉探测器 探测器级晶体 is a detector
        between = _between(text, name.end, form.start)
        meanings = _joint_meanings(lexicon, name.words, form.words) if between else ()
        if not meanings or meanings == name.meanings:
            continue
        if all(is_described(text, token) for token in between if text.has(token.start, token.end)):
            text.retract(name)
            yield text.annotation((name.start, form.end), "name", meanings=meanings)


def _with_kind(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the kind of the only named goods that a description before or behind a mark states: germanium ingot, zone refined."""
    names = text.names
    material = law.materials.get(names[0].meanings[0]) if len(names) == 1 and len(names[0].meanings) == 1 else None
    if material is None or not material.may_be or _OTHERWISE.search(text.text):
        return
    name = names[0]
    for note in [note for note in text.annotations if note.label in _DESCRIBING and note.start != name.start]:
        meanings = _joint_meanings(lexicon, note.words, name.words) or _joint_meanings(lexicon, name.words, note.words)
        if len(meanings) == 1 and meanings[0] in material.may_be and not law.materials[meanings[0]].may_be:
            text.retract(name)
            yield text.annotation((name.start, name.end), "name", meanings=meanings)
            return


def _with_technology(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the technology of the only named goods, whose word is beside the name, as are words for the making of the goods."""
    words = _words_for_technology(text)
    if not words or len(text.names) != 1 or text.annotations_of("term") or _is_taught(text, words):
        return
    name = text.names[0]
    start, end = min(name.start, words[0].start), max(name.end, words[-1].end)
    between = sorted([*((word.start, word.end) for word in words), (name.start, name.end)])
    if any(_BESIDE.search(text.text, max(0, end_ - 1), start_ + 1) for (_, end_), (start_, _) in pairwise(between)):
        return
    if any(start <= hit.start < end for hit in text.phrases("part", text.tokens)):
        return
    behind = _between(text, end, clause_end(text.text, end))
    end = behind[-1].end if behind and all(_is_silent(text, token) for token in behind) else end
    meanings = _technology_of(law, lexicon, name)
    if meanings and all(
        _is_silent(text, token) for token in _between(text, start, end) if not _is_within(token, [name, *words])
    ):
        inside = [
            note for note in text.annotations if note.label in ("form", "technology") and start <= note.start < end
        ]
        for note in (name, *inside):
            text.retract(note)
        yield text.annotation((start, end), "name", meanings=meanings)


def _words_for_technology(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words for technology that close their segment or come before what they are about: drawings of, 工艺规程.

    Goods that are made to a drawing are no technology.
    """
    papers = text.phrases("dispatch", text.tokens)
    hits = [hit for label in ("technology", "carrier") for hit in text.phrases(label, text.tokens)]
    hits += [hit for hit in text.phrases("form", text.tokens) if _TECHNOLOGY in hit.meanings]
    hits = [hit for hit in hits if not any(paper.start <= hit.start < paper.end for paper in papers)]
    return sorted(hit for hit in hits if _CLOSES.match(text.text, hit.end))


def _is_taught(text: AnnotatedText, words: Iterable[LexiconHit]) -> bool:
    """Return whether a text is about teaching technology: a course. 规程 within 工艺规程 is none."""
    taught = text.phrases("taught", text.tokens)
    return any(
        not any(word.start <= hit.start and hit.end <= word.end and word.words != hit.words for word in words)
        for hit in taught
    )


def _is_silent(text: AnnotatedText, token: Token) -> bool:
    """Return whether a word between goods and their technology is read, describes the goods, or is one for making them."""
    if any(_is_within(token, text.phrases(label, text.tokens)) for label in _SILENT):
        return True
    uses = text.phrases("role", text.tokens)
    return not _is_within(token, uses) and (not text.has(token.start, token.end) or is_described(text, token))


def _is_within(token: Token, spans: Iterable[Annotation | LexiconHit]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)


def _technology_of(law: Register, lexicon: Lexicon, name: Annotation) -> tuple[str, ...]:
    """Return the technology of named goods, by the name as written or by their first names."""
    materials = [law.materials[id_] for id_ in name.meanings if id_ in law.materials]
    written = [
        name.words,
        *(word for material in materials for word in (*material.names.en[:1], *material.names.zh[:1])),
    ]
    kinds = {
        meanings
        for word in written
        for pattern in _TECHNOLOGY_OF
        if (meanings := _meanings(lexicon, pattern.format(word)))
    }
    return kinds.pop() if len(kinds) == 1 else ()


def _between(text: AnnotatedText, start: int, end: int) -> list[Token]:
    """Return the words between two positions."""
    return [token for token in text.tokens if start <= token.start and token.end <= end]


def _joint_meanings(lexicon: Lexicon, first: str, last: str) -> tuple[str, ...]:
    """Return the goods that two words denote together; none if they are no name."""
    joint = "" if HAN.match(last) and HAN.search(first, len(first) - 1) else " "
    return _meanings(lexicon, f"{first}{joint}{last}")


def _meanings(lexicon: Lexicon, words: str) -> tuple[str, ...]:
    """Return the goods that some words name as a whole."""
    tokens = tokens_of(words)
    for phrase in lexicon.phrases.phrases(words, tokens):
        if phrase.first == 0 and phrase.last == len(tokens) - 1:
            return phrase.senses.get("name", ())
    return ()

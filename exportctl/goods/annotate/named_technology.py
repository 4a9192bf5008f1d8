"""A word for technology or software beside the name of goods makes it that of the goods: software for freeze dryers.

If a material is the technology, it is the name. Otherwise the goods keep their name, and technology or software is their form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.descriptions import is_described
from exportctl.goods.customs import is_medium
from exportctl.goods.joint_names import meanings_of
from exportctl.goods.meaning import all_have_form, entry_code, is_listed, named_materials, names_technology
from exportctl.goods.text import begins_within, is_within, is_within_longer
from exportctl.law.model import INTANGIBLE
from exportctl.law.name_index import TECHNOLOGY_OF
from exportctl.law.patterns import clause_end
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

TECHNOLOGY: Final = "technology"
_SOFTWARE: Final = "software"
CLOSES: Final = re.compile(
    r"\s*(?:$|[,;:，；、。：()（）|/+&]|\b(?:of|for|on|and)\b|[和及与])|(?<=[\u4e00-\u9fff])\s", re.IGNORECASE
)
"""The text behind a word for technology that is not a part of a longer name: drawings of, 工艺规程 PDF."""
PAPERS_APART: Final = re.compile(r"[,;，；、。()（）|]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""A mark between goods and papers that come with them: 钕铁硼磁铁 图纸."""
_SILENT: Final[tuple[PhraseLabel, ...]] = ("making", "neutral", "purpose", "technology", "carrier")
_BESIDE_SOFTWARE: Final[tuple[PhraseLabel, ...]] = ("operation", "neutral", "purpose", "statement")
"""The labels of the words between goods and their software: software specially designed for use of, 专用控制软件."""
_LINK: Final[PhraseLabel] = "subject-link"
_OF_MAKING: Final[tuple[PhraseLabel, ...]] = ("making", "technology", "carrier", "purpose", _LINK)
"""The labels of the words between goods and their technology: for the production of."""
_MADE: Final = re.compile(r"(?P<words>[\u4e00-\u9fff]+)\s+")
"""The words directly behind goods, and a blank."""
_BRACKET: Final = re.compile(r"(?<=[\u4e00-\u9fff])[(（][^()（）]*\d[^()（）]*[)）](?=[\u4e00-\u9fff])")
"""Figures in brackets between Chinese words."""
_DIVIDES: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""A blank between Chinese characters, which separates segments."""


def with_technology(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the technology of the only named goods, whose word is beside the name, as are words for the making of the goods."""
    terms = [code for term in text.annotations_of("term") for code in term.meanings]
    names = _distinct_names(law, text)
    if len(names) != 1 or (terms and not is_medium(terms)):
        return
    name = names[0]
    named = names_technology(law, [name])
    words = [word for word in _words_for_technology(text) if named or not _is_apart(text, name, word)]
    words = [word for word in words if not is_within(word, [name])]
    if not words or _is_taught(text, words):
        return
    start, end = min(name.start, words[0].start), max(name.end, words[-1].end)
    if any(start <= hit.start < end for hit in text.phrases("part", text.tokens)):
        return
    end = _end_of_description(text, end)
    between = [token for token in text.tokens_in(start, end) if not is_within(token, [name, *words])]
    made = text.text[name.start : words[0].start].strip() if name.end <= words[0].start else ""
    if not all(_is_silent(text, token) for token in between):
        return
    meanings = name.meanings if named else _technology_of(law, lexicon, name, made)
    if not meanings:
        end = max(name.end, words[-1].end)
        if _is_whole_subject(text, name, (start, end), words) and _is_served(law, name, TECHNOLOGY):
            yield from _as_form_of(text, name, (start, end), words, TECHNOLOGY)
        return
    for note in text.annotations_of("form", "technology"):
        if start <= note.start < end:
            text.retract(note)
    text.retract(name)
    yield text.annotation((start, end), "name", meanings=meanings)


def with_software(law: Register, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the software of the only named goods, with the words for what it does: 热等静压机专用控制软件."""
    words = [hit for hit in text.phrases("form", text.tokens) if _SOFTWARE in hit.meanings]
    if not words:
        return
    kinds = [name for name in text.names if all_have_form(law, [name], (_SOFTWARE,))]  # CNC software for
    goods = [name for name in text.names if name not in kinds]
    if len(goods) != 1:
        return
    name = goods[0]
    beside = [hit for label in _BESIDE_SOFTWARE for hit in text.phrases(label, text.tokens)]
    words = [
        hit
        for hit in words
        if not (is_within(hit, goods) or _is_apart(text, name, hit))
        and (CLOSES.match(text.text, hit.end) or any(adjacent(text.text, hit.end, word.start) for word in beside))
    ]
    if not words:
        return
    start, end = min(name.start, words[0].start), max(name.end, words[-1].end)
    spans: list[Spanned] = [name, *kinds, *words, *beside]
    if not all(is_within(token, spans) or not text.has(token.start, token.end) for token in text.tokens_in(start, end)):
        return
    if not (_is_served(law, name, _SOFTWARE) and _is_alone_behind(text, name, spans)):
        return
    for kind in kinds:
        text.retract(kind)
    before = [token for token in text.tokens if token.end <= start]
    while before and text.has(before[-1].start, before[-1].end) and is_within(before[-1], beside):
        start = before.pop().start  # winding path CNC software
    yield from _as_form_of(text, name, (start, end), words, _SOFTWARE)


def _distinct_names(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the names of a text without later ones of the same goods, and without general ones of goods that are also named."""
    names = list({name.meanings: name for name in reversed(text.names)}.values())
    return [
        name
        for name in names
        if not any(
            other is not name
            and all(
                id_ in law.materials and set(other.meanings) <= set(law.materials[id_].may_be) for id_ in name.meanings
            )
            for other in names
        )
    ]


def _is_whole_subject(
    text: AnnotatedText, name: Annotation, span: tuple[int, int], words: Iterable[LexiconHit]
) -> bool:
    """Return whether technology is about the named goods, and not about goods that other words make of the name.

    Before the name, words may describe the goods. Behind it, only words for making and technology may follow: drawings for a
    streak camera bracket are about the bracket, 病毒检测试剂生产工艺 about reagents.
    """
    known: list[Spanned] = [name, *words, *(hit for label in _OF_MAKING for hit in text.phrases(label, text.tokens))]
    figures_end = _end_with_figures(text, name)
    return all(
        is_within(token, known)
        or name.end <= token.start < figures_end
        or (token.end <= name.start and is_described(text, token))
        for token in text.tokens_in(*span)
    ) and _is_alone_behind(text, name, known)


def _is_alone_behind(text: AnnotatedText, name: Annotation, known: Iterable[Spanned]) -> bool:
    """Return whether no unknown word follows the name of goods directly; a figure divides a text."""
    known = [*known, *text.phrases(_LINK, text.tokens)]
    end = name.end
    for token in text.tokens_in(end, len(text.text)):
        if (
            token.word[0].isdecimal()
            or not adjacent(text.text, end, token.start)
            or _DIVIDES.search(text.text, end - 1, token.start + 1)
        ):
            return True
        if not is_within(token, known):
            figures = text.annotations_of("property", "measure", "share")
            return is_within(token, figures)
        end = token.end
    return True


def _as_form_of(
    text: AnnotatedText, name: Annotation, span: tuple[int, int], words: Iterable[LexiconHit], form: str
) -> Iterator[Annotation]:
    """Yield the name of goods over their technology or software, and this as their form.

    Terms of trade within the span may be other goods: a rabies vaccine is none of the virus.
    """
    start, end = span
    if any(start <= term.start < end for term in text.annotations_of("term")):
        return
    for note in text.annotations_of("form", "technology"):
        if start <= note.start < end and (note.label == "technology" or note.value in INTANGIBLE):
            text.retract(note)
    text.retract(name)
    yield text.annotation(span, "name", form, meanings=name.meanings)
    yield from (text.annotation(place, "form", form) for place in sorted({(word.start, word.end) for word in words}))


def _is_served(law: Register, name: Annotation, form: str) -> bool:
    """Return whether each meaning of a name is that of listed things, and an entry for their technology or software serves it."""
    return all(
        entry_code(meaning) is None
        and is_listed(law, meaning)
        and any(
            form in law.entries[serving].forms
            for id_ in (meaning, *law.materials[meaning].may_be)
            for code in law.materials[id_].entries
            for serving in law.support_entries.get(code, ())
        )
        for meaning in name.meanings
    )


def _end_of_description(text: AnnotatedText, end: int) -> int:
    """Return the end of the clause behind a position if all its words only describe what is before them, else the position."""
    behind = text.tokens_in(end, clause_end(text.text, end))
    return behind[-1].end if behind and all(_is_silent(text, token) for token in behind) else end


def _words_for_technology(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words for technology that close their segment or come before what they are about: drawings of, 工艺规程.

    Goods that are made to a drawing are no technology.
    """
    papers = text.phrases("dispatch", text.tokens)
    hits = [hit for label in ("technology", "carrier") for hit in text.phrases(label, text.tokens)]
    hits += _words_of_form(text)
    hits += _manuals(text)
    hits = [hit for hit in hits if not begins_within(hit, papers)]
    return sorted(hit for hit in hits if CLOSES.match(text.text, hit.end))


def _is_apart(text: AnnotatedText, name: Annotation, word: LexiconHit) -> bool:
    """Return whether a mark separates a word for technology from the name of goods: its papers then come with the goods."""
    start, end = min(_end_with_figures(text, name), word.end), max(name.start, word.start)
    if name.end <= word.start and _is_made(text, name.end, word.start):
        return False
    return PAPERS_APART.search(text.text, max(0, start - 1), end + 1) is not None


def _end_with_figures(text: AnnotatedText, name: Annotation) -> int:
    """Return the end of a name with the figures in brackets directly behind it, between Chinese words: 电弧炉(2000℃)制造图纸."""
    bracket = _BRACKET.match(text.text, name.end)
    return bracket.end() if bracket and not text.has(*bracket.span()) else name.end


def _is_made(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether only Chinese words for making, and a blank behind them, are between goods and technology: 镓提纯 工艺包."""
    between = text.tokens_in(start, end)
    made = _MADE.fullmatch(text.text, start, end)
    making = text.phrases("making", between)
    return bool(made and making and making[-1].end == start + len(made["words"])) and all(
        is_within(token, making) or is_described(text, token) for token in between
    )


def _manuals(text: AnnotatedText) -> list[LexiconHit]:
    """Return the manuals directly behind a word for making goods or a process: synthesis manual, 工艺手册."""
    made = [*text.phrases("making", text.tokens), *_words_of_form(text)]
    return [
        hit
        for hit in text.phrases("manual", text.tokens)
        if any(word.end <= hit.start and adjacent(text.text, word.end, hit.start) for word in made)
    ]


def _words_of_form(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words that state the form technology: process, 工艺."""
    return [hit for hit in text.phrases("form", text.tokens) if TECHNOLOGY in hit.meanings]


def _is_taught(text: AnnotatedText, words: Iterable[LexiconHit]) -> bool:
    """Return whether a text is about teaching technology: a course. 规程 within 工艺规程 is none."""
    taught = text.phrases("taught", text.tokens)
    return any(
        not (is_within_longer(hit, words) or any(word.end == hit.end and word.words != hit.words for word in words))
        for hit in taught
    )


def _is_silent(text: AnnotatedText, token: Token) -> bool:
    """Return whether a word between goods and their technology is read, describes the goods, or is one for making them."""
    if any(is_within(token, text.phrases(label, text.tokens)) for label in _SILENT):
        return True
    uses = text.phrases("role", text.tokens)
    return not is_within(token, uses) and (not text.has(token.start, token.end) or is_described(text, token))


def _technology_of(law: Register, lexicon: Lexicon, name: Annotation, made: str) -> tuple[str, ...]:
    """Return the technology of goods: of their name with the words for making them, else of the name or of their first names."""
    materials = named_materials(law, [name])
    written = [
        name.words,
        *(word for material in materials for word in (*material.names.en[:1], *material.names.zh[:1])),
    ]
    kinds = _kinds_of(lexicon, [made]) or _kinds_of(lexicon, written)
    return kinds.pop() if len(kinds) == 1 else ()


def _kinds_of(lexicon: Lexicon, written: Iterable[str]) -> set[tuple[str, ...]]:
    """Return the goods that some words denote together with a word for technology."""
    phrases = [pattern.format(word) for word in written for pattern in TECHNOLOGY_OF]
    return {meanings for phrase in phrases if (meanings := meanings_of(lexicon, phrase))}

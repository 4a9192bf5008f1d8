"""A word for technology beside the name of goods makes it their technology: 磷化铟单晶生长工艺, drawings for NdFeB magnets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.descriptions import is_described
from exportctl.goods.annotate.joint_names import meanings_of
from exportctl.goods.customs import is_medium
from exportctl.goods.meaning import TECHNOLOGY_OF, names_technology
from exportctl.goods.text import begins_within, is_within
from exportctl.law.patterns import clause_end
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law import lexicon as words_of
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_TECHNOLOGY: Final = "technology"
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,;:，；、。：()（）|/+&]|\b(?:of|for|on|and)\b|[和及与])|(?<=[\u4e00-\u9fff])\s", re.IGNORECASE
)
"""The text behind a word for technology that is not a part of a longer name: drawings of, 工艺规程 PDF."""
PAPERS_APART: Final = re.compile(r"[,;，；、。()（）|]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""A mark between goods and papers that come with them: 钕铁硼磁铁 图纸."""
_SILENT: Final[tuple[words_of.Label, ...]] = ("making", "neutral", "purpose", "technology", "carrier")


def with_technology(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the technology of the only named goods, whose word is beside the name, as are words for the making of the goods."""
    terms = [code for term in text.annotations_of("term") for code in term.meanings]
    if len(text.names) != 1 or (terms and not is_medium(terms)):
        return
    name = text.names[0]
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
    meanings = name.meanings if named else _technology_of(law, lexicon, name, made)
    if not (meanings and all(_is_silent(text, token) for token in between)):
        return
    for note in text.annotations_of("form", "technology"):
        if start <= note.start < end:
            text.retract(note)
    text.retract(name)
    yield text.annotation((start, end), "name", meanings=meanings)


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
    return sorted(hit for hit in hits if _CLOSES.match(text.text, hit.end))


def _is_apart(text: AnnotatedText, name: Annotation, word: LexiconHit) -> bool:
    """Return whether a mark separates a word for technology from the name of goods: its papers then come with the goods."""
    start, end = min(name.end, word.end), max(name.start, word.start)
    return PAPERS_APART.search(text.text, max(0, start - 1), end + 1) is not None


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
    return [hit for hit in text.phrases("form", text.tokens) if _TECHNOLOGY in hit.meanings]


def _is_taught(text: AnnotatedText, words: Iterable[LexiconHit]) -> bool:
    """Return whether a text is about teaching technology: a course. 规程 within 工艺规程 is none."""
    taught = text.phrases("taught", text.tokens)
    return any(
        not any(
            (word.start <= hit.start and hit.end <= word.end and word.words != hit.words) or word.end == hit.end
            for word in words
            if word.words != hit.words
        )
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
    materials = [law.materials[id_] for id_ in name.meanings if id_ in law.materials]
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

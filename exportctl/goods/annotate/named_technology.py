"""A word for technology beside the name of goods makes it their technology: 磷化铟单晶生长工艺, drawings for NdFeB magnets."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.descriptions import is_described
from exportctl.goods.annotate.joint_names import meanings_of
from exportctl.goods.text import is_within
from exportctl.law.patterns import clause_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law import lexicon as words_of
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_TECHNOLOGY: Final = "technology"
_TECHNOLOGY_OF: Final = ("{} technology", "{} production technology", "{}技术", "{}生产技术")
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,;:，；、。：()（）|/+&]|\b(?:of|for|on|and)\b|[和及与])|(?<=[\u4e00-\u9fff])\s", re.IGNORECASE
)
"""The text behind a word for technology that is not a part of a longer name: drawings of, 工艺规程 PDF."""
PAPERS_APART: Final = re.compile(r"[,;，；、。()（）|]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""A mark between goods and papers that come with them: 钕铁硼磁铁 图纸."""
_SILENT: Final[tuple[words_of.Label, ...]] = ("making", "neutral", "purpose", "technology", "carrier")


def with_technology(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the technology of the only named goods, whose word is beside the name, as are words for the making of the goods."""
    words = _words_for_technology(text)
    if not words or len(text.names) != 1 or text.annotations_of("term") or _is_taught(text, words):
        return
    name = text.names[0]
    start, end = min(name.start, words[0].start), max(name.end, words[-1].end)
    between = sorted([*((word.start, word.end) for word in words), (name.start, name.end)])
    if any(
        PAPERS_APART.search(text.text, max(0, end_ - 1), start_ + 1) for (_, end_), (start_, _) in pairwise(between)
    ):
        return
    if any(start <= hit.start < end for hit in text.phrases("part", text.tokens)):
        return
    behind = text.tokens_in(end, clause_end(text.text, end))
    end = behind[-1].end if behind and all(_is_silent(text, token) for token in behind) else end
    meanings = _technology_of(law, lexicon, name)
    if meanings and all(
        _is_silent(text, token) for token in text.tokens_in(start, end) if not is_within(token, [name, *words])
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
    if any(is_within(token, text.phrases(label, text.tokens)) for label in _SILENT):
        return True
    uses = text.phrases("role", text.tokens)
    return not is_within(token, uses) and (not text.has(token.start, token.end) or is_described(text, token))


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
        if (meanings := meanings_of(lexicon, pattern.format(word)))
    }
    return kinds.pop() if len(kinds) == 1 else ()

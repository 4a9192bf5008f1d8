"""Parts and machines that are listed goods only because of what they are for: copper roll for strip casting furnaces, 速凝炉铜辊.

Their own name is that of ordinary goods, and the name of the machine beside it that of other listed goods.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import kinds_of
from exportctl.goods.text import consists_of, is_within, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_MACHINE: Final = re.compile(r"\s+(?:the\s+|an?\s+)?(?:[\w./-]+[\s,]+){0,3}", re.IGNORECASE)
"""The words behind `for` that describe the machine before its name: the new vacuum."""
_COMMA: Final = re.compile(r"\s*[,，(（-]\s*(?:[\w./-]+\s+){0,2}")
"""The mark between a part and the machine that it is for, in English: copper roll, strip casting furnace."""
_DESCRIBED: Final = re.compile(r"\s*[\u4e00-\u9fff]{0,4}")
"""The Chinese words that describe the machine before its name."""
_MARKS: Final = ",(（-"
_MARKS_ZH: Final = " \t,，;；、(（:："
_MARKS_BEFORE: Final = "-:："
"""The marks between a part and the machine that it is for: in English, in Chinese, and behind the machine."""


def used_parts(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the name of the first part beside the name of what it is for, and the words for that, which do not name the goods."""
    for hit in text.phrases("used", text.tokens):
        if any(overlap(note, hit) and not is_within(note, [hit]) for note in text.names):
            continue
        for name in text.names:
            span = _span_of_use(text, hit, name)
            meanings = _meanings_beside(law, hit, name) if span else ()
            if span and meanings:
                yield from _as_part(text, hit, span, meanings)
                return


def _as_part(
    text: AnnotatedText, hit: LexiconHit, span: tuple[int, int], meanings: tuple[str, ...]
) -> Iterator[Annotation]:
    """Yield the name of a part, and the words for its use, instead of the names within them."""
    for note in [note for note in text.names if span[0] <= note.start < span[1] or is_within(note, [hit])]:
        text.retract(note)
    yield text.annotation((hit.start, hit.end), "name", meanings=meanings)
    yield text.annotation(span, "neutral", text.text[slice(*span)].strip())


def _meanings_beside(law: Register, hit: LexiconHit, name: Annotation) -> tuple[str, ...]:
    """Return the meanings of a part that are for what a name means."""
    kinds = kinds_of(law, name)
    return tuple(id_ for id_ in hit.meanings if not kinds.isdisjoint(law.materials[id_].of))


def _span_of_use(text: AnnotatedText, hit: LexiconHit, name: Annotation) -> tuple[int, int] | None:
    """Return the words for the use of a part, with the name of what it is for; None if the name is not its use."""
    if name.end <= hit.start and consists_of(text, (name.end, hit.start), "before-part", _MARKS_BEFORE):
        return name.start, hit.start
    if hit.end > name.start:
        return None
    if _COMMA.fullmatch(text.text, hit.end, name.start) or _is_linked(text, hit.end, name.start):
        return hit.end, name.end
    behind = len(text.text) - len(text.text[name.end :].lstrip())
    uses = [use for use in text.every_phrase("part-use") if use.start == behind]
    return (hit.end, uses[0].end) if uses and _is_linked_in_chinese(text, hit.end, name.start) else None


def _is_linked(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether words for a use, and a few that describe the machine, are between a part and a machine: designed for the new."""
    return any(
        consists_of(text, (start, link.start), "of-part-use", _MARKS) and _MACHINE.fullmatch(text.text, link.end, end)
        for link in text.phrases("part-link", text.tokens_in(start, end))
    )


def _is_linked_in_chinese(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether a word for a use at most, and a few that describe the machine, are between a Chinese part and a machine."""
    opened = len(text.text) - len(text.text[start:].lstrip(_MARKS_ZH))
    links = text.phrases("part-link-zh", text.tokens_in(start, end))
    ends = (opened, *(link.end for link in links if link.start == opened))
    return any(_DESCRIBED.fullmatch(text.text, behind, end) for behind in ends)

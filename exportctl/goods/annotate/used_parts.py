"""Parts and machines that are listed goods only because of what they are for: copper roll for strip casting furnaces, 速凝炉铜辊.

Their own name is that of ordinary goods, and the name of the machine beside it that of other listed goods.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import kinds_of
from exportctl.goods.text import is_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_WORDS: Final = r"(?:[\w./-]+[\s,]+){0,3}"
_FOR: Final = re.compile(
    r"[\s,(（-]*(?:(?:spare|part|parts)\b\s*)?(?:(?:specially|purpose|custom|exclusively)[\s-]*)?(?:(?:designed|made|built|suitable|used)\s+)?"
    rf"(?:for(?:\s+use)?(?:\s+(?:in|on|with))?|of|to\s+suit|in)\s+(?:the\s+|an?\s+)?{_WORDS}",
    re.IGNORECASE,
)
"""The words between a part and the machine that it is for."""
_BEHIND: Final = re.compile(r"[\s,，;；、(（:：]*(?:用于|适用于|配套于?|配)?\s*[\u4e00-\u9fff]{0,4}")
"""The text between a Chinese part and the machine that it is for, which a word for a use follows: 铜辊 速凝炉用."""
_USE: Final = re.compile(r"\s*(?:专用|专配|专供|所用|配用|配套用?|备用|用|上用|使用|设备用)")
_COMMA: Final = re.compile(r"\s*[,，(（-]\s*(?:[\w./-]+\s+){0,2}")
"""The mark between a part and the machine that it is for, in English: copper roll, strip casting furnace."""
_BEFORE: Final = re.compile(
    r"(?:\s|-|\b(?:spare|parts?|special|dedicated|separation|purification|production|recycling|refining)\b|分离|提纯|萃取|生产|加工|二次资源|资源|回收|利用|晶界扩散|专用|专配|专供|所用|配用|配套|配件|备件|用|的|之|[:：])*",
    re.IGNORECASE,
)
"""The words between a machine and a part behind its name: 速凝炉专用铜辊."""


def used_parts(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the name of the first part beside the name of what it is for, and the words for that, which do not name the goods."""
    for hit in text.phrases("used", text.tokens):
        if any(note.start < hit.end and hit.start < note.end and not is_within(note, [hit]) for note in text.names):
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
    if name.end <= hit.start and _BEFORE.fullmatch(text.text, name.end, hit.start):
        return name.start, hit.start
    if hit.end <= name.start:
        if _FOR.fullmatch(text.text, hit.end, name.start) or _COMMA.fullmatch(text.text, hit.end, name.start):
            return hit.end, name.end
        use = _USE.match(text.text, name.end)
        if use and _BEHIND.fullmatch(text.text, hit.end, name.start):
            return hit.end, use.end()
    return None

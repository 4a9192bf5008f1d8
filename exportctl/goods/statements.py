"""The words of a text that state a part of criteria, which no figure does: BVLOS, sterilisable in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.segments import segments_of

if TYPE_CHECKING:
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law import lexicon

_OPEN: Final[tuple[lexicon.Label, ...]] = ("absent", "alternative", "spare", *CHANGING)
"""The labels of words beside which a statement is denied, is an option, or is about something else."""
_DENIED_BEFORE: Final = re.compile(r"(?:[不未非无](?:可|能|带|配|支持|具备)?|\b(?:no|never))\s*$", re.IGNORECASE)
_DENIED_BEHIND: Final = re.compile(r"\s*[:：=]?\s*(?:无|否|不|未|可选|选配|(?:no|none|not|optional)\b)", re.IGNORECASE)


def statements_in(text: AnnotatedText) -> frozenset[str]:
    """Return the statements that no word beside them denies or leaves open."""
    if not text.holds("statement"):
        return frozenset()
    hits = text.phrases("statement", text.tokens)
    return frozenset([word for hit in hits if _is_affirmed(text, hit) for word in hit.meanings])


def _is_affirmed(text: AnnotatedText, hit: LexiconHit) -> bool:
    """Return whether a statement counts: not without SIP, nor with SIP as an option."""
    around = [item for item in segments_of(text) if item.start < hit.end and hit.start < item.end]
    beside = [
        token for item in around for token in item.tokens if not (hit.start <= token.start and token.end <= hit.end)
    ]
    return not (
        any(text.phrases(label, beside) for label in _OPEN)
        or _DENIED_BEFORE.search(text.text, 0, hit.start)
        or _DENIED_BEHIND.match(text.text, hit.end)
    )

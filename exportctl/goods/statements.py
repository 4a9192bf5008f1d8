"""The words of a text that state a part of criteria, which no figure does: BVLOS, sterilisable in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.segments import segments_of

if TYPE_CHECKING:
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law import lexicon

_OPEN: Final[tuple[lexicon.Label, ...]] = ("absent", "alternative", "spare", *CHANGING)
"""The labels of words beside which a statement is denied, is an option, or is about something else."""
_SOFTWARE: Final = frozenset({"software", "firmware", "licence", "license", "软件", "固件"})
"""Words that make the goods the software of what is named: beside these, a statement is about the software."""
_BETWEEN: Final = " :：="
"""The characters between a statement and its denial: SIP: none."""


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
        any(found.words.casefold() not in _SOFTWARE for label in _OPEN for found in text.phrases(label, beside))
        or any(_is_beside(text.text, hit, denial) for denial in text.phrases("denial", text.tokens))
    )


def _is_beside(text: str, hit: LexiconHit, denial: LexiconHit) -> bool:
    """Return whether a denial is directly before a statement, or after it."""
    before = denial.start < hit.start and not text[denial.end : hit.start].strip()
    return before or (hit.end <= denial.start and not text[hit.end : denial.start].strip(_BETWEEN))

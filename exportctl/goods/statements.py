"""The words of a text that state a part of criteria, which no figure does: BVLOS, sterilisable in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.segments import segments_of
from exportctl.goods.tested import entries_of
from exportctl.goods.text import is_within
from exportctl.law.corroboration import statable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law import lexicon
    from exportctl.law.register import Register

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
    hits = text.every_phrase("statement")
    return frozenset([word for hit in hits if _is_affirmed(text, hit) for word in hit.meanings])


def statements_about(law: Register, text: AnnotatedText, names: Iterable[Annotation]) -> list[LexiconHit]:
    """Return the statements about a criterion of an entry of the named goods: they describe the goods and name no others."""
    if not text.holds("statement"):
        return []
    meanings = [meaning for note in names for meaning in note.meanings]
    of_entries = {
        word for entry in entries_of(law, meanings) for part in statable(entry.criteria) for word in part.stated
    }
    hits = text.every_phrase("statement") if of_entries else ()
    return [hit for hit in hits if not of_entries.isdisjoint(hit.meanings) and _is_affirmed(text, hit)]


def _is_affirmed(text: AnnotatedText, hit: LexiconHit) -> bool:
    """Return whether a statement counts: not without SIP, nor with SIP as an option. A word within the name of goods is neither."""
    around = [item for item in segments_of(text) if item.start < hit.end and hit.start < item.end]
    names = text.annotations_of("name")
    others = [token for item in around for token in item.tokens if not is_within(token, [hit])]
    beside = [token for token in others if not is_within(token, names)]
    return not (
        any(found.words.casefold() not in _SOFTWARE for label in _OPEN for found in text.phrases(label, beside))
        or any(_is_beside(text.text, hit, denial) for denial in _denials(text))
    )


def _denials(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words that deny what is beside them, but not those within longer words: 不 of 不锈钢."""
    words = text.phrases("quality", text.tokens)
    return [hit for hit in text.phrases("denial", text.tokens) if not is_within(hit, words) or hit in words]


def _is_beside(text: str, hit: LexiconHit, denial: LexiconHit) -> bool:
    """Return whether a denial is directly before a statement, or after it."""
    before = denial.start < hit.start and not text[denial.end : hit.start].strip()
    return before or (hit.end <= denial.start and not text[hit.end : denial.start].strip(_BETWEEN))

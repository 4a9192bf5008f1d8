"""The words of a text that state a part of criteria, which no figure does: BVLOS, sterilisable in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.segments import segments_of
from exportctl.goods.tested import entries_of
from exportctl.goods.text import is_within, overlap
from exportctl.law.corroboration import statable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.register import Register

_OPEN: Final[tuple[PhraseLabel, ...]] = ("absent", "alternative", "spare", *CHANGING)
"""The labels of words beside which a statement is denied, is an option, or is about something else."""
_SOFTWARE: Final = "software"
_LONGER: Final[tuple[PhraseLabel, ...]] = ("statement", "feature", "quality", "surface-material")
"""The labels of words that may begin with one for a denial, and deny nothing."""
SURFACES: Final = "surfaces"
"""The annotator of the materials that touch the medium. Its annotations state them."""
_BETWEEN: Final = " :：="
"""The characters between a statement and its denial: SIP: none."""


def statements_in(text: AnnotatedText) -> frozenset[str]:
    """Return the statements that no word beside them denies or leaves open, and those on the surfaces of a machine."""
    of_surfaces = frozenset(note.value for note in text.annotations_of("neutral") if note.annotator == SURFACES)
    if not text.holds("statement"):
        return of_surfaces
    return of_surfaces.union(word for hit in affirmed_statements(text) for word in hit.meanings)


def affirmed_statements(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words for statements that no word beside them denies or leaves open; one may lie within another."""
    return [hit for hit in text.every_phrase("statement") if _is_affirmed(text, hit)]


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
    around = [item for item in segments_of(text) if overlap(item, hit)]
    names = text.annotations_of("name")
    others = [token for item in around for token in item.tokens if not is_within(token, [hit])]
    beside = [token for token in others if not is_within(token, names)]
    software = [
        form for form in text.phrases("form", beside) if _SOFTWARE in form.meanings
    ]  # it is what is stated about
    return not (
        any(not is_within(other, software) for label in _OPEN for other in text.phrases(label, beside))
        or is_denied(text, hit)
    )


def is_denied(text: AnnotatedText, hit: LexiconHit) -> bool:
    """Return whether a word that denies is directly before some words, or after them."""
    return any(_is_beside(text.text, hit, denial) for denial in _denials_in(text))


def _denials_in(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words that deny what is beside them, without those within longer words: 不 of 不锈钢."""
    longer = [item for label in _LONGER for item in text.phrases(label, text.tokens) if len(item.words) > 1]
    return [
        denial
        for denial in text.phrases("denial", text.tokens)
        if not any(item.start <= denial.start and denial.end < item.end for item in longer)
    ]


def _is_beside(text: str, hit: LexiconHit, denial: LexiconHit) -> bool:
    """Return whether a denial is directly before a statement, or after it."""
    before = denial.start < hit.start and not text[denial.end : hit.start].strip()
    return before or (hit.end <= denial.start and not text[hit.end : denial.start].strip(_BETWEEN))

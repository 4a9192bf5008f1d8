"""Contents of data carriers: files on a stick or a laptop may be technology, whatever the carrier is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.annotate.purpose import purpose_word
from exportctl.goods.annotate.technology import is_head
from exportctl.goods.customs import is_data_medium, may_hold_data
from exportctl.goods.text import is_within_longer, same_place
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def carried_files(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the words for what is recorded on the carrier with which a text begins, or for files before `on` and their carrier.

    A carrier in a purpose holds nothing: case for laptop, documents.
    """
    end = _start_of_purpose(law, lexicon, text)
    contents = _contents(text, "carried-data", end)
    carriers = [*_carriers(text, contents, may_hold_data), *_contents(text, "data-carrier", end)]
    terms = [
        term.start for term in text.phrases("term", text.tokens) if not any(same_place(term, hit) for hit in contents)
    ]
    first = min(terms, default=end)
    for hit in contents:
        if any(carrier.end <= hit.start and carrier.start <= first for carrier in carriers) or any(
            _is_on(text, hit, carrier) for carrier in carriers
        ):
            yield text.annotation((hit.start, hit.end), "technology", hit.words)


def carried_manuals(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to a manual directly after `with` and a medium for data: a laptop comes with a manual for it, a stick with a file."""
    contents = _contents(text, "manual", _start_of_purpose(law, lexicon, text))
    media = _carriers(text, contents, is_data_medium)
    for hit in contents:
        if any(medium.end <= hit.start for medium in media) and any(
            adjacent(text.text, part.end, hit.start) for part in text.phrases("part", text.tokens)
        ):
            yield text.annotation((hit.start, hit.end), "technology", hit.words)


def _start_of_purpose(law: Register, lexicon: Lexicon, text: AnnotatedText) -> int:
    """Return the start of the purpose of the goods, or the end of the text."""
    purpose = purpose_word(law, lexicon, text)
    return purpose[0] if purpose else len(text.text)


def _contents(text: AnnotatedText, label: PhraseLabel, end: int) -> list[LexiconHit]:
    """Return the words of a label before an end that no noun follows, and that are no part of a longer term: no document holder."""
    terms = text.phrases("term", text.tokens)
    hits = text.phrases(label, text.tokens)
    return [hit for hit in hits if hit.end <= end and is_head(text, hit.end) and not is_within_longer(hit, terms)]


def _carriers(text: AnnotatedText, contents: list[LexiconHit], holds: Callable[[str], bool]) -> list[LexiconHit]:
    """Return the first term of trade outside contents, if it is for carriers of data."""
    terms = [term for term in text.phrases("term", text.tokens) if not any(same_place(term, hit) for hit in contents)]
    return [term for term in terms[:1] if all(map(holds, term.meanings))]


def _is_on(text: AnnotatedText, content: LexiconHit, carrier: LexiconHit) -> bool:
    """Return whether contents are before a word such as `on` and their carrier: files on a CD."""
    return any(
        adjacent(text.text, content.end, hit.start) and hit.end <= carrier.start
        for hit in text.phrases("part", text.tokens)
    )

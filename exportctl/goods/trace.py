"""The trace of a text is every annotation in it, in the order of the words, and the unread words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.annotation import KEYWORDS, NAMES
from exportctl.goods.known import KNOWN_WHOLE
from exportctl.goods.meaning import names_of
from exportctl.goods.pipeline import annotate

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.stated import Goods
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


class Trace(NamedTuple):
    """A text, the annotations of its rules, and the unread words."""

    item: str
    annotations: tuple[Annotation, ...]
    unread: tuple[str, ...]


def trace(law: Register, lexicon: Lexicon, goods: Goods) -> Trace:
    """Return the annotations of the text of goods with their rules; a text that is known as a whole has one annotation."""
    item, interpreted = goods.item, goods.interpreted
    if any(note.rule == KNOWN_WHOLE for note in interpreted.annotations):
        return Trace(item, interpreted.annotations, ())
    keywords = [note for note in interpreted.annotations if note.annotator == KEYWORDS]
    text = annotate(law, lexicon, interpreted.writing or item, keywords)
    notes = (
        note._replace(
            words=item[note.start : note.end], value=names_of(law, note) if note.label in NAMES else note.value
        )
        for note in text.annotations
    )
    return Trace(
        item,
        tuple(sorted(notes, key=lambda note: (note.start, note.end))),
        tuple(item[token.start : token.end] for token in text.unread),
    )

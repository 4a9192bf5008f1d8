"""The words that meet a criterion of an entry of the named goods are read: nitrated binder, for plasma separation plant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.tested import entries_of
from exportctl.law.corroboration import leaves
from exportctl.law.model import Described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def stated_words(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the unread words that state a described criterion of the only named goods."""
    meanings = {name.meanings for name in text.names}
    if len(meanings) != 1:
        return
    tested = {
        word.casefold()
        for entry in entries_of(law, meanings.pop())
        for part in leaves(entry.criteria)
        if isinstance(part, Described)
        for word in part.stated
    }
    for hit in text.phrases("statement"):
        if any(word.casefold() in tested for word in hit.meanings):
            yield text.annotation((hit.start, hit.end), "neutral")

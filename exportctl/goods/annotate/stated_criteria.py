"""The words that state a part of the criteria of named things: a cell of refractory brick, T800 carbon/epoxy tubes.

Such a word describes the thing. It names no other goods, although elsewhere it may: 石墨阳极, 耐火砖.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import entry_code
from exportctl.goods.statements import affirmed_statements, statements_about
from exportctl.goods.text import is_within, overlap
from exportctl.law.forms import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_ARTICLES: Final = THINGS | {None}


def stated_criteria(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words that state criteria of the first named thing, outside of its name, and are no figures."""
    affirmed = affirmed_statements(text)
    thing = next((note for note in text.names if not is_within(note, affirmed)), None)
    if thing is None or not _is_thing(law, thing):
        return
    stated = [hit for hit in statements_about(law, text, [thing]) if not hit.words[0].isdecimal()]
    stated = [hit for hit in stated if not overlap(hit, thing)]
    read = text.annotations_of("code", "cas", "name", "neutral", "property")
    for hit in stated:
        cut = [note for note in read if overlap(note, hit)]
        if not all(note.label == "name" and note in text.names and is_within(note, [hit]) for note in cut):
            continue
        for name in cut:
            text.retract(name)
        yield text.annotation((hit.start, hit.end), "neutral", hit.words)


def _is_thing(law: Register, note: Annotation) -> bool:
    """Return whether all meanings of a name are things or articles without a form of material, or entries for equipment."""
    return all(
        all("equipment" in law.entries[entry].forms for entry in law.entries_at(code))
        if (code := entry_code(meaning))
        else law.materials[meaning].form in _ARTICLES
        for meaning in note.meanings
    )

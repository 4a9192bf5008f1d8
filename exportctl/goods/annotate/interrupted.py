"""Names that words interrupt which only describe: germanium epi-ready substrate is a germanium substrate, 镝旋转靶 is 镝靶."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.annotate.descriptions import APART, is_described
from exportctl.law.trie import tokens_of
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def interrupted_names(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield names of goods that consist of a name and a later form, with only descriptions between them."""
    forms = [note for note in text.annotations if note.label == "form"]
    for form in forms:
        name = max((note for note in text.names if note.end <= form.start), key=lambda note: note.end, default=None)
        if name is None or name.label != "name" or APART.search(text.text, name.end, form.start):
            continue
        between = [token for token in text.tokens if name.end <= token.start and token.end <= form.start]
        meanings = _meanings(lexicon, name, form) if between else ()
        if not meanings or meanings == name.meanings:
            continue
        if all(is_described(text, token) for token in between if text.has(token.start, token.end)):
            text.retract(name)
            yield text.annotation((name.start, form.end), "name", meanings=meanings)


def _meanings(lexicon: Lexicon, name: Annotation, form: Annotation) -> tuple[str, ...]:
    """Return the goods that a name and a word for a form denote together; none if they are no name."""
    joint = "" if HAN.match(form.words) and HAN.search(name.words, len(name.words) - 1) else " "
    words = f"{name.words}{joint}{form.words}"
    tokens = tokens_of(words)
    for phrase in lexicon.phrases.phrases(words, tokens):
        if phrase.first == 0 and phrase.last == len(tokens) - 1:
            return phrase.senses.get("name", ())
    return ()

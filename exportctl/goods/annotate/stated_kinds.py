"""A description before or behind a mark may state the kind of the named goods: germanium ingot, zone refined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.joint_names import joint_meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_DESCRIBING: Final[tuple[Label, ...]] = ("neutral", "description", "form")


def with_kind(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the kind of the only named goods that a description before or behind a mark states: germanium ingot, zone refined."""
    names = text.names
    material = law.materials.get(names[0].meanings[0]) if len(names) == 1 and len(names[0].meanings) == 1 else None
    if material is None or not material.may_be or text.holds("denial"):
        return
    name = names[0]
    for note in [note for note in text.annotations_of(*_DESCRIBING) if note.start != name.start]:
        meanings = joint_meanings(lexicon, note.words, name.words) or joint_meanings(lexicon, name.words, note.words)
        if len(meanings) == 1 and meanings[0] in material.may_be and not law.materials[meanings[0]].may_be:
            text.retract(name)
            yield text.annotation((name.start, name.end), "name", meanings=meanings)
            return

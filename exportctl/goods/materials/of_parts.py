"""Materials of a part in a segment behind a finished product: a drill with a tungsten carbide tip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.segment_contents import MATERIAL_FORMS, PIECE_FORMS, ends_with_thing
from exportctl.goods.segments import segment_of
from exportctl.goods.stated_amounts import has_figure, has_quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon

_WORDS: Final = 2
_CHARACTERS: Final = 4
"""The largest number of words, and of Chinese characters, in the name of a part after its material."""


def end_of_part(lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> int | None:
    """Return the end of the material of a part, and of a known noun for the part: tungsten carbide tip.

    A form of the material, or a figure, makes it goods of its own.
    """
    home = segment_of(segments[1:], name)
    if home is None or any(
        not (MATERIAL_FORMS | PIECE_FORMS).isdisjoint(hit.meanings) for hit in text.phrases("form", home.tokens)
    ):
        return None
    end = home.tokens[-1].end
    behind = [token for token in home.tokens if token.start >= name.end]
    if text.phrases("change", behind) or text.phrases("anion", behind):
        return None
    if any(hit.end == end for hit in text.phrases("fitting", behind)):
        return None if has_quantity(text, home) else end
    most = _WORDS if behind and behind[-1].word.isascii() else _CHARACTERS
    is_thing = len(behind) <= most and not has_figure(text, home) and ends_with_thing(lexicon, text, home, name)
    return name.end if is_thing else None

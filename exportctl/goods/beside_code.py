"""Interpret words together with the customs code: under the heading of a product, its materials do not name the goods.

An entry printed beside a heading counts only if the words can be about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.attributes import is_finished
from exportctl.goods.customs import printed_beside

if TYPE_CHECKING:
    from exportctl.goods.interpreted import InterpretedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_FITS: Final = 0.8
"""The share of the pull of the best heading from which a customs code fits the words."""
_OF_PRODUCTS: Final = frozenset({"attributes", "finishes"})
"""The annotators that mark the materials and the finishes of products."""
_HEADING: Final = 4


def beside_code(
    law: Register, lexicon: Lexicon, item: str, wording: InterpretedText, code: str | None
) -> InterpretedText:
    """Return the reading of words beside a customs code; `apart` are the entries beside the headings that the words cannot mean."""
    model = lexicon.model
    pull = model.fit(item, code).pull if model and code else 0.0
    if model and code and wording.made_up and is_finished(lexicon, code) and pull >= model.doubt.pull:
        wording = wording._replace(may_be=frozenset(), possible_entries=(), similar_entries=(), made_up=False)
    if wording.possible_entries or wording.may_be:
        return wording
    fits = code and (pull >= _FITS or any(code[:_HEADING] == heading[:_HEADING] for heading in wording.headings))
    codes = (*wording.headings, *([code] if code and fits else []))
    lines = _lines_beside(law, codes) if codes else None
    return wording._replace(apart=lexicon.unlike(_without_materials(item, wording), lines)) if lines else wording


def _lines_beside(law: Register, codes: tuple[str, ...]) -> frozenset[str]:
    """Return the dual-use entries that are printed beside customs codes, and those of the materials that are.

    Entries of other lists also cover mixtures: any glue may contain a solvent that its words do not name.
    """
    lines: set[str] = set()
    for code in codes:
        of_code, materials = printed_beside(law, code)
        lines.update(of_code, *(law.materials[id_].entries for id_ in materials))
    return frozenset(filter(law.is_dual_use, lines))


def _without_materials(item: str, wording: InterpretedText) -> str:
    """Return a text with blanks in place of the materials and the finish of a product."""
    for note in wording.annotations:
        if note.annotator in _OF_PRODUCTS:
            item = item[: note.start] + " " * (note.end - note.start) + item[note.end :]
    return item

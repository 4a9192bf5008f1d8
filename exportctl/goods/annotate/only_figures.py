"""The only figure of its kind in a text may be the one that an entry tests, if keywords name the goods: a granulating kettle, 8 m3.

As any figure without the name of its property, it meets criteria, but it misses none, and it excludes no goods.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import KEYWORDS
from exportctl.goods.figures.best_values import as_best
from exportctl.goods.figures.named import fits
from exportctl.goods.figures.property_names import context_of
from exportctl.goods.figures.with_units import figures_with_units
from exportctl.goods.tested import entries_of, measured_by
from exportctl.goods.text import begins_within
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_ACROSS: Final = (
    re.compile(r"(?:\bdia(?:m(?:eter)?)?\.?|[øØΦφ⌀]|径|\b[IO]\.?D\.?)\s?$", re.IGNORECASE),
    re.compile(r"\s?(?:dia(?:m(?:eter)?)?\b|[øØΦφ⌀])", re.IGNORECASE),
)
"""What is before the figure of a diameter, or after it."""
_ALONG: Final = (
    re.compile(
        r"(?:\blen(?:gth)?\.?|\bL|\bH|[长高]度?|(?:dia(?:m(?:eter)?)?\.?|[øØΦφ⌀]|径)[^,;，；]{0,12}[x×*]\s?高?)\s?$",
        re.IGNORECASE,
    ),
    re.compile(r"\s?(?:long|in length|high|tall|length|height)\b", re.IGNORECASE),
)
"""The same of a length. It is the second of two sizes, if the first is a diameter: 2.4 m dia. x 36 m."""
_HINTS: Final = {"diameter": _ACROSS, "length": _ALONG, "height": _ALONG}
"""What is beside figures of properties whose ids end with these words."""
_UNASKED: Final = "unasked-figures"
"""The annotator of figures beside the name of a property that no entry tests: 400 MPa yield strength."""
_SHORTEST: Final = 4
"""The number of letters of a word that may name a property; shorter ones are units and their kinds: abs, rms, max."""
_LINKING: Final[tuple[PhraseLabel, ...]] = ("purpose", "part", "packed", "conjunction", "bound")
"""The labels of words that name none."""
_REACH: Final = 24


def only_figures(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the figures of properties that the entries of keywords test and that one figure of the text alone can be."""
    names = [note for note in text.names if note.annotator == KEYWORDS]
    if not names:
        return
    context = context_of(law, lexicon, text, names[:1])
    stated = text.annotations_of("property", "share")
    settled = {id_ for note in stated for id_ in note.meanings}
    claimed = [note for note in text.annotations_of("measure") if note.annotator == _UNASKED]
    figures = [figure for _, figure in figures_with_units(text.text) if not begins_within(figure, stated)]
    free = [figure for figure in figures if not (begins_within(figure, claimed) or _is_before_word(text, figure))]
    for entry in entries_of(law, dict.fromkeys(meaning for note in names for meaning in note.meanings)):
        ids = {item.parameter for item in measured_by(entry.criteria)} - settled
        for id_ in sorted(ids):
            figure = _only(law, text, id_, ids, figures if _hints_of(id_) else free)
            if figure:
                settled.add(id_)
                best = as_best(context, id_, text.text, figure._replace(unnamed=True), ())._replace(ranged=False)
                span = figure.start, figure.end
                yield text.annotation(span, "property", id_ + best.text, meanings=(id_,), figure=best)


def _only(
    law: Register, text: AnnotatedText, id_: str, ids: AbstractSet[str], figures: Sequence[Figure]
) -> Figure | None:
    """Return the only figure that may be that of a property and of no other one of some; None if there is none, or several."""
    hints = _hints_of(id_)
    fitting = [figure for figure in figures if fits(law, id_, figure.values)]
    if hints:
        fitting = [figure for figure in fitting if _is_hinted(text.text, figure, hints)]
    elif any(fits(law, other, figure.values) for other in ids - {id_} for figure in fitting):
        return None
    return fitting[0] if len(fitting) == 1 else None


def _hints_of(id_: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return what is beside the figures of a property, if only a word beside them separates them from others of their unit."""
    return _HINTS.get(id_.rpartition("_")[2])


def _is_before_word(text: AnnotatedText, figure: Figure) -> bool:
    """Return whether a word that may name the property is directly behind a figure: 400 MPa yield strength."""
    behind = next((token for token in text.tokens if token.start >= figure.end), None)
    if behind is None or not (behind.word.isascii() and behind.word.isalpha() and len(behind.word) >= _SHORTEST):
        return False
    known = [hit for label in _LINKING for hit in text.phrases(label, [behind])]
    return adjacent(text.text, figure.end, behind.start) and not known


def _is_hinted(text: str, figure: Figure, hints: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    """Return whether one of two patterns matches directly before a figure, or the other one directly behind it."""
    before, behind = hints
    return bool(before.search(text, max(0, figure.start - _REACH), figure.start) or behind.match(text, figure.end))

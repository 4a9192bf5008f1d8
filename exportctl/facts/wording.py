"""The words of a description that were understood, and those that were not, as the description writes them."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import NAMES
from exportctl.law.grouping import unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.stated import Goods


_BETWEEN: Final = re.compile(r"[;；,，、+&]|\band\b|[和及与]", re.IGNORECASE)
"""The text between two of several goods in a list."""


def annotations_as_written(goods: Goods) -> Sequence[Annotation]:
    """Return the annotations of a description in the order of its text; two that overlap are one, with all words as they are written.

    A number may be read twice, as a purity and in a grade: `A 99` and `99%` are parts of `A 99%`. The value is that of the
    annotation that states one.
    """
    shown: list[Annotation] = []
    for item in sorted(goods.interpreted.annotations, key=lambda annotation: (annotation.start, -annotation.end)):
        if shown and item.start < shown[-1].end:
            shown[-1] = _join(shown[-1], item)
        else:
            shown.append(item)
    return shown


def unread_words(goods: Goods) -> Sequence[str]:
    """Return the words that were not understood; Chinese characters that follow one another are one word."""
    shown: list[str] = []
    end = -1
    for word in goods.interpreted.unread:
        start = goods.item.find(word, max(end, 0))
        if shown and start == end:
            shown[-1] += word
        else:
            shown.append(word)
        end = start + len(word) if start >= 0 else end
    return shown


def goods_in_list(goods: Goods) -> Sequence[str]:
    """Return the names of several goods that a description lists, as it writes them; empty if it may describe one article.

    Listed goods beside the product of a customs code are others. Otherwise every word is understood, and between two names
    with different meanings is a mark of a list or a word such as `and`. Without it, the second name may be the material or
    the carrier of the first.
    """
    if goods.joined:
        return goods.joined
    names = (item for item in annotations_as_written(goods) if item.label in NAMES)
    listed = [next(same) for _, same in groupby(names, key=lambda item: item.value)]
    apart = all(_BETWEEN.search(goods.item, one.end, two.start) for one, two in pairwise(listed))
    return unique(item.words for item in listed) if apart and len(listed) > 1 and not goods.interpreted.unread else ()


def _join(one: Annotation, other: Annotation) -> Annotation:
    """Return two annotations that overlap as one: of the meaning that has a value, else of the one that is not neutral."""
    words = one.words + other.words[one.end - other.start :]
    both = sorted((one, other), key=lambda item: item.label == "neutral")
    valued = next((item for item in both if item.value.casefold() != item.words.casefold()), None)
    shown = valued or both[0]._replace(value=words)
    return shown._replace(start=one.start, end=max(one.end, other.end), words=words)

"""The range of temperatures in which a device works, as its data sheet writes it: -55/+125 °C, -55~125℃."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.figure_range import Figure
from exportctl.goods.figures.property_names import context_of, is_whole, names_before
from exportctl.goods.figures.unclaimed import is_unclaimed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.property_names import Context
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_LOWEST: Final = "min_operating_temperature"
_HIGHEST: Final = "max_operating_temperature"
_DEGREES: Final = r"(?:°\s?C|℃|°|[Dd]eg\.?\s?C|C|摄氏度|度)(?![A-Za-z])"
_RANGE: Final = re.compile(
    rf"(?<![A-Za-z\d.])[-−–]\s?(?P<low>\d{{1,3}})\s?(?:{_DEGREES})?\s?(?:to|[-−–~～/…至到]|\.{{2,3}})\s?"
    rf"(?:\+\s?(?P<signed>\d{{2,3}})(?:\s?{_DEGREES})?|(?P<high>\d{{2,3}})\s?{_DEGREES})(?![\d.])"
    r"(?:\s?(?:下|内|范围内?)?(?:可|能|均可)?(?:正常|连续|长期|稳定|可靠)?(?:工作|运行|使用)(?=$|[\s,，;；、)）]))?"
)
"""A range, with the words for operation behind it: -50～60℃连续工作."""


def temperatures(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the lowest and the highest temperature of a device whose entries test both, unless another word claims the range.

    A range without the words for operation may be that of storage, so it meets criteria, but misses none.
    """
    context = context_of(law, lexicon, text, text.names)
    ranges = [*_RANGE.finditer(text.text)] if {_LOWEST, _HIGHEST} <= context.properties.keys() else ()
    for span in ranges:
        start = _start(context, span)
        if start is not None:
            high = span["signed"] or span["high"]
            figure = Figure(start, span.end(), (f"-{span['low']} degC",), unnamed=True)
            yield from properties(text, [(_LOWEST, figure), (_HIGHEST, figure._replace(values=(f"{high} degC",)))])


def _start(context: Context, span: re.Match[str]) -> int | None:
    """Return the start of a range with the name of its property; None if another word claims the range."""
    reading = Figure(*span.span(), (span.group(),))
    for start, _, word in names_before(context, reading):
        named = any(item.id == _LOWEST for item in context.law.parameter_names.hints.get(word, ()))
        if named and is_whole(context.text.text, start):
            return start
    return span.start() if is_unclaimed(context.lexicon, context.text, context.text.names, reading) else None

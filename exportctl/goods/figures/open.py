"""A figure that a text leaves open misses no criterion: to be confirmed, made to order, guaranteed, or one of several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.law.vocabulary import Parameter

_END: Final = r"(?=\s*(?:$|[,;，；、。)）]))"
_BEHIND: Final = re.compile(
    r"[\s,，(（]*(?:[?？]|(?:TB[CD]|to be (?:confirmed|determined|defined)|tentative|preliminary|"
    r"customi[sz](?:ed|able)|per order|on request|guaranteed|warranted|or (?:better|improved)|avg\.?|average|mean|"
    r"per (?:channel|phase|axis|module|string)|(?:可|支持)?定制|按订单|待定|待确认|保证值?|保底|平均值?|"
    r"(?:每|单)(?:通道|路|相|轴|模块))" + _END + ")",
    re.IGNORECASE,
)
"""The text behind a figure that is not yet fixed, is the least that is promised, a mean, or that of one part among several."""
_TIMES: Final = re.compile(r"\s*[x×*]\s?\d{1,3}" + _END, re.IGNORECASE)
"""A number of parts behind a figure, each of which has it: 12 kW x 2."""
_BEFORE: Final = re.compile(
    r"(?:\b(?:guaranteed|warranted|average|avg\.?|mean|without|no|not|non)|保证|保底|平均|无|非|不是)[\s-]*$",
    re.IGNORECASE,
)
"""The text before the name of a property whose figure is the least that is promised, a mean, or denied."""
_OF_MEANS: Final = re.compile(r"average|avg|mean|平均", re.IGNORECASE)
_ASSORTED: Final = re.compile(
    r"\b(?:assorted|assortment|asstd?)\b|混装|各种规格|多种规格|不同规格|规格不一", re.IGNORECASE
)
"""Goods of several kinds, of which a figure describes one."""
_LENGTH: Final = "mm"
_REACH: Final = 16


def is_open(text: str, note: Annotation, parameter: Parameter) -> bool:
    """Return whether words beside the figure of a property leave it open; the name of the property may be that of a mean."""
    if parameter.unit != _LENGTH and _TIMES.match(text, note.end):
        return True
    beside = [_BEFORE.search(text[max(0, note.start - _REACH) : note.start]), _BEHIND.match(text, note.end)]
    of_mean = _OF_MEANS.search(parameter.name.en) is not None
    return any(words and not (of_mean and _OF_MEANS.search(words.group())) for words in beside)


def are_assorted(text: str) -> bool:
    """Return whether goods are of several kinds, so that a figure need not be that of each."""
    return _ASSORTED.search(text) is not None

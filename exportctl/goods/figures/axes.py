"""The numbers of axes that move together or turn, in numerals and letters: 五轴联动, X Y Z A C contouring together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.figures.figure_range import Figure

if TYPE_CHECKING:
    from exportctl.law.register import Register

_CHINESE: Final = {"两": "2", "双": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"}
_NUMERALS: Final = _CHINESE | {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
# A count of axes is a figure with a value, which no rule of the data states.
_TOGETHER: Final = re.compile(
    rf"(?<![A-Za-z\d.])(?P<count>[2-9]|{'|'.join(_NUMERALS)})(?:"
    r"[- ]?ax[ei]s[- ](?:simultaneous(?:ly)?(?: (?:controlled|interpolated))?|coordinated|contouring|interpolat(?:ed|ion)|"
    r"(?:(?:moving|moved|controlled) )?together)(?![A-Za-z])|[轴坐标]{1,2}联动)",
    re.IGNORECASE,
)
"""The number of axes that move together, without the name of a property: 5-axis simultaneous, 8 axes interpolated, 五轴联动."""
_TOGETHER_BEFORE: Final = re.compile(
    rf"\bsimultaneous(?:ly)?[ -](?:(?:controlled|interpolated)[ -])?(?P<count>[2-9]|{'|'.join(_NUMERALS)})[- ]ax[ei]s\b",
    re.IGNORECASE,
)
"""The same in the other order: simultaneous five axis."""
_TURNING: Final = re.compile(
    rf"(?P<count>{'|'.join(_NUMERALS)}|[2-9])\s?个?\s?(?:旋转|回转|转动)(?:坐标)?轴|(?P<word>two|three)\s(?:rotary|rotating|rotational)\sax[ei]s",
    re.IGNORECASE,
)
"""The number of axes that turn, in numerals: 两个回转轴, two rotary axes."""
_AXIS_LETTERS: Final = re.compile(
    r"(?<![A-Za-z\d-])(?P<letters>[XYZABCUVW](?:\s?(?:[,/、+]|and\s|&|和)?\s?[XYZABCUVW]){2,7})(?:[- ]?ax[ei]s|轴)?\s?"
    r"(?:(?:contouring|interpolat(?:ed|ing|ion)|mov(?:ed|ing)|controlled)\s)?(?:together|simultaneous(?:ly)?|联动)(?![A-Za-z])"
)
"""The letters of axes that move together: X Y Z A C contouring together, XYZC联动."""
_TURNING_LETTERS: Final = re.compile(
    r"(?<![A-Za-z\d-])(?P<letters>[ABC](?:-ax[ei]s)?\s?(?:/|,|、|&|and|和)\s?[ABC])(?:(?:-ax[ei]s)?\s(?:rotary|rotating|rotational)\s(?:contouring\s)?(?:ax[ei]s|head|table)|\s?(?:旋转|回转)(?:坐标)?轴)"
)
"""The letters of axes that turn: B and C rotary axes, A/C旋转轴."""
_ROTATIONS: Final = frozenset("ABC")
"""The axes that turn about X, Y and Z."""
_LETTERS: Final = re.compile(r"[XYZABCUVW]")
_MOVING: Final = re.compile(r"[Aa][Xx]|联动|转轴|[XYZABCUVW] (?:contour|interpol|mov|control|togeth|simul)|[ABC] rota")
"""A text without any of these has no such count."""
_AXES: Final = "coordinated_axes"
_ROTARY: Final = "rotary_axes"


def simultaneous_axes(law: Register, text: str) -> list[tuple[str, Figure]]:
    """Return the numbers of axes that move together, and of those that turn; letters may be those of some axes only."""
    if _AXES not in law.parameters or _MOVING.search(text) is None:
        return []
    counted = [(_AXES, item, item["count"]) for by in (_TOGETHER, _TOGETHER_BEFORE) for item in by.finditer(text)]
    lettered = [(_AXES, item, frozenset(_LETTERS.findall(item["letters"]))) for item in _AXIS_LETTERS.finditer(text)]
    if _ROTARY in law.parameters:
        counted += [(_ROTARY, item, item["count"] or item["word"]) for item in _TURNING.finditer(text)]
        lettered += [(_ROTARY, item, letters & _ROTATIONS) for _, item, letters in lettered]
        lettered += [
            (_ROTARY, item, _ROTATIONS.intersection(item["letters"])) for item in _TURNING_LETTERS.finditer(text)
        ]
    return [
        *((id_, Figure(*item.span(), (_NUMERALS.get(count.lower(), count),))) for id_, item, count in counted),
        *(
            (id_, Figure(*item.span(), (str(len(axes)),), unnamed=True))
            for id_, item, axes in lettered
            if len(axes) > 1
        ),
    ]

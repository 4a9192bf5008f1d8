"""A figure of a text may be a bound, one end of a range or one of several, and then it means a range of values."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters, whitespace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The digit comes first and the text before it is checked afterwards, so that a search skips to the digits.
_NUMBER_START: Final = re.compile(r"\d(?<![\d.]\d)(?<!\d,\d)")
_MILLIONS: Final = r"[1-9]\d{0,2}(?:,\d{3}){2,}"
_VALUE: Final = rf"(?:{_MILLIONS}|\d+(?:[.,]\d+)?)"
_WHOLE_VALUE: Final = rf"(?:{_MILLIONS}(?!\d)|\d+[.,]\d+|\d+(?![.,]?\d))"
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_JOIN: Final = r"(?:[-–—~～〜/、或和至到]|,(?=\d)|±|\+/-|\.\.\.|\b(?:to|or|and)\b)"
_AROUND: Final = ("±", "+/-")
_FROM_TO: Final = frozenset({"-", "–", "—", "~", "～", "〜", "至", "到", "...", "to"})
"""The text between the ends of a range; an `or` joins two of several."""
_GOES_ON: Final = re.compile(
    r"[\s,，、/;；(（]*(?P<word>(?:or|and|option(?:al(?:ly)?)?|up to|或|和|及|可选|选配|最高|可达)[\s:：]*(?=\d))?",
    re.IGNORECASE,
)
"""The text between a figure and another one directly after it: then a range of the first may be incomplete."""
# Bounds of figures are often signs, and they change the figure, which rules that write labels cannot express.
_OF_WHAT: Final = r"\s*(?:purity|assay|content|concentration|纯度|含量)?\s*[:：]?\s*"
_LEAST: Final = (
    r"[>＞≥≧⩾]=?|(?:大于或?等于|大于|高于|超过|不低于|不小于|不少于|至少|最低|最小)|"
    r"\b(?:(?:more|greater|higher|better) than|(?:not|no) less than|at least|minimum|min\.?|nlt|over|above|exceeding|from)"
)
_MOST: Final = (
    r"[<＜≤≦⩽]=?|(?:小于或?等于|小于|低于|不高于|不大于|不超过|至多|最高|最大)|"
    r"\b(?:(?:less|lower) than|(?:not|no) (?:more|greater) than|at most|maximum|max\.?|nmt|under|below|(?:up )?to)"
)
_ABOUT: Final = r"[~～≈±]|大?约|\b(?:about|approximately|approx\.?|around|circa|ca\.?|abt\.?|appr\.?)"
_NO_MARK: Final = re.compile(r"[^\s,;:(，；：（]")
"""The character before a sign for about that makes it the dash of a range: R42~45 mm."""
_ABOUT_SHARE: Final = Decimal("0.2")
"""How far an approximate figure is from its value at most; in trade, about is 10 % more or less (UCP 600, article 30)."""
_MINOR: Final = Decimal(50)
"""The share in percent up to which an approximate one has a lowest and a highest value."""
_STRICT: Final = re.compile(
    r"[<>＜＞]|小于|低于|大于|高于|超过|(?:less|lower|more|greater|higher|better) than|under|below|over|above|exceeding",
    re.IGNORECASE,
)
"""The bounds that leave out their own value."""
_LAST_WORDS: Final = tuple(re.findall(r"[a-z]{2,}", _LEAST + _MOST + _ABOUT + _OF_WHAT))
"""The English words among these. What bounds a figure ends with one of them, where it ends with an English word."""
_BEFORE: Final = re.compile(rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT})){_OF_WHAT}$", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"[\s(（]*(?:purity|pure|纯度)?[\s(（]*"
    r"(?:(?P<least>\+(?=$|[\s,;，；)）])|及?以上|起(?![飞重动爆降吊订运停])|min(?:imum)?\b|"
    r"(?:(?:or|and) )?(?:more|above|up|upwards?|over|higher|better)\b(?! to| than|(?<=over) \d))|"
    r"(?P<most>以下|以?内(?![\u4e00-\u9fff])|max(?:imum)?\b|(?:(?:or|and) )?(?:less|below|lower|under)\b(?! than))|"
    r"(?P<about>左右|上下|approx(?:imately)?\b(?!\.?\s*\d)\.?))",
    re.IGNORECASE,
)
_TOLERANCE: Final = re.compile(r"\s*[(（]?\s*(?:±|\+/-|\+-)\s*(?P<percent>\d{1,2}(?:\.\d+)?)\s*[%％][)）]?")
"""The tolerance behind a figure, in percent of it: 250 Wh/kg ±20%."""
_SPLIT: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>.*)")
_BLANKS: Final = whitespace + ":："
_REACH: Final = 32
"""The number of characters before a figure in which its bound may be."""
_KEPT: Final = 1 << 4
"""The number of cached texts: a text is read to its end before the next one."""


class Figure(NamedTuple):
    """A figure of a text with its bounds: its values as written, and whether lower or higher values are possible.

    It is `ranged` if it goes from its first value to its last, and no other figure of its unit directly follows. An
    `unnamed` figure only may belong to its property, so it settles nothing. A `strict` bound leaves out its own value.
    """

    start: int
    end: int
    values: tuple[str, ...]
    below: bool = False
    above: bool = False
    ranged: bool = False
    unnamed: bool = False
    strict: bool = False

    @property
    def exact(self) -> str | None:
        """The one exact value; None for a bound, a range, an approximate and an unnamed figure."""
        unsettled = self.below or self.above or self.unnamed or len(set(self.values)) > 1
        return None if unsettled else self.values[0]

    @property
    def text(self) -> str:
        """The values with their sign: =2%, ≥99.9%, =5%-8%."""
        sign = "≈" if self.below and self.above else "≤" if self.below else "≥" if self.above else "="
        return sign + "-".join(self.values)


class FigureRange(NamedTuple):
    """The figures, as written, for a property or the share of an element that they do not settle."""

    name: str
    values: tuple[str, ...]
    below: bool
    above: bool
    ranged: bool = False
    strict: bool = False


class Scale(NamedTuple):
    """How to find figures of one unit; `unit` follows their values, and commas are `decimal` or separate thousands.

    A text without any of the `signs` has no figure, which is a faster test. Before what is `longer`, the unit is the beginning of
    another one: the m of 110 m/h.
    """

    expression: re.Pattern[str]
    unit: str
    signs: tuple[str, ...]
    decimal: bool = True
    longer: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return the figure, or the two joined ones, that begin at a place of a text; None if there is none."""
        figure = self.expression.match(text, start)
        return None if figure and self.longer and self.longer.match(text, figure.end()) else figure


def scale(
    written: str,
    unit: str,
    signs: tuple[str, ...],
    *,
    decimal: bool = True,
    longer: re.Pattern[str] | None = None,
) -> Scale:
    """Return the scale of figures with a unit; a text needs one of the `signs`, and the first of two figures may lack the unit."""
    value = rf"(?!{_MILLIONS}\s*(?:{written})){_WHOLE_VALUE}"
    first = rf"(?:(?<![A-Za-z\d.])(?<!\d,)(?P<first>{value})\s*(?:{written})?\s*(?P<join>{_JOIN})\s*)?"
    figures = re.compile(rf"(?<![\d.^])(?<!\d,){first}(?P<figure>{_VALUE})\s*(?:{written})")
    return Scale(figures, unit, signs, decimal, longer)


def matches_at_numbers(expression: re.Pattern[str] | Scale, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of an expression that begins with a whole number; it is tried at no other place of a text."""
    end = 0
    for start in _number_starts(text):
        if start >= end and (match := expression.match(text, start)):
            yield match
            end = match.end()


@lru_cache(maxsize=_KEPT)
def _number_starts(text: str) -> tuple[int, ...]:
    """Return the positions at which numbers begin in a text; cached, because several annotators search the same text for figures."""
    return tuple([number.start() for number in _NUMBER_START.finditer(text)])


def figures_in(text: str, by: Scale) -> tuple[Figure, ...]:
    """Return the figures of one unit in a text, with their bounds."""
    return _figures(text, by) if any(map(text.__contains__, by.signs)) else ()


@lru_cache(maxsize=_KEPT)
def _figures(text: str, by: Scale) -> tuple[Figure, ...]:
    figures = []
    for figure in matches_at_numbers(by, text):
        numbers = [_number(number, by) for number in (figure["first"], figure["figure"]) if number]
        if figure["join"] in _AROUND:  # the tolerance of an approximate figure is not a value
            numbers = numbers[:1]
        values = tuple(number + by.unit for number in numbers)
        around = figure["join"] in _AROUND
        ranged = bool(figure["join"]) and figure["join"].lower() in _FROM_TO and not _goes_on(text, figure.end(), by)
        read = Figure(*figure.span(), values, below=around, above=around, ranged=ranged)
        figures.append(with_bounds(text, read))
    return tuple(figures)


def _goes_on(text: str, end: int, by: Scale) -> bool:
    """Return whether another figure of a unit directly follows one that ends there, or one of any unit after an `or`."""
    behind = _GOES_ON.match(text, end)
    return bool(behind and (behind["word"] or by.match(text, behind.end())))


def _number(number: str, by: Scale) -> str:
    """Return a number with a point: 99,95 % has a decimal comma, 1,200 Wh/kg one between thousands."""
    thousands = number.count(",") > 1 or (not by.decimal and _THOUSANDS.fullmatch(number))
    return number.replace(",", "" if thousands else ".")


def with_bounds(text: str, figure: Figure) -> Figure:
    """Return a figure with the bounds directly before and after it: min 5N, 99.8 % or more, 不低于99.8%."""
    beside = text[max(0, figure.start - _REACH) : figure.start]
    if _may_bound(beside) and (before := _BEFORE.search(beside)):
        about = before["about"]
        bound = before["most"] or before["least"]
        figure = figure._replace(
            strict=bool(bound and _STRICT.fullmatch(bound)),
            start=figure.start - len(before.group()),
            below=figure.below or bool(before["most"]),
            above=figure.above or bool(before["least"]),
        )
        if about:
            figure = _approximate(figure) if _is_about(beside, before) else figure._replace(below=True, above=True)
    if tolerance := _TOLERANCE.match(text, figure.end):
        figure = _with_tolerance(figure, tolerance)
    if behind := _BEHIND.match(text, figure.end):
        figure = figure._replace(
            end=behind.end(),
            below=figure.below or bool(behind["most"]),
            above=figure.above or bool(behind["least"]),
        )
        if behind["about"]:
            figure = _approximate(figure)
    return figure


def _with_tolerance(figure: Figure, tolerance: re.Match[str]) -> Figure:
    """Return a figure with the lowest and the highest value of its tolerance; that of a share may be in percent points."""
    spread = _spread(figure, Decimal(tolerance["percent"]) / 100)
    return spread._replace(end=tolerance.end(), ranged=not spread.below)


def _is_about(beside: str, before: re.Match[str]) -> bool:
    """Return whether what is before a figure means about, and is neither a tolerance nor the dash of a range."""
    at = before.start("about")
    dash = at > 0 and before["about"] in ("~", "～") and _NO_MARK.match(beside, at - 1) is not None
    return before["about"] != "±" and not dash


def _approximate(figure: Figure) -> Figure:
    """Return an approximate figure with the lowest and the highest value that it may have; it excludes no goods."""
    if figure.below or figure.above:
        return figure._replace(below=True, above=True)
    return _spread(figure, _ABOUT_SHARE, up_to=_MINOR)


def _spread(figure: Figure, share: Decimal, *, up_to: Decimal = Decimal()) -> Figure:
    """Return a figure with its value less and plus a share of it.

    A percentage above a highest one, a count and one of several may be anything: about 99.9 % is no range.
    """
    value = _SPLIT.fullmatch(figure.values[0])
    if value is None or len(figure.values) > 1:
        return figure._replace(below=True, above=True)
    number, unit = Decimal(value["number"]), value["unit"].strip()
    if not unit or (unit == "%" and number > up_to):
        return figure._replace(below=True, above=True)
    return figure._replace(values=tuple(f"{number * (1 + sign * share):f}{value['unit']}" for sign in (-1, 1)))


def _may_bound(before: str) -> bool:
    """Return whether the last word before a figure can bound it; after most words, no search is needed."""
    words = before.rstrip(_BLANKS)
    return words[-1:] not in ascii_letters or words.casefold().endswith(_LAST_WORDS)


def settle(
    figures: Iterable[tuple[str, Figure]], *, bounded: bool
) -> tuple[tuple[tuple[str, str], ...], tuple[FigureRange, ...]]:
    """Return the settled figures in the form of options, and the ranges of the others.

    One of several figures for the same thing settles nothing, nor does any figure next to a word that may bound another
    one.
    """
    of_one: dict[str, list[Figure]] = {}
    for name, figure in figures:
        of_one.setdefault(name, []).append(figure)
    stated, spans = [], []
    for name, every in of_one.items():
        values = {figure.exact for figure in every}
        if len(values) == 1 and None not in values and not bounded:
            stated.append((name, every[0].values[0]))
            continue
        spans.append(
            FigureRange(
                name,
                tuple(value for figure in every for value in figure.values),
                bounded or any(figure.below for figure in every),
                bounded or any(figure.above for figure in every),
                not bounded and len(every) == 1 and every[0].ranged,
                not bounded and len(every) == 1 and every[0].strict,
            )
        )
    return tuple(stated), tuple(spans)

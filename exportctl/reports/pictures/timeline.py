"""Draw a timeline to scale as SVG: a bar for each provision, its status by pattern, and the day marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from rich.cells import cell_len

from exportctl.inquiry.history import effects_of
from exportctl.law.citations import act_citation, citation
from exportctl.law.scale import STRONGEST_FIRST
from exportctl.law.status import LawAsOf, Span
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, extension, status
from exportctl.reports.pictures.style import STYLE, patterns
from exportctl.reports.printable import printable
from exportctl.reports.spans import Row, extent, marked_day, rows_of, status_line, visible_rows
from exportctl.reports.text.layout import cut, inquiry_subject
from exportctl.sentences import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.law.scale import Status
    from exportctl.reports.results import Timeline

_ROWS: Final = 12
"""The number of provisions about goods that are drawn; the rest is counted."""
_WIDTH, _LEFT, _BESIDE = 960, 24, 200
_HEAD, _AXIS, _PITCH, _TITLE, _BAR, _DATES = 64, 30, 58, 14, 15, 46
_LETTER, _DATED, _GAP, _YEAR, _MARKED, _SWATCH, _LEGEND = 0.53, 66, 4, 50, 120, 22, 40
_QUARTERS: Final = 1300
_NAMED: Final = 800
"""Below this number of days, a scale has lines for quarters between those of years; below the smaller number, labels for them."""
_BELOW_TITLE: Final = 18
"""The height from which a row has its bar and no title."""


class _Scale(NamedTuple):
    """A scale: the width of the days from the first to the last."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        """Return the position of a day; a day outside the scale is on its edge."""
        days = min(max((day - self.first).days, 0), self.days)
        return round(_LEFT + days * self.width / self.days, 1)

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


def svg(result: Timeline) -> str:
    """Return the picture as an SVG file."""
    return text_of(picture(result, heading=True))


def picture(result: Timeline, *, heading: bool, since: date | None = None, second: bool = False) -> Element:
    """Return the picture as the root of an SVG; inside a page it has no heading of its own.

    It begins on the day `since`, or with the first span. The `second` picture of a page shares the styles and patterns
    of the first.
    """
    return _Picture(result, _HEAD if heading else 0, since, second=second).root


def text_of(root: Element) -> str:
    """Return a picture as text."""
    return tostring(root, encoding="unicode")


class _Picture:
    """The picture while it is drawn, from top to bottom."""

    def __init__(self, result: Timeline, top: int, since: date | None, *, second: bool) -> None:
        self.result, self.law, self.on = result, result.law, marked_day(result)
        self.since, self.second = since, second
        self.known = LawAsOf(result.law, result.inquiry.known_on)
        rows = rows_of(result)
        self.rows = visible_rows(result, rows, _ROWS)
        self.omitted = len(rows) - len(self.rows)
        self.about = inquiry_subject(self.law, result.inquiry)
        self.notes = list(self._notes())
        below = (_LEGEND if self.rows else 0) + 20 * len(self.notes)
        self.height = top + (_AXIS + _PITCH * len(self.rows) if self.rows else 0) + below + 12
        self.root = self._empty_picture(heading=top > 0)
        if top:
            self._heading()
        if self.rows:
            self._chart(_Scale(*self._extent(), _WIDTH - _LEFT - _BESIDE), top + _AXIS)
        for number, note in enumerate(self.notes):
            self._text(self.root, _LEFT, self.height - 12 - 20 * (len(self.notes) - 1 - number), note, "dim")

    def _extent(self) -> tuple[date, date]:
        """Return the first and the last day of the picture."""
        first, last = extent(self.law, self.rows, self.on)
        return max(first, self.since) if self.since else first, last

    def _empty_picture(self, *, heading: bool) -> Element:
        """Return an empty picture with its description for screen readers, its styles and its patterns."""
        left = 0 if heading else _LEFT
        title, description = ("tl-title-2", "tl-desc-2") if self.second else ("tl-title", "tl-desc")
        root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"{left} 0 {_WIDTH - left} {self.height}",
                "width": str(_WIDTH - left),
                "height": str(self.height),
                "role": "img",
                "aria-labelledby": f"{title} {description}",
                "lang": current_language().code,
                "class": "tl",
            },
        )
        named = translate("{about}, {day}", about=self.about, day=date_with_weekday(self.on))
        SubElement(root, "title", id=title).text = named
        SubElement(root, "desc", id=description).text = " ".join(self._description())
        if not self.second:
            SubElement(root, "style").text = STYLE
            root.append(patterns())
        SubElement(root, "rect", {"width": str(_WIDTH), "height": str(self.height), "class": "tl-page"})
        return root

    def _description(self) -> Iterator[str]:
        """Yield the picture in words, for screen readers."""
        if self.rows:
            first, last = self._extent()
            about, day = self.about, date_with_weekday(self.on)
            yield translate(
                "{about}, {day}: {count} provisions drawn to scale from {first} to {last}.",
                about=about,
                day=day,
                count=len(self.rows),
                first=first,
                last=last,
            )
        for row in self.rows:
            spans = side_by_side(self._span_words(span) for span in row.spans)
            yield translate("{citation}: {spans}.", citation=self._citation(row), spans=spans)
        yield from self.notes

    def _notes(self) -> Iterator[str]:
        """Yield the notes below the picture."""
        if not self.rows:
            yield translate("no provision applies to this")
        if self.omitted:
            yield translate("and {count} more", count=self.omitted)
        if not self.result.inquiry.recognised:
            yield translate(
                "these goods are not recognised, so other provisions may apply to them; describe them in other words"
            )
        if not self.result.covered:
            begins = self.law.home.covers_from
            yield translate("the law data begins on {begins}; earlier controls are missing", begins=begins)

    def _heading(self) -> None:
        home = self.law.home
        self._text(self.root, _LEFT, 32, cut(self.about, 80), "head")
        law = translate("Law data {version}, as of {checked}", version=self.law.version, checked=home.checked_through)
        self._text(self.root, _LEFT, 52, f"{date_with_weekday(self.on)}  ·  {law}", "dim")

    def _chart(self, scale: _Scale, top: int) -> None:
        bottom = top + _PITCH * len(self.rows)
        self._axis(scale, top, bottom)
        groups = [SubElement(self.root, "g", {"class": f"tl-row {self._severity(row)}"}) for row in self.rows]
        for number, (row, group) in enumerate(zip(self.rows, groups, strict=True)):
            self._bars(group, row, scale, top + _PITCH * number)
        # SVG paints in the order of its elements: the mark of the day is above the bars, and words are above the mark.
        self._mark(scale, top, bottom)
        for number, row in enumerate(self.rows):
            self._words(row, scale, top + _PITCH * number)
        self._legend(scale, bottom + 26)

    def _axis(self, scale: _Scale, top: int, bottom: int) -> None:
        """Shade the days after the end of the data, and draw a line for each year (and quarter, if there is room)."""
        beyond = scale.x(self.law.home.checked_through) if self.law.home.checked_through < scale.last else scale.width
        if self.law.home.checked_through < scale.last:
            self._rect(self.root, (beyond, top - 4), (_LEFT + scale.width - beyond, bottom - top + 4), "beyond")
        months = (1, 4, 7, 10) if scale.days < _QUARTERS else (1,)
        named = scale.days < _NAMED
        first, last = scale.first.year, scale.last.year
        step = 1 + int((last - first + 1) * _YEAR / scale.width)
        for year in range(first, last + 1, step):
            for day in (date(year, month, 1) for month in months):
                if scale.first <= day <= scale.last:
                    at, kind = scale.x(day), "year" if day.month == 1 else "quarter"
                    self._line(at, top - 4, bottom, kind)
                    if named and self._has_room(scale, at):
                        self._text(self.root, at + 4, top - 12, f"{day:%Y-%m}", "axis")
            if named:
                continue
            at = scale.x(max(date(year, 1, 1), scale.first))
            is_short = year + step <= last and scale.x(date(year + step, 1, 1)) - at < _YEAR
            if self._has_room(scale, at) and not is_short:
                self._text(self.root, at + (4 if year > first else 0), top - 12, str(year), "axis")

    def _has_room(self, scale: _Scale, at: float) -> bool:
        """Return whether there is room for a year at a position, away from the marked day and within the scale."""
        return not -_YEAR < at - scale.x(self.on) < _MARKED and at + _YEAR <= _LEFT + scale.width

    def _bars(self, group: Element, row: Row, scale: _Scale, y: int) -> None:
        """Draw the spans of a provision except those in which it has ended."""
        for span in row.spans:
            begins, ends = scale.x(span.from_), scale.x(span.through) if span.through else _LEFT + scale.width
            if span.status != "ended" and ends > begins:
                bar = self._rect(group, (begins, y + 20), (ends - begins, _BAR), span.status)
                SubElement(bar, "title").text = self._span_words(span)

    def _words(self, row: Row, scale: _Scale, y: int) -> None:
        """Write the id and title of a provision above its bar, the days of its changes below, and its status next to it."""
        title = self._text(self.root, _LEFT, y + _TITLE, "", "title")
        cited = self._citation(row)
        SubElement(title, "tspan", {"class": "tl-id"}).text = cited
        room = int((_WIDTH - 2 * _LEFT) / (13 * _LETTER)) - cell_len(cited) - 4
        SubElement(title, "tspan", dx="8").text = cut(
            printable(name_of(self.law.provisions[row.provision].title)), room
        )
        written: list[float] = []
        for span in sorted(row.spans, key=lambda item: (item.status == "pending", item.from_)):
            places = self._places_of_date(scale.x(span.from_), scale) if scale.first <= span.from_ <= scale.last else ()
            free = (at for at in places if all(abs(at - other) >= _DATED for other in written))
            if (at := next(free, None)) is not None:
                self._text(self.root, at, y + _DATES, str(span.from_), "date")
                written.append(at)
        kind = row.now.status if row.now else "pending"
        self._text(self.root, _LEFT + scale.width + 12, y + 32, status_line(row), f"now tl-now-{kind}")

    def _places_of_date(self, at: float, scale: _Scale) -> Sequence[float]:
        """Return where the date of a change may begin: at the change, or, if the marked day would strike it through, beside this."""
        mark = scale.x(self.on)
        if not at - _GAP < mark < at + _DATED:
            return (at,)
        beside = (mark + _GAP, mark - _GAP - _DATED)
        return sorted((place for place in beside if place >= _LEFT), key=lambda place: abs(place - at))

    def _mark(self, scale: _Scale, top: int, bottom: int) -> None:
        """Draw the marked day across all rows, except through their titles."""
        at, today = scale.x(self.on), self.on == self.result.today
        line = self._line(at, top - 8, bottom, "mark")
        gaps = [str(length) for _ in self.rows for length in (_BELOW_TITLE, _PITCH - _BELOW_TITLE)]
        line.set("stroke-dasharray", " ".join(["8", *gaps, "0"]))
        text = f"{translate('today')} {self.on}" if today else str(self.on)
        beside = at + _MARKED > _WIDTH
        self._text(self.root, at - 5 if beside else at + 5, top - 12, text, "marked", end=beside)

    def _legend(self, scale: _Scale, y: int) -> None:
        """Draw the legend of the patterns in use."""
        statuses = {span.status for row in self.rows for span in row.spans if span.from_ <= scale.last}
        words: list[tuple[Status | str, str]] = [(key, status(key)) for key in STRONGEST_FIRST[:-1] if key in statuses]
        if (checked := self.law.home.checked_through) < scale.last:
            later = translate("law data as of {checked}: later acts are not included", checked=checked)
            words.append(("beyond", later))
        x: float = _LEFT
        for key, label in words:
            self._rect(self.root, (x, y - 10), (_SWATCH, 12), key)
            self._text(self.root, x + _SWATCH + 6, y, label, "dim")
            x += _SWATCH + 24 + cell_len(label) * 12 * _LETTER

    def _citation(self, row: Row) -> str:
        return render(citation(self.law, row.provision))

    def _severity(self, row: Row) -> str:
        """Return the class that gives the bars of a provision the colour of its strictest effect."""
        effects = effects_of(self.law, row.provision)
        return f"tl-e-{effects[0]}" if effects else ""

    def _span_words(self, span: Span) -> str:
        """Return a span in words, with the announced extension of its end."""
        words, first, act = status(span.status), span.from_, act_citation(self.law, span.by)
        text = (
            translate("{status} {first} to {last}, by {act}", status=words, first=first, last=span.through, act=act)
            if span.through
            else translate("{status} from {first}, by {act}", status=words, first=first, act=act)
        )
        longer = self.known.announcement(span.by) if span.status in ("suspended", "unsettled") else None
        return translate("{span} ({extension})", span=text, extension=extension(longer)) if longer else text

    @staticmethod
    def _text(  # noqa: PLR0913 - the parts of a line of text
        parent: Element, x: float, y: float, text: str, kind: str, *, end: bool = False
    ) -> Element:
        place = {"x": f"{x:g}", "y": f"{y:g}", "class": f"tl-{kind}"}
        element = SubElement(parent, "text", place | ({"text-anchor": "end"} if end else {}))
        element.text = printable(text)
        return element

    @staticmethod
    def _rect(parent: Element, at: tuple[float, float], size: tuple[float, float], kind: str) -> Element:
        names = zip(("x", "y", "width", "height"), (*at, *size), strict=True)
        return SubElement(parent, "rect", {name: f"{value:g}" for name, value in names} | {"class": f"tl-{kind}"})

    def _line(self, x: float, top: float, bottom: float, kind: str) -> Element:
        place = {"x1": f"{x:g}", "x2": f"{x:g}", "y1": f"{top:g}", "y2": f"{bottom:g}"}
        return SubElement(self.root, "line", place | {"class": f"tl-{kind}"})

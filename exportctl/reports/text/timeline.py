"""Print a timeline to scale: a bar for each provision, the day marked, and the dates next to it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from exportctl.inquiry.phrases import question_of_extension
from exportctl.law.citations import act_citation, citation
from exportctl.law.scale import STRONGEST_FIRST
from exportctl.law.status import LawAsOf, Span
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, days, extension, status
from exportctl.reports.printable import printable
from exportctl.reports.spans import Row, at, extent, marked_day, rows_of, status_line, visible_rows
from exportctl.reports.text.goods import coverage_warning, doubt_about_goods, unrecognised_lines
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import LABEL, Line, OneLine, headline, inquiry_subject, join_words, law_data
from exportctl.sentences import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.law.scale import Status
    from exportctl.reports.results import Timeline

_ROWS: Final = 5
"""The number of provisions about goods that are drawn; the rest is named."""
_INDENT, _BESIDE, _NARROWEST, _YEAR = 2, 28, 12, 4
_DRAWN: Final[Mapping[Status, str]] = dict(zip(STRONGEST_FIRST, "█╱░· ", strict=True))
_DRAWN_IN_ASCII: Final[Mapping[Status, str]] = dict(zip(STRONGEST_FIRST, "#/-. ", strict=True))
_MARK, _MARK_IN_ASCII, _EARLIER = "│", "|", "<"


class _Scale(NamedTuple):
    """A scale: the columns of the days from the first to the last."""

    first: date
    last: date
    width: int

    def column(self, day: date) -> int:
        """Return the column of a day."""
        return (day - self.first).days * self.width // ((self.last - self.first).days + 1)

    def day(self, column: int) -> date:
        """Return the day in the middle of a column."""
        return self.first + timedelta(days=(2 * column + 1) * ((self.last - self.first).days + 1) // (2 * self.width))


class _Bars:
    """The timeline for a screen of any width; without block characters, other characters replace them."""

    def __init__(self, result: Timeline) -> None:
        self.result, self.law, self.on = result, result.law, marked_day(result)
        self.known = LawAsOf(result.law, result.inquiry.known_on)
        self.rows = rows_of(result)
        self.visible = visible_rows(result, self.rows, _ROWS)
        self.signs: set[Status] = set()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the subject, the axis, the bars, their legend, and the age of the law."""
        drawn = _DRAWN_IN_ASCII if options.ascii_only else _DRAWN
        mark = _MARK_IN_ASCII if options.ascii_only else _MARK
        yield self._headline()
        yield from unrecognised_lines(self.law, self.result.inquiry)
        if change := self._next():
            yield Line("Next change", change)
        if self.visible:
            yield Text("")
            width = max(options.max_width - _INDENT - _BESIDE - 1, _NARROWEST)
            scale = _Scale(*extent(self.law, self.visible, self.on), width)
            yield self._axis(scale, mark)
            for row in self.visible:
                yield from self._bar(row, scale, drawn, mark)
            yield self._legend(drawn, mark, scale)
        if rest := [row.provision for row in self.rows if row not in self.visible]:
            names = [printable(render(citation(self.law, id_))) for id_ in rest]
            text = translate("{entries} (--all)", entries=join_words(names, options.max_width - LABEL - 9))
            yield Line("Left out", text, "dim")
        yield from self._step()
        yield law_data(self.law, self.result.today, self.on, self.result.inquiry.known_on)
        yield from coverage_warning(self.law, covered=self.result.covered)

    def _step(self) -> Iterator[Line]:
        """Yield the question whether the suspensions were extended that are unconfirmed on the day."""
        unconfirmed = [row.now for row in self.rows if row.now and row.now.status == "unsettled"]
        if unconfirmed:
            yield Line("To do", question_of_extension(self.law, (span.by for span in unconfirmed)), "bold")

    def _headline(self) -> RenderableType:
        """Return the number of provisions of each status on the day, and the subject of the timeline."""
        counts = Counter(row.now.status if row.now else "not published" for row in self.rows)
        parts = [
            translate("{count} {what}", count=counts[key], what=status(key)) for key in STRONGEST_FIRST if counts[key]
        ]
        if counts["not published"]:
            parts.append(translate("{count} not published", count=counts["not published"]))
        word = render(join(parts)) if parts else translate("no provision applies")
        inquiry = self.result.inquiry
        subject = inquiry_subject(self.law, inquiry)
        return headline(word, "", subject, date_with_weekday(self.on), doubt=doubt_about_goods(inquiry))

    def _next(self) -> Text | None:
        """Return the next day with a change, and the change."""
        coming = [span for row in self.rows for span in row.spans if span.from_ > self.on]
        if not coming:
            return None
        first = min(coming, key=lambda span: span.from_)
        others = sum(span.from_ == first.from_ for span in coming) - 1
        line = Text(translate("{day} (in {days}): ", day=first.from_, days=days((first.from_ - self.on).days)))
        line.append(printable(translate("{name}: ", name=citation(self.law, first.provision))))
        line.append(status(first.status), STYLES[first.status])
        if not first.provision.startswith(f"{first.by}/"):
            line.append(printable(translate(" ({because})", because=act_citation(self.law, first.by))))
        return line.append(translate(", and {count} more", count=others) if others else "")

    def _axis(self, scale: _Scale, mark: str) -> Text:
        """Return the years, each from its first column, and the mark above its column."""
        signs = [" "] * scale.width
        signs[scale.column(self.on)] = mark
        for year in range(scale.first.year, scale.last.year + 1):
            at = scale.column(max(date(year, 1, 1), scale.first))
            if "".join(signs[max(at - 1, 0) : at + _YEAR + 1]).strip() == "" and at + _YEAR <= scale.width:
                signs[at : at + _YEAR] = f"{year:0{_YEAR}}"
        return Text(" " * _INDENT + "".join(signs), "dim")

    def _bar(self, row: Row, scale: _Scale, drawn: Mapping[Status, str], mark: str) -> Iterator[RenderableType]:
        """Yield the title of a provision and its bar, with its status on the day."""
        name = printable(render(citation(self.law, row.provision)))
        title = Text.assemble((name, "bold"), f"  {printable(name_of(self.law.provisions[row.provision].title))}")
        title.append(f" [{row.provision}]" if self.result.everything else "", "dim")
        yield title if self.result.everything else OneLine(title)
        bar = Text(" " * _INDENT)
        for column in range(scale.width):
            if column == scale.column(self.on):
                bar.append(mark, "bold")
            elif (span := at(row.spans, scale.day(column))) is None:
                bar.append(" ")
            else:
                earlier = column == 0 and span.from_ < scale.first and span.status != "ended"
                bar.append(_EARLIER if earlier else drawn[span.status], STYLES[span.status])
        drawn_spans = (span for span in row.spans if span.from_ <= scale.last)
        self.signs |= {span.status for span in drawn_spans if not span.through or span.through >= scale.first}
        yield bar.append(" ").append(status_line(row), STYLES[row.now.status] if row.now else "dim")
        yield from map(self._span, row.spans if self.result.everything else _suspension_before(row))

    def _span(self, span: Span) -> Text:
        """Return a span as a line; with `everything` with its announced extension, which needs more than a line."""
        line = Text(translate("    {first} to {last:<10}  ", first=span.from_, last=str(span.through or "...")))
        widest = max(cell_len(status(word)) for word in STRONGEST_FIRST)
        line.append(set_cell_size(status(span.status), widest), STYLES[span.status]).append(
            printable(translate("  by {by}", by=act_citation(self.law, span.by)))
        )
        may_last = self.result.everything and span.status in ("suspended", "unsettled")
        longer = self.known.announcement(span.by) if may_last else None
        return line.append(translate("; ")).append(extension(longer)) if longer else line

    def _legend(self, drawn: Mapping[Status, str], mark: str, scale: _Scale) -> Text:
        """Return the legend of the bars, and the number of days of a column."""
        line = Text(" " * _INDENT)
        for key in (key for key in STRONGEST_FIRST[:-1] if key in self.signs):
            line.append(drawn[key], STYLES[key]).append(f" {status(key)}  ")
        each = max(round(((scale.last - scale.first).days + 1) / scale.width), 1)
        return line.append(mark, "bold").append(translate(" this day  {days}/column", days=days(each)))


def _suspension_before(row: Row) -> list[Span]:
    """Return the suspension whose extension is unconfirmed on the marked day, if there is one."""
    now = row.now
    if now is None or now.status != "unsettled":
        return []
    return [span for span in row.spans if span.status == "suspended" and span.by == now.by]


def timeline(result: Timeline) -> Iterator[RenderableType]:
    """Yield the provisions with their bars; with `everything` all of them, with every span."""
    yield _Bars(result)

"""The layout that terminal reports share: labelled lines, clipped titles, and the age of the law at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from exportctl.inquiry.phrases import ASSUMED_EXTENSION
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.reports.i18n.terms import age, and_others, date_with_weekday, influences
from exportctl.reports.printable import printable
from exportctl.sentences import join, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.style import StyleType

    from exportctl.law.register import Register
    from exportctl.law.scale import Assume
    from exportctl.permits.influence import Influence
    from exportctl.reports.results import FileCounts, Inquiry

LABEL: Final = 12
"""The width of the label before a line."""
GAP: Final = 2
_ELLIPSIS: Final = "…"
_LONG_WORD: Final = re.compile(r"[!-~]+[/-][!-~]+")
_PART: Final = re.compile(r"[^/-]*[/-]?")
_PIECE: Final = re.compile(r"[（《「\[]*(?:[!-Z\\^-~]+\]* *|[^\n])[，。；：、？）》」\])]*|\n")
"""The unbreakable parts of Chinese text: a sign, or an id, a number or a word, with closing punctuation."""
_WORD_END: Final = re.compile(r"(?<=\S) ")


class OneLine(NamedTuple):
    """Text on one line: as many whole words as fit the screen, and an end. Ids come first, so that they and the end are never cut."""

    text: Text
    end: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the line."""
        kept = cut(self.text.plain, options.max_width - cell_len(self.end))
        line = self.text.copy()
        if kept != line.plain:
            line.right_crop(len(line.plain) - (len(kept) - 1))
            line.append(_ELLIPSIS)
        yield line.append(self.end)


def _break_long_words(text: Text, room: int) -> Text:
    """Return a text whose words that are wider than the room, such as ids, are broken after a `/` or `-`, where people see it."""
    ends: list[int] = []
    for word in _LONG_WORD.finditer(text.plain):
        if cell_len(word[0]) > room:
            taken = 0
            for part in _PART.finditer(word[0]):
                if taken and taken + cell_len(part[0]) > room:
                    ends.append(word.start() + part.start())
                    taken = 0
                taken += cell_len(part[0])
    return Text("\n").join(text.divide(ends)) if ends else text


class FoldedText(NamedTuple):
    """Text that wraps: Chinese after any sign except within ids and numbers, English after a blank.

    Text in one style may also be a `str`, also from outside: it is translated, and no character of it controls the terminal.
    """

    text: Text | str
    style: StyleType = ""

    @property
    def content(self) -> Text:
        """The text as it is shown, before it wraps."""
        return self.text if isinstance(self.text, Text) else Text(printable(render(self.text)), self.style)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the lines."""
        text = _break_long_words(self.content, options.max_width)
        if current_language().is_english:
            yield text
            return
        ends, taken = list[int](), 0
        for piece in _PIECE.finditer(text.plain):
            wide = cell_len(piece[0].rstrip())
            if taken and taken + wide > options.max_width:
                ends.append(piece.start())
                taken = 0
            taken = 0 if piece[0] == "\n" else taken + cell_len(piece[0])
        lines = text.divide(ends)
        for line in lines:
            line.rstrip()
        yield Text("\n", overflow="fold").join(lines)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the natural width of the text, and its smallest width."""
        return Measurement.get(console, options, self.content)


class Line(NamedTuple):
    """A line after its label, which is translated; a long one continues below itself. Its text is that of a `FoldedText`."""

    label: str
    text: Text | str
    style: StyleType = ""

    @property
    def content(self) -> Text:
        """The text as it is shown, before it wraps."""
        return FoldedText(self.text, self.style).content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the line."""
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=LABEL, style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row(translate(self.label), FoldedText(self.text, self.style))
        yield table


def assumption(assume: Assume) -> Iterator[Line]:
    """Yield the line that an answer assumes an extension of suspensions that no act confirms."""
    if assume == "extended":
        yield Line(translatable("Assumed"), render(ASSUMED_EXTENSION))


def unbroken(text: Text) -> RenderableType:
    """Return text on one line of any length, such as an address for copying."""
    return Group(Text(no_wrap=True, overflow="ignore").append_text(text))  # alone, a text would lose these settings


class Headline(NamedTuple):
    """The first line of an answer, and its subject: on a line of its own if it fits only there."""

    start: Text
    subject: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the line, or the lines of both."""
        room, wide = options.max_width, cell_len(self.subject)
        if room - GAP - self.start.cell_len < wide <= room:
            yield from (FoldedText(self.start), Text(self.subject))
        else:
            yield FoldedText(self.start.copy().append(" " * GAP + self.subject, "not bold default"))


def headline(word: str, style: str, *parts: str, doubt: str = "") -> RenderableType:
    """Return the first line of an answer: its decision or count in capitals, a doubt about it, and its subject."""
    start = Text(f"{word.upper()}{doubt}", f"bold {style}".strip())
    return Headline(start, " | ".join(map(printable, parts))) if parts else FoldedText(start)


def unread_files(read: FileCounts) -> str:
    """Return that some files of a run could not be read, which no count of rows shows; empty if all were read."""
    if not read.unread:
        return ""
    return translate("{unread} of {files} files could not be read", unread=read.unread, files=read.files)


def under_label(label: str, texts: Iterable[Text | str]) -> Iterator[Line]:
    """Yield texts under one label, which only the first of them has."""
    for text in texts:
        yield Line(label, text)
        label = ""


def cut(text: str, room: int) -> str:
    """Return a text, or as many whole words of it as there is room for."""
    if cell_len(text) <= room:
        return text
    ends = (match.start() for match in (_WORD_END if current_language().is_english else _PIECE).finditer(text))
    fitting = [end for end in ends if cell_len(text[:end]) < room]
    return (text[: fitting[-1]].rstrip() if fitting else _first(text, room - 1)) + _ELLIPSIS


def fold(text: str, room: int) -> list[str]:
    """Return the lines of a text: whole words and signs, as many as there is room for in each."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _first(text: str, room: int) -> str:
    """Return the beginning of a word that is wider than the available width, such as text without blanks."""
    count = 1
    while cell_len(text[: count + 1]) <= room:
        count += 1
    return text[:count]


def join_words(words: Sequence[str], room: int) -> str:
    """Return as many words as there is room for, and the number of the others."""
    for count in range(len(words), 1, -1):
        if cell_len(text := render(join(words[:count])) + and_others(len(words) - count)) <= room:
            return text
    return words[0] + and_others(len(words) - 1)


def influence_line(influence: Sequence[Influence]) -> list[Line]:
    """Return a line with the changes that the company's files made to the answer, if any."""
    return [Line("Settings", influences(influence))] if influence else []


def law_data(law: Register, today: date | None, on: date | None = None, known_on: date | None = None) -> Line:
    """Return the labelled line of the last day and the age of the law data."""
    return Line("Law data", law_line(law, today, on, known_on))


def law_line(law: Register, today: date | None, on: date | None = None, known_on: date | None = None) -> Text:
    """Return the last day and age of the law data, and a note if the answer, or what it may know, is of a later day."""
    text = Text(law_age(law, today, known_on))
    if max(day for day in (on, known_on, law.home.checked_through) if day) > law.home.checked_through:
        text.append(translate("; it holds no later acts"), "magenta")
    return text


def law_age(law: Register, today: date | None, known_on: date | None = None) -> str:
    """Return the last day and age of the law data, and the day of knowledge."""
    last = law.home.checked_through
    text = translate("as of {day}", day=last)
    if today:
        text += translate(" ({age})", age=age(last, today))
    if known_on:
        text += translate("; as known on {day}", day=date_with_weekday(min(known_on, last)))
    return text


def inquiry_subject(law: Register, inquiry: Inquiry) -> str:
    """Return the subject of an inquiry: goods and a place, or all provisions."""
    if not (inquiry.item or inquiry.to):
        return translate("all provisions")
    goods = printable(inquiry.item) if inquiry.item else translate("any goods")
    if not inquiry.to:
        return goods
    return translate("{goods} to {place}", goods=goods, place=name_of(law.places.names[inquiry.to]))

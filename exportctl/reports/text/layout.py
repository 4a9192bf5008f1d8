"""Answers are laid out alike: lines behind labels, as much of a title as there is room for, and how old the law is at their end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.words.en import age, dated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.law.register import Register
    from exportctl.reports.results import Inquiry

LABEL: Final = 10
"""So many columns the label before a line takes."""
GAP: Final = 2
_ELLIPSIS: Final = "…"
_WORD_END: Final = re.compile(r"(?<=\S) ")


class Cut:
    """Text on one line: as many whole words as the screen has room for. Ids are put in front, so that they are never cut."""

    def __init__(self, text: Text, indent: int = 0, end: str = "") -> None:
        """Take the text, how far it stands in, and what follows however much is cut."""
        self.text, self.indent, self.end = text, indent, end

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the line."""
        room = options.max_width - self.indent - cell_len(self.end)
        kept = cut(self.text.plain, room)
        line = self.text.copy()
        if kept != line.plain:
            line.right_crop(len(line.plain) - (len(kept) - 1))
            line.append(_ELLIPSIS)
        yield Text(" " * self.indent).append_text(line).append(self.end)


class Unbroken:
    """Text on one line however long it is, as an address has to be that is copied."""

    def __init__(self, text: Text) -> None:
        """Take the text."""
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the line."""
        line = Text(no_wrap=True, overflow="ignore")
        yield line.append_text(self.text)


def labelled(lines: Iterable[tuple[str, Text]]) -> Iterator[RenderableType]:
    """Yield lines under one another, each behind its label; what is too long goes on below itself."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=LABEL, style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in lines:
        table.add_row(label, text)
    if table.rows:
        yield table


def cut(text: str, room: int) -> str:
    """Return a text, or as many whole words of it as there is room for."""
    if cell_len(text) <= room:
        return text
    ends = (found.start() for found in _WORD_END.finditer(text))
    fitting = [end for end in ends if cell_len(text[:end]) < room]
    return (text[: fitting[-1]] if fitting else _first(text, room - 1)) + _ELLIPSIS


def _first(text: str, room: int) -> str:
    """Return the first letters of a word that is wider than the room there is, as text without blanks may be."""
    count = 1
    while cell_len(text[: count + 1]) <= room:
        count += 1
    return text[:count]


def joined(words: Sequence[str], room: int) -> str:
    """Return as many words as there is room for, and how many more there are."""
    for count in range(len(words), 1, -1):
        rest = f" and {len(words) - count} more" if count < len(words) else ""
        if cell_len(text := ", ".join(words[:count]) + rest) <= room:
            return text
    return words[0] + (f" and {len(words) - 1} more" if len(words) > 1 else "")


def law_line(law: Register, today: date | None, on: date | None = None, known_on: date | None = None) -> Text:
    """Return which law answers and how old it is, and that nothing later is known where an answer is for a later day."""
    home = law.home
    text = Text(f"{law.version}, checked through {home.checked_through}")
    if today:
        text.append(f", {age(home.checked_through, today)}")
    if known_on:
        text.append(f"; as known on {dated(known_on)}")
    if on and on > home.checked_through:
        text.append("; nothing published later is known", "magenta")
    return text


def unknown(asked: Inquiry) -> Iterator[RenderableType]:
    """Yield that goods are not recognised, if they are not: what is told then is not all."""
    if not asked.recognised:
        yield Text.assemble(("! ", "yellow"), "these goods are not recognised; what else bears on them is not known")


def inquired(law: Register, asked: Inquiry) -> str:
    """Return what an inquiry about the law is about: goods and a place, or all provisions."""
    to = f" to {law.places.names[asked.to].en}" if asked.to else ""
    return f"{printable(asked.item)}{to}" if asked.item else f"any goods{to}" if to else "all provisions"

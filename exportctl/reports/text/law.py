"""Print lists and records of the law; a name goes below its id if a row is too narrow for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from rich.cells import cell_len
from rich.padding import Padding
from rich.text import Text

from exportctl.law.parallels import sentences_of
from exportctl.law.records import plain
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.reports.i18n.procedure import step_word
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, Grid
from exportctl.reports.text.layout import GAP, FoldedText, Line, fold, headline, law_data, law_line
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.law.register import Register
    from exportctl.reports import results

_CALLED: Final = ("title", "name", "zh")
"""The keys of a row with the name of a record."""
_WHOLE: Final = "provisions"
"""The key of an act with the number of its provisions, which the numbers by status add up to."""
_COMMENT: Final = "# "
_WIDTH: Final = 80
"""The width of the comments of a record."""
_ROOM: Final = 40
"""The free width from which a row has both."""
_HEADS: Final = {
    "id": Sentence("ID"),
    "kind": Sentence("Kind"),
    "published": Sentence("Published"),
    "in_force": Sentence("In force"),
    "suspended": Sentence("Suspended"),
    "unsettled": Sentence("Unconfirmed"),
    "ended": Sentence("Ended"),
    "from": Sentence("From"),
    "status": Sentence("Status"),
    "by": Sentence("Issuer"),
    "unit": Sentence("Unit"),
    "list": Sentence("List"),
    "stage": Sentence("Stage"),
}
"""The columns of lists, with their headings."""
_OF: Final = {
    "acts": Sentence("acts"),
    "provisions": Sentence("provisions"),
    "entries": Sentence("entries"),
    "statements": Sentence("statements"),
    "guidance": Sentence("pieces of guidance"),
    "procedure": Sentence("steps of the procedure"),
    "parties": Sentence("parties"),
    "parameters": Sentence("parameters"),
}
"""The kinds of listed records."""
_COUNTED: Final = ("in_force", "suspended", "unsettled", "ended")
"""The columns with the numbers of provisions of an act."""


class _Rows:
    """Rows of a list: ids and days in unbroken columns, and the name of each record next to or below them."""

    def __init__(self, law: Register, rows: Sequence[Mapping[str, Any]], day: date) -> None:
        self.law, self.rows, self.day = law, rows, day
        self.keys = [key for key in rows[0] if key not in (*_CALLED, _WHOLE)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the headings and the rows."""
        heads = [render(_HEADS.get(key) or key.replace("_", " ")) for key in self.keys]
        cells = [[self._cell(row, key) for key in self.keys] for row in self.rows]
        widths = [max(map(cell_len, [head, *(row[at].plain for row in cells)])) for at, head in enumerate(heads)]
        beside = options.max_width - sum(widths) - GAP * len(widths) >= _ROOM
        if beside:
            table = Grid(*heads, "Name", unbroken=len(heads))
            for row, line in zip(self.rows, cells, strict=True):
                table.add_row(*line, self._names(row))
            yield table
            return
        gap = GAP if sum(widths) + GAP * (len(widths) - 1) <= options.max_width else 1
        widths[-1] = max(options.max_width - sum(widths[:-1]) - gap * (len(widths) - 1), cell_len(heads[-1]))
        yield _in_columns([Text(head, "bold") for head in heads], widths, gap)
        for row, line in zip(self.rows, cells, strict=True):
            yield _in_columns(line, widths, gap)
            yield Padding(FoldedText(self._names(row)), (0, 0, 0, GAP), expand=False)

    def _cell(self, row: Mapping[str, Any], key: str) -> Text:
        """Return the text of a cell; an act that was not published by the day has no provisions to count."""
        return Text("-") if key in _COUNTED and self._is_later(row) else _cell_text(self.law, key, row[key])

    def _names(self, row: Mapping[str, Any]) -> Text:
        """Return the names of a record, and whether it was not published by the day."""
        names = _names(self.law, row)
        return names.append(translate(" (not published yet)"), "dim") if self._is_later(row) else names

    def _is_later(self, row: Mapping[str, Any]) -> bool:
        """Return whether a row is of an act that was published after the day."""
        return "in_force" in row and str(row["published"]) > self.day.isoformat()


def listing(result: results.Listing) -> Iterator[RenderableType]:
    """Yield a list of records of one kind, with the day of their status."""
    rows = [row.to_dict() for row in result.rows]
    dated = rows and {"status", "in_force"} & rows[0].keys()
    if result.of in _OF:
        when = [translate("status on {day}", day=result.on)] if dated else []
        yield headline(translate("{count} {of}", count=len(rows), of=_OF[result.of]), "", *when)
    else:
        yield Text(printable(translate("{count} {of}", count=len(rows), of=result.of)), "bold")
    if rows:
        yield from (Text(""), _Rows(result.law, rows, result.on), Text(""))
    if rows and result.of not in _OF:
        yield Line("To do", Sentence("Explain one of them: exportctl explain {id}", id=rows[0]["id"]), "bold")
    yield law_data(result.law, result.today, result.on if dated else None)


def _in_columns(cells: Sequence[Text], widths: Sequence[int], gap: int) -> Text:
    """Return a line of cells; a last one that is too wide continues below itself."""
    line = Text(no_wrap=True, overflow="ignore")
    *firsts, last = cells
    for cell, width in zip(firsts, widths, strict=False):
        line.append_text(cell).append(" " * (width - cell_len(cell.plain) + gap))
    if cell_len(last.plain) <= widths[-1]:
        return line.append_text(last)
    between = "\n" + " " * line.cell_len
    return line.append(between.join(fold(last.plain, widths[-1])), last.style)


def _names(law: Register, row: Mapping[str, Any]) -> Text:
    """Return the names of a record: both names of its row, or, in Chinese, that name alone."""
    if not current_language().is_english:
        return Text(printable(_in_chinese(law, row)))
    names = dict.fromkeys(printable(str(row[key])) for key in _CALLED if row.get(key))
    return Text(" ".join(names))


def _in_chinese(law: Register, row: Mapping[str, Any]) -> str:
    """Return the Chinese name in a row, or the title of its record, or the English name if there is no other."""
    id_ = row["id"]
    records = (law.acts, law.provisions, law.statements, law.guidance)
    titles = (record_.title.zh for kept in records if (record_ := kept.get(id_)))
    return str(row.get("zh") or next(titles, "") or row.get("title") or row["name"])


def _cell_text(law: Register, key: str, value: object) -> Text:
    text = str(value)
    if key == "status":
        return Text(records.provision_status(text), STYLES.get(text, ""))
    if key == "list":
        return Text(printable(name_of(law.list_name(text))))
    if words := step_word(key, text):
        return Text(words)
    if key == "by":
        return Text(printable(render(Sentence.of(text))))
    return Text(printable(records.kind(text) if key == "kind" else text))


def _comment(text: str) -> Iterator[str]:
    """Yield the lines of a comment, which may be broken, unlike the record."""
    first, *further = fold(text, _WIDTH - len(_COMMENT) - GAP)
    yield f"{_COMMENT}{first}"
    yield from (f"{_COMMENT}{' ' * GAP}{line}" for line in further)


def record(result: results.Record) -> str:
    """Return a record as in its file: YAML, which is never cut to the width of a screen."""
    text = yaml.safe_dump(plain(result.located.record), allow_unicode=True, sort_keys=False, width=72)
    hints = [
        line
        for hint in sentences_of(result.parallels)
        for line in _comment(translate("# hint: {hint}", hint=hint).removeprefix(_COMMENT))
    ]
    law = translate("# law data: {law}", law=law_line(result.law, result.today).plain)
    head = translate("{kind} {id}", kind=records.kind(result.located.kind), id=result.located.id)
    return "\n".join(printable(part) for part in (head, *text.splitlines(), *hints, law))

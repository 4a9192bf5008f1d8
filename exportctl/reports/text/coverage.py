"""Prints what the data covers: what it decides, what it cannot test, and all counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from exportctl.reports.documents.coverage import coverage as document
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid, with_title
from exportctl.reports.text.layout import FoldedText
from exportctl.reports.text.lines import line
from exportctl.sentences import ENGLISH, Called, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from rich.console import RenderableType

    from exportctl.law.register import Register
    from exportctl.reports import results

_HOLDS: Final = {
    "acts": Sentence("acts"),
    "provisions_that_decide": Sentence("provisions that decide"),
    "provisions_that_warn": Sentence("provisions that warn only"),
    "provisions_not_tested": Sentence("provisions that are not tested"),
    "provisions_without_condition": Sentence("provisions that are no condition on an export"),
    "entries_transcribed": Sentence("lines of the list transcribed, with their figures"),
    "entries_named_only": Sentence("lines by name only"),
    "entries_with_parallel": Sentence("lines with a parallel on another list"),
}
"""What a reader wants to know first, with the words for it."""
_ABOVE: Final = {"schema", "used", *_HOLDS} - {"acts"}
"""The keys that the table of all counts leaves out; it begins with the acts, which are counted by their kinds below."""


def coverage(result: results.Coverage) -> Iterator[RenderableType]:
    """Yield the table of what the data holds, the reasons for what is not tested, and all other counts."""
    covered = document(result)
    head = translate(
        "Data {version}: {why}. It lies in {place}", version=covered["version"], why=result.why, place=result.place
    )
    yield Text(printable(head))
    yield Text("")
    yield from with_title(translate("What the data holds"), _holdings(covered))
    untested = {
        item["provision"]: translate("{what}: {why}", what=Sentence.of(item["subject"]), why=Sentence.of(item["why"]))
        for item in covered["provisions_not_tested"]
    }
    yield from _provision_lines(translate("Not tested, and why"), untested)
    beside = {
        item["provision"]: translate("{what}: {why}", what=Called(**item["title"]), why=Sentence.of(item["what"]))
        for item in covered["provisions_without_condition"]
    }
    yield from _provision_lines(translate("No condition on an export, but"), beside)
    yield Text(translate("All counts"), "bold")
    yield _rest(result.law, covered)


def _holdings(covered: Mapping[str, Any]) -> RenderableType:
    table = grid("", "")
    table.show_header = False
    for key, words in _HOLDS.items():
        count = covered[key]
        table.add_row(cell(render(words)), cell(str(len(count) if isinstance(count, list) else count)))
    return table


def _provision_lines(title: str, provisions: Mapping[str, str]) -> Iterator[RenderableType]:
    """Yield provisions, each with its note."""
    yield Text(title, "bold")
    for id_, words in provisions.items():
        told = Text.assemble((id_, "bold"), f"  {printable(words)}")
        yield Padding(FoldedText(told), (0, 0, 0, 2), expand=False)
    yield Text("")


def _rest(law: Register, covered: Mapping[str, Any]) -> RenderableType:
    table = grid("", "")
    table.show_header = False
    for key, value in covered.items():
        if key not in _ABOVE:
            name = key.replace("_", " ") if current_language() is ENGLISH else records.key(law, "", key)
            table.add_row(cell(name), cell(line(law, value, key)))
    return table

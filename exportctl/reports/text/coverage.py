"""What the data covers is told by what it holds and decides first, then by what it cannot test, then by every other count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid, titled
from exportctl.reports.text.lines import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from rich.console import RenderableType

    from exportctl.reports import results

_HOLDS: Final = {
    "acts": "acts",
    "provisions_that_decide": "provisions that decide",
    "provisions_that_warn": "provisions that warn only",
    "provisions_not_tested": "provisions that are not tested",
    "provisions_without_condition": "provisions that are no condition on an export",
    "entries_transcribed": "lines of the list transcribed, with their figures",
    "entries_named_only": "lines by name only",
    "entries_with_parallel": "lines with a parallel on another list",
}
"""What a reader wants to know first, with the words for it."""


def coverage(result: results.Coverage) -> Iterator[RenderableType]:
    """Yield the table of what is held, why what is not tested is not, and all that is counted besides."""
    told = result.told
    yield Text(printable(f"Data {told['version']}: {result.why}. It lies in {result.place}"))
    yield Text("")
    yield from titled("What the data holds", _held(told))
    untested = {item["provision"]: f"{item['subject']}: {item['why']}" for item in told["provisions_not_tested"]}
    yield from _told("Not tested, and why", untested)
    beside = {
        item["provision"]: f"{item['title']['en']}: {item['what']}" for item in told["provisions_without_condition"]
    }
    yield from _told("No condition on an export, but", beside)
    yield Text("All counts", "bold")
    yield _rest(told)


def _held(told: Mapping[str, Any]) -> RenderableType:
    table = grid("", "")
    table.show_header = False
    for key, words in _HOLDS.items():
        count = told[key]
        table.add_row(cell(words), cell(str(len(count) if isinstance(count, list) else count)))
    return table


def _told(title: str, provisions: Mapping[str, str]) -> Iterator[RenderableType]:
    """Yield provisions, each with what is told of it."""
    yield Text(title, "bold")
    for id_, words in provisions.items():
        yield Padding(Text.assemble((id_, "bold"), f"  {printable(words)}"), (0, 0, 0, 2), expand=False)
    yield Text("")


def _rest(told: Mapping[str, Any]) -> RenderableType:
    table = grid("", "")
    table.show_header = False
    for key, value in told.items():
        if key not in _HOLDS or key == "acts":
            table.add_row(cell(key.replace("_", " ")), cell(line(value)))
    return table

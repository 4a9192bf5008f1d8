"""What goods are by the list, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.goods import asked_for, meant, measures, warned, words_read
from exportctl.reports.text.grid import cell, grid
from exportctl.reports.words.en import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Classification


def classification(result: Classification) -> Iterator[RenderableType]:
    """Yield the entries that goods match or may match, and those that official guidance rules out."""
    law, found = result.law, result.found
    known = (
        "is not recognised; nothing is certain"
        if not result.recognised
        else "matches no entry of the list that this data holds"
        if result.covered
        else "is not decided: it matches no entry that this data holds, which begins later"
    )
    yield Text.assemble((printable(result.facts.goods.item), "bold"), "" if found.matches else f" {known}")
    yield from words_read(result.facts.goods)
    yield from meant(law, result.facts.goods, recognised=result.recognised)
    table = grid("entry", "certainty", "found by", "name", "open")
    for match in found.matches:
        name = law.code_name(match.entry)
        certain = "yes" if match.truth.value else "possible"
        table.add_row(
            cell(match.entry),
            Text(certain, "bold" if match.truth.value else "yellow"),
            cell(match.basis.replace("_", " ")),
            cell(f"{name.en} {name.zh}{asked_for(law, match.entry)}"),
            cell(missing(sorted(match.truth.missing))),
        )
    if found.matches:
        yield table
    yield from measures(result.hints)
    for exclusion in found.excluded:
        yield Text(f"not {exclusion.entry}: {printable(exclusion.ruling.says)} ({exclusion.guidance})")
    yield from warned(law, covered=result.covered)
    yield from (Text(f"! {item.text} [{item.code}]") for item in result.terms.cautions(law, result.on))

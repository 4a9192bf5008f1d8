"""Parties as a compliance officer reads them: who it is, on which list, by which act, and whether that holds on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, cell, grid, styled
from exportctl.reports.words.en import EFFECTS, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from exportctl.engine.screening import PartyMatch
    from exportctl.law.register import Register
    from exportctl.reports.results import PartyScreening


def party(result: PartyScreening) -> Iterator[RenderableType]:
    """Yield what each name hits on a day."""
    for name, screening in zip(result.names, result.found, strict=True):
        effect = screening.decision(result.assume)
        yield Text.assemble(
            (printable(name), "bold"),
            f"  on {result.on}: ",
            (EFFECTS[effect] if screening.matches or not screening.covered else "not listed", STYLES[effect]),
        )
        if screening.matches:
            yield _matches(result.law, screening.matches)
            if any(item.status in ("suspended", "ended") for item in screening.matches):
                yield Text(
                    "A measure that was stopped or is suspended is no licence: dual-use items still need one.", "dim"
                )


def _matches(law: Register, items: Iterable[PartyMatch]) -> RenderableType:
    """Return the designations that names hit, one row each."""
    table = grid("score", "party", "list", "act", "status", "effect")
    for item in items:
        listing = item.hit.listing
        is_ = "" if item.hit.certain else "similar: "
        table.add_row(
            cell(str(item.hit.score)),
            cell(f"{is_}{listing.party.name.en} {listing.party.name.zh}"),
            cell(law.list_name(listing.list).en),
            cell(listing.act),
            styled(status(item.status), item.status),
            styled(EFFECTS[item.effect], item.effect),
        )
    return table

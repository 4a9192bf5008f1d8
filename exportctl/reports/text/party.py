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
        listed = any(not item.hit.related for item in screening.matches)
        yield Text.assemble(
            (printable(name), "bold"),
            f"  on {result.on}: ",
            (EFFECTS[effect] if listed else "not listed", STYLES[effect]),
        )
        if screening.matches:
            yield matches(result.law, screening.matches)
            if any(item.status in ("suspended", "ended") for item in screening.matches):
                yield Text(
                    "A measure that was stopped or is suspended is no licence: dual-use items still need one.", "dim"
                )


def matches(law: Register, items: Iterable[PartyMatch]) -> RenderableType:
    """Return the designations that a name hits, one row each, and why it does where it is not the printed name."""
    table = grid("score", "party", "list", "act", "status", "effect")
    for item in items:
        listing = item.hit.listing
        is_ = "" if item.hit.certain else "related: " if item.hit.related else "similar: "
        party = cell(f"{is_}{listing.party.name.en} {listing.party.name.zh}".strip())
        if item.hit.basis != "name":
            party.append(f"\n{printable(item.hit.why)}", "dim")
        table.add_row(
            cell(str(item.hit.score)),
            party,
            cell(law.list_name(listing.list).en),
            cell(listing.act),
            styled(status(item.status), item.status),
            cell("none") if item.hit.related else styled(EFFECTS[item.effect], item.effect),
        )
    return table

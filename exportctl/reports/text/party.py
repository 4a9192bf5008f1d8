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
            (EFFECTS[effect] if listed or not screening.covered else "not listed", STYLES[effect]),
        )
        if screening.matches:
            yield matches(result.law, screening.matches)
            told = {item.hit.why for item in screening.matches if item.hit.basis != "name" or not item.hit.certain}
            yield from (Text(printable(why), "dim") for why in sorted(told))
            if any(item.status in ("suspended", "ended") for item in screening.matches):
                yield Text(
                    "A measure that was stopped or is suspended is no licence: dual-use items still need one.", "dim"
                )
    yield from (Text(printable(item.why), "dim") for item in result.answered)


def matches(law: Register, items: Iterable[PartyMatch]) -> RenderableType:
    """Return the designations that a name hits, one row each."""
    table = grid("score", "party", "list", "act", "status", "effect")
    for item in items:
        listing = item.hit.listing
        hit = item.hit
        is_ = "" if hit.certain else "related: " if hit.related else "similar: " if hit.similar else "may be barred: "
        names = " ".join(dict.fromkeys(listing.party.name))
        table.add_row(
            cell(str(item.hit.score)),
            cell(f"{is_}{names}"),
            cell(law.list_name(listing.list).en),
            cell(listing.act),
            styled(status(item.status), item.status),
            cell("none") if item.hit.related else styled(EFFECTS[item.effect], item.effect),
        )
    return table

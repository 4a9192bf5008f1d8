"""`party` tells whether a name is designated on a day, by which act, with what effect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exportctl.cli import options

app = typer.Typer(add_completion=False)
Names = Annotated[
    list[str] | None, typer.Argument(metavar="NAME...", help="Names of companies or others.", show_default=False)
]
File = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="A text file with one name a line.", show_default=False)
]
Threshold = Annotated[
    str, typer.Option("--threshold", metavar="SCORE", help="From which likeness (0 to 100) on a name may be the same.")
]


@app.command(epilog="Example: exportctl party 'Leidos Inc' 'Acme Toys' --on 2025-06-01")
def party(
    names: Names = None,
    file: File = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    threshold: Threshold = "88",
    assume: options.Assume = "on-face",
    gate: options.Gate = "license_required",
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Is this name designated on that day, by which act, with what effect?

    A name is the same if nothing but case, accents, punctuation, legal form or the order of the words differs; a similar one may be.
    A measure that was stopped or is suspended is shown: it is not a licence to ship.

    Exit code: 0 no listing that reaches the gate, 1 at or above it, 3 if a similar name could reach it, or on a
    day before the data begins.
    """
    from exportctl import api
    from exportctl.cli import session
    from exportctl.reports.formats import format_of

    format_, closes_at, assumed = format_of("party", format_), api.level(gate), api.reading(assume)
    found = api.party(
        [*(names or []), *session.names_in(file)],
        on=api.day(on, "on"),
        known_on=api.day(known_on, "known_on"),
        threshold=session.number(threshold, "threshold", most=100),
        assume=assumed,
        gate=closes_at,
        law=session.store_of(data, also),
    )
    session.publish("party", format_, found)
    if not all(item.covered for item in found.found):
        session.note(f"the data covers the lists from {found.law.home.covers_from} on; earlier ones are missing")
    raise typer.Exit(found.exit_code)

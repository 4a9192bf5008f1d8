"""`classify` tells which lines of the control list the goods are, may be, or are not."""

from __future__ import annotations

import typer

from exportctl.cli import options
from exportctl.facts.transaction import Transaction

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: exportctl classify 'neodymium magnet' --contains Dy=2%")
@options.takes_facts
def classify(
    said: Transaction,
    assume: options.Assume = "on-face",
    gate: options.Gate = "license_required",
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Which entries of the control list are these goods?

    An entry that waits for a fact is possible, never excluded. What the goods are turns on ITEM, --hs-code, --entry, --form,
    --contains and --param; --known-on leaves out official guidance of later days. The other facts of check are taken too, and only
    tested for sense. Whether an entry is controlled on a day, check says.

    Exit code: 0 if the goods match no entry; 1 if they surely match one, for which the list asks a licence; 2 for wrong input; 3 if
    they may match one, if nobody knows them, if --gate is above a licence, or on a day before the data begins.
    """
    from exportctl import api
    from exportctl.cli import session
    from exportctl.reports.formats import format_of

    format_, closes_at, assumed = (
        format_of("classification", format_),
        api.level(gate),
        api.reading(assume),
    )
    found = api.classify(said, session.store_of(data, also), assumed, closes_at, trust_descriptions=trust_descriptions)
    session.publish("classification", format_, found)
    raise typer.Exit(found.exit_code)

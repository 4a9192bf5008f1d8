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
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Which entries of the control list are these goods?

    An entry that waits for a fact is possible, never excluded. What the goods are turns on ITEM, --form, --contains and --param;
    --known-on leaves out official guidance of later days. The other facts of check are taken too, and only tested for sense.
    Whether an entry is controlled on a day, check says.

    Exit code: 0 if the goods match no entry; 1 if they surely match one, for which the list asks a licence; 2 for wrong input; 3 if
    they may match one, if nobody knows them, if --gate is above a licence, or on a day before the data begins.
    """
    from exportctl.cli import session
    from exportctl.facts import goods
    from exportctl.facts.understand import understand
    from exportctl.law.days import knowledge

    as_json, closes_at, _ = session.wants_json(format_), session.level(gate), session.reading(assume)
    store = session.store_of(data, also)
    law = store.law
    found = goods.classify(law, understand(law, said, store).goods, knowledge(law, said.known_on))
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(json.classification(law, found, said)))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.classification(law, found, said.item.strip()))
    raise typer.Exit(found.exit_code(closes_at, covered=said.on >= (law.home.covers_from or said.on)))

"""`classify` tells which lines of the control list the goods are, may be, or are not."""

from __future__ import annotations

import typer

from exportctl.cli import options

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: exportctl classify 'neodymium magnet' --contains Dy=2%")
def classify(
    item: options.Item,
    form: options.FormOption = None,
    contains: options.Contains = None,
    param: options.Param = None,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Which entries of the control list are these goods?

    An entry that waits for a fact is possible, never excluded. Whether an entry is controlled on a day, check says.

    Exit code: 1 if the goods surely match an entry, 3 if they may match one or nobody knows them, 0 if they match none.
    """
    from exportctl.cli import session
    from exportctl.facts import goods
    from exportctl.facts.transaction import Transaction
    from exportctl.facts.understand import understand

    as_json = session.wants_json(format_)
    store = session.store_of(data, also)
    law = store.law
    said = Transaction(
        item=item, on=session.today(), form=form, contains=tuple(contains or ()), param=tuple(param or ())
    )
    stated = understand(law, said, store).goods
    found = goods.classify(law, stated)
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(json.classification(law, found, stated.item)))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.classification(law, found, stated.item))
    raise typer.Exit(found.exit_code())

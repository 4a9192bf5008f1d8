"""`party` answers whether a name is designated on a day, by which act, and with which effect."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exportctl.cli import commands, company, options, printing, receipts, session, settings, tables, values
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import INPUT, argument, option
from exportctl.cli.receipts import Log, Overwrite, Receipt, ReviewedBy
from exportctl.errors import InputError, PlaceError
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE, DEFAULT_UNDECIDED
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.api import Law
    from exportctl.cli.tables import NameRow
    from exportctl.reports.party_screening import PartyScreening

app = typer.Typer(add_completion=False)
Names = Annotated[
    list[str] | None, argument("NAME...", "Names of companies and institutions; the law data holds no natural persons.")
]
File = Annotated[
    Path | None,
    option(
        INPUT,
        "--file FILE",
        "Read names from FILE.\n\nOne name a line (# comments), or CSV, TSV or Excel with the columns name and country (optional).",
    ),
]
Threshold = Annotated[
    str, option(INPUT, "--threshold SCORE", "Similarity (0 to 100) from which a name may be the same.")
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl party 'Leidos Inc' 'Acme Toys' --on 2025-06-01")
def party(
    names: Names = None,
    file: File = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    threshold: Threshold = "88",
    assume: options.Assume = DEFAULT_ASSUME,
    gate: options.Gate = DEFAULT_GATE,
    undecided: options.Undecided = DEFAULT_UNDECIDED,
    max_age: options.MaxAge = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: options.GateFormat = "table",
    receipt: Receipt = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - the same
    reviewed_by: ReviewedBy = None,
    log: Log = None,
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Check names against the control list, the watch list, the Unreliable Entity List and the other lists of parties.

    Prints the act, its status on the day and its effect, also for measures that are suspended or have ended. Such a measure does not
    replace a licence.

    Two names are the same if they differ only in case, script, accents, punctuation, legal form or word order. They are similar if
    one has a typing error, is shortened, or contains a listed name ("Acme c/o Leidos, Reston"), or if others have the name, too.
    Companies of the same group are shown, but are not listed for that reason. You can add a country in brackets: "Leidos (US)".

    The other lists are countermeasures, export bans on single companies, and the list of the Taiwan Affairs Office.

    Exit code: 0 no listing reaches the gate, 1 a listing is at or above it, 2 wrong input, 3 undecided (it depends on a similar
    name or an unconfirmed extension, the law data is older than --max-age, or the day is before it begins), 4 no name.
    """
    from exportctl import api
    from exportctl.facts.placeholders import names_no_party
    from exportctl.law.names import key_of

    format_, closes_at, assumed = format_of_output("party", format_), api.level(gate), api.reading(assume)
    tables.require_no_file(names or [], "names")
    receipts.require_receipt(reviewed_by, receipt)
    receipts.require_apart(receipt, log, file, overwrite=overwrite)
    policy = settings.gate_policy(undecided, max_age, closes_at)
    store, rows = session.store_of(data, also), tables.names_in(file)
    listed = [item for item in rows if not (key_of(item.name) and names_no_party(item.name))]
    result = api.party(
        [*(names or []), *(_with_country(store, item) for item in listed)],
        on=api.day(on, "on"),
        known_on=api.day(known_on, "known_on"),
        threshold=values.number(threshold, "threshold", most=100),
        assume=assumed,
        gate=closes_at,
        law=store,
    )
    result = company.overlay(store).of_parties(replace(result, policy=policy, everything=all_))
    if receipt or log:
        receipts.keep(_receipt(result, store), receipt, log, reviewed_by)
    printing.publish("party", format_, result)
    if count := len(rows) - len(listed):
        from exportctl.inquiry.phrases import PLACEHOLDERS

        columns = Sentence("{count} in '{column}'", count=count, column=file)
        printing.note(PLACEHOLDERS, columns=columns)
    company.note_influences(result.influences)
    settings.note_passed(result.names_passed, len(result.screenings))
    if not all(item.covered for item in result.screenings):
        printing.note(
            "the data covers the lists from {covers_from} on; check earlier lists yourself",
            covers_from=result.law.home.covers_from,
        )
    for caution in policy.warnings(result.law, result.on):
        printing.note("{text} [{code}]", text=caution.text, code=caution.code)
    raise typer.Exit(result.exit_code)


def reproduce(question: Mapping[str, Any], store: Law) -> dict[str, Any]:
    """Answer the question of a receipt again and return the new receipt."""
    from exportctl import api
    from exportctl.engine.gate_policy import GatePolicy

    keywords = {key: value for key, value in question.items() if key not in {"names", "undecided", "max_age"}}
    result = replace(
        api.party(question["names"], store, **keywords), policy=GatePolicy(question["undecided"], question["max_age"])
    )
    return _receipt(company.overlay(store).of_parties(result), store)


def _receipt(result: PartyScreening, store: Law) -> dict[str, Any]:
    """Return the receipt of an answer; names from a file are facts like the others."""
    from exportctl.reports.documents.receipts import PartyQuestion

    answer = result.to_dict()
    return receipts.receipt_of("party", PartyQuestion(**answer["query"]), answer, store, [])


def _with_country(store: Law, item: NameRow) -> str:
    """Return a name with its country in brackets after it; raises InputError for an unknown place."""
    from exportctl.facts.places import place

    if not item.country:
        return item.name
    try:
        return f"{item.name} ({place(store.law, item.country, 'country')})"
    except InputError as fault:
        raise PlaceError(item.place, fault.what) from None

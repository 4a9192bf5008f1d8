"""`check` answers which export controls apply to goods and a route on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from exportctl.cli import commands, company, options, printing, receipts, session, settings, tables
from exportctl.cli.outputs import format_of_output
from exportctl.cli.receipts import Log, Overwrite, Receipt, ReviewedBy
from exportctl.facts.transaction import Transaction
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE, DEFAULT_UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.api import Law
    from exportctl.reports.verdict import GateVerdict

app = typer.Typer(add_completion=False)


@app.command(
    cls=commands.TransactionCommand,
    no_args_is_help=False,
    epilog="Example: exportctl check gallium --to US --on 2025-12-01",
)
def check(
    context: typer.Context,
    holdings: options.Holdings = None,
    assume: options.Assume = DEFAULT_ASSUME,
    gate: options.Gate = DEFAULT_GATE,
    undecided: options.Undecided = DEFAULT_UNDECIDED,
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    notes: options.Notes = False,  # noqa: FBT002 - the same
    all_: options.All = False,  # noqa: FBT002 - the same
    format_: options.GateFormat = "table",
    receipt: Receipt = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - the same
    reviewed_by: ReviewedBy = None,
    log: Log = None,
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Check which export controls apply to goods on a day.

    Prints the decision, the controls behind it, suspensions with their last day, open questions and the next change. A fact that you
    do not state is unknown, never "no".

    Exit code: 0 below the gate, 1 at or above it, 2 wrong input, 3 undecided.
    """
    from exportctl import api

    format_, closes_at, assumed = format_of_output("verdict", format_), api.level(gate), api.reading(assume)
    question = commands.transaction(context)
    receipts.require_receipt(reviewed_by, receipt)
    receipts.require_apart(receipt, log, holdings, overwrite=overwrite)
    policy = settings.gate_policy(undecided, max_age, closes_at, trusted=trust_descriptions)
    # Wrong options are refused above, before the law is loaded, which takes much longer.
    store = session.store_of(data, also)
    answer = company.overlay(store).check(
        question, assumed, closes_at, policy, trusted=trust_descriptions, holdings=_rows_in(holdings)
    )
    if holdings and not answer.verdict.facts.owners:
        printing.note(
            "--holdings {holdings} has no owner of the end user, so the owners are unknown; add them to the file",
            holdings=holdings,
        )
    hints = session.what_to_measure(store, answer.verdict.classification.matches)
    checked = answer._replace(everything=all_, today=api.today(), hints=hints, notes=notes, question=question)
    if receipt or log:
        receipts.keep(_receipt(question, answer, store, holdings), receipt, log, reviewed_by)
    printing.publish("verdict", format_, checked)
    company.note_influences(checked.influences)
    settings.note_passed(int(checked.is_passed), 1)
    raise typer.Exit(checked.exit_code)


def reproduce(stated: Mapping[str, Any], store: Law) -> dict[str, Any]:
    """Answer the question of a receipt again and return the new receipt."""
    question, policy = receipts.question_of(stated)
    holdings, trusted = Path(stated["holdings"]) if stated["holdings"] else None, stated["trust_descriptions"]
    if holdings:
        receipts.require_kept(holdings)
    answer = company.overlay(store).check(
        question, stated["assume"], stated["gate"], policy, trusted=trusted, holdings=_rows_in(holdings)
    )
    return _receipt(question, answer, store, holdings)


def _rows_in(holdings: Path | None) -> list[dict[str, str]] | None:
    """Return the rows of a table of holdings, if one is named."""
    if holdings is None:
        return None
    from exportctl.facts.holdings import COLUMNS

    return tables.table_in(holdings, COLUMNS, COLUMNS)


def _receipt(question: Transaction, answer: GateVerdict, store: Law, holdings: Path | None) -> dict[str, Any]:
    """Return the receipt of an answer."""
    from exportctl.reports.documents.receipts import CheckQuestion
    from exportctl.reports.documents.verdict import verdict

    facts = CheckQuestion(**receipts.facts_of(question, answer, holdings))
    files = [receipts.source("holdings", holdings)] if holdings else []
    return receipts.receipt_of("check", facts, verdict(answer).to_dict(), store, files)

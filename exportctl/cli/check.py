"""`check` answers one question: may this go there on that day."""

from __future__ import annotations

import typer

from exportctl.cli import options
from exportctl.facts.transaction import Transaction

app = typer.Typer(add_completion=False)


@app.command(no_args_is_help=False, epilog="Example: exportctl check gallium --to US --on 2025-12-01")
@options.takes_facts
def check(
    said: Transaction,
    holdings: options.Holdings = None,
    assume: options.Assume = "on-face",
    gate: options.Gate = "license_required",
    undecided: options.Undecided = "fail",
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    notes: options.Notes = False,  # noqa: FBT002 - the same
    all_: options.All = False,  # noqa: FBT002 - the same
    format_: options.GateFormat = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """May these goods go there on that day?

    Prints the decision, the controls behind it, what is suspended and until when, what is not known, and what changes next. A fact that
    is not stated is unknown, never "no".

    Exit code: 0 below the gate, 1 at or above it, 2 for wrong input, 3 if it cannot be decided (0 with --undecided warn).
    """
    from exportctl import api
    from exportctl.cli import company, session, settings
    from exportctl.reports.formats import format_of
    from exportctl.reports.verdict import Checked

    format_, closes_at, assumed = (
        format_of("verdict", format_),
        api.level(gate),
        api.reading(assume),
    )
    terms = settings.terms(undecided, max_age, closes_at, trusted=trust_descriptions)
    held = None
    if holdings:
        from exportctl.facts.holdings import COLUMNS

        held = session.table_in(holdings, COLUMNS, COLUMNS)
    store = session.store_of(data, also)
    asked = company.asked(said, store)
    answer = api.check(asked.said, store, assumed, holdings=held, trust_descriptions=trust_descriptions)
    weighed = company.weighed(asked, said, answer, store)
    if holdings and not answer.facts.owners:
        session.note(f"--holdings {holdings} tells nothing of the owners of the end user; they are unknown")
    verdict = weighed.standing.verdict if weighed else answer
    hints = session.what_to_measure(store, verdict.classification.matches)
    checked = Checked(verdict, closes_at, all_, api.today(), hints, notes, terms, weighed)
    session.publish("verdict", format_, checked)
    settings.tell_passed(int(checked.passed), 1)
    raise typer.Exit(checked.exit_code)

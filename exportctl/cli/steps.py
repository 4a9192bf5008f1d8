"""`steps` lists the next steps of an exporter."""

from __future__ import annotations

from typing import Annotated

import typer

from exportctl.cli import commands, company, options, printing, session
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import LAW, format_option, option
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE

app = typer.Typer(add_completion=False)
Format = Annotated[
    str,
    format_option(
        "Format of the result.\n\nWithout this option, the extension of the output file decides.",
        metavar="table|json|markdown",
    ),
]
AcceptedOn = Annotated[
    str | None,
    option(
        LAW,
        "--accepted-on DAY",
        "Day on which MOFCOM accepts the application, to date its decision.\n\nWorking days are known as far as China has "
        "published them. Needs the extra `calendar`.",
    ),
]


@app.command(cls=commands.TransactionCommand, epilog="Example: exportctl steps gallium --to US")
def steps(
    context: typer.Context,
    assume: options.Assume = DEFAULT_ASSUME,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    accepted_on: AcceptedOn = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - the same
    format_: Format = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """List what the exporter does next.

    Prints the steps by stage: the route, the authority and the platform, the documents with the figures that they must state, the
    periods, and the duties towards customs and afterwards. Each step cites its article, or states that none was found.

    Exit code: 0 for every decision, 2 wrong input.
    """
    from exportctl import api
    from exportctl.engine.gate_policy import DEFAULT_POLICY
    from exportctl.reports.results import Steps

    format_, assumed = format_of_output("steps", format_), api.reading(assume)
    question = commands.transaction(context)
    store = session.store_of(data, also)
    checked = company.overlay(store).check(question, assumed, DEFAULT_GATE, DEFAULT_POLICY, trusted=trust_descriptions)
    steps_ = checked.steps(api.day(accepted_on, "accepted_on"))
    printing.publish("steps", format_, Steps(checked, steps_, everything=all_))
    company.note_influences(checked.influences)

"""`mcp` serves an assistant over the standard streams, by the Model Context Protocol."""

from __future__ import annotations

import typer

from exportctl.cli import commands, options
from exportctl.law.scale import DEFAULT_GATE, DEFAULT_UNDECIDED

app = typer.Typer(add_completion=False)


@app.command(cls=commands.Command, epilog="Example: exportctl mcp")
def mcp(
    gate: options.ServedGate = DEFAULT_GATE,
    undecided: options.ServedUndecided = DEFAULT_UNDECIDED,
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Serve check, classify, party and screen to AI assistants (MCP).

    Set this command as a server of the Model Context Protocol (MCP) in the assistant. It uses standard input and output.

    The answers are those that the commands print as JSON in the same folder, with the same configuration, items, licences and
    waivers. --gate, --undecided, --max-age and --trust-descriptions apply to questions that do not state their own; the exit code is
    then the exit_code of the answer. exportctl looks for new law data and company files every minute.
    """
    import asyncio

    from exportctl.cli import service
    from exportctl.served.assistant import serve

    read_company = service.company_reader(gate, undecided, max_age, trusted=trust_descriptions)
    asyncio.run(serve(service.current_law(data, also, read_company), service.helps()))

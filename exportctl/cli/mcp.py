"""`mcp` serves an assistant over the standard streams, by the Model Context Protocol."""

from __future__ import annotations

import typer

from exportctl.cli import commands, options

app = typer.Typer(add_completion=False)


@app.command(cls=commands.Command, epilog="Example: exportctl mcp")
def mcp(
    gate: options.Gate = "license_required",
    undecided: options.Undecided = "fail",
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Answer an assistant: check, classify, party and screen as tools of the Model Context Protocol, over the standard streams.

    An assistant is told to run this command; it asks what the commands of these names answer in the same folder, and is answered the
    same documents, under the same configuration file, items, licences and waivers. Gate and terms are those of questions that say no
    others. Newer data and newer files of the company are looked for every minute.
    """
    import asyncio

    from exportctl.cli import service, session
    from exportctl.served.assistant import serve
    from exportctl.served.current import Current

    say = service.company_reader(gate, undecided, max_age, trusted=trust_descriptions)
    current = Current(lambda: service.data_paths(data, also), say, session.note, service.enable_collection)
    asyncio.run(serve(current, service.helps()))

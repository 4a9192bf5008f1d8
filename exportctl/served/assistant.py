"""Offer the questions as tools of the Model Context Protocol, over the standard streams."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import CallToolResult, ListToolsResult, TextContent, Tool, ToolAnnotations

from exportctl import __version__
from exportctl.errors import InputError
from exportctl.limits import DOCUMENT
from exportctl.reports.documents.schemas import schema
from exportctl.reports.documents.writing import dump
from exportctl.served import rows
from exportctl.served.current import Answerer, Current, UnansweredError
from exportctl.served.lanes import BusyError, Lane, LateError, Until
from exportctl.served.messages import messages
from exportctl.served.openapi import question_schema, table_schema
from exportctl.served.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import anyio
    from mcp.shared._stream_protocols import WriteStream
    from mcp_types import CallToolRequestParams, JSONRPCError, PaginatedRequestParams


_SECONDS: Final = 60
_RENEW: Final = 60
"""Seconds between two checks for newer law, and newer files of the company."""
_PLACES: Final = 16
_TABLE: Final = "screen"
_ROWS: Final = "rows"
_READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_INSTRUCTIONS: Final = (
    "Answers about China's export controls, from published acts, for goods, a destination and a day. What is not stated is unknown, "
    "never no: `questions` of an answer name the facts that would settle it. `undecided` is not free, and `no_control_found` is no "
    "permission. The answers are no legal advice."
)


def assistant(current: Current, helps: Mapping[str, str]) -> Server[Any]:
    """Return the server of the tools; `helps` describes facts."""
    lane = Lane(1, _PLACES)
    tools = [
        Tool(
            name=item.name,
            description=item.summary,
            input_schema=question_schema(item, helps),
            output_schema=schema(item.kind),
            annotations=_READS,
        )
        for item in QUESTIONS.values()
    ]
    description = "The same for every row of a table in CSV: each comes out once, in order, with its answer, or why it was rejected"
    table = Tool(name=_TABLE, description=description, input_schema=table_schema(_ROWS, helps), annotations=_READS)

    async def _list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[*tools, table])

    async def _call_tool(_: ServerRequestContext[Any], call: CallToolRequestParams) -> CallToolResult:
        given, until = call.arguments or {}, Until.after(_SECONDS)
        if call.name not in {*QUESTIONS, _TABLE}:
            return _refusal(f"'{call.name}' is no tool; there are {', '.join((*QUESTIONS, _TABLE))}")
        try:
            by = current.answerer
            with lane.place():
                return await lane.run(lambda: _answer(by, call.name, given, until), until)
        except InputError as error:
            return _refusal(error.render(str))
        except UnansweredError as error:
            return _refusal(str(error))
        except BusyError:
            return _refusal("too much is asked at a time; ask again")
        except LateError:
            return _refusal(f"there is no answer within {_SECONDS} seconds")

    return Server(
        "exportctl", version=__version__, instructions=_INSTRUCTIONS, on_list_tools=_list_tools, on_call_tool=_call_tool
    )


async def serve(current: Current, helps: Mapping[str, str]) -> None:
    """Answer over the standard streams until they end; meanwhile, check for newer law and newer files of the company."""
    server = assistant(current, helps)
    writing: asyncio.Future[WriteStream[SessionMessage]] = asyncio.get_running_loop().create_future()

    async def refuse(error: JSONRPCError) -> None:
        """Send an error object as soon as the stream for it exists."""
        await (await writing).send(SessionMessage(error))

    renewing = asyncio.create_task(current.keep_current(_RENEW, asyncio.Event(), lambda *_: None))
    try:
        lines = cast("anyio.AsyncFile[str]", messages(refuse))
        async with stdio_server(lines) as (reads, writes):
            writing.set_result(writes)
            await server.run(reads, writes, server.create_initialization_options())
    finally:
        renewing.cancel()


def _answer(by: Answerer, name: str, given: Mapping[str, object], until: Until) -> CallToolResult:
    """Return the answer of a tool; raises InputError for an invalid argument."""
    if name == _TABLE:
        with rows.screen_rows(by, _body(given), "csv", _table_options(given), until) as answer:
            return CallToolResult(content=[TextContent(text=answer.read().decode())])
    document = QUESTIONS[name].answer(by, given)
    return CallToolResult(content=[TextContent(text=dump(document))], structured_content=document)


def _body(given: Mapping[str, object]) -> bytes:
    """Return the given table; raises InputError for an invalid one."""
    table = given.get(_ROWS)
    if not isinstance(table, str) or len(table) > DOCUMENT:
        example = "'item,to' on one line and 'gallium,US' on the next"
        raise InputError(
            _ROWS, f"must be a table in CSV as one text, such as {example}, of no more than {DOCUMENT:,} characters"
        )
    return table.encode(errors="replace")


def _table_options(given: Mapping[str, object]) -> dict[str, list[str]]:
    """Return the parameters of a table in the form of a query string."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in given.items() if name != _ROWS}
    return {
        name: [str(item).lower() if isinstance(item, bool) else str(item) for item in items]
        for name, items in lists.items()
    }


def _refusal(reason: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=reason)], is_error=True)

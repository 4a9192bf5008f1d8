"""Offer the questions as tools of the Model Context Protocol, over the standard streams."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp_types import CallToolResult, ListToolsResult, TextContent, Tool, ToolAnnotations

from exportctl import __version__
from exportctl.errors import InputError
from exportctl.facts.transaction import FACT_KEYS
from exportctl.limits import DOCUMENT
from exportctl.reports.documents.schemas import schema
from exportctl.reports.documents.writing import dump
from exportctl.served import rows
from exportctl.served.current import Answerer, Current, UnansweredError
from exportctl.served.lanes import BusyError, Lane, LateError, Until
from exportctl.served.messages import Exchange
from exportctl.served.openapi import question_schema, table_schema
from exportctl.served.parameters import message
from exportctl.served.questions import FLAGS, QUESTIONS, unknown_parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    import anyio
    from mcp_types import CallToolRequestParams, PaginatedRequestParams


_SECONDS: Final = 60
_RENEW: Final = 60
"""Seconds between two checks for newer law, and newer files of the company."""
_PLACES: Final = 16
_MARGIN: Final = 5
"""Seconds after the limit of the last call in which its answer is written."""
_SHOWN: Final = 40
_TABLE: Final = "screen"
_ROWS: Final = "rows"
_EXAMPLES: Final = {"columns": '["item=goods"]', "values": '["to=US"]'}
_READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_INSTRUCTIONS: Final = (
    "These tools check goods, a destination and a day against China's published export controls. A fact that you do not state is "
    "unknown; it never counts as no. The `questions` of an answer name the facts to state. `undecided` means that the goods may be "
    "controlled: state the facts and ask again. `no_control_found` is not a permission. The answers are not legal advice."
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
    description = (
        "Checks every row of a table in CSV: each row comes back once, in order, with its answer or the reason for its rejection. "
        "A second text names the columns that were read, and those that were not"
    )
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
            return _refusal(message(error))
        except UnansweredError as error:
            return _refusal(str(error))
        except BusyError:
            return _refusal(f"{_PLACES} calls are waiting, which is the limit; call again when one of them is answered")
        except LateError:
            return _refusal(
                f"there is no answer within {_SECONDS} seconds; call again, and state fewer rows or names at a time"
            )

    return Server(
        "exportctl", version=__version__, instructions=_INSTRUCTIONS, on_list_tools=_list_tools, on_call_tool=_call_tool
    )


async def serve(current: Current, helps: Mapping[str, str]) -> None:
    """Answer over the standard streams until they end; meanwhile, check for newer law and newer files of the company."""
    server = assistant(current, helps)
    exchange = Exchange(_SECONDS + _MARGIN)
    renewing = asyncio.create_task(current.keep_current(_RENEW, asyncio.Event(), lambda *_: None))
    try:
        async with stdio_server(cast("anyio.AsyncFile[str]", exchange.messages())) as (reads, writes):
            await server.run(reads, exchange.answers_to(writes), server.create_initialization_options())
    finally:
        renewing.cancel()


def _answer(by: Answerer, name: str, given: Mapping[str, object], until: Until) -> CallToolResult:
    """Return the answer of a tool; raises InputError for an invalid argument."""
    if name == _TABLE:
        table = rows.screen_rows(by, _body(given), "csv", _table_options(given), until, place=_ROWS)
        with table.content as content:
            if not table.rows:
                raise InputError(_ROWS, "there is no row below the column names, so nothing was checked; add the rows")
            texts = [content.read().decode(), "\n".join(table.notes)]
        return CallToolResult(content=[TextContent(text=text) for text in texts])
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
    """Return the parameters of a table in the form of a query string; raises InputError for an unknown one."""
    options: dict[str, list[str]] = {}
    for name, value in given.items():
        if name in FACT_KEYS and name not in rows.TAKES:
            raise InputError(
                name, "is a fact of the rows; add a column, or state it for all rows: --set {fact}=VALUE", fact=name
            )
        if name not in {_ROWS, *rows.TAKES}:
            raise InputError(name[:_SHOWN], unknown_parameter(name, _TABLE, (_ROWS, *rows.TAKES)))
        if name != _ROWS and value is not None:
            options[name] = [_text(name, item) for item in (value if isinstance(value, list) else [value])]
    return options


def _text(name: str, value: object) -> str:
    """Return the text of a parameter; raises InputError for any other value."""
    if isinstance(value, bool) and name in FLAGS:
        return str(value).lower()
    if isinstance(value, str):
        return value
    if name in rows.PAIRS:
        example = _EXAMPLES[name]
        raise InputError(name, "must be a list of texts, such as {example}", example=example)
    raise InputError(name, "must be a text")


def _refusal(reason: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=reason)], is_error=True)

"""An assistant gets the same documents from tools, through the client of the protocol."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from importlib import reload
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp_types import CallToolResult, TextContent

import exportctl.served
from exportctl.cli.service import helps
from exportctl.errors import MissingExtraError
from exportctl.served.assistant import assistant
from exportctl.served.current import Current
from tests.cli.program import ROOT, ask
from tests.served.serving import TODAY

pytestmark = pytest.mark.xdist_group("served")
ASKED = {"item": "gallium", "to": "US", "on": "2025-12-01"}
COMMAND = ("gallium", "--to", "US", "--on", "2025-12-01", "--format", "json")


def talk(current: Current, call: Callable[[Client], Awaitable[Any]]) -> Any:
    """Return what comes of talking to the server of the tools."""

    async def talking() -> Any:
        async with Client(assistant(current, helps())) as client:
            return await call(client)

    return asyncio.run(talking())


def called(current: Current, tool: str, **said: Any) -> CallToolResult:
    """Return the answer of a tool."""
    result: CallToolResult = talk(current, lambda client: client.call_tool(tool, said))
    return result


def text(result: CallToolResult) -> str:
    """Return the one text of an answer."""
    (whole,) = texts(result)
    return whole


def texts(result: CallToolResult) -> list[str]:
    """Return the texts of an answer."""
    return [block.text for block in result.content if isinstance(block, TextContent)]


@pytest.mark.parametrize("spelling", ["licence_required", "licence-required", "license-required"])
def test_a_gate_is_taken_in_every_spelling(current: Current, spelling: str) -> None:
    """As on the command line."""
    answer = called(current, "check", **ASKED, gate=spelling)
    assert json.loads(text(answer))["query"]["gate"] == "license_required"


def test_the_tools_are_the_questions(current: Current) -> None:
    """Each describes its parameters, in words, and the shape of its answer."""
    tools = talk(current, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["check", "classify", "party", "screen"]
    for tool in tools:
        assert all(item["description"] for item in tool.input_schema["properties"].values())
        assert not any("--" in item["description"] for item in tool.input_schema["properties"].values())
        assert tool.annotations.read_only_hint
    assert tools[0].output_schema["properties"]["decision"]


def test_an_answer_is_that_of_the_command(current: Current) -> None:
    """As text down to the last letter, and as values, which the client holds against the shape."""
    result = called(current, "check", **ASKED)
    assert not result.is_error
    answer = ask("check", *COMMAND)
    assert text(result) + "\n" == answer.out
    assert result.structured_content == answer.json
    lines = called(current, "classify", item="neodymium magnet", contains=["Dy=2%"])
    assert lines.structured_content["query"]["on"] == str(TODAY)
    party = called(current, "party", names=["Leidos Inc"], on="2025-06-01")
    assert party.structured_content == ask("party", "Leidos Inc", "--on", "2025-06-01", "-f", "json").json


def test_a_table_is_answered_row_by_row(current: Current) -> None:
    """As CSV, with the facts of all rows as parameters."""
    result = called(
        current, "screen", rows="goods\ngallium\n", columns=["item=goods"], values=["to=US"], on="2025-12-01"
    )
    table, notes = texts(result)
    assert "license_required" in table
    assert notes == "read: item from 'goods'"
    for given in ({}, {"rows": [{"item": "gallium", "to": "US"}]}):
        assert "rows: must be a table in CSV as one text, such as 'item,to' on one line" in text(
            called(current, "screen", **given)
        )


def test_a_table_names_the_columns_that_were_not_read(current: Current) -> None:
    """Otherwise an unread destination would be silent; reasons and notes name parameters, and totals are passed over."""
    rows = "Goods,Ship to,Date,End use\ngallium,US,03/04/2026,civill\nTotal,,,\n"
    table, notes = texts(called(current, "screen", rows=rows))
    assert "not read: 'Ship to' (if it states to: `columns` to='Ship to')" in notes
    assert notes.endswith("\nrows passed over: 1 of totals")
    assert "add `date_order` dmy or `date_order` mdy" in table
    assert "`columns` end_use=-" in table
    assert not any("--" in block for block in (table, notes))
    assert list(csv.DictReader(io.StringIO(table)))[1]["rejected"] == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rows": "item,to\n"}, "rows: there is no row below the column names, so nothing was checked; add the rows"),
        ({"rows": ""}, "rows: is empty; send a line of column names, and the rows below it"),
        ({"rows": "item\ngallium\n", "table": "x"}, "table: is no parameter of screen; it takes rows, on, known_on"),
    ],
)
def test_a_table_without_rows_is_an_error(current: Current, arguments: dict[str, str], message: str) -> None:
    """As for the command, nothing was checked; the error names the parameter `rows`."""
    result = called(current, "screen", **arguments)
    assert result.is_error
    assert text(result).startswith(message)


def test_descriptions_name_parameters_and_not_options(current: Current) -> None:
    """In backquotes, because `on`, `from` and `to` are also words; the form and the default of a value are stated."""
    tools = {
        tool.name: tool.input_schema["properties"] for tool in talk(current, lambda client: client.list_tools()).tools
    }
    described = {name: item["description"] for name, item in tools["check"].items()}
    assert "[default: CN if `from` is CN]" in described["origin"]
    assert "goods that leave from elsewhere (`from`)" in described["via_china"]
    assert "`party` end-user=NAME" in described["party"]
    assert described["form"].endswith("Combine a substance and a shape: `form` oxide and powder.")
    assert described["item"].endswith("`item` can also be the key of an item in the items file of the company.")
    assert described["undecided"] == "Whether `exit_code` of an undecided answer is 3 (fail) or 0 (warn)."
    assert "Acme=60%" in described["owned_by"]
    assert tools["check"]["from"]["default"] == "CN"
    for properties in tools.values():
        for item in properties.values():
            assert not any(word in item["description"] for word in ("option", "ITEM", "stderr"))


ROWS = "item\ngallium\n"


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("screen", {"rows": ROWS, "values": {"to": "US"}}, 'values: must be a list of texts, such as ["to=US"]'),
        ("screen", {"rows": ROWS, "values": [{"to": "US"}]}, 'values: must be a list of texts, such as ["to=US"]'),
        ("screen", {"rows": ROWS, "columns": 1}, 'columns: must be a list of texts, such as ["item=goods"]'),
        ("screen", {"rows": ROWS, "on": 20251201}, "on: must be a text"),
        ("screen", {"rows": ROWS, "assume": True}, "assume: must be a text"),
        (
            "screen",
            {"rows": ROWS, "to": "US"},
            "to: is a fact of the rows; add a column, or state it for all rows: `values` to=VALUE",
        ),
        (
            "screen",
            {"rows": ROWS, "column": ["item=item"]},
            "column: is no parameter of screen (did you mean columns?); ",
        ),
        (
            "check",
            {"item": "gallium", "end-use": "civil"},
            "end-use: is no parameter of check (did you mean `end_use`?); ",
        ),
        (
            "check",
            {"item": "gallium", "destination": "US"},
            "destination: is no parameter of check (did you mean `to`?); ",
        ),
        ("party", {"names": []}, "names: is missing"),
        ("party", {"name": "Leidos"}, "name: is no parameter of party (did you mean names?); it takes names, on, "),
    ],
)
def test_a_wrong_call_is_corrected(current: Current, tool: str, arguments: dict[str, Any], message: str) -> None:
    """An assistant reads what is wrong and what would be right."""
    result = called(current, tool, **arguments)
    assert result.is_error
    assert text(result).startswith(message)


def test_null_is_a_parameter_that_is_not_stated(current: Current) -> None:
    """For a table as for a question: assistants send it for each parameter that they leave out."""
    stated = called(current, "screen", rows=ROWS, on="2025-12-01")
    left_out = dict.fromkeys(("known_on", "assume", "columns", "values", "date_order", "trust_descriptions"))
    assert texts(called(current, "screen", rows=ROWS, on="2025-12-01", **left_out)) == texts(stated)


def test_the_instructions_state_what_undecided_means(current: Current) -> None:
    """As docs/serving.md promises."""

    async def instructions(client: Client) -> str:
        return client.instructions or ""

    stated = talk(current, instructions)
    assert "`undecided` means that the goods may be controlled" in stated
    assert "`no_control_found` is not a permission" in stated


def test_requests_before_the_end_of_input_are_answered(small: Path, tmp_path: Path) -> None:
    """All of them, although standard input ends right after them; a cancelled one is not waited for."""
    name = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    lines: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": name},
        {"method": "notifications/initialized"},
        *(
            {"id": number, "method": "tools/call", "params": {"name": "check", "arguments": ASKED}}
            for number in range(2, 7)
        ),
        {"method": "notifications/cancelled", "params": {"requestId": 6}},
    ]
    answers = subprocess.run(
        [sys.executable, "-m", "exportctl", "mcp", "--data", str(small)],
        input="".join(f"{json.dumps({'jsonrpc': '2.0', **line})}\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )
    assert {1, 2, 3, 4, 5} <= {json.loads(line)["id"] for line in answers.stdout.splitlines()}


def test_an_invalid_argument_is_reported_to_the_assistant(current: Current) -> None:
    """In the one line that names the fact, so that it can correct it."""
    for tool, arguments, message in (
        ("check", {"item": "gallium", "to": "Mars"}, "to: 'Mars' is not a country or territory"),
        ("check", {}, "item: is missing"),
        ("chekc", {}, "'chekc' is no tool; there are check, classify, party, screen"),
    ):
        result = called(current, tool, **arguments)
        assert result.is_error
        assert message in text(result)


def test_the_command_speaks_over_the_standard_streams(small: Path, tmp_path: Path) -> None:
    """Nothing but messages of the protocol reaches standard output, and it ends when its reader is gone."""
    where = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "exportctl", "mcp", "--data", str(small)], env=where
    )

    async def talking() -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool("check", {**ASKED, "to": "US"})

    result = asyncio.run(talking())
    assert result.structured_content["decision"] == "prohibited"


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line with the installation command."""
    find = PathFinder.find_spec
    monkeypatch.setattr(PathFinder, "find_spec", lambda name, *more: None if name == "mcp" else find(name, *more))
    with pytest.raises(MissingExtraError, match=r"pip install 'exportctl\[serve\]'"):
        reload(exportctl.served)

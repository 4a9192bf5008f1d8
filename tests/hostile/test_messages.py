"""A line from an assistant that is not a message gets an error object, and the next message is answered normally."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.program import ROOT

pytestmark = pytest.mark.xdist_group("served")
NO_JSON, NO_MESSAGE = -32700, -32600
GREETING = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a test", "version": "1"}}
DEEP = [200, 300, 900, 2_000, 90_000]


class Assistant:
    """Sends lines to `exportctl mcp`, and reads the line that answers each."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._number = process, 0

    def send(self, line: bytes) -> None:
        """Send a line, whatever it holds."""
        assert self._process.stdin
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """Return the next answer, however long it takes."""
        assert self._process.stdout
        document: dict[str, Any] = json.loads(self._process.stdout.readline())
        return document

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to a request."""
        self._number += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params}).encode())
        message = self.read()
        assert message["id"] == self._number
        return message


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    """The command itself, which was greeted."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "exportctl", "mcp"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        client = Assistant(process)
        assert client.ask("initialize", **GREETING)["result"]
        client.send(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}')
        yield client
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0


def call(arguments: str) -> bytes:
    """Return a call of `check` with arguments as they are written; its id is 77."""
    params = f'{{"name": "check", "arguments": {arguments}}}'
    return f'{{"jsonrpc": "2.0", "id": 77, "method": "tools/call", "params": {params}}}'.encode()


WRONG = {
    "words": (b"gallium", NO_JSON, None),
    "half": (b'{"jsonrpc": "2.0", "id": 77, ', NO_JSON, None),
    "nothing": (b"", NO_JSON, None),
    "no UTF-8": (call('{"item": "gallium"}').replace(b"gallium", b"gall\xffium"), NO_JSON, 77),
    "half a character": (call('{"item": "\\ud800"}'), NO_JSON, 77),
    "a key twice": (call('{"item": "gallium", "item": "cotton T-shirts"}'), NO_MESSAGE, 77),
    **{f"a number {word}": (call(f'{{"item": {word}}}'), NO_JSON, 77) for word in ("NaN", "Infinity", "-Infinity")},
    "a list": (b"[]", NO_MESSAGE, None),
    "no method": (b'{"jsonrpc": "2.0", "id": 77}', NO_MESSAGE, 77),
    "an id of no kind": (b'{"jsonrpc": "2.0", "id": 1.5, "method": "tools/list"}', NO_MESSAGE, None),
    "an id that is null": (b'{"jsonrpc": "2.0", "id": null, "method": "tools/list"}', NO_MESSAGE, None),
    "params of no kind": (b'{"jsonrpc": "2.0", "id": "a", "method": "tools/list", "params": []}', NO_MESSAGE, "a"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_line_that_is_no_message_is_answered(name: str, assistant: Assistant) -> None:
    """By its id, if it has one, so that the assistant does not wait forever; the next question is answered."""
    line, code, id_ = WRONG[name]
    assistant.send(line)
    message = assistant.read()
    assert (message["error"]["code"], message["id"]) == (code, id_)
    assert "\n" not in message["error"]["message"]
    assert assistant.ask("tools/list")["result"]


@pytest.mark.parametrize("depth", DEEP)
def test_arguments_that_are_too_deep_are_answered(depth: int, assistant: Assistant) -> None:
    """With an error object, wherever the depth is noticed."""
    assistant.send(call('{"item": ' + "[" * depth + "]" * depth + "}"))
    assert assistant.read()["error"]["code"] == NO_JSON
    assert assistant.ask("tools/list")["result"]


def test_a_repeated_key_is_named(assistant: Assistant) -> None:
    """The server does not choose between two values."""
    assistant.send(call('{"item": "gallium", "item": "cotton T-shirts"}'))
    assert "the key 'item' is there twice; remove one" in assistant.read()["error"]["message"]


@pytest.mark.parametrize(
    "arguments", ['{"item": "gallium", "cn_content": NaN}', '{"item": "gallium", "max_age": [{"a": NaN}]}']
)
def test_a_number_that_json_does_not_have_is_named(arguments: str, assistant: Assistant) -> None:
    """At any depth."""
    assistant.send(call(arguments))
    assert "'NaN' is not a JSON number; write null" in assistant.read()["error"]["message"]


def test_a_number_that_is_too_large_is_refused(assistant: Assistant) -> None:
    """Python would read it as infinity."""
    assistant.send(call('{"item": "gallium", "cn_content": -1e999}'))
    assert "cn_content: the number is too large" in assistant.read()["result"]["content"][0]["text"]


def test_surrogate_pairs_are_one_character(assistant: Assistant) -> None:
    """An emoji that is written as a pair of escapes is one character."""
    assistant.send(call('{"item": "gallium", "to": "\\ud83d\\ude00"}'))
    assert "'\U0001f600' is not a country or territory" in assistant.read()["result"]["content"][0]["text"]

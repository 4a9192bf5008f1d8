"""Lines of the standard input that contain a message; any other line is answered with an error object.

The SDK of the protocol drops such a line silently, so an assistant would wait forever. If a key occurs twice, the SDK
takes the last value. At the end of standard input it also drops the requests that it is still answering; here, the
stream ends only after their answers.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, Self, cast

import anyio
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCError, JSONRPCNotification, JSONRPCRequest, JSONRPCResponse
from mcp_types.jsonrpc import INVALID_REQUEST, PARSE_ERROR, ErrorData, jsonrpc_message_adapter
from pydantic import ValidationError

from exportctl.files.strictjson import NumberError, TwiceError, parsed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from io import TextIOWrapper
    from types import TracebackType

    from mcp.shared._stream_protocols import WriteStream
    from mcp_types import JSONRPCMessage

_NO_JSON: Final = "json_invalid"


_CANCELLED: Final = "notifications/cancelled"


class Exchange:
    """The lines of standard input, and the requests among them that have no answer yet."""

    def __init__(self, seconds: float) -> None:
        """Take the seconds for which the end of standard input waits for answers."""
        self._seconds = seconds
        self._open: set[int | str] = set()
        self._changed, self._ready = anyio.Event(), anyio.Event()
        self._answers: _Answers | None = None

    async def messages(self) -> AsyncIterator[str]:
        """Yield the lines that contain a message; each other line is answered with an error object."""
        standard = cast("TextIOWrapper", sys.stdin)
        # Bytes that are not UTF-8 get the error of their line; otherwise they would end the loop.
        standard.reconfigure(encoding="utf-8", errors="surrogateescape")
        async for line in anyio.wrap_file(standard):
            message = _message(line)
            if isinstance(message, _Invalid):
                await self._ready.wait()
                if self._answers:
                    await self._answers.send(SessionMessage(message.answer))
            else:
                self._note(message)
                yield line
        with anyio.move_on_after(self._seconds):
            while self._open:
                self._changed = anyio.Event()
                await self._changed.wait()

    def answers_to(self, stream: WriteStream[SessionMessage]) -> WriteStream[SessionMessage]:
        """Return a stream of answers that also notes which requests they answer."""
        self._answers = _Answers(stream, self)
        self._ready.set()
        return self._answers

    def close(self, id_: int | str | None) -> None:
        """Note that a request needs no answer any more."""
        if id_ is not None:
            self._open.discard(id_)
            self._changed.set()

    def _note(self, message: JSONRPCMessage) -> None:
        """Note a request, or that one is cancelled: it gets no answer."""
        if isinstance(message, JSONRPCRequest):
            self._open.add(message.id)
        elif isinstance(message, JSONRPCNotification) and message.method == _CANCELLED:
            self.close((message.params or {}).get("requestId"))


class _Answers:
    """A stream of messages to standard output."""

    def __init__(self, stream: WriteStream[SessionMessage], exchange: Exchange) -> None:
        self._stream, self._exchange = stream, exchange

    async def send(self, item: SessionMessage, /) -> None:
        await self._stream.send(item)
        if isinstance(item.message, (JSONRPCResponse, JSONRPCError)):
            self._exchange.close(item.message.id)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def __aenter__(self) -> Self:
        await self._stream.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return await self._stream.__aexit__(kind, error, trace)


class _Invalid(NamedTuple):
    """The error object for a line without a valid message."""

    answer: JSONRPCError


def _message(line: str) -> JSONRPCMessage | _Invalid:
    """Return the message of a line, or the error object for a line without a valid one."""
    try:
        line.encode()
        message, content = jsonrpc_message_adapter.validate_json(line, by_name=False), parsed(line)
    except TwiceError as error:
        code, fault = INVALID_REQUEST, f"is no valid message: {error}"
    except NumberError as error:
        code, fault = PARSE_ERROR, f"is not JSON: {error}"
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == _NO_JSON:
            code, fault = PARSE_ERROR, f"is not JSON: {first['msg']}"
        else:
            code, fault = INVALID_REQUEST, "is no message of JSON-RPC 2.0"
    except (ValueError, RecursionError):
        code, fault = PARSE_ERROR, "is not JSON in UTF-8"
    else:
        if not (isinstance(message, JSONRPCNotification) and "id" in content):
            return message
        code, fault = INVALID_REQUEST, "has an id that is no text and no whole number"
    data = ErrorData(code=code, message=f"the line {fault}")
    return _Invalid(JSONRPCError(jsonrpc="2.0", id=_id(line), error=data))


def _id(line: str) -> int | str | None:
    """Return the id of the request in a line; None if it cannot be read."""
    content: object = None
    with suppress(ValueError, RecursionError):
        content = json.loads(line)
    id_ = content.get("id") if isinstance(content, dict) else None
    return id_ if isinstance(id_, (int, str)) and not isinstance(id_, bool) else None

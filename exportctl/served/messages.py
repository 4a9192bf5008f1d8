"""Lines of the standard input that contain a message; any other line is answered with an error object.

The SDK of the protocol drops such a line silently, so an assistant would wait forever. If a key occurs twice, the SDK
takes the last value.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

import anyio
from mcp_types import JSONRPCError, JSONRPCNotification
from mcp_types.jsonrpc import INVALID_REQUEST, PARSE_ERROR, ErrorData, jsonrpc_message_adapter
from pydantic import ValidationError

from exportctl.files.strictjson import NumberError, TwiceError, parsed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from io import TextIOWrapper

_NO_JSON: Final = "json_invalid"


async def messages(refuse: Callable[[JSONRPCError], Awaitable[None]]) -> AsyncIterator[str]:
    """Yield the lines of standard input that contain a message; `refuse` sends the error object for each other line."""
    standard = cast("TextIOWrapper", sys.stdin)
    # Bytes that are not UTF-8 get the error of their line; otherwise they would end the loop.
    standard.reconfigure(encoding="utf-8", errors="surrogateescape")
    async for line in anyio.wrap_file(standard):
        if error := _error(line):
            await refuse(error)
        else:
            yield line


def _error(line: str) -> JSONRPCError | None:
    """Return the error object for a line without a valid message."""
    try:
        line.encode()
        message, content = jsonrpc_message_adapter.validate_json(line, by_name=False), parsed(line)
    except TwiceError as error:
        code, fault = INVALID_REQUEST, str(error)
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
            return None
        code, fault = INVALID_REQUEST, "has an id that is no text and no whole number"
    return JSONRPCError(jsonrpc="2.0", id=_id(line), error=ErrorData(code=code, message=f"the line {fault}"))


def _id(line: str) -> int | str | None:
    """Return the id of the request in a line; None if it cannot be read."""
    content: object = None
    with suppress(ValueError, RecursionError):
        content = json.loads(line)
    id_ = content.get("id") if isinstance(content, dict) else None
    return id_ if isinstance(id_, (int, str)) and not isinstance(id_, bool) else None

"""A real server on a free port, in a thread of this process, and its client from the standard library."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import uvicorn.server

from exportctl.served.current import CompanySettings, Current, Defaults
from exportctl.served.http import Service

TODAY = date(2025, 12, 1)
WISHES = Defaults(lambda: TODAY)
NOTHING_SAID = CompanySettings(None, WISHES)
JSON = "application/json"


def current_of(place: Path, note: Callable[[str], None] = lambda _: None) -> Current:
    """Return what answers by the law of a place alone."""
    return Current(lambda: (place,), lambda: NOTHING_SAID, note)


class Hasty:
    """The module `asyncio` for Uvicorn, which ends only between pauses of a tenth of a second: here, of a hundredth."""

    def __getattr__(self, name: str) -> Any:  # noqa: D105 - any other part of the module
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        """Wait for a tenth of the time."""
        await asyncio.sleep(seconds / 10)


vars(uvicorn.server)["asyncio"] = Hasty()


class Reply(NamedTuple):
    """The answer of a server."""

    status: int
    type: str
    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        document: dict[str, Any] = json.loads(self.body)
        return document


class Client(NamedTuple):
    """A client of one server."""

    port: int

    def get(self, path: str, **said: Any) -> Reply:
        """Ask by an address."""
        return self.ask("GET", f"{path}?{urlencode(said, doseq=True)}" if said else path)

    def post(self, path: str, body: Any, type_: str = JSON, **said: Any) -> Reply:
        """Send a request with a body; values other than bytes are sent as JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask("POST", f"{path}?{urlencode(said, doseq=True)}", content, {"Content-Type": type_})

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        *,
        chunked: bool = False,
    ) -> Reply:
        """Send a request and read the whole answer, however long it takes: the service itself gives up what takes too long."""
        with closing(HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request(method, path, body, dict(headers or {}), encode_chunked=chunked)
            return _read(connection.getresponse())

    def begin(self, path: str, length: int) -> socket.socket:
        """Begin a request whose body does not come."""
        begun = socket.create_connection(("127.0.0.1", self.port))
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\nContent-Length: {length}\r\n\r\n"
        begun.sendall(head.encode())
        return begun


def reply_of(begun: socket.socket) -> Reply:
    """Return the answer on a connection."""
    response = HTTPResponse(begun)
    response.begin()
    return _read(response)


def _read(response: HTTPResponse) -> Reply:
    return Reply(response.status, response.headers.get_content_type(), response.read(), dict(response.headers))


@contextmanager
def running(service: Service) -> Iterator[Client]:
    """Run a service as long as this is open."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = service.server()
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield Client(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        listening.close()


def problem(reply: Reply, status: int, fact: str | None = None) -> str:
    """Return the one line in which a request was refused."""
    document = reply.json
    assert (reply.status, reply.type, document["status"], document["fact"]) == (
        status,
        "application/problem+json",
        status,
        fact,
    )
    line: str = document["detail"]
    assert line
    assert "\n" not in line
    return line

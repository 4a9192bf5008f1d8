"""Limit the number of connections, and the time for which a client may keep the service waiting.

uvicorn closes a connection that is idle between two requests. It waits without limit for a first request, for the rest
of one that arrives byte by byte, and for a client that does not read its answer, and it accepts connections until the
process has no file descriptors left.
"""

from __future__ import annotations

import logging
from functools import partial
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, cast

import h11
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from socket import socket

    from starlette.types import ASGIApp

SPARE: Final = 64
"""File descriptors for the law, the company's files, tables on the disk and the program itself."""
_AT_ONCE: Final = 16
"""Connections that the event loop accepts before it handles them."""
_ACCEPTED: Final = 5 * _AT_ONCE
"""Connections that may be open beyond the limit: it takes some rounds of the event loop to open or close one."""
_QUEUE: Final = 1024
"""Connections that the system queues until they are accepted."""
_MINUTE: Final = 60
_LOGS: Final = ("uvicorn.error", "asyncio")


class Crowd:
    """The connections of one server. Beyond the limit, the one that has kept the service waiting longest is closed."""

    def __init__(self, most: int, idle: float, note: Callable[[str], None]) -> None:
        """Take the limit, the seconds for which a client may keep the service waiting, and the function that reports the limit."""
        self.idle = idle
        self.open: set[Connection] = set()
        self._most, self._note, self._noted_at = most, note, -inf

    def admit(self, new: Connection) -> None:
        """Admit a connection. If that exceeds the limit, close the one whose client has kept the service waiting longest."""
        self.open.add(new)
        if len(self.open) <= self._most:
            return
        open_ = [item for item in self.open if not item.transport.is_closing()]
        if len(open_) <= self._most:
            return
        min(open_, key=attrgetter("waits_since")).transport.abort()
        if new.loop.time() - self._noted_at >= _MINUTE:
            self._noted_at = new.loop.time()
            self._note(
                Sentence(
                    "the limit of {most} open connections is reached: each new connection closes the one that "
                    "has been idle longest; --connections sets the limit",
                    most=self._most,
                )
            )


class Connection(H11Protocol):
    """A connection that is closed if its client takes too long to send a request or to read its answer."""

    def __init__(self, crowd: Crowd, **given: Any) -> None:  # noqa: ANN401 - any argument of uvicorn
        """Take the other connections of the server."""
        super().__init__(**given)
        self.waits_since = inf
        """The time since which the service waits for the client; infinite while the client waits for the service."""
        self._crowd = crowd
        self._clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for a request."""
        super().connection_made(transport)
        self._observe()
        self._crowd.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._stop()
        self._crowd.open.discard(self)

    def data_received(self, data: bytes) -> None:
        """Read on; partial data of a request does not extend the time for its head."""
        super().data_received(data)
        self._observe()

    def on_response_complete(self) -> None:
        """Start waiting for the next request."""
        super().on_response_complete()
        self._observe()

    def pause_writing(self) -> None:
        """Start waiting until the client has read enough."""
        super().pause_writing()
        self._observe()

    def resume_writing(self) -> None:
        """Stop waiting for the client to read."""
        super().resume_writing()
        self._observe()

    def _observe(self) -> None:
        """Record since when the service waits for the client. A body does not count, because it has a limit of its own."""
        is_answering = not getattr(self.cycle, "response_complete", True)  # there is no cycle before the first request
        unread = self.flow.write_paused
        if not unread and self.conn.their_state not in {h11.IDLE, h11.SEND_BODY}:
            self.waits_since = inf
        elif self.waits_since == inf:
            self.waits_since = self.loop.time()
        if is_answering and not unread:
            self._stop()
        elif self._clock is None and not self.transport.is_closing():
            self._clock = self.loop.call_later(self._crowd.idle, self.transport.abort)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None


def _rate_filter() -> Callable[[logging.LogRecord], bool]:
    """Return a filter that passes a message once a minute, whatever its details are: clients can cause it as often as they like."""
    passed_at: dict[str, float] = {}

    def passes(record: logging.LogRecord) -> bool:
        words = str(record.msg).partition("\n")[0]
        if record.created - passed_at.get(words, -inf) < _MINUTE:
            return False
        passed_at[words] = record.created
        return True

    return passes


class BacklogServer(Server):
    """A server with a longer system queue of connections than the event loop accepts at a time."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen."""
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(_QUEUE)

    async def serve(self, sockets: list[socket] | None = None) -> None:
        """Serve until it is stopped; messages that clients can cause are rate-limited."""
        seldom, logs = _rate_filter(), [logging.getLogger(name) for name in _LOGS]
        for log in logs:
            log.addFilter(seldom)
        try:
            await super().serve(sockets)
        finally:
            for log in logs:
                log.removeFilter(seldom)


def server(application: ASGIApp, crowd: Crowd) -> BacklogServer:
    """Return the server of an application."""
    config = Config(
        application,
        http=cast("Any", partial(Connection, crowd)),
        ws="none",
        backlog=_AT_ONCE,
        timeout_keep_alive=cast("int", crowd.idle),  # fractions of a second are allowed
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    return BacklogServer(config)


def connection_limit(most: int) -> int:
    """Return the number of connections for which the limit of files has room, at most the given one; raise that limit if possible."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such limit
    except ImportError:
        return most
    needed = most + _ACCEPTED + SPARE
    files, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files != resource.RLIM_INFINITY and files < needed:
        files = needed if highest == resource.RLIM_INFINITY else min(needed, highest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, highest))
        return max(min(most, files - _ACCEPTED - SPARE), 1)
    return most

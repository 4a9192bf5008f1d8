"""Connections are bounded: how many there are, and how long one may keep the service waiting.

uvicorn closes a connection that is idle between two requests. It waits without end for a first request, for the rest of one that comes
byte by byte, and for a client that does not read its answer, and it accepts connections until the files of the process run out.
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
"""Files that the law, the company's files, tables on the disk and the program itself need beside the connections."""
_AT_ONCE: Final = 16
"""Connections that the event loop accepts before it looks at them."""
_ACCEPTED: Final = 5 * _AT_ONCE
"""Connections that may be open beyond the limit: it takes some rounds of the event loop to begin with one, or to close one."""
_QUEUE: Final = 1024
"""Connections that the system keeps until they are accepted."""
_MINUTE: Final = 60
_LOGS: Final = ("uvicorn.error", "asyncio")


class Crowd:
    """The connections of one server. Beyond the limit the one that has kept the service waiting longest is closed."""

    def __init__(self, most: int, idle: float, note: Callable[[str], None]) -> None:
        """Take how many there may be, for how many seconds one may keep the service waiting, and who is told of the limit."""
        self.idle = idle
        self.open: set[Connection] = set()
        self._most, self._note, self._noted = most, note, -inf

    def admit(self, new: Connection) -> None:
        """Admit a connection. If that exceeds the limit, close the one whose client has kept the service waiting longest."""
        self.open.add(new)
        if len(self.open) <= self._most:
            return
        open_ = [item for item in self.open if not item.transport.is_closing()]
        if len(open_) <= self._most:
            return
        min(open_, key=attrgetter("waits_since")).transport.abort()
        if new.loop.time() - self._noted >= _MINUTE:
            self._noted = new.loop.time()
            self._note(
                Sentence(
                    "the limit of {most} open connections is reached: each new connection closes the one that "
                    "has been idle longest; --connections sets the limit",
                    most=self._most,
                )
            )


class Connection(H11Protocol):
    """A connection that is closed if its client is waited for too long: for a request, or to read its answer."""

    def __init__(self, crowd: Crowd, **given: Any) -> None:  # noqa: ANN401 - whatever uvicorn gives
        """Take the other connections of the server."""
        super().__init__(**given)
        self.waits_since = inf
        """When the service began to wait for the client; infinite while the client waits for the service."""
        self._crowd = crowd
        self._clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._observe()
        self._crowd.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._stop()
        self._crowd.open.discard(self)

    def data_received(self, data: bytes) -> None:
        """Read on; some bytes of a request give no more time for the rest of its head."""
        super().data_received(data)
        self._observe()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._observe()

    def pause_writing(self) -> None:
        """Begin to wait until the client has read enough."""
        super().pause_writing()
        self._observe()

    def resume_writing(self) -> None:
        """Wait for that no more."""
        super().resume_writing()
        self._observe()

    def _observe(self) -> None:
        """Note since when the client is waited for. The clock does not run while a body comes: that has a limit of its own."""
        asked = not getattr(self.cycle, "response_complete", True)  # there is no cycle before the first request
        unread = self.flow.write_paused
        if not unread and self.conn.their_state not in {h11.IDLE, h11.SEND_BODY}:
            self.waits_since = inf
        elif self.waits_since == inf:
            self.waits_since = self.loop.time()
        if asked and not unread:
            self._stop()
        elif self._clock is None and not self.transport.is_closing():
            self._clock = self.loop.call_later(self._crowd.idle, self.transport.abort)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None


class RateFilter(logging.Filter):
    """Let a message through once a minute, whatever its details are: clients can cause it as often as they like."""

    def __init__(self) -> None:
        """Remember nothing."""
        super().__init__()
        self._at: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a message was not let through within a minute."""
        words = str(record.msg).partition("\n")[0]
        if record.created - self._at.get(words, -inf) < _MINUTE:
            return False
        self._at[words] = record.created
        return True


class Bounded(Server):
    """A server whose system keeps more connections waiting than the event loop accepts at a time."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen."""
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(_QUEUE)

    async def serve(self, sockets: list[socket] | None = None) -> None:
        """Serve until it is stopped; what clients can cause is logged seldom."""
        seldom, logs = RateFilter(), [logging.getLogger(name) for name in _LOGS]
        for log in logs:
            log.addFilter(seldom)
        try:
            await super().serve(sockets)
        finally:
            for log in logs:
                log.removeFilter(seldom)


def server(application: ASGIApp, crowd: Crowd) -> Bounded:
    """Return the server of an application."""
    config = Config(
        application,
        http=cast("Any", partial(Connection, crowd)),
        ws="none",
        backlog=_AT_ONCE,
        timeout_keep_alive=cast("int", crowd.idle),  # it may be part of a second, too
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    return Bounded(config)


def connection_limit(most: int) -> int:
    """Return how many of so many connections the limit of files leaves room for; that limit is raised if it is too low."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit
    except ImportError:
        return most
    needed = most + _ACCEPTED + SPARE
    files, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files != resource.RLIM_INFINITY and files < needed:
        files = needed if highest == resource.RLIM_INFINITY else min(needed, highest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, highest))
        return max(min(most, files - _ACCEPTED - SPARE), 1)
    return most

"""Clients that keep a service waiting: some send nothing, some send a request byte by byte. Each reconnects when it is refused."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_SECOND: Final = 1.0
HEAD: Final = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: "
BODY: Final = b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: %b\r\nContent-Length: 100000\r\n\r\n"
QUESTION: Final = BODY % (b"/check", b"application/json")
TABLE: Final = BODY % (b"/screen", b"text/csv")


class Loiterers:
    """The number of open connections, and of connections opened so far."""

    def __init__(self) -> None:
        self.open = self.opened = 0

    async def stay(self, port: int, begins: bytes, drip: bytes) -> None:
        """Begin a request and send a byte of it a second, again and again."""
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                self.open, self.opened = self.open + 1, self.opened + 1
                try:
                    writer.write(begins)
                    await self._drip(reader, writer, drip)
                finally:
                    self.open -= 1
                    writer.close()
            await asyncio.sleep(_SECOND / 20)

    async def _drip(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, drip: bytes) -> None:
        while not reader.at_eof():
            with suppress(TimeoutError):
                async with asyncio.timeout(_SECOND):
                    await reader.read(1 << 16)
            writer.write(drip)
            await writer.drain()


@contextmanager
def loitering(port: int, *, idle: int = 0, heads: int = 0, questions: int = 0, tables: int = 0) -> Iterator[Loiterers]:
    """Keep a number of connections of each kind to a local service open for the duration of the context."""
    loop, loiterers = asyncio.new_event_loop(), Loiterers()
    kinds = ((idle, b"", b""), (heads, HEAD, b"x"), (questions, QUESTION, b" "), (tables, TABLE, b"x"))

    async def staying() -> None:
        stays = [loiterers.stay(port, begins, drip) for count, begins, drip in kinds for _ in range(count)]
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*stays)

    task = loop.create_task(staying())
    thread = threading.Thread(target=loop.run_until_complete, args=(task,))
    thread.start()
    try:
        while loiterers.opened < idle + heads + questions + tables:
            threading.Event().wait(_SECOND / 100)
        yield loiterers
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()

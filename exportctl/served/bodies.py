"""Reads the bodies of requests before they take a place to be answered, within a bound of memory for all of them."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Final

from exportctl.served.lanes import BusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

    from exportctl.served.lanes import Until

_TOGETHER: Final = 16
"""So many of the largest bodies may be in memory while they come."""
_PATIENCE: Final = 2
"""So many times the largest body are read, and dropped: who is told before that is still sending may not hear it."""


class TooLargeError(Exception):
    """A body has more bytes than the largest may have."""


class _Body:
    """A body that has arrived in part."""

    def __init__(self, clock: asyncio.Timeout) -> None:
        self.content, self.given_up = bytearray(), False
        self._clock, self._began = clock, monotonic()

    def speed(self) -> float:
        """Return how many bytes came in a second."""
        return len(self.content) / max(monotonic() - self._began, 1e-9)

    def give_up(self) -> None:
        """End the wait for the rest."""
        self.given_up = True
        self._clock.reschedule(0)


class Bodies:
    """The bodies that are arriving. If together they take too much memory, the slowest is abandoned."""

    def __init__(self, most: int) -> None:
        """Take how many bytes the largest may have."""
        self._most, self._held = most, 0
        self._coming: set[_Body] = set()

    async def read(self, pieces: AsyncIterable[bytes], claimed: int, until: Until) -> bytes:
        """Return a body. Raises TooLargeError, TimeoutError if it comes too late, and BusyError if it is given up."""
        async with asyncio.timeout(until.seconds) as clock:
            body = _Body(clock)
            self._coming.add(body)
            try:
                size = await self._read(pieces, body) if claimed <= _PATIENCE * self._most else claimed
            except asyncio.CancelledError:
                if body.given_up:
                    raise BusyError from None
                raise
            finally:
                self._leave(body)
        if max(claimed, size) > self._most:
            raise TooLargeError
        return bytes(body.content)

    async def _read(self, pieces: AsyncIterable[bytes], body: _Body) -> int:
        """Return how many bytes came; once they are too many they are dropped, and soon not waited for."""
        size = 0
        async for piece in pieces:
            size += len(piece)
            if size <= self._most:
                body.content += piece
                self._held += len(piece)
                self._make_room()
            elif size > _PATIENCE * self._most:
                break
        return size

    def _make_room(self) -> None:
        while self._held > _TOGETHER * self._most:
            slowest = min(self._coming, key=_Body.speed)
            self._leave(slowest)
            slowest.give_up()

    def _leave(self, body: _Body) -> None:
        if body in self._coming:
            self._coming.remove(body)
            self._held -= len(body.content)

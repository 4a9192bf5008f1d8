"""Read the bodies of requests before they occupy a slot, within a memory limit for all of them."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Final

from exportctl.limits import bytes_in_words
from exportctl.sentences import Sentence
from exportctl.served.lanes import BusyError, Until

if TYPE_CHECKING:
    from collections.abc import AsyncIterable


_TOGETHER: Final = 16
"""The number of largest bodies that may be in memory while they arrive."""
_PATIENCE: Final = 2
"""The multiple of the largest body that is read and dropped: a client that is still sending may miss an earlier answer."""


class TooLargeError(Exception):
    """A body is larger than the limit."""


def too_large(most: int) -> Sentence:
    """Return the fault of a body with more than `most` bytes."""
    return Sentence("the body has more than {most}", most=bytes_in_words(most))


class _Body:
    """A body that has arrived in part."""

    def __init__(self, clock: asyncio.Timeout) -> None:
        self.content, self.given_up = bytearray(), False
        self._clock, self._began = clock, monotonic()

    def speed(self) -> float:
        """Return the received bytes per second."""
        return len(self.content) / max(monotonic() - self._began, 1e-9)

    def give_up(self) -> None:
        """Stop waiting for the rest."""
        self.given_up = True
        self._clock.reschedule(0)


class Bodies:
    """The bodies that are arriving. If together they take too much memory, the slowest is abandoned."""

    def __init__(self, most: int) -> None:
        """Take the limit on the bytes of a body."""
        self._most, self._size = most, 0
        self._arriving: set[_Body] = set()

    async def read(self, pieces: AsyncIterable[bytes], claimed: int, until: Until) -> bytes:
        """Return a body. Raises TooLargeError, TimeoutError if it arrives too late, and BusyError if it is abandoned."""
        async with asyncio.timeout(until.seconds) as clock:
            body = _Body(clock)
            self._arriving.add(body)
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
        """Return the number of received bytes. Bytes over the limit are dropped, and after a multiple of it reading stops."""
        size = 0
        async for piece in pieces:
            size += len(piece)
            if size <= self._most:
                body.content += piece
                self._size += len(piece)
                self._make_room()
            elif size > _PATIENCE * self._most:
                break
        return size

    def _make_room(self) -> None:
        while self._size > _TOGETHER * self._most:
            slowest = min(self._arriving, key=_Body.speed)
            self._leave(slowest)
            slowest.give_up()

    def _leave(self, body: _Body) -> None:
        if body in self._arriving:
            self._arriving.remove(body)
            self._size -= len(body.content)

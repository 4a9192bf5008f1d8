"""A lane has a number of threads and slots; it refuses requests without a free slot, and abandons late ones."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
RETRY_AFTER: Final = "1"
"""Seconds after which a refused client may retry."""


class BusyError(Exception):
    """Every slot is taken."""


class LateError(Exception):
    """The time for an answer is over."""


class Until(NamedTuple):
    """The deadline of some work."""

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Until:
        """Return the deadline in a number of seconds."""
        return cls(monotonic() + seconds)

    @property
    def seconds(self) -> float:
        """The number of seconds left."""
        return max(self.moment - monotonic(), 0)

    def check(self) -> None:
        """Raise LateError after the deadline."""
        if monotonic() >= self.moment:
            raise LateError


class Lane:
    """Work of one kind, with a thread for each piece."""

    def __init__(self, threads: int, places: int) -> None:
        """Take the numbers of pieces that may run, and that may run or wait."""
        self._pool = ThreadPoolExecutor(threads)
        self._places, self.taken = places, 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a slot. Raises BusyError if all are taken."""
        if self.taken >= self._places:
            raise BusyError
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1

    async def run(self, work: Callable[[], T], until: Until) -> T:
        """Return the result of work. Raises LateError if it takes too long; late work keeps a slot until it ends."""
        loop = asyncio.get_running_loop()
        running = self._pool.submit(work)
        awaited = asyncio.wrap_future(running)
        await asyncio.wait({awaited}, timeout=until.seconds)
        if awaited.done():
            return awaited.result()
        awaited.add_done_callback(_drop)
        if not running.cancel():
            self.taken += 1
            running.add_done_callback(lambda _: loop.call_soon_threadsafe(self._leave))
        raise LateError

    def close(self) -> None:
        """Start no further work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _leave(self) -> None:
        self.taken -= 1


def _drop(late: asyncio.Future[T]) -> None:
    """Retrieve the outcome of abandoned work, because asyncio would report an error that is not retrieved."""
    if not late.cancelled():
        late.exception()

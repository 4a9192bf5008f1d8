"""A lane has so many threads and so many places; who finds none free is told to come again, and who takes too long is left behind."""

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
"""Seconds after which who was refused may come again."""


class BusyError(Exception):
    """Every place is taken."""


class LateError(Exception):
    """The time for an answer is over."""


class Until(NamedTuple):
    """The moment by which something has to be done."""

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Until:
        """Return the moment so many seconds from now."""
        return cls(monotonic() + seconds)

    @property
    def seconds(self) -> float:
        """How many seconds are left."""
        return max(self.moment - monotonic(), 0)

    def check(self) -> None:
        """Raise LateError once the moment has passed."""
        if monotonic() >= self.moment:
            raise LateError


class Lane:
    """Work of one kind, a thread for each piece of it."""

    def __init__(self, threads: int, places: int) -> None:
        """Take how many pieces run at a time, and how many may run or wait."""
        self._pool = ThreadPoolExecutor(threads)
        self._places, self.taken = places, 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place. Raises BusyError if all are taken."""
        if self.taken >= self._places:
            raise BusyError
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1

    async def run(self, work: Callable[[], T], until: Until) -> T:
        """Return what work returns. Raises LateError if that takes too long; until it ends, late work keeps a place."""
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
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _leave(self) -> None:
        self.taken -= 1


def _drop(late: asyncio.Future[T]) -> None:
    """Retrieve the outcome of late work, for which nobody waits: asyncio would report an error that is not retrieved."""
    if not late.cancelled():
        late.exception()

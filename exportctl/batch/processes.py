"""Worker processes that compute parts of many items, on all cores.

Each is a separate Python process that receives the work function once, with the law in it, and then communicates
through pipes. So nothing forks while threads run, and all systems behave alike. A process ends when its input ends,
even after a crash of the parent.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from exportctl.gc_pause import gc_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW: Final = 1 << 13
"""The number of items from which starting processes saves time."""
_MOST: Final = 8
"""The limit on processes: more would only wait for this process, which combines their results."""
_PART: Final = 1 << 9
"""The number of items in a part; a smaller number is not sent to another process."""
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_FAILURES: Final = (OSError, EOFError, pickle.UnpicklingError)
_HIDDEN: Final = ("numpy", "pandas")
"""Libraries that Arrow imports if they are installed, in 0.1 s, and that no process needs."""
_EARLY: Final[list[subprocess.Popen[bytes]]] = []
"""The process that was started early, until it has work."""


class Processes(Generic[Item, Result]):
    """The processes for a work function, which start when there are many items for the first time.

    The function can be pickled, and its caches change no result, so any process can compute any part.
    """

    def __init__(self, make: Callable[[], Callable[[Sequence[Item]], Result]] | None) -> None:
        """Take the factory of the work function; without it, no process ever starts."""
        self._make = make
        self._work: Callable[[Sequence[Item]], Result] | None = None
        self._started: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return the object; no process runs yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes at once: they have nothing to save."""
        _end(self._started, self._threads)

    def results(self, items: Sequence[Item]) -> Iterator[Result] | None:
        """Return the results of the parts of some items, in their order; None if the caller does them sooner alone."""
        is_many, is_any_ready = len(items) >= FEW, bool(self._started or _EARLY)
        if self._make is None or not (is_many or (is_any_ready and len(items) >= _PART)):
            return None
        self._work = self._work or self._make()
        self._start(self._work, _most() if is_many else 1)
        return self._results(self._work, self._threads, items) if self._threads else None

    def _results(
        self, work: Callable[[Sequence[Item]], Result], threads: ThreadPoolExecutor, items: Sequence[Item]
    ) -> Iterator[Result]:
        """Yield the result of each part; if a process fails, this one computes the part.

        If there is no process for each core, this one computes the last parts while it waits for the first.
        """
        is_shared = len(self._started) < _most()
        parts = [items[at : at + _PART] for at in range(0, len(items), _PART)]
        answers = deque(threads.submit(self._compute, part) for part in parts)
        own: list[Result] = []
        for part in parts:
            while is_shared and not answers[0].done() and answers[-1 - len(own)].cancel():
                own.append(work(parts[-1 - len(own)]))
            answer = answers.popleft()
            if answer.cancelled():
                yield own.pop()
            else:
                result = answer.result()
                yield work(part) if result is None else result[0]

    def _start(self, work: Callable[[Sequence[Item]], Result], count: int) -> None:
        """Start processes until there are as many, the early one first, and a thread that communicates with each."""
        if len(self._started) >= count:
            return
        new = [_EARLY.pop()] if _EARLY else []
        new += _new_processes(count - len(self._started) - len(new))
        self._started += new
        if new:
            message = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
            if self._threads:
                self._threads.shutdown(wait=False)
            self._threads = ThreadPoolExecutor(len(self._started))
            for process in new:
                self._threads.submit(self._send, process, message)

    def _send(self, process: subprocess.Popen[bytes], message: bytes) -> None:
        """Send the work function to a process, which is idle afterwards."""
        with suppress(OSError):  # an ended process fails its first part
            _pipe(process.stdin).write(message)
        self._idle.put(process)

    def _compute(self, items: Sequence[Item]) -> tuple[Result] | None:
        """Return the result of an idle process; None if it failed."""
        process = self._idle.get()
        try:
            pickle.dump(items, _pipe(process.stdin), pickle.HIGHEST_PROTOCOL)
            _pipe(process.stdin).flush()
            return (pickle.load(_pipe(process.stdout)),)  # noqa: S301 - from a process that this one started
        except _FAILURES:
            return None
        finally:
            self._idle.put(process)


def start_early(*modules: str) -> None:
    """Start one process now; it imports some modules while this one loads the law, and both work then. None on one core."""
    _EARLY.extend(_new_processes(min(_most(), 1), *modules))
    atexit.register(_end, _EARLY)  # a run that fails before its first row gives it no work


def _end(processes: Sequence[subprocess.Popen[bytes]], threads: ThreadPoolExecutor | None = None) -> None:
    """End processes, then the threads that communicate with them, and close the pipes."""
    for process in processes:
        process.kill()
    if threads:
        threads.shutdown(cancel_futures=True)
    for process in processes:
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):  # it is not there to take the rest
                pipe.close()
        process.wait()


def _most() -> int:
    """Return the number of processes: one for each core; none on one core, or without another Python."""
    count = min(cores(), _MOST)
    return 0 if count == 1 or not sys.executable or getattr(sys, "frozen", False) else count


def _new_processes(count: int, *modules: str) -> list[subprocess.Popen[bytes]]:
    """Start processes that import some modules and then wait for their work; the system may allow fewer."""
    # -P below: no module of the working directory may stand in for one of Python.
    hidden = dict.fromkeys(_HIDDEN)
    imports = ", ".join((__name__, *modules))
    code = f"import sys; sys.path[:] = {sys.path!r}; sys.modules |= {hidden}; import {imports}; {__name__}.serve()"
    processes: list[subprocess.Popen[bytes]] = []
    with suppress(OSError):
        for _ in range(count):
            process = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-P", "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # this process handles interruptions
                creationflags=_NO_WINDOW,
            )
            processes.append(process)
    return processes


def serve() -> None:
    """Read a work function from standard input, and write its result for each part to standard output, until the input ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    with suppress(*_FAILURES):
        with gc_paused():  # the law stays
            work = pickle.load(source)  # noqa: S301 - from the process that started this one
            gc.freeze()
        while True:
            pickle.dump(work(pickle.load(source)), target, pickle.HIGHEST_PROTOCOL)  # noqa: S301 - the same
            target.flush()
    os._exit(0)  # no process reads the rest of the output


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pipe(pipe: Any) -> Any:  # noqa: ANN401 - a requested pipe exists
    return pipe

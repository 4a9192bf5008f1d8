"""Worker processes that compute parts of many items, on all cores.

Each is a separate Python process that receives the work function once, with the law in it, and then communicates
through pipes. So nothing forks while threads run, and all systems behave alike. A process ends when its input ends,
even after a crash of the parent.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import pickle
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Self, TypeVar

from exportctl.gc_pause import gc_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from typing import BinaryIO

    Loaded = tuple[object, str]
    """A value that a process has loaded, and its fingerprint."""

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW: Final = 1 << 13
"""The number of items from which starting processes saves time."""
_MAX_PROCESSES: Final = 8
"""The limit on processes: more would only wait for this process, which combines their results."""
_PART: Final = 1 << 9
"""The number of items in a part; a smaller number is not sent to another process."""
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_FAILURES: Final = (OSError, EOFError, pickle.UnpicklingError)
_HIDDEN: Final = ("numpy", "pandas")
"""Libraries that Arrow imports if they are installed, in 0.1 s, and that no process needs."""


class Shared(NamedTuple):
    """A value that another process can load itself, from some `arguments`, sooner than it could be sent, and its fingerprint."""

    value: object
    fingerprint: str
    arguments: tuple[object, ...]


class _Early(NamedTuple):
    """A process that was started early, and the arguments from which it loads a value."""

    process: subprocess.Popen[bytes]
    arguments: tuple[object, ...]


_EARLY: Final[list[_Early]] = []
"""The process that was started early, until it has work."""


class Processes(Generic[Item, Result]):
    """The processes for a work function, which start when there are many items for the first time.

    The function can be pickled, and its caches change no result, so any process can compute any part.
    """

    def __init__(
        self, make: Callable[[], Callable[[Sequence[Item]], Result]] | None, shared: Shared | None = None
    ) -> None:
        """Take the factory of the work function, without which no process ever starts, and a part of it that an early process has."""
        self._make, self._shared = make, shared
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
        self._start(self._work, _process_count() if is_many else 1)
        if not self._threads:
            return None
        parts = [items[at : at + _PART] for at in range(0, len(items), _PART)]
        # All parts are sent now, so that the processes work while the caller uses the first results.
        return self._results(self._work, parts, deque(self._threads.submit(self._compute, part) for part in parts))

    @staticmethod
    def _results(
        work: Callable[[Sequence[Item]], Result],
        parts: Iterable[Sequence[Item]],
        answers: deque[Future[tuple[Result] | None]],
    ) -> Iterator[Result]:
        """Yield the result of each part; if a process fails, this one computes the part."""
        for part in parts:
            answer = answers.popleft().result()
            yield work(part) if answer is None else answer[0]

    def _start(self, work: Callable[[Sequence[Item]], Result], count: int) -> None:
        """Start processes until there are as many, the early one first, and a thread that communicates with each."""
        if len(self._started) >= count:
            return
        early = [_EARLY.pop()] if _EARLY else []
        later = _new_processes(count - len(self._started) - len(early))
        messages = [_message(work, self._shared if self._is_loaded_by(item) else None) for item in early]
        messages += [_message(work)] * len(later) if later else []  # a message may hold the whole law
        new = [*(item.process for item in early), *later]
        self._started += new
        if new:
            if self._threads:
                self._threads.shutdown(wait=False)
            self._threads = ThreadPoolExecutor(len(self._started))
            for process, message in zip(new, messages, strict=True):
                self._threads.submit(self._send, process, message)

    def _is_loaded_by(self, early: _Early) -> bool:
        """Return whether an early process loads the shared value itself."""
        return self._shared is not None and self._shared.arguments == early.arguments

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


def start_early(load: Callable[..., Loaded], *arguments: object) -> None:
    """Start one process now, which loads a value from some arguments while this one does other work. None on one core.

    `load` returns the value and its fingerprint. If a work function shares a value that has been loaded from the same arguments and
    has the same fingerprint, the process uses its own.
    """
    for process in _new_processes(min(_process_count(), 1), partial(load, *arguments)):
        _EARLY.append(_Early(process, arguments))
    atexit.register(_end_early)  # a run that fails before its first row gives it no work


def _end_early() -> None:
    _end([early.process for early in _EARLY])


class _Pickler(pickle.Pickler):
    """Writes the fingerprint of a value in place of a value that the other process has loaded."""

    def __init__(self, target: io.BytesIO, shared: Shared | None) -> None:
        super().__init__(target, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, value: object) -> str | None:
        return self._shared.fingerprint if self._shared and value is self._shared.value else None


class _Unpickler(pickle.Unpickler):
    """Reads the fingerprint of a value as the value that was loaded here; raises UnpicklingError if it has another one."""

    def __init__(self, source: BinaryIO, loaded: Loaded | None) -> None:
        super().__init__(source)
        self._loaded = loaded

    def persistent_load(self, fingerprint: str) -> object:
        if self._loaded is None or self._loaded[1] != fingerprint:
            raise pickle.UnpicklingError(fingerprint)
        return self._loaded[0]


def _message(work: object, shared: Shared | None = None) -> bytes:
    target = io.BytesIO()
    _Pickler(target, shared).dump(work)
    return target.getvalue()


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


def _process_count() -> int:
    """Return the number of processes: one for each core; none on one core, or without another Python."""
    count = min(cores(), _MAX_PROCESSES)
    return 0 if count == 1 or not sys.executable or getattr(sys, "frozen", False) else count


def _new_processes(count: int, load: Callable[[], Loaded] | None = None) -> list[subprocess.Popen[bytes]]:
    """Start processes that load a value, if they are to, and then wait for their work; the system may allow fewer."""
    # -P below: no module of the working directory may stand in for one of Python.
    code = f"import sys; sys.path[:] = {sys.path!r}; sys.modules |= {dict.fromkeys(_HIDDEN)}; import {__name__}; {__name__}.serve()"
    first = pickle.dumps(load, pickle.HIGHEST_PROTOCOL)
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
            _pipe(process.stdin).write(first)
            _pipe(process.stdin).flush()
    return processes


def serve() -> None:
    """Read a function that loads a value, or None, and a work function from standard input.

    Then write the result of the work for each part to standard output, until the input ends.
    """
    source, target = sys.stdin.buffer, sys.stdout.buffer
    with suppress(*_FAILURES):
        with gc_paused():  # the law stays
            load = pickle.load(source)  # noqa: S301 - from the process that started this one
            work = _Unpickler(source, load() if load else None).load()
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

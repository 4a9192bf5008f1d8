"""A started program: its modules are imported and the law is loaded, so that a process forked from it can work at once.

A start takes a third of a second of computing, most of it imports, and the law as much again. A forked process has streams, an
environment, a folder and an exit code of its own, like a started one. It differs in settings that the interpreter reads at its
start; tests of these start it. It loads law itself if a command names other data, or its environment another folder of data or caches.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from exportctl.api import Law
from exportctl.cli import session
from exportctl.store.chosen import data_folder
from exportctl.store.contents import Compiled
from tests.caching import keep_in_use
from tests.cli import asking
from tests.cli.asking import FIELDS, ask

ROOT = Path(__file__).resolve().parents[2]
IMPORTED: Final = (
    "cli/*.py",
    "files/*.py",
    "batch/*.py",
    "engine/*.py",
    "goods/**/*.py",
    "inquiry/*.py",
    "reports/**/*.py",
    "store/*.py",
)
"""The modules of the program that are imported before it forks; who serves or draws imports more."""
LONGEST: Final = 120
"""Seconds for which a command may run."""
PLACES: Final = ("EXPORTCTL_DATA", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")
"""Variables that decide where data and caches are."""


def import_program() -> None:
    """Import what commands import when they are called."""
    for pattern in IMPORTED:
        for file in sorted((ROOT / "exportctl").glob(pattern)):
            import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def loaded_law() -> Law:
    """Return the law of the program, with all of its parts."""
    law = Law(data_folder())
    for part in Compiled._fields:
        getattr(law, part)
    return law


def use_loaded(law: Law) -> None:
    """Let a command that names no data use law that is loaded already."""
    of_folders = session.store_of

    def store_of(data: Path | None, also: Sequence[Path] | None = None) -> Law:
        return of_folders(data, also) if data or also else law

    vars(session)["store_of"] = store_of


class Started:
    """A process that has imported the program and loaded the law, and forks a process for each command."""

    def __init__(self) -> None:
        self.asking, answering = socket.socketpair()
        self.lock = threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(answering.fileno())],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            pass_fds=[answering.fileno()],
        )
        answering.close()
        atexit.register(self.end)

    def run(
        self,
        arguments: Sequence[str],
        streams: Sequence[int],
        environment: Mapping[str, str],
        folder: Path,
        limits: Sequence[tuple[int, int]] = (),
    ) -> int:
        """Run one command on three streams of this process, within limits, and return its exit code."""
        with self.lock:
            return ask(self.asking, arguments, streams, environment, str(folder), limits)

    @contextmanager
    def installed(self, folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
        """Write a command `exportctl` for this program into a folder; yield the socket that it inherits, and its environment."""
        command = folder / "exportctl"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -IS {asking.__file__} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
        path = os.pathsep.join([str(folder), os.environ["PATH"]])
        with self.lock:
            yield self.asking.fileno(), {"PATH": path, asking.SOCKET: str(self.asking.fileno())}

    def end(self) -> None:
        """Let it end, and wait for it."""
        self.asking.close()
        self.process.wait()


@cache
def started() -> Started:
    """Return the process that this one forks from."""
    return Started()


def serve(number: int, law: Law) -> None:
    """Fork a process for each command that arrives on a socket, and report its end."""
    with socket.socket(fileno=number) as listener:
        while True:
            begun, streams, *_ = socket.recv_fds(listener, 1, 3)
            if not begun:
                return
            with listener.makefile() as lines:
                document = json.loads(lines.readline())
            child = os.fork()
            if not child:
                listener.close()
                if all(document["environment"].get(name) == os.environ.get(name) for name in PLACES):
                    use_loaded(law)
                be(streams, *(document[name] for name in FIELDS))
            for stream in streams:
                os.close(stream)
            _, status = os.waitpid(child, 0)
            listener.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def be(
    streams: Sequence[int],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: str,
    limits: Sequence[tuple[int, int]],
) -> NoReturn:
    """Be the program, with these streams as its own, and with these limits of resources."""
    from exportctl.__main__ import main  # noqa: PLC0415 - who asks does not need it

    for place, (name, number) in enumerate(zip(("stdin", "stdout", "stderr"), streams, strict=True)):
        os.dup2(number, place)
        os.close(number)
        stream = open(place, "w" if place else "r", encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process lasts
        vars(sys).update({name: stream, f"__{name}__": stream})
    signal.alarm(LONGEST)  # a command that hangs ends so, and its test fails
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for kind, most in limits:
        resource.setrlimit(kind, (most, resource.RLIM_INFINITY))
    sys.argv = ["exportctl", *arguments]
    main()
    raise AssertionError("the program ends the process")


if __name__ == "__main__":
    hidden: Any = None
    sys.modules.update({"numpy": hidden, "pandas": hidden})  # the program hides them; NumPy would start threads
    import_program()
    own = loaded_law()
    keep_in_use(own.law)
    gc.freeze()  # no process that is forked looks through what it did not make
    serve(int(sys.argv[1]), own)

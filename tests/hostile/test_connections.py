"""Clients that keep connections open, or send and read slowly, keep no other client from an answer."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from exportctl.served.bodies import Bodies
from exportctl.served.current import Answerer, Current
from exportctl.served.http import Limits
from exportctl.served.lanes import BusyError, Lane, LateError, Until
from exportctl.served.questions import QUESTIONS
from tests.cli.program import ROOT
from tests.hostile.loiterers import HEAD, QUESTION, loitering
from tests.served.conftest import current
from tests.served.firm import CHECKED, ITEMS, TABLE, company_settings, configure
from tests.served.serving import Client, reply_of
from tests.served.test_answers import counted, stated
from tests.served.test_limits import FIRST, serving

__all__ = ("current",)
pytestmark = pytest.mark.xdist_group("served")
ROWS, MANY = b"item,to\ngallium,US\n", 20_000
ASKED = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"


def connected(client: Client) -> socket.socket:
    """Open a connection and send nothing."""
    return socket.create_connection(("127.0.0.1", client.port), timeout=60)


def ended(connection: socket.socket, seconds: float = 0) -> bool:
    """Read for some seconds, and return whether the connection was closed."""
    try:
        return bool(select.select([connection], [], [], seconds)[0]) and not connection.recv(1 << 16)
    except ConnectionError:
        return True


def test_a_silent_connection_is_closed(current: Current) -> None:
    """Before its first request, and after it."""
    with serving(current, Limits(idle=2)) as client, connected(client) as silent, connected(client) as active:
        active.sendall(ASKED)
        assert reply_of(active).status == 200
        assert ended(active, 60)
        assert ended(silent, 60)


@pytest.mark.parametrize("begins", [HEAD, QUESTION.replace(b"/check", b"/chekc")], ids=["head", "body"])
def test_requests_sent_byte_by_byte_time_out(current: Current, begins: bytes) -> None:
    """No byte of a head extends the time for the next, nor one of a body without a request."""
    with serving(current, Limits(idle=0.2)) as client, connected(client) as slow:
        slow.sendall(begins)
        with suppress(ConnectionError):
            for _ in range(MANY):
                slow.sendall(b"x")
                if ended(slow, 0.01):
                    return
            pytest.fail("the connection is open for ever")


def test_an_answer_that_is_not_read_is_given_up(current: Current) -> None:
    """Once the system holds no more of it."""
    with serving(current, Limits(idle=0.5)) as client, connected(client) as deaf:
        deaf.sendall(ASKED.replace(b"/health", b"/openapi.json") * 500)
        for _ in range(MANY):
            if counted(client.get("/metrics"), "exportctl_connections") == 1:
                return
        pytest.fail("the connection is open for ever")


def test_clients_that_wait_for_an_answer_are_not_closed(current: Current) -> None:
    """However long an answer takes."""
    free = threading.Event()

    def slow(by: Answerer, stated: dict[str, Any]) -> object:
        free.wait(60)
        return QUESTIONS["check"].result(by, stated)

    with serving(current, Limits(idle=2), slow) as client, connected(client) as active, connected(client) as silent:
        active.sendall(ASKED.replace(b"/health", b"/check?item=gallium"))
        silent.sendall(ASKED)
        assert reply_of(silent).status == 200
        assert ended(silent, 60)
        free.set()
        assert reply_of(active).status == 200


def test_beyond_the_limit_the_connection_that_is_silent_longest_is_closed(current: Current) -> None:
    """Requests are answered, and one line reports it, however often it happens."""
    lines: list[str] = []
    with serving(current, Limits(connections=8, idle=60), note=lines.append) as client, ExitStack() as open_:
        silent = [open_.enter_context(connected(client)) for _ in range(8)]
        for number, connection in enumerate(silent):
            assert client.get("/check", **FIRST).status == 200
            assert ended(connection, 60)
            assert not any(ended(other) for other in silent[number + 1 :])
            silent[number] = open_.enter_context(connected(client))
    assert [line.startswith("the limit of 8 open connections is reached") for line in lines] == [True]


def test_slow_clients_give_way_beyond_the_limit(current: Current) -> None:
    """A request that has begun and stopped keeps no other client out."""
    with serving(current, Limits(connections=4, idle=60), note=str) as client, ExitStack() as open_:
        for begins in (HEAD, QUESTION) * 4:
            open_.enter_context(connected(client)).sendall(begins)
        assert [client.get("/check", **FIRST).status for _ in range(20)] == [200] * 20


@pytest.mark.parametrize("kind", ["questions", "tables"])
def test_slow_bodies_take_no_place(current: Current, kind: str) -> None:
    """As many as there are places, and more; the others are answered, whatever they ask."""
    with serving(current, Limits()) as client, loitering(client.port, **{kind: 70}):
        for _ in range(5):
            assert client.get("/check", **FIRST).status == 200
            assert client.post("/check", FIRST).status == 200
            assert client.post("/screen", ROWS, "text/csv").status == 200


def test_bodies_that_get_too_large_together_lose_the_slowest() -> None:
    """The memory of incomplete bodies is bounded; fast senders are read to the end."""

    async def coming(size: int, rest: asyncio.Event) -> AsyncIterator[bytes]:
        yield b"x" * size
        await rest.wait()

    async def reading() -> list[object]:
        bodies, never, until = Bodies(1000), asyncio.Event(), Until.after(60)
        slow = [asyncio.create_task(bodies.read(coming(900, never), 0, until)) for _ in range(17)]
        await asyncio.sleep(0)
        done = asyncio.Event()
        done.set()
        fast = await bodies.read(coming(1000, done), 0, until)
        given_up, _ = await asyncio.wait(slow, return_when=asyncio.FIRST_COMPLETED)
        never.set()
        return [fast, *(item.exception() for item in given_up)]

    fast, *given_up = asyncio.run(reading())
    assert fast == b"x" * 1000
    assert [type(error) for error in given_up] == [BusyError]


def test_late_work_leaves_no_unretrieved_error() -> None:
    """The result of a late table is retrieved."""
    free, reported = threading.Event(), []

    def work() -> None:
        free.wait(60)
        raise LateError

    async def asking() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
        lane = Lane(1, 1)
        with pytest.raises(LateError):
            await lane.run(work, Until.after(0.01))
        free.set()
        await lane.run(lambda: None, Until.after(60))
        lane.close()
        gc.collect()

    asyncio.run(asking())
    assert not reported


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal, and no such limit")
def test_files_do_not_run_out(tmp_path: Path) -> None:
    """A process with a limit of 256 files and 276 idle connections answers, reads the company's file, and reports the limit once."""
    configure(tmp_path, company_settings())
    (tmp_path / ITEMS).write_text(TABLE, encoding="utf-8")
    serve = f'ulimit -n 256; exec "{sys.executable}" -m exportctl serve --port 0 --renew 0'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        ["/bin/sh", "-c", serve], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        process.stderr.readline()
        client = Client(int(process.stderr.readline().split()[3].rpartition(":")[2]))
        question = stated(CHECKED[0][0])
        with loitering(client.port, idle=200, heads=38, questions=38):
            for _ in range(3):
                process.send_signal(signal.SIGHUP)
                assert client.get("/check", **question).json["exit_code"] == 0
                assert client.get("/health").status == 200
                with connected(client) as odd:
                    odd.sendall(b"no request\r\n\r\n")
                    assert reply_of(odd).status == 400
        process.terminate()
        lines = process.stderr.read().splitlines()
    assert len([line for line in lines if "open connections is reached" in line]) == 1
    assert len(lines) <= 3

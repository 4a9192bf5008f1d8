"""Newer data replaces the law while questions arrive: each is answered under one of the two."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exportctl import api
from exportctl.served.current import Current
from exportctl.served.http import Limits, Service
from tests.cli.program import ROOT, ask
from tests.served.serving import NOTHING_SAID, Client, current_of, running

pytestmark = pytest.mark.xdist_group("served")
ACT = "acts/cn/2025/acme-2025-1.yaml"
ASKED = {"item": "gallium", "to": "US", "on": "2025-03-01"}
MANY = 20_000


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def change(folder: Path, before: str, after: str) -> None:
    """Replace the content of an act of a folder, atomically."""
    file, beside = folder / ACT, folder.parent / "act.new"
    text = file.read_text(encoding="utf-8")
    assert before in text
    beside.write_text(text.replace(before, after), encoding="utf-8")
    beside.replace(file)


def decisions(client: Client) -> Iterator[str]:
    """Ask the same question repeatedly, and yield the decisions; every question is answered."""
    for _ in range(MANY):
        reply = client.get("/check", **ASKED)
        assert reply.status == 200
        yield reply.json["decision"]


def test_newer_data_answers_without_a_lost_question(small: Path) -> None:
    """The earlier law answers before it, the newer one after it; invalid data is reported, and the law stays."""
    lines: list[str] = []
    service = Service(current_of(small, lines.append), Limits(renew=0.02), helps={}, note=pytest.fail)
    with running(service) as client:
        counts = decisions(client)
        assert next(counts) == "prohibited"
        change(small, "effect: prohibited", "effect: license_required")
        assert set(iter(counts.__next__, "license_required")) <= {"prohibited"}
        change(small, "effect: license_required", "effect: whatever")
        for decision in counts:
            assert decision == "license_required"
            if any("was rejected" in line for line in lines):
                break
        assert b'exportctl_renewals_total{of="law",outcome="newer"} 1.0' in client.get("/metrics").body
    assert lines[0].startswith("newer law data in use: 1, sha256:")
    assert f"law data 1 stays in use: {small}: 1 problem in the data" in lines[1]


def test_other_data_may_be_found_later(small: Path, tmp_path: Path) -> None:
    """As when a newer distribution is installed while the service runs."""
    other = tmp_path / "other"
    places = [small]
    current = Current(lambda: (places[-1],), lambda: NOTHING_SAID, lambda _: None)
    before = current.law
    assert current.renew() == ("same", "same")
    small.rename(other)
    change(other, "effect: prohibited", "effect: report")
    places.append(other)
    assert current.renew() == ("newer", "newer")
    assert current.answerer.law is current.law
    assert current.law.law.digest != before.law.digest


def test_data_that_changes_while_it_is_read_is_left_for_later(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that is under way may look whole, and lack acts."""
    lines: list[str] = []
    current = current_of(small, lines.append)
    before = current.law
    change(small, "effect: prohibited", "effect: report")

    class Overtaken(api.Law):
        """Law whose files are others once it is read."""

        def __init__(self, *folders: Path) -> None:
            super().__init__(*folders)
            change(small, "effect: report", "effect: license_required")

    with monkeypatch.context() as patch:
        patch.setattr(api, "Law", Overtaken)
        assert current.renew() == ("refused", "same")
    assert "changed during reading" in lines[-1]
    assert current.law is before
    assert current.renew()[0] == "newer"
    assert current.law is not before


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_the_command_serves_until_it_is_stopped(small: Path) -> None:
    """It prints its address, loads newer data on SIGHUP, prints nothing else, and ends with the code of the signal."""
    command = [sys.executable, "-m", "exportctl", "serve", "--port", "0", "--renew", "0", "--data", str(small)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr
        line = process.stderr.readline().decode()
        assert line.startswith("exportctl: listening at http://127.0.0.1:")
        assert line.endswith(" with law data 1\n")
        client = Client(int(line.split()[3].rpartition(":")[2]))
        counts = decisions(client)
        assert next(counts) == "prohibited"
        change(small, "effect: prohibited", "effect: license_required")
        process.send_signal(signal.SIGHUP)
        assert "license_required" in counts
        process.terminate()
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (143, b"")
    assert err.decode().startswith("exportctl: newer law data in use: 1, sha256:")


@pytest.mark.parametrize(
    ("lang", "begins", "ends"),
    [
        ("en", "everyone who reaches http://0.0.0.0:", "; put a proxy with both in front of it"),
        ("zh", "凡能访问 http://0.0.0.0:", "；请在其前面设置具备二者的代理"),
    ],
)
def test_an_address_for_everyone_has_a_warning(lang: str, begins: str, ends: str, small: Path) -> None:
    """In one line, before the first answer; the service answers there."""
    command = [sys.executable, "-m", "exportctl", "--lang", lang, "serve", "--host", "0.0.0.0"]  # noqa: S104 - that is tested
    with subprocess.Popen(
        [*command, "--port", "0", "--data", str(small)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr
        try:
            address, warning = (process.stderr.readline().decode().rstrip("\n") for _ in range(2))
            port = re.findall(r"http://0\.0\.0\.0:(\d+)", address)[0]
            assert Client(int(port)).get("/health").status == 200
        finally:
            process.terminate()
        assert process.communicate(timeout=60)[1] == b""
    assert warning.startswith(f"exportctl: {begins}{port}")
    assert warning.endswith(ends)


def refused(*arguments: str) -> str:
    """Return the one line in which a command line is refused."""
    answer = ask("serve", *arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    return answer.err


def test_an_invalid_command_line_is_reported(small: Path) -> None:
    """Before anything is listened on."""
    data = ("--data", str(small))
    assert "--port: '65536' is not a number from 0 to 65,535" in refused("--port", "65536", *data)
    assert "--seconds: 'x' is not a number" in refused("--seconds", "x", *data)
    assert "--tables: cannot be 0" in refused("--tables", "0", *data)
    assert "--idle: cannot be 0" in refused("--idle", "0", *data)
    for name in ("http://a.example", "a.example:80", "*.example", "", "a b"):
        assert f"--allow-host: '{name}' is not a host name" in refused("--allow-host", name, *data)
    assert "nothing: does not exist; name a folder" in refused("--data", str(small / "nothing"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert (
            f"--port: {port} is in use on 127.0.0.1; state another port, or 0"
            in ask("serve", "--port", port, *data).err
        )

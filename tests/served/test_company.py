"""A company's decisions, licences and waivers apply to the service as to the commands in the same folder."""

from __future__ import annotations

import io
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
from pyarrow import csv

from tests.cli.program import ROOT, ask
from tests.served.firm import CHECKED, FILE, ITEMS, ROWS, TABLE, company_settings, configure
from tests.served.serving import Client, Reply, problem
from tests.served.test_answers import stated

pytestmark = pytest.mark.xdist_group("served")


class Firm(NamedTuple):
    """A service that the command started in the folder of a company."""

    folder: Path
    client: Client
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def served_there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """The command itself serves in a folder with a file of the company."""
    folder = tmp_path_factory.mktemp("firm")
    configure(folder, company_settings())
    (folder / ITEMS).write_text(TABLE, encoding="utf-8")
    command = [sys.executable, "-m", "exportctl", "serve", "--port", "0", "--renew", "0", "--seconds", "86400"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == (
            "exportctl: exportctl.toml applies to all answers: licences 3, waivers 1, not_the_same 1, items 2\n"
        )
        line = process.stderr.readline()
        if hasattr(signal, "SIGHUP"):
            process.send_signal(signal.SIGHUP)  # from the moment on that it says where it answers, this ends nothing
        yield Firm(folder, Client(int(line.split()[3].rpartition(":")[2])), process)
        process.terminate()


@pytest.fixture
def firm(served_there: Firm, monkeypatch: pytest.MonkeyPatch) -> Firm:
    """The same service, with the commands run in its folder."""
    monkeypatch.chdir(served_there.folder)
    return served_there


def test_check_is_answered_as_the_command_answers(firm: Firm) -> None:
    """To the last byte: an item, a licence, one that ended, one for an amount, a waiver, a policy; no question spends anything."""
    for question, code, names in CHECKED * 2:
        answer, reply = (
            ask("check", *shlex.split(question), "-f", "json"),
            firm.client.get("/check", **stated(question)),
        )
        assert (reply.status, reply.body) == (200, answer.out.encode())
        assert (answer.code, reply.json["exit_code"]) == (code, code), question
        assert [item["name"] for item in reply.json["answered_by"]] == names, question


def test_the_other_questions_are_answered_as_the_commands_answer(firm: Firm) -> None:
    """A valid decision, and a lapsed one; a name of another party, and the same name after that record has ended."""
    for sku, on in (("G-1", "2026-09-01"), ("S-1", "2026-08-31"), ("S-1", "2026-09-01")):
        answer = ask("classify", sku, "--on", on, "-f", "json")
        assert firm.client.get("/classify", item=sku, on=on).body == answer.out.encode()
    for on, code in (("2026-09-01", 0), ("2026-11-01", 3)):
        answer = ask("party", "Skidio Inc", "--on", on, "-f", "json")
        assert firm.client.get("/party", names="Skidio Inc", on=on).body == answer.out.encode()
        assert answer.json["exit_code"] == code


def test_a_table_is_answered_as_the_command_answers(firm: Firm) -> None:
    """Amounts are counted down over its rows, and begin again with the next table; columns are those of the file."""
    Path("in.csv").write_text(ROWS, encoding="utf-8")
    ask("screen", "in.csv", "-o", "out.csv")
    for _ in range(2):
        reply = firm.client.post("/screen", ROWS.encode(), "text/csv")
        assert reply.status == 200
        lines = [line.rpartition(",") for line in reply.body.decode().splitlines()]
        assert "\n".join(line for line, _, _ in lines) + "\n" == Path("out.csv").read_text(encoding="utf-8")
        assert {rejected for _, _, rejected in lines} == {'"rejected"', ""}
        answered = csv.read_csv(io.BytesIO(reply.body))["answered_by"].to_pylist()
        assert answered == ["licence L-3", "", "licence L-3", "licence L-1", "", "", "waiver exportctl.toml:32"]
    table = csv.read_csv(io.BytesIO(ROWS.encode()))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    reply = firm.client.post("/screen", bytes(sink.getvalue()), "application/vnd.apache.arrow.stream")
    rows = pa.ipc.open_stream(reply.body).read_all()
    assert [name or "" for name in rows["answered_by"].to_pylist()] == answered


def test_a_fault_of_the_table_names_its_source(firm: Firm) -> None:
    """The file, if it named the column; the address, if that did."""
    body = b"item,to\ngallium,US\n"
    line = problem(firm.client.post("/screen", body, "text/csv"), 422)
    assert line.startswith("exportctl.toml:6: no column has the name 'Goods'")
    assert firm.client.post("/screen", body, "text/csv", columns="item=item").status == 200
    assert "no column has the name 'x'" in problem(
        firm.client.post("/screen", body, "text/csv", columns="item=x"), 422, "columns"
    )


def until(firm: Firm, status: int, code: int | None = None) -> list[Reply]:
    """Ask again and again until an answer has a status and an exit code, however long that takes, and return all answers."""
    replies: list[Reply] = []
    question = stated(CHECKED[0][0])
    while not replies or replies[-1].status != status or replies[-1].json.get("exit_code") != code:
        assert firm.process.poll() is None
        replies.append(firm.client.get("/check", **question))
    return replies


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_newer_files_answer_without_a_lost_question(firm: Firm) -> None:
    """A revoked licence covers nothing; while the file cannot be read, nothing is answered, as health and log report."""
    assert firm.process.stderr

    def change(text: str) -> None:
        configure(firm.folder, text)
        firm.process.send_signal(signal.SIGHUP)

    assert len(until(firm, 200, 0)) == 1
    revoked = company_settings().replace('"L-1"', '"L-0"').replace('to = ["DE"]\nend_users', 'to = ["AT"]\nend_users')
    change(revoked)
    assert {reply.status for reply in until(firm, 200, 1)} == {200}
    assert "applies to all answers: licences 3" in firm.process.stderr.readline()
    change(company_settings().replace("[[waivers]]", "[[waiver]]"))
    *_, last = until(firm, 503)
    line = "exportctl.toml:32: there is no key 'waiver'"
    assert problem(last, 503).startswith(line)
    assert problem(firm.client.post("/screen", ROWS.encode(), "text/csv"), 503) == last.json["detail"]
    health = firm.client.get("/health")
    assert (health.status, health.json["status"], health.json["refused"]) == (503, "refused", last.json["detail"])
    assert health.json["company"] is None
    assert b"exportctl_company_refused 1.0" in firm.client.get("/metrics").body
    assert line in firm.process.stderr.readline()
    change(company_settings())
    until(firm, 200, 0)
    health = firm.client.get("/health")
    assert (health.status, health.json["status"], health.json["refused"]) == (200, "ok", None)
    assert health.json["company"] == {"configuration": FILE, "licences": 3, "waivers": 1, "not_the_same": 1, "items": 2}
    assert b"exportctl_company_refused 0.0" in firm.client.get("/metrics").body

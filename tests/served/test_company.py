"""What a company decided and holds is laid over what the service answers as it is over what the commands print in the same folder."""

from __future__ import annotations

import asyncio
import io
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from mcp.client import Client as Assistant
from mcp_types import TextContent
from pyarrow import csv
from typer.main import get_command

from exportctl import api
from exportctl.cli import asking, settings
from exportctl.cli.asking import helps
from exportctl.cli.mcp import app
from exportctl.engine.terms import Terms
from exportctl.served.assistant import assistant
from exportctl.served.current import Current, Said
from exportctl.served.questions import Wishes
from tests.cli.program import ROOT, ask
from tests.served.serving import Client, Reply, problem
from tests.served.test_answers import stated

pytestmark = pytest.mark.xdist_group("served")
FILE, ITEMS = "exportctl.toml", "items.csv"
CONFIGURATION = """
gate = "report"
max_age = 200
items = "items.csv"

[columns]
item = "Goods"

[[licences]]
number = "L-1"
entries = ["3C001"]
to = ["DE"]
end_users = ["Acme GmbH"]
from = 2026-01-01
through = 2026-12-31

[[licences]]
number = "L-2"
entries = ["3C001"]
to = ["FR"]
from = 2025-01-01
through = 2026-06-30

[[licences]]
number = "L-3"
entries = ["3C001"]
to = ["JP"]
quantity = "500 kg"
from = 2026-01-01
through = 2026-12-31

[[waivers]]
item = "unobtainium"
to = ["DE"]
reason = "samples"
approved_by = "K. Weber"
through = 2026-09-15

[[not_the_same]]
name = "Skidio Inc"
party = "PARTY"
reason = "another register number"
approved_by = "K. Weber"
through = 2026-10-31
"""
TABLE = """sku,description,entry,decided_by,decided_on,through
S-1,cotton T-shirts,none,K. Weber,2025-06-01,2026-08-31
G-1,gallium ingots of Acme,3C001.a,K. Weber,2025-06-01,
"""
CIVIL = "--on 2026-09-01 --end-use civil --end-user-type civil"
ACME = f"{CIVIL} --party 'end-user=Acme GmbH'"
CHECKED = [
    (f"gallium --to DE {ACME}", 0, ["licence L-1"]),
    (f"G-1 --to DE {ACME}", 0, ["licence L-1"]),
    (f"gallium --to DE {CIVIL}", 1, []),
    (f"gallium --to FR {ACME}", 1, []),
    (f"gallium --to JP {ACME} --quantity '500 kg'", 0, ["licence L-3"]),
    (f"gallium --to JP {ACME} --quantity '501 kg'", 1, []),
    (f"S-1 --to DE {ACME}", 3, []),
    (f"S-1 --to DE {ACME}".replace("2026-09-01", "2026-08-31"), 0, []),
    (f"unobtainium --to DE {ACME}", 0, ["waiver exportctl.toml:32"]),
    (f"unobtainium --to DE {ACME}".replace("2026-09-01", "2026-09-16"), 3, []),
    (f"'cotton T-shirts' --to DE {ACME}", 0, []),
    (f"'cotton T-shirts' --to DE {ACME}".replace("2026-09-01", "2027-09-01"), 3, []),
    (f"gallium --to DE {CIVIL} --gate prohibited", 0, []),
    (f"'cotton T-shirts' --to DE {CIVIL} --party 'Skidio Inc'", 0, []),
]
"""Questions with the exit code that each has under the file, and what answers it."""
ROWS = "Goods,to,end_use,end_user_type,end_user,on,quantity\n" + "".join(
    f"{goods},{to},civil,civil,Acme GmbH,2026-09-01,{quantity}\n"
    for goods, to, quantity in (
        ("gallium", "JP", "300 kg"),
        ("gallium", "JP", "300 kg"),
        ("G-1", "JP", "0.2 t"),
        ("gallium", "DE", ""),
        ("gallium", "FR", ""),
        ("S-1", "DE", ""),
        ("unobtainium", "DE", ""),
    )
)


class Firm(NamedTuple):
    """A service that the command started in the folder of a company."""

    folder: Path
    client: Client
    process: subprocess.Popen[str]


def configure(folder: Path, text: str) -> None:
    """Let the file say something else, all at once."""
    (folder / "beside").write_text(text, encoding="utf-8")
    (folder / "beside").replace(folder / FILE)


@pytest.fixture(scope="module")
def said() -> str:
    """What the file says, with the id of a designation that a name is like."""
    hits = ask("party", "Skidio Inc", "--on", "2026-09-01", "-f", "json").json["matches"]
    return CONFIGURATION.replace("PARTY", next(item["id"] for item in hits if item["status"] == "in_force"))


@pytest.fixture(scope="module")
def served_there(said: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """The command itself serves in a folder with a file of the company."""
    folder = tmp_path_factory.mktemp("firm")
    configure(folder, said)
    (folder / ITEMS).write_text(TABLE, encoding="utf-8")
    command = [sys.executable, "-m", "exportctl", "serve", "--port", "0", "--renew", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == (
            "exportctl: exportctl.toml is laid over the answers: licences 3, waivers 1, not_the_same 1, items 2\n"
        )
        line = process.stderr.readline()
        if hasattr(signal, "SIGHUP"):
            process.send_signal(signal.SIGHUP)  # from the moment on that it says where it answers, this ends nothing
        yield Firm(folder, Client(int(line.split()[3].rpartition(":")[2])), process)
        process.terminate()


@pytest.fixture
def firm(served_there: Firm, monkeypatch: pytest.MonkeyPatch) -> Firm:
    """The same service, with the command asked in its folder."""
    monkeypatch.chdir(served_there.folder)
    return served_there


def test_check_is_answered_as_the_command_answers(firm: Firm) -> None:
    """To the last byte: an item, a licence, one that ended, one for an amount, a waiver, a policy; no question spends anything."""
    for question, code, names in CHECKED * 2:
        told, reply = ask("check", *shlex.split(question), "-f", "json"), firm.client.get("/check", **stated(question))
        assert (reply.status, reply.body) == (200, told.out.encode())
        assert (told.code, reply.json["exit_code"]) == (code, code), question
        assert [item["name"] for item in reply.json["answered_by"]] == names, question


def test_the_other_questions_are_answered_as_the_commands_answer(firm: Firm) -> None:
    """A decision that holds, and one that has lapsed; a name that is somebody else's, and the same name once that is over."""
    for sku, on in (("G-1", "2026-09-01"), ("S-1", "2026-08-31"), ("S-1", "2026-09-01")):
        told = ask("classify", sku, "--on", on, "-f", "json")
        assert firm.client.get("/classify", item=sku, on=on).body == told.out.encode()
    for on, code in (("2026-09-01", 0), ("2026-11-01", 3)):
        told = ask("party", "Skidio Inc", "--on", on, "-f", "json")
        assert firm.client.get("/party", names="Skidio Inc", on=on).body == told.out.encode()
        assert told.json["exit_code"] == code


def test_a_table_is_answered_as_the_command_answers(firm: Firm) -> None:
    """Amounts are counted down over its rows, and begin anew with the next; columns are those of the file."""
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
    found = pa.ipc.open_stream(reply.body).read_all()
    assert [name or "" for name in found["answered_by"].to_pylist()] == answered


def test_what_is_wrong_with_the_table_is_told_of_whoever_said_it(firm: Firm) -> None:
    """Of the file, if it named the column; of the address, if that did."""
    body = b"item,to\ngallium,US\n"
    line = problem(firm.client.post("/screen", body, "text/csv"), 422)
    assert line.startswith("exportctl.toml:6: there is no one column 'Goods'")
    assert firm.client.post("/screen", body, "text/csv", columns="item=item").status == 200
    assert "no one column 'x'" in problem(
        firm.client.post("/screen", body, "text/csv", columns="item=x"), 422, "columns"
    )


def until(firm: Firm, status: int, code: int | None = None) -> list[Reply]:
    """Ask again and again until an answer has a status and an exit code, and return all answers."""
    found: list[Reply] = []
    question = stated(CHECKED[0][0])
    while not found or found[-1].status != status or found[-1].json.get("exit_code") != code:
        assert len(found) < 20_000
        found.append(firm.client.get("/check", **question))
    return found


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_newer_files_answer_without_a_lost_question(firm: Firm, said: str) -> None:
    """A licence that is revoked answers no more; while nobody can read the file nothing is answered, which health and log say."""
    assert firm.process.stderr

    def change(text: str) -> None:
        configure(firm.folder, text)
        firm.process.send_signal(signal.SIGHUP)

    assert len(until(firm, 200, 0)) == 1
    revoked = said.replace('"L-1"', '"L-0"').replace('to = ["DE"]\nend_users', 'to = ["AT"]\nend_users')
    change(revoked)
    assert {reply.status for reply in until(firm, 200, 1)} == {200}
    assert "is laid over the answers: licences 3" in firm.process.stderr.readline()
    change(said.replace("[[waivers]]", "[[waiver]]"))
    *_, last = until(firm, 503)
    line = "exportctl.toml:32: there is no key 'waiver'"
    assert problem(last, 503).startswith(line)
    assert problem(firm.client.post("/screen", ROWS.encode(), "text/csv"), 503) == last.json["detail"]
    health = firm.client.get("/health")
    assert (health.status, health.json["status"], health.json["refused"]) == (503, "refused", last.json["detail"])
    assert health.json["company"] is None
    assert b"exportctl_company_refused 1.0" in firm.client.get("/metrics").body
    assert line in firm.process.stderr.readline()
    change(said)
    until(firm, 200, 0)
    health = firm.client.get("/health")
    assert (health.status, health.json["status"], health.json["refused"]) == (200, "ok", None)
    assert health.json["company"] == {"configuration": FILE, "licences": 3, "waivers": 1, "not_the_same": 1, "items": 2}
    assert b"exportctl_company_refused 0.0" in firm.client.get("/metrics").body


@pytest.fixture
def _folder(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, in which the company's file stands."""
    monkeypatch.chdir(tmp_path)
    configure(tmp_path, said)
    Path(ITEMS).write_text(TABLE, encoding="utf-8")
    return tmp_path


def current_there(data: Path, told: list[str]) -> Current:
    """Return what answers in the working directory."""
    wishes = Wishes(api.today, "report", Terms(max_age=200))
    return Current(lambda: (data,), lambda: Said(settings.read(), wishes), lambda text: told.append(str(text)))


def tool(current: Current, name: str, given: dict[str, Any]) -> tuple[bool, str]:
    """Return whether a tool refuses, and its one text."""

    async def talking() -> tuple[bool, str]:
        async with Assistant(assistant(current, helps())) as client:
            result = await client.call_tool(name, given)
            (found,) = result.content
            assert isinstance(found, TextContent)
            return bool(result.is_error), found.text

    return asyncio.run(talking())


def printed(question: str) -> str:
    """Return the document that the command prints."""
    return ask("check", *shlex.split(question), "-f", "json").out.removesuffix("\n")


@pytest.mark.usefixtures("_folder")
def test_what_cannot_be_read_answers_nothing(said: str, data: Path) -> None:
    """Whatever is wrong with the files, it is told once, and every question is refused with it until all is right again."""
    told: list[str] = []
    current = current_there(data, told)
    question = stated(CHECKED[0][0])
    assert tool(current, "check", question) == (False, printed(CHECKED[0][0]))
    assert "licence L-3" in tool(current, "screen", {"rows": ROWS})[1]
    later = api.today() + timedelta(days=2)
    for file, text, line in (
        (FILE, said.replace("3C001", "3C0O1", 1), "exportctl.toml:9: '3C0O1' is no line of the list"),
        (FILE, said.replace('to = ["DE"]', 'to = ["DF"]', 1), "exportctl.toml:9: 'DF' is no place"),
        (FILE, "[[", "exportctl.toml:1: is no TOML"),
        (FILE, None, "exportctl.toml: is gone; put it back, or start anew without it"),
        (ITEMS, TABLE + "X,,,K. Weber,,\n", "items.csv:4: lacks"),
        (ITEMS, TABLE + f"X,,none,K. Weber,{later},\n", "items.csv:4: decided_on is"),
        (ITEMS, None, "exportctl.toml:4: items: items.csv: No such file or directory"),
    ):
        right = Path(file).read_text(encoding="utf-8")
        Path(file).unlink() if text is None else Path(file).write_text(text, encoding="utf-8")
        before = len(told)
        assert [current.renew(), current.renew()] == [("same", "refused")] * 2
        assert told[before:] == [current.refused]
        assert current.refused.startswith(line)
        assert current.refused.endswith("; nothing is answered until that is mended")
        assert tool(current, "check", question) == tool(current, "party", {"names": "A"}) == (True, current.refused)
        Path(file).write_text(right, encoding="utf-8")
        assert current.renew() == ("same", "newer")
        assert not tool(current, "check", question)[0]
        assert current.renew() == ("same", "same")


@pytest.mark.usefixtures("_folder")
def test_newer_items_are_read(data: Path) -> None:
    """Without a change of the configuration; a file that did not say anything of goods and then does is told."""
    told: list[str] = []
    current = current_there(data, told)
    said = {"item": "N-1", "to": "DE", "on": "2026-09-01"}
    before = tool(current, "check", said)[1]
    Path(ITEMS).write_text(f"{TABLE}N-1,gallium,3C001.a,K. Weber,2025-06-01,\n", encoding="utf-8")
    assert current.renew() == ("same", "newer")
    assert told[-1].endswith("items 3")
    assert '"decision": "undecided"' in before
    assert tool(current, "check", said) == (False, printed("N-1 --to DE --on 2026-09-01"))


def test_options_and_variables_beat_the_file_whenever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What neither says is as the file has it now, or as it is by itself; what lets more pass is told with its place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXPORTCTL_MAX_AGE", "5")
    configure(tmp_path, 'gate = "prohibited"\nundecided = "fail"\nmax_age = 60\n')
    with settings.configured(get_command(app)).make_context("mcp", ["--undecided", "warn"]) as context:
        given = {name: context.params[name] for name in ("gate", "undecided", "max_age")}
        say = asking.say(**given, trusted=context.params["trust_descriptions"])
    assert say().wishes[1:] == ("prohibited", Terms("warn", 5), False)
    assert say().looser == "looser than by default: gate = prohibited (exportctl.toml:1)"
    configure(tmp_path, 'undecided = "fail"\ntrust_descriptions = true\n')
    assert say().wishes[1:] == ("license_required", Terms("warn", 5), True)
    assert say().looser == "looser than by default: trust_descriptions = true (exportctl.toml:2)"


@pytest.mark.usefixtures("_folder")
def test_a_service_does_not_begin_with_a_file_that_makes_no_sense(said: str) -> None:
    """It ends as the commands do, whatever questions would have been asked."""
    Path(FILE).write_text(said.replace("3C001", "3C0O1", 1), encoding="utf-8")
    for command in ("serve", "mcp"):
        told = ask(command)
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith("exportctl: exportctl.toml:9: '3C0O1' is no line of the list")


WAIVER = """
gate = "report"
[[waivers]]
provision = "firm-2025-1/1"
reason = "samples"
approved_by = "K. Weber"
through = 2025-12-31
"""


def test_a_policy_is_law_and_a_waiver_that_it_has_no_words_for_answers_nothing(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of the company's own acts counts as with the command; if what is waived is gone from it, nobody knows what holds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    configure(tmp_path, WAIVER)
    act = tmp_path / "policy" / "acts/cn/2025/firm-2025-1.yaml"
    act.parent.mkdir(parents=True)
    own = (small / "acts/cn/2025/acme-2025-1.yaml").read_text(encoding="utf-8")
    own = own.replace("acme-2025-1", "firm-2025-1").replace("to: [US]", "to: [DE]").replace("prohibited", "report")
    act.write_text(own, encoding="utf-8")
    folders, told = (small, tmp_path / "policy"), list[str]()
    current = Current(lambda: folders, lambda: Said(settings.read(), Wishes(api.today, "report")), told.append)
    for on, code in (("2025-12-31", 0), ("2026-01-01", 1)):
        said = f"gallium --to DE --on {on}"
        answer = ask("check", *shlex.split(said), *("--data", str(small), "--also", str(folders[1]), "-f", "json"))
        assert tool(current, "check", stated(said)) == (False, answer.out.removesuffix("\n"))
        assert (answer.code, answer.json["decision"]) == (code, "report")
    act.write_text(own.replace("firm-2025-1", "firm-2025-2"), encoding="utf-8")
    act.rename(act.with_name("firm-2025-2.yaml"))
    assert current.renew() == ("newer", "refused")
    assert current.refused.startswith("exportctl.toml:3: 'firm-2025-1/1' is no provision")
    assert current.refused in told
    act.with_name("firm-2025-2.yaml").rename(act)
    act.write_text(own, encoding="utf-8")
    assert current.renew() == ("newer", "newer")
    assert not tool(current, "check", stated(said))[0]

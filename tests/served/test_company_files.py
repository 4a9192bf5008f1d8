"""Files of the company are read again while a service runs; with an unreadable one, it answers nothing."""

from __future__ import annotations

import asyncio
import os
import shlex
from datetime import timedelta
from errno import EMFILE
from os import strerror
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client as Assistant
from mcp_types import TextContent
from typer.main import get_command

from exportctl import api
from exportctl.cli import invocation, service, settings
from exportctl.cli.mcp import app
from exportctl.cli.service import helps
from exportctl.engine.gate_policy import GatePolicy
from exportctl.served.assistant import assistant
from exportctl.served.current import CompanySettings, Current, Defaults
from tests.cli.program import ask
from tests.clock import TODAY
from tests.served.firm import CHECKED, FILE, ITEMS, ROWS, TABLE, company_settings, configure
from tests.served.test_answers import stated

pytestmark = pytest.mark.xdist_group("served")


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, for the company's file."""
    monkeypatch.chdir(tmp_path)
    configure(tmp_path, company_settings())
    Path(ITEMS).write_text(TABLE, encoding="utf-8")
    return tmp_path


def current_there(data: Path, lines: list[str]) -> Current:
    """Return what answers in the working directory."""
    defaults = Defaults(api.today, "report", GatePolicy(max_age=200))
    return Current(lambda: (data,), lambda: said_there(defaults), lambda text: lines.append(str(text)))


def said_there(defaults: Defaults) -> CompanySettings:
    """Return the settings of the file in the working directory, in the form of the command line."""
    config = settings.read()

    def where(name: str) -> str | None:
        return config.where(name) if config and name in config.lines else None

    return CompanySettings(
        config, defaults, settings=settings.influences(defaults.gate, defaults.policy, where, trusted=False)
    )


def tool(current: Current, name: str, given: dict[str, Any]) -> tuple[bool, str]:
    """Return whether a tool refuses, and its first text."""

    async def talking() -> tuple[bool, str]:
        async with Assistant(assistant(current, helps())) as client:
            result = await client.call_tool(name, given)
            block = result.content[0]
            assert isinstance(block, TextContent)
            return bool(result.is_error), block.text

    return asyncio.run(talking())


def printed(question: str) -> str:
    """Return the document that the command prints."""
    return ask("check", *shlex.split(question), "-f", "json").out.removesuffix("\n")


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("file", [FILE, ITEMS])
def test_files_that_ran_out_say_nothing_of_a_file(file: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier content of the file counts until it can be read again, and this is reported."""
    lines: list[str] = []
    current = current_there(data, lines)
    question, before, open_ = stated(CHECKED[0][0]), printed(CHECKED[0][0]), os.open

    def opened(path: Any, *arguments: Any, **more: Any) -> int:
        if Path(os.fsdecode(path)).name == file:
            raise OSError(EMFILE, strerror(EMFILE))
        return open_(path, *arguments, **more)

    revoked = company_settings().replace('to = ["DE"]\nend_users', 'to = ["AT"]\nend_users')
    configure(Path.cwd(), revoked)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", opened)
        assert current.renew() == ("same", "same")
        assert tool(current, "check", question) == (False, before)
    assert lines[-1] == "too many files are open; exportctl reads the company's files later"
    assert current.renew() == ("same", "newer")
    assert tool(current, "check", question) == (False, printed(CHECKED[0][0]))


@pytest.mark.usefixtures("_folder")
def test_faulty_company_files_stop_all_answers(data: Path) -> None:
    """Any fault of the files is reported once, and every question is refused with it until the fault is corrected."""
    lines: list[str] = []
    current = current_there(data, lines)
    question = stated(CHECKED[0][0])
    assert tool(current, "check", question) == (False, printed(CHECKED[0][0]))
    assert "licence L-3" in tool(current, "screen", {"rows": ROWS})[1]
    later = TODAY + timedelta(days=1)
    for file, text, line in (
        (FILE, company_settings().replace("3C001", "3C0O1", 1), "exportctl.toml:9: '3C0O1' is not a control code"),
        (
            FILE,
            company_settings().replace('to = ["DE"]', 'to = ["DF"]', 1),
            "exportctl.toml:9: 'DF' is not a country or territory",
        ),
        (FILE, "[[", "exportctl.toml:1: is not TOML"),
        (FILE, None, "exportctl.toml: does not exist any more; restore it, or restart without it"),
        (ITEMS, TABLE + "X,,,K. Weber,,\n", "items.csv:4: lacks"),
        (ITEMS, TABLE + f"X,,none,K. Weber,{later},\n", "items.csv:4: decided_on is"),
        (ITEMS, None, "exportctl.toml:4: items: items.csv: No such file or directory"),
    ):
        right = Path(file).read_text(encoding="utf-8")
        Path(file).unlink() if text is None else Path(file).write_text(text, encoding="utf-8")
        before = len(lines)
        assert [current.renew(), current.renew()] == [("same", "refused")] * 2
        assert lines[before:] == [current.refused]
        assert current.refused.startswith(line)
        assert current.refused.endswith("; requests are refused until this is corrected")
        assert tool(current, "check", question) == tool(current, "party", {"names": "A"}) == (True, current.refused)
        Path(file).write_text(right, encoding="utf-8")
        assert current.renew() == ("same", "newer")
        assert not tool(current, "check", question)[0]
        assert current.renew() == ("same", "same")


@pytest.mark.usefixtures("_folder")
def test_newer_items_are_read(data: Path) -> None:
    """Without a change of the configuration; a file that newly affects answers is reported."""
    lines: list[str] = []
    current = current_there(data, lines)
    facts = {"item": "N-1", "to": "DE", "on": "2026-09-01"}
    before = tool(current, "check", facts)[1]
    Path(ITEMS).write_text(f"{TABLE}N-1,gallium,3C001.a,K. Weber,2025-06-01,\n", encoding="utf-8")
    assert current.renew() == ("same", "newer")
    assert lines[-1].endswith("items 3")
    assert '"decision": "undecided"' in before
    assert tool(current, "check", facts) == (False, printed("N-1 --to DE --on 2026-09-01"))


def test_options_and_variables_beat_the_file_whenever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All other settings are those of the present file, or the defaults; settings that let more pass are reported with their place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXPORTCTL_MAX_AGE", "5")
    configure(tmp_path, 'gate = "prohibited"\nundecided = "fail"\nmax_age = 60\n')
    context = get_command(app).make_context("mcp", ["--undecided", "warn"])
    with invocation.enter(context):
        given = {name: context.params[name] for name in ("gate", "undecided", "max_age")}
        say = service.company_reader(**given, trusted=context.params["trust_descriptions"])
    assert say().defaults[1:] == ("prohibited", GatePolicy("warn", 5), False)
    assert say().looser == "looser than the default: gate = prohibited (exportctl.toml:1)"
    configure(tmp_path, 'undecided = "fail"\ntrust_descriptions = true\n')
    assert say().defaults[1:] == ("license_required", GatePolicy("warn", 5), True)
    assert say().looser == "looser than the default: trust_descriptions = true (exportctl.toml:2)"


@pytest.mark.usefixtures("_folder")
def test_a_service_does_not_begin_with_a_file_that_makes_no_sense() -> None:
    """It ends as the commands do, before any question."""
    Path(FILE).write_text(company_settings().replace("3C001", "3C0O1", 1), encoding="utf-8")
    for command in ("serve", "mcp"):
        answer = ask(command)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("exportctl: exportctl.toml:9: '3C0O1' is not a control code")


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
    """A folder of the company's own acts counts as with the command; without the waived provision, the settings are unknown."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    configure(tmp_path, WAIVER)
    act = tmp_path / "policy" / "acts/cn/2025/firm-2025-1.yaml"
    act.parent.mkdir(parents=True)
    own = (small / "acts/cn/2025/acme-2025-1.yaml").read_text(encoding="utf-8")
    own = own.replace("acme-2025-1", "firm-2025-1").replace("to: [US]", "to: [DE]").replace("prohibited", "report")
    act.write_text(own, encoding="utf-8")
    folders, lines = (small, tmp_path / "policy"), list[str]()
    current = Current(lambda: folders, lambda: said_there(Defaults(api.today, "report")), lines.append)
    for on, code in (("2025-12-31", 0), ("2026-01-01", 1)):
        expected = f"gallium --to DE --on {on}"
        answer = ask("check", *shlex.split(expected), *("--data", str(small), "--also", str(folders[1]), "-f", "json"))
        assert tool(current, "check", stated(expected)) == (False, answer.out.removesuffix("\n"))
        assert (answer.code, answer.json["decision"]) == (code, "report")
    act.write_text(own.replace("firm-2025-1", "firm-2025-2"), encoding="utf-8")
    act.rename(act.with_name("firm-2025-2.yaml"))
    assert current.renew() == ("newer", "refused")
    assert current.refused.startswith("exportctl.toml:3: 'firm-2025-1/1' is not the id of a provision")
    assert current.refused in lines
    act.with_name("firm-2025-2.yaml").rename(act)
    act.write_text(own, encoding="utf-8")
    assert current.renew() == ("newer", "newer")
    assert not tool(current, "check", stated(expected))[0]

"""The environment sets options, but not the purpose of a run; a variable that nothing reads is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask

LISTED = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
RUN = ("screen", "in.csv", "-o", "out.csv", "--on", "2025-12-01")
WITHHELD = {
    "ONLY": "prohibited",
    "WATCH_CHANGE": "30",
    "COMPARE": "2025-01-01",
    "COMPARE_DATA": "data",
    "BASELINE": "in.csv",
    "KEY": "item",
    "RESUME": "true",
}
"""Options that change the purpose of a run, with a value that would change its exit code or end it."""


@pytest.fixture(autouse=True)
def _rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")


@pytest.mark.parametrize("name", WITHHELD)
def test_the_purpose_of_a_run_is_set_on_its_command_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is the same as without the variable, and reports that the variable was not read."""
    plain = ask(*RUN)
    rows = Path("out.csv").read_bytes()
    monkeypatch.setenv(f"EXPORTCTL_{name}", WITHHELD[name])
    answer = ask(*RUN)
    option = f"--{name.lower().replace('_', '-')}"
    text = f"exportctl: EXPORTCTL_{name} is ignored; write {option} on the command line\n"
    assert (answer.code, answer.out, answer.err) == (plain.code, plain.out, text + plain.err)
    assert answer.code == 1
    assert Path("out.csv").read_bytes() == rows


@pytest.mark.parametrize(
    ("name", "meant"), [("GAET", "GATE"), ("MAXAGE", "MAX_AGE"), ("POLICI", "POLICY"), ("LANGUAGE", "LANG")]
)
def test_a_misspelt_variable_is_reported_with_the_nearest(
    name: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stderr, for every command; the answer does not change."""
    monkeypatch.setenv(f"EXPORTCTL_{name}", "report")
    text = f"exportctl: EXPORTCTL_{name} is ignored, because no option has this variable; did you mean 'EXPORTCTL_{meant}'?\n"
    for command, code in ((LISTED, 1), (("list", "acts"), 0), (("config", "show"), 0)):
        answer = ask(*command)
        assert (answer.code, answer.err) == (code, text)


def test_a_variable_that_shares_the_prefix_alone_has_no_near_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """EXPORTCTL_HOME is no misspelling of EXPORTCTL_HOST."""
    monkeypatch.setenv("EXPORTCTL_HOME", "x")
    assert "did you mean" not in ask(*LISTED).err


def test_a_variable_of_another_command_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """It applies to all commands with the option, and is not reported by the others."""
    for name in ("WITHIN", "MAP", "THRESHOLD", "PORT", "DATA_FOLDER", "LANG"):
        monkeypatch.setenv(f"EXPORTCTL_{name}", "" if name == "DATA_FOLDER" else "en")
    assert ask(*LISTED).err == ""


def test_rejects_that_the_environment_allows_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """They turn 2 into another code."""
    Path("in.csv").write_text("item,to\ngallium,US\ngallium,Atlantis\n", encoding="utf-8")
    assert ask(*RUN).code == 2
    monkeypatch.setenv("EXPORTCTL_ALLOW_REJECTS", "true")
    answer = ask(*RUN)
    assert answer.code == 1
    assert "exportctl: looser than the default: allow_rejects = true (EXPORTCTL_ALLOW_REJECTS)\n" in answer.err


@pytest.mark.parametrize(
    ("name", "value", "fact"),
    [("ENTRY", "none", "entry"), ("FORM", "ore", "form"), ("END_USE", "civil", "end_use"), ("FROM", "DE", "from")],
)
@pytest.mark.parametrize("command", ["check", "classify", "steps"])
def test_a_fact_of_the_environment_is_named(
    command: str, name: str, value: str, fact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stderr, and in the answer: nobody sees it on the command line. An option overrides it, and is not named."""
    question = (command, *LISTED[1:])
    option = f"--{fact.replace('_', '-')}"
    stated = ask(*question, option, value)
    monkeypatch.setenv(f"EXPORTCTL_{name}", value)
    answer = ask(*question)
    assert answer.code == stated.code
    assert f"exportctl: configured by: {fact} = {value} (EXPORTCTL_{name})\n" in answer.err
    if command != "steps":
        assert f"Settings {fact} = {value} (EXPORTCTL_{name})" in answer.words
        assert ask(*question, "-f", "json").json["configured_by"] == [
            {"by": f"{fact} = {value}", "stated_at": f"EXPORTCTL_{name}"}
        ]
    assert "configured by" not in ask(*question, option, value).err


def test_a_day_and_a_value_of_all_rows_of_the_environment_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a run over rows, and for names."""
    monkeypatch.setenv("EXPORTCTL_ON", "2026-11-28")
    monkeypatch.setenv("EXPORTCTL_SET", "end_use=civil")
    run = ask("screen", "in.csv", "-o", "out.csv")
    for text in ("on = 2026-11-28 (EXPORTCTL_ON)", "set = end_use=civil (EXPORTCTL_SET)"):
        assert text in run.err
        assert text in run.words
    assert "configured by: on = 2026-11-28 (EXPORTCTL_ON)\n" in ask("party", "Leidos Inc").err

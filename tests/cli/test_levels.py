"""A level has one name in answers, and is taken in every spelling that people use for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl import api
from exportctl.api import Law
from exportctl.errors import InputError
from exportctl.law.scale import EFFECTS
from tests.cli.program import ask

STORY = ("check", "gallium", "--to", "US", "--on", "2025-12-01", "--format", "json")
SPELLINGS = (
    "license_required",
    "license-required",
    "licence_required",
    "licence-required",
    "Licence_Required",
    "须取得许可",
)
every = pytest.mark.parametrize("spelling", SPELLINGS)


@every
def test_an_option_takes_every_spelling(spelling: str) -> None:
    """The answer names the level as data does."""
    answer = ask(*STORY, "--gate", spelling)
    assert (answer.code, answer.json["query"]["gate"]) == (1, "license_required")


@every
def test_the_environment_takes_every_spelling(spelling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And `config show` prints it as data does."""
    monkeypatch.setenv("EXPORTCTL_GATE", spelling)
    assert ask(*STORY).json["query"]["gate"] == "license_required"
    shown = ask("config", "show", "--format", "json").json
    assert ("gate", "license_required") in {(item["key"], item["value"]) for item in shown["values"]}


@pytest.mark.parametrize("spelling", SPELLINGS[:5])
def test_a_configuration_takes_every_spelling(spelling: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In small letters or in capitals."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exportctl.toml").write_text(f'gate = "{spelling}"\n', encoding="utf-8")
    assert ask(*STORY).json["query"]["gate"] == "license_required"


@every
def test_a_filter_takes_every_spelling(spelling: str, tmp_path: Path) -> None:
    """`--only` names decisions."""
    rows = tmp_path / "in.csv"
    rows.write_text("item,to,on\ngallium,US,2025-12-01\ncotton T-shirts,DE,2025-12-01\n", encoding="utf-8")
    assert ask("screen", str(rows), "--only", spelling).err.endswith(
        "2 rows: 2 screened (1 of them selected), 0 rejected; by decision: license_required 1, no_control_found 1\n"
    )


@every
def test_the_library_takes_every_spelling(store: Law, spelling: str) -> None:
    """Where a gate is stated in Python."""
    assert api.level(spelling) == "license_required"
    assert api.party("Leidos", store, gate=api.level(spelling)).gate == "license_required"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("licence_require", "license_required"),
        ("licence required", "license_required"),
        ("presumption-of-denail", "presumption_of_denial"),
        ("prohibit", "prohibited"),
        ("license", "license_required"),
        ("licence", "license_required"),
        ("denial", "presumption_of_denial"),
        ("review", "enhanced_review"),
        ("report_required", "report"),
    ],
)
def test_a_wrong_level_is_refused_with_a_suggestion(written: str, meant: str) -> None:
    """In one line, which names the option."""
    answer = ask(*STORY, "--gate", written)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"exportctl: --gate: '{written}' is not one of no_control_found, report, ")
    assert answer.err.endswith(f"; did you mean '{meant}'?\n")
    assert answer.err.count("\n") == 1


def test_a_part_of_a_chinese_level_is_enough_for_a_suggestion() -> None:
    """许可 is in the names of two levels, 须取得 in that of one."""
    assert ask("--lang", "zh", *STORY, "--gate", "须取得").err.endswith("；是否指“须取得许可”？\n")
    assert "是否指" not in ask("--lang", "zh", *STORY, "--gate", "许可").err


def test_a_part_of_a_value_is_enough_for_a_suggestion_of_any_option() -> None:
    """Of a list of values that every option and argument has."""
    assert ask("draft", "certificate", "gallium").err.endswith("; did you mean 'end-user-certificate'?\n")
    assert ask(*STORY, "--end-use", "chips").err.endswith("; did you mean 'advanced-chips'?\n")


def test_a_word_that_is_like_no_level_gets_no_suggestion() -> None:
    """Nothing is guessed."""
    with pytest.raises(InputError) as error:
        api.level("lenient")
    assert "did you mean" not in str(error.value)


@pytest.mark.parametrize("command", ["check", "classify", "party", "screen", "report", "watch", "serve", "mcp"])
def test_help_and_error_name_the_same_levels(command: str) -> None:
    """The weakest level, which fails every run, is one of them."""
    shown = "".join(ask(command, "--help").out.replace("│", "").split())
    assert f"{','.join(EFFECTS[:-1])}or{EFFECTS[-1]}.[default:" in shown
    if command == "check":
        error = ask(*STORY, "--gate", "high").err
        assert error == f"exportctl: --gate: 'high' is not one of {', '.join(EFFECTS)}\n"
    assert "no_control_found（未发现管制要求）" in "".join(
        ask("--lang", "zh", command, "--help").out.replace("│", "").split()
    )

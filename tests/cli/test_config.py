"""`config show` prints the settings with their sources, `config schema` the accepted content of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema_rs import meta

from tests.cli.program import ask


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of its own, two folders below the one that may hold a configuration."""
    below = tmp_path / "goods" / "2025"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def configure(folder: Path, text: str) -> None:
    """Write the configuration of a folder."""
    (folder / "exportctl.toml").write_text(text, encoding="utf-8")


def test_the_first_line_counts_the_settings_of_files(folder: Path) -> None:
    """Not the rows of the table, which has the defaults, too."""
    assert ask("config", "show").out.startswith("DEFAULTS ONLY\n")
    configure(folder, 'gate = "report"\n')
    assert ask("config", "show").out.startswith("1 OF 5 SETTINGS STATED  ../../exportctl.toml\n")


def test_every_value_is_printed_with_its_source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Defaults, lines of the file, variables; and variables of other options."""
    configure(folder, 'gate = "report"\nmax_age = 60\n[columns]\nitem = "What"\nto = "Where"\n')
    for name, value in (("GATE", "prohibited"), ("MAP", "item=hs_code"), ("TO", "US")):
        monkeypatch.setenv(f"EXPORTCTL_{name}", value)
    answer = ask("config", "show", "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["file"] == "../../exportctl.toml"
    assert {item["key"]: (item["value"], item["from"]) for item in answer.json["values"]} == {
        "gate": ("prohibited", "EXPORTCTL_GATE"),
        "undecided": ("fail", "default"),
        "max_age": (60, "../../exportctl.toml:2"),
        "trust_descriptions": (False, "default"),
        "lang": ("en", "default"),
        "columns.item": ("hs_code", "EXPORTCTL_MAP"),
        "columns.to": ("Where", "../../exportctl.toml:5"),
    }
    assert {"name": "EXPORTCTL_TO", "value": "US"} in answer.json["environment"]
    table = ask("config", "show").words
    assert "max_age 60 ../../exportctl.toml:2" in table
    assert "EXPORTCTL_TO=US" in table


def test_a_folder_without_settings_is_printed_too() -> None:
    """All values are those of the program, and no file is named."""
    answer = ask("config", "show", "-f", "json").json
    assert answer["file"] is None
    assert {item["from"] for item in answer["values"]} == {"default"}
    assert "no exportctl.toml here or above" in ask("config", "show").words


def test_the_language_of_the_command_line_comes_first() -> None:
    """Above the locale, as for every other command."""
    values = ask("config", "show", "-f", "json", "--lang", "zh").json["values"]
    assert {"key": "lang", "value": "zh", "from": "--lang"} in values


@pytest.mark.parametrize(
    ("name", "value"),
    [("GATE", "x"), ("UNDECIDED", "x"), ("MAX_AGE", "x"), ("TRUST_DESCRIPTIONS", "x"), ("MAP", "x")],
)
def test_a_wrong_variable_is_wrong_here_too(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable."""
    monkeypatch.setenv(f"EXPORTCTL_{name}", value)
    answer = ask("config", "show")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"exportctl: EXPORTCTL_{name}: ")


def test_the_schema_is_one() -> None:
    """It is of the draft that it names, is closed, and is the same under either name."""
    document = ask("config", "schema").json
    meta.validate(document)
    assert document["additionalProperties"] is False
    assert set(document["properties"]) == {
        "gate",
        "undecided",
        "max_age",
        "trust_descriptions",
        "lang",
        "columns",
        "items",
        "not_the_same",
        "licences",
        "waivers",
    }
    assert json.loads(ask("data", "schema", "configuration").out) == document


def test_the_group_alone_shows_its_help() -> None:
    """A group without a command is not an error."""
    answer = ask("config")
    assert (answer.code, answer.err) == (0, "")
    assert "schema" in answer.out


def test_columns_take_the_names_of_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As --map does, in both languages."""
    monkeypatch.chdir(tmp_path)
    Path("exportctl.toml").write_text('[columns]\n"货物" = "goods"\nDestination = "country"\n', encoding="utf-8")
    table = ask("config", "show")
    assert "columns.item goods exportctl.toml:2" in table.words
    assert "columns.to country exportctl.toml:3" in table.words


def test_columns_are_cited_by_their_own_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The note has the lines that `config show` has, and no column of a day that --on states for all rows."""
    monkeypatch.chdir(tmp_path)
    Path("exportctl.toml").write_text('[columns]\nitem = "goods"\nto = "country"\non = "shipped"\n')
    Path("in.csv").write_text("goods,country,shipped\ngallium,DE,2025-12-01\n")
    table = ask("config", "show")
    assert table.out.startswith("3 OF 8 SETTINGS STATED  exportctl.toml\n")
    assert "columns.item goods exportctl.toml:2" in table.words
    assert "configured by: columns item, to, on (exportctl.toml:2-4)" in ask("screen", "in.csv").err
    run = ask("screen", "in.csv", "--on", "2025-12-01").err
    assert "configured by: columns item, to (exportctl.toml:2-3)" in run
    assert "not read: 'shipped' (--on states it for all rows)" in run

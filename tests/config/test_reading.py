"""A configuration file is found from the working directory upward, read whole, or refused with its line."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from exportctl.config.discovery import find
from exportctl.config.model import KEYS, Config
from exportctl.config.reading import config_of
from exportctl.errors import InputError
from exportctl.reports.documents.schemas import CONFIGURATION, schema

WHOLE = """# ours
gate = "report"
undecided = "warn"
max_age = 60
trust_descriptions = true

[columns]
item = "Goods description"
end-use = "Use"
to = "-"
"""
SOMEBODY = """
[[not_the_same]]
name = "Orion GmbH"
party = "mofcom-2025-13-04"
reason = "another register number"
approved_by = "K. Weber"
through = 2026-12-31
"""
LICENCE = """
[[licences]]
number = "L-1"
entries = ["3C001.a"]
to = ["DE"]
end_users = ["Acme GmbH"]
quantity = "500 kg"
from = 2026-01-01
through = 2026-12-31
"""
WAIVER = """
[[waivers]]
provision = "mofcom-2024-51/1"
item = "gallium"
to = ["DE"]
reason = "samples"
approved_by = "K. Weber"
through = 2026-12-31
"""
BEYOND_A_SCHEMA = {
    LICENCE.replace("500 kg", "500"): (7, "quantity: '500' has no unit", "500 kg"),
    LICENCE.replace("500 kg", "500 m"): (7, "quantity: '500 m' is not an amount of goods", "3 pieces"),
    LICENCE.replace("2026-01-01", '"2026-01-01"'): (8, "from is '2026-01-01'", "without quotes"),
    LICENCE.replace("2026-12-31", "2025-12-31"): (9, "through is 2025-12-31", "before from, 2026-01-01"),
    LICENCE + LICENCE.replace("L-1", "l-1"): (12, "licence l-1 is already at ", "exportctl.toml:2; remove one of them"),
    LICENCE.replace("L-1", "TBD"): (3, "number is TBD", "write that of the licence"),
    LICENCE + LICENCE: (12, "licence L-1 is already at ", "exportctl.toml:2; remove one of them"),
    WAIVER.replace("K. Weber", "?"): (7, "approved_by is '?'", "write who decided, and why"),
    WAIVER.replace('provision = "mofcom-2024-51/1"', "").replace('item = "gallium"', ""): (
        2,
        "covers everything",
        "an item",
    ),
}
"""Tables that make no sense together, or by the words of the field."""
WRONG = {
    **BEYOND_A_SCHEMA,
    SOMEBODY.replace("reason", "raeson"): (5, "not_the_same has no key 'raeson'", "did you mean 'reason'?"),
    SOMEBODY.replace('approved_by = "K. Weber"', ""): (2, "not_the_same lacks approved_by", "name, party, reason"),
    f"{SOMEBODY}{SOMEBODY}".replace('"K. Weber"', '" "', 2): (6, "approved_by is ' '", "a text that is not empty"),
    SOMEBODY + SOMEBODY.replace('"K. Weber"', "3"): (13, "approved_by is 3", "a text"),
    SOMEBODY.replace("2026-12-31", '"31.12.2026"'): (7, "through is '31.12.2026'", "without quotes: 2026-12-31"),
    SOMEBODY.replace("2026-12-31", "2026-12-31T00:00:00"): (7, "through is 2026-12-31", "without quotes: 2026-12-31"),
    'not_the_same = "Orion"': (1, "not_the_same is 'Orion'", "[[not_the_same]]"),
    '[not_the_same]\nname = "Orion"': (1, "not_the_same is a table", "[[not_the_same]]"),
    'gaet = "report"': (1, "there is no key 'gaet'", "did you mean 'gate'?"),
    '\n\ngate = "licence_require"': (3, "gate is 'licence_require'", "did you mean 'license_required'?"),
    "gate = 3": (1, "gate is 3", "one of no_control_found, report"),
    'undecided = "ignore"': (1, "undecided is 'ignore'", "one of fail, warn"),
    "undecided = true": (1, "undecided is true", "one of fail, warn"),
    "max_age = -1": (1, "max_age is -1", "from 0 to 36,500"),
    "max_age = true": (1, "max_age is true", "from 0 to 36,500"),
    'max_age = "60"': (1, "max_age is '60'", "from 0 to 36,500"),
    'trust_descriptions = "yes"': (1, "trust_descriptions is 'yes'", "true or false"),
    'columns = "item"': (1, "columns is 'item'", "[columns]"),
    '[columns]\nitem = "A"\nitme = "B"': (3, "'itme' is not a fact", "did you mean 'item'?"),
    "[columns]\n\nitem = 3": (3, "item is 3", "name of a column"),
    '[columns]\nend_use = "A"\nend-use = "B"': (
        3,
        "'end-use' names a second column",
        "for end_use; leave out one of them",
    ),
    'columns = { itm = "A" }': (1, "'itm' is not a fact", "did you mean 'item'?"),
    "items = 3": (1, "items is 3", "items.csv"),
    'items = "items.doc"': (1, "items is 'items.doc'", "items.csv, or items.xlsx"),
    'licences = ["L-1"]': (1, "licences is a list", "[[licences]]"),
    LICENCE.replace("number", "numer"): (3, "licences has no key 'numer'", "did you mean 'number'?"),
    LICENCE.replace('number = "L-1"', ""): (2, "licences lacks number", "number, entries, to, from, through"),
    LICENCE.replace('["DE"]', '"DE"'): (5, "to is 'DE'", 'texts in brackets: ["..."]'),
    LICENCE.replace('["DE"]', "[]"): (5, "to is an empty list", "texts in brackets"),
    LICENCE.replace('["Acme GmbH"]', '[" "]'): (6, "end_users is a list", "texts in brackets"),
    WAIVER.replace('approved_by = "K. Weber"', ""): (2, "waivers lacks approved_by", "reason, approved_by, through"),
    WAIVER.replace("K. Weber", ""): (7, "approved_by is ''", "a text that is not empty"),
    WAIVER.replace("through = 2026-12-31", "through = 20261231"): (8, "through is 20261231", "without quotes"),
    WAIVER + "from = 2026-01-01\n": (9, "waivers has no key 'from'", "approved_by"),
    "gate = report": (1, "is not TOML", ""),
    'gate = "report"\ngate = "report"': (2, "is not TOML", ""),
    "[columns": (1, "is not TOML", ""),
    'note = """\ngaet = 1\n"""\n': (1, "there is no key 'note'", "gate, undecided"),
}
"""Files that make no sense, with the line, the fault, and what would be right."""
RIGHT = (
    "",
    WHOLE,
    "max_age = 0",
    'columns.item = "A"',
    'columns = { item = "A", to = "-" }',
    SOMEBODY,
    f'items = "items.xlsx"\n{SOMEBODY}{LICENCE}{WAIVER}{WAIVER}',
    LICENCE.replace('end_users = ["Acme GmbH"]', "").replace('quantity = "500 kg"', ""),
    SOMEBODY + SOMEBODY.replace("Orion", "Orion Trading"),
)


def _config(folder: Path, text: str, name: str = "exportctl.toml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    config = find(folder)
    assert config is not None
    return config_of(config)


class TestReading:
    """A file is read whole or refused with one line."""

    def test_every_key_is_read_with_its_line(self, tmp_path: Path) -> None:
        """A value is read as written, and its line is known."""
        config = _config(tmp_path, WHOLE)
        assert (config.gate, config.undecided, config.max_age, config.trust_descriptions) == (
            "report",
            "warn",
            60,
            True,
        )
        assert config.columns == {"item": "Goods description", "end_use": "Use", "to": "-"}
        lines = {key: config.where(key).rpartition(":")[2] for key in config.lines}
        assert lines == {
            "gate": "2",
            "undecided": "3",
            "max_age": "4",
            "trust_descriptions": "5",
            "columns": "7",
            "columns.item": "8",
            "columns.end_use": "9",
            "columns.to": "10",
        }

    def test_a_missing_key_is_unknown(self, tmp_path: Path) -> None:
        """An empty file sets no key."""
        config = _config(tmp_path, "")
        assert not any(getattr(config, key) for key in KEYS)

    def test_a_level_is_written_with_either_dash(self, tmp_path: Path) -> None:
        """As on the command line."""
        assert _config(tmp_path, 'gate = "presumption-of-denial"').gate == "presumption_of_denial"

    @pytest.mark.parametrize("text", WRONG)
    def test_an_invalid_value_is_reported_with_its_line(self, text: str, tmp_path: Path) -> None:
        """One line names the file and the line, the fault, and the correction."""
        line, fault, right = WRONG[text]
        with pytest.raises(InputError) as error:
            _config(tmp_path, text)
        message = str(error.value)
        assert f"exportctl.toml:{line}: " in message
        assert fault in message
        assert right in message
        assert "\n" not in message

    @pytest.mark.parametrize("text", WRONG)
    def test_the_line_is_that_of_the_shared_file(self, text: str, tmp_path: Path) -> None:
        """In pyproject.toml, the line of a fault is that of the shared file."""
        line, fault, _ = WRONG[text]
        if "[" in text or fault == "is not TOML":
            text = re.sub(r"^(\[+)(?=[a-z])", r"\1tool.exportctl.", text, flags=re.MULTILINE)
        with pytest.raises(InputError) as error:
            _config(tmp_path, f'[project]\nname = "x"\n[tool.exportctl]\n{text}', "pyproject.toml")
        assert f"pyproject.toml:{line + 3}: " in str(error.value)

    def test_invalid_bytes_are_reported_with_their_line(self, tmp_path: Path) -> None:
        """A file in another encoding is refused."""
        (tmp_path / "exportctl.toml").write_bytes(b'gate = "report"\n# caf\xe9\n')
        with pytest.raises(InputError, match=r"exportctl\.toml:2: is not UTF-8 text"):
            find(tmp_path)

    def test_a_file_without_bounds_is_refused(self, tmp_path: Path) -> None:
        """More than a mebibyte is no configuration."""
        (tmp_path / "exportctl.toml").write_bytes(b"#" * ((1 << 20) + 1))
        with pytest.raises(InputError, match="has more than 1,048,576 bytes"):
            find(tmp_path)

    def test_an_unreadable_configuration_is_an_error(self, tmp_path: Path) -> None:
        """A folder of that name is no file, and no reason to go on as if there were none."""
        (tmp_path / "exportctl.toml").mkdir()
        with pytest.raises(InputError, match=r"exportctl\.toml: "):
            find(tmp_path)


class TestSchema:
    """The published schema of a file accepts what the program reads."""

    @pytest.mark.parametrize("text", RIGHT)
    def test_it_takes_what_is_read(self, text: str) -> None:
        """Every file that is read is valid."""
        assert _faults(text.replace("end-use", "end_use")) == []

    @pytest.mark.parametrize(
        "text", [text for text, problem in WRONG.items() if "TOML" not in problem[1] and text not in BEYOND_A_SCHEMA]
    )
    def test_it_refuses_what_is_refused(self, text: str) -> None:
        """Every file that is refused is not valid."""
        assert _faults(text)


class TestDiscovery:
    """The nearest folder with a configuration sets it."""

    def test_a_file_holds_for_all_folders_below(self, tmp_path: Path) -> None:
        """It is found from the working directory upward, past shared files that do not speak of this program."""
        below = tmp_path / "a" / "b"
        below.mkdir(parents=True)
        (below / "pyproject.toml").write_text('[project]\nscripts = {exportctl = "x"}\n[tool.ruff]\n')
        (tmp_path / "a" / "pyproject.toml").write_text("[tool]\nruff = {}\n")
        (tmp_path / "exportctl.toml").write_text("max_age = 1")
        config = find(below)
        assert config is not None
        assert config.table == {"max_age": 1}

    def test_the_nearest_goes_first(self, tmp_path: Path) -> None:
        """The content of a folder above is not added."""
        below = tmp_path / "a"
        below.mkdir()
        (tmp_path / "exportctl.toml").write_text('gate = "report"\nmax_age = 1')
        (below / "pyproject.toml").write_text("[tool.exportctl]\nmax_age = 2")
        config = find(below)
        assert config is not None
        assert config.table == {"max_age": 2}

    def test_its_own_file_goes_before_a_shared_one(self, tmp_path: Path) -> None:
        """In one folder, exportctl.toml takes precedence, even if it is empty."""
        (tmp_path / "exportctl.toml").write_text("")
        (tmp_path / "pyproject.toml").write_text("[tool.exportctl]\nmax_age = 2")
        config = find(tmp_path)
        assert config is not None
        assert config.table == {}

    @pytest.mark.parametrize(
        "text",
        [
            "[tool.exportctl]\nmax_age = 2",
            "[ tool . exportctl ]\nmax_age = 2",
            '["tool"."exportctl"]\nmax_age = 2',
            "[tool]\nexportctl.max_age = 2",
            "[tool]\nexportctl = { max_age = 2 }",
            "tool.exportctl.max_age = 2",
            "tool = { exportctl = { max_age = 2 } }",
        ],
    )
    def test_a_table_is_found_however_it_is_written(self, text: str, tmp_path: Path) -> None:
        """TOML has many ways to write one table, and the line of its key is known in each that has lines."""
        config = _config(tmp_path, text, "pyproject.toml")
        assert config.max_age == 2
        assert config.lines["max_age"] == len(text.splitlines())

    def test_a_broken_file_of_others_is_not_ours(self, tmp_path: Path) -> None:
        """A pyproject.toml that does not speak of this program may hold anything."""
        (tmp_path / "pyproject.toml").write_text("[project\n")
        assert find(tmp_path) is None

    def test_an_invalid_name_of_the_table_is_reported(self, tmp_path: Path) -> None:
        """A value in the place of the table is refused."""
        (tmp_path / "pyproject.toml").write_text("[tool]\nexportctl = 3\n")
        with pytest.raises(InputError, match=r"tool\.exportctl is not a table"):
            find(tmp_path)


def test_the_page_shows_what_is_read(tmp_path: Path) -> None:
    """The example of docs/configuration.md has every key, and its message is the real one."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    config = _config(tmp_path, example)
    assert {key for key in KEYS if getattr(config, key) is None} == set()
    assert set(KEYS) <= {key.partition(".")[0] for key in config.lines}
    with pytest.raises(InputError) as error:
        _config(tmp_path, '\ngaet = "report"')
    assert str(error.value).rpartition("exportctl.toml:")[2] in page


def _faults(text: str) -> list[Any]:
    document = json.loads(json.dumps(tomllib.loads(text), default=str))
    return list(Draft202012Validator(schema(CONFIGURATION), validate_formats=True).iter_errors(document))

"""Newer installed data is used in place of the program's own; it is detected, reported, and never executed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from exportctl import InputError
from exportctl.api import Law
from exportctl.law.release import SHAPE
from exportctl.store.chosen import INSTALLED, choose, data_folder
from exportctl.store.loader import problems
from tests.cli.program import ROOT, ask, spawn

Install = Callable[[str], Path]


@pytest.fixture
def install(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """The function that installs data of a version where Python searches for packages."""

    def installed(version: str) -> Path:
        folder = small.rename(tmp_path / "site" / INSTALLED) if small.exists() else tmp_path / "site" / INSTALLED
        release = folder / "release.yaml"
        lines = release.read_text(encoding="utf-8").splitlines()
        release.write_text("\n".join([f'version: "{version}"', *lines[1:], ""]), encoding="utf-8")
        return folder

    (tmp_path / "site").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return installed


def test_newer_data_answers(install: Install, data: Path) -> None:
    """By the numbers of its version, and not by their letters: 2026.10.9 is not newer than 2026.10.10."""
    for version, newer in (("2026.10.11", True), ("2027.1", True), ("2026.10.10", False), ("2026.10.9", False)):
        folder = install(version)
        chosen = choose()
        assert chosen.folder == (folder if newer else data)
        assert f"exportctl-data {version}" in chosen.why
        assert ("not newer than 2026.10.10" in chosen.why) is not newer
    assert data_folder() == data


def test_without_any_the_program_answers_from_its_own(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder, which an uninstallation may leave, is no data."""
    assert choose() == (data, "it comes with the program; exportctl-data is not installed")
    (tmp_path / INSTALLED).mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert choose().folder == data


def test_code_in_a_data_folder_is_not_run(install: Install) -> None:
    """A module in it is an unknown file, which lint reports as in any folder."""
    folder = install("2099.1.1")
    (folder / "__init__.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    assert choose().folder == folder
    assert [(item.file, item.code) for item in problems(folder)] == [("__init__.py", "R004")]


def test_data_without_a_version_is_refused(install: Install) -> None:
    """It could be newer or older, and its installer expects it to be used."""
    install("of yesterday")
    with pytest.raises(InputError, match=r"release\.yaml: has no version such as 2026\.10\.10"):
        choose()


def test_a_command_answers_from_it(install: Install) -> None:
    """Every command does, `data status` gives the reason, and `--data` still names other data."""
    folder = install("2099.1.1")
    where = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(folder.parent)])}
    answer = spawn("data", "status", "--format", "json", **where)
    assert answer.code == 0
    assert (answer.json["version"], answer.json["acts"]) == ("2099.1.1", 1)
    assert answer.json["used"]["place"] == str(folder)
    assert answer.json["used"]["why"].startswith("the installed exportctl-data 2099.1.1 is newer than ")
    named = json.loads(ask("data", "status", "--format", "json", "--data", str(folder)).out)
    assert named["used"] == {"place": str(folder), "why": "set by --data"}
    words = ask("data", "status", "--data", str(folder)).words
    assert words.startswith("LAW DATA 2099.1.1 ")
    assert "(set by --data)" in words


def test_data_for_later_programs_is_refused_in_one_line(small: Path) -> None:
    """By questions and by lint: this program could misread its files."""
    release = small / "release.yaml"
    text = release.read_text(encoding="utf-8")
    release.write_text(f"{text}shape: {SHAPE + 1}\nnew_key: what nobody knew\n", encoding="utf-8")
    line = f"{release}: is data of shape {SHAPE + 1}, but this program reads shape {SHAPE}; install a newer exportctl"
    for command in (("check", "gallium"), ("data", "lint"), ("data", "status")):
        answer = ask(*command, "--data", str(small))
        assert (answer.code, answer.err) == (2, f"exportctl: {line}\n")
    release.write_text(f"{text}shape: {SHAPE}\n", encoding="utf-8")
    assert Law(small).law.releases[0].shape == SHAPE

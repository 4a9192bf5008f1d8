"""A data folder is its own regular files: nothing outside it is read, and nothing in it is waited for."""

from __future__ import annotations

import gzip
import os
import socket
import stat
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.cli.conftest import _quiet_environment
from tests.cli.program import Answer, ask
from tests.hostile.limits import within
from tests.store.conftest import SMALL, cache, small

__all__ = ("_quiet_environment", "cache", "small")

ELSEWHERE = "password: hunter2\n"
FILES = (
    *("release.yaml", "sources/acme.yaml", "acts/cn/2025/acme-2025-1.yaml", "vocabulary/materials/metals.yaml"),
    *("customs/hs2022.csv", "trade/terms.csv", "trade/careful.txt", "trade/model.json.gz", "notes.txt"),
)
"""Files of every kind that is read, and one of another kind."""
FOLDERS = ("acts", "acts/cn", "sources", "vocabulary", "vocabulary/materials", "customs", "trade")
CASES = """\
- case: One plain sentence
  why: "acme-2025-1 paragraph 1"
  check: {item: gallium, to: US, on: 2025-12-01}
  expect: {decision: prohibited}
"""


def answers_about(folder: Path) -> list[Answer]:
    """Return the output of every command that reads a data folder: alone, added to another, and for its cases."""
    base = folder.parent / "base"
    base.mkdir(exist_ok=True)
    (base / "release.yaml").write_text(SMALL["release.yaml"], encoding="utf-8")
    check = ("check", "gallium", "--to", "US", "--on", "2025-12-01", "--data")
    whole = stat.S_ISREG((folder / "release.yaml").lstat().st_mode)
    with within(60):
        return [
            ask("data", "lint", "--data", str(folder)),
            ask("data", "lint", "--data", str(base), "--also", str(folder)),
            ask(*check, str(folder)),
            ask(*check, str(base), "--also", str(folder)),
            ask("data", "test", str(folder), *(() if whole else ("--data", str(base)))),
        ]


def is_refused(answer: Answer, *words: str) -> bool:
    """Return whether an answer reports invalid input, in lines with these words and with nothing from other files."""
    notes = answer.out + answer.err
    return (
        answer.code == 2
        and "Traceback" not in notes
        and "hunter2" not in notes
        and all(word in notes for word in words)
    )


def link(file: Path, tmp_path: Path) -> None:
    """Put a link to a file elsewhere in the place of a file."""
    (tmp_path / "secret").write_text(ELSEWHERE, encoding="utf-8")
    file.symlink_to(tmp_path / "secret")


def pipe(file: Path, _tmp_path: Path) -> None:
    """Replace a file by a pipe without a writer."""
    os.mkfifo(file)


def device(file: Path, _tmp_path: Path) -> None:
    """Put a link to what never ends in the place of a file."""
    file.symlink_to("/dev/zero")


def listening(file: Path, _tmp_path: Path) -> None:
    """Put a socket in the place of a file, under a name that is short enough for one."""
    here = Path.cwd()
    os.chdir(file.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(file.name)
    os.chdir(here)


@pytest.mark.parametrize(
    ("file", "put"),
    [*product(FILES, (link, pipe)), ("release.yaml", device), ("release.yaml", listening)],
)
def test_an_irregular_file_is_reported_by_its_name(
    small: Path, tmp_path: Path, file: str, put: Callable[[Path, Path], None]
) -> None:
    """A link, a pipe, a device and a socket: lint and every question name it, and show nothing of its content."""
    path = small / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    put(path, tmp_path)
    (small / "cases").mkdir()
    (small / "cases/one.yaml").write_text(CASES, encoding="utf-8")
    answers = answers_about(small)
    assert all(is_refused(answer, f"{file}:1: R001 is a link, a pipe or a device") for answer in answers[:-1]), answers
    assert is_refused(answers[-1])


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_link_to_a_folder_is_not_entered(small: Path, tmp_path: Path, folder: str) -> None:
    """Not even when it leads to good data: the folder would be other data tomorrow."""
    path, elsewhere = small / folder, tmp_path / "elsewhere"
    path.mkdir(parents=True, exist_ok=True)
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert all(
        is_refused(answer, f"{folder}:1: R001 is a link, a pipe or a device") for answer in answers_about(small)[:4]
    )


def test_a_folder_within_itself_ends(small: Path) -> None:
    """A link to the folder that it is in."""
    (small / "acts/more").symlink_to(small)
    assert all(is_refused(answer, "acts/more:1: R001") for answer in answers_about(small)[:4])


@pytest.mark.parametrize("put", [link, pipe, device])
def test_cases_are_files_of_their_folder(small: Path, tmp_path: Path, put: Callable[[Path, Path], None]) -> None:
    """`data test` follows no link and waits for no pipe."""
    (small / "cases").mkdir()
    put(small / "cases/one.yaml", tmp_path)
    answer = answers_about(small)[-1]
    assert is_refused(answer, "cases/one.yaml:1: R001")


def test_cases_are_a_folder_of_their_folder(small: Path, tmp_path: Path) -> None:
    """A link in its place is not entered."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/one.yaml").write_text(ELSEWHERE, encoding="utf-8")
    (small / "cases").symlink_to(tmp_path / "elsewhere")
    assert is_refused(answers_about(small)[-1])


def test_a_folder_that_is_reached_by_a_link_is_data(small: Path, tmp_path: Path) -> None:
    """The user who names the link means its target."""
    (tmp_path / "current").symlink_to(small)
    lint, _, check, *_ = answers_about(tmp_path / "current")
    assert (lint.code, check.code) == (0, 1)


def test_a_new_act_learns_nothing_from_elsewhere(small: Path, tmp_path: Path) -> None:
    """`data new` takes issuers from other acts, and follows no link to one."""
    (tmp_path / "secret").write_text("jurisdiction: CN\nissuers: [hunter2]\n", encoding="utf-8")
    (small / "acts/cn/2025/acme-2025-2.yaml").symlink_to(tmp_path / "secret")
    answer = ask("data", "new", "acme-2025-3", "--data", str(small))
    assert answer.code == 0
    assert "hunter2" not in (small / "acts/cn/2025/acme-2025-3.yaml").read_text(encoding="utf-8")


class TestCost:
    """A folder costs what data costs, however much is in it."""

    def test_a_folder_of_everything_is_no_data(self, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """`--data /` reads no disk: the files are counted before any is opened."""
        monkeypatch.setattr("exportctl.store.folder.MAX_FILES", 20)
        (small / "acts/cn/2024").mkdir()
        for number in range(20):
            (small / f"acts/cn/2024/{number}.yaml").touch()
        assert all(is_refused(answer, "contains more than 20 files") for answer in answers_about(small)[:4])

    @pytest.mark.parametrize("file", ["acts/cn/2025/acme-2025-2.yaml", "customs/hs2022.csv", "trade/model.json.gz"])
    def test_a_file_of_gigabytes_is_not_read(self, small: Path, file: str) -> None:
        """A hole in a file is as long as one likes, and costs nothing to make."""
        (small / file).parent.mkdir(exist_ok=True)
        with (small / file).open("wb") as opened:
            opened.truncate(1 << 40)
        answer = answers_about(small)[2]
        assert is_refused(answer, file, "File too large") or is_refused(answer, file, "is not a word model")

    def test_a_model_that_unpacks_to_gigabytes_is_not_unpacked(self, small: Path) -> None:
        """A megabyte of zeros, a thousand times."""
        (small / "trade").mkdir()
        (small / "trade/model.json.gz").write_bytes(gzip.compress(bytes(1 << 20), 1) * 1000)
        assert is_refused(answers_about(small)[2], "is not a word model")

    @pytest.mark.parametrize("depth", [102, 600, 900, 5000])
    @pytest.mark.parametrize("written", ["[", "- ", "{a: "])
    def test_values_deep_within_each_other_are_refused(self, small: Path, depth: int, written: str) -> None:
        """One line, whichever parser gives up first."""
        end = {"[": "]", "- ": "x", "{a: ": "}"}[written]
        (small / "acts/cn/2025/acme-2025-2.yaml").write_text(written * depth + end * depth, encoding="utf-8")
        answer = answers_about(small)[0]
        assert is_refused(answer, "acme-2025-2.yaml:1: R001")
        assert len(answer.out.splitlines()) < 8


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("customs/hs2022.csv", "code,words\n010121,horses\n"),
        ("customs/hs2022.csv", "hscode,description\n010121\n"),
        ("trade/terms.csv", "\xff\n"),
        ("trade/terms.csv", 'term,heading\n"a,010121\n'),
        ("trade/careful.txt", "\xff\n"),
        ("trade/model.json.gz", "{}"),
    ],
)
def test_an_invalid_table_of_the_data_is_reported(small: Path, file: str, text: str) -> None:
    """One line with the file's name."""
    (small / file).parent.mkdir()
    (small / file).write_text(text, encoding="latin-1")
    assert is_refused(answers_about(small)[2], str(small / file))


def test_an_unreadable_folder_is_not_skipped(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law that cannot be read is not law that is not there."""
    real = os.scandir

    def barred(path: str) -> object:
        if Path(path).name == "2025":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", barred)
    assert all(
        is_refused(answer, "acts/cn/2025: cannot be opened: Permission denied") for answer in answers_about(small)[:4]
    )

"""A configuration file that another user could have written, or that cannot be read, stops the run; it is never "no configuration"."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import Answer, ask
from tests.hostile.limits import within

LISTED = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
ELSEWHERE = "password: hunter2\n"
OTHER = 4242
"""The number of a user who is not the one who runs the tests, nor root."""
_own = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory below the folder with the configuration, and a secret in that folder."""
    here = tmp_path / "work" / "below"
    here.mkdir(parents=True)
    (tmp_path / "secret.csv").write_text(ELSEWHERE, encoding="utf-8")
    monkeypatch.chdir(here)
    return tmp_path / "work"


def check_gallium() -> Answer:
    """Ask a question that the stricter gate of a configuration would stop."""
    with within(60):
        return ask(*LISTED)


def _dangling(path: Path) -> None:
    path.symlink_to("gone.toml")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


def _to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def _for_everybody(path: Path) -> None:
    path.write_text('gate = "report"\n[tool.exportctl]\n', encoding="utf-8")
    path.chmod(0o666)


def _of_another(path: Path) -> None:
    path.write_text('gate = "report"\n[tool.exportctl]\n', encoding="utf-8")
    os.chown(path, OTHER, OTHER)


UNSOUND: dict[str, tuple[Callable[[Path], None], str]] = {
    "dangling": (_dangling, "is a link to a file that does not exist"),
    "circle": (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
    "pipe": (_pipe, "is not a regular file"),
    "socket": (_socket, "is not a regular file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is not a regular file"),
    "to a pipe": (_to_a_pipe, "is not a regular file"),
    "folder": (Path.mkdir, "is not a regular file"),
    "writable": (_for_everybody, "is writable by every user"),
}


class TestConfiguration:
    """A file under the name of a configuration is sound, or the run ends."""

    @pytest.mark.parametrize("name", ["exportctl.toml", "pyproject.toml"])
    @pytest.mark.parametrize("what", UNSOUND)
    def test_an_untrusted_file_ends_the_run(self, what: str, name: str, folder: Path) -> None:
        """With code 2 and one line that names the file, in bounded time."""
        make, words = UNSOUND[what]
        make(folder / name)
        answer = check_gallium()
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith(f"exportctl: ../{name}")
        assert words in answer.err

    @_own
    @pytest.mark.parametrize("name", ["exportctl.toml", "pyproject.toml"])
    def test_a_file_of_another_user_ends_the_run(self, name: str, folder: Path) -> None:
        """Unless an option names the file."""
        _of_another(folder / name)
        answer = check_gallium()
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert f"../{name}: belongs to another user" in answer.err

    def test_a_shared_file_without_the_table_may_have_any_owner(self, folder: Path) -> None:
        """A pyproject.toml without our table may be anybody's."""
        (folder / "pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
        (folder / "pyproject.toml").chmod(0o666)
        assert check_gallium().code == 1

    def test_a_link_to_a_sound_file_is_read(self, folder: Path) -> None:
        """People share a file by a link."""
        (folder / "ours.toml").write_text('gate = "prohibited"\n', encoding="utf-8")
        (folder / "exportctl.toml").symlink_to("ours.toml")
        assert check_gallium().code == 3


class TestItems:
    """A file of items is in the folder of its configuration, and nothing of another file is shown."""

    @pytest.mark.parametrize(
        "name", ["../secret.csv", "../../secret.csv", "a/../../secret.csv", "..\\secret.csv", "C:\\secret.csv", "ROOT"]
    )
    def test_a_path_that_leads_out_is_refused(self, name: str, folder: Path) -> None:
        """With the line of the configuration."""
        path = name.replace("ROOT", str(folder.parent / "secret.csv"))
        (folder / "exportctl.toml").write_text(f"\nitems = '{path}'\n", encoding="utf-8")
        answer = check_gallium()
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith("exportctl: ../exportctl.toml:2: items is ")
        assert "hunter2" not in answer.err

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    @pytest.mark.parametrize("what", [*(name for name in UNSOUND if name != "circle"), "out", "folder out"])
    def test_untrusted_files_are_refused(self, what: str, kind: str, folder: Path) -> None:
        """Links that lead out, pipes and devices; nothing of their targets is read or shown."""
        (folder / "exportctl.toml").write_text(f'items = "lists/items.{kind}"\n', encoding="utf-8")
        if what == "folder out":
            (folder / "lists").symlink_to(folder.parent)
            (folder.parent / f"items.{kind}").write_text(ELSEWHERE, encoding="utf-8")
        else:
            (folder / "lists").mkdir()
            path = folder / "lists" / f"items.{kind}"
            make = UNSOUND[what][0] if what in UNSOUND else lambda path: path.symlink_to("../../secret.csv")
            make(path)
        answer = check_gallium()
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert f"../lists/items.{kind}: " in answer.err
        assert "hunter2" not in answer.err
        assert "password" not in answer.err

    @_own
    def test_items_of_another_user_are_refused(self, folder: Path) -> None:
        """They decide as the configuration does."""
        (folder / "exportctl.toml").write_text('items = "items.csv"\n', encoding="utf-8")
        (folder / "items.csv").write_text("sku,description\n", encoding="utf-8")
        os.chown(folder / "items.csv", OTHER, OTHER)
        answer = check_gallium()
        assert (answer.code, answer.out) == (2, "")
        assert "../items.csv: belongs to another user" in answer.err

    def test_a_folder_below_and_a_link_within_are_read(self, folder: Path) -> None:
        """A company may keep its lists in a folder."""
        (folder / "exportctl.toml").write_text('items = "lists/items.csv"\n', encoding="utf-8")
        (folder / "lists").mkdir()
        (folder / "items-2026.csv").write_text("sku,description\nG-1,gallium\n", encoding="utf-8")
        (folder / "lists" / "items.csv").symlink_to("../items-2026.csv")
        assert ask("check", "G-1", *LISTED[2:]).code == 1

"""`make release` accepts a release whose files agree, and refuses any other with one line; only the tag is left to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.folders import write_files

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "exportctl/__init__.py": '__version__ = "1.2.0"\n',
    "data/release.yaml": 'version: "2026.10.10"\njurisdictions:\n  - {id: CN, checked_through: 2026-10-10}\n',
    "CHANGELOG.md": "# Changelog\n\n## 1.2.0 (2026-11-29)\n\n## 1.1.0 (2026-10-01)\n",
    "pyproject.toml": 'classifiers = ["Development Status :: 5 - Production/Stable"]\n',
    ".gitignore": "dist/\n",
    "dist/exportctl-1.2.0.tar.gz": "",
    "dist/exportctl-1.2.0-py3-none-any.whl": "",
    "dist/exportctl_data-2026.10.10-py3-none-any.whl": "",
}
"""A checkout that is ready for the checks of a release."""


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, without any settings."""
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607 - the git of the machine


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is ready for its release."""
    write_files(tmp_path, FILES)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "release", tmp_path / ".ci")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    """Commit everything in a folder."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "release")


def release(folder: Path) -> tuple[int, str]:
    """Return the exit code and the last line of the check."""
    done = subprocess.run([folder / ".ci" / "release"], capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()[-1]


def test_a_release_whose_files_agree_lacks_only_its_tag(checkout: Path) -> None:
    """The step that is left is printed."""
    code, line = release(checkout)
    assert code == 0
    assert "git tag --annotate 1.2.0" in line


@pytest.mark.parametrize(
    ("file", "before", "after", "words"),
    [
        (
            "CHANGELOG.md",
            "## 1.2.0 (2026-11-29)",
            "## Unreleased",
            "the first heading of CHANGELOG.md is not '## 1.2.0",
        ),
        ("CHANGELOG.md", " (2026-11-29)", "", "the first heading of CHANGELOG.md is not '## 1.2.0"),
        ("exportctl/__init__.py", "1.2.0", "1.3.0", "the first heading of CHANGELOG.md is not '## 1.3.0"),
        ("pyproject.toml", "5 - Production/Stable", "4 - Beta", "the classifier in pyproject.toml does not fit 1.2.0"),
        ("data/release.yaml", "checked_through: 2026-10-10", "checked_through: 2026-10-11", "is not its last day"),
        ("data/release.yaml", "2026", "2027", "dist/exportctl_data-2027.10.10-py3-none-any.whl is missing"),
    ],
)
def test_files_that_disagree_are_no_release(checkout: Path, file: str, before: str, after: str, words: str) -> None:
    """One line names the fault."""
    path = checkout / file
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    commit(checkout)
    code, line = release(checkout)
    assert (code, line.startswith("no release: ")) == (1, True)
    assert words in line


def test_uncommitted_or_tagged_trees_are_not_released(checkout: Path) -> None:
    """The published files are those of the tag."""
    git(checkout, "tag", "1.2.0")
    assert release(checkout) == (1, "no release: the tag 1.2.0 exists already")
    (checkout / "notes").touch()
    assert release(checkout) == (1, "no release: commit or remove what git status shows")


def test_ci_builds_and_tries_what_a_release_publishes() -> None:
    """Every change is tried as a user would install it."""
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith("make test\nexec make dist\n")

"""A git repository for tests: the content of its branches, and the edits of a change."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.folders import write_files

FREE = 'gate = "prohibited"\nundecided = "warn"\n'
"""A configuration that lets nearly everything pass."""
STRICT = 'gate = "report"\n'


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return its output."""
    own = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *own, *arguments],  # noqa: S607 - whichever git there is
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def write(folder: Path, **files: str) -> None:
    """Write files, `__` for a dot in their names and `_in_` for a folder."""
    write_files(folder, {name.replace("_in_", "/").replace("__", "."): text for name, text in files.items()})


def commit(folder: Path, words: str = "c") -> str:
    """Commit all files, and return the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", words)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, **files: str) -> Path:
    """Return a repository whose remote's main branch, `origin/main`, holds files, and in which a change begins."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "change")
    write(folder, README__md="Shipments\n", **files)
    based = commit(folder, "base")
    git(folder, "update-ref", "refs/remotes/origin/main", based)
    return folder

"""Every test here may spoil a copy of the data, and none touches the cache of the user who runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which compiled registers are kept during one test."""
    home = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home / "exportctl"


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A copy of the project's data that one test may change."""
    return shutil.copytree(data, tmp_path / "copy")

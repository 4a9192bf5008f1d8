"""The command line is tested in an environment without settings for colours, widths or data, with a cache of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from exportctl.api import Law
from tests.cli.program import Broken
from tests.store.conftest import small

__all__ = ("small",)
SPEAKING = (
    *("EXPORTCTL_DATA", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE", "GITHUB_ACTIONS"),
    *("EXPORTCTL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"),
    *("COLUMNS", "LINES", "TERMINAL_WIDTH", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "PYTHONIOENCODING"),
)
"""Variables that change the output."""


@pytest.fixture(scope="session", autouse=True)
def _quiet_environment(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in SPEAKING:
            patch.delenv(name, raising=False)
        folder = tmp_path_factory.mktemp("cache")
        before = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "exportctl")
        (folder / before.name).mkdir(0o700)
        for file in before.glob("*.pool"):  # what is compiled there need not be compiled again
            with suppress(FileNotFoundError):  # another process forgot it
                shutil.copy(file, folder / before.name)
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder))
        Law(data)  # compiles the register unless it is there, which is noted on stderr once
        yield


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Broken:
    """A copy of the data with an invalid day, and with a file with a long name that belongs to no kind."""
    folder = tmp_path_factory.mktemp("broken") / "law"
    shutil.copytree(data, folder)
    act, stray = "acts/cn/2025/mofcom-2025-72.yaml", f"acts/{'stray-' * 12}file.yaml"
    lines = (folder / act).read_text(encoding="utf-8").splitlines()
    (where,) = [number for number, line in enumerate(lines, start=1) if "through: 2026-11-27" in line]
    lines[where - 1] = lines[where - 1].replace("2026-11-27", "2026-11-31")
    (folder / act).write_text("\n".join(lines), encoding="utf-8")
    (folder / stray).write_text("a: 1\n", encoding="utf-8")
    return Broken(folder, ((act, where, "R003"), (stray, 1, "R004")))


@pytest.fixture(scope="session")
def ended(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Path:
    """The law as it would be had No. 72 of 2025 suspended paragraph 2 of No. 46/2024 for less than two weeks."""
    folder = tmp_path_factory.mktemp("ended") / "law"
    shutil.copytree(data, folder)
    act = folder / "acts/cn/2025/mofcom-2025-72.yaml"
    text = act.read_text(encoding="utf-8")
    assert "through: 2026-11-27" in text
    act.write_text(text.replace("through: 2026-11-27", "through: 2025-11-20"), encoding="utf-8")
    return folder

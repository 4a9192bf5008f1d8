"""Every test here may spoil a copy of the data, and none touches the cache of the user who runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.folders import write_files

SMALL = {
    "release.yaml": """\
version: "1"
jurisdictions:
  - {id: CN, name: {en: China, zh: 中国}, territory: [CN], checked_through: 2026-10-10, covers_from: 2023-08-01}
""",
    "acts/cn/2025/acme-2025-1.yaml": """\
id: acme-2025-1
jurisdiction: CN
issuers: [ACME]
published: 2025-01-01
title: {en: Gallium to the United States, zh: 对美国出口镓}
sources: [{ref: the handbook, confidence: official-text-seen}]
checked: 2025-01-01
provisions:
  - paragraph: "1"
    title: {en: No gallium to the United States, zh: 不向美国出口镓}
    from: 2025-02-01
    binds: exporters-at-home
    rules:
      - when: {goods: [gallium_metal], to: [US]}
        effect: prohibited
""",
    "vocabulary/materials/metals.yaml": """\
- id: gallium_metal
  names: {en: [Gallium], zh: [镓]}
  confidence: inferred
""",
    "statements/acme-notice-2025-02-01.yaml": """\
id: acme-notice-2025-02-01
published: 2025-02-01
by: ACME
title: {en: The act is in force, zh: 公告生效}
sources: [{ref: the handbook, confidence: official-text-seen}]
""",
}
"""A data folder of one act, for tests that do not depend on the project's own data: it compiles in no time."""


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


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A data folder of one act, which one test may change."""
    return write_files(tmp_path / "small", SMALL)

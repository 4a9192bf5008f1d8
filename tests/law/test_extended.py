"""A suspension may be prolonged by a later act: it then lasts through the new day, and others last as long as they did."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl import check, load_law
from exportctl.api import Law
from tests.folders import write_files
from tests.store.conftest import SMALL

HEAD = """\
id: acme-2025-{number}
jurisdiction: CN
issuers: [ACME]
published: {published}
title: {{en: Act {number}, zh: 公告}}
sources: [{{ref: the handbook, confidence: official-text-seen}}]
checked: 2026-10-10
"""
ACTS = {
    2: ("2025-03-01", "suspends: [{provision: acme-2025-1, from: 2025-03-01, through: 2025-06-30}]\n"),
    3: ("2025-06-01", "suspends: [{provision: acme-2025-1, from: 2025-08-01, through: 2025-08-31}]\n"),
    4: ("2025-06-20", "extends: [{provision: acme-2025-1, suspended_by: acme-2025-2, through: 2025-07-10}]\n"),
}


@pytest.fixture
def prolonged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Law:
    """An act that two others suspend, the first of which a fourth act extends."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    acts = {
        f"acts/cn/2025/acme-2025-{number}.yaml": HEAD.format(number=number, published=day) + what
        for number, (day, what) in ACTS.items()
    }
    return load_law(write_files(tmp_path / "law", {**SMALL, **acts}))


@pytest.mark.parametrize(
    ("on", "known_on", "status"),
    [
        ("2025-02-28", None, "in_force"),
        ("2025-06-30", None, "suspended"),
        ("2025-07-01", None, "suspended"),
        ("2025-07-10", None, "suspended"),
        ("2025-07-11", None, "in_force"),
        ("2025-08-31", None, "suspended"),
        ("2025-09-01", None, "in_force"),
        ("2025-07-01", "2025-06-19", "unsettled"),
        ("2025-07-11", "2025-06-20", "unsettled"),
        ("2025-07-11", "2025-07-09", "unsettled"),
        ("2025-07-11", "2025-07-10", "in_force"),
    ],
)
def test_a_suspension_lasts_as_long_as_it_was_prolonged(
    prolonged: Law, on: str, known_on: str | None, status: str
) -> None:
    """Through the new day, once the extending act is known; the suspension by another act does not change."""
    verdict = check(item="gallium", to="US", on=on, known_on=known_on, law=prolonged)
    assert [finding.status for finding in verdict.findings] == [status]

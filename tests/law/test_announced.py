"""A statement that a suspension will last longer changes no status, and ends neither reading."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from exportctl import check, load_law
from exportctl.api import Law
from tests.folders import write_files
from tests.law.test_extended import HEAD
from tests.store.conftest import SMALL

SUSPENDS = "suspends: [{provision: acme-2025-1, from: 2026-01-01, through: 2026-10-31}]\n"
STATES = """\
id: acme-readout-2026-10-01
published: 2026-10-01
by: ACME
title: {{en: The suspension goes on, zh: 继续停止执行}}
sources: [{{ref: the handbook, confidence: official-text-seen}}]
announces: [{{suspended_by: acme-2025-2, through: {through}, confidence: inferred}}]
"""


@pytest.fixture
def announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Law:
    """An act whose suspension ends after the last day that anybody looked, and a statement that it will last through a day."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    files = {
        "acts/cn/2025/acme-2025-2.yaml": HEAD.format(number=2, published="2025-12-01") + SUSPENDS,
        "statements/acme-readout-2026-10-01.yaml": STATES.format(through=request.param),
    }
    return load_law(write_files(tmp_path / "law", {**SMALL, **files}))


def verdict_of(law: Law, on: str) -> dict[str, Any]:
    """Return the verdict on gallium for the United States where the suspension lasts as announced."""
    return check(item="gallium", to="US", on=on, law=law, assume="extended").to_dict()


@pytest.mark.parametrize("announced", ["2026-10-20", "2026-11-01", "2026-11-15"], indirect=True)
def test_an_announced_end_settles_nothing(announced: Law) -> None:
    """A further extension is possible: for an announced day before, on or after the first unsettled one, both readings stay."""
    (statement,) = [item for item in announced.law.statements.values() if item.announces]
    last = statement.announces[0].through
    for on in (date(2026, 11, 1), last + timedelta(days=1), date(2035, 1, 1)):
        verdict = verdict_of(announced, max(on, date(2026, 11, 1)).isoformat())
        assert (verdict["decision"], verdict["settled"], verdict["exit_code"]) == ("no_control_found", False, 3)
        assert [item["decision"] for item in verdict["readings"]] == ["prohibited", "no_control_found"]
        assert verdict["next_change"] is None


@pytest.mark.parametrize("announced", ["2026-11-15"], indirect=True)
def test_an_announcement_is_printed_with_the_reading(announced: Law) -> None:
    """The answer states the announced day and the author."""
    (finding,) = verdict_of(announced, "2026-12-01")["findings"]
    extension = finding["suspension"]["announced_extension"]
    assert (extension["through"], extension["statement"]) == ("2026-11-15", "acme-readout-2026-10-01")

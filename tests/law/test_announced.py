"""A statement that a suspension will last longer changes no status: it tells when one reading of what is unsettled ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exportctl import check, load_law
from exportctl.api import Law
from exportctl.law.days import turning_points
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
    for file, text in {**SMALL, **files}.items():
        path = tmp_path / "law" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_law(tmp_path / "law")


def told(law: Law, on: str) -> dict[str, Any]:
    """Return the verdict on gallium for the United States where the suspension lasts as announced."""
    return check(item="gallium", to="US", on=on, law=law, assume="extended").to_dict()


@pytest.mark.parametrize("announced", ["2026-11-01", "2026-11-15"], indirect=True)
def test_the_other_reading_ends_the_day_after_what_was_announced(announced: Law) -> None:
    """Be it the first unsettled day or a later one: so long the suspension may go on, and then both readings are one."""
    (statement,) = [item for item in announced.law.statements.values() if item.announces]
    last = statement.announces[0].through
    first = told(announced, "2026-11-01")
    assert (first["decision"], first["settled"]) == ("undecided", False)
    assert first["next_change"]["on"] == date.fromordinal(last.toordinal() + 1).isoformat()
    assert told(announced, first["next_change"]["on"])["decision"] == "prohibited"
    assert last in {date.fromordinal(day.toordinal() - 1) for day in turning_points(announced.law)}


@pytest.mark.parametrize("announced", ["2026-10-20"], indirect=True)
def test_what_was_announced_to_end_earlier_moves_nothing(announced: Law) -> None:
    """Both readings are that the suspension has ended."""
    verdict = told(announced, "2026-11-01")
    assert (verdict["decision"], verdict["next_change"]) == ("prohibited", None)

"""A heading of the Harmonized System that is green is one of a chapter of which is said why; a line that is added takes it away."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from exportctl import Transaction, check
from exportctl.api import Law

pytestmark = pytest.mark.no_cover
DAY = date(2026, 10, 10)
CHAPTERS: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("green.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def test_every_green_heading_is_of_a_chapter_with_a_reason(store: Law) -> None:
    """As many are green as were looked at: a heading more or less asks for another look."""
    green = Counter(code[:2] for code in store.headings if is_green(store, code))
    assert {row["chapter"]: int(row["green"]) for row in CHAPTERS} == green
    assert all(row["why"] for row in CHAPTERS)


def is_green(store: Law, code: str) -> bool:
    """Tell whether nothing is found of goods under a heading on their way to Germany."""
    said = Transaction(code, DAY, to="DE", end_use="civil", end_user_type="civil")
    return check(said, store).exit_code("license_required") == 0

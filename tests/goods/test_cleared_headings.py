"""Every heading of the Harmonized System that is cleared is in a list with the reason; a new entry for it must remove it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from exportctl import Transaction, check
from exportctl.api import Law

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.no_cover, pytest.mark.xdist_group("headings")]  # one check of each heading is enough
DAY = date(2026, 10, 10)
REASONS: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("cleared_headings.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader),
)


@pytest.fixture(scope="module")
def cleared(store: Law) -> dict[str, bool]:
    """Return for each heading whether no control is found for goods under it on their way to Germany."""
    return {code: is_cleared(store, code) for code in store.headings}


def test_every_cleared_heading_has_one_reason_and_no_other_heading_has_any(cleared: dict[str, bool]) -> None:
    """The list is exact: an added or a missing heading needs a review."""
    counted = Counter(code for row in REASONS for code in covered(row, sorted(cleared)))
    assert counted == {code: 1 for code, passes in cleared.items() if passes}
    assert all(row["why"] for row in REASONS)


def test_only_a_chapter_without_an_entry_is_listed_as_a_whole(cleared: dict[str, bool]) -> None:
    """The headings of every other chapter are listed, singly or as ranges."""
    whole = {row["chapter"] for row in REASONS if "chapter" in row}
    assert whole == {code[:2] for code in cleared} - {code[:2] for code, passes in cleared.items() if not passes}


def test_ranges_of_headings_begin_and_end_with_a_heading(cleared: dict[str, bool]) -> None:
    """A number within a range that is not a heading is not covered."""
    for row in REASONS:
        for part in row.get("headings", ()):
            first, last = ends(part)
            assert {first, last} <= cleared.keys(), part
            assert first == last or (first < last and first[:2] == last[:2]), part


def covered(row: dict[str, Any], codes: list[str]) -> Iterator[str]:
    """Yield the headings that a reason is given for."""
    if "chapter" in row:
        yield from (code for code in codes if code.startswith(row["chapter"]))
    for part in row.get("headings", ()):
        first, last = ends(part)
        yield from (code for code in codes if first <= code <= last)


def ends(part: str) -> tuple[str, str]:
    """Return the first and the last heading of a part of the list."""
    first, _, last = part.partition("-")
    return first, last or first


def is_cleared(store: Law, code: str) -> bool:
    """Return whether no control is found for goods under a heading on their way to Germany."""
    transaction = Transaction(code, DAY, to="DE", end_use="civil", end_user_type="civil")
    return check(transaction, store).exit_code("license_required") == 0

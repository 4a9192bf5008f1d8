"""Every customs code of the licence catalogue of 2026 is printed for an entry of its part, and none of them is cleared."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from exportctl import Transaction, check
from exportctl.api import Law
from exportctl.goods.customs import printed_beside
from exportctl.store.tables import CATALOGUE

pytestmark = pytest.mark.no_cover
DAY = date(2026, 10, 10)
LINES = {"2": "NUC.", "3.1": "PRE1.", "3.2": "PRE2.", "3.3": "PRE3."}
"""The beginnings of codes that represent the entries of a part; those of part 1 are dual-use items."""
TO = {"1": "DE", "2": "DE", "3.1": "DE", "3.2": "MX", "3.3": "LA"}
COUNTS = {"1": 543, "2": 68, "3.1": 50, "3.2": 5, "3.3": 53}


@pytest.fixture(scope="module")
def codes(data: Path) -> dict[str, list[str]]:
    """The ten-digit codes by the part of the catalogue."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    with (data / CATALOGUE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            places[row["part"]].append(row["code"])
    return dict(places)


def test_the_catalogue_has_as_many_codes_as_were_read(codes: dict[str, list[str]]) -> None:
    """No code is missing, and none occurs twice in its part."""
    assert {part: len(set(places)) for part, places in codes.items()} == COUNTS


@pytest.mark.parametrize("part", sorted(COUNTS))
def test_every_code_is_printed_for_an_entry_of_its_part(part: str, codes: dict[str, list[str]], store: Law) -> None:
    """The lists have the content of the catalogue."""
    for code in codes[part]:
        lines = printed_beside(store.law, code)[0]
        assert any(line.startswith(LINES[part]) if part in LINES else store.law.is_dual_use(line) for line in lines), (
            code
        )


@pytest.mark.parametrize("part", sorted(COUNTS))
def test_no_code_is_cleared(part: str, codes: dict[str, list[str]], store: Law) -> None:
    """Ten digits, or six of them, leave the goods open or control them; to no destination of the part nothing is found."""
    for code in codes[part]:
        for digits in (code, code[:6]):
            verdict = check(Transaction(digits, DAY, to=TO[part], end_use="civil"), store)
            outside = verdict.classification.excluded
            assert verdict.exit_code("license_required") != 0 or outside, (part, digits)

"""The larger law of the benchmark is made of this data, with all its lists, and gives the answers of the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.manyfold import manyfold
from exportctl import Transaction, check, load_law
from exportctl.api import Law

pytestmark = [pytest.mark.long, pytest.mark.no_cover, pytest.mark.usefixtures("remembered")]
DAY = date(2025, 12, 1)
ASKED = (
    *(("gallium", "US"), ("uranium", "DE"), ("acetone", "DE"), ("cotton T-shirts", "DE"), ("iodine", "MM")),
    ("Technology for producing ultra-high-molecular-weight polyethylene fibre", "VN"),
)


def test_a_copy_of_every_record_is_law_and_answers_nothing_else(tmp_path: Path, store: Law) -> None:
    """A new list or word needs no change there: a text that is not an id of a record stays unchanged."""
    manyfold(tmp_path / "law", 2)
    more = load_law(tmp_path / "law")
    assert len(more.law.acts) == 2 * len(store.law.acts)
    assert len(more.law.entries) == 2 * len(store.law.entries)
    for item, to in ASKED:
        transaction = Transaction(item, DAY, to=to, end_use="civil", end_user_type="civil")
        one, other = check(transaction, store), check(transaction, more)
        assert (one.decision, one.worst_case) == (other.decision, other.worst_case), item
        assert one.classification.matches == other.classification.matches, item

"""The list of everyday and tricky goods is well-formed, and nothing that may be listed gets past the three vetoes or the program."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.goods import Clears
from exportctl import Transaction, check
from exportctl.api import Law
from exportctl.law.register import Register

DAY = date(2026, 12, 15)
"""A day on which no suspension is known to go on."""
ROWS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "everyday.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader),
)


def test_rows_name_lines_there_are_and_say_why(law: Register) -> None:
    """No item occurs twice; a row names an entry if it matches or may match, and only then."""
    assert max(Counter(row["item"] for row in ROWS).values()) == 1
    for row in ROWS:
        assert row.keys() - {"lines"} == {"item", "expect", "why"}
        assert row["expect"] in {"sure", "possible", "no_match"}
        assert row["why"]
        assert (row["expect"] == "no_match") == ("lines" not in row), row
        assert set(row.get("lines", ())) <= law.entries.keys(), row


def test_there_are_enough_of_each_kind() -> None:
    """A list of easy cases would measure nothing."""
    count = Counter(row["expect"] for row in ROWS)
    assert count["sure"] > 50
    assert count["possible"] > 50
    assert count["no_match"] > 150


@pytest.mark.parametrize("row", [row for row in ROWS if row["expect"] != "no_match"], ids=lambda row: row["item"])
def test_the_vetoes_stop_all_goods_that_may_be_listed(row: dict[str, Any], clears: Clears) -> None:
    """To clear a controlled item is the worst error."""
    assert not clears(row["item"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["item"])
def test_the_program_lets_nothing_through_that_may_be_listed(row: dict[str, Any], store: Law) -> None:
    """Goods that may be listed are not cleared, other goods match no entry surely, and the entry that the words name is found."""
    document = check(Transaction(item=row["item"], on=DAY, to="US"), store).to_dict()
    matches = {match["entry"]: match["certainty"] for match in document["item"]["matches"]}
    if row["expect"] == "no_match":
        assert document["exit_code"] != 1
        assert "yes" not in matches.values()
    else:
        assert document["exit_code"] in {1, 3}
        assert document["decision"] != "no_control_found"
    if row["expect"] == "sure":
        assert set(row["lines"]) <= matches.keys()

"""Columns of every type have their values read; a type that cannot state the fact is refused, or its rows are rejected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from exportctl import screen
from exportctl.errors import InputError
from exportctl.store.compiled import Store

DAY = date(2025, 12, 1)


def rows(store: Store, columns: Mapping[str, Any], on: date | None = DAY) -> list[tuple[str | None, bool]]:
    """Return the decision of each row, and whether it was rejected."""
    table = screen(pa.table(dict(columns)), store, on=on)
    answers = table.select(["decision", "rejected"]).to_pylist()
    return [(row["decision"], row["rejected"] is not None) for row in answers]


def test_nothing_in_a_list_hides_the_rest(store: Store) -> None:
    """An empty item in a list of shares does not change the others."""
    lists = [["Dy=2%", None], ["Dy=2%"], [None, "Dy=2%", ""]]
    facts = {"item": ["neodymium magnet"] * 3, "to": ["JP"] * 3, "contains": lists}
    assert rows(store, facts) == [("license_required", False)] * 3


@pytest.mark.parametrize("share", [float("inf"), 1e300, -1.0])
def test_a_number_that_is_no_share_rejects_its_row(store: Store, share: float) -> None:
    """One such cell costs no other row its answer."""
    facts = {"item": ["gallium"] * 2, "to": ["DE"] * 2, "cn_content": [share, 25.0]}
    assert rows(store, facts) == [(None, True), ("license_required", False)]


def test_nan_is_an_empty_cell(store: Store) -> None:
    """A code that came as a number keeps its digits, and a missing one is not goods named nan."""
    assert rows(store, {"item": [8112929010.0, float("nan")], "to": ["DE"] * 2})[1] == (None, True)


def test_truth_values_say_yes_and_no_and_name_nothing(store: Store) -> None:
    """They state the two facts that are yes or no."""
    assert rows(store, {"item": ["gallium"], "to": ["DE"], "cn_technology": [True]}) == [("license_required", False)]
    route = {"item": ["gallium", "gallium"], "from": ["KR", "KR"], "origin": ["KR", "KR"], "to": ["DE", "DE"]}
    assert rows(store, {**route, "via_china": [True, False]}) == [
        ("license_required", False),
        ("no_control_found", False),
    ]
    with pytest.raises(InputError, match="item: a column of type bool cannot state this"):
        screen(pa.table({"item": [True]}), store, on=DAY)


@pytest.mark.parametrize(
    ("seconds", "zone", "answer"),
    [
        (1_733_183_999, None, "license_required"),  # the last second of the eve of No. 46
        (1_733_184_000, None, "presumption_of_denial"),
        (1_733_155_199, "UTC", "license_required"),  # the same second in Shanghai
        (1_733_155_200, "UTC", "presumption_of_denial"),
        (1_733_155_200, "America/New_York", "presumption_of_denial"),
    ],
)
def test_a_moment_is_a_day_where_the_law_counts(store: Store, seconds: int, zone: str | None, answer: str) -> None:
    """A moment with a zone is a day in Shanghai; one without a zone is its own day."""
    moments = pa.array([seconds], pa.timestamp("s", zone))
    facts = {"item": ["gallium"], "to": ["US"], "on": moments, "end_use": ["civil"], "end_user_type": ["civil"]}
    assert rows(store, facts, None) == [(answer, False)]


def test_a_day_that_no_calendar_has_rejects_its_row(store: Store) -> None:
    """The other rows are answered."""
    days = pa.array([10**15, 1_764_547_200, -1], pa.timestamp("s"))
    screened = rows(store, {"item": ["gallium"] * 3, "to": ["US"] * 3, "on": days}, None)
    assert [rejected for _, rejected in screened] == [True, False, False]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (8112929010, "8112929010"),  # gallium
        (10121, "010121"),  # horses
        (1012100, "01012100"),
        (210111, "210111"),  # coffee, and no meat that has lost its zero
        (901210000, "901210000"),  # electron microscopes, and no roasted coffee
    ],
)
def test_a_customs_code_that_is_a_number_has_its_zero(store: Store, number: int, code: str) -> None:
    """The zero that a spreadsheet drops is restored only if the digits without it are not a heading."""
    for cells in ([number], [float(number)]):
        facts = {"item": ["part 17"], "hs_code": cells, "to": ["DE"]}
        texts = {"item": ["part 17"], "hs_code": [code], "to": ["DE"]}
        screened, whole = (screen(pa.table(table), store, on=DAY) for table in (facts, texts))
        columns = ["decision", "worst_case", "entries", "rejected"]
        assert screened.select(columns).to_pylist() == whole.select(columns).to_pylist()
        assert screened["hs_code"].to_pylist() == cells

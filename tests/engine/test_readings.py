"""Each reading of unsettled suspensions is decided separately, and no answer contradicts itself."""

from __future__ import annotations

from typing import Any

import pytest

from exportctl.api import Law, check

HOLMIUM: dict[str, Any] = {"item": "holmium metal", "to": "US", "end_use": "civil", "end_user_type": "civil"}
GALLIUM: dict[str, Any] = {"item": "gallium", "to": "US", "end_use": "civil", "end_user_type": "civil"}


def test_a_reading_looks_at_no_other(store: Law) -> None:
    """Taken as extended nothing controls holmium; that the other reading does shows in settledness and exit code."""
    verdict = check(on="2026-11-25", assume="extended", law=store, **HOLMIUM)
    assert (verdict.decision, verdict.worst_case) == ("no_control_found", "no_control_found")
    assert (verdict.settled, verdict.exit_code("license_required")) == (False, 3)
    on_face = check(on="2026-11-25", law=store, **HOLMIUM)
    assert [item.decision for item in on_face.result.readings] == ["license_required", "no_control_found"]


@pytest.mark.parametrize(
    "facts",
    [
        {"item": "zorblax", "contains": ("Er=5%",), "to": "DE", "on": "2026-08-01"},
        {"item": "zorblax", "contains": ("Er=5%",), "to": "DE", "on": "2026-12-01"},
        {"item": "tantalum oxide", "to": "DE", "on": "2026-08-01"},
        {"item": "holmium wibble", "to": "DE", "on": "2026-08-01"},
        {"item": "gamma-butyrolactone", "to": "DE", "on": "2020-01-02"},
        {"item": "gallium", "to": "DE", "on": "2026-08-01", "known_on": "2020-01-02"},
    ],
)
def test_the_worst_case_of_partly_known_goods_is_undecided(store: Law, facts: dict[str, Any]) -> None:
    """Goods of which only an element is known, or that no provision of the day concerns, and days before the data begins."""
    verdict = check(law=store, **facts)
    assert (verdict.decision, verdict.worst_case, verdict.exit_code("prohibited")) == ("undecided", "undecided", 3)


@pytest.mark.parametrize("facts", [HOLMIUM, GALLIUM], ids=["no-57", "no-46"])
@pytest.mark.parametrize("on", ["2026-11-28", "2027-01-10", "2027-01-11", "2031-01-01"])
def test_no_day_settles_what_no_act_settles(store: Law, facts: dict[str, Any], on: str) -> None:
    """An extension of No. 70 through 2027-01-10 was announced, and none of No. 72: one rule for both."""
    verdict = check(on=on, law=store, **facts)
    assert (verdict.settled, verdict.next_change) == (False, None)
    assert check(on=on, law=store, assume="extended", **facts).settled is False


@pytest.mark.parametrize(
    ("facts", "last", "suspended", "by"),
    [
        (HOLMIUM, "2026-11-10", "No. 57/2025, para. 1", "No. 70/2025"),
        (GALLIUM, "2026-11-27", "No. 46/2024, para. 2", "No. 72/2025"),
    ],
    ids=["no-57", "no-46"],
)
def test_including_the_last_day_is_a_reading(
    store: Law, facts: dict[str, Any], last: str, suspended: str, by: str
) -> None:
    """The warning appears on that day, with the next step, and on no other."""
    (warning,) = [item.text for item in check(on=last, law=store, **facts).warnings if item.code == "last_day"]
    assert last in warning
    assert suspended in warning
    assert by in warning
    assert "to be safe, treat" in warning
    for other in ("2026-11-09", "2026-11-11", "2026-11-26", "2026-11-28"):
        assert "last_day" not in [item.code for item in check(on=other, law=store, **facts).warnings]

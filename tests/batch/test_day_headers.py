"""A column whose name has a word for a day is named where no column of days is read."""

from __future__ import annotations

import pytest

from exportctl.batch.headers import may_state_day


@pytest.mark.parametrize("header", ["Delivery date", "delivery_date", "DeliveryDate", "ETA", "交货日期"])
def test_a_name_in_any_spelling_may_state_the_day(header: str) -> None:
    """Only the caller knows whether it is that of the export."""
    assert may_state_day(header)


@pytest.mark.parametrize("header", ["Birth date", "Expiry date", "Today's rate", "Update", "Remark"])
def test_a_day_of_no_shipment_is_none(header: str) -> None:
    """Nor is a word that only contains that for a day."""
    assert not may_state_day(header)

"""Lists of goods write the noun first: gate valve, cast iron."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("gate valve, cast iron", "8481804030"),
        ("lamp, LED, 9 W", "8539520000"),
    ],
)
def test_ordinary_goods_are_known_in_both_orders(store: Law, item: str, code: str) -> None:
    """The words before and behind the first comma are one term of trade."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


@pytest.mark.parametrize(("item", "entry"), [("oxide, gallium", "3C001.c"), ("target, thulium, 3N", "1C911.a.2.a")])
def test_listed_goods_are_sure_in_both_orders(store: Law, item: str, entry: str) -> None:
    """The name of the goods is whole."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize("item", ["copper, tungsten", "toy, gallium", "tennis racket, graphite", "pump, vacuum"])
def test_two_goods_and_listed_kinds_stay_open(store: Law, item: str) -> None:
    """A name behind a comma is that of other goods, and a kind of goods that the list has stays possible."""
    assert verdict_of(store, item).decision == "undecided"
    assert "yes" not in lines(store, item).values()

"""A customs code that an entry is printed for adds the entry only to goods that it may be about."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import verdict_of


@pytest.mark.parametrize("item", ["ferrite magnet", "Y30 ferrite magnets", "铁氧体磁铁"])
@pytest.mark.parametrize(
    ("code", "decision"),
    [("8505.19", "no_control_found"), ("8505191000", "no_control_found"), ("8505190010", "undecided")],
)
def test_a_magnet_is_no_isotope_separator(store: Law, item: str, code: str, decision: str) -> None:
    """The code of ferrite magnets begins like one that is printed for those separators; only the printed one may mean them."""
    assert verdict_of(store, item, hs_code=code).decision == decision

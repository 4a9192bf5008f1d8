"""A part without an entry of its own may be a listed part of the goods that it is for."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("rotor assembly for gas centrifuges", "NUC.38"),
        ("rotor assembly for uranium enrichment centrifuge", "NUC.38"),
        ("motor rotor assembly for reactor coolant pump", "NUC.pump"),
        ("rotor assembly for nuclear reactor", "NUC.reactor"),
        ("permanent magnet motor for drone 20 kW", "9A012.b.2"),
        ("permanent magnet motor for drones", "9A012.b.2"),
    ],
)
def test_a_part_for_listed_goods_may_be_listed(store: Law, item: str, line: str) -> None:
    """The lists cover rotors of gas centrifuges and engines of drones, whatever else their parts are."""
    assert lines(store, item)[line] == "possible"
    assert verdict_of(store, item).decision != "no_control_found"


def test_the_stator_of_a_gas_centrifuge_is_a_static_part(store: Law) -> None:
    """The nuclear list names the stators of its motors."""
    assert lines(store, "motor stator for gas centrifuge") == {"NUC.43-57": "yes"}


@pytest.mark.parametrize(
    "item",
    [
        "rotor assembly for washing machine",
        "rotor assembly for turbomolecular pump",
        "motor stator for fan",
        "permanent magnet motor for lathe",
        "permanent magnet motor for electric car",
        "PM motor for vacuum pump",
        "loudspeaker for TV",
        "headphones for phone",
    ],
)
def test_a_part_for_other_goods_stays_free(store: Law, item: str) -> None:
    """No entry is about parts of these, or they are ordinary."""
    assert verdict_of(store, item).decision == "no_control_found"

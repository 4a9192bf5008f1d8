"""Ways in which clerks write lines of goods leave their names sure, and do not make other goods of what they write beside them."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Caustic soda flakes 99%, 25 kg bags, discharging Thilawa", "PRE3.6"),
        ("caustic soda pearls 99, waterworks quality, 20 MT", "PRE3.6"),
        ("工业片碱 99% 编织袋 水处理厂自提", "PRE3.6"),
    ],
)
def test_goods_of_acts_for_some_destinations_are_described_as_others(store: Law, item: str, line: str) -> None:
    """Words behind a precursor that only some destinations need a licence for describe it, as they do any chemical."""
    assert lines(store, item, to="MM")[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "caustic soda drain opener gel 1 L",
        "caustic soda 99%, gloves",
        "acetone nail kit",
        "toluene thinner, 1 L can",
        "hydrochloric acid pump, 25 L/h",
        "氢氧化钠 手套",
        "甲苯 稀释剂 20L",
    ],
)
def test_goods_made_of_them_stay_open(store: Law, item: str) -> None:
    """Another noun behind the name of such a precursor may be the goods."""
    assert "yes" not in lines(store, item, to="MM").values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Pot. permanganate free flowing, waterworks quality, 25 kg steel kegs, 8 pallets", "PRE1.27"),
        ("POT. PERMANGANATE TECH 25 KG DRUMS", "PRE1.27"),
        ("Sod. cyanide briquettes 98% min., 50 kg drums", "1C450.c.22"),
        ("Amm bifluoride tech. 25kg bags", "1C350.g"),
        ("Sulph. acid 98% IBC", "PRE1.32"),
        ("1-Boc-4-羟基哌啶 CAS109384-19-2 98% 纸板桶25kg", "PRE2.11"),
    ],
)
def test_short_forms_in_chemical_names_are_read_in_full(store: Law, item: str, line: str) -> None:
    """Clerks shorten the first word of a salt or an acid, and write a CAS number without a blank."""
    assert lines(store, item, to="MM")[line] == "yes"


@pytest.mark.parametrize(
    "item", ["pot plants 12 cm", "pot plate 30 cm", "sod cutter", "mag slide with lens", "Pot. white, 5 kg"]
)
def test_other_words_stay_as_they_are(store: Law, item: str) -> None:
    """A pot for other goods than salts is no potassium."""
    assert "yes" not in lines(store, item, to="MM").values()

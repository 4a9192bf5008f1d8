"""What the content of a rare earth is counted as: Tm2O3/REO."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("碳酸钐 Sm2O3/TREO≥99.9% TREO45% 白色粉末", "1C902.c"),
        ("碳酸钇 REO≥45% Y2O3/REO 4N 白色 吨袋", "1C908.c"),
        ("Terbium chloride hexahydrate Tb4O7/TREO 99.99%, TREO 43% min", "1C904.c"),
        ("金属钆 Gd/TREM 99.9%", "1C903.a.1"),
        ("氯化钆溶液 Gd2O3 200g/L IBC吨桶", "1C903.c"),
        ("氧化铥 Tm2O3/REO≥99.99% 淡绿色粉末 塑料桶内衬袋", "1C911.b"),
        ("硝酸铥溶液，以Tm2O3计90g/L，20升桶", "1C911.c"),
        ("erbium chloride powder 99.9% (REO basis), erbium content 43 %", "1C910.c"),
        ("Al-10Sc中间合金 钪含量10%±0.5 25kg/箱", "1C907.a.2.a"),
    ],
)
def test_an_oxide_beside_reo_is_the_basis_of_a_content(store: Law, item: str, entry: str) -> None:
    """The goods are what is named before it: a carbonate is no oxide."""
    answer = lines(store, item)
    assert answer[entry] == "yes"
    assert [code for code, certainty in answer.items() if certainty == "yes"] == [entry]


def test_oxides_without_another_name_stay_names(store: Law) -> None:
    """Each may be the goods."""
    answer = lines(store, "Dy2O3/REO 99.9%, Tb4O7/REO 0.01%")
    assert {"1C904.b", "1C905.b"} <= answer.keys()
    assert "yes" not in answer.values()


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Lu, sublimed dendrites, 99.95 % REM, glass ampoule", "1C906.a.1"),
        ("Tm 99.99%/TREM, dendritic lumps, 1 kg in sealed tin", "1C911.a.1"),
        ("Dy metal, Dy/TREM 99.9%", "1C905.a.1"),
    ],
)
def test_a_symbol_with_its_share_of_metals_is_a_metal(store: Law, item: str, entry: str) -> None:
    """REM and TREM count rare-earth metals, so the symbol is no mark of another thing."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize("item", ["holmium magnet", "钬磁体", "含钬永磁材料", "含钬钕铁硼永磁材料"])
def test_a_magnet_with_holmium_is_listed_in_any_family(store: Law, item: str) -> None:
    """1C909.a.4 names permanent-magnet material containing holmium, without a least content."""
    assert lines(store, item)["1C909.a.4"] == "yes"


def test_a_magnet_of_no_stated_family_may_contain_holmium(store: Law) -> None:
    """As it may be of samarium cobalt, or contain terbium or dysprosium."""
    assert lines(store, "rare earth magnet")["1C909.a.4"] == "possible"

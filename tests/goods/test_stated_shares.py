"""The share of a listed element decides, whatever base metal the goods are called."""

from __future__ import annotations

import pytest

from exportctl import Transaction, classify
from exportctl.api import Law
from exportctl.law.register import Register
from tests.goods.answers import DAY, lines, verdict_of

BASE_METALS = ["brass bar", "nickel", "lead ingot", "tin ingot", "cobalt", "铜棒"]
OTHER_FORMS = {"compound", "oxide", "mixture"}
"""Forms that a metal does not have."""


def listed_elements(law: Register) -> set[str]:
    """Return the elements whose metal an entry of the list may mean: it names this element alone, or a material of it alone does."""
    by_content = {
        symbol
        for code, entry in law.entries.items()
        if law.is_dual_use(code) and not (entry.forms and OTHER_FORMS.issuperset(entry.forms))
        for symbol in entry.contains
        if len(entry.contains) == 1
    }
    everywhere = [
        material
        for material in law.materials.values()
        if set(material.entries) - law.destination_specific_entries.keys()
    ]
    return by_content | {item.elements[0] for item in everywhere if len({*item.elements}) == 1}


@pytest.mark.parametrize("item", BASE_METALS)
def test_nearly_pure_listed_elements_are_never_free(store: Law, item: str) -> None:
    """Goods with 99 % of a listed element are that element; beryllium, lithium and radium were free in brass."""
    elements = listed_elements(store.law)
    assert {"Be", "Hf", "Li", "Ra", "Ti", "U"} <= elements
    assert len(elements) > 40
    free = [symbol for symbol in sorted(elements) if is_free(store, item, f"{symbol}=99%")]
    assert free == []


@pytest.mark.parametrize("symbol", ["Au", "Cr", "Pb", "Sn"])
def test_elements_of_no_entry_leave_base_metals_free(store: Law, symbol: str) -> None:
    """The test above does not pass because every share keeps goods open."""
    assert is_free(store, "brass bar", f"{symbol}=60%")


@pytest.mark.parametrize(
    ("item", "entry"), [("Li=60%", "1C233"), ("Al=60%", "1C202.a"), ("Ti=51%", "1C202.b"), ("B=70%", "1C225")]
)
def test_an_element_that_predominates_names_the_goods(store: Law, item: str, entry: str) -> None:
    """An alloy of which more than half is another metal is an alloy of that metal, and may be a listed one."""
    assert verdict_of(store, "brass bar", contains=[item]).exit_code("license_required") == 3
    assert lines(store, "brass bar", contains=[item])[entry] == "possible"


@pytest.mark.parametrize(
    ("item", "share", "exit_code"),
    [
        ("nickel", "50.1", 1),
        ("nickel", "50", 0),
        ("beryllium copper", "2", 0),
        ("beryllium copper", "60", 1),
        ("beryllium alloy", "62", 1),
        ("beryllium alloy", "40", 0),
        ("beryllium aluminium alloy", "62", 1),
        ("beryllium oxide", "36", 1),
        ("beryllium compound", "10", 1),
        ("beryllium scrap", "40", 1),
    ],
)
def test_beryllium_is_listed_in_alloys_above_half(store: Law, item: str, share: str, exit_code: int) -> None:
    """1C230 has a share for alloys only: metal, compounds and articles have none."""
    assert verdict_of(store, item, contains=[f"Be={share}%"]).exit_code("license_required") == exit_code


@pytest.mark.parametrize("form", ["compound", "oxide"])
def test_a_stated_compound_of_beryllium_needs_no_share(store: Law, form: str) -> None:
    """It is no alloy, whatever the goods are called."""
    assert verdict_of(store, "nickel", contains=["Be=5%"], form=[form]).exit_code("license_required") == 1


@pytest.mark.parametrize(
    "item", ["AlBeMet", "beryllium aluminium alloy", "铍铝合金", "铍铝合金 含铍62%", "镍铍合金 Be 60%"]
)
def test_alloys_of_trade_above_half_are_sure(store: Law, item: str) -> None:
    """Those of beryllium and aluminium hold about 62 % of beryllium."""
    assert verdict_of(store, item).exit_code("license_required") == 1


@pytest.mark.parametrize(
    "item", ["beryllium copper Be 1.9%", "C17200 strip", "铍铜 含铍2%", "aluminium beryllium master alloy 5% Be"]
)
def test_alloys_of_trade_below_half_are_free(store: Law, item: str) -> None:
    """They hold a few percent of beryllium."""
    assert verdict_of(store, item).exit_code("license_required") == 0


@pytest.mark.parametrize("item", ["nickel beryllium alloy", "铍镍合金", "beryllium alloy"])
def test_alloys_without_a_share_stay_open(store: Law, item: str) -> None:
    """Their share decides."""
    assert verdict_of(store, item).exit_code("license_required") == 3


def is_free(store: Law, item: str, share: str) -> bool:
    """Return whether goods with a stated share match no entry of the list, suspended or not, and are recognised."""
    document = classify(Transaction(item=item, on=DAY, contains=(share,)), store).to_dict()
    return bool(document["exit_code"] == 0)


@pytest.mark.parametrize(
    "item",
    [
        "钕铁硼磁体 镝0% 铽0%",
        "钕铁硼磁体 0%镝 0%铽",
        "NdFeB magnet dysprosium 0% terbium 0%",
        "NdFeB magnet 0% dysprosium 0% terbium",
    ],
)
def test_a_magnet_without_listed_elements_is_no_entry_about_them(store: Law, item: str) -> None:
    """A share before or behind the name of its element is read alike. The entry that is left is about other elements."""
    assert lines(store, item) == {"1C909.a.4": "possible"}


@pytest.mark.parametrize("item", ["钕铁硼磁体 镝2% 铽0%", "NdFeB magnet dysprosium 2% terbium 0%"])
def test_each_share_belongs_to_the_name_next_to_it(store: Law, item: str) -> None:
    """The first share is that of dysprosium, not the share of terbium, which follows it."""
    assert lines(store, item) == {"1C905.a.4": "yes", "1C909.a.4": "possible"}


@pytest.mark.parametrize(
    ("item", "entry"),
    [("烧结钕铁硼毛坯 38H 含钬约2%", "1C909.a.4"), ("sintered NdFeB magnet 38H, Tb approx. 0.8 %", "1C904.a.4")],
)
def test_an_approximate_share_is_there(store: Law, item: str, entry: str) -> None:
    """About 2 % is between 1.6 and 2.4 %."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize("share", ["Dy=80%", "Dy≥80%", "Dy >=80%", "Dy ≥ 80 %"])
def test_a_bounded_share_of_an_element_leaves_marks_without_effect(store: Law, share: str) -> None:
    """Only beside the share of a chemical may a mark denote a controlled substance; the share of an element may be a bound."""
    assert lines(store, f"dysprosium iron alloy {share} DYFE") == {"1C905.a.2.a": "yes"}


def test_an_upper_bound_of_an_element_leaves_its_entry_open(store: Law) -> None:
    """At most 2 % Dy may be none, and 2 % Dy at least is some."""
    assert lines(store, "NdFeB magnet Dy <= 2% N42SH")["1C905.a.4"] == "possible"
    assert lines(store, "NdFeB magnet Dy ≥ 2 % N42SH")["1C905.a.4"] == "yes"


@pytest.mark.parametrize("share", ["C=99.998%", "C≥99.998%", "C >= 99.998 %"])
def test_a_bounded_share_of_carbon_is_a_purity(store: Law, share: str) -> None:
    """The purity of graphite is its share of carbon, and its entry tests a least one."""
    document = classify(
        Transaction(item=f"artificial graphite block, density 1.8 g/cm3, {share}", on=DAY), store
    ).to_dict()
    (match,) = [match for match in document["matches"] if match["entry"] == "1C108.b"]
    assert match["missing"] == ["flexural_strength"]

"""A figure that is a bound, an end of a range or one of several clears nothing, and decides what all its values meet."""

from __future__ import annotations

from datetime import date

import pytest

from exportctl import Transaction, check
from exportctl.api import Law

SPRING, AUTUMN, WINTER = date(2025, 6, 1), date(2026, 10, 1), date(2026, 11, 20)
OXIDE = [  # 3C003.c begins at 99.99 %
    *(
        "99.9% min",
        "99.90%min",
        "99.8%+",
        "99.8% up",
        "99.8% or more",
        "99.8% and above",
        "from 99.8%",
        "NLT 99.8%",
        "≧99.8%",
    ),
    *(
        "≥99.8%",
        "min 99.8%",
        "min. purity 99.8%",
        "99.8% (min)",
        "99.8%, min",
        "约99.9%",
        "99.95% ± 0.05%",
        "99.95±0.05%",
    ),
    *(
        ">=3N",
        "min 3N",
        "3N min",
        "3N+",
        "3N5-5N",
        "2N8/4N",
        "99.5%-99.99%",
        "99.5-99.99%",
        "99.5%~99.99%",
        "99.8%/99.99%",
    ),
    *(
        "99.8% 99.9% 99.99%",
        "99.5% to 99.999%",
        "99.8%, 99.99%",
        "99.8,99.99%",
        "99.8% or 99.99%",
        "up to 99.99%",
        "4N up to 5 kg, 3N",
    ),
]


def decided(store: Law, item: str, on: date) -> str:
    """Return the decision on goods for the United States."""
    return check(Transaction(item=item, on=on, to="US"), store).decision


@pytest.mark.parametrize("figure", OXIDE)
def test_a_purity_that_is_not_settled_leaves_a_line_open(store: Law, figure: str) -> None:
    """Antimony oxide can be of 99.99 % then."""
    assert decided(store, f"antimony trioxide {figure}", SPRING) == "undecided"


@pytest.mark.parametrize("figure", ["不低于99.8%", "99.8%以上", "99.90%min", "99.5%-99.99%", "99.8%/99.99%", "3N以上"])
def test_a_bound_is_read_in_chinese_too(store: Law, figure: str) -> None:
    """In any position."""
    assert decided(store, f"三氧化二锑 {figure}", SPRING) == "undecided"


@pytest.mark.parametrize(
    "figure", ["99.99% min", "≥99.99%", "4N+", "99.99%-99.999%", "4N/5N", "99.995% ", "4N", "99,99%"]
)
def test_a_threshold_met_by_the_whole_range_is_decided(store: Law, figure: str) -> None:
    """Antimony oxide of 99.99 % or more is listed."""
    assert decided(store, f"antimony trioxide {figure}", SPRING) != "undecided"
    assert decided(store, f"antimony trioxide {figure}", SPRING) != "no_control_found"


@pytest.mark.parametrize("figure", ["99.8%", "99.90%", "3N", "99.8%, 99.8%", "2N8", "99,8%"])
def test_one_exact_figure_frees(store: Law, figure: str) -> None:
    """However often it is repeated."""
    assert decided(store, f"antimony trioxide {figure}", SPRING) == "no_control_found"


@pytest.mark.parametrize(
    ("item", "on"),
    [
        ("trimethylantimony 99.999% min", SPRING),
        ("stibine 99.999%-99.9999%", SPRING),
        ("hafnium alloy min 55% Hf", AUTUMN),
        ("hafnium alloy Hf 55% min", AUTUMN),
        ("铪合金 Hf 55%-65%", AUTUMN),
        ("hafnium alloy at least 55% hafnium", AUTUMN),
        ("molybdenum powder >=95% Mo", AUTUMN),
        ("molybdenum powder 96% min", AUTUMN),
        ("钼粉 95%-99.9%", AUTUMN),
        ("nickel powder 98.5% min", AUTUMN),
        ("nickel powder 98%-99.9% 5um", AUTUMN),
        ("lithium-ion battery ≥290 Wh/kg", WINTER),
        ("lithium-ion battery 290 Wh/kg or more", WINTER),
        ("lithium-ion battery 280 Wh/kg, 310 Wh/kg", WINTER),
        ("lithium-ion battery pack 250 Wh/kg cell 310 Wh/kg", WINTER),
        ("LiFePO4 150 mAh/g min", WINTER),
        ("磷酸铁锂 ≥155mAh/g", WINTER),
        ("LiFePO4 150 mAh/g, 160 mAh/g", WINTER),
    ],
)
def test_every_property_and_share_is_read_so(store: Law, item: str, on: date) -> None:
    """A share next to a symbol or a name, an energy density, a capacity."""
    assert decided(store, item, on) == "undecided"


@pytest.mark.parametrize(
    "figure", ["310 Wh/kg", "≥300 Wh/kg", "300-320 Wh/kg", "0.31 kWh/kg", "310wh/kg", "310 W·h/kg"]
)
def test_an_energy_density_that_its_line_names_is_decided(store: Law, figure: str) -> None:
    """3A001 begins at 300 Wh/kg."""
    assert decided(store, f"lithium-ion battery {figure}", WINTER) == "license_required"


def test_an_option_goes_before_what_words_bound(store: Law) -> None:
    """The caller knows better."""
    transaction = Transaction(item="antimony trioxide 99.5% min", on=SPRING, to="US", param=("purity=99.6%",))
    assert check(transaction, store).decision == "no_control_found"


@pytest.mark.parametrize(
    ("item", "worst"), [("hafnium alloy 55% Hf", "no_control_found"), ("hafnium alloy Hf 65%", "license_required")]
)
def test_an_exact_share_decides(store: Law, item: str, worst: str) -> None:
    """1C231 begins above 60 % of hafnium."""
    assert check(Transaction(item=item, on=AUTUMN, to="DE"), store).worst_case == worst


@pytest.mark.parametrize(
    "item", ["antimony trioxide 99.8.9%", "W92.1.2Ni6Fe2", "1.2.3% Dy 4,5,6%", "NdFeB 99%%", "+% min max", "≥≥≥99%"]
)
def test_figures_that_make_no_sense_are_no_fault(store: Law, item: str) -> None:
    """They are read as far as they go."""
    assert decided(store, item, AUTUMN)


@pytest.mark.parametrize(
    ("item", "on", "decision"),
    [
        ("人造石墨 纯度99.95% 密度1.8g/cm3 抗折强度40MPa", AUTUMN, "license_required"),
        ("isostatic graphite purity 99.95% density 1.85 g/cm3 flexural strength 60 MPa", AUTUMN, "license_required"),
        ("isostatic graphite purity 99.95% density ≥1.7 g/cm3 flexural strength 60 MPa", AUTUMN, "undecided"),
        (
            "isostatic graphite purity 99.95% density 1.85 g/cm3, 1.7 g/cm3 flexural strength 60 MPa",
            AUTUMN,
            "undecided",
        ),
        ("isostatic graphite 99.95% 1.85 g/cm3 density 1.7 g/cm3 flexural strength 60 MPa", AUTUMN, "undecided"),
        ("hydrazine 70%", SPRING, "license_required"),
        ("肼 35%", SPRING, "no_control_found"),
        ("hydrazine 64%", SPRING, "no_control_found"),
        ("hydrazine 35-72%", SPRING, "undecided"),
    ],
)
def test_a_figure_is_of_the_property_that_is_named_before_it(store: Law, item: str, on: date, decision: str) -> None:
    """1C108.b has three figures; hydrazine is listed from 70 % on, so that a lower share of it is a purity too."""
    assert check(Transaction(item=item, on=on, to="DE"), store).decision == decision


def test_shares_are_next_to_their_symbols(store: Law) -> None:
    """A symbol between two figures belongs to the first if the last has one of its own."""
    bismuth = check(Transaction(item="bismuth 99.99% Ag 0.0005%", on=date(2024, 12, 15), to="DE"), store)
    assert bismuth.decision == "license_required"
    for item in ("Sm 25% Co 52% magnet", "25% Sm 52% Co magnet"):
        goods = check(Transaction(item=item, on=SPRING), store).facts.goods
        assert {words.value for words in goods.interpreted.annotations if words.label == "share"} == {
            "Sm=25%",
            "Co=52%",
        }

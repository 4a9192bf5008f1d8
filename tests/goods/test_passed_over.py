"""A substance that is controlled by itself is found anywhere in a text, and a text that only resembles one is not."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, verdict_of


@pytest.mark.parametrize("item", ["UN1294", "UN 38.3", "U100", "U8", "UNO"])
def test_a_number_of_dangerous_goods_or_of_a_model_is_no_formula(store: Law, item: str) -> None:
    """One symbol with digits, UN with digits, and a word in capitals would be read as uranium, and prohibited."""
    assert lines(store, item) == {}
    assert exit_code(verdict_of(store, item)) == 3


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("HF 49%", "1C350.a"),
        ("hydrogen peroxide HF 5%", "1C350.a"),
        ("ethanol KCN 5%", "1C450.c.21"),
        ("KCN ethanol", "1C450.c.21"),
        ("sodium hydroxide KF", "1C350.b"),
        ("acetone 30% P2P", "PRE1.24"),
        ("ethanol with PAA 5%", "PRE1.30"),
        ("beryllium ethanol", "1C230"),
        ("lithium-6 ethanol", "1C233"),
        ("5% deuterium in benzene", "NUC.deuterium"),
        ("gallium benzene", "3C001.a"),
        ("acetone 30% C6H5CH2COOH", "PRE1.30"),
        ("ethanol CH3COCH3", "PRE1.35"),
        ("benzene C6H5CH3", "PRE1.33"),
        ("caffeine P2P", "PRE1.24"),
        ("steel plate 0.1% U", "NUC.1"),
        ("pacemaker Pu 1%", "NUC.3"),
    ],
)
def test_words_that_are_controlled_alone_are_never_passed_over(store: Law, item: str, line: str) -> None:
    """It is not a grade next to another name, and not a part of a term of trade."""
    assert line in lines(store, item)
    assert exit_code(verdict_of(store, item)) != 0


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("(CH3CO)2O", "PRE1.28"),
        ("(C2H5)2O", "PRE1.34"),
        ("C6H5CH3", "PRE1.33"),
        ("CH3COC2H5", "PRE1.36"),
        ("C10H15NO·HCl", "PRE1.1"),
    ],
)
def test_a_formula_is_read_by_its_atoms(store: Law, item: str, line: str) -> None:
    """For any grouping of its atoms, and with acid or water after a point; another heading does not clear it."""
    assert lines(store, item)[line] == "possible"
    assert exit_code(verdict_of(store, item, hs_code="300490")) == 3


@pytest.mark.parametrize("item", ["C17H21NO4·HCl", "(CH3", "C0H8", "C7777777H8", "Y2O3·ZrO2"])
def test_a_formula_of_something_else_is_not_that_of_a_part_of_it(store: Law, item: str) -> None:
    """The hydrochloride of another base is not hydrochloric acid, and an open bracket is no formula."""
    assert not [line for line in lines(store, item) if line.startswith("PRE")]


@pytest.mark.parametrize(
    "item", ["ethanol C2H5OH", "benzene C6H6", "hydrochloric acid 5% drum", "10% hydrochloric acid solution", "5%盐酸"]
)
def test_a_formula_of_the_same_goods_and_words_of_packing_say_nothing_new(store: Law, item: str) -> None:
    """They do not change cleared goods."""
    assert exit_code(verdict_of(store, item)) == 0


@pytest.mark.parametrize(
    "item",
    [
        "toluene 13% VAT",
        "toluene 10% MOL",
        "toluene 5% less",
        "acetone 30% T/T",
        "acetone 30% AA",
        "硫酸 20% SO3",
        "10% toluene VAT",
    ],
)
def test_a_percentage_frees_only_where_it_is_surely_the_share(store: Law, item: str) -> None:
    """The words after it may make it the share of another substance."""
    assert exit_code(verdict_of(store, item)) != 0


def test_a_chemical_without_known_elements_can_be_stated_as_content(store: Law) -> None:
    """Its entry is tested by its name; its elements alone would point to another entry."""
    assert "NUC.2.a" in lines(store, "steel plates", contains=["depleted uranium=5%"])

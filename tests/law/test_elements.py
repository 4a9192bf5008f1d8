"""A formula yields its elements, and a text that is not one is rejected at once."""

from __future__ import annotations

import pytest

from exportctl.law.elements import elements_of


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("Sm2(CO3)3", {"Sm", "C", "O"}),
        ("Nd2Fe14B", {"Nd", "Fe", "B"}),
        ("Ga0.47In0.53As", {"Ga", "In", "As"}),
        ("CuSO4·5H2O", {"Cu", "S", "O", "H"}),
        ("[Ga(CH3)3]", {"Ga", "C", "H"}),
        ("2NaCl", set()),
        ("gallium", set()),
        ("Xx2O3", set()),
        ("", set()),
    ],
)
def test_a_formula_yields_its_elements(text: str, elements: set[str]) -> None:
    """Without numbers, brackets and water of crystallisation; any other text has none."""
    assert elements_of(text) == elements


def test_a_text_that_is_nearly_one_takes_no_time() -> None:
    """With any number of digits: a hundred of them once took forever."""
    assert elements_of(f"N{'0' * 900}d") == frozenset()
    assert elements_of(f"N{'0.' * 450}d") == frozenset()

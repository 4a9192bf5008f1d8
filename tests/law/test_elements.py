"""A formula tells its elements, and what is none is known for that at once."""

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
def test_a_formula_tells_its_elements(text: str, elements: set[str]) -> None:
    """Numbers, brackets and water of crystallisation aside; a text that is none has none."""
    assert elements_of(text) == elements


def test_a_text_that_is_nearly_one_takes_no_time() -> None:
    """However many digits stand in it: a question of a hundred of them ended never."""
    assert elements_of(f"N{'0' * 900}d") == frozenset()
    assert elements_of(f"N{'0.' * 450}d") == frozenset()

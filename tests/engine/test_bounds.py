"""The representative of a share or an amount is on the same side of every bound of the law."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from exportctl.engine.bounds import Bounds

figures = st.decimals(0, 1000, places=2)


@given(st.lists(figures, max_size=6), figures)
def test_a_representative_is_on_the_same_side_of_every_bound(bounds: list[Decimal], figure: Decimal) -> None:
    """It reaches a bound if the figure does, is a bound if the figure is it, and is above the highest if the figure is."""
    value = Bounds(bounds).representative(figure)
    assert [(value < bound, value > bound) for bound in bounds] == [
        (figure < bound, figure > bound) for bound in bounds
    ]

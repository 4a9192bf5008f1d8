"""What the vetoes learn from takes long to read, so it is read once."""

from __future__ import annotations

import pytest

from bench.goods import Green, everything, three_vetoes
from exportctl.law.register import Register


@pytest.fixture(scope="session")
def green(law: Register) -> Green:
    """The three vetoes, with all there is to learn from."""
    return three_vetoes(everything(law))

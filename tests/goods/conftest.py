"""The vetoes are those of the word model and the careful words of the data: to learn them again takes long."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.goods import Clears, ids_by_name, vetoes_of
from exportctl.law.register import Register
from exportctl.store import trade


@pytest.fixture(scope="session")
def clears(law: Register, data: Path) -> Clears:
    """The three vetoes; `tests/law/test_wordmodel.py` compares their training texts with the data."""
    model = trade.model(data)
    assert model is not None
    return vetoes_of(law, ids_by_name(law), model, trade.careful(data))

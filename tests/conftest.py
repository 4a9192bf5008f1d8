"""Every test asks the law that the project carries, unless it makes a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl import load_law
from exportctl.law.register import Register

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="session")
def law() -> Register:
    """The register of the project's own data."""
    return load_law(DATA)


@pytest.fixture(scope="session")
def data() -> Path:
    """The project's own data folder."""
    return DATA

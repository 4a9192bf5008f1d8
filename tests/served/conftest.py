"""One server answers all tests that do not need one with limits or data of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exportctl.cli.service import helps
from exportctl.served.current import Current
from exportctl.served.http import Limits, Service
from tests.served.serving import Client, current_of, running
from tests.store.conftest import small

__all__ = ["small"]


@pytest.fixture(scope="session")
def current(data: Path) -> Current:
    """The project's own law, as a service holds it."""
    return current_of(data)


@pytest.fixture(scope="session")
def served(current: Current) -> Iterator[Client]:
    """A client of a server that answers by the project's own law; bodies are small."""
    limits = Limits(body=200_000, seconds=86_400, renew=0)
    with running(Service(current, limits, helps=helps(), note=pytest.fail)) as client:
        yield client

"""After newer law is loaded, results that were cached under the earlier law are not used."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from exportctl import check, classify, load_law, screen, timeline
from exportctl.law.register import Register


@pytest.fixture(autouse=True)
def _before() -> Iterator[None]:
    """What other tests hold is not looked through."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def registers() -> int:
    """Return how many registers are alive that were not before."""
    gc.collect()
    return sum(type(item) is Register for item in gc.get_objects())


def test_six_reloads_leave_one_register_alive(data: Path) -> None:
    """A service that reads newer law each hour would else hold every register it ever had."""
    before = registers()
    for _ in range(6):
        law = load_law(data)
        check(item="gallium metal ingots", to="US", on="2025-12-01", law=law)
        classify(item="cotton T-shirts", law=law)
        timeline(item="gallium", to="US", law=law)
        screen(pa.table({"item": ["gallium", "toys"], "to": ["US", "DE"]}), on="2025-12-01", law=law)
    assert law.law.acts
    assert registers() == before + 1


def test_caches_are_freed_with_the_law(data: Path) -> None:
    """Nothing outside the law that is let go holds on to it."""
    before = registers()
    law = load_law(data)
    check(item="antimony", to="US", on="2025-12-01", law=law)
    assert registers() == before + 1
    del law
    assert registers() == before

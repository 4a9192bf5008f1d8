"""The engine and the independent model agree on 20,000 random questions of each run, in every word."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl.store.compiled import Store
from tests.engine.differential import disagreements

SEEDS = (20251201, 20261128)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_model(store: Store, data: Path, seed: int) -> None:
    """Not one of 10,000 questions of the seed is answered differently."""
    first = next(disagreements(store, data, seed, 10_000), None)
    assert first is None, f"seed {seed}: {first}"

"""A million random questions, answered by the engine and by the independent model; every disagreement is printed."""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from exportctl.api import load_law
from tests.engine.differential import Disagreement, disagreements
from tests.engine.reading import reader_of
from tests.model.model import Model

DATA = Path(__file__).resolve().parent.parent / "data"
COUNT, PART = 1_000_000, 50_000


def compare(seed: int) -> tuple[int, list[Disagreement]]:
    """Return the disagreements of one seed."""
    store = load_law(DATA)
    return seed, list(disagreements(store, Model(DATA, reader_of(store)), DATA, seed, PART))


def main() -> None:
    """Ask all seeds, on every core."""
    first = random.SystemRandom().randrange(1, 10**9)
    seeds = range(first, first + COUNT // PART)
    print(f"{COUNT} random questions, seeds {seeds[0]} to {seeds[-1]}, {PART} each", flush=True)
    start, found = time.perf_counter(), 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for seed, differ in pool.map(compare, seeds):
            found += len(differ)
            for item in differ[:3]:
                print(f"  seed {seed}: {item}")
    print(f"  {found} disagreements in {COUNT} questions, {COUNT / (time.perf_counter() - start):.0f} a second")


if __name__ == "__main__":
    main()

"""Random questions (a million, or the stated number), answered by the engine and by the independent model in both readings.

Every disagreement is printed, and every answer that contradicts itself.
"""

from __future__ import annotations

import os
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from exportctl.api import load_law
from tests.engine.differential import Disagreement, disagreements
from tests.engine.reading import reader_of
from tests.model.model import Model

DATA = Path(__file__).resolve().parent.parent / "data"
COUNT, PARTS = 1_000_000, 20


def compare(seed: int, count: int) -> tuple[int, list[Disagreement]]:
    """Return the disagreements of one seed."""
    store = load_law(DATA)
    return seed, list(disagreements(store, Model(DATA, reader_of(store)), DATA, seed, count))


def main() -> None:
    """Compare all seeds, on every core."""
    each = int(sys.argv[1] if sys.argv[1:] else COUNT) // PARTS
    first = random.SystemRandom().randrange(1, 10**9)
    seeds, count = range(first, first + PARTS), each * PARTS
    print(f"{count} random questions, seeds {seeds[0]} to {seeds[-1]}, {each} each", flush=True)
    start, disagreeing = time.perf_counter(), 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for seed, differ in pool.map(compare, seeds, repeat(each)):
            disagreeing += len(differ)
            for item in differ[:3]:
                print(f"  seed {seed}: {item}")
    print(f"  {disagreeing} disagreements in {count} questions, {count / (time.perf_counter() - start):.0f} a second")


if __name__ == "__main__":
    main()

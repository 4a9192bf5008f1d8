"""`make kills` kills a thousand runs, and prints the numbers of trials, lost rows, differences and files left."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.hostile.stories import KINDS, Story, undisturbed


def main(kills: int, seed: int) -> None:
    """Print a line for each kind of file, once enough runs were killed."""
    heads = (
        "stories",
        "killed",
        "pairs",
        "told to wait",
        "rows lost",
        "differences",
        "missing",
        "wrong codes",
        "files left",
    )
    begin = time.monotonic()
    print(f"{kills} kills, seed {seed}")
    print("into".ljust(10), *(head.rjust(12) for head in heads), flush=True)
    total: Counter[str] = Counter()
    for kind in KINDS:
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
            whole, tale = undisturbed(Path(folder), kind), 0
            while counts["killed"] < kills / len(KINDS):
                stories = [Story(whole, Path(folder, f"{tale + each}.{kind}"), seed + tale + each) for each in range(8)]
                tale += len(stories)
                for problem in pool.map(Story.told, stories):
                    counts.update(problem)
        print(kind.ljust(10), *(str(counts[head]).rjust(12) for head in heads), flush=True)
        total.update(counts)
    print("together".ljust(10), *(str(total[head]).rjust(12) for head in heads))
    print(f"{time.monotonic() - begin:.0f} seconds")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, random.SystemRandom().randrange(10**6))

"""Select English nouns for artifacts, food and substances from WordNet into data/trade/nouns.tsv.

`python -m bench.nouns FOLDER` reads the `data.noun` of a release of WordNet in that folder; the same release gives the same file. A
noun whose senses are all substances is a substance. Names of persons, places and species, which begin with a capital, are left out.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from exportctl.store.chosen import data_folder
from exportctl.store.trade import NOUNS

THINGS, SUBSTANCES = frozenset({6, 13}), frozenset({27})
"""The lexicographers' files of WordNet: artifacts and food; substances."""


def senses(file: Path) -> Iterator[tuple[str, int]]:
    """Yield each noun with the number of the lexicographers' file of each of its senses."""
    with file.open(encoding="ascii") as lines:
        for line in lines:
            if not line.startswith("  "):  # the licence is at the top
                _, lexicon, _, count, *words = line.partition("|")[0].split()
                for word in words[: 2 * int(count, 16) : 2]:
                    yield word.replace("_", " "), int(lexicon)


def main() -> None:
    """Write the file again."""
    lexicons_of: defaultdict[str, set[int]] = defaultdict(set)
    for noun, lexicon in senses(Path(sys.argv[1]) / "data.noun"):
        if noun == noun.lower():
            lexicons_of[noun].add(lexicon)
    kinds = {
        noun: "thing" if lexicons & THINGS else "substance"
        for noun, lexicons in lexicons_of.items()
        if lexicons & THINGS or lexicons <= SUBSTANCES
    }
    with (data_folder() / NOUNS).open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        rows.writerows([("noun", "kind"), *sorted(kinds.items())])


if __name__ == "__main__":
    main()

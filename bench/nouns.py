"""Select English nouns for artifacts, food and substances from WordNet into data/trade/nouns.tsv.

`python -m bench.nouns FOLDER` reads `data.noun` and `index.noun` of a release of WordNet in that folder; the same release gives the
same file. A noun whose senses are all substances is a substance. Names of persons, places and species, which begin with a capital, are
left out. WordNet orders the senses of a noun by frequency; `sense` is the number of the first one that is about goods.
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


def synsets(file: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the offset of each sense, the number of its lexicographers' file, and its nouns."""
    for line in _lines(file):
        offset, lexicon, _, count, *words = line.partition("|")[0].split()
        yield offset, int(lexicon), [word.replace("_", " ") for word in words[: 2 * int(count, 16) : 2]]


def ordered_senses(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each noun in lower case, with the offsets of its senses, the most frequent first."""
    for line in _lines(file):
        noun, _, count, *rest = line.split()
        yield noun.replace("_", " "), rest[-int(count) :]


def _lines(file: Path) -> Iterator[str]:
    """Yield the lines of a file without the licence at its top."""
    with file.open(encoding="ascii") as lines:
        yield from (line for line in lines if not line.startswith("  "))


def main() -> None:
    """Write the file again."""
    folder = Path(sys.argv[1])
    lexicons_of: defaultdict[str, set[int]] = defaultdict(set)
    goods: set[str] = set()
    for offset, lexicon, nouns in synsets(folder / "data.noun"):
        if lexicon in THINGS | SUBSTANCES:
            goods.add(offset)
        for noun in nouns:
            if noun == noun.lower():
                lexicons_of[noun].add(lexicon)
    kinds = {
        noun: "thing" if lexicons & THINGS else "substance"
        for noun, lexicons in lexicons_of.items()
        if lexicons & THINGS or lexicons <= SUBSTANCES
    }
    first = {
        noun: next(number for number, offset in enumerate(offsets, 1) if offset in goods)
        for noun, offsets in ordered_senses(folder / "index.noun")
        if noun in kinds
    }
    with (data_folder() / NOUNS).open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        rows.writerow(("noun", "kind", "sense"))
        rows.writerows((noun, kind, first.get(noun, 1)) for noun, kind in sorted(kinds.items()))


if __name__ == "__main__":
    main()

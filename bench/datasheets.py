"""Texts of data sheets: the numbers that are surely on the list, surely outside, undecided, and wrong.

Each text states its entry, if any, and whether a careful reader of the list would be sure of it. The first rules for words and figures
were written with the texts of the first half only. Later rules for figures used both halves, so only other texts can measure them.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from bench.learn import DATA
from bench.recognised import Classifier
from exportctl.api import load_law
from exportctl.goods.classify import Classification
from exportctl.law.register import Register
from exportctl.law.words import covers

SHEETS = Path(__file__).resolve().parent.parent / "tests" / "goods" / "datasheets.tsv"
SEED = 20261128
"""Drawn before any text was classified."""
NONE = "-"

Outcome = Literal["sure", "outside", "undecided", "wrong"]


class Sheet(NamedTuple):
    """The text of a data sheet, its line (`-` for none), and the judgement of a careful reader: sure, outside or undecidable."""

    line: str
    lang: str
    reader: str
    words: str


def sheets() -> list[Sheet]:
    """Return the texts in the order of the file."""
    with SHEETS.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return [Sheet(row["list_code"], row["lang"], row["reader"], row["description"]) for row in rows]


def halves() -> tuple[list[Sheet], list[Sheet]]:
    """Return the texts in two halves that were drawn at random."""
    mixed = sheets()
    random.Random(SEED).shuffle(mixed)
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]


def outcome(sheet: Sheet, classification: Classification, law: Register) -> Outcome:
    """Return the outcome for a text: wrong if the program clears goods that may be on the list, or is sure of another entry.

    Entries for a few destinations do not count.
    """
    matches = [match for match in classification.matches if match.entry not in law.destination_specific_entries]
    sure = [match.entry for match in matches if match.truth.value]
    if not matches and law.home.id in classification.recognised:
        return "outside" if sheet.reader == "outside" else "wrong"
    if not sure:
        return "undecided"
    right = sheet.line != NONE and any(covers(sheet.line, line) or covers(line, sheet.line) for line in sure)
    return "sure" if right else "wrong"


def outcomes(classifier: Classifier, half: list[Sheet]) -> Iterator[tuple[Sheet, Outcome]]:
    """Yield each text with the outcome of the program."""
    for sheet in half:
        yield sheet, outcome(sheet, classifier.classify(sheet.words), classifier.store.law)


def main() -> None:
    """Print both halves."""
    classifier = Classifier(load_law(DATA))
    for name, half in zip(("first half", "second half"), halves(), strict=True):
        decided = [*outcomes(classifier, half)]
        count = Counter(result for _, result in decided)
        agreed = sum(result == sheet.reader for sheet, result in decided)
        reader = Counter(sheet.reader for sheet in half)
        print(
            f"{name}: {len(half)} texts, {count['sure']} sure, {count['outside']} surely outside, {count['undecided']} undecided, "
            f"{count['wrong']} wrong; {agreed} decided as by a careful reader, who finds {reader['sure']} sure "
            f"and {reader['outside']} outside"
        )
        for sheet, result in decided:
            if result == "wrong":
                print(f"  {sheet.line}: {sheet.words}")


if __name__ == "__main__":
    main()

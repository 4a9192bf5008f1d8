"""Words with a customs code: decisions on controlled goods under a false code, and on ordinary goods under their own and a false one.

No model decides a text that it learned from. A false code is a heading of another chapter for which no entry is printed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.goods import FOLDS, Known, share
from bench.learn import DATA, SEED, descriptions
from bench.recognised import Classifier, controlled
from bench.trusted import unlearn
from exportctl.api import Law
from exportctl.goods.customs import printed_beside
from exportctl.law.customs_codes import chapter_of
from exportctl.law.words import fold

FALSE_CODES = 5


class Counts(NamedTuple):
    """The numbers of texts, of cleared ones, and of those that would be cleared if words could not contradict the code."""

    texts: int
    cleared: int
    cleared_by_code: int

    def plus(self, classifier: Classifier, words: str, code: str) -> Counts:
        """Return the counts with another text."""
        classification = classifier.classify(words, code)
        cleared = classifier.is_cleared(classification)
        by_code = cleared or classifier.is_cleared_by_code(words, code)
        return Counts(self.texts + 1, self.cleared + cleared, self.cleared_by_code + by_code)


def codes(store: Law, known: Known) -> Iterator[str]:
    """Yield a line for each side."""
    free = [code for code in store.headings if not any(printed_beside(store.law, code))]
    draw = random.Random(SEED)
    listed = Counts(0, 0, 0)
    classifier = Classifier(store)
    for entry, _, words in controlled():
        own = {chapter_of(line.code) for line in store.law.customs.lines if line.entry == entry}
        for code in draw.sample([code for code in free if chapter_of(code) not in own], FALSE_CODES):
            listed = listed.plus(classifier, words, code)
    yield (
        f"controlled goods under a false code: {listed.cleared} of {listed.texts} cleared, {listed.cleared / listed.texts:.2%} "
        f"(by the code alone {listed.cleared_by_code}); at most 1.4 % wanted"
    )
    right, false = _ordinary(store, known, free, draw)
    yield (
        f"ordinary goods under their own code, five-fold: {right.cleared} of {right.texts} decided, {right.cleared / right.texts:.2%} "
        f"(by the code alone {right.cleared_by_code}: {1 - right.cleared / right.cleared_by_code:.2%} fewer); at most 3 % fewer wanted"
    )
    yield f"  under a false code: {false.cleared} of {false.texts} decided (by the code alone {false.cleared_by_code})"


def _ordinary(store: Law, known: Known, free: Sequence[str], draw: random.Random) -> tuple[Counts, Counts]:
    rows = {item.words: item.heading for item in descriptions(DATA)}
    right = false = Counts(0, 0, 0)
    for number in range(FOLDS):
        held_out = share(rows, number, FOLDS)
        hidden = set(map(fold, held_out))
        rest = [text for text in known.corpus.ordinary if fold(text.words) not in hidden]
        classifier = Classifier(unlearn(store, known._replace(corpus=known.corpus._replace(ordinary=rest))))  # type: ignore[arg-type]
        for words in held_out:
            if not any(printed_beside(store.law, rows[words])):
                right = right.plus(classifier, words, rows[words])
                other = draw.choice([code for code in free if chapter_of(code) != chapter_of(rows[words])])
                false = false.plus(classifier, words, other)
    return right, false

"""Descriptions of goods: the share of ordinary ones that is cleared, and whether a controlled one is.

No model decides a text that it learned from. `main` takes the function that makes the decision, to measure the same
figures for the three vetoes alone and for the whole program.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.learn import (
    DATA,
    SEED,
    Corpus,
    careful,
    careful_by_hand,
    carriers,
    corpus,
    descriptions,
    is_listed,
    learn,
    names_of,
)
from bench.recognised import controlled, report
from exportctl.api import load_law
from exportctl.law.elements import elements_of
from exportctl.law.register import Register
from exportctl.law.trie import tokens_of, trie_of
from exportctl.law.wordmodel import WordModel, features
from exportctl.law.words import fold
from exportctl.store.trade import terms

FOLDS = 5
BEST = 3
LICENCE = (
    "descriptions: UK trade-tariff-lambdas-fpo-search, MIT, Crown copyright; AIDC-AI Marco-Search-Agent, Apache-2.0; "
    "controlled goods: written for this project"
)
_TOKEN = re.compile(r"[A-Za-z0-9()\[\]·.]+")
_CAPITAL = re.compile(r"[A-Z]")

Clears = Callable[[str], bool]
"""A decision about a text: whether it matches no entry."""


class Known(NamedTuple):
    """The input of a decision: the law, the names to search for, the texts to learn from, and the careful words by hand."""

    law: Register
    names: dict[str, str]
    corpus: Corpus
    by_hand: frozenset[str]


def all_inputs(law: Register) -> Known:
    """Return the complete input: every name of every material, every text and every careful word."""
    return Known(law, ids_by_name(law), corpus(law, DATA), careful_by_hand(DATA))


def ids_by_name(law: Register) -> dict[str, str]:
    """Return every name of every material, with the id of the material."""
    return {name: id_ for id_, item in law.materials.items() for name in names_of(item)}


Make = Callable[[Known], Clears]


def three_vetoes(known: Known) -> Clears:
    """Return the decision that clears a text unless a name, a careful word or a heading prevents it.

    A careful word does not among clearly ordinary words.
    """
    carrying = carriers(known.law)
    watched = frozenset(careful(known.corpus, carrying)) | known.by_hand
    return vetoes_of(known.law, known.names, learn(known.corpus, carrying), watched)


def vetoes_of(law: Register, names: Mapping[str, str], model: WordModel, watched: frozenset[str]) -> Clears:
    """Return the decision by names to search for, a trained word model and careful words."""
    carrying = carriers(law)
    listed = {id_ for id_, item in law.materials.items() if is_listed(item) or item.may_contain}
    trie = trie_of((name, "name", id_) for name, id_ in names.items() if id_ in listed)

    def clears(text: str) -> bool:
        guess = model.guess(text)
        return (
            guess.is_ordinary
            and not any(heading.startswith(carrying) for heading in guess.likely_headings)
            and (guess.is_clear or watched.isdisjoint(features(text)))
            and not _formula_inside(text, law)
            and not trie.phrases(text, tokens_of(text))
        )

    return clears


def _formula_inside(text: str, law: Register) -> bool:
    """Return whether a word of a text is a formula with an element that an entry is about; a plain capitalised word is not."""
    return any(
        len(_CAPITAL.findall(token)) > 1 and not elements_of(token).isdisjoint(law.by_element)
        for token in _TOKEN.findall(text)
    )


def ordinary(known: Known, make: Make) -> Iterator[tuple[str, bool]]:
    """Yield each kind of ordinary text with the decision of a model that did not learn from it."""
    groups = {"description": [item.words for item in descriptions(DATA)]}
    for item in terms(DATA):
        groups.setdefault("English term" if item.words.isascii() else "Chinese term", []).append(item.words)
    for fold_ in range(FOLDS):
        held_out = {kind: share(texts, fold_, FOLDS) for kind, texts in groups.items()}
        hidden = {fold(text) for texts in held_out.values() for text in texts}
        rest = [text for text in known.corpus.ordinary if fold(text.words) not in hidden]
        clears = make(known._replace(corpus=known.corpus._replace(ordinary=rest)))
        for kind, texts in held_out.items():
            yield from ((kind, clears(text)) for text in texts)


def share(items: Iterable[str], number: int, of: int) -> list[str]:
    """Return one of equal shares of distinct items, the same for the same items."""
    mixed = sorted(set(items))
    random.Random(SEED).shuffle(mixed)
    return mixed[number::of]


def rate(model: WordModel, texts: Sequence[str]) -> float:
    """Return the texts per second that the model guesses on one core."""
    start = time.process_time()
    for text in texts:
        model.guess(text)
    return len(texts) / (time.process_time() - start)


def right_heading(known: Known) -> tuple[float, float]:
    """Return the share of descriptions whose heading is ranked first, and among the three best, by a model that has not seen them."""
    rows = {item.words: item.heading for item in descriptions(DATA)}
    first = near = 0
    for number in range(FOLDS):
        held_out = frozenset(share(rows, number, FOLDS))
        rest = [text for text in known.corpus.ordinary if text.words not in held_out]
        model = learn(known.corpus._replace(ordinary=rest), carriers(known.law))
        for text in held_out:
            best = [heading for heading, _ in model.guess(text).headings[:BEST]]
            first += rows[text] in best[:1]
            near += rows[text] in best
    return first / len(rows), near / len(rows)


def main(make: Make = three_vetoes) -> None:
    """Print the shares."""
    from bench.codes import codes  # noqa: PLC0415 - it needs what stands here

    store = load_law(DATA)
    law, known = store.law, all_inputs(store.law)
    print(LICENCE)
    for line in (*report(store), *codes(store, known)):
        print(f"  {line}")
    print("what a score would let through, five-fold; and the model")
    kinds: dict[str, list[bool]] = {}
    for kind, passed in ordinary(known, make):
        kinds.setdefault(kind, []).append(passed)
    for kind, decided in kinds.items():
        print(
            f"  ordinary, {kind:15} {sum(decided):6} of {len(decided):6} let through  {sum(decided) / len(decided):7.2%}"
        )
    clears = make(known)
    rows = controlled()
    wrong = [row for row in rows if clears(row[2])]
    print(f"  controlled goods          {len(wrong):6} of {len(rows):6} let through; none wanted")
    for code, _, words in wrong:
        print(f"    {code}: {words}")
    first, near = right_heading(known)
    print(f"  right heading ranked first {first:.1%}, among {BEST} {near:.1%}")
    model, texts = learn(known.corpus, carriers(law)), [item.words for item in descriptions(DATA)]
    print(f"  word model: {rate(model, texts):.0f} texts a second; 17000 wanted")


if __name__ == "__main__":
    main()

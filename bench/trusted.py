"""With --trust-descriptions the whole program decides descriptions that it did not learn from, and names that are new to it.

`python -m bench.trusted` prints both shares. A name is asked at a place where the line that it is a name of matters; for the time of
the question it is taken out of the law, of the lexicon and of what was learned.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bench.goods import FOLDS, Known, everything, held_out, share
from bench.learn import DATA, WEIGHT_OF_TERM, careful, carriers, is_listed, learn, names_of
from exportctl import Transaction, check
from exportctl.api import Law, load_law
from exportctl.engine.engine import Engine
from exportctl.law.lexicon import Lexicon
from exportctl.law.register import Register
from exportctl.law.trie import trie_of
from exportctl.law.words import LINE, fold
from exportctl.store.trade import careful_by_hand, descriptions

DAY, ANYWHERE = date(2026, 8, 1), "DE"


class Unlearned(NamedTuple):
    """The law for somebody who knows fewer names and has read fewer texts."""

    law: Register
    lexicon: Lexicon
    parties: object
    headings: Mapping[str, str]
    hints: object
    engine: Engine

    def clears(self, text: str, to: str) -> bool:
        """Tell whether nothing is found of goods of this description on their way to a place, not even what sleeps."""
        answer = check(Transaction(item=text, to=to, on=DAY), self, trust_descriptions=True)  # type: ignore[arg-type]
        return answer.decision == "no_control_found" and not answer.findings


def unlearned(store: Law, known: Known) -> Unlearned:
    """Return the law without the names and texts that are not known."""
    law, carrying = store.law, carriers(store.law)
    kept = set(map(fold, known.names))
    named = [(name, id_) for id_, item in law.materials.items() for name in names_of(item)]
    hidden = {fold(name) for name, _ in named} - kept
    lines = [(name, LINE + code) for code, entry in law.entries.items() for name in (entry.name.en, entry.name.zh)]
    names = [(name, id_) for name, id_ in named if fold(name) in kept]
    names += [(name, line) for name, line in lines if fold(name) not in kept | hidden]
    terms = ((text.words, text.heading) for text in known.corpus.ordinary if text.weight == WEIGHT_OF_TERM)
    fewer = dataclasses.replace(
        law,
        words={word: id_ for word, id_ in law.words.items() if word not in hidden},
        line_words={word: codes for word, codes in law.line_words.items() if word not in hidden},
    )
    lexicon = store.lexicon._replace(
        names=trie_of(names),
        terms=trie_of(terms),
        careful=frozenset(careful(known.corpus, carrying)) | careful_by_hand(DATA),
        model=learn(known.corpus, carrying),
    )
    return Unlearned(fewer, lexicon, store.parties, store.headings, store.hints, Engine(fewer))


def ordinary(store: Law, known: Known) -> Iterable[bool]:
    """Yield for each description whether those who did not learn from it clear it."""
    texts = [item.words for item in descriptions(DATA)]
    for number in range(FOLDS):
        asked = share(texts, number, FOLDS)
        hidden = set(map(fold, asked))
        rest = [text for text in known.corpus.ordinary if fold(text.words) not in hidden]
        law = unlearned(store, known._replace(corpus=known.corpus._replace(ordinary=rest)))
        yield from (law.clears(text, ANYWHERE) for text in asked)


def places(law: Register) -> Mapping[str, frozenset[str]]:
    """Return where each name of listed goods is asked: anywhere, or at one place where its line alone matters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in filter(is_listed, law.materials.values()):
        alone = {min(law.narrow[line]) for line in item.entries if line in law.narrow}
        anywhere = {ANYWHERE} if item.may_be or not law.narrow.keys() >= set(item.entries) else set()
        for name in names_of(item):
            found[name] |= alone | anywhere
    return {name: frozenset(to) for name, to in found.items()}


def new_names(store: Law, known: Known) -> Iterable[tuple[str, bool]]:
    """Yield each name of listed goods, and whether it is cleared somewhere where it matters by those to whom it is new."""
    where = places(store.law)

    def make(part: Known) -> Callable[[str], bool]:
        law = unlearned(store, part)
        return lambda name: any(law.clears(name, to) for to in where[name])

    return held_out(known, make)


def main() -> None:
    """Print the shares."""
    store = load_law(DATA)
    known = everything(store.law)
    decided = [*ordinary(store, known)]
    print(
        f"descriptions, five-fold  {sum(decided)} of {len(decided)} decided  {sum(decided) / len(decided):.2%}; 55 % wanted"
    )
    names = [*new_names(store, known)]
    missed = [name for name, cleared in names if cleared]
    print(
        f"names never seen  {len(missed)} of {len(names)} cleared  {len(missed) / len(names):.3%}; at most 0.30 % wanted"
    )
    print("  " + "; ".join(missed))


if __name__ == "__main__":
    main()

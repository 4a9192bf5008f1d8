"""Measure the share of new descriptions that the whole program decides with --trust-descriptions: `python -m bench.trusted`.

`bench.names` measures, for the vetoes alone, how many names of the list are cleared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from bench.goods import FOLDS, Known, all_inputs, share
from bench.learn import DATA, WEIGHT_OF_TERM, careful, carriers, descriptions, learn
from exportctl import Transaction, check
from exportctl.api import Law, load_law
from exportctl.engine.engine import Engine
from exportctl.law.lexicon import Lexicon
from exportctl.law.register import Register
from exportctl.law.trie import ENDS, Trie, trie_of
from exportctl.law.words import fold

DAY, PLACE = date(2026, 8, 1), "DE"
Node = dict[str, Any]


class Unlearned(NamedTuple):
    """The law with a word model that learned from fewer texts."""

    law: Register
    lexicon: Lexicon
    parties: object
    headings: Mapping[str, str]
    chapters: Mapping[str, tuple[str, str]]
    hints: object
    engine: Engine

    def clears(self, text: str) -> bool:
        """Return whether goods of this description have no finding, suspended provisions included."""
        answer = check(Transaction(item=text, to=PLACE, on=DAY), self, trust_descriptions=True)  # type: ignore[arg-type]
        return answer.decision == "no_control_found" and not answer.findings


def unlearn(store: Law, known: Known) -> Unlearned:
    """Return the law with a word model that learned from the known texts alone."""
    carrying = carriers(store.law)
    terms = ((text.words, "term", text.heading) for text in known.corpus.ordinary if text.weight == WEIGHT_OF_TERM)
    lexicon = store.lexicon._replace(
        phrases=Trie(_with_terms(store.lexicon.phrases.root, trie_of(terms).root)),
        careful=frozenset(careful(known.corpus, carrying)) | known.by_hand,
        model=learn(known.corpus, carrying),
    )
    return Unlearned(store.law, lexicon, store.parties, store.headings, store.chapters, store.hints, store.engine)


def _with_terms(node: Node, terms: Node) -> Node:
    """Return a node of a trie, and all nodes below it, with other terms in place of its own."""
    words = {
        word: _with_terms(node.get(word, {}), terms.get(word, {}))
        for word in dict.fromkeys((*node, *terms))
        if word != ENDS
    }
    senses = {label: meanings for label, meanings in node.get(ENDS, {}).items() if label != "term"} | terms.get(
        ENDS, {}
    )
    return words | ({ENDS: senses} if senses else {})


def ordinary(store: Law, known: Known) -> Iterable[bool]:
    """Yield for each description whether a model that did not learn from it clears it."""
    texts = [item.words for item in descriptions(DATA)]
    for number in range(FOLDS):
        held_out = share(texts, number, FOLDS)
        hidden = set(map(fold, held_out))
        rest = [text for text in known.corpus.ordinary if fold(text.words) not in hidden]
        law = unlearn(store, known._replace(corpus=known.corpus._replace(ordinary=rest)))
        yield from (law.clears(text) for text in held_out)


def main() -> None:
    """Print the shares."""
    store = load_law(DATA)
    known = all_inputs(store.law)
    decided = [*ordinary(store, known)]
    print(
        f"descriptions, five-fold  {sum(decided)} of {len(decided)} decided  {sum(decided) / len(decided):.2%}; 55 % wanted"
    )


if __name__ == "__main__":
    main()

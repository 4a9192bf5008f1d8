"""Chinese verbs and adjectives of trade are picked into data/trade/describing.txt: `python -m bench.describing FILE`.

They are the words of two characters that jieba's dictionary (its `dict.txt`, or another of that form) has as verbs or
adjectives, and that the official texts of this data or the terms of trade contain. Nouns for things are left out, and so
are words that turn a substance into another.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.learn import DATA
from exportctl.law.lexicon import word_phrases
from exportctl.store.draft import Draft, read_into
from exportctl.store.trade import DESCRIBING, terms, trade

_KINDS = frozenset({"v", "vn", "vd", "a", "ad", "b", "z"})
_FREQUENT = 20
_TWO = 2
_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_OFFICIAL = ("entries/*.yaml", "acts/**/*.yaml", "customs/*.csv")
_CHANGING = frozenset({"change", "anion", "finish", "absent", "part", "purpose", "technology"})
"""Labels of words that mean more than the make or the look of goods."""
_BINDING = frozenset("聚合化")
"""A word with such a character may be a part of the name of another substance."""


def verbs_and_adjectives(file: Path) -> Iterator[str]:
    """Yield the verbs and adjectives of two characters of a dictionary with frequencies and kinds of words."""
    with file.open(encoding="utf-8") as lines:
        for word, frequency, kind in map(str.split, lines):
            if len(word) == _TWO and kind in _KINDS and int(frequency) >= _FREQUENT:
                yield word


def pairs(data: Path) -> set[str]:
    """Return every two adjacent Chinese characters of the official texts and the terms of trade."""
    texts = [file.read_text(encoding="utf-8") for pattern in _OFFICIAL for file in data.glob(pattern)]
    texts += [item.words for item in terms(data)]
    return {run[at : at + _TWO] for text in texts for run in _RUN.findall(text) for at in range(len(run) - 1)}


def main() -> None:
    """Write the file again."""
    draft = Draft()
    read_into(draft, DATA)
    changing = [words for words, label, _ in word_phrases(draft.words[0].record) if label in _CHANGING]
    nouns = frozenset(trade(DATA).things)
    known = pairs(DATA)
    words = sorted(
        word
        for word in set(verbs_and_adjectives(Path(sys.argv[1])))
        if word in known
        and nouns.isdisjoint({word, word[-1]})
        and _BINDING.isdisjoint(word)
        and not any(part in word for part in changing)
    )
    (DATA / DESCRIBING).write_text("".join(f"{word}\n" for word in words), encoding="utf-8")


if __name__ == "__main__":
    main()

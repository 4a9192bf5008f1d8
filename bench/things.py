"""Collect nouns for things and substances into data/trade/things.txt: `python -m bench.things`; the same data gives the same bytes.

They are the nouns of nouns.tsv, the heads of the terms of trade, and the heads of the Harmonized System's own words. A Chinese noun
is a whole term; one character by itself is one with which Chinese nouns end. Words that only describe goods are left out; the nouns
above the line are written by hand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.learn import DATA
from exportctl.law.lexicon import word_phrases
from exportctl.law.trie import tokens_of
from exportctl.law.vocabulary import WordList
from exportctl.store.draft import Draft, read_into
from exportctl.store.trade import NOUNS, THINGS, terms

COUNTED = "# collected, by bench/things.py: all below is written anew each time"
"""The line between the nouns written by hand and, below it, those that are collected here."""
_HEAD = re.compile(r"[A-Za-z][A-Za-z' -]*[A-Za-z]")
_NO_NOUN = re.compile(r".*(?:ed|ly|ing|ous|ic|able|ible|less|ish)$")
"""The endings of words that describe a thing more often than they name one."""
_PLAIN = frozenset(
    """
    brand content counting export fully general import kind lab lot master mesh method net other packing part quality sieve type weight
    chip chunk cutting dross filing flake lump scrap shaving shred skull sliver slug splinter sponge turning waste
    """.split()  # noqa: SIM905 - words are read in lines
)
"""Nouns that describe any goods, and shapes of raw material."""


def heads_of_headings(data: Path) -> Iterator[str]:
    """Yield the last word of the first part of each heading of the Harmonized System: `Pencils; with leads` is about pencils."""
    with (data / "customs" / "hs2022.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for part in re.split(r"[;,()]| and | or | of | for | with ", row["description"].partition(";")[0]):
                if head := _HEAD.fullmatch(part.strip()):
                    yield head.group()


def english(data: Path) -> Iterator[str]:
    """Yield English nouns, of one word each, in the singular."""
    with (data / NOUNS).open(encoding="utf-8", newline="") as stream:
        nouns = [row["noun"] for row in csv.DictReader(stream, delimiter="\t")]
    words = [item.words for item in terms(data) if item.words.isascii()]
    for noun in nouns:
        yield from (token.word for token in tokens_of(noun)[-1:])
    for noun in (*words, *heads_of_headings(data)):
        yield from (token.word for token in tokens_of(noun)[-1:] if not _NO_NOUN.fullmatch(token.word))


def endings(nouns: Iterable[str], words: WordList) -> set[str]:
    """Return the characters that end Chinese nouns, without those that are words for a form, a packing or the like."""
    ends = {noun[-1] for noun in nouns if "\u4e00" <= noun[-1] <= "\u9fff"}
    plain = {phrase for phrase, _, _ in word_phrases(words)}
    return ends - plain


def collected(data: Path, by_hand: Iterable[str]) -> list[str]:
    """Return the nouns of both languages, in their order."""
    draft = Draft()
    read_into(draft, data)
    chinese = {item.words for item in terms(data) if not item.words.isascii()}
    by_hand_too = (noun for noun in by_hand if not noun.isascii() and not noun.startswith("#"))
    nouns = {word for word in english(data) if len(word) > 2 and word.isalpha() and word not in _PLAIN}  # noqa: PLR2004
    return sorted(nouns | chinese | endings([*chinese, *by_hand_too], draft.words[0].record))


def main() -> None:
    """Write the part that is collected."""
    file = DATA / THINGS
    head = file.read_text(encoding="utf-8").partition(COUNTED)[0]
    by_hand = set(head.splitlines())
    nouns = [noun for noun in collected(DATA, by_hand) if noun not in by_hand]
    file.write_text(f"{head}{COUNTED}\n" + "".join(f"{noun}\n" for noun in nouns), encoding="utf-8")


if __name__ == "__main__":
    main()

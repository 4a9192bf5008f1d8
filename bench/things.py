"""Collect nouns for things and substances into data/trade/things.txt: `python -m bench.things`; the same data gives the same bytes.

They are the nouns of nouns.tsv that name goods in one of their two most frequent senses (a charge is a cost rather than an explosive),
the heads of the Harmonized System's own words, and those heads of terms of trade that the file has already. More terms add none: a text
with such a term names other goods without this list. A Chinese noun is a whole term; one character by itself is one with which Chinese
nouns end. Words that only describe goods are left out; the nouns above the line are written by hand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.learn import DATA
from exportctl.law.trie import tokens_of
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
_ABSTRACT = frozenset(
    """
    agricultural all alpha artificial basis bent beta both bovine broken by coefficient combustion commercial complete
    compressibility consumption contact cure dental detection development distribution down drift education eight elasticity
    electrical energy essential etc examination example exhibition festive fine first fissile five flow four function gamma group half
    hardness have hour human hydraulic hydrological immersion in inactive indian induction industrial industry instant interval
    keep length like live loss made maintenance manufacture matter mean mechanical medical meteorological monetary more motion
    multicellular natural nine not nude off on once one open optical oral otherwise out oxidation phase place power pressure
    process purpose put quantity radiation reception rectangular reduction repair replacement requisite residual retail revenue
    rigid rough sale science second seven shape similar six spec spent strength supply surgical symbol synthesis than that therapy
    thickness third those three tight time together tonne transparent treatment tropical two unfit unwrought up use value voltage
    war whether width with wooden woven
    """.split()  # noqa: SIM905 - words are read in lines
)
"""Words that end terms, headings or nouns of several words, and name no thing by themselves: of all kinds, water cure."""
_SENSES = 2
"""The most frequent senses of a noun among which one must be about goods."""


def heads_of_headings(data: Path) -> Iterator[str]:
    """Yield the last word of the first part of each heading of the Harmonized System: `Pencils; with leads` is about pencils."""
    with (data / "customs" / "hs2022.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for part in re.split(r"[;,()]| and | or | of | for | with ", row["description"].partition(";")[0]):
                if head := _HEAD.fullmatch(part.strip()):
                    yield head.group()


def wordnet(data: Path) -> Iterator[str]:
    """Yield the last word of each noun of WordNet that is frequent in a sense about goods."""
    with (data / NOUNS).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if int(row["sense"]) <= _SENSES:
                yield from (token.word for token in tokens_of(row["noun"])[-1:])


def heads(phrases: Iterable[str]) -> Iterator[str]:
    """Yield the last word of each phrase, in the singular, unless it only describes goods by its ending."""
    for phrase in phrases:
        yield from (token.word for token in tokens_of(phrase)[-1:] if not _NO_NOUN.fullmatch(token.word))


def collected(data: Path, before: Iterable[str]) -> list[str]:
    """Return the nouns of both languages, in their order. From terms and Chinese words, none is added to those of `before`."""
    plain, earlier = _PLAIN | _ABSTRACT, set(before)
    own = {*wordnet(data), *heads(heads_of_headings(data))}
    terms_too = own | set(heads(item.words for item in terms(data) if item.words.isascii()))
    nouns = own | (terms_too & earlier)
    kept = {noun for noun in nouns if len(noun) > 2 and noun.isalpha() and noun not in plain}  # noqa: PLR2004
    return sorted(kept | {noun for noun in earlier if not noun.isascii()})


def main() -> None:
    """Write the part that is collected."""
    file = DATA / THINGS
    head, _, before = file.read_text(encoding="utf-8").partition(f"{COUNTED}\n")
    by_hand = set(head.splitlines())
    nouns = [noun for noun in collected(DATA, before.splitlines()) if noun not in by_hand]
    file.write_text(f"{head}{COUNTED}\n" + "".join(f"{noun}\n" for noun in nouns), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Count the word model and the list of careful words from data/; the same data gives the same bytes.

`python -m bench.learn` writes data/trade/model.json.gz and the counted part of data/trade/careful.txt. It learns from the
descriptions, terms and nouns of data/trade and the table of headings on the ordinary side, and from the names of the list and of the
vocabulary, and of other substances, on the other; it never sees the texts under tests/goods.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from exportctl.api import load_law
from exportctl.law.register import Register
from exportctl.law.trie import tokens_of, trie_of
from exportctl.law.vocabulary import Material
from exportctl.law.wordmodel import Doubt, WordModel, affixes, features
from exportctl.store import tables
from exportctl.store.trade import CAREFUL, DESCRIPTIONS, NOUNS, TradeWords, terms

DATA = Path(__file__).resolve().parent.parent / "data"
SEED, ROUNDS, RATE, SHRINK = 20261010, 6, 0.5, 2e-5
NOTHING = 0.005
LEAST, HIDDEN, MOST_POINTS = 2, 0.2, 16
WEIGHT_OF_TABLE, WEIGHT_OF_TERM = 0.3, 1.5
COUNTED = "# counted, by bench/learn.py: all below is written anew each time"
"""The line of careful.txt between the words written by hand and, below it, those that are counted here."""
DOUBT = Doubt(pull=0.3, like=3.4)
"""Fixed numbers (data/trade/README.md); `python -m bench.goods` measures their effect."""
PLAIN_WORDS = frozenset(
    """
    a an and as at by for from if in into is it its more no not of on or other such than that the their them these those to under with
    without which whether where when was were be been used use using
    high low large small long short first second new other multi double single
    complete component data device element iv model standard
    """.split()  # noqa: SIM905 - words are read in lines
)


class Text(NamedTuple):
    """Words of ordinary trade, the six digits of their heading, and their weight."""

    words: str
    heading: str
    weight: float


class Corpus(NamedTuple):
    """The training texts: texts of ordinary trade, names of listed goods, and the words of headings for which an entry is printed.

    `things` and `substances` are nouns without a heading; a thing is ordinary if it contains no listed name and no careful word.
    """

    ordinary: list[Text]
    listed: list[str]
    beside: list[str]
    things: list[str]
    substances: list[str]


def table(data: Path) -> Iterable[Text]:
    """Yield the words of each six-digit heading, with those of the four digits above it."""
    with (data / "customs" / "hs2022.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["hscode"]: row["description"] for row in csv.DictReader(stream)}
    for code, words in rows.items():
        if len(code) == len("850511") and code < "98":
            yield Text(f"{words} {rows.get(code[:4], '')}", code, WEIGHT_OF_TABLE)


def is_listed(material: Material) -> bool:
    """Return whether a material of the vocabulary is on the list, or may be."""
    return bool(material.entries or material.may_be)


def names_of(material: Material) -> tuple[str, ...]:
    """Return every name of a material."""
    return (*material.names.en, *material.names.zh, *material.trade)


def is_wide(law: Register, material: Material) -> bool:
    """Return whether a material, or a possible meaning of it, has an entry for all destinations.

    Entries of a catalogue of technologies do not count: no goods have names like theirs.
    """
    return not is_catalogued(law, material) and (
        bool(material.may_be) or not law.destination_specific_entries.keys() >= set(material.entries)
    )


def is_catalogued(law: Register, material: Material) -> bool:
    """Return whether all entries of a material (or, without any, of its possible meanings) are of a catalogue of technologies."""
    if material.entries:
        return all(map(law.is_technology_catalogue, material.entries))
    return bool(material.may_be) and all(is_catalogued(law, law.materials[id_]) for id_ in material.may_be)


def listed_names(law: Register) -> list[str]:
    """Return the names of the entries for all destinations, and of the materials that are on the list or may be."""
    wide = [
        entry
        for code, entry in law.entries.items()
        if code not in law.destination_specific_entries and not law.is_technology_catalogue(code)
    ]
    lines = [name for entry in wide for name in (entry.name.en, entry.name.zh)]
    known = [item for item in law.materials.values() if item.read == "anywhere"]
    materials = [item for item in known if is_listed(item) and is_wide(law, item)]
    return lines + [name for item in materials for name in _of_new_words(names_of(item))]


def _of_new_words(names: Iterable[str]) -> Iterator[str]:
    """Yield the names that have a word which no earlier one has: further orders of the same words would count these words again."""
    known: set[str] = set()
    for name in names:
        words = words_in(name)
        if not known.issuperset(words):
            known.update(words)
            yield name


def carriers(law: Register) -> tuple[str, ...]:
    """Return the headings for which an entry is printed: six digits, or four for all headings below.

    Headings of entries for few destinations are left out: ordinary goods travel under them to all others.
    """
    return tuple(
        sorted({line.code[:6] for line in law.customs.lines if line.entry not in law.destination_specific_entries})
    )


def corpus(law: Register, data: Path) -> Corpus:
    """Return the training texts. Goods under a heading with a printed entry are not examples of ordinary trade."""
    texts = [Text(item.words, item.heading, 1.0) for item in descriptions(data)]
    texts += [Text(item.words, item.heading, WEIGHT_OF_TERM) for item in terms(data)]
    carrying, rows = carriers(law), list(table(data))
    beside = [row.words for row in rows if row.heading.startswith(carrying)]
    return Corpus([*texts, *rows], listed_names(law), beside, nouns(data, "thing"), nouns(data, "substance"))


@cache
def words_in(text: str) -> tuple[str, ...]:
    """Return the features of a text; each text is read several times."""
    return tuple(features(text))


def descriptions(data: Path) -> list[TradeWords]:
    """Return the descriptions of parcels and shops, each with six digits."""
    columns = ("description", "hs_code")
    return [TradeWords(words, code[:6]) for words, code in tables.rows(data, DESCRIPTIONS, columns, "\t")]


def careful_by_hand(data: Path) -> frozenset[str]:
    """Return the careful words that were written by hand."""
    lines = (tables.text_of(data, CAREFUL) or "").partition(COUNTED)[0].splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def nouns(data: Path, kind: str) -> list[str]:
    """Return the nouns of a kind."""
    with (data / NOUNS).open(encoding="utf-8", newline="") as stream:
        return [row["noun"] for row in csv.DictReader(stream, delimiter="\t") if row["kind"] == kind]


def learn(known: Corpus, carrying: tuple[str, ...]) -> WordModel:
    """Return the model of a corpus."""
    ordinary = [text.words for text in known.ordinary if not text.heading.startswith(carrying)]
    bias, weights = _scores(ordinary + _ordinary_things(known, carrying), known.listed + known.beside + _others(known))
    headings = tuple(sorted({text.heading for text in known.ordinary}))
    return WordModel(bias, weights, _points(known.ordinary, headings), headings, DOUBT)


def _ordinary_things(known: Corpus, carrying: tuple[str, ...]) -> list[str]:
    """Return the things that contain no name of the list and no word that is more frequent in the list."""
    names, watched = trie_of((name, "name", name) for name in known.listed), frozenset(careful(known, carrying))
    return [
        noun for noun in known.things if watched.isdisjoint(words_in(noun)) and not names.phrases(noun, tokens_of(noun))
    ]


def _others(known: Corpus) -> list[str]:
    """Return the substances that no parcel or shop names: they are not listed, but have similar names."""
    known_words = {word for text in known.ordinary if text.weight == 1 for word in words_in(text.words)}
    return [noun for noun in known.substances if not known_words.issuperset(words_in(noun))]


def _scores(ordinary: Sequence[str], listed: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Return the weights of a logistic regression by stochastic descent; both sides count the same.

    A rare word counts by its first and last letters, and so does a random share of all words: the model must judge unknown words.
    """
    examples = [(words_in(text), 1.0) for text in ordinary] + [(words_in(text), 0.0) for text in listed]
    examples = [(words, side) for words, side in examples if words]
    often = Counter(word for words, _ in examples for word in set(words))
    parted = {word: affixes(word) for word in often}
    number = {word: place for place, word in enumerate(dict.fromkeys(chain(often, *parted.values())))}
    numbered = {
        word: ((number[word],) if often[word] >= LEAST else None, tuple(map(number.__getitem__, parts)))
        for word, parts in parted.items()
    }
    counted = [([numbered[word] for word in words], side) for words, side in examples]
    balance = sum(side for _, side in examples) / len(examples)
    weights, paces = [0.0] * len(number), [1.0] * len(number)
    bias, draw = 0.0, random.Random(SEED)
    rate, shrink, sqrt = RATE, SHRINK, math.sqrt  # millions of steps read them
    for _ in range(ROUNDS):
        draw.shuffle(counted)
        for evidence, side in counted:
            scale = len(evidence) ** -0.5
            places: list[int] = []
            for whole, parts in evidence:
                places += whole if whole and draw.random() > HIDDEN else parts
            score = bias + scale * sum(map(weights.__getitem__, places))
            error = (side - 1 / (1 + math.exp(-score))) * (0.5 / balance if side else 0.5 / (1 - balance))
            bias += 0.05 * RATE * error
            step = error * scale
            for place in places:
                weight = weights[place]
                slope = step - shrink * weight
                paces[place] = pace = paces[place] + slope * slope
                weights[place] = weight + rate * slope / sqrt(pace)
    return round(bias, 3), {
        word: round(weight, 2) for word, weight in sorted(zip(number, weights, strict=True)) if abs(weight) >= NOTHING
    }


def _points(texts: Sequence[Text], headings: tuple[str, ...]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return the headings of each word: the share of its uses there, with a higher weight if few other headings use it."""
    number = {heading: index for index, heading in enumerate(headings)}
    uses: dict[str, Counter[int]] = defaultdict(Counter)
    for text in texts:
        for word in set(words_in(text.words)):
            if word not in PLAIN_WORDS:
                uses[word][number[text.heading]] += text.weight  # type: ignore[assignment]
    points = {}
    for word, at in sorted(uses.items()):
        total = sum(at.values())
        rare = math.log(len(headings) / len(at))
        best = sorted(at.items(), key=lambda item: (-item[1], item[0]))[:MOST_POINTS]
        points[word] = tuple((index, round(rare * (count / (total + 3)) ** 0.5, 2)) for index, count in best)
    return points


def careful(known: Corpus, carrying: tuple[str, ...]) -> list[str]:
    """Return the words that are more frequent in names of the list than in texts of ordinary trade, without single characters.

    The size of trade is the number of texts of chapters with a printed entry: with food and clothing, each word would look rare.
    """
    texts = [text for text in known.ordinary if not text.heading.startswith(carrying)]
    chapters = {heading[:2] for heading in carrying}
    ordinary = [words_in(text.words) for text in texts]
    listed = [words_in(text) for text in known.listed]
    here = Counter(word for words in ordinary for word in set(words))
    there = Counter(word for words in listed for word in set(words))
    scale = len(listed) / sum(text.heading[:2] in chapters for text in texts)
    return sorted(
        word
        for word, count in there.items()
        if len(word) > 1 and word not in PLAIN_WORDS and count > scale * here[word]
    )


def encode(model: WordModel) -> bytes:
    """Return a model as bytes, the same for the same model."""
    text = json.dumps(
        model._asdict() | {"doubt": model.doubt._asdict()}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    packed = io.BytesIO()
    with gzip.GzipFile(
        "", "wb", 9, packed, mtime=0
    ) as file:  # unlike gzip.compress, it names no system in any version of Python
        file.write(text.encode())
    return packed.getvalue()


def main() -> None:
    """Write the model and the careful words."""
    law = load_law(DATA).law
    known, carrying = corpus(law, DATA), carriers(law)
    (DATA / "trade" / "model.json.gz").write_bytes(encode(learn(known, carrying)))
    file = DATA / CAREFUL
    by_hand = careful_by_hand(DATA)
    head = file.read_text(encoding="utf-8").partition(COUNTED)[0]
    counted = [word for word in careful(known, carrying) if word not in by_hand]
    file.write_text(f"{head}{COUNTED}\n" + "".join(f"{word}\n" for word in counted), encoding="utf-8")


if __name__ == "__main__":
    main()

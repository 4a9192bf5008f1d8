"""The rules of reading mark the words of their examples, and match like a model of regular expressions."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml

from exportctl.api import Law
from exportctl.goods.patterns import matches
from exportctl.goods.pipeline import ANNOTATORS
from exportctl.goods.text import AnnotatedText
from exportctl.law.inflection import singular
from exportctl.store.trade import describing_words
from tests.annotators import rules
from tests.goods.answers import trace_of

VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary"
RULES = {rule.id: rule for rule in rules()}
YES = [(rule.id, example.text, example.words) for rule in RULES.values() for example in rule.yes]
NO = [(rule.id, text) for rule in RULES.values() for text in rule.no]


@pytest.mark.parametrize(("rule", "text", "words"), YES, ids=[f"{rule}: {text}" for rule, text, _ in YES])
def test_a_rule_marks_the_words_of_its_examples(store: Law, rule: str, text: str, words: str) -> None:
    """The trace names the rule for these words, with its label."""
    marked = [(note.label, note.words) for note in trace_of(store, text).annotations if note.rule == rule]
    assert marked == [(RULES[rule].marks, words)]


@pytest.mark.parametrize(("rule", "text"), NO, ids=[f"{rule}: {text}" for rule, text in NO])
def test_a_rule_leaves_other_texts_alone(store: Law, rule: str, text: str) -> None:
    """The trace does not name the rule."""
    assert rule not in {note.rule for note in trace_of(store, text).annotations}


def test_a_rule_writes_what_its_annotator_states() -> None:
    """Each rule is run by an annotator, and writes one of its labels."""
    writes = {annotator.name: annotator.writes for annotator in ANNOTATORS}
    assert [rule.id for rule in RULES.values() if rule.marks not in writes[rule.at]] == []


ANY = "A-Za-z0-9一-鿿"
JOINS = {"word": "[ -]", "character": "", "joined": "", None: "[ -]*"}
"""The text between two elements, by the gap that one of them is."""

FILLERS = ["laser", "rotary", "crushed", "plain", "coastal", "sunny", "激", "电", "甲", "乙", "电子"]
"""Words that are drawn for a gap."""


def spelt(word: str) -> str:
    """Return the expression of a word, without the letters beside it."""
    return re.sub(r"\\[ -]", "[ -]", re.escape(word)) if word.isascii() else "[ -]*".join(map(re.escape, word))


def one_of(words: Iterable[str], others: str) -> str:
    """Return the expression of the longest of these words at a position that no other letter touches where it is Latin."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        by_letter[word[0].casefold()].append(spelt(word))
    ones: defaultdict[bool, list[str]] = defaultdict(list)
    for letter, spellings in by_letter.items():  # only those with the first letter are tried
        before = f"(?<![{others}])" if letter.isascii() else ""
        ones[letter.isascii()].append(f"(?=(?i:{re.escape(letter)})){before}(?:{'|'.join(spellings)})")
    letters = f"(?=(?i:[{re.escape(''.join(by_letter))}]))"
    latin, han = (f"(?:{'|'.join(ones[is_ascii])})" if ones[is_ascii] else "(?!)" for is_ascii in (True, False))
    return rf"{letters}(?:(?=[\x00-\x7F]){latin}|(?=[^\x00-\x7F]){han})(?!(?<=[\x00-\x7F])[{others}])"


def written(element: dict[str, Any], words: dict[str, list[str]]) -> str:
    """Return an element as a regular expression."""
    match element:
        case {"gap": {"of": "clause"}}:
            return r"[^,;，；()（）]*"
        case {"gap": {"of": kind, "most": most} as gap}:
            ending = f"(?:{'|'.join(gap.get('endings', ['']))})"
            ones = {
                "word": f"(?<![{ANY}])[A-Za-z]*{ending}(?<=[A-Za-z])(?![{ANY}]|'[A-Za-z])",
                "character": "[一-鿿]",
                "joined": "(?:(?<![A-Za-z0-9])[A-Za-z0-9]+(?![A-Za-z0-9])|[一-鿿])",
            }
            one = ones[kind]
            return rf"{one}(?:{JOINS[kind]}{one}){{{int(gap['least']) - 1},{int(most) - 1}}}"
        case {"words": spellings, "in_any_case": "yes"}:
            return f"(?i:{one_of(spellings, ANY)})"
        case {"words": spellings}:
            return one_of(spellings, ANY)
    return f"(?i:{one_of(words[element['list']], 'A-Za-z0-9')})"


def expression(rule: dict[str, Any], words: dict[str, list[str]]) -> str:
    """Return a rule as a regular expression; its optional elements may be missing."""
    sequence = rule["sequence"]
    parts = []
    for number, element in enumerate(sequence):
        gaps = [item["gap"]["of"] for item in sequence[max(0, number - 1) : number + 1] if "gap" in item]
        join = JOINS.get(gaps[-1] if gaps else None, "") if number else ""
        parts.append(f"(?:{join}(?:{written(element, words)})){'?' if element.get('optional') == 'yes' else ''}")
    return "".join(parts)


def openings(rule: dict[str, Any], words: dict[str, list[str]]) -> set[str] | None:
    """Return the letters with one of which each match of a rule begins, or nothing where it begins with any word."""
    letters: set[str] = set()
    for element in rule["sequence"]:
        if "gap" in element:
            return None
        letters |= {word[0].casefold() for word in element.get("words") or words[element["list"]]}
        if element.get("optional") != "yes":
            break
    return letters


def drawn_texts(raw: list[dict[str, Any]], words: dict[str, list[str]]) -> Iterator[str]:
    """Yield texts of words of the rules and others, with the marks that may separate them, and texts of one rule in its order."""
    draw = random.Random(20261128)
    elements = [item for rule in raw for item in rule["sequence"]]
    own = [item["words"] for item in elements if "words" in item]
    own += [words[item["list"]] for item in elements if "list" in item]
    others = ["laser", "cell", "X", "4N", "高纯", "电子", "激光", "镓", "glass", "5"]
    for _ in range(5000):
        parts = [draw.choice(draw.choice(own) if draw.random() < 0.5 else others) for _ in range(draw.randint(1, 6))]
        yield "".join(part + draw.choice([" ", " ", "-", "", ", ", " ("]) for part in parts).rstrip()
    for rule in [*raw] * 1500:
        latin, join = draw.random() < (0.1 if rule["id"].endswith("-zh") else 0.8), draw.choice([" ", " ", ""])
        parts = []
        for item in rule["sequence"]:
            if item.get("optional") and draw.random() < 0.5:
                continue
            gap = item.get("gap", {})
            every = item.get("words") or words.get(item.get("list", "")) or FILLERS
            among = [word for word in every if word.isascii() == latin] or every
            parts += [
                draw.choice(among) for _ in range(draw.randint(int(gap.get("least", 1)), int(gap.get("most", 1))))
            ]
        between = " " if latin else join  # glued English words are one word, and no part of a phrase
        yield draw.choice(["镓, ", "4N ", "glass; ", "5 ", "玻璃 ", "X, "]) + between.join(parts)


def split(text: str) -> tuple[str, ...]:
    """Return the words and the Chinese characters of a text."""
    return tuple(re.findall("[\u4e00-\u9fff]|[a-z0-9]+", text.casefold()))


def tokens(text: str) -> tuple[str, ...]:
    """Return the words, in the singular, and the Chinese characters of a text."""
    return tuple(map(singular, split(text)))


def has_overlaps(text: str, phrases: Container[tuple[str, ...]], longest: int) -> bool:
    """Return whether two phrases of a text overlap. The matcher takes the longer one, and the model finds both."""
    words = tokens(text)
    unexpected = [
        (start, start + count)
        for start in range(len(words))
        for count in range(1, longest + 1)
        if words[start : start + count] in phrases and start + count <= len(words)
    ]
    return any(after < end for (_, end), (after, _) in pairwise(unexpected))


def has_unlisted_number(text: str, lists: Mapping[tuple[str, ...], list[set[tuple[str, ...]]]], longest: int) -> bool:
    """Return whether a list has a phrase of a text in the other number only. The matcher reads both numbers, and the model one.

    The `lists` with a phrase are under its singular.
    """
    words, single = split(text), tokens(text)
    spans = [(start, start + count) for start in range(len(words)) for count in range(1, longest + 1)]
    return any(words[start:end] not in phrases for start, end in spans for phrases in lists.get(single[start:end], ()))


def test_a_model_of_regular_expressions_matches_the_same(store: Law) -> None:
    """A rule matches from the same places on, and to the same ends, as a regular expression that is made of its lines."""
    raw = yaml.load((VOCABULARY / "patterns.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    words = yaml.load((VOCABULARY / "words.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    every = words | {"describing": [*words["describing"], *describing_words(VOCABULARY.parent)]}
    models = [(rule["id"], re.compile(expression(rule, every)), openings(rule, every)) for rule in raw]

    @cache
    def beginning(letter: str) -> list[tuple[str, re.Pattern[str]]]:
        return [(id_, model) for id_, model, letters in models if letters is None or letter in letters]

    lists = {item["list"] for rule in raw for item in rule["sequence"] if "list" in item}
    listed = [every[name] for name in lists]
    listed += [item["words"] for rule in raw for item in rule["sequence"] if "words" in item]
    phrases = {tokens(word) for words in listed for word in words}
    by_single: dict[tuple[str, ...], list[set[tuple[str, ...]]]] = defaultdict(list)
    for written in [set(map(split, words)) for words in listed]:
        for single in {tuple(map(singular, phrase)) for phrase in written}:
            by_single[single].append(written)
    longest = max(map(len, phrases))
    texts: dict[str, int] = dict.fromkeys((rule["id"] for rule in raw), 0)
    for text in dict.fromkeys(drawn_texts(raw, every)):  # each once, however often it is drawn
        if has_overlaps(text, phrases, longest) or has_unlisted_number(text, by_single, longest):
            continue
        read = AnnotatedText(store.lexicon.phrases, text)
        matched = {
            (item.pattern.id, item.span)
            for at in {*map(itemgetter("at"), raw)}
            for item in matches(store.lexicon, read, at)
        }
        starts = [word.start() for word in re.finditer("[一-鿿]|[A-Za-z0-9]+", text)]
        modelled = {
            (id_, hit.span())
            for at in starts
            for id_, model in beginning(text[at].casefold())
            if (hit := model.match(text, at))
        }
        assert matched == modelled, text
        for id_ in {id_ for id_, _ in matched}:
            texts[id_] += 1
    assert {id_: count for id_, count in texts.items() if count <= 20} == {}

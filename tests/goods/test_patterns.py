"""The rules of reading mark the words of their examples, and match like a model of regular expressions."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
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
from exportctl.goods.trace import trace
from exportctl.law.inflection import singular
from exportctl.store.trade import describing_words
from tests.annotators import rules

VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary"
RULES = {rule.id: rule for rule in rules()}
YES = [(rule.id, example.text, example.words) for rule in RULES.values() for example in rule.yes]
NO = [(rule.id, text) for rule in RULES.values() for text in rule.no]


@pytest.mark.parametrize(("rule", "text", "words"), YES, ids=[f"{rule}: {text}" for rule, text, _ in YES])
def test_a_rule_marks_the_words_of_its_examples(store: Law, rule: str, text: str, words: str) -> None:
    """The trace names the rule for these words, with its label."""
    marked = [
        (note.label, note.words) for note in trace(store.law, store.lexicon, text).annotations if note.rule == rule
    ]
    assert marked == [(RULES[rule].marks, words)]


@pytest.mark.parametrize(("rule", "text"), NO, ids=[f"{rule}: {text}" for rule, text in NO])
def test_a_rule_leaves_other_texts_alone(store: Law, rule: str, text: str) -> None:
    """The trace does not name the rule."""
    assert rule not in {note.rule for note in trace(store.law, store.lexicon, text).annotations}


def test_a_rule_writes_what_its_annotator_states() -> None:
    """Each rule is run by an annotator, and writes one of its labels."""
    writes = {annotator.name: annotator.writes for annotator in ANNOTATORS}
    assert [rule.id for rule in RULES.values() if rule.marks not in writes[rule.at]] == []


ANY = "A-Za-z0-9一-鿿"
JOINS = {"word": "[ -]", "character": "", "joined": "", None: "[ -]*"}
"""The text between two elements, by the gap that one of them is."""


def bounded(word: str, others: str) -> str:
    """Return the expression of a word that no other letter touches where it is Latin."""
    before, behind = (f"(?<![{others}])", f"(?![{others}])")
    spelling = re.sub(r"\\[ -]", "[ -]", re.escape(word)) if word.isascii() else "[ -]*".join(map(re.escape, word))
    return f"{before if word[0].isascii() else ''}{spelling}{behind if word[-1].isascii() else ''}"


def one_of(words: Iterable[str], others: str) -> str:
    """Return the expression of the longest of these words at a position; only those with its first letter are tried."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        by_letter[word[0].casefold()].append(bounded(word, others))
    return "|".join(f"(?=(?i:{re.escape(letter)}))(?:{'|'.join(spelt)})" for letter, spelt in by_letter.items())


def written(element: dict[str, Any], words: dict[str, list[str]]) -> str:
    """Return an element as a regular expression."""
    match element:
        case {"gap": {"of": "clause"}}:
            return r"[^,;，；()（）]*"
        case {"gap": {"of": kind, "most": most} as gap}:
            ending = f"(?:{'|'.join(gap.get('endings', ['']))})"
            ones = {
                "word": f"(?<![{ANY}])[A-Za-z]*{ending}(?<=[A-Za-z])(?![{ANY}])",
                "character": "[一-鿿]",
                "joined": "(?:(?<![A-Za-z0-9])[A-Za-z0-9]+(?![A-Za-z0-9])|[一-鿿])",
            }
            one = ones[kind]
            return rf"{one}(?:{JOINS[kind]}{one}){{{int(gap['least']) - 1},{int(most) - 1}}}"
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
    for rule in [*raw] * 900:
        parts = [
            draw.choice(
                item.get("words") or words.get(item.get("list", "")) or ["laser", "rotary", "crushed", "激", "电子"]
            )
            for item in rule["sequence"]
        ]
        yield draw.choice(["镓, ", "4N "]) + draw.choice([" ", ""]).join(parts)


def tokens(text: str) -> tuple[str, ...]:
    """Return the words, in the singular, and the Chinese characters of a text."""
    return tuple(map(singular, re.findall("[一-鿿]|[a-z0-9]+", text.casefold())))


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


def test_a_model_of_regular_expressions_matches_the_same(store: Law) -> None:
    """A rule matches from the same places on, and to the same ends, as a regular expression that is made of its lines."""
    raw = yaml.load((VOCABULARY / "patterns.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    words = yaml.load((VOCABULARY / "words.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    every = words | {"describing": [*words["describing"], *describing_words(VOCABULARY.parent)]}
    models = {rule["id"]: re.compile(expression(rule, every)) for rule in raw}
    lists = {item["list"] for rule in raw for item in rule["sequence"] if "list" in item}
    phrases = {tokens(word) for name in lists for word in every[name]}
    phrases |= {tokens(word) for rule in raw for item in rule["sequence"] for word in item.get("words", ())}
    longest = max(map(len, phrases))
    spans: dict[str, int] = dict.fromkeys(models, 0)
    for text in (text for text in drawn_texts(raw, every) if not has_overlaps(text, phrases, longest)):
        read = AnnotatedText(store.lexicon.phrases, text)
        matched = {
            (item.pattern.id, item.span)
            for at in {*map(itemgetter("at"), raw)}
            for item in matches(store.lexicon, read, at)
        }
        starts = [word.start() for word in re.finditer("[一-鿿]|[A-Za-z0-9]+", text)]
        modelled = {
            (id_, hit.span()) for id_, model in models.items() for at in starts if (hit := model.match(text, at))
        }
        assert matched == modelled, text
        for id_, _ in matched:
            spans[id_] += 1
    assert min(spans.values()) > 20

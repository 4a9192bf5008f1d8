"""Terms of trade are found inside descriptions, the longest first, and every word that belongs to none is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl.goods.annotation import Annotation
from exportctl.goods.text import AnnotatedText
from exportctl.law.trie import trie_of
from exportctl.store import trade

TERMS = trie_of(
    (words, "term", heading)
    for words, heading in (
        ("cotton T-shirt", "610910"),
        ("T-shirt", "610990"),
        ("steel wire rope", "731210"),
        ("steel wire", "721710"),
        ("rope ladder", "560900"),
        ("tape", "391910"),
        ("tape", "482390"),
        ("T恤", "610990"),
        ("棉质T恤", "610910"),
        ("自行车", "871200"),
        ("自行车轮胎", "401150"),
    )
)


def phrases_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words and headings of the terms in a text."""
    return [(item.words, item.meanings) for item in AnnotatedText(TERMS, text).phrases("term")]


def unread_of(text: str) -> list[str]:
    """Return the words of a text that belong to no term."""
    read = AnnotatedText(TERMS, text)
    for hit in read.phrases("term"):
        read.add(read.annotation((hit.start, hit.end), "term"))
    return [token.word for token in read.unread]


@pytest.mark.parametrize(
    "text", ["cotton T-shirt", "Cotton t-shirts", "COTTON TSHIRTS", "cotton T shirt", "ｃｏｔｔｏｎ tshirt"]
)
def test_a_term_is_found_however_it_is_spelt(text: str) -> None:
    """Case, width, hyphens and the plural make no other term."""
    assert phrases_of(text) == [(text, ("610910",))]
    assert unread_of(text) == []


@pytest.mark.parametrize(
    ("text", "terms", "rest"),
    [
        ("blue T-shirts, 100 pcs", ["T-shirts"], ["blue", "100", "pcs"]),
        ("steel wire rope 6 mm", ["steel wire rope"], ["6", "mm"]),
        ("steel wire rope ladder", ["steel wire rope"], ["ladder"]),
        ("steel, wire rope", [], ["steel", "wire", "rope"]),
        ("男士棉质T恤 自行车轮胎", ["棉质T恤", "自行车轮胎"], ["男", "士"]),
        ("自行车铃", ["自行车"], ["铃"]),
        ("tapes and tape", ["tapes", "tape"], ["and"]),
        ("", [], []),
        ("--- 。", [], []),
    ],
)
def test_the_longest_term_counts_and_the_other_words_are_unread(text: str, terms: list[str], rest: list[str]) -> None:
    """Where two terms share a word, the longer one takes it; a comma parts words."""
    assert [words for words, _ in phrases_of(text)] == terms
    assert unread_of(text) == rest


def test_spans_are_the_positions_of_terms() -> None:
    """The text between start and end is the term as it was written."""
    text = "12 x blue cotton T-shirts / 自行车"
    inside = AnnotatedText(TERMS, text).phrases("term")
    assert [item.words for item in inside] == ["cotton T-shirts", "自行车"]
    for item in inside:
        assert text[item.start : item.end] == item.words


def test_a_term_has_all_its_headings() -> None:
    """The term alone does not determine the heading."""
    assert phrases_of("tape") == [("tape", ("391910", "482390"))]


def test_words_that_are_read_join_no_term() -> None:
    """The words on both sides of an annotation do not form a phrase."""
    text = AnnotatedText(TERMS, "steel alloy wire rope steel wire")
    text.add(Annotation(6, 11, "alloy", "form", "alloy"))
    assert [hit.start for hit in text.phrases("term")] == [text.text.rindex("steel")]


def test_every_term_of_the_data_is_found_in_itself(data: Path) -> None:
    """A term is found whole, with its heading among those found."""
    listed = trade.terms(data)
    terms = trie_of((item.words, "term", item.heading) for item in listed)
    for item in listed:
        inside = AnnotatedText(terms, item.words).phrases("term")
        assert [(segment.words, item.heading in segment.meanings) for segment in inside] == [(item.words, True)], item

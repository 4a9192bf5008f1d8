"""A trie finds the phrases that a search for each of them finds, wherever their nodes branch or end in a tail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exportctl.law.trie import Tail, tokens_of, trie_of

if TYPE_CHECKING:
    from exportctl.law.trie import Trie

PHRASES = (
    "gallium",
    "gallium arsenide",
    "gallium arsenide epitaxial wafer for lasers",
    "indium gallium arsenide",
    "2-(diethylamino)ethanol",
    "2-(diethylamino)ethanethiol hydrochloride",
    "N,N-diethyl",
    "diethylamino ethanol",
    "Nd:YAG",
    "砷化镓",
    "砷化镓外延片",
    "外延片",
)


@pytest.fixture(scope="module")
def trie() -> Trie:
    """Return the trie of the phrases; each means itself."""
    return trie_of((phrase, "name", phrase) for phrase in PHRASES)


def phrases_in(trie: Trie, text: str) -> list[tuple[int, int, str]]:
    """Return the first and the last token of each phrase in a text, and the phrase."""
    found = trie.phrases(text, tokens_of(text))
    return [(item.first, item.last, meaning) for item in found for meaning in item.senses["name"]]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_is_in_its_own_text(trie: Trie, phrase: str) -> None:
    """It is found alone, between other words, and twice."""
    words = len(tokens_of(phrase))
    assert (0, words - 1, phrase) in phrases_in(trie, phrase)
    assert (1, words, phrase) in phrases_in(trie, f"lot {phrase} 99")
    assert (words, 2 * words - 1, phrase) in phrases_in(trie, f"{phrase}; {phrase}")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gallium-arsenide epitaxial wafers for laser", ["gallium", "gallium arsenide", PHRASES[2]]),
        ("gallium arsenide epitaxial wafer for", ["gallium", "gallium arsenide"]),
        ("gallium arsenide, epitaxial wafer for lasers", ["gallium", "gallium arsenide"]),
        ("gallium arsenide epitaxial wafer (for) lasers", ["gallium", "gallium arsenide"]),
        ("2 diethylamino ethanol", ["2-(diethylamino)ethanol", "diethylamino ethanol"]),
        ("2-[diethylamino]ethanol", []),
        ("2-(diethylamino)ethanol", ["2-(diethylamino)ethanol"]),
        ("2-(diethylamino)ethanethiol hydrochloride", ["2-(diethylamino)ethanethiol hydrochloride"]),
        ("2-(diethylamino)ethanethiol (hydrochloride)", []),
        ("N, N diethyl", ["N,N-diethyl"]),
        ("N;N-diethyl", []),
        ("砷化镓 外延片", ["砷化镓", "砷化镓外延片", "外延片"]),
        ("砷化镓外延", ["砷化镓"]),
    ],
)
def test_the_characters_between_words_must_fit(trie: Trie, text: str, names: list[str]) -> None:
    """Blanks and hyphens make no difference, brackets and commas must be those of the phrase, and the last word must be there."""
    assert [name for _, _, name in phrases_in(trie, text)] == names


def test_a_phrase_that_no_other_continues_is_one_tail(trie: Trie) -> None:
    """The words after the last that it shares with another phrase need no nodes of their own."""
    tail = trie.root["gallium"]["arsenide"]["epitaxial"]
    assert tail == Tail("wafer for laser", (), {"name": (PHRASES[2],)})

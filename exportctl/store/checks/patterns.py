"""Check rules of reading: their elements are bounded, they have examples, and no two of them mark the same words differently."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.lexicon import LABELS, word_phrases
from exportctl.law.patterns import index_patterns, matches, rule_phrases
from exportctl.law.trie import tokens_of, trie_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.errors import Problem
    from exportctl.law.patterns import Pattern, Phrases
    from exportctl.law.trie import Token, Trie
    from exportctl.law.vocabulary import Element, Rule
    from exportctl.store.draft import Draft, Placed

_MOST: Final = 9
"""A gap of more words or characters is too wide for a phrase."""


def malformed_rules(draft: Draft) -> Iterator[Problem]:
    """Refuse a rule with an element of no kind or of two, a gap without bounds, only gaps, or no examples."""
    for item in draft.rules:
        rule = item.record
        for number, element in enumerate(rule.sequence):
            if fault := _fault_of(element, is_last=number == len(rule.sequence) - 1):
                yield item.problem(fault, "sequence", number)
        if not any(_is_fixed(element) and not element.optional for element in rule.sequence):
            yield item.problem("a rule needs words, or a list of words, that must be there", "sequence")
        if not rule.yes or not rule.no:
            yield item.problem("a rule needs examples under 'yes' and under 'no'")
        for number, example in enumerate(rule.yes):
            if example.words not in example.text:
                yield item.problem(
                    "'{words}' is not in '{text}'", "yes", number, words=example.words, text=example.text
                )


def _is_fixed(element: Element) -> bool:
    """Return whether an element is not any words: a phrase, or words with certain endings."""
    return bool(element.words or element.list_ or (element.gap and element.gap.endings))


def _fault_of(element: Element, *, is_last: bool) -> str | None:
    """Return the fault of an element; None if it is valid."""
    if sum(map(bool, (element.list_, element.words, element.gap))) != 1:
        return Sentence("an element is one of 'list', 'words' and 'gap'")
    for word in element.words:
        if not tokens_of(word):
            return Sentence("'{word}' has no letter and no figure, so no text has it as a word", word=word)
    gap = element.gap
    if gap and gap.of == "clause":
        return None if is_last and not gap.most else Sentence("a gap of a clause has no bounds and ends the rule")
    if (gap and not 0 <= gap.least <= gap.most <= _MOST) or (gap and not gap.most):
        return Sentence("a gap has from 'least' to 'most' words or characters, at most {most}", most=_MOST)
    return None


class _Example(NamedTuple):
    """A text with the words that its rule marks, its tokens, and its phrases by label."""

    words: str
    text: str
    tokens: Sequence[Token]
    phrases: Phrases


class _ReadRule(NamedTuple):
    """A rule with its patterns, and with the examples of what it marks."""

    rule: Placed[Rule]
    patterns: Sequence[Pattern]
    examples: Sequence[_Example]


def conflicting_rules(draft: Draft) -> Iterator[Problem]:
    """Refuse both rules if one gives the words of the other's example another label."""
    phrases = _phrases(draft)
    for one, other in combinations([_read(rule, phrases) for rule in draft.rules], 2):
        marks, others = one.rule.record.marks, other.rule.record.marks
        if marks == others:
            continue
        conflicts = chain(_same_words(one.patterns, other.examples), _same_words(other.patterns, one.examples))
        words = next(conflicts, None)
        if words is not None:
            yield other.rule.problem(
                "'{words}' is marked {label} by this rule and {other_label} by '{other}'; both cannot be meant",
                "sequence",
                words=words,
                label=others,
                other_label=marks,
                other=one.rule.record.id,
            )


def _read(rule: Placed[Rule], phrases: Trie) -> _ReadRule:
    """Return a rule with its patterns, and its examples with the phrases in them."""
    patterns = chain.from_iterable(index_patterns([rule.record], LABELS).values())
    return _ReadRule(rule, [*patterns], [_example(item.text, item.words, phrases) for item in rule.record.yes])


def _example(text: str, words: str, phrases: Trie) -> _Example:
    tokens = tokens_of(text)
    spans: dict[str, dict[int, int]] = {}
    for phrase in phrases.phrases(text, tokens):
        for label in phrase.senses:
            spans.setdefault(label, {})[phrase.first] = phrase.last
    return _Example(words, text, tokens, spans)


def _same_words(patterns: Iterable[Pattern], examples: Iterable[_Example]) -> Iterator[str]:
    """Yield the words of examples that patterns match exactly."""
    for words, text, tokens, phrases in examples:
        spans = (match.span for pattern in patterns for match in matches(pattern, text, tokens, phrases))
        if any(text[slice(*span)].strip() == words for span in spans):
            yield words


def _phrases(draft: Draft) -> Trie:
    """Return the phrases of all lists and rules."""
    own = rule_phrases(item.record for item in draft.rules)
    lists = (phrase for item in draft.words for phrase in word_phrases(item.record))
    return trie_of([*own, *lists])

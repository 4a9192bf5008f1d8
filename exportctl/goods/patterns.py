"""Match the rules of reading (vocabulary/patterns.yaml) in a text, in the order of the annotators that run them.

A rule defines a sequence of words. The annotator adds conditions of the law (whether goods are a thing, which names
remain).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from exportctl.law import patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.trie import Token
    from exportctl.law.vocabulary import Stage


def matches(lexicon: Lexicon, text: AnnotatedText, stage: Stage, among: Sequence[Token] | None = None) -> list[Match]:
    """Return the matches of an annotator's rules, in the order of the text, the longest match at each position first.

    Their words are unread, or among the given tokens; words in a gap may be any.
    """
    every: list[Match] = []
    for pattern in lexicon.patterns.get(stage, ()):
        if pattern.needs <= text.traits:
            labels = {step.label for step in pattern.steps if not step.gap}
            phrases: dict[str, Mapping[int, int]] = {
                label: _numbers(text, text.phrases(label, among)) for label in labels
            }
            every += patterns.matches(pattern, text.text, text.tokens, phrases)
    return sorted(every, key=lambda match: (match.start, -match.end))


def may_match(lexicon: Lexicon, text: AnnotatedText, stage: Stage) -> bool:
    """Return whether a text has a word that one of an annotator's rules needs, or some rule needs none."""
    required_labels = lexicon.required_labels.get(stage)
    return required_labels is None or not required_labels.isdisjoint(text.traits)


def mark(text: AnnotatedText, match: Match, value: str) -> Annotation:
    """Return the annotation that a rule writes where it matches."""
    return text.annotation(match.span, match.pattern.marks, value)._replace(rule=match.pattern.id)


def _numbers(text: AnnotatedText, hits: Iterable[LexiconHit]) -> Mapping[int, int]:
    """Return the number of the first token of each phrase with that of its last."""
    return {bisect_left(text.tokens, (hit.start,)): bisect_left(text.tokens, (hit.end,)) - 1 for hit in hits}

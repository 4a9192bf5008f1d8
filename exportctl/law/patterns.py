"""Match rules of reading: sequences of names, listed words and gaps that have one meaning together.

Rules are data (vocabulary/patterns.yaml). They have elements and no expressions, so that a match takes a bounded number
of steps.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.labels import LABELS, RuleLabel
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.law.labels import PhraseLabel
    from exportctl.law.trie import Token
    from exportctl.law.vocabulary import Gap, MarkedAs, Only, Rule, Stage

    Span = tuple[int, int]
    Phrases = Mapping[str, Mapping[int, int]]

_LATIN: Final = re.compile(r"[A-Za-z]+")
_JOINED: Final = re.compile(r"[A-Za-z\d]+|[\u4e00-\u9fff]")
_KINDS: Final = {"word": _LATIN, "character": HAN, "joined": _JOINED}
_SHORT: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}$")
_CLAUSE_END: Final = re.compile(r"[,;，；()（）]|$")


class Step(NamedTuple):
    """An element of a rule, compiled: the label of its phrases, their spellings (any if there are none), or its gap.

    Spellings `in_any_case` are in small letters.
    """

    label: PhraseLabel | RuleLabel
    spellings: frozenset[str]
    in_any_case: bool
    gap: Gap | None
    optional: bool


class Pattern(NamedTuple):
    """A compiled rule. A text must have a phrase of one of the labels in `needs` for the rule to match.

    The annotator of its matches tests the conditions in `only`.
    """

    id: str
    marks: MarkedAs
    steps: tuple[Step, ...]
    needs: frozenset[str]
    only: tuple[Only, ...]


class Match(NamedTuple):
    """The position of a pattern in a text, and of each of its steps; a step that is left out is empty."""

    start: int
    end: int
    pattern: Pattern
    parts: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The position in the text."""
        return self.start, self.end


class _Source(NamedTuple):
    """A text with its tokens, and its phrases by label: the number of the first token to that of the last."""

    text: str
    tokens: Sequence[Token]
    phrases: Phrases


def rule_phrases(rules: Iterable[Rule]) -> Iterator[tuple[str, RuleLabel, str]]:
    """Yield the words that rules contain themselves, each with the label of its search, and itself as its meaning."""
    for rule in rules:
        for number, element in enumerate(rule.sequence):
            yield from ((word, _own_label(rule, number), word) for word in element.words)


def index_patterns(rules: Iterable[Rule]) -> Mapping[Stage, tuple[Pattern, ...]]:
    """Return the patterns of rules by their stage."""
    patterns: dict[Stage, tuple[Pattern, ...]] = {}
    for rule in rules:
        steps = tuple(_step(rule, number) for number in range(len(rule.sequence)))
        needs = frozenset(
            step.label
            for step, element in zip(steps, rule.sequence, strict=True)
            if not (element.gap or element.optional)
        )
        patterns[rule.at] = (*patterns.get(rule.at, ()), Pattern(rule.id, rule.marks, steps, needs, rule.only))
    return patterns


def _step(rule: Rule, number: int) -> Step:
    element = rule.sequence[number]
    label = LABELS[element.list_] if element.list_ else _own_label(rule, number)
    in_any_case = element.in_any_case == "yes"
    spellings = frozenset(word.lower() if in_any_case else word for word in element.words)
    return Step(label, spellings, in_any_case, element.gap, element.optional == "yes")


def _own_label(rule: Rule, number: int) -> RuleLabel:
    return RuleLabel(f"{rule.id}.{number}")


def matches(pattern: Pattern, text: str, tokens: Sequence[Token], phrases: Phrases) -> Iterator[Match]:
    """Yield the longest match of a pattern that starts at each token; `phrases` are the phrases that it may use."""
    source = _Source(text, tokens, phrases)
    for first in sorted(_starts(source, pattern.steps)):
        start = tokens[first].start
        parts = _parts(source, pattern.steps, first, start)
        if parts:
            yield Match(start, parts[-1][1], pattern, parts)


def _starts(source: _Source, steps: tuple[Step, ...]) -> set[int]:
    """Return the numbers of the tokens with which steps may begin: a gap is not far from the next words of a rule."""
    step, rest = steps[0], steps[1:]
    behind = _starts(source, rest) if rest and (step.gap or step.optional) else set[int]()
    if step.gap is None:
        starts = set(source.phrases.get(step.label, ()))
    elif step.gap.of == "clause" or all(item.optional for item in rest):
        return set(range(len(source.tokens)))
    else:
        lengths = range(step.gap.least, step.gap.most + 1)
        starts = {at - length for at in behind for length in lengths if length <= at}
    return starts | behind if step.optional else starts


def _parts(
    source: _Source, steps: tuple[Step, ...], at: int, end: int, before: Gap | None = None
) -> tuple[Span, ...] | None:
    """Return the positions of steps that match from a token on, after the text that ends at `end`; None if they do not match.

    `before` is the gap that may precede them.
    """
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    for behind, span in _places(source, step, at, end, before):
        parts = _parts(source, rest, behind, span[1], step.gap if behind > at else before)
        if parts is not None:
            return (span, *parts)
    parts = _parts(source, rest, at, end, before) if step.optional else None
    return None if parts is None else ((end, end), *parts)


def _places(source: _Source, step: Step, at: int, end: int, before: Gap | None) -> Iterator[tuple[int, Span]]:
    """Yield the positions of matches of a step from a token on, the longest first, each with the number of the next token."""
    text, tokens, phrases = source
    if step.gap is None:
        last = phrases.get(step.label, {}).get(at)
        if last is not None and _is_joined(text, end, tokens[at].start, before):
            span = tokens[at].start, tokens[last].end
            if not step.spellings or (_text_at(text, span, step) in step.spellings and _is_whole(text, *span)):
                yield last + 1, span
    elif step.gap.of == "clause":
        stop = clause_end(text, end)
        yield bisect_left(tokens, (stop,)), (end, stop)
    else:
        ends = [end, *_gap_ends(source, step.gap, at, end)]
        for count in range(len(ends) - 1, step.gap.least - 1, -1):
            yield at + count, (tokens[at].start if count else end, ends[count])


def _gap_ends(source: _Source, gap: Gap, at: int, end: int) -> Iterator[int]:
    """Yield the end of each word of a gap that begins at a token, as long as the words are adjacent."""
    text, kind, joined = source.text, _KINDS[gap.of], gap.of == "joined"
    for token in source.tokens[at : at + gap.most]:
        if gap.endings and not text.endswith(gap.endings, token.start, token.end):  # most words have no such ending
            return
        fits = kind.fullmatch(text, token.start, token.end) and (joined or _is_whole(text, token.start, token.end))
        if not (fits and _is_joined(text, end, token.start, gap)):
            return
        end = token.end
        yield end


def _text_at(text: str, span: Span, step: Step) -> str:
    """Return words as a step compares them."""
    words = text[slice(*span)]
    return words.lower() if step.in_any_case else words


def _is_joined(text: str, end: int, start: int, gap: Gap | None) -> bool:
    """Return whether the text at `start` directly follows the text that ends at `end`; a blank or hyphen may join words of a gap.

    A full stop after a short word abbreviates it: bal. hydrogen.
    """
    if gap is None:
        return adjacent(text, end, start) or (text[end:start] == ". " and bool(_SHORT.search(text, 0, end)))
    return text[end:start] in ("", " ", "-") if gap.of == "word" else end == start


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether the match is not cut from a longer word: no Chinese character touches a Latin word."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    return not ((text[start].isascii() and before.isalnum()) or (text[end - 1].isascii() and behind.isalnum()))


def clause_end(text: str, start: int) -> int:
    """Return the end of the clause that contains a position of a text."""
    stop = _CLAUSE_END.search(text, start)
    return stop.start() if stop else len(text)

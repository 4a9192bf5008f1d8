"""A machine for something has the name that both have together: a curing oven for propellant grains is a propellant grain curing oven.

In Chinese, 推进剂药柱用车床 is a 推进剂药柱车床.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.meaning import is_listed
from exportctl.law.forms import THINGS
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_FOR: Final = "for"
_OF_USE: Final = "用"
_MOST_WORDS: Final = 5
"""The number of words of a machine, and of its purpose, that a name may have."""
_MOST_CHARACTERS: Final = 12
_OTHERWISE: Final[tuple[PhraseLabel, ...]] = (*CHANGING, "absent", "denial", "spare")
"""The labels of words that make something else of what follows."""
_BLANKS: Final = frozenset(" -")


def made_for(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the first name of a listed machine that consists of a machine and its purpose, with only words for their kind between."""
    for machine, made in (*_english(text), *_chinese(text)):
        named = _longest(law, lexicon, text, machine, made)
        if named is None:
            continue
        span, meanings = named
        others = [name for name in text.names if set(meanings).isdisjoint(name.meanings)]
        if any(name.start < edge < name.end for name in others for edge in span):
            continue  # a motor stator for a centrifuge is no stator of one
        within = [name for name in text.names if span[0] <= name.start < span[1]]
        if any(set(meanings) <= set(name.meanings) for name in within):
            return
        for name in within:
            text.retract(name)
        yield text.annotation(span, "name", meanings=meanings)
        return


def _english(text: AnnotatedText) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield the words directly before `for`, and those directly behind it."""
    for link in [token for token in text.tokens if token.word == _FOR]:
        before = _run(text, [token for token in text.tokens if token.end <= link.start][::-1])[::-1]
        behind = _run(text, [token for token in text.tokens if token.start >= link.end])
        if before and behind and not text.text[before[-1].end : link.start].strip():
            yield before, behind


def _chinese(text: AnnotatedText) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield the characters directly behind 用, up to the end of their run, and those before it."""
    for number, link in enumerate(text.tokens):
        if link.word != _OF_USE:
            continue
        machine = _han(text.tokens[number + 1 :], link.end)
        made: list[Token] = []
        for token in text.tokens[:number][::-1]:
            if not HAN.match(token.word) or token.end != (made[-1].start if made else link.start):
                break
            made.append(token)
        if machine and made:
            yield machine[:_MOST_CHARACTERS], made[:_MOST_CHARACTERS][::-1]


def _han(tokens: Sequence[Token], start: int) -> list[Token]:
    """Return the first of some tokens that are Chinese characters without anything between them."""
    run: list[Token] = []
    for token in tokens:
        if not HAN.match(token.word) or token.start != (run[-1].end if run else start):
            break
        run.append(token)
    return run


def _run(text: AnnotatedText, tokens: Sequence[Token]) -> list[Token]:
    """Return the first of some English words between which there are only blanks and hyphens."""
    run: list[Token] = []
    for token in tokens:
        if run:
            start, end = min(run[-1].end, token.end), max(run[-1].start, token.start)
            if not _BLANKS.issuperset(text.text[start:end]):
                break
        if not token.word.isascii() or token.word[0].isdecimal() or len(run) == _MOST_WORDS:
            break
        run.append(token)
    return run


def _longest(
    law: Register, lexicon: Lexicon, text: AnnotatedText, machine: Sequence[Token], made: Sequence[Token]
) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """Return the longest name of a listed machine from the last words of both, with its span and meanings.

    There is none if words make something else of what the machine is for, or link it to another noun.
    """
    if text.phrases("link", made):
        return None
    chinese = bool(made) and not made[0].word.isascii()
    firsts = (0,) if chinese else range(len(machine))  # in Chinese, all characters of the machine count
    for first in range(len(made)):
        if any(text.phrases(label, made[:first]) for label in _OTHERWISE):
            continue
        for start in firsts:
            own, purpose = machine[start:], made[first:]
            meanings = _meanings(lexicon, own, purpose)
            if meanings and all(_is_machine(law, meaning) for meaning in meanings):
                begin, end = min(own[0].start, purpose[0].start), max(own[-1].end, purpose[-1].end)
                return (begin, end), meanings
    return None


def _meanings(lexicon: Lexicon, machine: Sequence[Token], made: Sequence[Token]) -> tuple[str, ...]:
    """Return what a machine and its purpose name together, in either order."""
    first, last = [token.word for token in made], [token.word for token in machine]
    joint = lexicon.phrases.meanings((*first, *last), "name")
    if joint or not first[0].isascii():
        return joint
    return lexicon.phrases.meanings((*last, _FOR, *first), "name")


def _is_machine(law: Register, meaning: str) -> bool:
    """Return whether a name is that of a machine or a component that an entry for all destinations is about, or of a group of them."""
    material = law.materials.get(meaning)
    if material is None or material.form not in THINGS:
        return False
    return is_listed(law, meaning, everywhere=True) or any(
        is_listed(law, kind, everywhere=True) for kind in material.may_be
    )

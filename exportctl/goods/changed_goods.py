"""Words that turn named goods into others, or that name another thing: coated, machine, anions, unknown nouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import named_materials
from exportctl.goods.text import begins_within, is_within, is_within_longer, same_place
from exportctl.law.forms import SHAPES, THINGS
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_FINISHED: Final = SHAPES - {"powder", "bulk"} | THINGS
"""Goods in one of these forms stay such goods if they are coated or doped."""
_KINDS: Final = frozenset({"component", "equipment", "software", "technology"})
CHANGING: Final[tuple[PhraseLabel, ...]] = ("change", "anion")
_PACKING: Final[tuple[PhraseLabel, ...]] = ("container", "wrapping")
"""The labels of words for packing."""
_ATTRIBUTE: Final = re.compile(r"(?:ed|ing|ly|ic|ous|able|ible|less|al|ive|y)$|[\u4e00-\u9fff]$", re.ASCII)
"""Words that describe goods. Another word may continue the name: germanium 5N wibble."""
_BEHIND: Final = re.compile(r"\s*(?:$|[,;，；])")
"""The end of a segment behind such a word; a colon makes it a label."""
_WORDS_OF_NOUN: Final = 2
"""The number of English words of a noun that another one describes."""
_LONGEST_NOUN: Final = 4
"""The number of Chinese characters of a noun alone, such as the name of an appliance."""
_SHORTEST_DESCRIPTION: Final = 3
"""The number of Chinese characters from which other words describe goods."""
_BRAND: Final = re.compile(r"(?<=[A-Za-z\d品])牌")
ADJECTIVE: Final = re.compile(r"(?:al|ic|ous|able|ible|ive|ed|ly|less|ish|ar|ary|proof)$")
"""The endings of words that name no goods by themselves. A noun with such an ending is in the list of nouns.

Words of ordinary trade with -ing and -y, which `_ATTRIBUTE` has, are often nouns: lining, battery.
"""


def is_kept_by_coating(law: Register, text: AnnotatedText, names: Sequence[Annotation]) -> bool:
    """Return whether goods have a form that a coating or a dopant does not change."""
    forms = {form for hit in text.phrases("form", text.tokens) for form in hit.meanings}
    forms |= {material.form or "" for material in named_materials(law, names)}
    return not forms.isdisjoint(_FINISHED)


def changes(text: AnnotatedText, segment: Segment, *, finished: bool) -> bool:
    """Return whether a word of a segment turns the named goods into other goods."""
    outside = _without_brands(text, _outside_names(text, segment))
    return (
        _ends_with_kind(text, segment, outside)
        or _holds_changing(text, outside)
        or (not finished and bool(text.phrases("finish", outside)))
    )


def names_what_others_have(text: AnnotatedText) -> bool:
    """Return whether a name is directly before a word for what other goods have or are instead: gallium plated, GaN packaging."""
    possessions = [hit for hit in text.phrases("possession", text.tokens) if _BEHIND.match(text.text, hit.end)]
    return any(adjacent(text.text, name.end, hit.start) for name in text.names for hit in possessions)


def holds_finish(text: AnnotatedText, match: Match) -> bool:
    """Return whether a rule matches a word for a coat or a dopant that is not part of a word for packing: 缠绕膜."""
    packing = [hit for label in _PACKING for hit in text.phrases(label, text.tokens)]
    return any(not is_within(hit, packing) for hit in text.phrases("finish", text.tokens_in(match.start, match.end)))


def continues_with_finish(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment that may continue the name begins with an English word for a finish: gallium batch 12 coated."""
    first = segment.tokens[0].start
    finishes = text.phrases("finish", _outside_names(text, segment)) if segment.may_continue else ()
    return any(hit.start == first and hit.words.isascii() for hit in finishes)


def makes_others(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment makes other goods of those named before it: a copy or a spare part of them, their salt, equipment."""
    outside, described = _outside_and_described(text, segment)
    rest = [token for token in outside if not begins_within(token, described)]
    return (
        (bool(rest) and _ends_with_kind(text, segment, rest))
        or _holds_changing(text, outside)
        or bool(text.phrases("spare", rest))
    )


def names_thing(
    lexicon: Lexicon, text: AnnotatedText, segment: Segment, open_: Sequence[Token], *, amount: bool
) -> bool:
    """Return whether the head of a segment is an unread noun for a thing.

    Nouns before the head describe it: seed train. After an `amount` of the goods, an unknown word describes their packing.
    """
    if _things_in(text, segment):
        return True
    if (
        segment.may_continue
        and not amount
        and open_
        and not _ATTRIBUTE.search(text.text, open_[-1].start, open_[-1].end)
    ):
        return True
    return any(_is_noun(lexicon, token, segment, amount=amount) for token in _heads(lexicon, text, open_))


def names_equipment(lexicon: Lexicon, text: AnnotatedText, segment: Segment, open_: Sequence[Token]) -> bool:
    """Return whether the head of a segment behind a machine is a known noun, which may be a part of it that is sold by itself.

    Unknown words describe the machine there, and so does a Chinese noun before other words: 转子自动测.
    """
    things = _things_in(text, segment)
    return any(thing.words.isascii() or thing.end == segment.tokens[-1].end for thing in things) or any(
        _is_known_noun(lexicon, token, segment) for token in _heads(lexicon, text, open_)
    )


def _things_in(text: AnnotatedText, segment: Segment) -> list[LexiconHit]:
    """Return the nouns for things in a segment outside of names and of words that describe."""
    outside, described = _outside_and_described(text, segment)
    return [hit for hit in text.phrases("thing", outside) if not is_within(hit, described)]


def _outside_and_described(text: AnnotatedText, segment: Segment) -> tuple[list[Token], list[Spanned]]:
    """Return the words of a segment outside of names, and the parts of the text that describe or are read in another way."""
    outside = _without_brands(text, _outside_names(text, segment))
    return outside, [*text.annotations_of("description", "term"), *_quantities(text, segment, outside)]


def is_noun_alone(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment is one noun without words for its use, or may be one: thermometer, mill liner, 切割机."""
    words = [token for token in segment.tokens if not token.word.isdecimal()]
    if not words:
        return False
    first, last = words[0], words[-1]
    nouns = [*text.phrases("thing", segment.tokens), *text.phrases("term", segment.tokens)]
    if any(noun.start <= first.start and last.end <= noun.end for noun in nouns):
        return True
    if first.word.isascii():
        return len(words) == 1 or (len(words) == _WORDS_OF_NOUN and last.word in lexicon.things)
    ends_as_noun = last.word in lexicon.things and not any(token.word.isascii() for token in words)
    return len(words) <= (_LONGEST_NOUN if ends_as_noun else _SHORTEST_DESCRIPTION - 1)


def _quantities(text: AnnotatedText, segment: Segment, outside: Sequence[Token]) -> list[LexiconHit]:
    """Return the words for quantities in a segment that are no nouns for things."""
    nouns = text.phrases("thing", outside)
    quantities = text.phrases("quantity", segment.tokens)
    return [hit for hit in quantities if not any(same_place(hit, noun) for noun in nouns)]


def _heads(lexicon: Lexicon, text: AnnotatedText, words: Sequence[Token]) -> list[Token]:
    """Return the unread words that may be the head of a segment: the last English word that is no adjective, and Chinese ones."""
    english = [
        token
        for token in words
        if token.word.isascii()
        and (token.word in lexicon.things or not _ATTRIBUTE.search(text.text, token.start, token.end))
    ]
    return [*english[-1:], *(token for token in words if not token.word.isascii())]


def _is_known_noun(lexicon: Lexicon, token: Token, segment: Segment) -> bool:
    """Return whether a word is in the list of nouns for things; a Chinese character is one only at the end of its word."""
    if token.word not in lexicon.things:
        return False
    return token.word.isascii() or not any(token.end == other.start for other in segment.tokens)


def _is_noun(lexicon: Lexicon, token: Token, segment: Segment, *, amount: bool) -> bool:
    """Return whether a word is a noun for a thing. An English word of ordinary trade may be one, too, except after an amount."""
    if token.word in lexicon.things:
        return _is_known_noun(lexicon, token, segment)
    if amount or not token.word.isascii() or token.word in lexicon.nameless:
        return False
    return lexicon.is_used_in_trade(token.word) and not ADJECTIVE.search(token.word)


def _holds_changing(text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether words hold one that changes goods, outside of longer phrases that describe them: free flowing, acid washed."""
    qualities = text.annotations_of("neutral")
    return any(not is_within_longer(hit, qualities) for label in CHANGING for hit in text.phrases(label, words))


def _ends_with_kind(text: AnnotatedText, segment: Segment, outside: Sequence[Token]) -> bool:
    """Return whether a word for equipment, software and the like ends a segment outside of names: 镓提取设备."""
    return any(
        hit.end == segment.tokens[-1].end and not _KINDS.isdisjoint(hit.meanings)
        for hit in text.phrases("form", outside)
    )


def _outside_names(text: AnnotatedText, segment: Segment) -> list[Token]:
    """Return the words of a segment outside names and outside substances that the goods lack."""
    named = text.annotations_of("name", "formula", "absent")
    return [token for token in segment.tokens if not is_within(token, named)]


def _without_brands(text: AnnotatedText, words: Iterable[Token]) -> list[Token]:
    """Return words without 牌 after a mark and in the word for a brand: KD牌, 无品牌. After the name of goods it makes others."""
    brands = {brand.start() for brand in _BRAND.finditer(text.text)}
    return [token for token in words if token.start not in brands]

"""Words and marks that join goods with other goods: tellurium and lamps, 灯;钨丝."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.text import is_within
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Label
    from exportctl.goods.text import AnnotatedText, LexiconHit, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_JOINTS: Final[tuple[PhraseLabel, ...]] = ("joint", "addition")
"""The labels of words between goods, and before goods that come with goods."""
_WITH: Final = ("配", "附", "连", "赠")
"""Characters that join goods if nothing else is between them; they are also part of other words: 配件."""
_SIGNS: Final = re.compile(r"[+;；、,，]")
"""Signs between goods. Commas also separate words that describe goods, the others do not."""
_MORE_SIGNS: Final = re.compile(r"[+;；、,，:：|。]|\.\s|\s/\s|(?:^|\s)\d{1,2}[.)]\s")
"""Signs between goods, some of which also separate words that describe goods: a stop, a number of a list."""
_COMMAS: Final = (",", "，")
_MODEL: Final = re.compile(r"[A-Za-z].*[A-Za-z]|[A-Z]\d{3}")
"""A mark of two letters, or of a letter and three digits: WE43, H100. A4 may be a size."""
_ACRONYM: Final = re.compile(r"[A-Z]{3,6}")
"""Capitals that are a part by themselves: glycol and TEA."""
_SHORT: Final = 4
"""The number of words of a name: more are praise of the goods before them."""
_MARKS: Final = tuple(";；、。+&|/")
_NAMED: Final[tuple[Label, ...]] = ("name", "formula", "absent")
_MARKING: Final[tuple[Label, ...]] = ("grade", "measure", "share", "property", "letter", "purpose")
"""The labels of words that name no goods by themselves."""
_KIND: Final[PhraseLabel] = "form"
"""The label of words for forms and kinds of goods."""


def joins(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether a word within a span joins goods, or is one before goods that come with others."""
    hits = _phrases(text, _JOINTS)
    return text.text[start:end].strip() in _WITH or any(start <= hit.start and hit.end <= end for hit in hits)


def follows_joint(text: AnnotatedText, start: int) -> bool:
    """Return whether a mark or a word directly before a position separates other goods."""
    before = text.text[:start].rstrip()
    return before.endswith(_MARKS) or any(hit.end == len(before) for hit in _phrases(text, _JOINTS))


def separates_goods(text: AnnotatedText, start: int) -> bool:
    """Return whether a comma, a mark or a word directly before a position may separate other goods."""
    return text.text[:start].rstrip().endswith(_COMMAS) or follows_joint(text, start)


def joined_texts(text: AnnotatedText, product: Spanned) -> list[str]:
    """Return the texts that signs and words join to a product: all behind it and all before it, else one part of these."""
    parts = _parts(text, _MORE_SIGNS, _JOINTS)
    home = next(number for number, part in enumerate(parts) if part.holds(product))
    sides = [side for side in (parts[:home], parts[home + 1 :]) if side]
    spans = [(side[0].start, side[-1].end) for side in sides]
    spans += [(part.start, part.end) for side in sides for part in side if len(side) > 1]
    return [joined for start, end in spans if (joined := text.text[start:end].strip())]


class _Part(NamedTuple):
    """A part of a text between signs and words that join goods; one that is `listed` is behind a comma, and may describe the goods."""

    start: int
    end: int
    listed: bool

    def holds(self, part: Spanned) -> bool:
        """Whether something begins in this part."""
        return self.start <= part.start < self.end


def joins_unknown_goods(lexicon: Lexicon, text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether a sign or a word joins goods with unread words that name none and that trade does not use: chairs + Semtex.

    A part behind a comma has such words alone, in Chinese or beside a mark: T恤，菌种; mice, DGX H100. Other such words are makers.
    """
    parts = _parts(text)
    if len(parts) == 1:
        return False
    terms, is_joint = text.annotations_of("term"), any(not part.listed for part in parts[1:])
    for part in parts:
        unread = [word for word in words if part.holds(word)]
        if not unread or any(part.holds(term) for term in terms):
            continue
        tokens = text.tokens_in(part.start, part.end)
        if part.listed:
            marks = [note for note in text.annotations_of("grade") if part.holds(note) and _MODEL.search(note.words)]
            alone = len(unread) == sum(not is_within(token, marks) for token in tokens)
            strange = not any(len(word) > 1 and lexicon.is_ordinary(word) for word in features(with_gaps(text, unread)))
            if alone and strange and (marks or not tokens[0].word.isascii()):
                return True
        elif is_joint and len(tokens) <= _SHORT and not lexicon.is_ordinary_text(with_gaps(text, unread)):
            return True
    return False


def joins_unnamed_goods(lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether a sign or a word joins goods with a part that names none itself: T-shirts and metal powder, 铝板、7A04铝管.

    Such a part has a word that the list uses more than trade does, or ends with a word for a form or a kind of goods, or has only a
    mark, a grade or an acronym. Before the joint, words may describe the goods behind it: rock and roll poster. Behind a comma
    a form has a mark, too: WE43 billets.
    """
    notes = text.annotations_of("term", *_NAMED)
    for part in _parts(text)[1:]:
        tokens = text.tokens_in(part.start, part.end)
        if not tokens or any(part.holds(note) for note in notes):
            continue
        marking = [note for note in text.annotations_of(*_MARKING) if part.holds(note)]
        is_marked = any(note.label == "grade" and _MODEL.search(note.words) for note in marking)
        rest = [token for token in tokens if not is_within(token, marking)]
        names_kind = bool(rest) and _names_kind(text, rest)
        if part.listed:
            is_goods = is_marked and names_kind
        else:
            is_goods = names_kind or (_is_acronym(text, rest) if rest else is_marked)
            is_goods = is_goods or not lexicon.careful.isdisjoint(features(with_gaps(text, rest)))
        if is_goods:
            return True
    return False


def _is_acronym(text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether words are written as one acronym."""
    return bool(_ACRONYM.fullmatch(text.text, words[0].start, words[-1].end))


def _names_kind(text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether words end with the form of a material, or with a kind of goods: powder, equipment."""
    return any(hit.end == words[-1].end for hit in text.phrases(_KIND, words))


def _parts(
    text: AnnotatedText, signs: re.Pattern[str] = _SIGNS, labels: Sequence[PhraseLabel] = ("joint",)
) -> list[_Part]:
    """Return the parts of a text between signs and words that join goods; uses are not divided: 催化剂及光学玻璃用."""
    uses = text.annotations_of("purpose")
    hits = [hit for hit in _phrases(text, labels) if not is_within(hit, uses)]
    joints = sorted([*((hit.start, hit.end) for hit in hits), *(sign.span() for sign in signs.finditer(text.text))])
    starts = [(0, False), *((end, text.text[start:end] in _COMMAS) for start, end in joints)]
    ends = [*(start for start, _ in joints), len(text.text)]
    return [_Part(start, end, listed) for (start, listed), end in zip(starts, ends, strict=True)]


def _phrases(text: AnnotatedText, labels: Sequence[PhraseLabel]) -> list[LexiconHit]:
    """Return the words of a text that have one of some labels."""
    return [hit for label in labels for hit in text.phrases(label, text.tokens)]


def with_gaps(text: AnnotatedText, words: Sequence[Token]) -> str:
    """Return words with a mark between those that are not neighbours."""
    return "".join(
        ("" if number and words[number - 1].end == word.start else "|") + text.text[word.start : word.end]
        for number, word in enumerate(words)
    )

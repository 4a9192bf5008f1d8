"""Suggest the known names that are nearest to an unknown one, for messages."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.chinese import word as in_words
from exportctl.law.grouping import by_key
from exportctl.law.words import fold
from exportctl.sentences import BilingualName, Sentence, either

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from exportctl.law.register import Register

_NEAR: Final = 0.75
"""The likeness of words from which one can be a misspelling of the other: at most one letter of four differs.

Phone and phosgene differ in three of eight letters, although one has all letters of the other.
"""
_NEAR_WHOLE: Final = 75
"""The likeness of a text and a name, of 100, by the letters that they share: a text may have further words."""
_NEAR_WITHOUT_BLANKS: Final = 0.85
"""The likeness from which a word can be a name of several words without their blanks; `northsudan` is not `South Sudan`."""
_NEAR_SPELLING: Final = 0.9
"""The likeness from which a name without its blanks can be a misspelling of another; `northgeorgia` is not `South Georgia`."""
_LITTLE: Final = frozenset({"the", "and", "of"})
"""Words that make a name that of nothing else."""
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_MOST: Final = 3
_LONG_KEY: Final = 4
"""The length from which a key is near that a word begins with."""
_ALIKE: Final = 0.75
_PARTS: Final = re.compile(r"[-_ ]+")
_LISTS_KEPT: Final = 4
"""The number of lists of names whose words are kept: one answer searches the names of all goods several times."""
_SEARCHES_KEPT: Final = 4
"""The number of searches whose results are kept."""


_CODE: Final = re.compile(r"[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3}|[a-z][0-9]*)*", re.IGNORECASE)


class _Names(NamedTuple):
    """Known names in order, each in small letters with blanks for all other signs, and with its words; and the names by their words."""

    plain: Mapping[str, str]
    words_of: Mapping[str, Sequence[str]]
    names_of: Mapping[str, Sequence[str]]


def suggestions(text: str, known: Iterable[str], common: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return up to three known names that are likely intended: those with most words, each similar to a word of the text.

    If there are none, return the names that are similar to the text as a whole. A word that is `common` is not a
    misspelling of another.
    """
    return _search(text, tuple(known), common)


def suggestions_for_all_words(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the suggestions that explain every word of a text, for names that a further word makes those of something else.

    `North Georgia` and `Georgia, USA` are not Georgia.
    """
    return tuple(name for name in suggestions(text, known) if _explains(name, text))


def similar_spelling(text: str, known: Collection[str]) -> str | None:
    """Return the known spelling without blanks from which a text differs in one letter of ten at most; None if there is none."""
    from rapidfuzz import process  # noqa: PLC0415 - needed only after an error
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    nearest = process.extractOne(text, [*known], scorer=OSA.normalized_similarity, score_cutoff=_NEAR_SPELLING)
    return nearest[0] if nearest else None


def _explains(name: str, text: str) -> bool:
    """Return whether each word of a text can be a misspelling of a word of a name.

    Chinese names have no blanks between words: the qualifier is at the beginning, so the first character must be the same, and
    a name within a longer text is not meant. One word in letters may be a name of several without their blanks.
    """
    from rapidfuzz import utils  # noqa: PLC0415 - needed only after an error
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    words, own = (
        [word for word in utils.default_process(each).split() if word not in _LITTLE] for each in (text, name)
    )
    if _HAN.search(name):
        return name[:1] == text[:1] and name not in text
    if len(words) == 1 < len(own):
        return OSA.normalized_similarity(words[0], "".join(own)) >= _NEAR_WITHOUT_BLANKS
    return all(any(OSA.normalized_similarity(word, other) >= _NEAR for other in own) for word in words)


@lru_cache(maxsize=_SEARCHES_KEPT)
def _search(text: str, known: tuple[str, ...], common: frozenset[str]) -> tuple[str, ...]:
    """Return the suggestions for a text; the last results are kept, because the warnings and the report of an answer need the same."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - needed only after an error
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    plain, words_of, names_of = _index(known)
    words = utils.default_process(text).split()
    near = dict.fromkeys(common.intersection(words, names_of), 1.0)
    misspelt = [word for word in words if word not in common]
    for word in set(misspelt):
        for other, score, _ in process.extract(
            word, names_of.keys(), scorer=OSA.normalized_similarity, limit=None, score_cutoff=_NEAR
        ):
            near[other] = max(score, near.get(other, 0))
    likely = set(near)
    alike = [
        name for name in sorted({name for word in near for name in names_of[word]}) if likely.issuperset(words_of[name])
    ]
    if alike:
        alike.sort(key=lambda name: (-len(words_of[name]), -sum(near[word] for word in words_of[name])))
        return tuple(alike[:_MOST])
    # A word in letters was compared with each name of one word already, and more strictly.
    is_word = len(misspelt) == 1 and misspelt[0].isascii()
    others = [name for name in plain if not (is_word and len(words_of[name]) == 1)]
    similar = process.extract(
        " ".join(misspelt), [plain[name] for name in others], scorer=fuzz.ratio, limit=_MOST, score_cutoff=_NEAR_WHOLE
    )
    return tuple(others[place] for _, _, place in similar)


@lru_cache(maxsize=_LISTS_KEPT)
def _index(known: tuple[str, ...]) -> _Names:
    """Return known names with an index of their words, which takes longer than a search; the last ones are kept."""
    from rapidfuzz import utils  # noqa: PLC0415 - needed only after an error

    plain = {name: utils.default_process(name) for name in sorted(set(known))}
    words_of = {name: text.split() for name, text in plain.items()}
    return _Names(plain, words_of, by_key(((word, name) for name in plain for word in words_of[name]), list))


def similar_goods(law: Register, text: str, common: frozenset[str]) -> tuple[str, ...]:
    """Return the names of materials that are likely intended; an English one carries the first Chinese one for messages in Chinese.

    They end at a name that is in the text: that word is known, and names less likely than it do not explain the others.
    """
    names = [material.names for material in law.materials.values()]
    similar = suggestions(text, (name for each in names for name in (*each.en, *each.zh)), common)
    return tuple(
        next((BilingualName(name, next(iter(each.zh), "")) for each in names if name in each.en), name)
        for name in takewhile(lambda name: fold(name) not in fold(text), similar)
    )


def is_code(text: str) -> bool:
    """Return whether a text is in the notation of a control code, in any case, with or without its dots (3C001.a, 3c001a)."""
    return bool(_CODE.fullmatch(text.strip()))


def similar_codes(code: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known control codes that are likely intended: the same without dots, else of the same number, else similar."""
    known, letters = sorted(known), _letters(code)
    number = code.strip().upper().partition(".")[0]
    same = [other for other in known if _letters(other) == letters]
    same = same or [other for other in known if other.partition(".")[0] == number]
    return tuple(same[:_MOST]) or suggestions(code, known)


def codes_meant(code: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known control codes that a text is without their dots, or with others; none if it is one itself."""
    letters = _letters(code)
    same = tuple(other for other in known if _letters(other) == letters) if is_code(code) else ()
    return () if code.strip().casefold() in map(str.casefold, same) else same


def _letters(code: str) -> str:
    """Return the letters and digits of a control code."""
    return "".join(char for char in code.casefold() if char.isalnum())


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return the suggestions as the end of a sentence; empty if there are none."""
    return as_question(suggestions(text, known))


def as_question(words: Sequence[str]) -> str:
    """Return suggestions as the end of a sentence; empty if there are none."""
    return Sentence(" (did you mean {words}?)", words=either(words)) if words else ""


def nearest_key(word: str, known: Collection[str], prefix: str = "") -> str:
    """Return the known key or id that is nearest to a word, as the end of a message; empty if none is near.

    A `prefix` that all share makes none near.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed only after an error

    own = sorted(key.removeprefix(prefix) for key in known)
    rest = word.removeprefix(prefix)
    near = get_close_matches(rest, own, n=1, cutoff=_ALIKE)
    if prefix:  # EXPORTCTL_LANGUAGE begins with EXPORTCTL_LANG
        near += [key for key in own if len(key) >= _LONG_KEY and rest.startswith(key)]
    return Sentence("; did you mean '{word}'?", word=in_words(prefix + near[0])) if near else ""


def nearest_value(text: str, values: Collection[str]) -> str:
    """Return the accepted value that is nearest to a text, as the end of a message: alike, or with a word of it.

    `license` means license_required. Empty if none is near, or several equally.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed only after an error

    if alike := nearest_key(text, values):
        return alike
    words = [word for word in _PARTS.split(text.casefold()) if len(word) >= _LONG_KEY]
    shares: dict[str, float] = {}
    for value in values:
        parts = _PARTS.split(value)
        shared = [part for part in parts if get_close_matches(part, words, n=1, cutoff=_ALIKE)]
        is_part = bool(_HAN.search(text)) and text in in_words(value).zh
        shares[value] = 1 if is_part else len(shared) / len(parts)
    most = max(shares.values(), default=0)
    near = [value for value, share in shares.items() if share == most > 0]
    return Sentence("; did you mean '{word}'?", word=in_words(near[0])) if len(near) == 1 else ""

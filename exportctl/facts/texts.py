"""Read the texts of facts: within their limits, as one of some words, and as pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar, cast

from exportctl.chinese import from_chinese
from exportctl.errors import InputError, none_of
from exportctl.facts.registry import BY_KEY
from exportctl.facts.separation import separate
from exportctl.law.model import file_key
from exportctl.law.scale import spell_level
from exportctl.law.spelling import nearest_value
from exportctl.limits import VALUES, within
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.facts.transaction import Transaction

Word = TypeVar("Word", bound=str)
_SHOWN: Final = 40
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_PLAIN: Final = (
    _UNSEEN
    | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000"), " ")
)
_APOSTROPHES: Final = "'`‘’"
"""The marks before a text that a spreadsheet must not take for a number; exports keep them."""
_QUERY: Final = Sentence("the query")
_VALUES: Final = Sentence("values")


def plain_cell(text: str) -> str:
    """Return a code or a date without invisible characters, wide forms, blanks around it, and the apostrophe before a text cell."""
    return text.translate(_PLAIN).strip().lstrip(_APOSTROPHES).strip()


def require_short(transaction: Transaction, fields: Sequence[str]) -> None:
    """Raise InputError for a text that is too long for its fact, or for too many of them."""
    for field in fields:
        if value := getattr(transaction, field):
            within_limits((value,) if isinstance(value, str) else value, file_key(field))


def within_limits(texts: Sequence[str], fact: str) -> Sequence[str]:
    """Return texts that state a fact; raises InputError if one is too long, or if there are too many."""
    most = BY_KEY[fact].longest
    within(texts, VALUES, fact, _QUERY, _VALUES)
    for text in texts:
        if len(text) > most:
            within(text, most, fact, Sentence("'{text}...'", text=text[:_SHOWN]))
    return texts


IN_FULL: Final = {"wmd": "weapons of mass destruction"}
"""The words that a page shows for short ones, and that are read as these."""
_SHORT: Final = {"-".join(words.split()): short for short, words in IN_FULL.items()}
_SYNONYMS: Final = {
    **dict.fromkeys(("civilian", "civilians"), "civil"),
    **dict.fromkeys(("mil", "armed-forces"), "military"),
    **dict.fromkeys(("true", "y", "1"), "yes"),
    **dict.fromkeys(("false", "n", "0"), "no"),
    **{
        f"{kind}-{noun}": word
        for kind, word in (("civil", "civil"), ("civilian", "civil"), ("military", "military"))
        for noun in ("use", "end-use", "user", "end-user", "purpose", "purposes", "application", "applications")
    },
}
"""Other words for the use, the type of user, and yes or no, as files have them. Commercial and industrial use may be either."""


def means_one_of(text: str, words: Sequence[str]) -> bool:
    """Return whether a text means one of some words, in any spelling or in Chinese."""
    return _word(text, words) in words


def _word(text: str, words: Sequence[str]) -> str:
    """Return the accepted word that a text means, or else its own words with hyphens."""
    word = "-".join(from_chinese(text).replace("_", "-").split())
    word = _SHORT.get(word, word)
    return word if word in words else _SYNONYMS.get(word, word)


def one_of(text: str, words: Sequence[Word], where: str) -> Word:
    """Return the word that a text means, in any spelling or in Chinese; raises InputError, with the nearest one, if it means none."""
    word = _word(text, words)
    if word not in words:
        raise none_of(where, text, words, nearest_value(word, words))
    return cast("Word", word)


def level(text: str, words: Sequence[Word], where: str) -> Word:
    """Return the effect or decision that a text names, in any spelling; raises InputError, with the nearest one, if it names none."""
    word = spell_level(from_chinese(text))
    if word not in words:
        raise none_of(where, text, words, nearest_value(word, words))
    return cast("Word", word)


def pair(text: str, where: str, example: str) -> tuple[str, str]:
    """Return the name and the value that a text states; raises InputError, with an example, if one of them is missing."""
    name, value = separate(text)
    if not name or not value:
        raise InputError(where, "'{text}' has no name or no value; write it like {example}", text=text, example=example)
    return name, value

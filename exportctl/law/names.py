"""A name of a company is its words: case, width, accents, punctuation and legal form are set aside before two names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GAPS: Final = re.compile(r"[\W_]+", re.UNICODE)
_FORMS: Final = re.compile(
    r"(股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|株式會社|股份公司|公司|集团|集團)+$"
)
_FORMS_AHEAD: Final = re.compile(r"^(株式会社|株式會社|国立研究开发法人|国立研究開発法人|国立大学法人)")


def key_of(name: str) -> str:
    """Return what two spellings of one name have in common: its words, in order of the alphabet, without legal form and `and`."""
    return " ".join(sorted(without_and(spelling_of(name)).split()))


def without_and(spelling: str) -> str:
    """Return a spelling without the little word that some write as a sign, and some leave out."""
    return " ".join(word for word in spelling.split() if word != "and") if "and" in spelling else spelling


@lru_cache(maxsize=1 << 12)
def plain_of(name: str) -> str:
    """Return a name without case, accents and punctuation, its legal form still with it; words have a blank between them."""
    text = (name if name.isascii() else unicodedata.normalize("NFKC", name)).casefold().replace("&", " and ")
    return _GAPS.sub("", text) if is_han(text) else _words(_ascii(text))


@lru_cache(maxsize=1 << 12)
def spelling_of(name: str) -> str:
    """Return a name without case, accents, punctuation and legal form; Chinese and Japanese characters are kept."""
    plain = plain_of(name)
    if is_han(plain):
        return _FORMS_AHEAD.sub("", _FORMS.sub("", plain)) or plain
    return _bare(plain)


def is_han(text: str) -> bool:
    """Tell whether a text has Chinese or Japanese characters: it has no words with blanks between them."""
    return not text.isascii() and _HAN.search(text) is not None


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - most questions name nobody

    return str(anyascii(text)).lower()


def _words(text: str) -> str:
    return _GAPS.sub(" ", text.replace(".", "").replace("'", "")).strip()


def _bare(plain: str) -> str:
    """Return a name without its legal forms, however they are spelled, and without `the`; a name of nothing else stays as it is."""
    words, forms = plain.split(), _legal_forms()
    left = len(words)
    while left and (
        ending := next((form for form in forms.get(words[left - 1], ()) if _ends(words, left, form)), None)
    ):
        left -= len(ending)
    return " ".join(words[:left] or words).removeprefix("the ")


def _ends(words: list[str], left: int, form: tuple[str, ...]) -> bool:
    return tuple(words[max(left - len(form), 0) : left]) == form


@cache
def _legal_forms() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the legal forms of all countries by their last word, the longest first. `Holdings` is none: it is another company."""
    from cleanco.clean import get_unique_terms, normalize_terms  # noqa: PLC0415 - most questions name nobody

    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for term in normalize_terms(get_unique_terms()):
        if words := tuple(_words(term).split()):
            found[words[-1]].add(words)
    return {last: tuple(sorted(forms, key=lambda form: (-len(form), form))) for last, forms in found.items()}

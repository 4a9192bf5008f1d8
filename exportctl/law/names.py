"""Normalise names of companies for comparison: case, width, script, accents, punctuation and legal form do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GAPS: Final = re.compile(r"[\W_]+", re.UNICODE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_SIGN: Final = re.compile(r"\(([株有주])\)")
_SIGNS: Final = {"株": "株式会社", "有": "有限会社", "주": " 주식회사 "}
"""The signs ㈱ and ㈜ are a letter in brackets after width normalisation; these are their full spellings."""
_FORMS: Final = re.compile(r"(股份有限公司|有限责任公司|有限公司|株式会社|有限会社|合同会社|股份公司|公司|集团)+$")
_FORMS_AHEAD: Final = re.compile(r"^(株式会社|有限会社|合同会社|国立研究开发法人|国立大学法人)")
_PREFIXES: Final = (
    "messrs ", "uab ", "jsc ", "ojsc ", "pjsc ", "ooo ", "oao ", "zao ", "pao ", "pt ", "kabushiki kaisha ", "jusighoesa ",
)  # fmt: skip
"""Legal forms that precede a name, and a form of address."""
_NOT_FORMS: Final = frozenset({
    "ad", "at", "ca", "dat", "ee", "ent", "et", "eu", "nl", "ok", "private", "sc", "sd", "sem", "sep", "sp", "uk", "vat",
})  # fmt: skip
"""Legal forms according to cleanco that more often are the name of a place or a word."""
_MORE_FORMS: Final = (
    "limited liability company", "public limited company", "private limited", "private limited company", "proprietary limited",
    "company limited", "co ltd", "gmbh and co kg", "joint stock company", "kabushiki kaisha", "godo kaisha", "yugen kaisha",
    "jusighoesa", "aktiengesellschaft", "gesellschaft mit beschrankter haftung", "societe anonyme", "sociedad anonima",
    "societa per azioni", "naamloze vennootschap", "besloten vennootschap", "aktiebolag", "sendirian berhad", "berhad",
    "jsc", "ojsc", "pjsc",
)  # fmt: skip
"""Legal forms that cleanco lacks, most of them spelled out; 주식회사 in Latin letters."""
_MISREAD_LENGTH: Final = 4
_MISREAD_FORMS: Final = ("inc", "ltd", "llc")
"""A misspelled legal form counts from `_MISREAD_LENGTH` letters on, or if it is one of these frequent ones."""
_ALIKE: Final = (("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("8", "b"), ("rn", "m"))
"""Characters that are misread for one another. Replacing them one by one is faster than `str.translate` if the text has none."""
_LATIN: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухһԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", "ABESIJKMHOPCTXYaesijopcyxhdgABEZHIKMNOPTYXov"
)
"""Cyrillic and Greek letters that look like Latin ones."""
_MIXED: Final = re.compile("[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
"""Letters of two alphabets beside each other: no name is spelled like that, except to look like another one."""
_DOUBLED: Final = re.compile(r"([a-z])\1+")
_BETWEEN: Final = re.compile(
    r"[;,:/|()\[\]<>、。\r\n\t\0]|['’]s?\s|-(?=(?:owned|branded|controlled|affiliated)\b)", re.IGNORECASE
)
"""Marks between the parts of a field, of which a name may be one: Skydio's warehouse, Anduril-owned depot."""
_DASHES: Final = (" - ", " \u2013 ", " \u2014 ")
_ROLES: Final = re.compile(
    r"(?<!\w)(?:[co]/o|o/b/o|d/b/a|[fa]/k/a|on behalf of|care of|dba|fka|aka|attn)(?!\w)\.?", re.IGNORECASE
)
_DOMAIN: Final = re.compile(
    r"(?:@|//|\bwww\.)(?:[\w-]+\.)*?(?P<owner>[\w-]+)(?:\.(?:com?|net|org))?\.[a-z]{2,}(?![\w.-])", re.IGNORECASE
)
"""The address of a web site or of mail, and the name of its owner in it."""
_MARKED: Final = re.compile("|".join((_BETWEEN.pattern, *_DASHES, _ROLES.pattern)), re.IGNORECASE)
"""The separators in a field of several parts; most names contain none."""
_JOINED: Final = re.compile(
    r"(?:^|\s+)(?:and|&|\+|or|und|et|via|for|with|see|to|of|at|warehouse)(?=\s|$)", re.IGNORECASE
)
"""The words between two names in a field, which one name may have as well, and those before or behind a name."""
_BREAK: Final = "\0"
_RUNS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff·・]+|[^\u3040-\u30ff\u3400-\u9fff]+")
_PART: Final = 3
_PART_HAN: Final = 2
"""The shortest part of a field that is searched: the number of letters, and of Chinese characters."""


def key_of(name: str) -> str:
    """Return the key that the spellings of one name share: its words in alphabetical order, without legal form and `and`."""
    return " ".join(sorted(without_and(spelling_of(name)).split()))


def without_and(spelling: str) -> str:
    """Return a spelling without `and`, which may also be written as a sign or left out."""
    return " ".join(word for word in spelling.split() if word != "and") if "and" in spelling else spelling


@lru_cache(maxsize=1 << 12)
def plain_of(name: str) -> str:
    """Return a name without case, accents and punctuation, but with its legal form; blanks separate the words."""
    text = _normalise(name).casefold().replace("&", " and ")
    return _GAPS.sub("", text) if is_han(text) else _words(_ascii(text))


@lru_cache(maxsize=1 << 12)
def spelling_of(name: str) -> str:
    """Return a name without case, accents, punctuation and legal form, in simplified characters if it is Chinese."""
    plain = plain_of(name)
    if is_han(plain):
        return _FORMS_AHEAD.sub("", _FORMS.sub("", plain)) or plain
    return _without_legal_forms(plain)


def is_han(text: str) -> bool:
    """Return whether a text has Chinese or Japanese characters, so that blanks do not separate its words."""
    return not text.isascii() and _HAN.search(text) is not None


def alike_of(spelling: str) -> str:
    """Return a spelling in which letters and digits of similar shape are one: 0 and o, 1, i and l, rn and m."""
    for one, other in _ALIKE:
        spelling = spelling.replace(one, other)
    return spelling


def misread_of(spelling: str) -> str:
    """Return a spelling in which letters that look alike are one, and no letter is doubled: of Grumann and Grumman, gruman."""
    return _DOUBLED.sub(r"\1", alike_of(spelling))


def parts_of(field: str) -> list[str]:
    """Return the parts of a field that can be names: text between separators, Latin and Chinese runs; empty if it is one name."""
    text = _normalise(field)
    # Most fields are one name, which one search shows.
    if text.isascii() and not _MARKED.search(text):
        return []
    broken = _ROLES.sub(_BREAK, text)
    for dash in _DASHES:
        broken = broken.replace(dash, _BREAK)
    pieces = _BETWEEN.split(broken)
    if is_han(text):
        pieces += [part for piece in pieces if is_han(piece) for part in _runs_of(piece)]
    if len(pieces) == 1:
        return []
    parts = dict.fromkeys(piece.strip() for piece in pieces)
    return [piece for piece in parts if piece != text.strip() and _is_part(piece)]


def joined_names_of(field: str) -> list[str]:
    """Return the texts that words such as `and` join in a field, and the owners of addresses: each may be a whole name."""
    text = _normalise(field)
    owners = [address["owner"] for address in _DOMAIN.finditer(text)]
    pieces = [*map(str.strip, _JOINED.split(text)), *owners] if owners or _JOINED.search(text) else []
    return [piece for piece in pieces if piece != text.strip() and _is_part(piece)]


def _runs_of(piece: str) -> list[str]:
    """Return the Latin and the Chinese runs of a text and the text between its blanks, if two or more have letters."""
    runs = [part for run in _RUNS.findall(piece) for part in (run.split() if is_han(run) else (run,))]
    runs = [run for run in runs if any(map(str.isalpha, run))]
    return [*runs, *filter(is_han, piece.split())] if len(runs) > 1 else []


def _is_part(piece: str) -> bool:
    return sum(map(str.isalpha, piece)) >= (_PART_HAN if is_han(piece) else _PART) and not _is_form(piece)


def _normalise(name: str) -> str:
    """Return a name in one width and one script, with signs and special letters replaced by their usual spelling."""
    text = name if name.isascii() else unicodedata.normalize("NFKC", name)
    if "&" in text and ";" in text:
        from html import unescape  # noqa: PLC0415 - few names need it

        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    if text.isascii():
        return text
    if _MIXED.search(text):
        text = text.translate(_LATIN)
    if is_han(text):
        from exportctl.law.scripts import SIMPLIFIED  # noqa: PLC0415 - most questions have no Chinese name

        text = text.translate(SIMPLIFIED)
    return _SIGN.sub(lambda sign: _SIGNS[sign[1]], text)


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - most questions name no party

    return str(anyascii(text)).lower()


def _words(text: str) -> str:
    return _GAPS.sub(" ", text.replace(".", "").replace("'", "")).strip()


def _is_form(piece: str) -> bool:
    """Return whether a part of a field is only a legal form, as in Acme, Inc."""
    plain = plain_of(piece)
    words = plain.split()
    return _form_behind(words, len(words)) == len(words) or (is_han(plain) and not _FORMS.sub("", plain))


def _without_legal_forms(plain: str) -> str:
    """Return a name without legal forms, in any spelling, and without `the`; unchanged if it has no other words."""
    words = plain.split()
    length = len(words)
    while form := _form_behind(words, length):
        length -= form
    text = " ".join(words[:length] or words)
    if text.startswith(_PREFIXES):
        text = next(text[len(form) :] for form in _PREFIXES if text.startswith(form))
    return text.removeprefix("the ")


def _form_behind(words: list[str], most: int) -> int:
    """Return the number of words in the longest legal form that ends the first `most` words: `co ltd`, `l l c`."""
    if not most:
        return 0
    forms, tails, misread = _legal_forms()
    length, longest, text = 1, 0, words[most - 1]
    while text in tails:
        if text in forms:
            longest = length
        if length == most:
            break
        length += 1
        text = words[most - length] + text
    return longest or int(alike_of(words[most - 1]) in misread)


@cache
def _legal_forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the legal forms of all countries without blanks, their last words, and common misspellings.

    `Holdings` is not among them: it denotes another company.
    """
    from cleanco.clean import get_unique_terms, normalize_terms  # noqa: PLC0415 - most questions name no party

    known = {_words(term).replace(" ", "") for term in (*normalize_terms(get_unique_terms()), *_MORE_FORMS)}
    forms = frozenset(known - _NOT_FORMS - {""})
    tails = frozenset(form[start:] for form in forms for start in range(len(form)))
    misread = (form for form in forms if len(form) >= _MISREAD_LENGTH or form in _MISREAD_FORMS)
    return forms, tails, frozenset(map(alike_of, misread))

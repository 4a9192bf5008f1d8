"""Resolve countries and customs territories to ISO codes; CN is mainland China, and HK, MO and TW are places of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.law.place_names import full_spellings, plain, short_names
from exportctl.law.spelling import as_question, similar_spelling, suggestions_for_all_words
from exportctl.law.words import fold
from exportctl.limits import TEXT, within
from exportctl.sentences import BilingualName, Sentence, either

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from exportctl.law.register import Register


_TWICE: Final = re.compile(
    r"[/|:;；、\n]|\s[-–—]\s|\s(?:or|及|或)\s|(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u4e00-\u9fff])"
)
_WITHIN: Final = re.compile(r"[()（）,，]")
_DOTS: Final = re.compile(r"(?<=\b[A-Za-z])\.")
_ARTICLE: Final = "the"
_NUMBER: Final = re.compile(r"^\W*\d{3}(?![A-Za-z\d])\W*|(?<![A-Za-z\d])\d{3}\W*$")
"""A code of three digits before or behind a name, as China Customs gives to countries: `502 美国`."""
_DIVIDED: Final = frozenset({"CN", "KR", "KP", "CG", "CD"})
"""Places that share their short name with another: their full names differ, and none of them is taken for the other."""
_MOST_WORDS: Final = 10
"""Names have fewer words; every division of a text into two names is tried."""
_OF_CHINA: Final = frozenset({"HK", "MO", "TW"})
"""Customs territories that are often written with the name of China before or after their own."""


def place(law: Register, text: str, where: str) -> str:
    """Return the ISO code of the one place that a text names, once or twice (`Germany (DE)`); raises InputError for others."""
    within(text, TEXT, where, Sentence("the place"))
    code = _code_of(law, text) or _in_parts(law, text) or _beside_number(law, text)
    if code is None and fold(text) in law.places.regions:
        raise InputError(where, "'{text}' is not a country or territory but a region; name the country", text=text)
    if code is None and fold(text) in law.places.unions:
        raise InputError(
            where,
            "'{text}' is not a country or territory but a region; name the country, such as the member state",
            text=text,
        )
    if code is None and (places := law.places.shared.get(plain(text))):
        raise InputError(
            where,
            "'{text}' is the name of several countries or territories; write {codes}",
            text=text,
            codes=either(
                Sentence("{code} for {name}", code=one, name=BilingualName(*law.places.names[one])) for one in places
            ),
        )
    if code is None:
        raise InputError(
            where,
            "'{text}' is not a country or territory; use an ISO code or a name{hint}",
            text=text,
            hint=as_question(_suggestions(law, text)),
        )
    return code


def is_place(law: Register, text: str) -> bool:
    """Return whether a text names one place."""
    try:
        return bool(place(law, text, "to"))
    except InputError:
        return False


def _suggestions(law: Register, text: str) -> tuple[str, ...]:
    """Return the names of places that are likely intended; `United Sates of America` is near a name in full of United States."""
    names = [name for names in law.places.names.values() for name in (BilingualName(*names), names.zh)]
    near = suggestions_for_all_words(text, names)
    if not near and (spelling := similar_spelling(plain(text), law.places.spellings)):
        return (BilingualName(*law.places.names[law.places.spellings[spelling]]),)
    return near


def _code_of(law: Register, text: str) -> str | None:
    """Return the place of a name or code as it is written, in plain form, abbreviated, inverted, or as `Kingdom of Norway`."""
    places = law.places
    if code := places.codes.get(fold(text)) or places.spellings.get(plain(text)):
        return code
    readings = (text, *full_spellings(text))
    if any(plain(reading) in places.shared for reading in readings):
        return None
    if codes := {code for reading in readings if (code := places.spellings.get(plain(reading)))}:
        return _only(codes)
    codes = {code for reading in readings for name in short_names(reading) if (code := places.spellings.get(name))}
    return _only(codes) if codes.isdisjoint(_DIVIDED) else None


def _in_parts(law: Register, text: str) -> str | None:
    """Return the one place that each part of a text names: `U.S.A. (US)`, `美国/USA`, `Japan 日本`, and `Hong Kong, China`."""
    return _same(_of_words(law, part) for part in _TWICE.split(_DOTS.sub("", text)) if part.strip())


def _beside_number(law: Register, text: str) -> str | None:
    """Return the place that a text names beside a code of three digits; `CA 902` is as likely the post code of a state."""
    name = _NUMBER.sub("", text, count=1)
    return None if name == text or fold(name).upper() in law.places.names else _in_parts(law, name)


def _of_words(law: Register, text: str) -> str | None:
    if code := _code_of(law, text):
        return code
    if code := _territory_of_china(law, text):
        return code
    parts = [part for part in _WITHIN.split(text) if part.strip() and fold(part) != _ARTICLE]
    codes = [_code_of(law, part) for part in parts]
    return _same(code for code in codes if code != "CN" or _OF_CHINA.isdisjoint(codes))


def _territory_of_china(law: Register, text: str) -> str | None:
    """Return the customs territory that has the name of China beside its own without a comma: `China Hong Kong`."""
    words = text.split(maxsplit=_MOST_WORDS)
    pairs = (
        (_code_of(law, " ".join(words[:end])), _code_of(law, " ".join(words[end:]))) for end in range(1, len(words))
    )
    return _only({code for pair in pairs if "CN" in pair for code in pair if code in _OF_CHINA})


def _same(codes: Iterable[str | None]) -> str | None:
    """Return the code that all of `codes` have; None if they differ."""
    return _only(set(codes))


def _only(codes: AbstractSet[str | None] | AbstractSet[str]) -> str | None:
    """Return the one code; None if there are several or none."""
    return next(iter(codes)) if len(codes) == 1 else None

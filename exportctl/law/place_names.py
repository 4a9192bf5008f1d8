"""Compare names of places in the spellings of forms, and find the short name in a full one such as `Kingdom of Norway`."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, product, zip_longest
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.model import Confidence
from exportctl.law.scripts import SIMPLIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class PlaceNames(NamedTuple):
    """Names of a place that the Unicode CLDR lacks, by their use, or names of regions or unions of states, which are no places.

    Names in `daily` use are names of the place everywhere; those on `forms` are read for the route only.
    """

    use: Literal["daily", "forms", "region", "union"]
    names: tuple[str, ...]
    confidence: Confidence
    place: str | None = None


_WORDS: Final = {"the": "", "and": "", "of": "", "st": "saint", "is": "islands", "rep": "republic", "dem": "democratic"}
"""Words that names may omit, and short forms of others."""
_ABBREVIATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "n": ("north", "northern", "new"),
    "s": ("south", "southern"),
    "e": ("east", "eastern"),
    "w": ("west", "western"),
    "eq": ("equatorial",),
    "cent": ("central",),
    "fr": ("french",),
    "br": ("british",),
    "rep": ("republic",),
    "dem": ("democratic",),
    "fed": ("federal", "federated", "federation"),
    "sts": ("states",),
}
"""Short forms of words in names, with all their meanings: `N.` is `New` in `Papua N. Guinea` and `North` in `N. Korea`."""
_MOST_ABBREVIATIONS: Final = 3
"""Names have at most three; a text with more is no name, and its readings would be too many."""
_ABBREVIATION: Final = re.compile(rf"\b(?<!['’])({'|'.join(_ABBREVIATIONS)})\b\.?\s*", re.IGNORECASE)
_QUALIFIED: Final = re.compile(r"([^,，()（）]+)(?:[,，]|[(（](?=.*[)）]\s*$))([^,，()（）]+)[)）]?\s*")
"""A name with its qualifier behind it: `Guinea, Equatorial`, `Congo (Dem. Rep.)`."""
_OF_AT_END: Final = re.compile(r"\sof(?:\s+the)?$", re.IGNORECASE)
_KINDS: Final = (
    "federal|federative|federated|democratic|people s|peoples|islamic|socialist|plurinational|bolivarian|hashemite|arab|"
    "united|cooperative|co operative|independent|eastern|oriental|grand"
)
_FORM: Final = (
    rf"(?:the )?(?:(?:{_KINDS}) )*(?:republic|kingdom|commonwealth|principality|sultanate|union|duchy) of(?: the)?"
)
_STATES: Final = "(?:the )?(?:(?:plurinational|federated|independent) )states? of(?: the)?"
"""`State` is not a form of state by itself: `State of Georgia` is in America."""
_FULL: Final = re.compile(rf"(?:{_FORM}|{_STATES}) (.+)")
_INVERTED: Final = re.compile(rf"(.+?) ((?:{_FORM}|{_STATES}))")
_FORMS_CHINESE: Final = (
    "共和国", "王国", "大公国", "公国", "侯国", "苏丹国", "合众国", "联邦", "联盟", "邦联", "国协", "群岛", "岛", "国",
    "人民", "民主", "社会主义", "伊斯兰", "阿拉伯", "联合", "合作", "独立", "多民族", "玻利瓦尔", "哈希姆",
)  # fmt: skip
_ALIKE: Final[Mapping[int, int | str]] = {
    **SIMPLIFIED,
    ord("及"): "和",
    ord("与"): "和",
    ord("與"): "和",
    ord("羣"): "群",
}
"""Characters that are used for one another in names."""
_SPLIT: Final = re.compile(r"[^\w]+")


def plain(text: str) -> str:
    """Return a name without accents, articles, `of`, points, blanks and case, in simplified characters.

    `St. Lucia` is `saintlucia`.
    """
    return "".join(_WORDS.get(word, word) for word in _words(text))


def full_spellings(text: str) -> Iterator[str]:
    """Yield the possible names in full of one with abbreviations or with its qualifier behind it; nothing for other names.

    `South Sudan` for `S. Sudan`, `Equatorial of Guinea` for `Guinea, Equatorial` (`of` never counts), and both `North Korea` and
    `New Korea` for `N. Korea`: only the names of places show which of them exist.
    """
    pieces = _ABBREVIATION.split(text)
    meanings = [(f"{meaning} " for meaning in _ABBREVIATIONS[word.casefold()]) for word in pieces[1::2]]
    if len(meanings) > _MOST_ABBREVIATIONS:
        return
    for words in product(*meanings):
        written_out = "".join(chain.from_iterable(zip_longest(pieces[::2], words, fillvalue="")))
        if meanings:
            yield written_out
        if qualified := _QUALIFIED.fullmatch(written_out):
            yield f"{_OF_AT_END.sub('', qualified[2].rstrip())} of {qualified[1]}"


def short_names(text: str) -> Iterator[str]:
    """Yield the possible short names of a state in plain form: `france` for `Republic of France`, nothing for `France`."""
    spelled = " ".join(_words(text))
    if full := _FULL.fullmatch(spelled) or _INVERTED.fullmatch(spelled):
        yield plain(full[1])
    name = spelled.replace(" ", "")
    while ending := next((form for form in _FORMS_CHINESE if name.endswith(form) and name != form), None):
        name = name.removesuffix(ending)
        yield from (name, f"{name}国", f"{name}岛")


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.replace(".", ""))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return [word for word in _SPLIT.split(bare.translate(_ALIKE)) if word]

"""Compare names of places in the spellings of forms, and find the short name in a full one such as `Kingdom of Norway`."""

from __future__ import annotations

import re
import unicodedata
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


_WORDS: Final = {"the": "", "and": "", "st": "saint", "is": "islands", "rep": "republic", "dem": "democratic"}
"""Words that names may omit, and short forms of others."""
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
    """Return a name without accents, articles, points, blanks and case, in simplified characters: `St. Lucia` is `saintlucia`."""
    return "".join(_WORDS.get(word, word) for word in _words(text))


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

"""Compare names: two spellings are one name if they differ only in case, width, spaces, hyphens and underscores."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from exportctl.law.grouping import by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENTRY_PREFIX: Final = "entry:"
"""The prefix of a meaning that is the code of an entry, for texts with the entry's own name; other meanings are materials."""
DASH: Final = re.compile(r"\s[-\u2010-\u2015]\s")
"""A dash between blanks separates two texts; a hyphen joins them."""
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
"""A Chinese character."""
_ENDS: Final = re.compile(r"[./]|$")
_GAPS: Final = re.compile(r"[\s_\-\u2010-\u2015]+")


def fold(text: str) -> str:
    """Return the form in which names are compared: `Gallium-Nitride ` and `gallium nitride` are one."""
    text = unicodedata.normalize("NFKC", text)
    # For a word without a gap, the test costs far less than the expression.
    return (text if text.isalnum() else _GAPS.sub("", text)).casefold()


def adjacent(text: str, end: int, start: int) -> bool:
    """Return whether the text at `start` directly follows the text that ends at `end`."""
    return end <= start and not text[end:start].strip(" -\u2010\u2011")


def covers(code: str, entry: str) -> bool:
    """Return whether a control code is that of an entry or above it: `3C001` covers `3C001.a`, not `3C0011`."""
    return entry == code or entry.startswith(code + ".")


def from_the_top(code: str) -> list[str]:
    """Return every control code that covers an entry, the entry last: `3C001`, `3C001.a`."""
    return list(accumulate(code.split("."), "{}.{}".format))


def by_code(codes: Iterable[str]) -> Mapping[str, list[str]]:
    """Return the entries that each control code covers, itself included."""
    return by_key(((code, entry) for entry in codes for code in from_the_top(entry)), list)


def ids_of(provision: str) -> list[str]:
    """Return every id by which an act can refer to a provision: `refers_to` is true for each of them, and for no other."""
    return [provision[: end.start()] for end in _ENDS.finditer(provision)]


def refers_to(target: str, provision: str) -> bool:
    """Return whether an act refers to a provision by the id that it suspends or ends.

    `mofcom-2025-61` names every provision of the act, `mofcom-2025-61/1` names the limbs 1.1, 1.2 and 1.3.
    """
    return provision == target or provision.startswith((target + ".", target + "/"))

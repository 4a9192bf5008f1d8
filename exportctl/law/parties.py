"""Those whom acts put on lists, indexed by what is left of a name once case, accents, punctuation and legal form are set aside."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exportctl.law.model import Designation, Designations

_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GAPS: Final = re.compile(r"[\W_]+", re.UNICODE)
_FORMS: Final = re.compile(r"(股份有限公司|有限责任公司|有限公司|株式会社|股份公司|公司|集团)+$")
_FORMS_AHEAD: Final = re.compile(r"^(株式会社|国立研究开发法人|国立大学法人)")


class Listing(NamedTuple):
    """One designation: who, by which provision, on which list."""

    id: str
    act: str
    provision: str
    list: str
    party: Designation


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """Every designation, the file of each provision that designates, and the keys of the names.

    `spelled` and `owners` run side by side, the shorter spellings first, for names that are only similar. Like registers, parties
    compare by identity, so that what a name was found to be can be remembered.
    """

    files: Mapping[str, Designations]
    listings: tuple[Listing, ...]
    keys: Mapping[str, tuple[int, ...]]
    spelled: tuple[str, ...]
    owners: tuple[int, ...]


def index_parties(files: Sequence[Designations]) -> Parties:
    """Index the designations of a library that lint has passed."""
    listings = tuple(
        Listing(party.id, file.provision.partition("/")[0], file.provision, file.list_, party)
        for file in files
        for party in file.parties
    )
    keys: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, listing in enumerate(listings):
        for name in _names(listing):
            keys[key_of(name)][number] = None
    pairs = {
        (spelling, number)
        for number, listing in enumerate(listings)
        for name in _names(listing)
        for spelling in (spelling_of(name), plain_of(name), _without_and(spelling_of(name)))
    }
    ordered = sorted(pairs, key=lambda pair: (len(pair[0]), pair))
    return Parties(
        files={file.provision: file for file in files},
        listings=listings,
        keys={key: tuple(numbers) for key, numbers in keys.items()},
        spelled=tuple(spelling for spelling, _ in ordered),
        owners=tuple(number for _, number in ordered),
    )


def _names(listing: Listing) -> tuple[str, ...]:
    return (listing.party.name.en, listing.party.name.zh, *listing.party.aliases)


def key_of(name: str) -> str:
    """Return what two spellings of one name have in common: its words, in order of the alphabet, without legal form and `and`."""
    return " ".join(sorted(_without_and(spelling_of(name)).split()))


def _without_and(spelling: str) -> str:
    """Return a spelling without the little word that some write as a sign, and some leave out."""
    return " ".join(word for word in spelling.split() if word != "and")


def plain_of(name: str) -> str:
    """Return a name without case, accents and punctuation, its legal form still with it."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return _GAPS.sub("", text) if _HAN.search(text) else _words(_ascii(text))


@lru_cache(maxsize=1 << 15)
def spelling_of(name: str) -> str:
    """Return a name without case, accents, punctuation and legal form; Chinese and Japanese characters are kept."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    if _HAN.search(text):
        bare = _GAPS.sub("", text)
        return _FORMS_AHEAD.sub("", _FORMS.sub("", bare)) or bare
    return _bare(_ascii(text))


def _ascii(text: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - most questions name nobody

    return str(anyascii(text)).lower()


def _words(text: str) -> str:
    return _GAPS.sub(" ", text.replace(".", "").replace("'", "")).strip()


def _bare(text: str) -> str:
    """Return a name without its legal form, however it is spelled, and without `the`."""
    from cleanco import basename  # noqa: PLC0415 - most questions name nobody

    words = _words(text)
    while (shorter := str(basename(words)).strip()) not in ("", words):
        words = shorter
    return words.removeprefix("the ")

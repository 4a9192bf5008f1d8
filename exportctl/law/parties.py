"""Those whom acts put on lists, indexed by all the names under which they are known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.model import Name, Source
from exportctl.law.names import alike_of, is_han, key_of, plain_of, spelling_of, without_and

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from exportctl.law.aliases import Aliases, KnownAs, NameKind
    from exportctl.law.model import Confidence
    from exportctl.law.register import Places

PartyKind = Literal["company", "university", "institute", "government", "military", "organisation", "person"]
GRAM: Final = 3
"""So many letters in a row are looked up to find names that are only similar."""
_SAME: Final = frozenset({"printed", "alias", "former"})
_GROUP: Final = frozenset({"parent", "subsidiary"})
_MISREAD: Final = 5
"""A name that is shorter is another name if its letters differ, however much alike they look."""
_DISTINCT: Final = 5
_DISTINCT_HAN: Final = 3
"""A name of one word says something as a part of a longer one if it has so many letters, or Chinese characters."""


class Designation(NamedTuple):
    """Somebody an act puts on a list, under the names the act prints and others known.

    `within` is the designation in whose numbered entry the act prints this name; the act does not count it by itself.
    """

    id: str
    name: Name
    country: str | None = None
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()
    within: str | None = None
    note: str | None = None


class Designations(NamedTuple):
    """The parties that one act puts on a list, the provision with the consequences, and the number that the act states.

    `unseen` names the prohibitions that were not seen: the provision then holds the strictest possible effect, and surely means nobody.
    """

    provision: str
    list_: str
    sources: tuple[Source, ...]
    checked: date
    parties: tuple[Designation, ...]
    stated: int | None = None
    unseen: str | None = None
    note: str | None = None


class Listing(NamedTuple):
    """One designation: the party, the provision, the list, the unseen part, and the names that the act does not print."""

    id: str
    act: str
    provision: str
    list: str
    party: Designation
    unseen: str | None = None
    known_as: tuple[KnownAs, ...] = ()


class KnownName(NamedTuple):
    """A name as it is written, the number of the listing whose it is or may be, and how it is known to be."""

    text: str
    listing: int
    kind: NameKind | str
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """Every designation, the file of each provision that designates, and where their names stand (numbers of `names`).

    `keys` are of names that are nobody else's. A key that is also others' is `in_full` with the spellings, legal form and all, that
    are not. `shared` are keys of names that others bear, `related` of companies of the same groups, which stand `in_group` with
    their legal forms: some are called like the party but for that. `spellings`, in the order of the alphabet, are of names that are
    nobody else's, as written from front to back; `within`, by their first word or characters, are those that say something as part of
    a longer name, and `formal` those that do with their legal form, as they stand `in_form`. `ordered` are all of them, and `joined`
    are the spellings without blanks, the shorter first; beside them run their names, and `grams` are the places in it of those that
    have so many letters in a row. `misread` are the longer ones, in letters that look alike. `places` are the codes of countries by
    their folded names, `beside` these and the names of regions. Like registers, parties compare by identity.
    """

    files: Mapping[str, Designations]
    listings: tuple[Listing, ...]
    names: tuple[KnownName, ...]
    keys: Mapping[str, tuple[int, ...]]
    in_full: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, tuple[int, ...]]
    related: Mapping[str, tuple[int, ...]]
    in_group: Mapping[str, tuple[int, ...]]
    spellings: Mapping[str, tuple[int, ...]]
    within: Mapping[str, tuple[str, ...]]
    formal: Mapping[str, tuple[str, ...]]
    in_form: Mapping[str, tuple[int, ...]]
    ordered: tuple[str, ...]
    joined: tuple[str, ...]
    joined_names: tuple[tuple[int, ...], ...]
    grams: Mapping[str, tuple[int, ...]]
    misread: Mapping[str, tuple[int, ...]]
    places: Mapping[str, str]
    beside: frozenset[str]


def index_parties(files: Sequence[Designations], aliases: Sequence[Aliases], places: Places) -> Parties:
    """Index the designations of a library that lint has passed; the words of `places` beside a name are no part of it."""
    listings = _listings(files, aliases)
    names = tuple(name for number, listing in enumerate(listings) for name in _names(number, listing))
    same = [number for number, name in enumerate(names) if name.kind in _SAME]
    related = [number for number, name in enumerate(names) if name.kind in _GROUP]
    shared = _by((key_of(name.text), number) for number, name in enumerate(names) if name.kind == "shared")
    of_others = {plain_of(name.text) for name in names if name.kind == "shared"}
    keys = _by((key_of(names[number].text), number) for number in same)
    spellings = _by((spelling_of(names[number].text), number) for number in same)
    alone = {
        spelling_of(name)
        for listing in listings
        for part in listing.known_as
        if part.alone == "yes"
        for name in part.names
    }
    in_form = _by((plain_of(names[number].text), number) for number in same if _has_form(names[number].text, alone))
    joined = _by((way, number) for number in same for way in _ways(names[number].text))
    short_first = tuple(sorted(joined, key=lambda text: (len(text), text)))
    return Parties(
        files={file.provision: file for file in files},
        listings=listings,
        names=names,
        keys=keys,
        in_full={
            key: tuple(sorted({plain for number in keys[key] if (plain := _surely(names[number], of_others))}))
            for key in sorted(keys.keys() & shared.keys())
        },
        shared=shared,
        related=_by((key_of(names[number].text), number) for number in related),
        in_group=_by((plain_of(names[number].text), number) for number in related),
        spellings=spellings,
        within=_by_head(
            spelling
            for spelling in spellings
            if spelling not in alone and _is_distinct(spelling) and key_of(spelling) not in shared
        ),
        formal=_by_head(in_form),
        in_form=in_form,
        ordered=tuple(spellings),
        joined=short_first,
        joined_names=tuple(joined[text] for text in short_first),
        grams=_by((gram, number) for number, text in enumerate(short_first) for gram in grams_of(text)),
        misread=_by(
            (alike_of(text), number) for text in short_first if len(text) >= _MISREAD for number in joined[text]
        ),
        places=places.codes,
        beside=places.regions.union(places.codes),
    )


def grams_of(text: str) -> set[str]:
    """Return all runs of three letters in a text."""
    return {text[start : start + GRAM] for start in range(len(text) - GRAM + 1)}


def _listings(files: Sequence[Designations], aliases: Sequence[Aliases]) -> tuple[Listing, ...]:
    known: defaultdict[str, list[KnownAs]] = defaultdict(list)
    for group in aliases:
        for id_ in group.of:
            known[id_].extend(group.known_as)
    return tuple(
        Listing(
            party.id,
            file.provision.partition("/")[0],
            file.provision,
            file.list_,
            party,
            file.unseen,
            tuple(known.get(party.id, ())),
        )
        for file in files
        for party in file.parties
    )


def _names(number: int, listing: Listing) -> Iterator[KnownName]:
    """Yield the names of a designation, those that its act prints first."""
    for text in dict.fromkeys((listing.party.name.en, listing.party.name.zh)):
        if text:
            yield KnownName(text, number, "printed")
    for text in listing.party.aliases:
        yield KnownName(text, number, "alias")
    for part in listing.known_as:
        for text in part.names:
            yield KnownName(text, number, part.kind, part.confidence)


def _surely(name: KnownName, of_others: Collection[str]) -> str | None:
    """Return a name with its legal form if it is surely the party's: the act designates the party by it, or nobody else bears it."""
    plain = plain_of(name.text)
    return plain if name.kind == "printed" or plain not in of_others else None


def _ways(name: str) -> set[str]:
    """Return how a name is written without blanks: without its legal form, with it, and without its `and`."""
    spellings = {spelling_of(name), plain_of(name), without_and(spelling_of(name))}
    return {spelling.replace(" ", "") for spelling in spellings}


def _is_distinct(spelling: str) -> bool:
    return " " in spelling or len(spelling) >= (_DISTINCT_HAN if is_han(spelling) else _DISTINCT)


def _has_form(name: str, alone: Collection[str]) -> bool:
    """Tell whether a name is distinctive with its legal form: a single word is, even one that is not distinctive alone."""
    spelling, plain = spelling_of(name), plain_of(name)
    return spelling != plain and (spelling not in alone or not (is_han(name) or " " in spelling))


def _by_head(spellings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return spellings by their first word, or by their first characters where there are no words."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        result[spelling[:GRAM] if is_han(spelling) else spelling.partition(" ")[0]].append(spelling)
    return {head: tuple(those) for head, those in result.items()}


def _by(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of each text, texts in the order of the alphabet."""
    result: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for text, number in pairs:
        result[text][number] = None
    return {text: tuple(result[text]) for text in sorted(result)}

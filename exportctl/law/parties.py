"""The parties that acts put on lists, and names that acts do not print (data/parties/names), indexed by all known names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.grouping import by_key, unique
from exportctl.law.model import Answer, Confidence, Name, Source
from exportctl.law.names import is_han, key_of, misread_of, plain_of, spelling_of, without_and

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from exportctl.law.places import Places
    from exportctl.law.vocabulary import WordList

PartyKind = Literal["company", "university", "institute", "government", "military", "organisation", "person"]
NameKind = Literal["alias", "former", "shared", "parent", "subsidiary"]
GRAM: Final = 3
"""The number of consecutive letters in the index that finds similar names."""
_SAME: Final = frozenset({"printed", "alias", "former"})
OF_GROUP: Final = frozenset({"parent", "subsidiary"})
"""The kinds of names that belong to other companies of the group of a party."""
_OF_OTHERS: Final = frozenset({"shared"})
_MISREAD: Final = 5
"""The length from which names count as misreadings of one another; shorter names with other letters are other names."""
_DISTINCT: Final = 5
_DISTINCT_HAN: Final = 3
"""The length, in letters or Chinese characters, from which a single word identifies a party within a longer name."""


class Designation(NamedTuple):
    """A party that an act puts on a list, with the names that the act prints and other known names.

    `within` is the designation in whose numbered entry the act prints this name; the act does not count it separately.
    """

    id: str
    name: Name
    country: str | None = None
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()
    within: str | None = None
    note: str | None = None


class Designations(NamedTuple):
    """The parties that one act puts on a list, the provision with the consequences, and the number of parties that the act states.

    `unseen` names the prohibitions that were not read: the provision then has the strictest possible effect, and surely
    means no party.
    """

    provision: str
    list_: str
    sources: tuple[Source, ...]
    checked: date
    parties: tuple[Designation, ...]
    stated: int | None = None
    unseen: str | None = None
    note: str | None = None


class KnownAs(NamedTuple):
    """Names of one kind, with the confidence that the party bears them.

    An `alias` or a `former` name belongs to the designated party; a `shared` name also belongs to other parties; a
    `parent` or a `subsidiary` is another company of its group. Names that count `alone` do not identify the party as a
    part of a longer name.
    """

    kind: NameKind
    names: tuple[str, ...]
    confidence: Confidence
    alone: Answer = "no"


class Aliases(NamedTuple):
    """The names of one designated party, in one or several acts, that the acts do not print."""

    of: tuple[str, ...]
    known_as: tuple[KnownAs, ...]
    note: str | None = None


class Listing(NamedTuple):
    """One designation: the party, the provision, the list, the unread part, and the names that the act does not print."""

    id: str
    act: str
    provision: str
    list: str
    party: Designation
    unseen: str | None = None
    known_as: tuple[KnownAs, ...] = ()


class KnownName(NamedTuple):
    """A name in its original spelling, the number of the listing that it identifies or may identify, and its kind."""

    text: str
    listing: int
    kind: NameKind | str
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """Every designation, the file of each designating provision, and indexes of the names of parties. Compared by identity.

    The indexes map a text to numbers in `names`, except where stated.
    """

    files: Mapping[str, Designations]
    listings: tuple[Listing, ...]
    names: tuple[KnownName, ...]
    keys: Mapping[str, tuple[int, ...]]
    """The keys of names that belong to the party: printed, alias, former."""
    in_full: Mapping[str, tuple[str, ...]]
    """The full spellings, with legal form, that are the party's alone, by a key that other companies share."""
    shared: Mapping[str, tuple[int, ...]]
    """Keys of names that other companies bear."""
    related: Mapping[str, tuple[int, ...]]
    """Keys of companies of the same group."""
    in_group: Mapping[str, tuple[int, ...]]
    """The spellings of these with legal form, because some differ from the party in the legal form only."""
    spellings: Mapping[str, tuple[int, ...]]
    """The names of the party without legal form."""
    within: Mapping[str, tuple[str, ...]]
    """The spellings that identify the party inside a longer name, by first word or first characters."""
    formal: Mapping[str, tuple[str, ...]]
    """The same for spellings with legal form."""
    in_form: Mapping[str, tuple[int, ...]]
    """The names of the party with legal form."""
    ordered: tuple[str, ...]
    """The spellings in alphabetical order."""
    joined: tuple[str, ...]
    """The spellings without blanks, shortest first."""
    joined_names: tuple[tuple[int, ...], ...]
    """The names of these by position."""
    grams: Mapping[str, tuple[int, ...]]
    """Positions in `joined` by three letters."""
    misread: Mapping[str, tuple[int, ...]]
    """The longer of these spellings, with similar letters unified."""
    places: Mapping[str, str]
    """Codes by folded country names."""
    beside: frozenset[str]
    """These names and those of regions, which may accompany a name."""
    branches: frozenset[str]
    """Words for parts of a company."""
    of_branches: frozenset[str]
    """Words that describe these."""


def index_parties(
    files: Sequence[Designations], aliases: Sequence[Aliases], places: Places, words: WordList
) -> Parties:
    """Index the designations of a library that lint has passed; names of `places` next to a name do not count as a part of it."""
    listings = _listings(files, aliases)
    names = tuple(name for number, listing in enumerate(listings) for name in _names(number, listing))
    same, related, shared = (_of_kinds(names, kinds) for kinds in (_SAME, OF_GROUP, _OF_OTHERS))
    alone = _names_alone(listings)
    shared_keys = _numbers_by_text((key_of(text), number) for text, number in shared)
    keys = _numbers_by_text((key_of(text), number) for text, number in same)
    spellings = _numbers_by_text((spelling_of(text), number) for text, number in same)
    identifying = [text for text in spellings if _is_distinct(text) and key_of(text) not in shared_keys]
    in_form = _numbers_by_text((plain_of(text), number) for text, number in same if _has_form(text, alone))
    joined = _numbers_by_text((joint, number) for text, number in same for joint in _spellings_without_blanks(text))
    # By length, because names of similar length are found by bisection.
    short_first = tuple(sorted(joined, key=lambda text: (len(text), text)))
    long = [text for text in short_first if len(text) >= _MISREAD]
    plain_of_others = {plain_of(text) for text, _ in shared}
    return Parties(
        files={file.provision: file for file in files},
        listings=listings,
        names=names,
        keys=keys,
        in_full={
            key: _own_spellings([names[number] for number in keys[key]], plain_of_others)
            for key in sorted(keys.keys() & shared_keys.keys())
        },
        shared=shared_keys,
        related=_numbers_by_text((key_of(text), number) for text, number in related),
        in_group=_numbers_by_text((plain_of(text), number) for text, number in related),
        spellings=spellings,
        within=_by_head(text for text in identifying if text not in alone),
        formal=_by_head(in_form),
        in_form=in_form,
        ordered=tuple(spellings),
        joined=short_first,
        joined_names=tuple(joined[text] for text in short_first),
        grams=_numbers_by_text((gram, number) for number, text in enumerate(short_first) for gram in grams_of(text)),
        misread=_numbers_by_text((misread_of(text), number) for text in long for number in joined[text]),
        places=places.codes,
        beside=places.regions.union(places.unions, places.codes),
        branches=frozenset(map(plain_of, words.branches)),
        of_branches=frozenset(map(plain_of, words.of_branches)),
    )


def _of_kinds(names: Sequence[KnownName], kinds: Collection[NameKind | str]) -> list[tuple[str, int]]:
    """Return the texts and the numbers of the names of some kinds."""
    return [(name.text, number) for number, name in enumerate(names) if name.kind in kinds]


def _names_alone(listings: Iterable[Listing]) -> set[str]:
    """Return the spellings of the names that identify no party as a part of a longer name."""
    parts = [part for listing in listings for part in listing.known_as if part.alone == "yes"]
    return {spelling_of(name) for part in parts for name in part.names}


def grams_of(text: str) -> set[str]:
    """Return all runs of three consecutive letters in a text."""
    return {text[start : start + GRAM] for start in range(len(text) - GRAM + 1)}


def _listings(files: Sequence[Designations], aliases: Sequence[Aliases]) -> tuple[Listing, ...]:
    known = by_key(((id_, part) for group in aliases for id_ in group.of for part in group.known_as), tuple)
    return tuple(
        Listing(
            party.id,
            file.provision.partition("/")[0],
            file.provision,
            file.list_,
            party,
            file.unseen,
            known.get(party.id, ()),
        )
        for file in files
        for party in file.parties
    )


def _names(number: int, listing: Listing) -> Iterator[KnownName]:
    """Yield the names of a designation, those that its act prints first."""
    for text in dict.fromkeys(listing.party.name):
        if text:
            yield KnownName(text, number, "printed")
    for text in listing.party.aliases:
        yield KnownName(text, number, "alias")
    for part in listing.known_as:
        for text in part.names:
            yield KnownName(text, number, part.kind, part.confidence)


def _own_spellings(names: Iterable[KnownName], of_others: Collection[str]) -> tuple[str, ...]:
    """Return, with their legal form, the names that identify the party alone: the act prints them, or no other company bears them."""
    return tuple(
        sorted(
            {plain_of(name.text) for name in names if name.kind == "printed" or plain_of(name.text) not in of_others}
        )
    )


def _spellings_without_blanks(name: str) -> set[str]:
    """Return the spellings of a name without blanks: without its legal form, with it, and without `and`."""
    spellings = {spelling_of(name), plain_of(name), without_and(spelling_of(name))}
    return {spelling.replace(" ", "") for spelling in spellings}


def _is_distinct(spelling: str) -> bool:
    return " " in spelling or len(spelling) >= (_DISTINCT_HAN if is_han(spelling) else _DISTINCT)


def _has_form(name: str, alone: Collection[str]) -> bool:
    """Return whether a name with its legal form identifies a party: a single word does, even if it does not alone."""
    spelling, plain = spelling_of(name), plain_of(name)
    return spelling != plain and (spelling not in alone or not (is_han(name) or " " in spelling))


def _by_head(spellings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return spellings by their first word, or by their first characters if they have no words."""
    heads = ((text[:GRAM] if is_han(text) else text.partition(" ")[0], text) for text in spellings)
    return by_key(heads, tuple)


def _numbers_by_text(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of each text, in alphabetical order of the texts."""
    return dict(sorted(by_key(pairs, unique).items()))

"""Match names with designated parties: names that differ only in spelling are certain hits, similar names are possible ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from string import digits
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Self

from exportctl.law.grouping import by_key, unique
from exportctl.law.names import is_han, joined_names_of, key_of, misread_of, parts_of, plain_of, spelling_of
from exportctl.law.parties import GRAM, OF_GROUP, Listing, Parties, grams_of
from exportctl.law.words import fold
from exportctl.sentences import BilingualName, Sentence, both, either, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.law.model import Confidence

THRESHOLD: Final = 88
"""The score (0 to 100) from which a similar name may be the same."""
_NEAR: Final = 80
"""The score from which a listed name is named to the caller, although it is below the threshold: the name may be misspelt."""
HitBasis = Literal["name", "alias", "shared", "within", "cut", "fuzzy", "parent", "subsidiary"]
"""The reason for a hit. `name`: the act prints the name; `alias`: another known name; `shared`: other companies bear
it, too; `within`: the text contains the whole name; `cut`: the text is a short form; `fuzzy`: the text has
misspellings; `parent`, `subsidiary`: another company of the group.
"""
SURE: Final = frozenset({"name", "alias"})
_EQUAL: Final = 100
_WHY: Final[dict[HitBasis, str]] = {
    "name": translatable("is '{known}'"),
    "alias": translatable("is '{known}', another name of {party}"),
    "shared": translatable("may mean {party}"),
    "within": translatable("contains the full name '{known}'"),
    "cut": translatable("is a short form of '{known}'"),
    "fuzzy": translatable("resembles '{known}'"),
    "parent": translatable("is the parent or an owner of {party}"),
    "subsidiary": translatable("is a subsidiary of {party}"),
}
_SCORES: Final[dict[HitBasis, int]] = {"name": 100, "alias": 100, "shared": 95, "within": 93, "cut": 91}
_ELSEWHERE: Final = 8
"""The deduction from the score of a shared name whose bearer is known to be in another country."""
_SHORT: Final = 4
_SHORT_HAN: Final = 6
_PRINTED_HAN: Final = 3
"""Shorter Chinese names have no misspellings: they are other names. Names that acts print may have one from this length on."""
_LONG: Final = 6
_LONG_HAN: Final = 4
"""A shorter part of a field has no misspellings."""
_NINE: Final = 9
_CUT: Final = 10
_CUT_WORD: Final = 12
_CUT_HAN: Final = 4
"""The lengths from which the beginning of a name identifies the party: of two words, of one word, and in Chinese characters."""
_COUNTRY: Final = 5
"""The largest number of words, or Chinese characters, in a country that accompanies a name."""
_TOWN, _TOWN_HAN = (1, 2), (3, 6)
"""The number of words, or of Chinese characters, in the place of a part after a name: after one of a single word or few characters,
and after a longer one."""
_FEW_HAN: Final = 4
_UNUSUAL: Final = re.compile("['&]")
"""Marks with which a name may be spelled in other ways than by its words."""
_WORD: Final = re.compile("[a-z0-9]+")
_PLACE: Final = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\s*$")


class Hit(NamedTuple):
    """A designation that a name surely (`certain`) or possibly means, or whose group it is `related` to, through a `known` name.

    A hit on only a `part` of the field is never certain.
    """

    name: str
    listing: Listing
    score: int
    basis: HitBasis
    known: str = ""
    confidence: Confidence | None = None
    part: str = ""

    @property
    def certain(self) -> bool:
        """Whether the name differs in spelling only, and the act's prohibitions were read."""
        return self.basis in SURE and self.listing.unseen is None

    @property
    def similar(self) -> bool:
        """Whether the name may belong to another party."""
        return not self.is_related and self.basis not in SURE

    @property
    def is_unread(self) -> bool:
        """Whether the name is the listed one, and the act's measures against it were not seen."""
        return self.basis in SURE and self.listing.unseen is not None

    @property
    def is_related(self) -> bool:
        """Whether the name belongs to another company of the group, which is not itself on a list."""
        return self.basis in OF_GROUP

    @property
    def why(self) -> str:
        """The reason for the hit, as the end of a sentence about the name."""
        is_itself = self.basis == "alias" and self.name.casefold() == self.known.casefold()
        words = translatable("is another name of {party}") if is_itself else _WHY[self.basis]
        why = Sentence(words, known=self.known, party=BilingualName(*self.listing.party.name))
        if self.part and self.basis == "within":
            why = Sentence("contains the full name '{known}' in '{part}'", known=self.known, part=self.part)
        elif self.part:
            why = Sentence("contains '{part}', which {why}", part=self.part, why=why)
        unseen = self.listing.unseen
        return (
            Sentence("{why}; {unseen}", why=why, unseen=Sentence.of(unseen)) if unseen and not self.is_related else why
        )


def without_unread_repeats(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits without those whose measures were not seen, if one whose measures were read has the same known name."""
    hits = [*hits]
    read = {(hit.name, hit.basis, hit.known, hit.part) for hit in hits if hit.listing.unseen is None}
    return [hit for hit in hits if hit.listing.unseen is None or (hit.name, hit.basis, hit.known, hit.part) not in read]


def reasons_of(hits: Sequence[Hit]) -> list[str]:
    """Return the reasons for hits, each once; companies with the same one are named together: is the parent of A, B and C."""
    alone = [hit for hit in hits if hit.part or not (hit.is_related or hit.basis == "shared")]
    grouped = by_key(((hit.basis, BilingualName(*hit.listing.party.name)) for hit in hits if hit not in alone), unique)
    together = [
        Sentence(_WHY[basis], party=(either if basis == "shared" else both)(_once(companies)))
        for basis, companies in grouped.items()
    ]
    return sorted({*together, *(hit.why for hit in without_unread_repeats(alone))})


def companies_of(hits: Iterable[Hit]) -> list[BilingualName]:
    """Return the companies that hits name, each once."""
    return _once(BilingualName(*hit.listing.party.name) for hit in hits)


def _once(companies: Iterable[BilingualName]) -> list[BilingualName]:
    """Return companies in order, each once: acts spell one name in several ways, with and without its legal form."""
    of_chinese_name = {company.zh or str(company): company for company in sorted(companies, reverse=True)}
    return sorted({key_of(str(company)): company for company in of_chinese_name.values()}.values())


def screen(parties: Parties, names: Sequence[str], threshold: int = THRESHOLD) -> list[tuple[Hit, ...]]:
    """Return for each name the designations that it matches or may match, the best first, and those of related companies.

    A country in brackets after a name is the place of the party and not a part of the name.
    """
    return [_best([hit for hit in _all_hits(parties, name, threshold) if _counts(hit, threshold)]) for name in names]


def screen_and_near(
    parties: Parties, names: Sequence[str], threshold: int = THRESHOLD
) -> list[tuple[tuple[Hit, ...], tuple[Hit, ...]]]:
    """Return for each name the hits as `screen` does, and if there are none, the designations that it resembles too little."""
    return [_hits_and_near(_all_hits(parties, name, min(threshold, _NEAR)), threshold) for name in names]


def listed_in(parties: Parties, text: str) -> Listing | None:
    """Return a listed party whose whole name a text is or contains, in any spelling; None if it has none.

    It serves texts that state no party, such as remarks: names that only resemble listed ones do not count.
    """
    for part in (text, *parts_of(text), *joined_names_of(text)):
        if fold(part) not in parties.beside:
            numbers = [item.number for item in _equal_names(parties, part, part) if item.basis in SURE] or [
                *_names_within(parties.within, parties.spellings, spelling_of(part)),
                *_names_within(parties.formal, parties.in_form, plain_of(part)),
            ]
            if numbers:
                return parties.listings[parties.names[numbers[0]].listing]
    return None


class NameFilter(NamedTuple):
    """Excludes most texts without a listed name in a small part of the time that comparing them takes."""

    first_words: frozenset[str]
    """The first word with a letter of each name in Latin letters, folded, as it is and without digits at its ends."""

    @classmethod
    def of(cls, parties: Parties) -> Self:
        """Return the filter for the names of parties."""
        spellings = filter(str.isascii, (*parties.spellings, *parties.in_form))
        words = [next((word for word in name.split() if not word.isdecimal()), "") for name in spellings]
        return cls(frozenset(words).union(word.strip(digits) for word in words) - {""})

    def may_name(self, text: str) -> bool:
        """Return whether `listed_in` may find a party in a text: it has the first word of a name, or is not spelled by words."""
        if not text.isascii() or _UNUSUAL.search(text):
            return True
        return not self.first_words.isdisjoint(_WORD.findall(text.lower().replace(".", "")))


def _hits_and_near(hits: Iterable[Hit], threshold: int) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    hits = [*hits]
    counting = _best([hit for hit in hits if _counts(hit, threshold)])
    return counting, () if counting else _best([hit for hit in hits if hit.score >= _NEAR])


def _counts(hit: Hit, threshold: int) -> bool:
    """Return whether a hit is one on a designation or a company of its group at a threshold."""
    return hit.certain or hit.is_related or hit.score >= threshold


def near_name(hit: Hit, threshold: int = THRESHOLD) -> str:
    """Return which listed name a name without hits resembles, and from which score on it would count."""
    name = hit.listing.party.name
    return Sentence(
        "{known} ({score}% alike; a name counts from {threshold}% on)",
        known=BilingualName(*name) if hit.known in name else hit.known,
        score=hit.score,
        threshold=threshold,
    )


def _best(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the best hit on each designation, the best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        before = best.get(hit.listing.id)
        if before is None or hit.score > before.score:
            best[hit.listing.id] = hit
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.listing.id)))


def _all_hits(parties: Parties, text: str, threshold: int) -> Iterator[Hit]:
    """Yield every hit of a name, also those whose score is below the threshold."""
    name, country = _split_country(parties, text)
    for match in _name_matches(parties, text, name, threshold):
        known = parties.names[match.number]
        listing = parties.listings[known.listing]
        elsewhere = match.basis == "shared" and country not in (None, listing.party.country or country)
        score = match.score - _ELSEWHERE if elsewhere else match.score
        yield Hit(text, listing, score, match.basis, known.text, known.confidence, match.part)


def _split_country(parties: Parties, text: str) -> tuple[str, str | None]:
    """Return a name without the country in brackets after it, and the country."""
    bracket = _PLACE.search(text) if text.endswith((")", "）")) else None
    country = parties.places.get(fold(bracket[1])) if bracket else None
    return (text[: bracket.start()], country) if bracket and country and bracket.start() else (text, None)


class _NameMatch(NamedTuple):
    """A known name (by its number) that a text equals or resembles, the basis, the score, and the matching part of the text."""

    number: int
    basis: HitBasis
    score: int
    part: str = ""


def _name_matches(parties: Parties, text: str, name: str, threshold: int) -> Iterator[_NameMatch]:
    """Yield the known names that a text equals or resembles, and, if it equals none, those that its parts equal or resemble.

    Names that words such as `and` join must equal a known one. A part that equals a known name counts only as a name within a
    longer one. Parts do not match companies of a group.
    """
    if equal := list(_equal_names(parties, text, name)):
        yield from equal
        return
    yield from _similar_names(parties, name, threshold)
    for part in parts_of(text):
        spelling = spelling_of(part)
        if spelling != spelling_of(name) and fold(part) not in parties.beside:
            for item in list(_equal_names(parties, part, part)) or _similar_names(
                parties, part, threshold, slips=_is_long(plain_of(part))
            ):
                if item.basis in SURE:
                    yield _NameMatch(item.number, "within", _SCORES["within"], part)
                elif item.basis not in OF_GROUP:
                    yield item._replace(part=part)
    for part in joined_names_of(text):
        if fold(part) not in parties.beside:
            equal_parts = (item for item in _equal_names(parties, part, part) if item.basis in SURE)
            yield from (_NameMatch(item.number, "within", _SCORES["within"], part) for item in equal_parts)


def _is_long(part: str) -> bool:
    """Return whether a part of a field, with legal form, is long enough for misspellings: cities and streets resemble short names."""
    return len(part) >= (_LONG_HAN if is_han(part) else _LONG)


def _equal_names(parties: Parties, text: str, name: str) -> Iterator[_NameMatch]:
    """Yield the known names that a text equals; such a text is not compared with others.

    A text that equals the name of another company of the group, including legal form or country in brackets, means that
    company.
    """
    key, whole = key_of(name), plain_of(text)
    in_group = parties.in_group.get(whole, ())
    others = {parties.names[number].listing for number in in_group}
    same = [
        number
        for number in parties.keys.get(key, ())
        if parties.names[number].listing not in others or plain_of(parties.names[number].text) == whole
    ]
    in_full = parties.in_full.get(key)
    # If other companies bear the name, only its spelling with the legal form is surely the party.
    surely = in_full is None or plain_of(name) in in_full
    for number in same:
        basis: HitBasis = "shared" if not surely else "name" if parties.names[number].kind == "printed" else "alias"
        yield _NameMatch(number, basis, _SCORES[basis])
    unread = all(parties.listings[parties.names[number].listing].unseen for number in same)
    if unread or not surely:  # an act whose measures were not read clears none of the others that the name may mean
        yield from (_NameMatch(number, "shared", _SCORES["shared"]) for number in parties.shared.get(key, ()))
    for number in () if same else (*in_group, *parties.related.get(key, ())):
        yield _NameMatch(number, "parent" if parties.names[number].kind == "parent" else "subsidiary", 0)


def _similar_names(parties: Parties, name: str, threshold: int, *, slips: bool = True) -> Iterator[_NameMatch]:
    """Yield the known names that a text resembles: it contains or shortens them, is misread, lacks blanks, or has misspellings."""
    spelling, plain = spelling_of(name), plain_of(name)
    for number in (
        *_names_within(parties.within, parties.spellings, spelling),
        *_names_within(
            parties.formal, parties.in_form, plain
        ),  # with its legal form: Skydio Inc. in Skydio Inc., Dallas
        *_names_with_places(parties, spelling),
        *_names_of_branches(parties, plain),
    ):
        yield _NameMatch(number, "within", _SCORES["within"])
    for number in _names_beginning_with(parties, spelling):
        yield _NameMatch(number, "cut", _SCORES["cut"])
    if slips:
        text = spelling.replace(" ", "")
        for whole in (text,) if plain == spelling else (text, plain.replace(" ", "")):
            for number in parties.misread.get(misread_of(whole), ()):
                yield _NameMatch(number, "fuzzy", _score(1, whole, whole))
        for number, score in _names_with_slips(parties, text, threshold):
            yield _NameMatch(number, "fuzzy", score)


def _names_within(
    by_head: Mapping[str, tuple[str, ...]], numbers: Mapping[str, tuple[int, ...]], text: str
) -> Iterator[int]:
    """Yield the known names that a longer text contains as a whole."""
    heads, blank = (sorted(grams_of(text)), "") if is_han(text) else (text.split(), " ")
    for head in heads:
        for known in by_head.get(head, ()):
            if f"{blank}{known}{blank}" in f"{blank}{text}{blank}":
                yield from numbers[known]


def _names_with_places(parties: Parties, spelling: str) -> Iterator[int]:
    """Yield the known names that a text extends by a country or region: Skydio Japan, Skydio Europe, 美国环太平洋防务."""
    words, blank = (list(spelling), "") if is_han(spelling) else (spelling.split(), " ")
    for length in range(1, min(len(words), _COUNTRY + 1)):
        for place, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
            if "".join(place) in parties.beside:
                yield from parties.keys.get(key_of(blank.join(rest)), ())


def _names_of_branches(parties: Parties, plain: str) -> Iterator[int]:
    """Yield the known names, also those that other companies bear, beside a word for a part of a company: Skydio Beijing Branch.

    Between the two may be a town, which no list of places has.
    """
    names = (_before_branch_in_chinese if is_han(plain) else _beside_branch)(parties, plain)
    for name in names:
        key = key_of(name)
        numbers = unique((*parties.keys.get(key, ()), *parties.shared.get(key, ())))
        yield from numbers
        if numbers:
            return


def _before_branch_in_chinese(parties: Parties, plain: str) -> Iterator[str]:
    """Yield the texts before a Chinese word for a part of a company that may be a name, without a town, the longest first."""
    branches = (word for word in parties.branches if is_han(word) and plain.endswith(word))
    branch = max(branches, key=len, default="")
    rest = plain.removesuffix(branch) if branch else ""
    for town in range(min(_TOWN_HAN[1], len(rest) - 1) + 1 if rest else 0):
        name = rest[: len(rest) - town]
        if town <= _TOWN_HAN[len(spelling_of(name)) >= _FEW_HAN]:
            yield name


def _beside_branch(parties: Parties, plain: str) -> Iterator[str]:
    """Yield the texts beside a word for a part of a company that may be a name: after `of`, or before it and a town."""
    words = plain.split()
    places = [place for place, word in enumerate(words) if word in parties.branches]
    if not places:
        return
    if words[places[-1] + 1 : places[-1] + 2] == ["of"]:
        yield " ".join(words[places[-1] + 2 :])
    for length in range(places[0], 0, -1):
        between = [word for word in words[length : places[0]] if word not in parties.of_branches]
        town = 0 if " ".join(between) in parties.beside or "".join(between) in parties.beside else len(between)
        name = " ".join(words[:length])
        if town <= _TOWN[" " in spelling_of(name)]:
            yield name


def _names_beginning_with(parties: Parties, spelling: str) -> Iterator[int]:
    """Yield the names that begin with a text, if it is long enough to identify them."""
    if len(spelling) >= (_CUT_HAN if is_han(spelling) else _CUT if " " in spelling else _CUT_WORD):
        place = bisect_left(parties.ordered, spelling)
        while place < len(parties.ordered) and parties.ordered[place].startswith(spelling):
            yield from parties.spellings[parties.ordered[place]]
            place += 1


def _names_with_slips(parties: Parties, text: str, threshold: int) -> Iterator[tuple[int, int]]:
    """Yield the names whose similarity reaches the threshold, with their scores; both texts are without blanks.

    A slip is a letter dropped, doubled, replaced or swapped with its neighbour, not counting blanks. The score is the
    share of correct letters; one slip in a short name counts as in a name of nine letters, and a missing or extra blank
    as one slip.
    """
    if is_han(text) and len(text) < _SHORT_HAN:
        yield from _short_names_with_slips(parties, text, threshold)
    elif len(text) >= _SHORT:
        for place, slips in near_spellings(parties, text, most_slips(parties, text, threshold)):
            score = _score(slips, text, parties.joined[place])
            if score >= threshold:
                yield from ((number, score) for number in parties.joined_names[place])


def _short_names_with_slips(parties: Parties, text: str, threshold: int) -> Iterator[tuple[int, int]]:
    """Yield the Chinese names that acts print, with their scores, from which a short text differs by one wrong or missing character."""
    for place, slips in near_spellings(parties, text, min(most_slips(parties, text, threshold), 1)):
        known = parties.joined[place]
        if len(known) >= max(len(text), _PRINTED_HAN):
            for number in parties.joined_names[place]:
                if parties.names[number].kind == "printed":
                    yield number, _score(slips, text, known)


def _score(slips: int, text: str, known: str) -> int:
    return _EQUAL - max(slips, 1) * _EQUAL // max(len(text), len(known), _NINE)


def near_spellings(parties: Parties, text: str, most: int) -> list[tuple[int, int]]:
    """Return the positions of the known spellings that differ from a text by at most `most` slips, with the number of slips.

    Each slip changes at most four of the text's trigrams, so every near spelling has one of its rarest trigrams, and
    only spellings with one of these are compared. A text that is too short for that is compared with all spellings of
    similar length.
    """
    from rapidfuzz import process  # noqa: PLC0415 - most questions name no party
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    places = spellings_to_compare(parties, text, most)
    if not places:
        return []
    matches = process.extract(
        text, [parties.joined[place] for place in places], scorer=OSA.distance, score_cutoff=most, limit=None
    )
    return [(places[number], int(slips)) for _, slips, number in matches]


def spellings_to_compare(parties: Parties, text: str, most: int) -> Sequence[int]:
    """Return the positions of the known spellings that may differ from a text by at most `most` slips."""
    first = bisect_left(parties.joined, len(text) - most, key=len)
    last = bisect_left(parties.joined, len(text) + most + 1, lo=first, key=len)
    grams, shared = grams_of(text), (GRAM + 1) * most + 1
    if first == last or len(grams) < shared:
        return range(first, last)
    where = [places for gram in grams if (places := parties.grams.get(gram))]
    shared -= len(grams) - len(where)  # trigrams that occur in no spelling are the rarest
    if shared <= 0:
        return ()
    where.sort(key=len)
    return sorted({place for places in where[:shared] for place in places if first <= place < last})


def most_slips(parties: Parties, text: str, threshold: int = THRESHOLD) -> int:
    """Return the number of slips with which a name can still reach the threshold against a known spelling, which may be longer."""
    longest = max(len(text), len(parties.joined[-1]) if parties.joined else 0)
    most = 0
    while _EQUAL - (most + 1) * _EQUAL // max(min(len(text) + most + 1, longest), _NINE) >= threshold:
        most += 1
    return most

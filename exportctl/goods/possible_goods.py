"""The goods that a text may mean: by names of several goods, by elements, or by the names of entries that are similar to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.interpreted import InterpretedText, TradeWords, WordedFacts
from exportctl.goods.known import owners_of
from exportctl.goods.materials.in_product import belong_to_product
from exportctl.goods.materials.role import is_made_up, role_of_materials
from exportctl.goods.meaning import entry_code, named_materials
from exportctl.goods.reading import is_of_papers
from exportctl.goods.text import without
from exportctl.law.elements import COMMON
from exportctl.law.forms import THINGS
from exportctl.law.model import INTANGIBLE
from exportctl.law.nearest import SimilarEntries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.reading import TextReading
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.model import Entry
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material

_METALS: Final = frozenset({"metal", "alloy"})
_NEAR_A_NAME: Final = 4
_NEAR: Final = 9
"""The numbers of similar entries that are named if the text has a name, and if it has none."""


def as_similar(lexicon: Lexicon, reading: TextReading) -> InterpretedText:
    """Return the interpretation of a text without names: the entries with similar names."""
    support = _kinds_of_support(reading)
    similar = _similar_entries(lexicon, reading, _NEAR)
    return InterpretedText(
        "nearest" if similar.codes else None,
        similar=similar,
        trade=TradeWords(reading.headings, of_product=reading.product is not None),
        facts=WordedFacts(may_support=support),
        annotations=reading.annotations,
        unread=reading.unread or (reading.item,),
    )


def _similar_entries(lexicon: Lexicon, reading: TextReading, number: int) -> SimilarEntries:
    """Return a number of similar entries; of texts that may be about software or technology, as many of these before a few others.

    Measures do not count, because a unit may be spelt like a name: 1 TB is no terbium.
    """
    item = without(reading.item, [note for note in reading.annotations if note.label == "measure"])
    similar = lexicon.nearest.entries_like(item)
    if not _kinds_of_support(reading):
        return similar._replace(codes=similar.codes[:number])
    support = lexicon.nearest_technology.entries_like(item)
    codes = dict.fromkeys([*support.codes[:number], *similar.codes[:_NEAR_A_NAME]])
    return SimilarEntries(tuple(codes), max(support.score, similar.score))


def has_element_evidence(law: Register, reading: TextReading) -> bool:
    """Return whether a symbol with its share is the only evidence of an element that an entry is about: soap Th 5%."""
    elements = reading.figures.elements
    return bool(elements) and any(
        symbol in law.names.formulas or (symbol in law.by_element and symbol not in COMMON) for symbol in elements
    )


def as_possible(law: Register, lexicon: Lexicon, reading: TextReading) -> InterpretedText:
    """Return the possible meanings of a text with unread words, or with names of several goods or of parts.

    Its entries are those of the names, those about named elements only, and a few with similar names; for software and
    technology only those with such names or similar ones.
    """
    roles = reading.roles
    names = [*(roles.head or roles.purposes), *roles.parts]
    materials = named_materials(law, names)
    codes = [code for name in names for meaning in name.meanings if (code := entry_code(meaning))]
    figures = reading.figures
    symbols = reading.formulae.union(figures.held, figures.elements, *(material.elements for material in materials))
    bound = reading.bound.difference(figures.held, figures.elements, *(material.elements for material in materials))
    tangible = INTANGIBLE.isdisjoint(reading.forms)
    about = [
        code
        for symbol in sorted(symbols - COMMON if tangible else ())
        for code in law.by_element.get(symbol, ())
        if symbols.issuperset(law.entries[code].contains) and not (symbol in bound and _is_of_metals(law.entries[code]))
    ]
    beside = roles.parts if reading.unread else [*roles.head[1:], *roles.parts]
    about += _entries_of_contents(law, named_materials(law, beside))
    similar, support = SimilarEntries(), _kinds_of_support(reading)
    if reading.unread or not tangible:
        similar = _similar_entries(lexicon, reading, _NEAR_A_NAME)
    return InterpretedText(
        "description",
        may_be=frozenset(id_ for material in materials for id_ in (material.id, *material.may_be)),
        possible_entries=tuple(dict.fromkeys([*codes, *about])),
        similar=similar,
        trade=TradeWords(
            reading.headings,
            made_up=is_made_up(law, lexicon, reading.text),
            materials=role_of_materials(law, reading.text),
            of_product=reading.product is not None,
            beside_product=belong_to_product(law, reading.text),
        ),
        facts=WordedFacts(may_support=support),
        annotations=reading.annotations,
        unread=reading.unread,
        partly_recognised_by=owners_of(law, codes).union(*(law.recognised_by[item.id] for item in materials))
        or frozenset({law.home.id}),
    )


def _entries_of_contents(law: Register, materials: Iterable[Material]) -> Iterator[str]:
    """Yield the entries of the elements that materials without an entry of their own may contain: dysprosium in neodymium magnets."""
    for material in materials:
        if material.entries or material.form is None or material.form in THINGS:
            continue
        for symbol in material.may_contain:
            for code in law.by_element.get(symbol, ()):
                entry = law.entries[code]
                if material.form in entry.forms and {*material.elements, *material.may_contain}.issuperset(
                    entry.contains
                ):
                    yield code


def _kinds_of_support(reading: TextReading) -> frozenset[str]:
    """Return whether a text may be about technology, or about software: by its forms, and by words for papers at its start."""
    kinds = INTANGIBLE.intersection(reading.forms)
    return kinds | {"technology"} if is_of_papers(reading) else kinds


def _is_of_metals(entry: Entry) -> bool:
    """Return whether an entry is for metals and alloys alone, which a compound is not."""
    return bool(entry.forms) and _METALS.issuperset(entry.forms)

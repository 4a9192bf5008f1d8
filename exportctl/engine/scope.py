"""The words of acts for goods mean lines of the list and materials: surely, perhaps, or not.

A phrase is all that one condition says of the goods, as in `goods: [gallium, 3C001]`; goods that no phrase can tell apart are alike.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exportctl.facts.goods import covered
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from exportctl.engine.situation import GoodsProfile
    from exportctl.law.register import Register

Phrase = tuple[str, ...]


class Phrases(NamedTuple):
    """The phrases of a register's conditions, by every code that they mean or that stands above one, and by every material."""

    by_code: Mapping[str, frozenset[Phrase]]
    by_material: Mapping[str, frozenset[Phrase]]


def could_be_anything(kind: GoodsProfile) -> Truth:
    """Goods whose text nobody knows are perhaps what any condition means; what is known of their content does not rule it out."""
    return NO if kind.known else unknown("description")


@lru_cache(maxsize=1 << 13)
def phrases_meaning(law: Register, line: str) -> Mapping[Phrase, Truth]:
    """Return the phrases that mean a line, and how surely."""
    near = _phrases(law).by_code
    above = [line[:end] for end in (*_dots(line), len(line))]
    found = {
        phrase: any_of(_means(law, term, line) for term in phrase) for code in above for phrase in near.get(code, ())
    }
    return {phrase: meant for phrase, meant in found.items() if meant is not NO}


@lru_cache(maxsize=1 << 13)
def phrases_naming(law: Register, material: str) -> frozenset[Phrase]:
    """Return the phrases that name a material, by itself or in a group."""
    return _phrases(law).by_material.get(material, frozenset())


@lru_cache(maxsize=1 << 13)
def listed_by(law: Register, line: str) -> tuple[tuple[str, Truth], ...]:
    """Return the provisions that list a line, and how surely."""
    meant = phrases_meaning(law, line)
    return tuple((provision, meant[codes]) for provision, codes in law.listings.items() if codes in meant)


def equivalence_key(law: Register, kind: GoodsProfile) -> Hashable:
    """Return all that rules can tell of goods: how surely each phrase means them, line by line, and which phrases name them."""
    lines = frozenset((frozenset(phrases_meaning(law, line).items()), truth) for line, truth in kind.matches)
    named, may_be = (
        frozenset(phrase for material in materials for phrase in phrases_naming(law, material))
        for materials in (kind.materials, kind.may_be)
    )
    return kind.known, lines, named, may_be


def names_material(law: Register, kind: GoodsProfile, phrase: Phrase) -> Truth:
    """Tell whether a phrase means goods of a name, or goods that a general word may stand for."""
    if any(phrase in phrases_naming(law, material) for material in kind.materials):
        return YES
    may_be = any(phrase in phrases_naming(law, material) for material in kind.may_be)
    return unknown("description") if may_be else NO


def _means(law: Register, term: str, line: str) -> Truth:
    """Tell whether one word means a line. A group is looked up before a material or a code."""
    group = law.groups.get(term)
    if group is None:
        return NO if term in law.materials else covered(term, line)
    clearly = any_of(covered(code, line) for code in group.entries)
    if clearly is not NO:
        return clearly
    return all_of((any_of(covered(code, line) for code in group.unclear), unknown("legal_scope")))


@lru_cache(maxsize=8)
def _phrases(law: Register) -> Phrases:
    by_code: defaultdict[str, set[Phrase]] = defaultdict(set)
    by_material: defaultdict[str, set[Phrase]] = defaultdict(set)
    for phrase in {item.goods for _, item in law.asked()}:
        if isinstance(phrase, tuple):
            for term in phrase:
                group = law.groups.get(term)
                for code in (*group.entries, *group.unclear) if group else (term,):
                    for end in (*_dots(code), len(code)):
                        by_code[code[:end]].add(phrase)
                for material in group.materials if group else (term,):
                    by_material[material].add(phrase)
    return Phrases(
        {code: frozenset(phrases) for code, phrases in by_code.items()},
        {material: frozenset(phrases) for material, phrases in by_material.items()},
    )


def _dots(code: str) -> Iterator[int]:
    """Yield where a code could end above itself."""
    return (place for place, char in enumerate(code) if char == ".")

"""The words of acts for goods mean lines of the list and materials: surely, perhaps, or not."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from exportctl.facts.goods import covered
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, unknown

if TYPE_CHECKING:
    from exportctl.engine.situation import Kind
    from exportctl.law.register import Register


def could_be_anything(kind: Kind) -> Truth:
    """Goods whose text nobody knows are perhaps what any condition means; what is known of their content does not rule it out."""
    return NO if kind.known else unknown("description")


@lru_cache(maxsize=1 << 14)
def listed_by(law: Register, line: str) -> tuple[tuple[str, Truth], ...]:
    """Return the provisions that list a line, and how surely."""
    found = ((pid, any_of(covered(code, line) for code in codes)) for pid, codes in law.listings.items())
    return tuple((pid, reached) for pid, reached in found if reached is not NO)


@lru_cache(maxsize=1 << 16)
def covers_line(law: Register, term: str, line: str) -> Truth:
    """Tell whether one word means a line. A group is looked up before a material or a code."""
    group = law.groups.get(term)
    if group is None:
        return NO if term in law.materials else covered(term, line)
    clearly = any_of(covered(code, line) for code in group.entries)
    if clearly is not NO:
        return clearly
    return all_of((any_of(covered(code, line) for code in group.unclear), unknown("legal_scope")))


def names_material(law: Register, kind: Kind, terms: tuple[str, ...]) -> Truth:
    """Tell whether words mean goods of a name, or goods that a general word may stand for."""
    if not (kind.materials or kind.may_be):
        return NO
    materials = frozenset[str]().union(*(materials_of(law, term) for term in terms))
    if kind.materials & materials:
        return YES
    return unknown("description") if kind.may_be & materials else NO


def materials_of(law: Register, term: str) -> frozenset[str]:
    """Return the materials that one word means."""
    return frozenset(law.groups[term].materials if term in law.groups else (term,))

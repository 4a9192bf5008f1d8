"""The meanings of the terms that acts have for goods: entries of the list and materials, surely, possibly, or not."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from exportctl.goods.classify import covered
from exportctl.law.grouping import by_key, unique
from exportctl.law.logic import NO, Truth, all_of, any_of, unknown
from exportctl.law.memo import memo
from exportctl.law.words import from_the_top

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Group

Phrase = tuple[str, ...]
"""The whole requirement of one condition on the goods, as in `goods: [gallium, 3C001]`."""


class GoodsTerms:
    """The phrases of the law, by the entries and materials that they mean; goods that no phrase distinguishes are treated alike."""

    def __init__(self, law: Register) -> None:
        """Take the law; no meaning is computed yet."""
        self._law = law

    @memo
    def phrases_meaning(self, entry: str) -> Mapping[Phrase, Truth]:
        """Return the phrases that mean an entry, and how surely."""
        terms_of = by_key((item for code in from_the_top(entry) for item in self._by_code.get(code, ())), unique)
        truths = {phrase: any_of(self._means(term, entry) for term in terms) for phrase, terms in terms_of.items()}
        return {phrase: truth for phrase, truth in truths.items() if truth is not NO}

    @memo
    def meaning_key(self, code: str) -> frozenset[tuple[Phrase, Truth]]:
        """Return the phrases that mean an entry, and how surely, as a key: no act distinguishes entries with the same key."""
        return frozenset(self.phrases_meaning(code).items())

    def phrases_naming(self, material: str) -> frozenset[Phrase]:
        """Return the phrases that name a material, directly or by a group."""
        return self._by_material.get(material, frozenset())

    def _means(self, term: str, entry: str) -> Truth:
        """Return whether one term of a phrase means an entry. A group takes precedence over a material or a code."""
        group = self._law.groups.get(term)
        if group is None:
            return NO if term in self._law.materials else covered(term, entry)
        clearly = any_of(covered(code, entry) for code in group.entries)
        if clearly is not NO:
            return clearly
        return all_of((any_of(covered(code, entry) for code in group.unclear), unknown("legal_scope")))

    @cached_property
    def _phrases(self) -> frozenset[Phrase]:
        """The phrases of the law, about the goods themselves and about their Chinese content."""
        goods = {item.goods for _, item in self._law.conditions()}
        content = {item.cn_content.of for _, item in self._law.conditions() if item.cn_content}
        return frozenset(phrase for phrase in goods | content if isinstance(phrase, tuple))

    @cached_property
    def _by_code(self) -> Mapping[str, frozenset[tuple[Phrase, str]]]:
        """The phrases, each with the term that has this meaning, by every code that the term means and every code above it."""
        return by_key(
            (
                (above, (phrase, term))
                for phrase, term, group in self._terms()
                for code in ((*group.entries, *group.unclear) if group else (term,))
                for above in from_the_top(code)
            ),
            frozenset,
        )

    @cached_property
    def _by_material(self) -> Mapping[str, frozenset[Phrase]]:
        """The phrases by every material that they name."""
        named = ((phrase, group.materials if group else (term,)) for phrase, term, group in self._terms())
        return by_key(((material, phrase) for phrase, materials in named for material in materials), frozenset)

    def _terms(self) -> Iterator[tuple[Phrase, str, Group | None]]:
        """Yield each term of each phrase, with the group that it names, if it names one."""
        return ((phrase, term, self._law.groups.get(term)) for phrase in self._phrases for term in phrase)

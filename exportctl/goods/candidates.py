"""The candidates of a classification: the entries that the text, the headings of its terms, the customs code or guidance point to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.criteria import entry_meets
from exportctl.goods.customs import carries_entries, entries_of_subdivision, entries_without_code, printed_beside
from exportctl.goods.identity import identity_of
from exportctl.goods.shared_headings import entries_of_other_elements
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.identity import Identity
    from exportctl.goods.interpreted import InterpretedText
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Entry
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register

_HALF: Final = 50
"""An element with a share above this percentage is most of the goods: they are its metal or alloy, whatever they are called."""


class Evidence(NamedTuple):
    """The entries and materials that the text, the headings of its terms and the customs code point to.

    `candidates` are entries, YES if they are named and UNKNOWN if they may be meant; the names of the entries in `near` are only
    similar to the text. `materials` are the possible materials of the goods; `later` is true if some entries were not
    published yet. `declared` are the entries of the national subdivision that is stated. A declared heading without an
    entry settles what the words leave open, unless they contradict it: then terms of trade and similar names point to no
    entry.
    """

    candidates: dict[str, Truth]
    near: frozenset[str]
    materials: frozenset[str]
    later: bool
    declared: frozenset[str]


def is_contradicted(goods: Goods) -> bool:
    """Return whether the words contradict the customs code, so that it settles nothing that they leave open."""
    return goods.conflict is not None and not goods.conflict.of_terms


def evidence_of(law: Register, goods: Goods, published: PublishedBy) -> Evidence:
    """Return the entries and materials that the words and the customs code of goods point to."""
    wording, if_described = goods.interpreted, unknown("description")
    closed = not is_contradicted(goods) and is_free_heading(law, goods, published)
    headings = () if closed or wording.basis == "customs_code" else wording.trade.headings
    declared = entries_of_subdivision(law, goods.hs_code) if goods.hs_code else frozenset[str]()
    codes, materials = set(wording.possible_entries), set(wording.may_be)
    excluded = wording.excluded_by_words | entries_of_other_elements(law, goods, published)
    for digits in (*headings, *([goods.hs_code] if goods.hs_code else [])):
        of_codes, of_materials = printed_beside(law, digits, published)
        codes |= of_codes - (excluded - declared)
        materials |= {id_ for id_ in of_materials if not _is_excluded(law, excluded, id_)}
    if "technology" in goods.forms:
        named = wording.may_be.union([wording.material] if wording.material else ())
        materials.update(*(law.technology.get(id_, ()) for id_ in named))
    held = [id_ for id_, share in goods.composition.materials if share]
    codes |= {code for code in _entries_of(law, held) if not law.is_dual_use(code)}
    codes |= set(_entries_of(law, _predominant(law, goods)))
    codes |= _entries_of_later_guidance(
        law, wording.may_be.union([wording.material] if wording.material else ()), published
    )
    candidates = dict.fromkeys([*codes, *_entries_of(law, materials)], if_described) | dict.fromkeys(
        wording.entries, YES
    )
    if wording.code:
        candidates[wording.code] = YES
    near = (
        frozenset()
        if closed or (goods.trusted and wording.trade.ordinary)
        else frozenset(wording.similar.codes) - candidates.keys()
    )
    candidates |= dict.fromkeys(near, if_described)
    later = any(not is_published(law, goods, code, published) for code in candidates)
    return Evidence(candidates, near, frozenset(materials), later, declared)


def with_support(law: Register, goods: Goods, evidence: Evidence) -> Evidence:
    """Add the entries for the technology or software of named goods, as far as the words show that the goods are of theirs.

    The technology of a pump is that of a listed pump if its figures are: they are about the pump. A text that may be about
    technology or software may be about that of any goods which it names, or which have similar names.
    """
    facts, forms = goods.interpreted.facts, goods.forms & INTANGIBLE
    if facts.may_support:
        if_described = unknown("description")
        possible = {serving: if_described for serving, _ in _support_of(law, evidence, facts.may_support)}
        return evidence._replace(candidates=possible | evidence.candidates)
    if not (facts.in_support and forms):
        return evidence
    things = goods._replace(forms=goods.forms - INTANGIBLE)
    identity = identity_of(law.forms, things)
    served: dict[str, list[Truth]] = {}
    for serving, code in _support_of(law, evidence, forms):
        if code not in evidence.near:
            entry = law.entries[code]
            identified = identity.form.allows(entry.forms)
            met = all_of(
                [evidence.candidates[code], identified, entry_meets(law.tests.get(code), things, identity.form)]
            )
            served.setdefault(serving, []).append(met)
    truths = {code: any_of(met) for code, met in served.items()}
    supporting = {code: truth for code, truth in truths.items() if truth is not NO}
    return evidence._replace(candidates={**evidence.candidates, **supporting}, near=evidence.near - supporting.keys())


def _support_of(law: Register, evidence: Evidence, forms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the entries for technology or software, as in `forms`, of the candidates that are neither, with these candidates."""
    for code in evidence.candidates:
        entry = law.entries.get(code)
        if entry is not None and INTANGIBLE.isdisjoint(entry.forms):
            for serving in law.support_entries.get(code, ()):
                if not forms.isdisjoint(law.entries[serving].forms):
                    yield serving, code


def _is_excluded(law: Register, excluded: frozenset[str], id_: str) -> bool:
    """Return whether a material has entries, and the goods are of none of them."""
    entries = law.materials[id_].entries
    return bool(entries) and excluded.issuperset(entries)


def is_free_heading(law: Register, goods: Goods, published: PublishedBy) -> bool:
    """Return whether no entry that the words can be about is printed for the declared heading.

    If no act prints a code for the entry that is most similar to the words, its goods may be declared under any code of its heading.
    """
    if goods.hs_code is None or goods.heading is None:
        return False
    wording = goods.interpreted
    if not entries_without_code(law, goods.hs_code).isdisjoint(wording.similar.codes[:1]):
        return False
    codes, materials = printed_beside(law, goods.hs_code, published)
    return not carries_entries(law, goods.hs_code, published) or bool(
        wording.excluded_by_words
        and codes <= wording.excluded_by_words | law.destination_specific_entries.keys()
        and all(_is_excluded(law, wording.excluded_by_words, id_) for id_ in materials)
    )


def _entries_of_later_guidance(law: Register, materials: frozenset[str], published: PublishedBy) -> set[str]:
    """Return the entries from which only guidance that is not `published` excludes the goods: they may match these."""
    return {
        entry
        for material in materials
        for day, codes in law.exclusions.get(material, ())
        if not published.has(day)
        for code in codes
        for entry in law.entries_under(code)
    }


def is_published(law: Register, goods: Goods, code: str, published: PublishedBy) -> bool:
    """Return whether an entry is `published`; a code that the caller states for the item always counts."""
    day = law.published.get(code)
    return day is None or code == goods.interpreted.code or published.has(day)


def _entries_of(law: Register, materials: Iterable[str]) -> list[str]:
    return [code for id_ in materials for code in law.materials[id_].entries]


def named_entries(law: Register, wording: InterpretedText) -> tuple[str, ...]:
    """Return the entries that the words surely or possibly name, and those of the materials that they may mean."""
    return (*wording.entries, *wording.possible_entries, *_entries_of(law, wording.may_be))


def _predominant(law: Register, goods: Goods) -> list[str]:
    """Return the materials of an element alone that its stated share makes most of known goods, although their name lacks it."""
    wording = goods.interpreted
    elements = {symbol for symbol, share in goods.composition.shares if share > _HALF} - wording.content.elements
    if wording.code or not (elements and wording.recognised_by):  # most goods state no share
        return []
    consisting = ((id_, {*item.elements}) for id_, item in law.materials.items() if elements.issuperset(item.elements))
    return [id_ for id_, own in consisting if len(own) == 1]


def further_evidence(
    law: Register, goods: Goods, identity: Identity, evidence: Evidence, *, ruled: bool
) -> tuple[Identity, Evidence]:
    """Return the identity and the entries to judge after stated facts have excluded the usual entries.

    These are the entries related to the name and all about its elements; if the form excluded entries, also those for
    their software and technology. If guidance excluded (`ruled`) the goods, only related entries of dual-use items
    remain.
    """
    material = law.materials.get(goods.interpreted.material or "")
    related = [code for code in (material.related if material else ()) if law.is_dual_use(code) or not ruled]
    ruled_out: list[Entry] = []
    if not ruled and (goods.forms or evidence.later):
        entries = [law.entries[code] for code in evidence.candidates if code in law.entries]
        ruled_out = [entry for entry in entries if identity.form.allows(entry.forms) is NO]
    related += [code for entry in ruled_out for code in law.support_entries.get(entry.code, ())]
    further = evidence._replace(candidates=dict.fromkeys(related, unknown("description")), near=frozenset())
    if not ruled_out:
        return identity, further
    absent = {symbol for symbol, share in goods.composition.shares if not share}
    elements = {symbol for entry in ruled_out for symbol in entry.contains} - absent
    return identity_of(law.forms, goods, frozenset(elements)), further

"""Judge the candidates of a classification by all evidence: goods match an entry, may match it, or do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.candidates import Evidence, is_published
from exportctl.goods.criteria import entry_meets
from exportctl.goods.guidance import exclusion_of
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from exportctl.goods.form import PhysicalForm
    from exportctl.goods.guidance import Exclusion
    from exportctl.goods.identity import Identity
    from exportctl.goods.interpreted import Basis
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Entry
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register


class Match(NamedTuple):
    """An entry that the goods surely (YES) or possibly (UNKNOWN) match, and the kind of evidence that led to it."""

    entry: str
    truth: Truth
    basis: Basis


def judge(
    law: Register, goods: Goods, identity: Identity, evidence: Evidence, published: PublishedBy
) -> tuple[list[Match], list[Exclusion]]:
    """Return the entries that goods match or may match, by names or by content, and those that guidance excludes."""
    matches: list[Match] = []
    excluded: list[Exclusion] = []
    by_content = {entry for symbol in identity.pointing for entry in law.by_element.get(symbol, ())}
    for code in sorted(evidence.candidates.keys() | by_content):
        if not is_published(law, goods, code, published):
            continue
        match = _match(law, goods, identity, code, evidence)
        if match.truth is not NO:
            exclusion = (
                None if goods.interpreted.basis == "code" else exclusion_of(law, goods, identity.form, code, published)
            )
            matches.extend([] if exclusion else [match])
            excluded.extend([exclusion] if exclusion else [])
    sure = any(match.truth is YES and law.is_dual_use(match.entry) for match in matches)
    return _most_specific(matches, evidence, by_content, sure=sure), excluded


def _most_specific(matches: list[Match], evidence: Evidence, by_content: set[str], *, sure: bool) -> list[Match]:
    """Return matches; if one is sure, without those that only a similar name points to, or that are unnamed and miss a form."""
    if not sure:
        return matches
    named = evidence.candidates.keys() - evidence.near
    return [
        match
        for match in matches
        if match.truth is YES
        or match.entry in named
        or (match.entry in by_content and (match.entry in evidence.near or "form" not in match.truth.missing))
    ]


def _match(law: Register, goods: Goods, identity: Identity, code: str, evidence: Evidence) -> Match:
    entry, sure = law.entries.get(code), _limit_if_intangible(law, code) if identity.intangible else YES
    if entry is None:  # a code above entries (3C001) matches as itself
        missed = all(_rules_out(law, goods, identity.form, below) for below in law.entries_at(code))
        return Match(code, NO if missed else all_of([evidence.candidates.get(code, NO), sure]), "code")
    if code == goods.interpreted.code:
        return Match(code, _own_code(law, goods, identity.form, entry, sure), "code")
    if identity.form.contrary and goods.interpreted.is_title_of(code):
        return Match(code, NO if _rules_out(law, goods, identity.form, code) else unknown("form"), "name")
    criteria = all_of([entry_meets(law.tests.get(code), goods, identity.form), sure])
    named = all_of([evidence.candidates.get(code, NO), identity.form.allows(entry.forms)])
    if named is NO and code in evidence.declared:
        named = unknown("description")  # the name or the customs code is wrong
    content = identity.consists_as(entry)
    return Match(code, all_of([any_of([named, content]), criteria]), _basis(goods, code, named, evidence))


def _own_code(law: Register, goods: Goods, form: PhysicalForm, entry: Entry, sure: Truth) -> Truth:
    """Return whether goods match the entry whose code is stated: a form that contradicts it leaves it open.

    The code or the form is wrong, and it is unknown which, whether the entry or its criteria require the form.
    """
    if _rules_out(law, goods, form, entry.code):
        return NO
    contradicted = NO in (form.allows(entry.forms), entry_meets(law.tests.get(entry.code), goods, form))
    return unknown("description") if contradicted else sure


def _rules_out(law: Register, goods: Goods, form: PhysicalForm, code: str) -> bool:
    """Return whether stated figures exclude an entry, for any stated form."""
    return entry_meets(law.tests.get(code), goods, form, doubting=True) is NO


def _limit_if_intangible(law: Register, code: str) -> Truth:
    """Return at most UNKNOWN for software and technology and an entry of things: software for a magnet is not a magnet."""
    forms = {form for entry in law.entries_at(code) for form in law.entries[entry].forms}
    return YES if forms & INTANGIBLE else unknown("description")


def _basis(goods: Goods, code: str, named: Truth, evidence: Evidence) -> Basis:
    """Return the basis of a match: the words, the customs code next to them, or the content."""
    wording = goods.interpreted
    if named is NO:
        return "formula" if wording.basis == "formula" else "composition"
    if code in evidence.near:
        return "nearest"
    by_words = code in wording.entries or code in wording.possible_entries or wording.may_be
    if by_words or not (goods.hs_code or wording.trade.headings):
        return wording.basis or "description"
    return "customs_code"

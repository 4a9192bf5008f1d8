"""Classify goods: for each entry of the list that some evidence points to, YES, UNKNOWN (with the missing facts) or NO.

If stated facts exclude the usual entries of a name, every other entry about the same elements is judged as well.
docs/reasoning.md, section 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.code_conflict import Conflict
from exportctl.goods.criteria import entry_meets
from exportctl.goods.customs import carries_entries, entries_of_subdivision, entries_without_code, printed_beside
from exportctl.goods.guidance import exclusion_of
from exportctl.goods.identity import forms_beyond_name, identity_of
from exportctl.goods.known import known_by
from exportctl.goods.shared_headings import entries_of_other_elements
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.law.model import INTANGIBLE
from exportctl.law.nearest import SimilarEntries
from exportctl.law.published import PublishedBy
from exportctl.law.scale import exit_code_at
from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.form import PhysicalForm
    from exportctl.goods.guidance import Exclusion
    from exportctl.goods.identity import Identity
    from exportctl.goods.interpreted import Basis, InterpretedText
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Entry
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect, ExitCode


_HALF: Final = 50
"""An element with a share above this percentage is most of the goods: they are its metal or alloy, whatever they are called."""


class Match(NamedTuple):
    """An entry that the goods surely (YES) or possibly (UNKNOWN) match, and the kind of evidence that led to it."""

    entry: str
    truth: Truth
    basis: Basis


class Classification(NamedTuple):
    """The result for goods: the materials that their name means or may mean, and the matching entries of the list.

    `recognised` are the jurisdictions whose lists can decide the goods: all stated facts are accounted for, or the
    content makes them an entry. `understood` are those whose data knows anything of the goods; on another list they
    could be anything. `conflicts` are entries that words or content surely mean and that the caller's own
    classification leaves out. `contradicted`: the words contradict the customs code, and the code must be corrected.
    `listed`: the goods surely match an entry for every destination. `unread`: the goods are technology, and an act has
    a catalogue of technology that was not read completely.
    """

    recognised: frozenset[str]
    understood: frozenset[str]
    named: frozenset[str]
    may_be: frozenset[str]
    matches: tuple[Match, ...]
    excluded: tuple[Exclusion, ...] = ()
    conflicts: tuple[str, ...] = ()
    contradicted: bool = False
    listed: bool = False
    technology: bool = False
    unread: bool = False

    def exit_code(self, gate: Effect, *, covered: bool) -> ExitCode:
        """Return 1 if the goods surely match an entry whose licence reaches the gate, 0 if they match none, else 3.

        Entries for some destinations only leave the answer open, as do unknown goods, technology of an unread
        catalogue, and days that the data does not cover. Other acts can require more than the licence of the list.
        """
        is_open = bool(self.matches) or self.unread or not (self.recognised and covered)
        return exit_code_at(gate, "license_required" if self.listed else "no_control_found", (), is_open=is_open)


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


def classify(law: Register, goods: Goods, published: PublishedBy | None = None) -> Classification:
    """Return every entry of the list that the goods match or may match, in the order of the codes.

    Guidance, entries and their customs codes count if they are `published`; without it, all count. Guidance describes
    the permanent meaning of the list, so it also applies to earlier days.
    """
    published = published or PublishedBy()
    return classify_evidence(law, as_evidence(law, goods, published), published)


def as_evidence(law: Register, goods: Goods, published: PublishedBy) -> Goods:
    """Return goods without the words behind their reading: goods that differ in these words only have the same classification.

    A customs code is reduced to the entries printed for it, and whether it is a heading; the headings of terms are reduced
    to those with a printed entry. A form that the name implies does not count as stated, unless another shape is stated.
    """
    wording, code = goods.interpreted, goods.interpreted.basis == "customs_code"
    if code:
        wording = known_by(law, goods.item, wording, published)
    return goods._replace(
        item="",
        interpreted=wording._replace(
            annotations=(),
            unread=(),
            writing="",
            similar=SimilarEntries((*wording.similar.codes[:1], *sorted(wording.similar.codes[1:]))),
            trade=wording.trade._replace(
                headings=() if code else _printed_headings(law, wording.trade.headings), guess=(), common=frozenset()
            ),
        ),
        forms=forms_beyond_name(law.forms, goods),
        heading=None if goods.heading is None else "",
        conflict=_conflict_without_words(law, goods),
        sku="",
        chapter="",
        titles=(),
    )


def _conflict_without_words(law: Register, goods: Goods) -> Conflict | None:
    """Return the conflict of words and customs code without its words.

    Terms of trade that are read completely prevent a code from settling anything only if an entry is printed for their
    heading: a case for phones is known under several headings.
    """
    if goods.conflict is None:
        return None
    harmless = not any(_printed_headings(law, goods.interpreted.trade.headings))
    return Conflict(of_terms=goods.conflict.of_terms and harmless)


def _is_contradicted(goods: Goods) -> bool:
    """Return whether the words contradict the customs code, so that it settles nothing that they leave open."""
    return goods.conflict is not None and not goods.conflict.of_terms


def _printed_headings(law: Register, headings: Iterable[str]) -> tuple[str, ...]:
    """Return the headings that an entry or a material is printed for, in order; one without digits represents all others."""
    return tuple(sorted({heading if any(printed_beside(law, heading)) else "" for heading in headings}))


def classify_evidence(law: Register, goods: Goods, published: PublishedBy) -> Classification:
    """Return the classification of goods by the records that count as `published`.

    The candidates of all evidence are judged. If none of the dual-use list remains, related entries are, and then those that
    fit if either the name or the stated form is wrong. The caller's own classification comes last.
    """
    named, evidence = identity_of(law.forms, goods), _evidence(law, goods, published)
    evidence = _with_support(law, goods, evidence)
    identity = named
    matches, excluded = _judge(law, goods, identity, evidence, published)
    asked_more = goods.forms or goods.params or goods.within or goods.composition.stated or evidence.later
    if asked_more and not _has_dual_use(law, matches):
        identity, further = _further_evidence(law, goods, identity, evidence, ruled=bool(excluded))
        others, more = _judge(law, goods, identity, further, published)
        matches = _merge(others, matches)
        excluded += [item for item in more if item not in excluded]
    # If no entry remains, the form of the name and the stated form contradict each other: one of them is wrong.
    if goods.forms and goods.forms.isdisjoint(INTANGIBLE) and not excluded and not _has_dual_use(law, matches):
        contrary = named._replace(form=named.form._replace(contrary=True))
        matches = _merge(_judge(law, goods, contrary, evidence, published)[0], matches)
    conflicts: list[str] = []
    if goods.entries is not None:
        matches, conflicts = _apply_own_classification(goods.entries, matches)
    decided = bool(excluded) or any(match.entry not in law.destination_specific_entries for match in matches)
    # An oxide of titanium may contain other elements that no name states; a complete composition, or an entry, still decides it.
    name_counts = not identity.form.contradicts_name or decided or goods.composition.complete
    known_as = goods.interpreted.recognised_by if name_counts else frozenset[str]()
    of_goods = [match for match in matches if not _is_of_part_only(law, goods, identity, match)]
    technology = _is_technology(law, goods, matches)
    recognised = _recognising_jurisdictions(law, goods, known_as, matches, of_goods)
    return Classification(
        recognised=recognised,
        understood=_jurisdictions_with_a_clue(law, goods, known_as, of_goods, name_counts=name_counts),
        named=frozenset({goods.interpreted.material} if goods.interpreted.material else ()),
        may_be=evidence.materials,
        matches=tuple(sorted(matches)),
        excluded=tuple(excluded),
        conflicts=tuple(conflicts),
        contradicted=_has_wrong_code(law, goods, matches, published, home_recognises=law.home.id in recognised),
        listed=any(match.truth is YES and match.entry not in law.destination_specific_entries for match in matches),
        technology=technology,
        unread=technology and bool(law.provisions_using("any-unread-technology")),
    )


def _has_wrong_code(
    law: Register, goods: Goods, matches: Sequence[Match], published: PublishedBy, *, home_recognises: bool
) -> bool:
    """Return whether the customs code is what to correct: without the contradiction, it would decide the goods.

    If the words are read completely, it is wrong if an entry is possible because of the code alone.
    """
    if goods.conflict is None:
        return False
    if goods.conflict.of_terms:
        return {item.basis for item in matches} == {"customs_code"}
    return not home_recognises and _is_free_heading(law, goods, published)


def _has_dual_use(law: Register, matches: Iterable[Match]) -> bool:
    return any(law.is_dual_use(match.entry) for match in matches)


def _merge(further: Iterable[Match], first: Iterable[Match]) -> list[Match]:
    """Merge two lists of matches; for an entry in both, the match in `first` counts."""
    return list({match.entry: match for match in (*further, *first)}.values())


def _evidence(law: Register, goods: Goods, published: PublishedBy) -> Evidence:
    wording, if_described = goods.interpreted, unknown("description")
    closed = not _is_contradicted(goods) and _is_free_heading(law, goods, published)
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
    later = any(not _is_published(law, goods, code, published) for code in candidates)
    return Evidence(candidates, near, frozenset(materials), later, declared)


def _with_support(law: Register, goods: Goods, evidence: Evidence) -> Evidence:
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


def _is_free_heading(law: Register, goods: Goods, published: PublishedBy) -> bool:
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


def _is_published(law: Register, goods: Goods, code: str, published: PublishedBy) -> bool:
    """Return whether an entry is `published`; a code that the caller states for the item always counts."""
    day = law.published.get(code)
    return day is None or code == goods.interpreted.code or published.has(day)


def _entries_of(law: Register, materials: Iterable[str]) -> list[str]:
    return [code for id_ in materials for code in law.materials[id_].entries]


def _named_entries(law: Register, wording: InterpretedText) -> tuple[str, ...]:
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


def _further_evidence(
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


def _judge(
    law: Register, goods: Goods, identity: Identity, evidence: Evidence, published: PublishedBy
) -> tuple[list[Match], list[Exclusion]]:
    matches: list[Match] = []
    excluded: list[Exclusion] = []
    by_content = {entry for symbol in identity.pointing for entry in law.by_element.get(symbol, ())}
    for code in sorted(evidence.candidates.keys() | by_content):
        if not _is_published(law, goods, code, published):
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
    if identity.form.contrary and _is_called(goods, code):
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


def _is_called(goods: Goods, code: str) -> bool:
    """Return whether the text is the title of an entry, and no name of a material, which has a usual form."""
    return code in goods.interpreted.entries and goods.interpreted.material is None


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


def _apply_own_classification(entries: frozenset[str], matches: list[Match]) -> tuple[list[Match], list[str]]:
    """Return the entries of the caller's classification, and the sure entries that it omits: the stricter counts.

    An entry under a code above entries is more precise, and omits nothing: 1C108 and --entry 1C108.a.
    """
    sure = [
        item
        for item in matches
        if item.truth is YES and not any(covers(code, item.entry) or covers(item.entry, code) for code in entries)
    ]
    stated = [Match(code, YES, "entry") for code in entries]
    return sorted([*stated, *sure]), [item.entry for item in sure]


def _is_technology(law: Register, goods: Goods, matches: Iterable[Match]) -> bool:
    """Return whether goods are technology: stated, named so, or surely of an entry for technology only."""
    if "technology" in goods.forms or goods.interpreted.technology:
        return True
    return any(
        match.truth is YES and all(law.entries[code].forms == ("technology",) for code in law.entries_at(match.entry))
        for match in matches
    )


def _recognising_jurisdictions(
    law: Register, goods: Goods, known_as: frozenset[str], matches: list[Match], of_goods: list[Match]
) -> frozenset[str]:
    """Return the jurisdictions whose lists can decide the goods: the data has all words, or a heading settles the rest."""
    wording, home = goods.interpreted, law.home.id
    if goods.lapsed:
        return frozenset()
    deciding = set(known_as)
    if wording.basis == "formula" and not (wording.material or matches):
        deciding.clear()  # a formula without an entry does not count
    named = _named_entries(law, wording)
    pointed = bool(wording.content.may_contain) or any(code not in law.destination_specific_entries for code in named)
    if wording.basis == "customs_code":
        deciding |= wording.partly_recognised_by | ({home} if goods.heading is not None else set())
    closes = goods.hs_code is not None and goods.heading is not None and not _is_contradicted(goods) and not pointed
    if goods.entries is not None or closes or (goods.trusted and wording.trade.ordinary and not matches):
        deciding.add(home)
    sure = (match.entry for match in of_goods if match.truth is YES)
    return frozenset(deciding.union(map(law.list_of, sure)))


def _is_of_part_only(law: Register, goods: Goods, identity: Identity, match: Match) -> bool:
    """Return whether an entry was found only by the stated content of the goods, which may contain further substances."""
    if goods.composition.complete or match.basis not in ("composition", "formula"):
        return False
    # A formula of the goods is a name.
    named = match.basis == "formula" and match.entry in _named_entries(law, goods.interpreted)
    return not named or identity.form.allows(law.entries[match.entry].forms) is NO


def _jurisdictions_with_a_clue(
    law: Register, goods: Goods, known_as: frozenset[str], of_goods: list[Match], *, name_counts: bool
) -> frozenset[str]:
    """Return the jurisdictions whose data knows part of the goods: a name that counts (`name_counts`), a heading, or a match."""
    if goods.lapsed:
        return frozenset()
    partly_known = goods.interpreted.partly_recognised_by if name_counts else frozenset[str]()
    heading = {law.home.id} if goods.heading is not None and not _is_contradicted(goods) else set()
    return known_as.union(partly_known, heading, [law.list_of(match.entry) for match in of_goods])


def covered(code: str, entry: str) -> Truth:
    """Return whether a control code covers a match: one on the code or below it, possibly one above it."""
    if covers(code, entry):
        return YES
    return unknown("description") if covers(entry, code) else NO

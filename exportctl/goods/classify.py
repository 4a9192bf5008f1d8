"""Classify goods: for each entry of the list that some evidence points to, YES, UNKNOWN (with the missing facts) or NO.

If stated facts exclude the usual entries of a name, every other entry about the same elements is judged as well.
docs/reasoning.md, section 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.candidates import evidence_of, further_evidence, is_free_heading, with_support
from exportctl.goods.code_conflict import Conflict
from exportctl.goods.customs import printed_beside
from exportctl.goods.identity import forms_beyond_name, identity_of
from exportctl.goods.judge import Match, judge
from exportctl.goods.known import known_by
from exportctl.goods.recognition import (
    holds_further_elements,
    is_of_part_only,
    jurisdictions_with_a_clue,
    recognising_jurisdictions,
)
from exportctl.law.logic import NO, YES, Truth, unknown
from exportctl.law.model import INTANGIBLE
from exportctl.law.nearest import SimilarEntries
from exportctl.law.published import PublishedBy
from exportctl.law.scale import exit_code_at
from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from exportctl.goods.guidance import Exclusion
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect, ExitCode


class Classification(NamedTuple):
    """The result for goods: the materials that their name means or may mean, and the matching entries of the list.

    `recognised` are the jurisdictions whose lists can decide the goods: all stated facts are accounted for, or the
    content makes them an entry. `understood` are those whose data knows anything of the goods; on another list they
    could be anything. `conflicts` are entries that words or content surely mean and that the caller's own
    classification leaves out; they are only possible if a stated form contradicts the words. `contradicted`: the words
    contradict the customs code, and the code must be corrected.
    `listed` are the entries for every destination that the goods surely match. `unread`: the goods are technology, and an act has
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
    listed: frozenset[str] = frozenset()
    technology: bool = False
    unread: bool = False

    @property
    def contradicted_by_form(self) -> bool:
        """Whether the words mean entries that both the caller's own classification and a stated form contradict."""
        return any(match.entry in self.conflicts for match in self.matches if match.truth is not YES)

    def exit_code(self, gate: Effect, binding: Collection[str], *, covered: bool) -> ExitCode:
        """Return 1 if the goods surely match a binding entry whose licence reaches the gate, 0 if they match none, else 3.

        `binding` are the entries whose control is, or may be, in force on the day. Others leave the answer open, as do entries
        for some destinations only, unknown goods, technology of an unread catalogue, and days that the data does not cover:
        `check` decides them. Other acts can require more than the licence of the list.
        """
        is_open = bool(self.matches) or self.unread or not (self.recognised and covered)
        sure: Effect = "no_control_found" if self.listed.isdisjoint(binding) else "license_required"
        return exit_code_at(gate, sure, (), is_open=is_open)


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
        joined=(),
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


def _printed_headings(law: Register, headings: Iterable[str]) -> tuple[str, ...]:
    """Return the headings that an entry or a material is printed for, in order; one without digits represents all others."""
    return tuple(sorted({heading if any(printed_beside(law, heading)) else "" for heading in headings}))


def classify_evidence(law: Register, goods: Goods, published: PublishedBy) -> Classification:
    """Return the classification of goods by the records that count as `published`.

    The candidates of all evidence are judged. If none of the dual-use list remains, related entries are, and then those that
    fit if either the name or the stated form is wrong. The caller's own classification comes last.
    """
    named, evidence = identity_of(law.forms, goods), evidence_of(law, goods, published)
    evidence = with_support(law, goods, evidence)
    identity = named
    matches, excluded = judge(law, goods, identity, evidence, published)
    asked_more = goods.forms or goods.params or goods.within or goods.composition.stated or evidence.later
    if asked_more and not _has_dual_use(law, matches):
        identity, further = further_evidence(law, goods, identity, evidence, ruled=bool(excluded))
        others, more = judge(law, goods, identity, further, published)
        matches = _merge(others, matches)
        excluded += [item for item in more if item not in excluded]
    # If no entry remains, the form of the name and the stated form contradict each other: one of them is wrong.
    if goods.forms and _are_things(goods) and not excluded and not _has_dual_use(law, matches):
        contrary = named._replace(form=named.form._replace(contrary=True))
        matches = _merge(judge(law, goods, contrary, evidence, published)[0], matches)
    conflicts: list[str] = []
    if goods.entries is not None:
        matches, conflicts = _apply_own_classification(law, goods, matches, published)
    decided = bool(excluded) or any(match.entry not in law.destination_specific_entries for match in matches)
    # An oxide of titanium may contain other elements that no name states; a complete composition, or an entry, still decides it.
    name_counts = not identity.form.contradicts_name or decided or goods.composition.complete
    name_counts = name_counts and not (_lacks_named_elements(goods) or holds_further_elements(law, goods))
    known_as = goods.interpreted.recognised_by if name_counts else frozenset[str]()
    of_goods = [match for match in matches if not is_of_part_only(law, goods, identity, match)]
    technology = _is_technology(law, goods, matches)
    recognised = recognising_jurisdictions(law, goods, known_as, matches, of_goods)
    return Classification(
        recognised=recognised,
        understood=jurisdictions_with_a_clue(law, goods, known_as, of_goods, name_counts=name_counts),
        named=frozenset({goods.interpreted.material} if goods.interpreted.material else ()),
        may_be=evidence.materials,
        matches=tuple(sorted(matches)),
        excluded=tuple(excluded),
        conflicts=tuple(conflicts),
        contradicted=_has_wrong_code(law, goods, matches, published, home_recognises=law.home.id in recognised),
        listed=frozenset(match.entry for match in matches if match.truth is YES)
        - law.destination_specific_entries.keys(),
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
    return not home_recognises and is_free_heading(law, goods, published)


def _are_things(goods: Goods) -> bool:
    """Return whether goods have forms of things, or only an option states software or technology, and the words name things."""
    wording = goods.interpreted
    return goods.forms.isdisjoint(INTANGIBLE) or not (
        wording.technology
        or wording.facts.in_support
        or wording.facts.may_support
        or INTANGIBLE.intersection(wording.facts.forms)
    )


def _lacks_named_elements(goods: Goods) -> bool:
    """Return whether the complete composition of goods has not every element of their name: one of them is wrong."""
    return goods.composition.complete and not goods.interpreted.content.elements <= goods.composition.present


def _has_dual_use(law: Register, matches: Iterable[Match]) -> bool:
    return any(law.is_dual_use(match.entry) for match in matches)


def _merge(further: Iterable[Match], first: Iterable[Match]) -> list[Match]:
    """Merge two lists of matches; for an entry in both, the match in `first` counts."""
    return list({match.entry: match for match in (*further, *first)}.values())


def _apply_own_classification(
    law: Register, goods: Goods, matches: list[Match], published: PublishedBy
) -> tuple[list[Match], list[str]]:
    """Return the entries of the caller's classification, and the entries that it omits although they are sure: the stricter counts.

    If the words alone are surely an entry that it omits, and a stated form contradicts them, what is possible stays so:
    gallium, software. An entry under a code above entries is more precise, and omits nothing: 1C108 and --entry 1C108.a.
    """
    own = goods.entries or frozenset()
    doubtful = any(_omits(own, entry) for entry in _sure_without_form(law, goods, published))
    omitted = [item for item in matches if (item.truth is YES or doubtful) and _omits(own, item.entry)]
    stated = [Match(code, YES, "entry") for code in own]
    return sorted([*stated, *omitted]), [item.entry for item in omitted]


def _omits(own: frozenset[str], entry: str) -> bool:
    """Return whether a caller's own classification has neither an entry, nor a code above or under it."""
    return not any(covers(code, entry) or covers(entry, code) for code in own)


def _sure_without_form(law: Register, goods: Goods, published: PublishedBy) -> list[str]:
    """Return the entries that goods surely match without the forms that only an option states."""
    forms = goods.forms.intersection(goods.interpreted.facts.forms)
    if forms == goods.forms:
        return []
    as_named = goods._replace(forms=forms, entries=None)
    return [match.entry for match in classify_evidence(law, as_named, published).matches if match.truth is YES]


def _is_technology(law: Register, goods: Goods, matches: Iterable[Match]) -> bool:
    """Return whether goods are technology: stated, named so, or of an entry for technology only, surely or by its code."""
    if "technology" in goods.forms or goods.interpreted.technology:
        return True
    return any(
        (match.truth is YES or match.basis == "code")
        and all(law.entries[code].forms == ("technology",) for code in law.entries_at(match.entry))
        for match in matches
    )


def covered(code: str, entry: str) -> Truth:
    """Return whether a control code covers a match: one on the code or below it, possibly one above it."""
    if covers(code, entry):
        return YES
    return unknown("description") if covers(entry, code) else NO

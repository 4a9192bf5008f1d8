"""Selects the steps of a verdict: by the lists that matched, the decision, the destination, the day, the parties and the goods."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.screening import screening
from exportctl.law.lists import family_of
from exportctl.law.words import covers
from exportctl.procedure.stated_figures import stated_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.engine.assessment import Assessment
    from exportctl.engine.findings import Finding
    from exportctl.law.procedure import Authority, Case, Channel, ListName, Paper, Requirement
    from exportctl.law.register import Register
    from exportctl.procedure.stated_figures import StatedFigure

COMPLETE_FROM: Final = date(2024, 12, 1)
"""The first day of the Regulations on dual-use items; the data does not hold the procedure of the regulations before them."""
_WATCH_LIST: Final = "watch_list"
_CONTROLLED_CHEMICALS: Final = "4"
"""The third character of the control code of a controlled chemical (MOFCOM's answers of 2025-03-11, question 5)."""
_LISTS: Final[Mapping[str, ListName]] = {
    "nuclear": "nuclear",
    "military": "military",
    "precursors": "precursors",
    "technologies": "technologies",
    "north-korea": "embargo",
}
"""The lists of goods beside that of dual-use items, by their ids in the data."""


class Step(NamedTuple):
    """A step to take, the authority and the channel it goes through, and the figures that its documents must state."""

    requirement: Requirement
    authority: Authority | None
    channel: Channel | None
    figures: tuple[StatedFigure, ...] = ()

    def figures_of(self, paper: Paper) -> tuple[StatedFigure, ...]:
        """Return the figures that a document of the step must state."""
        return self.figures if paper.figures == "yes" else ()


class _Export(NamedTuple):
    """What the steps depend on. An export from abroad that no Chinese provision reaches has no list, and so no step."""

    answer: Assessment
    entries: tuple[str, ...]
    lists: frozenset[ListName]
    acts: frozenset[str]
    party_lists: frozenset[str]
    is_unsettled: bool
    is_from_home: bool

    @property
    def exporter(self) -> str:
        """Whom the export binds: exporters at home or abroad."""
        return "exporters-at-home" if self.is_from_home else "exporters-abroad"


def steps_of(answer: Assessment) -> tuple[Step, ...]:
    """Return the steps that follow from an answer under the reading that was asked for, in the order of the stages."""
    export, law = _export(answer), answer.law
    named = (*stated_figures(law, export.entries, answer.facts.goods),)
    return tuple(
        Step(
            item,
            law.authorities[item.authority] if item.authority else None,
            law.channels[item.channel] if item.channel else None,
            named if any(paper.figures == "yes" for paper in item.documents) else (),
        )
        for item in law.requirements.values()
        if export.lists.intersection(item.lists)
        and answer.decision in item.effects
        and item.binds in (None, export.exporter)
        and item.is_in_force(answer.on, answer.known_on)
        and _concerns(item.when, export)
    )


def _export(answer: Assessment) -> _Export:
    """Return what an answer says of the export. A decision rests on what applies, an undecided one on what may apply."""
    law = answer.law
    open_ = answer.decision == "undecided"
    home = [
        item for item in answer.findings if item.binds and item.jurisdiction == law.home.id and item.applies != "no"
    ]
    deciding = [item for item in home if open_ or item.applies == "yes"]
    is_from_home = answer.situation.from_ in law.home.territory
    concerned = is_from_home or bool(home)
    matches = [item.entry for item in answer.classification.matches if concerned and (open_ or item.truth.value)]
    codes = dict.fromkeys([*(item.entry for item in deciding if item.entry), *matches])
    entries = tuple(code for code in codes if law.list_of(code) == law.home.id)
    party_lists = frozenset(_party_lists(answer))
    return _Export(
        answer,
        entries,
        frozenset(_lists(answer, deciding, entries, party_lists)) if concerned else frozenset(),
        frozenset(item.act for item in home),
        party_lists,
        not answer.settled and any(item.status == "unsettled" for item in answer.findings),
        is_from_home,
    )


def _lists(
    answer: Assessment, deciding: Iterable[Finding], entries: Iterable[str], party_lists: frozenset[str]
) -> Iterator[ListName]:
    """Yield the lists whose procedure the export follows; goods that no list names follow that of dual-use items."""
    law = answer.law
    if party_lists:
        yield "parties"
    if answer.decision in ("no_control_found", "undecided"):
        yield "dual-use"
    if answer.decision == "no_control_found":
        if "technology" in answer.facts.goods.forms:
            yield "technologies"
        return
    for code in entries:
        yield from _lists_of_entry(law, code)
    if any(item.entry is None for item in deciding):
        yield "dual-use"


def _lists_of_entry(law: Register, code: str) -> Iterator[ListName]:
    """Yield the lists of an entry. Precursors that are controlled for some destinations have rules of their own."""
    other = law.other_lists.get(family_of(code))
    if other is None:
        is_chemical = code[2:3] == _CONTROLLED_CHEMICALS
        yield "chemicals" if is_chemical else "dual-use"
    elif other == "precursors" and code in law.destination_specific_entries:
        yield "precursors-countries"
    elif other in _LISTS:
        yield _LISTS[other]


def _party_lists(answer: Assessment) -> Iterator[str]:
    """Yield the lists on which a party to the transaction surely is, under the reading that was asked for."""
    for party in answer.facts.parties:
        for item in screening(answer.known, party.hits, answer.on).matches:
            if item.hit.certain and not item.hit.is_related and answer.assume in item.active:
                yield item.hit.listing.list


def _concerns(case: Case, export: _Export) -> bool:
    """Tell whether a requirement concerns the export; a fact that is missing meets no condition."""
    facts, law = export.answer.facts, export.answer.law
    tests = (
        case.to is None or facts.to in case.to,
        case.acts is None or not export.acts.isdisjoint(case.acts),
        case.party_list is None or not export.party_lists.isdisjoint(case.party_list),
        case.watch_list is None or (case.watch_list == "yes") == (_WATCH_LIST in export.party_lists),
        case.end_use is None or facts.end_use in case.end_use,
        case.unsettled is None or (case.unsettled == "yes") == export.is_unsettled,
        case.goods is None or any(covers(code, entry) for code in _codes(law, case.goods) for entry in export.entries),
    )
    return all(tests)


def _codes(law: Register, terms: Iterable[str]) -> Iterator[str]:
    """Yield the list codes that terms stand for: a group stands for its entries."""
    for term in terms:
        yield from law.groups[term].entries if term in law.groups else (term,)

"""Select the steps of a verdict: by the matching lists, the decision, the destination, the day, the parties and the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.inquiry.figures import StatedFigure, stated_figures
from exportctl.law.lists import codes_of_rule, family_of
from exportctl.law.procedure import Authority, Channel, ExportCase, Paper, Period, ProcedureList, Requirement, own_lists
from exportctl.law.scale import LICENSABLE, Decision
from exportctl.law.status import binds
from exportctl.law.words import covers
from exportctl.procedure.working_days import last_working_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from exportctl.engine.assessment import Assessment
    from exportctl.engine.findings import Finding, SuspensionPeriod
    from exportctl.law.register import Register

_FIRST: Final = 3
"""The number of steps that are named as the first ones."""
_LISTS: Final[Mapping[str, ProcedureList]] = {
    "nuclear": "nuclear",
    "military": "military",
    "precursors": "precursors",
    "technologies": "technologies",
    "north-korea": "embargo",
}
"""The lists of goods other than that of dual-use items, by their ids in the data."""


class Step(NamedTuple):
    """A step to take, its authority and channel, and the figures that its documents must state.

    `accepted_on` is the day on which MOFCOM accepts the application, if the caller stated it and the period of the step
    starts on it; `ends_on` is then the last day of that period, if China's working days are published that far. A step that
    only provisions with an unconfirmed status require `waits_for` the end of their suspensions.
    """

    requirement: Requirement
    authority: Authority | None
    channel: Channel | None
    figures: tuple[StatedFigure, ...] = ()
    accepted_on: date | None = None
    ends_on: date | None = None
    waits_for: tuple[tuple[str, SuspensionPeriod], ...] = ()

    def figures_of(self, paper: Paper) -> tuple[StatedFigure, ...]:
        """Return the figures that a document of the step must state."""
        return self.figures if paper.figures == "yes" else ()


class Export(NamedTuple):
    """The properties of an export on which steps depend. An export from abroad that no Chinese provision reaches has no steps.

    `acts` are those that apply or may apply; `under` are those that decide, with the laws on which they rest;
    `may_prohibit` are those whose prohibition may apply.
    """

    decision: Decision
    on: date
    lists: frozenset[ProcedureList]
    entries: tuple[str, ...] = ()
    acts: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    may_prohibit: frozenset[str] = frozenset()
    party_lists: frozenset[str] = frozenset()
    to: str | None = None
    end_use: str | None = None
    known_on: date | None = None
    is_unsettled: bool = False
    is_from_home: bool = True

    @property
    def exporter(self) -> str:
        """The exporter whom the provisions bind: at home or abroad."""
        return "exporters-at-home" if self.is_from_home else "exporters-abroad"


def steps_of(answer: Assessment, accepted_on: date | None = None) -> tuple[Step, ...]:
    """Return the steps under the requested reading; if the day of acceptance is stated, the period of the decision has a last day."""
    export, law = _export(answer), answer.law
    named = (*stated_figures(law, export.entries, answer.facts.goods),)
    return tuple(
        Step(
            item,
            law.procedure.authorities[item.authority] if item.authority else None,
            law.procedure.channels[item.channel] if item.channel else None,
            named if any(paper.figures == "yes" for paper in item.documents) else (),
            *_days_of(item.period, accepted_on),
            waits_for=tuple(_unconfirmed_suspensions(answer, item)),
        )
        for item in requirements_of(law, export)
        if is_due(answer, item)
    )


def is_due(answer: Assessment, item: Requirement) -> bool:
    """Return whether a requirement is in force on the day of an answer: under its reading, some provision of it is, if it has any."""
    spans = [answer.known.span_on(name, answer.on) for name in item.provisions]
    is_binding = not spans or any(span is not None and binds(span, answer.assume) for span in spans)
    return is_binding and item.is_in_force(answer.on, answer.known_on)


def _unconfirmed_suspensions(answer: Assessment, item: Requirement) -> Iterator[tuple[str, SuspensionPeriod]]:
    """Yield the suspensions that may have been extended, if all provisions that require a step have one."""
    binding = {finding.provision: finding for finding in answer.findings if finding.binds and finding.applies != "no"}
    unsettled = {name for name, finding in binding.items() if finding.status == "unsettled"}
    if waits_for_extension(answer.law, item, binding, unsettled):
        for name, finding in binding.items():
            if (pause := finding.suspension) and answer.law.act_of(name).id in (item.when.acts or ()):
                yield name, pause


def waits_for_extension(
    law: Register, item: Requirement, provisions: Iterable[str], unconfirmed: Collection[str]
) -> bool:
    """Return whether a requirement concerns some acts, and the status of all their provisions of the answer is `unconfirmed`."""
    acts = item.when.acts or ()
    requiring = [name for name in provisions if law.act_of(name).id in acts]
    return bool(requiring) and all(name in unconfirmed for name in requiring)


def _days_of(period: Period | None, accepted_on: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period of working days; None if they are unknown."""
    if accepted_on is None or period is None or (period.runs_from, period.unit) != ("acceptance", "working days"):
        return None, None
    return accepted_on, last_working_day(accepted_on, period.value)


def requirements_of(law: Register, export: Export) -> Iterator[Requirement]:
    """Yield the duties and options of an exporter for an export, in the order of the stages.

    Several acts may require the same, in as many words or in fewer: that is one step, from the first of them.
    """
    texts: list[str] = []
    for item in law.procedure.requirements.values():
        if (
            export.lists.intersection(item.lists)
            and export.decision in item.effects
            and item.binds in (None, export.exporter)
            and item.is_in_force(export.on, export.known_on)
            and _concerns(item.when, export, law)
            and not any(_concerns(case, export, law) for case in item.unless)
            and not any(text.startswith(item.text.en) for text in texts)
        ):
            texts.append(item.text.en)
            yield item


def first_requirements(items: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Return the first requirements: those with a short text and without a further condition, up to one that stops the export."""
    first: list[Requirement] = []
    for item in items:
        if _is_brief(item):
            first.append(item)
            if len(first) == _FIRST or (item.stage == "stop" and LICENSABLE.isdisjoint(item.effects)):
                break
    return tuple(first)


def places_of_first_steps(law: Register) -> frozenset[str]:
    """Return the destinations on which some first step depends: goods that stay in the home jurisdiction need none."""
    cases = (
        case for item in law.procedure.requirements.values() if _is_brief(item) for case in (item.when, *item.unless)
    )
    return frozenset(place for case in cases for place in case.to or ()) | {law.home.id}


def acts_of_steps(law: Register) -> frozenset[str]:
    """Return the acts, and the laws on which acts rest, on which some step depends."""
    cases = (case for item in law.procedure.requirements.values() for case in (item.when, *item.unless))
    return frozenset(act for case in cases for act in (*(case.acts or ()), *(case.under or ())))


def _is_brief(item: Requirement) -> bool:
    """Return whether a requirement has a short text, and no further condition."""
    return bool(item.brief and not item.condition)


def lists_of_provisions(
    law: Register, provisions: Iterable[str], entries: Collection[str] | None = None
) -> Iterator[ProcedureList]:
    """Yield the lists whose procedure the provisions follow: their own, those of their codes, or of the `entries` under these codes."""
    own = own_lists(law.procedure.lists.values())
    for provision in provisions:
        if provision in own:
            yield own[provision]
            continue
        named = (code for rule in law.rules.get(provision, ()) for code in codes_of_rule(rule, law.groups))
        codes = [*(code for code in named if code not in law.materials), *law.listings.get(provision, ())]
        if not codes:
            yield _list_of_act(law, provision)
        elif entries is None:
            yield from _lists_of_entries(law, codes)
        else:
            yield from _lists_of_entries(law, (code for code in entries if any(covers(term, code) for term in codes)))


def under_provisions(law: Register, provisions: Iterable[str]) -> frozenset[str]:
    """Return the acts of the provisions, with the laws on which they rest."""
    acts = [law.act_of(provision) for provision in provisions]
    return frozenset(id_ for act in acts for id_ in (act.id, *act.basis))


def _export(answer: Assessment) -> Export:
    """Return the properties of the export: from the findings that apply, or, if it is undecided, from those that may apply."""
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
    return Export(
        decision=answer.decision,
        on=answer.on,
        lists=frozenset(_lists(answer, deciding, entries, party_lists)) if concerned else frozenset(),
        entries=entries,
        acts=frozenset(item.act for item in home),
        under=under_provisions(law, [item.provision for item in deciding if open_ or item.effect == answer.decision]),
        may_prohibit=frozenset(item.act for item in home if (item.applies, item.effect) == ("unknown", "prohibited")),
        party_lists=party_lists,
        to=answer.facts.to,
        end_use=answer.facts.end_use,
        known_on=answer.known_on,
        is_unsettled=not answer.settled and any(item.status == "unsettled" for item in answer.findings),
        is_from_home=is_from_home,
    )


def _lists(
    answer: Assessment, deciding: Collection[Finding], entries: Iterable[str], party_lists: frozenset[str]
) -> Iterator[ProcedureList]:
    """Yield the lists whose procedure the export follows; goods on no list follow that of dual-use items.

    An entry whose control does not apply on this route, as that of a precursor for some destinations only, adds none.
    """
    if party_lists:
        yield "parties"
    if answer.decision == "no_control_found" or (answer.decision == "undecided" and not _is_only_unread(answer)):
        yield "dual-use"
    if answer.decision == "no_control_found":
        if "technology" in answer.facts.goods.forms:
            yield "technologies"
        return
    own = own_lists(answer.law.procedure.lists.values())
    decisive = [item.provision for item in deciding if item.effect == answer.decision]
    if decisive and own.keys() >= {*decisive}:
        yield from (own[provision] for provision in decisive)
        return
    controlled = {item.entry for item in deciding if item.entry}
    yield from _lists_of_entries(answer.law, (code for code in entries if code in controlled))
    yield from (_list_of_act(answer.law, item.provision) for item in deciding if item.entry is None)


def _is_only_unread(answer: Assessment) -> bool:
    """Return whether recognised goods of no entry stay open only because a list of other goods was not read."""
    is_identified = answer.recognised and not (answer.classification.matches or answer.questions)
    return is_identified and answer.may_be_on_unread_list


def _list_of_act(law: Register, provision: str) -> ProcedureList:
    """Return the list whose procedure a provision follows that names no entry of a list.

    Acts under the laws of no list ban exports themselves: those to the parties that they name, or those of some goods.
    """
    laws = under_provisions(law, [provision])
    for item in law.procedure.lists.values():
        if not laws.isdisjoint(item.laws):
            return item.id
    return "parties" if any(rule.when.party for rule in law.rules.get(provision, ())) else "embargo"


def _lists_of_entries(law: Register, entries: Iterable[str]) -> Iterator[ProcedureList]:
    """Yield the list of each entry. Precursors that are controlled for some destinations have rules of their own."""
    by_third_place: dict[str | None, ProcedureList] = {
        item.third_place: item.id for item in law.procedure.lists.values()
    }
    for code in entries:
        other = law.other_lists.get(family_of(code))
        if other is None:
            yield by_third_place.get(code[2:3], "dual-use")
        elif other == "precursors" and code in law.destination_specific_entries:
            yield "precursors-countries"
        elif other in _LISTS:
            yield _LISTS[other]


def _party_lists(answer: Assessment) -> Iterator[str]:
    """Yield the lists on which a party to the transaction surely is, under the requested reading."""
    for _, matches in answer.party_matches:
        for item in matches:
            if item.hit.certain and not item.hit.is_related and answer.assume in item.active:
                yield item.hit.listing.list


def _concerns(case: ExportCase, export: Export, law: Register) -> bool:
    """Return whether the export is one of a case; a missing fact meets no condition."""
    tests = (
        case.to is None or export.to in case.to,
        case.acts is None or not export.acts.isdisjoint(case.acts),
        case.under is None or not export.under.isdisjoint(case.under),
        case.may_prohibit is None or not export.may_prohibit.isdisjoint(case.may_prohibit),
        case.party_list is None or not export.party_lists.isdisjoint(case.party_list),
        case.end_use is None or export.end_use in case.end_use,
        case.unsettled is None or (case.unsettled == "yes") == export.is_unsettled,
        case.goods is None or any(covers(code, entry) for code in _codes(law, case.goods) for entry in export.entries),
    )
    return all(tests)


def _codes(law: Register, terms: Iterable[str]) -> Iterator[str]:
    """Yield the control codes of terms: a group means its entries."""
    for term in terms:
        yield from law.groups[term].entries if term in law.groups else (term,)

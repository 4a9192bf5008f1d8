"""What a screening of names means for exports to a party, and what to do next, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES, PROHIBITED_TO_PARTY_BY
from exportctl.engine.screening import Screening, acts_not_in_force, is_about_dual_use, is_of_listed_group
from exportctl.facts.parties import companies_of
from exportctl.inquiry.phrases import (
    ANOTHER_COMPANY,
    COMPANY_OF_GROUP,
    UNTIL_CONFIRMED,
    caution_on_last_day,
    comparison_of_names,
)
from exportctl.law.citations import act_citation
from exportctl.law.scale import LICENSABLE, READINGS, STRICTNESS, Assume, Decision
from exportctl.reports.extensions import announcements, both_outcomes, if_extended, question_of
from exportctl.sentences import Sentence, both, paragraph, translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.reports.party_screening import PartyScreening

_NO_LICENCE: Final = Sentence("Dual-use items to a listed party need a licence even if no measure is in force.")


def hits(result: PartyScreening) -> list[tuple[str, Screening]]:
    """Return the names that listings match, or whose day lies before the data begins, the strictest first."""
    listed = [(name, item) for name, item in result.by_name if item.matches or not item.covered]
    return sorted(listed, key=lambda pair: (-STRICTNESS[pair[1].effect(result.assume)], -STRICTNESS[pair[1].strictest]))


def is_too_old(result: PartyScreening, item: Screening) -> bool:
    """Return whether the law data is too old to clear a name that no listing decides."""
    return result.policy.is_stale(result.law, result.on) and item.is_without_sure_effect(result.assume)


def meaning_unless_extended(result: PartyScreening, item: Screening, decision: Decision) -> str:
    """Return the meaning of a decision that depends on an extension of a suspension, with the decision under the other reading."""
    law, ended = result.law, item.unconfirmed_suspensions
    outcomes = {reading: result.policy.apply(item.decision(reading), law, result.on) for reading in READINGS}
    decisions = both_outcomes(law, result.assume, outcomes, meaning(result, item, decision), ended)
    return paragraph([decisions, *announcements(law, result.on, ended, result.known_on)])


def meaning(result: PartyScreening, item: Screening, decision: Decision) -> str:
    """Return what a decision means for exports to the party, or why no measure follows from its listings."""
    if decision == "undecided":
        return Sentence("A listed party may have this name.")
    if decision == "no_control_found":
        return _no_measure(result, item)
    acts = _deciding_acts(item, decision, result.assume)
    if all(is_about_dual_use(result.law, act) for act in acts):
        words = APPEARANCES[decision].of_listing
    else:
        words = PROHIBITED_TO_PARTY_BY if decision == "prohibited" else None
    if words is None:
        return Sentence(APPEARANCES[decision].meaning, who=Sentence("the licensing authority"))
    return Sentence(words, controls=both(act_citation(result.law, act) for act in acts))


def _no_measure(result: PartyScreening, item: Screening) -> str:
    """Return why no measure follows from the listings of a name."""
    if all(match.hit.is_related for match in item.matches):
        return _listed_group(len(companies_of(match.hit for match in item.matches)), len(item.matches))
    if is_listed_without_measure(result, item):
        return Sentence("The party is listed, but the law data holds no measure against exports to it on this day.")
    if acts_not_in_force(result.law, item, result.assume):
        return Sentence(
            "No measure against this party is in force on this day. Dual-use items to it still need a licence."
        )
    return Sentence("No listing of this name is in force on this day.")


def _listed_group(companies: int, listings: int) -> str:
    """Return that other companies of a group are listed, with the number of their listings if some have several."""
    if companies > 1:
        words = translatable("This name is not listed, but {count} other companies of its group are.")
        if listings > companies:
            words = translatable(
                "This name is not listed, but {count} other companies of its group are, in {listings} listings."
            )
        return Sentence(words, count=companies, listings=listings)
    if listings > companies:
        return Sentence(
            "This name is not listed, but another company of its group is, in {listings} listings.", listings=listings
        )
    return Sentence("This name is not listed, but another company of its group is.")


def is_listed_without_measure(result: PartyScreening, item: Screening) -> bool:
    """Return whether a name without an effect is on a list on the day, whose act prohibits no exports to it."""
    is_listed = any(result.assume in match.active and not match.hit.is_related for match in item.matches)
    return is_listed and item.is_without_sure_effect(result.assume)


def next_steps(result: PartyScreening) -> Iterator[str]:
    """Yield what to do: stop, ask about an extension, update the law data, compare a similar name, and check the goods.

    For several names, it leaves out the routes that stay open to some of them.
    """
    if not result.names:
        yield Sentence("State names, or a file of names: exportctl party --help.")
        return
    listed = [item for _, item in hits(result)]
    sure = {item.decision(result.assume) for item in _settled(result)}
    if "prohibited" in sure:
        yield _prohibition(result)
    yield from _suspensions(result, listed)
    if any(is_too_old(result, item) for item in result.screenings):
        yield Sentence("Update the law data and ask again; exportctl data status shows how.")
    if not ("prohibited" in sure or LICENSABLE.isdisjoint(sure)):
        yield Sentence("Apply for a licence with proof of end user and end use, and check the goods.")
    in_full = len(result.names) == 1 or result.everything
    if in_full:
        yield from _routes(result)
    yield from _comparison(result, listed)
    if any(acts_not_in_force(result.law, item, result.assume) for item in listed):
        yield _NO_LICENCE
    if {item.decision(result.assume) for item in listed} <= {"no_control_found", "undecided"}:
        yield Sentence("Check the goods as well: exportctl check.")


def _suspensions(result: PartyScreening, listed: list[Screening]) -> Iterator[str]:
    """Yield what to do where a suspension may not include its last day, this one, or may have been extended."""
    if ending := result.ending_suspensions:
        yield caution_on_last_day(result.law, [provision for provision, _ in ending], result.on)
    for item in listed:
        if item.depends_on_extension and result.assume != "extended" and not is_too_old(result, item):
            yield _extension(result, item)


def _comparison(result: PartyScreening, listed: list[Screening]) -> Iterator[str]:
    """Yield what settles which party it is: an act to read, a name to compare or to spell, a company of a group to name."""
    hits = [match.hit for item in listed if _is_open(item, result.assume) for match in item.matches]
    similar = [*dict.fromkeys(hit.name for hit in hits if hit.similar)]
    if any(hit.is_unread for hit in hits):
        yield Sentence("Read the act to find its measures, or ask the authority that published it.")
    if similar and len(result.names) > 1:
        yield from comparison_of_names(similar)
    elif similar:
        yield Sentence("Compare the name with the listing.")
        yield ANOTHER_COMPANY
    elif result.near and not listed:
        yield Sentence("Check the spelling: a listed name is nearly the same.")
    if any(is_of_listed_group(item.matches, result.assume) for item in listed):
        yield COMPANY_OF_GROUP


def _settled(result: PartyScreening) -> list[Screening]:
    return [item for item in result.screenings if not item.depends_on_extension]


def _prohibition(result: PartyScreening) -> str:
    """Return that exports to the party, or those of dual-use items, must stop."""
    acts = [act for item in _settled(result) for act in _deciding_acts(item, "prohibited", result.assume)]
    if len(result.names) == 1 and all(is_about_dual_use(result.law, act) for act in acts):
        return Sentence("Do not export dual-use items to this party. Check that it is the listed party.")
    return Sentence("Do not export to a prohibited party. Check that it is the listed party.")


def _extension(result: PartyScreening, item: Screening) -> str:
    """Return the question whether a suspension was extended, and what to do until the answer is known."""
    ended = item.unconfirmed_suspensions
    again = Sentence("{if_so}, ask again (--assume extended).", if_so=if_extended(ended))
    return paragraph([question_of(result.law, ended), again, UNTIL_CONFIRMED])


def _routes(result: PartyScreening) -> Iterator[str]:
    """Yield what the list itself leaves open: a special case, or one route; nothing if another list has the party, too."""
    sure = [match for item in _settled(result) for match in item.matches if match.hit.certain]
    lists = {item.hit.listing.list for item in sure if result.assume in item.active and not item.hit.is_related}
    for step in result.law.procedure.requirements.values() if lists else ():
        if step.is_route_to_listed_party and lists.issubset(step.when.party_list or ()):
            yield step.in_short


def _deciding_acts(item: Screening, decision: Decision, assume: Assume) -> list[str]:
    """Return the acts that surely lead to a decision about the party: those in force, or else those that are under a reading."""
    sure = [match for match in item.matches if match.hit.certain and match.effect == decision]
    deciding = [match for match in sure if match.status == "in_force"] or [
        match for match in sure if assume in match.active
    ]
    return [*dict.fromkeys(match.hit.listing.act for match in deciding)]


def _is_open(item: Screening, assume: Assume) -> bool:
    """Return whether only a similar or shorter name decides."""
    is_open = not item.depends_on_extension and item.is_without_sure_effect(assume)
    return is_open and item.strictest != "no_control_found"

"""Warnings about parties and owners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.effects import STATUSES
from exportctl.engine.ownership import direct_chains, sure_share
from exportctl.engine.screening import is_about_dual_use, is_of_listed_group, screening
from exportctl.engine.warnings.warning import (
    LISTED_IMPORT,
    NOT_THE_SAME,
    OWNER_LISTED,
    PARTY_NEAR,
    VerdictWarning,
    cite_acts,
)
from exportctl.facts.parties import THRESHOLD, Hit, near_name, reasons_of
from exportctl.law.citations import act_citation
from exportctl.law.scale import EFFECTS
from exportctl.sentences import Sentence, and_more, both, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from exportctl.engine.assessment import Assessment

_OWNERS: Final = 3
"""The number of owners that a warning names; the rest is counted."""
_SOLE_OWNER: Final = translatable(
    "{owners} owns {share:f} % of the end user. Most acts do not state what this means. Ask MOFCOM before you export."
)
_OWNERS_TOGETHER: Final = translatable(
    "{owners} together own {share:f} % of the end user. Most acts do not state what this means. Ask MOFCOM before you export."
)
_DOUBTS: Final = (
    ("party_similar", "similar", Sentence("check whether it is the same party")),
    ("party_unseen", "unseen", Sentence("read the act to find its measures")),
    ("party_related", "related", Sentence("this alone does not put it on a list; check its owners")),
)
"""The warnings about names that may be listed: the code, the reason for the doubt, and the next step."""


def party_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about names of parties and owners: possibly listed, recorded as another party, or not stated."""
    facts = assessment.facts
    if not facts.parties:
        yield VerdictWarning(
            "no_party_screened",
            Sentence(
                "no party was named, so none was screened against the control list, the watch list or other lists "
                "of parties; name the parties with --party"
            ),
        )
    yield from _other_dealings_with_listed_parties(assessment)
    for party in facts.parties:
        doubtful: dict[str, list[Hit]] = {}
        for hit in _hits_by_day(assessment, party.hits):
            if not hit.certain:
                way = "related" if hit.is_related else "similar" if hit.similar else "unseen"
                doubtful.setdefault(way, []).append(hit)
        yield from (
            VerdictWarning(NOT_THE_SAME, item.why) for item in party.answered if _hits_by_day(assessment, [item.hit])
        )
        for code, way, then in _DOUBTS:
            if hits := doubtful.get(way):
                yield VerdictWarning(
                    code, Sentence("'{party}' {why}; {then}", party=party.name, why=both(reasons_of(hits)), then=then)
                )
        for hit in _hits_by_day(assessment, party.near)[:1]:
            yield near_name_warning(party.name, hit, THRESHOLD)
    owners = facts.chains.answered if facts.chains else [item for owner in facts.owners for item in owner.answered]
    yield from (VerdictWarning(NOT_THE_SAME, item.why) for item in owners if _hits_by_day(assessment, [item.hit]))
    if listed := _listed_owners(assessment):
        named = both(_owner(assessment, hits) for hits in listed.hits[:_OWNERS])
        who = and_more(named, len(listed.hits) - _OWNERS)
        who_owns = _SOLE_OWNER if len(listed.hits) == 1 else _OWNERS_TOGETHER
        yield VerdictWarning(OWNER_LISTED, Sentence(who_owns, owners=who, share=listed.share.normalize()))


class _ListedOwners(NamedTuple):
    """The hits of each owner that is or may be on a list, and the share of the end user that they hold together, in percent."""

    hits: list[tuple[Hit, ...]]
    share: Decimal


def has_listed_group(assessment: Assessment) -> bool:
    """Return whether a party is on no list itself, but another company of its group is, so that the name leaves the party open."""
    # Few names are those of a related company, and screening the hits of the others takes longer than this test.
    has_related = any(hit.is_related for party in assessment.facts.parties for hit in party.hits)
    return has_related and any(
        is_of_listed_group(matches, assessment.assume) for _, matches in assessment.party_matches
    )


def has_listed_owners(assessment: Assessment) -> bool:
    """Return whether owners on a list hold a share of the end user to which an act gives an effect, or more."""
    return _listed_owners(assessment) is not None


def _listed_owners(assessment: Assessment) -> _ListedOwners | None:
    """Return the owners on a list; None if they hold less than the least share to which an act gives an effect.

    Most other acts do not state the effect of ownership.
    """
    facts = assessment.facts
    if not facts.owners:
        return None
    chains = facts.chains or direct_chains(facts.owners)
    listed = {owner: hits for owner, hits in chains.hits.items() if _hits_by_day(assessment, hits)}
    share = sure_share(chains, listed)
    is_large = any(share >= bound for bound in assessment.law_index.owner_bounds.values)
    return _ListedOwners([*listed.values()], share) if is_large else None


def near_name_warning(party: str, hit: Hit, threshold: int) -> VerdictWarning:
    """Return the warning that a name on no list resembles a listed one too little to count."""
    near = near_name(hit, threshold)
    text = Sentence(
        "'{party}' is on no list; the nearest listed name is {near}; check the spelling", party=party, near=near
    )
    return VerdictWarning(PARTY_NEAR, text)


def _other_dealings_with_listed_parties(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for a listed party to an import, or to a supply to a foreign person at home: its act may prohibit that, too.

    Acts that are only about dual-use items do not.
    """
    law, situation = assessment.law, assessment.situation
    is_import = situation.from_ not in law.home.territory
    if situation.to not in law.home.territory or not (is_import or situation.supplied_to == "foreign"):
        return
    for party, matches in assessment.party_matches:
        acts = [
            item.hit.listing.act
            for item in matches
            if item.hit.certain
            and item.active
            and item.effect != EFFECTS[0]
            and not is_about_dual_use(law, item.hit.listing.act)
        ]
        if acts:
            text = Sentence(
                "'{party}' is designated by {acts}, which may also prohibit imports and other dealings; the data evaluates "
                "exports only, so read the act",
                party=party.name,
                acts=cite_acts(assessment, acts),
            )
            yield VerdictWarning(LISTED_IMPORT, text)


def _owner(assessment: Assessment, hits: Iterable[Hit]) -> str:
    """Return an owner with the act that lists it and the status of its listing, or why it may be on a list."""
    best, *_ = screening(assessment.known, hits, assessment.on).matches
    if not best.hit.certain:
        return Sentence("{name} (it {why})", name=best.hit.name, why=best.hit.why)
    return Sentence(
        "{owner} ({act}, {status})",
        owner=best.hit.name,
        act=act_citation(assessment.law, best.hit.listing.act),
        status=STATUSES[best.status],
    )


def _hits_by_day(assessment: Assessment, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits on listings that were published by the day, and by the day of knowledge."""
    return [hit for hit in hits if assessment.known.span_on(hit.listing.provision, assessment.on)]

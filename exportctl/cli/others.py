"""What a file says of names that are somebody else's is laid over the answers; who asks from Python has no such file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exportctl.cli import settings
from exportctl.errors import PlaceError

if TYPE_CHECKING:
    from exportctl.api import Law
    from exportctl.engine.screening import Screening
    from exportctl.facts.others import Answered, NotTheSame
    from exportctl.reports.results import PartyScreening
    from exportctl.reports.verdict import Verdict


def found_out(law: Law) -> tuple[NotTheSame, ...]:
    """Return the names that the file says are somebody else's; raises InputError if one is told of a party that there is not."""
    config = settings.here()
    if not config or not config.not_the_same:
        return ()
    from exportctl.store.nearest import did_you_mean

    known = {listing.id for listing in law.parties.listings}
    for item in config.not_the_same:
        if item.party not in known:
            near = did_you_mean(item.party, known)
            raise PlaceError(
                item.said_at, f"'{item.party}' is no id of a party; `exportctl list parties` prints them{near}"
            )
    return config.not_the_same


def checked(answer: Verdict, law: Law) -> Verdict:
    """Return a verdict without the similar names that are somebody else's."""
    from exportctl.facts.others import without_others
    from exportctl.reports.verdict import Verdict

    those = found_out(law) if answer.facts.parties else ()
    if not those:
        return answer
    facts = answer.facts._replace(parties=without_others(answer.facts.parties, those, answer.on))
    return Verdict._make(law.engine.evaluate(facts, answer.on, answer.known_on, answer.assume))


def screened(found: PartyScreening, law: Law) -> PartyScreening:
    """Return what names hit without the similar ones that are somebody else's."""
    from exportctl.facts.others import parted

    those = found_out(law)
    if not those:
        return found
    kept: list[Screening] = []
    answered: list[Answered] = []
    for screening in found.found:
        hits, gone = parted([match.hit for match in screening.matches], those, found.on)
        kept.append(screening._replace(matches=tuple(match for match in screening.matches if match.hit in hits)))
        answered += gone
    return replace(found, found=tuple(kept), answered=tuple(answered))


def of_rows(law: Law) -> tuple[NotTheSame, ...]:
    """Return the same for a file that is screened, and tell on stderr which of them count, and how long."""
    from exportctl.cli.session import note

    those = found_out(law)
    if those:
        places = ", ".join(f"{item.said_at} (through {item.through})" for item in those)
        note(f"similar names that are somebody else's do not count: {places}")
    return those

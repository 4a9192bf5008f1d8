"""The words for effects, statuses, missing facts, lists and days, translated into the current language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES
from exportctl.facts.transaction import option_for
from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.sentences import ENGLISH, Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.engine.findings import SuspensionPeriod
    from exportctl.law.scale import Decision, Status
    from exportctl.permits.influence import Influence

_INFLUENCES: Final = 8
NOTES: Final[Mapping[str, str]] = {
    "no_party_screened": Sentence("no party was named"),
    "party_similar": Sentence("a similar name"),
    "party_unseen": Sentence("a party whose act was not seen"),
    "party_related": Sentence("a related company"),
    "scope_unclear": Sentence("an act whose words do not settle it"),
    "transit": Sentence("goods that pass through China"),
    "supply": Sentence("what is handed to foreign persons"),
    "exemption": Sentence("an exemption that could be claimed"),
    "exemption_claimed": Sentence("an exemption that was claimed"),
    "not_evaluated": Sentence("duties not tested"),
    "description_only": Sentence("known by words of trade alone"),
    "customs_code_only": Sentence("a customs code is for reference"),
    "notice": Sentence("other regimes"),
    "coverage": Sentence("what the data does not hold"),
}
"""What each kind of note is about that an answer folds into one line; others stand whole, or in the answer itself."""
_WEEKDAYS: Final = (
    Sentence("Mon"),
    Sentence("Tue"),
    Sentence("Wed"),
    Sentence("Thu"),
    Sentence("Fri"),
    Sentence("Sat"),
    Sentence("Sun"),
)
_STATUSES: Final[Mapping[str, str]] = {
    "pending": Sentence("pending"),
    "in_force": Sentence("in force"),
    "suspended": Sentence("suspended"),
    "unsettled": Sentence("unsettled"),
    "ended": Sentence("ended"),
}
_ROLES: Final[Mapping[str, str]] = {
    "end-user": Sentence("end-user"),
    "importer": Sentence("importer"),
    "consignee": Sentence("consignee"),
    "buyer": Sentence("buyer"),
    "carrier": Sentence("carrier"),
    "agent": Sentence("agent"),
}
_FACTS: Final = {
    "description": Sentence("what exactly the goods are (--entry)"),
    "legal_scope": Sentence("whether the act means these goods, which its words do not say (--entry)"),
    "item": Sentence("which of the goods that this name may mean (name them more precisely)"),
    "unread": Sentence("a list of the act that the authors of the data have not read whole"),
    "destination_scope": Sentence("whether the act means this place, which its words do not say (--to)"),
    "criteria": Sentence(
        "a figure that was not seen, or was read in one extraction only: compare it with the list (--entry)"
    ),
}


def role(said: str) -> str:
    """Return a role of a party: a usual one translated, any other as the caller wrote it."""
    known = _ROLES.get(re.sub("[ _]", "-", said.lower()))
    return said if known is None or current_language() is ENGLISH else render(known)


def effect_name(word: Decision) -> str:
    """Return the label of a decision."""
    return render(APPEARANCES[word].label)


def meaning(word: Decision, authorities: Iterable[str] = ()) -> str:
    """Return the meaning of a decision, with the authorities that must license the export, if they are known."""
    names = list(authorities)
    if word == "license_required" and names:
        return translate("No export without a licence of {authorities}.", authorities=both(names))
    return render(APPEARANCES[word].meaning)


def status(word: Status) -> str:
    """Return a status as it is read."""
    return render(_STATUSES[word])


def missing_facts(facts: Iterable[str]) -> str:
    """Return the options that state missing facts; a fact without an option is described."""
    return render(join(_FACTS.get(fact) or option_for(fact) or fact for fact in facts))


def extension(pause: SuspensionPeriod) -> str:
    """Return what was announced about the end of a suspension."""
    if pause.announced_extension is None:
        return translate("no extension announced")
    return translate("extension to {through} announced, no act seen", through=pause.announced_extension.through)


def date_with_weekday(day: date) -> str:
    """Return a day with the day of the week."""
    return translate("{weekday} {day}", weekday=_WEEKDAYS[day.weekday()], day=day)


def with_count(what: str, count: int) -> str:
    """Return a label, with its count if that is more than one."""
    return render(what) if count == 1 else translate("{what} ({count})", what=what, count=count)


def days(count: int) -> str:
    """Return a number of days."""
    return translate("1 day") if count == 1 else translate("{count} days", count=count)


def rows(count: int) -> str:
    """Return a number of rows."""
    return translate("1 row") if count == 1 else translate("{count} rows", count=count)


def answers(kind: str, count: int) -> str:
    """Return how many rows papers of a kind answer."""
    if kind == "licence":
        return Sentence("{count} by licences", count=count)
    return Sentence("{count} by waivers", count=count) if kind == "waiver" else f"{count} {kind}"


def influences(found: Sequence[Influence]) -> str:
    """List the influences beside the law, with the number of those left off; empty if there are none."""
    if not found:
        return ""
    shown = join(item.text for item in found[:_INFLUENCES])
    if len(found) <= _INFLUENCES:
        return shown
    return Sentence("{shown} and {count} more", shown=shown, count=len(found) - _INFLUENCES)


def age(checked_through: date, today: date) -> str:
    """Return how old the data is."""
    passed = (today - checked_through).days
    if passed > 0:
        return translate("{days} ago", days=days(passed))
    return translate("today") if passed == 0 else translate("a day still to come")

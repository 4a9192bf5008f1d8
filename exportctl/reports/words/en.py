"""The English words of reports: for effects, statuses, missing facts, lists and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.facts.transaction import option_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from exportctl.engine.verdict import Pause
    from exportctl.law.scale import Decision, Status

EFFECTS: Final[Mapping[Decision, str]] = {
    "undecided": "undecided",
    "no_control_found": "no control found",
    "report": "report",
    "license_required": "licence required",
    "enhanced_review": "enhanced review",
    "presumption_of_denial": "presumption of denial",
    "prohibited": "prohibited",
}
MEANINGS: Final[Mapping[Decision, str]] = {
    "undecided": "Nothing surely controls this, but what is not known could.",
    "no_control_found": "Nothing in the data surely controls this. That is no permission: see what was not checked.",
    "report": "The export must be reported or declared.",
    "license_required": "No export without a licence{of}.",
    "enhanced_review": "No export without a licence, and the application is reviewed more strictly.",
    "presumption_of_denial": "No export without a licence, and it is refused in principle.",
    "prohibited": "No export.",
}
NOTES: Final[Mapping[str, str]] = {
    "no_party_screened": "no party was named",
    "party_similar": "a similar name",
    "party_unseen": "a party whose act was not seen",
    "party_related": "a related company",
    "scope_unclear": "an act whose words do not settle it",
    "transit": "goods that pass through China",
    "exemption": "an exemption that could be claimed",
    "exemption_claimed": "an exemption that was claimed",
    "not_evaluated": "duties not tested",
    "description_only": "known by words of trade alone",
    "customs_code_only": "a customs code is for reference",
    "notice": "other regimes",
    "coverage": "what the data does not hold",
}
"""What each kind of note is about that an answer folds into one line; others stand whole, or in the answer itself."""
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FACTS: Final = {
    "description": "what exactly the goods are (--entry)",
    "legal_scope": "whether the act means these goods, which its words do not say (--entry)",
    "criteria": "a figure of the act that nobody who wrote the data has seen (--entry)",
}


def status(word: Status) -> str:
    """Return a status as it is read."""
    return word.replace("_", " ")


def missing(facts: Iterable[str]) -> str:
    """Return the options that would state missing facts, or what is missing where no option can."""
    return ", ".join(_FACTS.get(fact) or option_for(fact) or fact for fact in facts)


def extension(pause: Pause) -> str:
    """Return what was announced about the end of a suspension."""
    if pause.announced_extension is None:
        return "no extension announced"
    return f"extension to {pause.announced_extension.through} announced, no act seen"


def dated(day: date) -> str:
    """Return a day with the day of the week."""
    return f"{_WEEKDAYS[day.weekday()]} {day}"


def counted(what: str, count: int) -> str:
    """Return what there is, and how often, if more than once."""
    return what if count == 1 else f"{what} ({count})"


def days(count: int) -> str:
    """Return a number of days."""
    return f"{count} day{'' if count == 1 else 's'}"


def age(checked_through: date, today: date) -> str:
    """Return how old the data is."""
    passed = (today - checked_through).days
    return f"{days(passed)} ago" if passed > 0 else "today" if passed == 0 else "a day still to come"

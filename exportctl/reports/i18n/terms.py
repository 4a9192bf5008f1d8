"""The words for effects, statuses, missing facts, lists and days, translated into the current language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES, STATUSES
from exportctl.facts.transaction import option_for
from exportctl.inquiry.figures import option_in_words
from exportctl.inquiry.phrases import status_of_measure
from exportctl.law.citations import act_citation, citation
from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.sentences import Sentence, and_more, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.engine.assessment import Assessment
    from exportctl.engine.findings import SuspensionPeriod
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision, Status
    from exportctl.law.status import Announcement
    from exportctl.permits.influence import Influence

_INFLUENCES: Final = 8
NOT_CHECKED: Final[Mapping[str, str]] = {
    "no_party_screened": Sentence("parties to the transaction"),
    "not_evaluated": Sentence("your duties"),
    "coverage": Sentence("law outside the data"),
    "notice": Sentence("other regimes"),
}
"""Warnings about missing checks; an answer names them in one line."""
NOTES: Final[Mapping[str, str]] = {
    "party_similar": Sentence("a similar name"),
    "party_unseen": Sentence("a listing whose measures were not read"),
    "party_related": Sentence("a related company"),
    "scope_unclear": Sentence("unclear wording of an act"),
    "transit": Sentence("transit through China"),
    "supply": Sentence("supply to foreign persons"),
    "exemption": Sentence("an exemption that you can claim"),
    "exemption_claimed": Sentence("an exemption that you claimed"),
    "description_only": Sentence("recognised by trade terms only"),
    "customs_code_only": Sentence("a customs code is for reference only"),
}
"""Other warnings that an answer names in one line; `--notes` prints them in full. The rest are in the answer itself."""
_WEEKDAYS: Final = (
    Sentence("Mon"), Sentence("Tue"), Sentence("Wed"), Sentence("Thu"), Sentence("Fri"), Sentence("Sat"),
    Sentence("Sun"),
)  # fmt: skip
_ROLES: Final[Mapping[str, str]] = {
    "end-user": Sentence("end-user"),
    "importer": Sentence("importer"),
    "consignee": Sentence("consignee"),
    "buyer": Sentence("buyer"),
    "carrier": Sentence("carrier"),
    "agent": Sentence("agent"),
    "notify-party": Sentence("notify-party"),
    "intermediary": Sentence("intermediary"),
}
_FACTS: Final = {
    "description": Sentence("the exact goods (--entry)"),
    "legal_scope": Sentence("whether the act covers these goods, which its wording leaves open (--entry)"),
    "item": Sentence("which of several goods this name refers to (use a more precise name)"),
    "unread": Sentence("a list that the law data does not hold in full"),
    "destination_scope": Sentence("whether the act covers this place, which its wording leaves open (--to)"),
    "criteria": Sentence("a threshold of the list that the law data does not confirm: compare the list (--entry)"),
}


def role(word: str) -> str:
    """Return a role of a party: a usual one translated, any other in the caller's words."""
    known = _ROLES.get(word)
    return word if known is None or current_language().is_english else render(known)


def effect_name(word: Decision) -> str:
    """Return the label of a decision."""
    return render(APPEARANCES[word].label)


def status(word: Status) -> str:
    """Return the label of a status."""
    return render(STATUSES[word])


def missing_facts(facts: Iterable[str], law: Register | None = None) -> str:
    """Return the options that state missing facts; a fact without an option is described.

    With the `law`, properties have their names in the current language.
    """
    option = option_for if law is None else partial(option_in_words, law)
    return render(join(_FACTS.get(fact) or option(fact) or fact for fact in facts))


def worst_case_name(answer: Assessment, worst: Decision) -> str:
    """Return the label of a worst case: goods of which nothing is recognised may be subject to any control."""
    return (
        translate("any control is possible") if worst == "undecided" or answer.may_be_anything else effect_name(worst)
    )


def extension(longer: Announcement) -> str:
    """Return the announcement about the end of a suspension, in words short enough for a table."""
    return translate("extension through {through} unconfirmed", through=longer.through)


def suspension(law: Register, word: Status, pause: SuspensionPeriod, on: date, relies_on: str | None = None) -> str:
    """Return a suspension as a status, with days, act and extension; `relies_on` is the suspended provision if another refers to it."""
    by = act_citation(law, pause.by)
    if relies_on:
        text = translate(
            "unconfirmed: {by} suspended {provision} through {through}",
            by=by,
            provision=citation(law, relies_on),
            through=pause.through,
        )
    elif word == "unsettled":
        text = render(status_of_measure(law, word, pause.by, str(pause.through)))
    elif pause.through == on:
        text = translate("suspended through {through} (the last day) by {by}", through=pause.through, by=by)
    else:
        left = days(pause.days_left(on))
        text = translate("suspended through {through} ({days} left) by {by}", through=pause.through, days=left, by=by)
    longer = pause.announced_extension
    return translate("{text}; {extension}", text=text, extension=extension(longer)) if longer else text


def date_with_weekday(day: date) -> str:
    """Return a day with the day of the week: 2026-11-28 (Sat)."""
    return translate("{day} ({weekday})", day=day, weekday=_WEEKDAYS[day.weekday()])


def with_count(what: str, count: int) -> str:
    """Return a label, with its count if that is more than one."""
    return render(what) if count == 1 else translate("{what} ({count})", what=what, count=count)


def and_others(count: int) -> str:
    """Return the number of omitted items after the named ones; empty if there are none."""
    return translate(" and {count} more", count=count) if count > 0 else ""


def days(count: int) -> str:
    """Return a number of days."""
    return translate("1 day") if count == 1 else translate("{count} days", count=count)


def answers(kind: str, count: int) -> str:
    """Return the number of rows that permits of a kind cover, in words."""
    if kind == "licence":
        return Sentence("{count} by licences", count=count)
    return Sentence("{count} by waivers", count=count) if kind == "waiver" else f"{count:,} {kind}"


def influences(settings: Sequence[Influence]) -> str:
    """List the influences other than the law, with the number of omitted ones; empty if there are none."""
    if not settings:
        return ""
    return and_more(join(item.text for item in settings[:_INFLUENCES]), len(settings) - _INFLUENCES)


def age(checked_through: date, today: date) -> str:
    """Return the age of the data, in words."""
    passed = (today - checked_through).days
    if passed > 0:
        return translate("{days} old today", days=days(passed))
    return translate("today") if passed == 0 else translate("later than today")

"""Phrases that reports and batches share: questions about extensions and similar names, and the rules of other regimes."""

from __future__ import annotations

from datetime import date, timedelta
from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.effects import STATUSES
from exportctl.law.citations import act_citation, citation, joint_citation
from exportctl.law.grouping import by_key, unique
from exportctl.law.scale import UNDER_LICENCE
from exportctl.law.status import DAY, announcements_of, open_statements
from exportctl.sentences import BilingualName, Clause, Sentence, and_more, both, join, paragraph, translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision, Status
    from exportctl.law.status import Announcement

_GOODS: Final = 3
"""The number of several goods that a phrase names; the rest is counted."""
_NAMED: Final = translatable("{by} announced an extension of {act} through {through}; no act confirms it")
_NOT_NAMED: Final = translatable(
    "{by} announced an extension through {through} but did not name {act}; no act confirms it"
)
RUNNING_SUSPENSION: Final = translatable("{suspension}.")
UNCONFIRMED_SUSPENSION: Final = translatable("{suspension}; an extension is unconfirmed.")
ENDING_SUSPENSION: Final = translatable("{suspension}; no act states whether this day is included.")
"""The sentences about a suspension: its last day is to come, may have been put off, or may not be included."""
ANOTHER_COMPANY: Final = Sentence(
    "If it is another company, record that in [[not_the_same]] of exportctl.toml; exportctl party NAME --all prints the IDs."
)
COMPANY_OF_GROUP: Final = Sentence(
    "Establish which company of the group takes part; if it is a listed one, ask again with its name."
)
BEFORE_THE_DATA: Final = Sentence("Check the acts of the days before the law data begins yourself.")
UNREAD_LISTS: Final = Sentence(
    "Do not ship until you have compared the goods with the lists that the law data does not hold in full; they may prohibit "
    "this export."
)
ASSUMED_EXTENSION: Final = Sentence("suspensions whose extension is unconfirmed were extended (--assume extended)")
UNTIL_CONFIRMED: Final = Sentence("Until you know, do not ship.")
WAIVED: Final = Sentence("A waiver only passes the gate; it is no licence.")
GROUP_ON_LIST: Final = Sentence("Other companies of the group of a party are on a list.")
OWNERS_ON_LIST: Final = Sentence(
    "Owners on a list hold half of the end user or more; most acts do not state what this means."
)
QUESTION_OF_OWNERS: Final = Sentence("Ask MOFCOM about the owners of the end user before you export.")
PLACEHOLDERS: Final = translatable("placeholders such as TBD count as not stated: {columns}")


def comparison_of_names(names: Collection[str]) -> Iterator[str]:
    """Yield for each name how to compare it with the listings, and at the end what to do if it belongs to another company."""
    for name in names:
        yield Sentence("Compare {name} with the listing: exportctl party {command}.", name=name, command=quote(name))
    if names:
        yield ANOTHER_COMPANY


def question_for_each(names: Sequence[str]) -> str:
    """Return that several goods are questions of their own, with the names of the first ones."""
    return Sentence(
        "Ask about each of the goods in a question or row of its own: {goods}.",
        goods=and_more(join(names[:_GOODS]), len(names) - _GOODS),
    )


def own_classification(entries: Sequence[str]) -> str:
    """Return the options for the caller's own classification of goods that may match entries, whose names the answer shows."""
    if len(entries) == 1:
        return Sentence("--entry {entry} if it names the goods, otherwise --entry none", entry=entries[0])
    return Sentence("--entry CODE or --entry none")


def question_of_extension(law: Register, acts: Iterable[str]) -> str:
    """Return the question whether acts that suspend provisions were extended: one for each issuer, with its address if known."""
    return paragraph(_question_to_issuer(law, *of_issuer) for of_issuer in acts_by_issuer(law, acts).items())


def acts_by_issuer(law: Register, acts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return acts by the jurisdiction of their issuer, each once."""
    return by_key(((law.acts[act].jurisdiction, act) for act in acts), unique)


def _question_to_issuer(law: Register, issuer: str, acts: Iterable[str]) -> str:
    """Return the question about the acts of one issuer."""
    cited, where = [act_citation(law, act) for act in acts], law.jurisdictions[issuer].publishes_at
    if len(cited) > 1:
        if where:
            return Sentence("Were {acts} extended? See {where}.", acts=both(cited), where=where)
        return Sentence("Check whether {acts} were extended.", acts=both(cited))
    if where:
        return Sentence("Was {act} extended? See {where}.", act=cited[0], where=where)
    return Sentence("Check whether {act} was extended.", act=cited[0])


def steps_until_confirmed(
    decision: Decision, if_extended: str, advice: Iterable[str], *, in_full: bool
) -> Iterator[str]:
    """Yield what follows if suspensions that decide were extended, not to ship until that is known, and what to do if they were not.

    If not `in_full`, the advice is left out where the goods must wait anyway.
    """
    yield if_extended
    must_wait = decision in (*UNDER_LICENCE, "prohibited")
    if must_wait:
        yield UNTIL_CONFIRMED
    if in_full or not must_wait:
        yield from unless_extended(advice)


def unless_extended(advice: Iterable[str]) -> Iterator[str]:
    """Yield what to do if suspensions were not extended; nothing without advice."""
    return _under(translatable("If not: {advice}"), advice)


def if_last_day_is_included(advice: Iterable[str]) -> Iterator[str]:
    """Yield what to do if suspensions include their last day; nothing without advice."""
    return _under(translatable("If it does: {advice}"), advice)


def _under(words: str, advice: Iterable[str]) -> Iterator[str]:
    """Yield the sentence that has some advice under a condition; nothing without advice."""
    first, *further = [*advice] or [""]
    if text := paragraph([Clause(first), *further]):
        yield Sentence(words, advice=text)


def comparison_with_unread_lists(law: Register, on_form: Collection[str]) -> str:
    """Return that goods must be compared with lists that were not read; those `on_form` name goods of their form, and come first."""
    if not on_form:
        return UNREAD_LISTS
    return Sentence(
        "{provisions} may prohibit this export: it names goods of this form, but the law data does not hold its list. Do not ship "
        "until you have compared the goods with that list, and with the others that the law data does not hold in full.",
        provisions=joint_citation(law, on_form),
    )


def unless_on_unread_list(advice: Iterable[str]) -> Iterator[str]:
    """Yield what to do about goods on none of these lists; nothing without advice."""
    return _under(translatable("If none prohibits it: {advice}"), advice)


def caution_on_last_day(law: Register, provisions: Iterable[str], day: date) -> str:
    """Return what to do on the last day of suspensions: no act states whether they include it, and the next day is the stricter one."""
    return Sentence(
        "To be safe, follow the answer for {day}: the suspension of {provisions} may not include its last day.",
        day=day + timedelta(days=1),
        provisions=both(joint_citation(law, sorted({*provisions})).items),
    )


def suspensions_in_words(law: Register, words: str, suspensions: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Yield a sentence for the provisions that an act suspended through the same day, from the provision, act and day of each."""
    groups = by_key((((by, through), provision) for provision, by, through in suspensions), unique)
    for (by, through), provisions in groups.items():
        suspension = Sentence(
            "{act} suspended {provisions} through {through}",
            act=act_citation(law, by),
            provisions=joint_citation(law, provisions),
            through=through,
        )
        yield Sentence(words, suspension=suspension)


def status_of_measure(law: Register, status: Status, by: str, through: str) -> str:
    """Return the status of a measure, with the act that suspends it, or may, and the last day."""
    if status == "unsettled":
        return Sentence("unconfirmed: {by} suspended it through {through}", by=act_citation(law, by), through=through)
    if status == "suspended":
        return Sentence("suspended through {through} by {by}", by=act_citation(law, by), through=through)
    if status == "ended" and through:
        return Sentence("ended: no measures since {day}", day=date.fromisoformat(through) + DAY)
    return STATUSES[status]


def status_of_listing(status: str, *, needs_licence: bool) -> str:
    """Return the status of the measures on a listed party, and that dual-use items to it need a licence without them, if they do."""
    if not needs_licence:
        return status
    return Sentence(
        "{status}; it remains on the list, and dual-use items to it still need an application to MOFCOM", status=status
    )


def announced_extension(law: Register, longer: Announcement, *, several: bool = False) -> str:
    """Return who announced an extension of a suspension, or of those by `several` acts, and that no act confirms it."""
    return Sentence(
        _NOT_NAMED if longer.is_inferred else _NAMED,
        by=Sentence.of(longer.statement.by),
        through=longer.through,
        act=Sentence("these acts") if several else act_citation(law, longer.announced.suspended_by),
    )


def open_extension(law: Register, act: str, on: date, known_on: date) -> Iterator[str]:
    """Yield that an extension was announced of which it is not known whether it includes an act, and if it would be over on a day."""
    for statement in open_statements(law, act, known_on):
        through = max((item.through for item in statement.announces), default=None)
        if through:
            yield Sentence(
                "{by} announced an extension through {through}; whether it includes {act} is not known, and no act that extends "
                "it was found by {day}.",
                by=Sentence.of(statement.by),
                through=through,
                act=act_citation(law, act),
                day=known_on,
            )
            if through < on:
                yield Sentence("It would have ended before this day.")
            return


def announced_through(law: Register, suspended_by: str, day: str) -> Iterator[str]:
    """Yield who announced an extension of a suspension through a day."""
    known = (item for item in announcements_of(law, suspended_by) if str(item.through) == day)
    if longer := max(known, key=lambda item: item.statement.published, default=None):
        yield Sentence("{extension}.", extension=announced_extension(law, longer))


def extension_doubt(assume: Assume) -> str:
    """Return what follows a decision that depends on whether a suspension was extended, under a reading of it."""
    return Sentence(", if extended") if assume == "extended" else Sentence(", unless extended")


def rules_on_goods_in_words(law: Register, provisions: Iterable[str]) -> str:
    """Return the provisions of other regimes that name goods, each with its title."""
    titles = ((name, law.provisions[name].title) for name in provisions)
    rules = (
        Sentence("{rule} ({title})", rule=citation(law, name), title=BilingualName.of(*title)) for name, title in titles
    )
    return Sentence("Other rules name these goods: {rules}.", rules=both(rules))

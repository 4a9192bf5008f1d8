"""Check acts: kinds of provisions, the order of days, suspensions, and that an act lists every entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from exportctl.law.lists import codes_of_rule
from exportctl.law.model import file_key
from exportctl.law.spelling import nearest_key
from exportctl.law.words import from_the_top, names
from exportctl.sentences import Sentence, both, join
from exportctl.store.checks.conditions import conditions, provision_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.law.model import Act, Guidance, Rule, Statement, Suspension
    from exportctl.law.release import Release
    from exportctl.store.draft import Draft, Placed


KINDS: Final = ("lists", "rules", "not_evaluated", "no_condition", "notice")


def one_kind(draft: Draft) -> Iterator[Problem]:
    """Refuse a provision without a kind, or with two."""
    for act in draft.acts:
        for index, item in enumerate(act.record.provisions):
            kinds = [kind for kind in KINDS if getattr(item, kind)]
            if len(kinds) != 1:
                message = Sentence(
                    "a provision has exactly one of {kinds}; this one has {has}",
                    kinds=join(KINDS),
                    has=both(kinds) or Sentence("none"),
                )
                yield act.problem(message, "provisions", index)
            if (item.subject or item.effect) and not item.not_evaluated:
                message = Sentence("a provision can have 'subject' and 'effect' only together with not_evaluated")
                yield act.problem(message, "provisions", index)
            if item.when and not (item.not_evaluated or item.notice):
                message = Sentence(
                    "a provision can have 'when' only together with not_evaluated or notice; a rule has its own"
                )
                yield act.problem(message, "provisions", index, "when")


def date_order(draft: Draft) -> Iterator[Problem]:
    """Refuse a day that precedes another that it must follow, and a publication after the last day checked."""
    last_days = {who.id: who.checked_through for release in draft.releases for who in release.record.jurisdictions}
    for release in draft.releases:
        yield from _check_coverage(release)
    for act in draft.acts:
        published = act.record.published
        yield from _check_publication(act, published, last_days.get(act.record.jurisdiction))
        yield from _check_order(act, (published, "published"), (act.record.checked, "checked"))
        for index, item in enumerate(act.record.provisions):
            at = ("provisions", index)
            yield from _check_order(act, (published, "published"), (item.from_, "from"), *at)
            if item.through:
                yield from _check_order(act, (item.from_, "from"), (item.through, "through"), *at)
        for index, window in enumerate(act.record.suspends):
            yield from _check_order(act, (published, "published"), (window.from_, "from"), "suspends", index)
            yield from _check_order(act, (window.from_, "from"), (window.through, "through"), "suspends", index)
        for kind in ("ends", "replaces"):
            for index, ending in enumerate(getattr(act.record, kind)):
                yield from _check_order(act, (published, "published"), (ending.from_, "from"), kind, index)
    for statement in draft.statements:
        yield from _check_publication(statement, statement.record.published, last_days.get(statement.owner))
    for guidance in draft.guidance:
        yield from _check_publication(guidance, guidance.record.published, last_days.get(guidance.owner))


def _check_coverage(release: Placed[Release]) -> Iterator[Problem]:
    for index, who in enumerate(release.record.jurisdictions):
        known, start = (who.checked_through, "checked_through"), (who.covers_from or date.min, "covers_from")
        yield from _check_order(release, start, known, "jurisdictions", index)


def _check_publication(
    item: Placed[Act] | Placed[Statement] | Placed[Guidance], published: date, last: date | None
) -> Iterator[Problem]:
    if last and published > last:
        message = Sentence(
            "was published on {published}, which is after checked_through ({last})", published=published, last=last
        )
        yield item.problem(message, "published")


def _check_order(
    item: Placed[Act] | Placed[Release], early: tuple[date, str], late: tuple[date, str], *path: str | int
) -> Iterator[Problem]:
    if late[0] < early[0]:
        message = Sentence(
            "'{late}' ({day}) is before '{early}' ({first}); correct one of them",
            late=late[1],
            day=late[0],
            early=early[1],
            first=early[0],
        )
        yield item.problem(message, *path, late[1])


def jurisdictions(draft: Draft) -> Iterator[Problem]:
    """Refuse a release without a jurisdiction, and an act or a list of a jurisdiction that no release names."""
    if not draft.releases:  # which the reader reports
        return
    pairs = [(release, who) for release in draft.releases for who in release.record.jurisdictions]
    lists = {f"{release.owner}:{item.id}": release for release, who in pairs for item in who.party_lists}
    home = pairs[0][0].owner if pairs else ""
    known = {who.id for _, who in pairs}
    for release in draft.releases:
        if not release.record.jurisdictions:
            message = Sentence("has no jurisdiction; add the one whose law the folder contains")
            yield release.problem(message, "jurisdictions")
    for act in draft.acts:
        if act.record.jurisdiction not in known:
            message = Sentence("no release.yaml has the jurisdiction '{name}'", name=act.record.jurisdiction)
            yield act.problem(message, "jurisdiction")
    for file in draft.designations:
        name = file.record.list_
        if (name if ":" in name else f"{home}:{name}") not in lists:
            yield file.problem(Sentence("no release.yaml has the party list '{name}'", name=name), "list")
    goods = {(release.owner, item.id) for release, who in pairs for item in who.goods_lists}
    for family in draft.families:
        if family.record.list_ and (family.owner, family.record.list_) not in goods:
            message = Sentence("no release.yaml has the goods list '{name}'", name=family.record.list_)
            yield family.problem(message, "list")


def later_provisions(draft: Draft) -> Iterator[Problem]:
    """Refuse a suspension, extension or ending that starts before the provision it concerns was published."""
    for act in draft.acts:
        for kind in ("suspends", "extends", "ends", "replaces"):
            for index, item in enumerate(getattr(act.record, kind)):
                starts = getattr(item, "from_", act.record.published)
                for other in draft.acts:
                    if other.record.published > starts and _reaches(item.provision, other.record):
                        message = Sentence(
                            "'{provision}' was published on {published}, which is after {starts}",
                            provision=item.provision,
                            published=other.record.published,
                            starts=starts,
                        )
                        yield act.problem(message, kind, index, "provision")


def overlapping_windows(draft: Draft) -> Iterator[Problem]:
    """Refuse two suspensions of one provision that share a day; a later act extends an earlier window instead."""
    for provision in provision_ids(draft):
        windows = sorted(
            ((item.from_, item.through, act, index) for act, index, item in _windows(draft, provision)),
            key=lambda item: item[:2],
        )
        last = date.min
        for start, through, act, index in windows:
            if start <= last:
                message = Sentence("'{id}' is already suspended through {last}", id=provision, last=last)
                yield act.problem(message, "suspends", index)
            last = max(last, through)


def extensions(draft: Draft) -> Iterator[Problem]:
    """Refuse an extension of a window that does not exist, or that ends no later than the window does."""
    for act in draft.acts:
        for index, longer in enumerate(act.record.extends):
            windows = [
                window
                for provision in provision_ids(draft)
                if names(longer.provision, provision)
                for other, _, window in _windows(draft, provision)
                if other.record.id == longer.suspended_by
            ]
            if not windows:
                ids = {other.record.id for other in draft.acts}
                near = "" if longer.suspended_by in ids else nearest_key(longer.suspended_by, ids)
                message = Sentence(
                    "'{act}' does not suspend '{provision}'{near}",
                    act=longer.suspended_by,
                    provision=longer.provision,
                    near=near,
                )
                yield act.problem(message, "extends", index)
            elif longer.through <= max(window.through for window in windows):
                last = max(window.through for window in windows)
                message = Sentence(
                    "an extension must end later than the suspension, which runs through {last}", last=last
                )
                yield act.problem(message, "extends", index, "through")


def unlisted_entries(draft: Draft) -> Iterator[Problem]:
    """Refuse an entry that no act lists: no provision would control it.

    Entries outside the list of dual-use items have no effect by themselves, so a rule must name them.
    """
    listed_terms = {term for act in draft.acts for item in act.record.provisions for term in item.lists}
    groups = {item.record.id: item.record for item in draft.groups}
    rule_terms = {code for rule in rules(draft) for code in codes_of_rule(rule, groups)}
    for family in draft.families:
        terms = listed_terms | rule_terms if family.record.list_ else listed_terms
        for index, entry in enumerate(family.record.entries):
            if terms.isdisjoint(from_the_top(entry.code)):
                yield family.problem(Sentence("no act lists '{entry}'", entry=entry.code), "entries", index)


def empty_conditions(draft: Draft) -> Iterator[Problem]:
    """Refuse a condition without keys, which is always met, and a list without values, which is never met."""
    for act in draft.acts:
        for path, condition in conditions(act.record):
            keys = {file_key(key): value for key, value in condition._asdict().items() if value is not None}
            if not keys:
                key = next(step for step in reversed(path) if isinstance(step, str))
                message = Sentence(
                    "'{key}' has no condition, so it matches everything; add a condition such as goods or to", key=key
                )
                yield act.problem(message, *path)
            if condition.owner and not condition.owner.lists:
                keys["owner"] = ()
            for key, value in keys.items():
                if value == ():
                    message = Sentence(
                        "'{key}' is an empty list, which matches nothing; add values, or leave the key out", key=key
                    )
                    yield act.problem(message, *path, key)


def rules(draft: Draft) -> list[Rule]:
    """Return every rule of every act."""
    return [rule for act in draft.acts for item in act.record.provisions for rule in item.rules]


def _windows(draft: Draft, provision: str) -> Iterator[tuple[Placed[Act], int, Suspension]]:
    for act in draft.acts:
        for index, item in enumerate(act.record.suspends):
            if names(item.provision, provision):
                yield act, index, item


def _reaches(target: str, act: Act) -> bool:
    return any(names(target, f"{act.id}/{item.paragraph}") for item in act.provisions)

"""Check acts: kinds of provisions, the order of days, suspensions, and that an act lists every entry."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from exportctl.law.grouping import by_key
from exportctl.law.lists import codes_of_rule
from exportctl.law.model import PROVISION_KINDS, file_key
from exportctl.law.spelling import nearest_key
from exportctl.law.words import from_the_top, ids_of, refers_to
from exportctl.sentences import Sentence, both, join
from exportctl.store.yamldoc import values_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft, Placed

_REVIEWS: Final = frozenset({"checked", "checked_through"})
"""The keys whose values are days of a review."""


def one_kind(draft: Draft) -> Iterator[Problem]:
    """Refuse a provision without a kind, or with two."""
    for provision in draft.provisions():
        item = provision.record
        kinds = [kind for kind in PROVISION_KINDS if getattr(item, kind)]
        if len(kinds) != 1:
            yield provision.problem(
                "a provision has exactly one of {kinds}; this one has {has}",
                kinds=join(PROVISION_KINDS),
                has=both(kinds) or Sentence("none"),
            )
        if (item.subject or item.effect) and not item.not_evaluated:
            yield provision.problem("a provision can have 'subject' and 'effect' only together with not_evaluated")
        if item.when and not (item.not_evaluated or item.notice):
            yield provision.problem(
                "a provision can have 'when' only together with not_evaluated or notice; a rule has its own", "when"
            )


def date_order(draft: Draft) -> Iterator[Problem]:
    """Refuse a day that precedes another that it must follow, and a publication after the last day checked."""
    last_days = {who.id: who.checked_through for release in draft.releases for who in release.record.jurisdictions}
    released = {release.document.folder for release in draft.releases}
    for release in draft.releases:
        for who in release.parts("jurisdictions"):
            first, last = who.record.begins, who.record.checked_through
            yield from _check_order(who, ("covers_from", first), ("checked_through", last))
    for act in draft.acts:
        published = ("published", act.record.published)
        yield from _check_publication(act, last_days.get(act.record.jurisdiction), released)
        yield from _check_order(act, published, ("checked", act.record.checked))
        for kind in ("provisions", "suspends", "ends", "replaces"):
            for item in act.parts(kind):
                first = ("from", item.record.from_)
                yield from _check_order(item, published, first)
                if through := getattr(item.record, "through", None):
                    yield from _check_order(item, first, ("through", through))
    others: list[Placed[Any]] = [*draft.statements, *draft.guidance]
    for other in others:
        yield from _check_publication(other, last_days.get(other.owner), released)


def _check_publication(item: Placed[Any], last: date | None, released: Collection[str]) -> Iterator[Problem]:
    """Refuse a publication after the last day checked; the correction depends on whether the folder has a release of its own."""
    published, folder = item.record.published, item.document.folder
    if last and published > last:
        yield item.problem(
            "was published on {published}, which is after checked_through ({last}); {step}",
            "published",
            published=published,
            last=last,
            step=Sentence("set checked_through in release.yaml to the last day up to which you looked for new acts")
            if folder in released
            else Sentence(
                "add {folder}/release.yaml with the jurisdiction and a checked_through of its own (docs/data.md)",
                folder=folder or ".",
            ),
        )


def days_to_come(draft: Draft, today: date) -> Iterator[Problem]:
    """Refuse a review on a day to come: `checked` of a record, and `checked_through` of a jurisdiction."""
    for kind in fields(draft):
        for item in getattr(draft, kind.name):
            for path, value in values_in(item.source_tree() or ""):
                key = path[-1]
                if key in _REVIEWS and isinstance(value, str) and value > today.isoformat():
                    yield item.problem(
                        "'{key}' ({day}) is in the future; write the day of the review", *path, key=key, day=value
                    )


def _check_order(item: Placed[Any], early: tuple[str, date], late: tuple[str, date]) -> Iterator[Problem]:
    """Refuse a late day before an early one; each comes with its key."""
    if late[1] < early[1]:
        yield item.problem(
            "'{late}' ({day}) is before '{early}' ({first}); correct one of them",
            late[0],
            late=late[0],
            day=late[1],
            early=early[0],
            first=early[1],
        )


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
            yield release.problem("has no jurisdiction; add the one whose law the folder contains", "jurisdictions")
    for act in draft.acts:
        if act.record.jurisdiction not in known:
            yield act.problem(
                "no release.yaml has the jurisdiction '{name}'", "jurisdiction", name=act.record.jurisdiction
            )
    for file in draft.designations:
        name = file.record.list_
        if (name if ":" in name else f"{home}:{name}") not in lists:
            yield file.problem("no release.yaml has the party list '{name}'", "list", name=name)
    goods = {(release.owner, item.id) for release, who in pairs for item in who.goods_lists}
    for family in draft.families:
        if family.record.list_ and (family.owner, family.record.list_) not in goods:
            yield family.problem("no release.yaml has the goods list '{name}'", "list", name=family.record.list_)


def later_provisions(draft: Draft) -> Iterator[Problem]:
    """Refuse a suspension, extension or ending that starts before the provision it concerns was published."""
    targets = (
        (target, act.record.published)
        for act in draft.acts
        for item in act.record.provisions
        for target in ids_of(f"{act.record.id}/{item.paragraph}")
    )
    published_on = by_key(targets, list)
    for act in draft.acts:
        for item in (item for kind in ("suspends", "extends", "ends", "replaces") for item in act.parts(kind)):
            starts = getattr(item.record, "from_", act.record.published)
            for published in published_on.get(item.record.provision, ()):
                if published > starts:
                    yield item.problem(
                        "'{provision}' was published on {published}, which is after {starts}",
                        "provision",
                        provision=item.record.provision,
                        published=published,
                        starts=starts,
                    )


def overlapping_windows(draft: Draft) -> Iterator[Problem]:
    """Refuse two suspensions of one provision that share a day; a later act extends an earlier window instead."""
    suspensions = [window for act in draft.acts for window in act.parts("suspends")]
    for provision in draft.provision_ids():
        last = date.min
        windows = [window for window in suspensions if refers_to(window.record.provision, provision)]
        for window in sorted(windows, key=lambda item: (item.record.from_, item.record.through)):
            if window.record.from_ <= last:
                yield window.problem("'{id}' is already suspended through {last}", id=provision, last=last)
            last = max(last, window.record.through)


def extensions(draft: Draft) -> Iterator[Problem]:
    """Refuse an extension of a window that does not exist, or that ends no later than the window does."""
    for item in (item for act in draft.acts for item in act.parts("extends")):
        longer = item.record
        last_days = [
            window.through
            for provision in draft.provision_ids()
            if refers_to(longer.provision, provision)
            for other in draft.acts
            if other.record.id == longer.suspended_by
            for window in other.record.suspends
            if refers_to(window.provision, provision)
        ]
        if not last_days:
            ids = draft.ids("acts")
            near = "" if longer.suspended_by in ids else nearest_key(longer.suspended_by, ids)
            yield item.problem(
                "'{act}' does not suspend '{provision}'{near}",
                act=longer.suspended_by,
                provision=longer.provision,
                near=near,
            )
        elif longer.through <= (last := max(last_days)):
            yield item.problem(
                "an extension must end later than the suspension, which runs through {last}", "through", last=last
            )


def unlisted_entries(draft: Draft) -> Iterator[Problem]:
    """Refuse an entry that no act lists, because nothing would control it; outside the list of dual-use items, a rule must name it."""
    listed_terms = {term for act in draft.acts for item in act.record.provisions for term in item.lists}
    groups = draft.groups_by_id()
    rule_terms = {code for rule in draft.rules_of_acts() for code in codes_of_rule(rule, groups)}
    for family in draft.families:
        terms = listed_terms | rule_terms if family.record.list_ else listed_terms
        for entry in family.parts("entries"):
            if terms.isdisjoint(from_the_top(entry.record.code)):
                yield entry.problem("no act lists '{entry}'", entry=entry.record.code)


def empty_conditions(draft: Draft) -> Iterator[Problem]:
    """Refuse a condition without keys, which is always met, and a list without values, which is never met."""
    for condition in draft.conditions():
        keys = {file_key(key): value for key, value in condition.record._asdict().items() if value is not None}
        if not keys:
            key = next(step for step in reversed(condition.path) if isinstance(step, str))
            yield condition.problem(
                "'{key}' has no condition, so it matches everything; add a condition such as goods or to", key=key
            )
        if condition.record.owner and not condition.record.owner.lists:
            keys["owner"] = ()
        for key, value in keys.items():
            if value == ():
                yield condition.problem(
                    "'{key}' is an empty list, which matches nothing; add values, or leave the key out", key, key=key
                )

"""Check the table of forms: each rule has the sides that its relation needs, and the list finds the rules for its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exportctl.law.forms import SHAPES, SUBSTANCES, Trait
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.law.forms import FormRule, Relation
    from exportctl.store.draft import Draft

_TRAITS: Final = frozenset(get_args(Trait))
_ONE_KIND: Final[frozenset[Relation]] = frozenset({"is", "may-be", "name-may-be"})
"""The relations that only compare substances with substances, and shapes with shapes."""


def form_rules(draft: Draft) -> Iterator[Problem]:
    """Refuse a rule without its two sides, between forms that its relation never compares, or stated twice.

    Entries with forms need the table: without it, a form that goods may have would count as one that they lack.
    """
    known: set[tuple[Relation, str, str]] = set()
    for item in draft.forms:
        rule = item.record
        if fault := _fault_of(rule):
            yield item.problem(fault)
        for form in rule.forms:
            for other in rule.others or ("",):
                if (rule.relation, form, other) in known:
                    yield item.problem("another rule has '{relation}' for '{form}'", relation=rule.relation, form=form)
                known.add((rule.relation, form, other))
    for entry in draft.entries() if not draft.forms else ():
        if entry.record.forms:
            yield entry.problem("an entry with forms needs the rules of vocabulary/forms.yaml", "forms")


def _fault_of(rule: FormRule) -> str | None:
    """Return the fault of a rule; None if it is valid."""
    if (rule.relation in _TRAITS) == bool(rule.others):
        if rule.others:
            return Sentence("'{relation}' has no 'others'", relation=rule.relation)
        return Sentence("'{relation}' needs 'others'", relation=rule.relation)
    if not rule.forms or not frozenset(rule.forms).isdisjoint(rule.others):
        return Sentence("a rule relates one or more forms to other forms")
    every = frozenset[str]((*rule.forms, *rule.others))
    if rule.relation in _ONE_KIND and not (every <= SUBSTANCES or every <= SHAPES):
        return Sentence("'{relation}' relates substances, or shapes", relation=rule.relation)
    return None

"""Visit the provisions of a draft, and the conditions of an act with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.model import Act, Condition
    from exportctl.store.draft import Draft
    from exportctl.store.yamldoc import Path_


def provision_ids(draft: Draft) -> list[str]:
    """Return the ids of all provisions, in the order of the files."""
    return [f"{act.record.id}/{item.paragraph}" for act in draft.acts for item in act.record.provisions]


def conditions(act: Act) -> Iterator[tuple[Path_, Condition]]:
    """Yield each `when`, `unless` and `any` group of an act with its path in the file."""
    for number, provision in enumerate(act.provisions):
        if provision.when:
            yield from _visit(("provisions", number, "when"), provision.when)
        for index, rule in enumerate(provision.rules):
            path: Path_ = ("provisions", number, "rules", index)
            yield from _visit((*path, "when"), rule.when)
            if rule.unless:
                yield from _visit((*path, "unless"), rule.unless)


def _visit(path: Path_, condition: Condition) -> Iterator[tuple[Path_, Condition]]:
    yield path, condition
    for index, part in enumerate(condition.any_ or ()):
        yield from _visit((*path, "any", index), part)

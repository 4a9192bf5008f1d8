"""Parties are listed by a provision that exists, as many as the act counts, and guidance speaks of entries and materials that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft


def designations(draft: Draft, code: str) -> Iterator[Problem]:
    """Refuse a file of parties under another name than its act's, for a provision that does not exist or says nothing for them."""
    rules = {f"{act.record.id}/{item.paragraph}": item for act in draft.acts for item in act.record.provisions}
    for file in draft.designations:
        act = file.record.provision.partition("/")[0]
        if file.document.file != f"parties/{act}.yaml":
            yield file.problem(code, f"belongs in parties/{act}.yaml", "provision")
        if file.record.provision not in rules:
            yield file.problem(code, f"there is no provision '{file.record.provision}'", "provision")


def stated_counts(draft: Draft, code: str) -> Iterator[Problem]:
    """Refuse a number of parties other than the act states."""
    for file in draft.designations:
        stated, here = file.record.stated, len(file.record.parties)
        if stated is not None and stated != here:
            yield file.problem(code, f"the act lists {stated}, the file {here}", "stated")


def rulings(draft: Draft, code: str) -> Iterator[Problem]:
    """Refuse guidance on an entry or a material that does not exist."""
    lines = {entry.code for family in draft.families for entry in family.record.entries}
    materials = {item.record.id for item in draft.materials}
    for file in draft.guidance:
        for index, ruling in enumerate(file.record.rulings):
            for term in ruling.entries:
                if not any(covers(term, line) for line in lines):
                    yield file.problem(code, f"there is no entry '{term}'", "rulings", index, "entries")
            for key in ("outside_materials", "inside_materials"):
                for term in getattr(ruling, key):
                    if term not in materials:
                        yield file.problem(code, f"there is no material '{term}'", "rulings", index, key)

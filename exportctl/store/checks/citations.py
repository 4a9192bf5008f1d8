"""Check the citations of acts: their forms fit the ids of acts, and every part of an act has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.citation_forms import CLOSING, parts_of, placeholders, unknown_placeholders
from exportctl.law.spelling import nearest_key
from exportctl.store.checks.texts import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft


def forms(draft: Draft) -> Iterator[Problem]:
    """Refuse a form with a part that no id has, a citation with a part that its id lacks, and an example of another form."""
    acts = draft.ids("acts")
    for item in draft.citations:
        form = item.record
        if unknown := unknown_placeholders(form.id):
            yield item.problem("no id has a part '{name}'", "id", name=min(unknown))
            continue
        for language, text in form.name._asdict().items() if form.name else ():
            for name in sorted(placeholders(text) - placeholders(form.id)):
                yield item.problem("the id has no part '{name}'", "name", language, name=name)
        if form.as_in not in acts or form.parts_of(form.as_in) is None:
            yield item.problem("'{act}' is not an act whose id has this form", "as_in", act=form.as_in)


def parts(draft: Draft) -> Iterator[Problem]:
    """Refuse a part of an act without a name, where the data names parts. A code or a day (`2026-01-01`) is its own name."""
    named = draft.ids("parts")
    for item in draft.provisions() if named else ():
        if not PARAGRAPH.fullmatch(item.record.paragraph):
            continue  # another check refuses it
        part = parts_of(item.record.paragraph)[1]
        if part and not part[0].isdigit() and part != CLOSING and part not in named:
            yield item.problem(
                "the part '{part}' has no name in citations/parts.yaml{near}",
                "paragraph",
                part=part,
                near=nearest_key(part, named),
            )

"""Check for blank texts, the form of paragraphs, and the citations of acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.citation_forms import CLOSING, parts_of, placeholders, unknown_placeholders
from exportctl.law.spelling import nearest_key
from exportctl.sentences import Sentence
from exportctl.store.draft import KINDS, Draft
from exportctl.store.yamldoc import Tree, values_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem

_NUMBER: Final = r"[1-9][0-9]*"
_WORD: Final = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ITEM: Final = r"[0-9]{6}[A-Z]"
_PARAGRAPH: Final = re.compile(rf"({_DAY}|{_ITEM}|{_NUMBER}|{_WORD})(\.({_NUMBER}|{_WORD}))*")


def blank_texts(draft: Draft) -> Iterator[Problem]:
    """Refuse a text without any visible letter."""
    for kind in KINDS:
        for item in getattr(draft, kind.into):
            tree = item.source_tree()
            values = values_in(tree) if tree and holds_blank(tree) else ()
            for path in [path for path, value in values if isinstance(value, str) and holds_blank(value)]:
                key = next(step for step in reversed(path) if isinstance(step, str))
                message = (
                    Sentence("an item of '{key}' is blank; fill it in, or leave it out", key=key)
                    if isinstance(path[-1], int)
                    else Sentence("'{key}' is blank; fill it in, or leave it out", key=key)
                )
                yield item.problem(message, *path)


def holds_blank(tree: Tree | None) -> bool:
    """Return whether a tree has a blank text, ten times faster than finding its place."""
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            if not (part[:1].isalnum() or any(letter.isprintable() and not letter.isspace() for letter in part)):
                return True
        elif part is not None:
            stack.extend(part.values() if isinstance(part, dict) else part)
    return False


def paragraphs(draft: Draft) -> Iterator[Problem]:
    """Refuse a paragraph that is not a number, limb or word."""
    for item in draft.provisions():
        text = item.record.paragraph
        if text.strip() and not _PARAGRAPH.fullmatch(text):
            yield item.problem(
                "'{text}' is not a paragraph; write it like 2, 12.3, 1.catch-all or closing", "paragraph", text=text
            )


def citation_forms(draft: Draft) -> Iterator[Problem]:
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


def cited_parts(draft: Draft) -> Iterator[Problem]:
    """Refuse a part of an act without a name, where the data names parts. A code or a day (`2026-01-01`) is its own name."""
    named = draft.ids("parts")
    for item in draft.provisions() if named else ():
        if not _PARAGRAPH.fullmatch(item.record.paragraph):
            continue  # another check refuses it
        part = parts_of(item.record.paragraph)[1]
        if part and not part[0].isdigit() and part != CLOSING and part not in named:
            yield item.problem(
                "the part '{part}' has no name in citations/parts.yaml{near}",
                "paragraph",
                part=part,
                near=nearest_key(part, named),
            )

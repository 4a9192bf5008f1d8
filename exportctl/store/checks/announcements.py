"""Check the lists of announcements, and that the data does not hold a reviewed announcement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft

_ID: Final = re.compile(r"(.+)-(?:19|20)[0-9]{2}-[1-9][0-9]*")
_HTTPS: Final = "https://"


def reviews(draft: Draft) -> Iterator[Problem]:
    """Refuse a reviewed announcement without one identity, with the id of a record or of no series, and a repeated one."""
    held, known = draft.ids("acts", "guidance", "statements"), draft.ids("series")
    identities: set[object] = set()
    for item in draft.reviewed:
        id_, text = item.record.id, (item.record.title, item.record.published)
        if text != (None, None) if id_ else item.record.title is None:
            yield item.problem("needs either an id, or a title with its day 'published', if it has one")
        elif id_ in held:
            yield item.problem("the data holds '{id}'; remove this review", "id", id=id_)
        elif id_ and ((match := _ID.fullmatch(id_)) is None or match[1] not in known):
            yield item.problem(
                "'{id}' is not a number of a series; write the series, the year and the number", "id", id=id_
            )
        elif (id_ or text) in identities:
            yield item.problem("the announcement is reviewed twice; keep one review")
        identities.add(id_ or text)


def addresses(draft: Draft) -> Iterator[Problem]:
    """Refuse a list without an https address, and pages that have the same address."""
    for item in draft.lists:
        record = item.record
        if not record.url.startswith(_HTTPS):
            yield item.problem("the address of a list must begin with https://", "url")
        elif record.pages > 1 and "{page}" not in record.url + (record.post or ""):
            yield item.problem(
                "a list of several pages needs {page} in the address or the form", "pages", page="{page}"
            )


def series(draft: Draft) -> Iterator[Problem]:
    """Refuse two series that share issuer and form: an announcement must belong to one."""
    keys: set[tuple[str, str]] = set()
    for item in draft.series:
        issuer, form = item.record.issuer, item.record.form
        if (issuer, form) in keys:
            yield item.problem(
                "another series has the issuer {issuer} and the form {form}", "issuer", issuer=issuer, form=form
            )
        keys.add((issuer, form))

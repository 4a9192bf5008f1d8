"""The document of the news: announcements of issuers that the data lacks, and leads to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.reports.documents.document import Day, Document
from exportctl.reports.documents.parts import Law, law_of

if TYPE_CHECKING:
    from exportctl.reports import results


class ListRead(Document):
    """A list that was read: its file or its id, and the number of its announcements."""

    source: str
    announcements: int


class ListFault(Document):
    """A list that could not be read, and the reason."""

    source: str
    error: str


class Unnumbered(Document):
    """An announcement without a readable number."""

    title: str
    published: Day | None
    address: str
    list: str


class Numbered(Document):
    """An announcement with the id that it would have in the data. `title` is the title in full, `subject` is it without the number."""

    id: str
    issuer: str
    year: int
    number: int
    published: Day | None
    title: str
    subject: str
    address: str
    list: str


class Gap(Document):
    """A run of numbers that no list shows and the data lacks."""

    first: str
    last: str
    count: int


class News(Document):
    """The answer of `data news`."""

    schema: Literal["exportctl.news/1"] = "exportctl.news/1"
    lists: list[ListRead]
    not_read: list[ListFault]
    new: list[Numbered]
    unnumbered: list[Unnumbered]
    gaps: list[Gap]
    law: Law
    exit_code: int


def news(result: results.News) -> News:
    """Return `exportctl.news/1`."""
    return News(
        lists=[ListRead(source=item.source, announcements=item.size) for item in result.lists],
        not_read=[ListFault(source=item.where, error=str(item.what)) for item in result.faults],
        new=[
            Numbered.from_record(number, item, item.title, issuer=item.title.issuers, title=item.title.text)
            for number, item in result.news.new
        ],
        unnumbered=[Unnumbered.from_record(item, title=item.title.text) for item in result.news.unnumbered],
        gaps=[
            Gap(first=item.first.id, last=item.last.id, count=item.last.number - item.first.number + 1)
            for item in result.news.gaps
        ],
        law=law_of(result.law),
        exit_code=result.exit_code,
    )

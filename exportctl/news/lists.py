"""Read the announcements of the four kinds of lists from saved or fetched pages; no page is executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

from exportctl.errors import PlaceError, reason_of
from exportctl.files.strictjson import parsed
from exportctl.limits import PAGE
from exportctl.news.titles import Title, day_in, read_number, read_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from exportctl.store.announcements import AnnouncementList, ListKind, Series

_INDEX: Final = "ul.txtList_01"
_ARTICLE: Final = re.compile(r"/art_[0-9a-f]{32}\.html$")
_CATALOGUE: Final = "目录"
_OWN_NUMBER: Final = re.compile(r"【发布文号】\s*([^\s【<]+)")
_OWN_DAY: Final = re.compile(r"【发文日期】\s*([^【<]{6,16})")
_GARBLED: Final = re.compile(r"\?{3}|�")
_OPENS_JSON: Final = re.compile(r"\s*[\[{]")


class Announcement(NamedTuple):
    """An announcement in a list: its title as read, its day, its address, and the list."""

    title: Title
    published: date | None
    address: str
    list: str


class Page(NamedTuple):
    """The announcements of a page, and the number of pages of the list, if the page states it."""

    announcements: tuple[Announcement, ...]
    pages: int | None = None


class _Row(NamedTuple):
    """A row of a list before its title is read; `number` is the number in the text of the act itself."""

    title: str
    day: str
    address: str
    number: str = ""


def read_page(
    content: bytes,
    where: str,
    lists: Sequence[AnnouncementList],
    series: Sequence[Series],
    kind: ListKind | None = None,
) -> Page:
    """Return the announcements of a page of the given kind, or of the detected kind.

    `lists` gives the issuer and the base of addresses; the first list of the kind is used. Raises InputError for a page
    that cannot be read or is of another kind.
    """
    text = _decode(content, where)
    kind, rows, pages = _from_json(text, where, kind) if _OPENS_JSON.match(text) else _from_html(text, where, kind)
    source = next((item for item in lists if item.kind == kind), None)
    if source is None:
        raise PlaceError(where, "is a list of the kind {kind}, of which the data has no address", kind=kind)
    announcements = tuple(_announcement(row, source, series) for row in rows if row.title.strip())
    if any(_GARBLED.search(item.title.text) for item in announcements):
        raise PlaceError(where, "has '?' in place of Chinese characters; save the list again with the right headers")
    return Page(announcements, pages)


def read_file(file: Path, lists: Sequence[AnnouncementList], series: Sequence[Series]) -> tuple[Announcement, ...]:
    """Return the announcements of a saved page. Raises InputError if it cannot be read, or has none."""
    try:
        with file.open("rb") as stream:
            content = stream.read(PAGE + 1)
    except OSError as error:
        raise PlaceError(str(file), "cannot be read: {strerror}", strerror=reason_of(error)) from None
    page = read_page(content, str(file), lists, series)
    if not page.announcements:
        raise no_announcement(str(file))
    return page.announcements


def no_announcement(where: str) -> PlaceError:
    """Return the error for a list without any announcement: the list has changed, or the page is another one."""
    return PlaceError(where, "has no announcement: the list is empty, or its form has changed; open it in a browser")


def _decode(content: bytes, where: str) -> str:
    if len(content) > PAGE:
        raise PlaceError(where, "has more than {most} bytes, which is the limit", most=PAGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlaceError(where, "is not UTF-8 text; save it as UTF-8") from None


def _from_json(text: str, where: str, kind: ListKind | None) -> tuple[ListKind, list[_Row], int | None]:
    """Return the rows of a column, or of the page in the answer of a publishing unit."""
    try:
        tree: Any = parsed(text.strip())
    except (ValueError, RecursionError) as error:
        raise PlaceError(where, "is not JSON: {reason}", reason=str(error).partition("\n")[0]) from None
    match tree:
        case {"pageInfo": {"rows": list(rows), **info}} if kind in (None, "column"):
            count = info.get("maxPageNum")
            return "column", [_column_row(row, where) for row in rows], count if isinstance(count, int) else None
        case {"data": {"html": str(html)}} if kind in (None, "unit"):
            return "unit", list(_articles(_tree(html))), None
    raise PlaceError(where, "is JSON, but not a list of announcements; save a list of announcements/lists.yaml")


def _column_row(row: Any, where: str) -> _Row:  # noqa: ANN401 - a value of JSON
    match row:
        case {"title": str(title), "url": str(address), **others}:
            day, content = (others.get(name) for name in ("publishTimeStr", "content"))
            content = content if isinstance(content, str) else ""
            number, own_day = _OWN_NUMBER.search(content), _OWN_DAY.search(content)
            return _Row(title, own_day[1] if own_day else str(day or ""), address, number[1] if number else "")
    raise PlaceError(where, "has a row without a title or an address")


def _from_html(text: str, where: str, kind: ListKind | None) -> tuple[ListKind, list[_Row], int | None]:
    """Return the rows of the index of a year, or else of a page of catalogues."""
    tree = _tree(text)
    if kind == "index" or (kind is None and tree.css_first(_INDEX)):
        return "index", [row for item in tree.css(f"{_INDEX} li") for row in _links(item)], None
    if kind in (None, "catalogues"):
        rows = (row for item in tree.css("li, tr, dd") for row in _links(item))
        return "catalogues", [row for row in rows if _CATALOGUE in row.title], None
    raise PlaceError(where, "is a page, but the list is published as JSON")


def _tree(html: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an optional component, which columns do not need

    return LexborHTMLParser(html)


def _articles(tree: LexborHTMLParser) -> Iterator[_Row]:
    """Yield the links to articles, with the day next to each."""
    for link in tree.css("a[href]"):
        address = link.attributes.get("href") or ""
        if _ARTICLE.search(address):
            around = link.parent.text() if link.parent else ""
            yield _Row(_title(link), around.replace(link.text(), ""), address)


def _links(item: LexborNode) -> Iterator[_Row]:
    """Yield the first link of an item of a list, with the day next to it."""
    link = item.css_first("a[href]")
    if link is not None:
        yield _Row(_title(link), item.text().replace(link.text(), ""), link.attributes.get("href") or "")


def _title(link: LexborNode) -> str:
    """Return the title of a link in full; its text may be cut off."""
    return (link.attributes.get("title") or "").strip() or link.text(strip=True)


def _announcement(row: _Row, source: AnnouncementList, series: Sequence[Series]) -> Announcement:
    published = day_in(row.day)
    title = read_title(row.title, series, source.issuer, published)
    if title.number is None and row.number:
        title = title._replace(number=read_number(row.number, series, source.issuer, published))
    return Announcement(title, published, urljoin(source.url, row.address), source.id)

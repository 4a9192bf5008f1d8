"""Read the announcements of the four kinds of lists from saved or fetched pages; no page is executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.strictjson import parsed
from exportctl.limits import PAGE
from exportctl.news.titles import Title, day_in, has_number, read_number, read_title, without_day
from exportctl.sentences import Sentence

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
_ITEMS: Final = frozenset({"li", "tr", "dd"})
_TITLE: Final = 60
"""The characters of a title or an address that an error or a note quotes."""


class Announcement(NamedTuple):
    """An announcement in a list: its title as read, its day, its address, and the list.

    `addresses` are those of all lists, once the announcements of several lists were compared.
    """

    title: Title
    published: date | None
    address: str
    list: str
    addresses: tuple[str, ...] = ()


class Page(NamedTuple):
    """The announcements of a page, the number of pages of the list if the page states it, and an error for each unreadable row.

    `notes` name the addresses that were ignored.
    """

    announcements: tuple[Announcement, ...]
    pages: int | None = None
    faults: tuple[InputError, ...] = ()
    notes: tuple[Sentence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the page has no row at all."""
        return not self.announcements and not self.faults


class _Row(NamedTuple):
    """A row of a list before its title is read.

    `number` is the number in the text of the act itself. `is_article` is false for a link to a page that is no article of the list.
    """

    title: str
    day: str
    address: str
    number: str = ""
    is_article: bool = True


def read_page(
    content: bytes,
    where: str,
    lists: Sequence[AnnouncementList],
    series: Sequence[Series],
    kind: ListKind | None = None,
) -> Page:
    """Return the announcements of a page of the given kind, or of the detected kind, and an error for each row without one.

    `lists` gives the issuer and the base of addresses; the first list of the kind is used. Raises InputError for a page
    that cannot be read or is of another kind.
    """
    text = _decode(content, where)
    kind, rows, pages = _from_json(text, where, kind) if _OPENS_JSON.match(text) else _from_html(text, where, kind)
    source = next((item for item in lists if item.kind == kind), None)
    if source is None:
        raise PlaceError(where, "is a list of the kind {kind}, of which the data has no address", kind=kind)
    if any(_GARBLED.search(row.title) for row in rows):
        raise PlaceError(where, "has '?' in place of Chinese characters; save the list again with the right headers")
    announcements: list[Announcement] = []
    faults: list[InputError] = []
    notes: list[Sentence] = []
    for count, row in enumerate(rows, 1):
        item = _announcement(row, source, series)
        if fault := _fault(row, item, count):
            faults.append(PlaceError(where, fault))
        else:
            announcements.append(item)
            if row.address and not item.address:
                notes.append(_note(row, where, count))
    return Page(tuple(announcements), pages, tuple(faults), tuple(notes))


def read_file(file: Path, lists: Sequence[AnnouncementList], series: Sequence[Series]) -> Page:
    """Return a saved page. Raises InputError if it cannot be read, or has no row."""
    try:
        with file.open("rb") as stream:
            content = stream.read(PAGE + 1)
    except OSError as error:
        raise PlaceError(str(file), "cannot be read: {strerror}", strerror=reason_of(error)) from None
    page = read_page(content, str(file), lists, series)
    if page.is_empty:
        raise no_announcement(str(file))
    return page


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
            return "column", [_column_row(row) for row in rows], count if isinstance(count, int) else None
        case {"data": {"html": str(html)}} if kind in (None, "unit"):
            return "unit", list(_articles(_tree(html))), None
    raise PlaceError(where, "is JSON, but not a list of announcements; save a list of announcements/lists.yaml")


def _column_row(row: Any) -> _Row:  # noqa: ANN401 - a value of JSON
    """Return a row of a column; a value that is missing or of another type is empty."""
    fields = row if isinstance(row, dict) else {}
    title, address, day, content = (_text(fields.get(name)) for name in ("title", "url", "publishTimeStr", "content"))
    number, own_day = _OWN_NUMBER.search(content), _OWN_DAY.search(content)
    return _Row(title.strip(), own_day[1] if own_day else day, address.strip(), number[1] if number else "")


def _text(value: Any) -> str:  # noqa: ANN401 - a value of JSON
    return value if isinstance(value, str) else ""


def _from_html(text: str, where: str, kind: ListKind | None) -> tuple[ListKind, list[_Row], int | None]:
    """Return the rows of the index of a year, or else of a page of catalogues."""
    tree = _tree(text)
    if kind == "index" or (kind is None and tree.css_first(_INDEX)):
        return "index", list(_index(tree)), None
    if kind in (None, "catalogues"):
        return "catalogues", list(_catalogues(tree)), None
    raise PlaceError(where, "is a page, but the list is published as JSON")


def _tree(html: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an optional component, which columns do not need

    return LexborHTMLParser(html)


def _index(tree: LexborHTMLParser) -> Iterator[_Row]:
    """Yield the items of the list of an index: each has the first link with a title, and any other link that has a number."""
    for item, links in _items(tree, f"{_INDEX} li"):
        titled = [link for link in links if _title(link)]
        for link in titled:
            if link is titled[0] or has_number(_title(link)):
                yield _row_of_link(link, item)
        if not titled and (links or item.text(strip=True) or item.css_first("img")):
            yield _row_of_item(item, links)


def _catalogues(tree: LexborHTMLParser) -> Iterator[_Row]:
    """Yield the links that name a catalogue, and the items without a link that name one beside a day or a number."""
    for item, links in _items(tree, ", ".join(sorted(_ITEMS))):
        titled = [link for link in links if _title(link)]
        yield from (_row_of_link(link, item) for link in titled if _CATALOGUE in _title(link))
        row = _row_of_item(item, links)
        if not titled and _CATALOGUE in row.title and (links or _is_dated(row) or has_number(row.title)):
            yield row


def _articles(tree: LexborHTMLParser) -> Iterator[_Row]:
    """Yield the links to articles, and other links and items that show an announcement by a number or by a day beside them.

    Menus and the links between pages have neither.
    """
    nested, linked = _owners(tree)
    for node in tree.css("a, li, tr, dd"):
        if node.tag == "a":
            parent, item = node.parent, _closest_item(node)
            row = _row_of_link(node, parent if parent and (day_in(parent.text()) or not item) else item)
            is_article = bool(_ARTICLE.search(row.address))
            if is_article or has_number(row.title) or (item and _is_dated(row)):
                yield row._replace(is_article=is_article)
        elif node.mem_id not in nested and node.mem_id not in linked:
            row = _row_of_item(node, [])
            if has_number(row.title) or (row.title and _is_dated(row)):
                yield row


def _items(tree: LexborHTMLParser, selector: str) -> Iterator[tuple[LexborNode, list[LexborNode]]]:
    """Yield the items of a list with their links; an item that only holds other items is none."""
    nested, linked = _owners(tree)
    for item in tree.css(selector):
        links = linked.get(item.mem_id, [])
        if links or item.mem_id not in nested:
            yield item, links


def _owners(tree: LexborHTMLParser) -> tuple[set[int], dict[int, list[LexborNode]]]:
    """Return the items that hold other items, and the links of each item that no item inside it holds."""
    nested: set[int] = set()
    linked: dict[int, list[LexborNode]] = {}
    for node in tree.css("a, li, tr, dd"):
        if owner := _closest_item(node):
            if node.tag == "a":
                linked.setdefault(owner.mem_id, []).append(node)
            else:
                nested.add(owner.mem_id)
    return nested, linked


def _closest_item(node: LexborNode) -> LexborNode | None:
    """Return the item around a node."""
    parent = node.parent
    while parent is not None and parent.tag not in _ITEMS:
        parent = parent.parent
    return parent


def _row_of_link(link: LexborNode, around: LexborNode | None) -> _Row:
    """Return the row of a link, with the day next to it."""
    day = around.text().replace(link.text(), "") if around else ""
    return _Row(_title(link), day, (link.attributes.get("href") or "").strip())


def _row_of_item(item: LexborNode, links: Sequence[LexborNode]) -> _Row:
    """Return the row of an item whose text is beside its links, or that has no link."""
    text = item.text()
    title = without_day(text)
    address = next((link.attributes.get("href") or "" for link in links), "")
    return _Row(title, text.replace(title, "") if title else text, address.strip())


def _is_dated(row: _Row) -> bool:
    return day_in(row.day) is not None


def _title(link: LexborNode) -> str:
    """Return the title of a link in full: its text may be cut off, or may be that of an image."""
    image = link.css_first("img[alt]")
    texts = (link.attributes.get("title"), link.text(), image.attributes.get("alt") if image else None)
    return next((text.strip() for text in texts if text and text.strip()), "")


def _announcement(row: _Row, source: AnnouncementList, series: Sequence[Series]) -> Announcement:
    published = day_in(row.day)
    title = read_title(row.title or row.number, series, source.issuer, published)
    if title.number is None and row.number:
        title = title._replace(number=read_number(row.number, series, source.issuer, published))
    return Announcement(title, published, _web_address(source.url, row.address), source.id)


def _web_address(base: str, address: str) -> str:
    """Return an address of the web; nothing for any other, such as a script, which must not become a link."""
    try:
        whole = urljoin(base, address) if address else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in {"http", "https"} and parts.netloc else ""


def _note(row: _Row, where: str, count: int) -> Sentence:
    return Sentence(
        "{where}: row {row} is listed without its address, which is neither http nor https: {address}",
        where=where,
        row=f"{count:,}",
        address=_excerpt(row.address),
    )


def _fault(row: _Row, item: Announcement, count: int) -> Sentence | None:
    """Return why a row cannot be compared with the data; one with a readable number can, whatever else it lacks."""
    if item.title.number is not None:
        return None
    if not row.title:
        return Sentence(
            "row {row} has no title, and its number cannot be read; open the list in a browser", row=f"{count:,}"
        )
    if not row.address:
        return Sentence(
            "row {row} has no address, and its number cannot be read: {title}; open the list in a browser",
            row=f"{count:,}",
            title=_excerpt(row.title),
        )
    if not row.is_article:
        return Sentence(
            "row {row} links to a page that is no article of the list, and its number cannot be read: {title}; "
            "open the list in a browser",
            row=f"{count:,}",
            title=_excerpt(row.title),
        )
    return None


def _excerpt(text: str) -> str:
    """Return the beginning of a text for a line about it."""
    return text if len(text) <= _TITLE else f"{text[:_TITLE]}…"

"""Fetch the lists of announcements from their issuers: the only module of the program that opens a network connection."""

from __future__ import annotations

from http.client import HTTPException, HTTPMessage, HTTPResponse
from time import monotonic
from typing import IO, TYPE_CHECKING, Final, cast
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from typing_extensions import override

from exportctl.errors import PlaceError, reason_of
from exportctl.limits import PAGE
from exportctl.news.lists import Page, no_announcement, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from exportctl.store.announcements import AnnouncementList, Series

_HTTPS: Final = "https://"
_SILENCE: Final = 30
"""The limit on the seconds without an answer."""
_SECONDS: Final = 120
"""The limit on the seconds for a page: a server can send a byte at a time."""
_PIECE: Final = 1 << 16
_HEADERS: Final = {
    "User-Agent": "exportctl data news",
    "X-Requested-With": "XMLHttpRequest",  # without it, a column has "?" in place of Chinese characters
}
_NOT_FOUND: Final = 404


def fetch(source: AnnouncementList, series: Sequence[Series], today: date) -> Page:
    """Return the pages of a list as one. Raises InputError for a page that cannot be fetched or read, and for an empty list."""
    pages = [
        page for year, may_lack in _years(source, today) for page in _pages(source, series, year, may_lack=may_lack)
    ]
    return Page(
        tuple(item for page in pages for item in page.announcements),
        faults=tuple(fault for page in pages for fault in page.faults),
        notes=tuple(note for page in pages for note in page.notes),
    )


def _years(source: AnnouncementList, today: date) -> Iterator[tuple[int, bool]]:
    """Yield the years of a list, and whether the list of a year may still be missing or empty, as it is in January."""
    january = "{year}" in source.url and today.month == 1
    if january:
        yield today.year - 1, False
    yield today.year, january


def _pages(source: AnnouncementList, series: Sequence[Series], year: int, *, may_lack: bool) -> Iterator[Page]:
    """Yield the pages of a list, up to its last page or its limit."""
    last = 1
    for number in range(1, source.pages + 1):
        address = _fill(source.url, number, year)
        content = _content(address, _fill(source.post, number, year), may_lack=may_lack)
        page = read_page(content, address, [source], series, source.kind) if content is not None else None
        if page is None or (may_lack and page.is_empty):
            return
        last = max(last, page.pages or 1)
        if page.is_empty and number <= last:
            raise no_announcement(address)
        yield page
        if page.is_empty or number == page.pages:
            return


def _fill(text: str | None, page: int, year: int) -> str:
    return (text or "").replace("{page}", str(page)).replace("{year}", str(year))


def _content(address: str, form: str, *, may_lack: bool) -> bytes | None:
    """Return the content of a page; None for a missing page that is optional. Raises InputError if it cannot be fetched."""
    if not address.startswith(_HTTPS):
        raise PlaceError(address, "is not an https address")
    request = Request(address, form.encode() if form else None, _HEADERS)  # noqa: S310 - https, as checked above
    try:
        with cast("HTTPResponse", _opener().open(request, timeout=_SILENCE)) as response:
            return _read(response, address)
    except HTTPError as error:
        error.close()
        if error.code == _NOT_FOUND and may_lack:
            return None
        raise PlaceError(address, "cannot be fetched: the server answered {code}", code=str(error.code)) from None
    except (OSError, HTTPException) as error:
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
        reason = reason_of(cause) or type(cause).__name__
        raise PlaceError(address, "cannot be fetched: {reason}", reason=reason) from None


def _read(response: HTTPResponse, address: str) -> bytes:
    """Return the body of a response, within the limits of size and time."""
    end, content = monotonic() + _SECONDS, bytearray()
    while piece := response.read1(_PIECE):
        content += piece
        if len(content) > PAGE:
            raise PlaceError(address, "has more than {most} bytes, which is the limit", most=PAGE)
        if monotonic() > end:
            raise PlaceError(address, "cannot be fetched within {seconds} seconds", seconds=_SECONDS)
    return bytes(content)


def _opener() -> OpenerDirector:
    """Return an opener for https only, without files, ftp and plain http."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor, _Redirects):
        opener.add_handler(handler())
    return opener


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to https addresses only."""

    @override
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if not newurl.startswith(_HTTPS):
            fp.close()
            raise PlaceError(req.full_url, "leads to an address that is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

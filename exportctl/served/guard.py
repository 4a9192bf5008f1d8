"""Refuse requests under a name that is not the service's own, and requests that pages of other sites cause; secure every answer.

An attacker can point the name of a web site at this machine (DNS rebinding). The browser then treats the service as part of that site,
and a page of the site can read the answers. The browser still sends the name of the site, in `Host`.

Starlette's TrustedHostMiddleware takes a fixed list of names. The address of the service is not fixed: in a container, it changes with
each start. No site can have an address as its name, so requests to an address are answered.

A page of another site can also cause a request without an `Origin`, as for a picture. The browser marks it (`Sec-Fetch-Site`). Among
such requests, only links that a person follows are answered. Programs other than browsers send neither header.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders

from exportctl.served.refusals import Refusal, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "Content-Security-Policy"
_HEADERS: Final = {
    POLICY: "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with no-referrer, a browser would hide the origin of the page's own form, too
    "X-Content-Type-Options": "nosniff",
}
"""Headers of every answer: they keep other sites from framing and reading it, and browsers from guessing its type."""
_HERE: Final = "localhost"
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^\s:/?#@\[\]]+)(:[0-9]*)?", re.IGNORECASE)
_SHOWN: Final = 80
_ELSEWHERE: Final = frozenset({"cross-site", "same-site"})
"""The values of `Sec-Fetch-Site` for a request that a page of another site, or of another port of this machine, has caused."""
_READS: Final = frozenset({"GET", "HEAD"})


def guard(app: ASGIApp, names: Iterable[str]) -> ASGIApp:
    """Return an application that refuses requests under other names than these, `localhost` and addresses, and from other sites."""
    known = {name.lower() for name in names}

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        refusal = _refusal(scope["method"], Headers(scope=scope), known) if scope["type"] == "http" else None
        await (refusal or app)(scope, receive, send)

    return respond


def safe_headers(app: ASGIApp) -> ASGIApp:
    """Return an application that adds the headers to every answer; a page has a content security policy of its own."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_with_headers(message: Message) -> None:
            """Send a message, with the headers if it starts an answer."""
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return respond


def _refusal(method: str, headers: Headers, names: set[str]) -> Response | None:
    """Return the refusal of a request; None if it is accepted."""
    host = headers.get("host", "").lower()
    if not (name := _name(host)) or not (name in {_HERE, *names} or _is_address(name)):
        reason = f"'{host[:_SHOWN]}' is no name of this service; --allow-host adds one"
        return problem(Refusal(HTTPStatus.MISDIRECTED_REQUEST, reason))
    for origin in headers.getlist("origin"):
        site = origin.lower().rpartition("://")[2]
        if site != host and _name(site) not in names:
            reason = f"no page of '{origin[:_SHOWN]}' is answered; --allow-host adds the host of a site"
            return problem(Refusal(HTTPStatus.FORBIDDEN, reason))
    if "origin" not in headers and headers.get("sec-fetch-site") in _ELSEWHERE and not _is_link(method, headers):
        reason = "no request of a page of another site is answered; a link to this service is"
        return problem(Refusal(HTTPStatus.FORBIDDEN, reason))
    if "content-length" in headers and "transfer-encoding" in headers:
        reason = "the length of the body is stated in two ways"
        return problem(Refusal(HTTPStatus.BAD_REQUEST, reason, headers={"Connection": "close"}))
    return None


def _is_link(method: str, headers: Headers) -> bool:
    """Return whether a person followed a link to this service; a browser requests embedded pages without a person."""
    return (
        method in _READS
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest", "document") == "document"
    )


def _name(host: str) -> str:
    """Return a host without its port; empty for an invalid host."""
    match = _HOST.fullmatch(host)
    return match[1] if match else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True

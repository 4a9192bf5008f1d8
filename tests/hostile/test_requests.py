"""No page of another site can read an answer, under any name of the service, and no request is read in two ways."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from exportctl.served.current import Current
from exportctl.served.http import Limits
from tests.browser import Browser, browser, found
from tests.served.conftest import current, served
from tests.served.serving import JSON, Client, Reply, problem, reply_of
from tests.served.test_answers import counted
from tests.served.test_limits import serving

__all__ = ("current", "served")
pytestmark = pytest.mark.xdist_group("served")
CHROMIUM = found() if os.name == "posix" else None
STRANGER = "rebound.example"


def called(client: Client, host: str, **headers: str) -> Reply:
    """Ask how the service is, under a name."""
    return client.ask("GET", "/health", headers={"Host": host, **headers})


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "10.1.2.3:80", "[::1]:8000", "[::1]", "exports.example.com:1"]
)
def test_a_name_of_the_service_is_answered(current: Current, host: str) -> None:
    """It is `localhost`, any address, or one that was allowed; the port does not matter, for a proxy has another."""
    with serving(current, Limits(hosts=("exports.example.com",))) as client:
        assert called(client, host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        STRANGER,
        f"{STRANGER}:8000",
        "localhost.rebound.example",
        "",
        "a@localhost",
        "[rebound.example]",
        "exports.example.com",
    ],
)
def test_another_name_is_refused(current: Current, host: str) -> None:
    """For every question and method."""
    with serving(current, Limits()) as client:
        assert "--allow-host" in problem(called(client, host), 421)
        assert problem(client.ask("GET", "/check?item=gallium", headers={"Host": host}), 421)
        assert problem(client.ask("POST", "/check", b"{}", {"Host": host, "Content-Type": JSON}), 421)


def test_a_page_of_another_site_is_refused(current: Current) -> None:
    """A browser states the site of the page; pages of the service, and of allowed sites, are answered."""
    with serving(current, Limits(hosts=("erp.example.com",))) as client:
        for origin in ("http://rebound.example", "null", "http://localhost:3000", "http://127.0.0.1", "x"):
            assert "--allow-host" in problem(called(client, "localhost:8000", Origin=origin), 403)
        for origin in ("http://localhost:8000", "https://erp.example.com", "https://erp.example.com:8443"):
            assert called(client, "localhost:8000", Origin=origin).status == 200


@pytest.mark.parametrize("type_", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_of_no_type_that_is_known_is_refused(served: Client, type_: str | None) -> None:
    """These are the types that a page may send to any site without asking it first."""
    headers = {"Content-Type": type_} if type_ else {}
    for path in ("/check", "/classify", "/party", "/screen"):
        assert problem(served.ask("POST", path, b'{"item": "gallium"}', headers), 415)


@pytest.fixture(scope="module")
def stranger() -> Iterator[Browser]:
    """A browser for which the name of a stranger's site leads to this machine; the pages of a stranger have no policy."""
    assert CHROMIUM
    with browser(CHROMIUM, "--host-resolver-rules=MAP *.example 127.0.0.1") as opened:
        opened.call("Page.setBypassCSP", enabled=True)
        yield opened


READS = "fetch({url}, {how}).then(async (it) => it.status + ' ' + await it.text(), (it) => 'nothing')"


def reads(page: Browser, url: str, how: str = "{}") -> str:
    """Return the parts of an address that a page reads."""
    text: str = page.run(READS.format(url=repr(url), how=how))
    return text


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here; Debian has it: apt-get install chromium")
def test_no_page_of_a_stranger_reads_an_answer(current: Current, stranger: Browser) -> None:
    """Neither under its own name, which leads to the service by now, nor from site to site; it could, if its name were allowed."""
    address = "/check?item=gallium&to=US&on=2025-12-01"
    with serving(current, Limits()) as client:
        stranger.open(f"http://{STRANGER}:{client.port}/health")
        assert reads(stranger, address).startswith("421 ")
        here = f"http://127.0.0.1:{client.port}"
        before = counted(client.get("/metrics"), "exportctl_answers_total")
        assert reads(stranger, here + address) == "nothing"
        for type_ in ("text/plain", JSON):
            how = f"{{method: 'POST', mode: 'no-cors', body: '{{}}', headers: {{'Content-Type': '{type_}'}}}}"
            assert reads(stranger, f"{here}/check", how) in {"0 ", "nothing"}
        assert counted(client.get("/metrics"), "exportctl_answers_total") == before
    with serving(current, Limits(hosts=(STRANGER,))) as client:
        stranger.open(f"http://{STRANGER}:{client.port}/health")
        assert reads(stranger, address).startswith("200 ")


def test_a_length_that_is_stated_in_two_ways_closes_the_connection(current: Current) -> None:
    """A proxy may have used the other length, and then the rest is another request, which must not be answered."""
    body = b'{"item": "gallium"}'
    hidden = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = "POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    whole = f"{head}Content-Length: {len(body)}\r\n\r\n{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    with serving(current, Limits()) as client, closing(socket.create_connection(("127.0.0.1", client.port))) as sent:
        sent.sendall(whole + hidden)
        assert problem(reply_of(sent), 400) == "the length of the body is stated in two ways"
        assert sent.recv(1) == b""

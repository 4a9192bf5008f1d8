"""Lists are fetched over https alone, with the form and the header that their issuers need, and within limits."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from exportctl.errors import PlaceError
from exportctl.news import fetching
from exportctl.news.fetching import fetch
from exportctl.store.announcements import AnnouncementList, Series
from tests.cli.program import ask

SERIES = (Series("mofcom", "商务部", "公告"),)
DAY = date(2026, 10, 28)
JANUARY = date(2027, 1, 4)


class Asked(NamedTuple):
    """A request that the server received."""

    method: str
    path: str
    body: str
    header: str | None


class Server:
    """An issuer's server that answers each path with the next of its pages, or with 404."""

    def __init__(self, port: int) -> None:
        self.address = f"https://127.0.0.1:{port}"
        self.pages: dict[str, list[tuple[int, bytes, dict[str, str]]]] = {}
        self.asked: list[Asked] = []

    def answer(self, path: str, *bodies: bytes, status: int = 200, **headers: str) -> None:
        """Answer a path with these bodies, one after the other."""
        self.pages[path] = [(status, body, headers) for body in bodies]


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            server.asked.append(Asked(self.command, self.path, body, self.headers.get("X-Requested-With")))
            pages = server.pages.get(self.path) or [(404, b"", {})]
            status, content, headers = pages.pop(0)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST  # noqa: N815 - the name that the handler calls

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the signature of the handler
            """Print nothing."""

    return Handler


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a certificate for 127.0.0.1 and its key, which nothing else trusts."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    file = tmp_path_factory.mktemp("server") / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on this machine whose certificate is trusted during one test."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server = Server(listening.server_port)
    listening.RequestHandlerClass = _handler(server)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    listening.shutdown()
    listening.server_close()
    thread.join()


def rows(*numbers: int, pages: int = 1) -> bytes:
    """Return a page of a column."""
    return json.dumps(
        {
            "pageInfo": {
                "maxPageNum": pages,
                "rows": [
                    {"title": f"商务部公告2026年第{number}号", "url": f"/{number}.html", "publishTimeStr": "2026-10-20"}
                    for number in numbers
                ],
            }
        }
    ).encode()


def index(number: int) -> bytes:
    """Return the index of a year with one announcement."""
    title = f"商务部公告2026年第{number}号"
    return f'<ul class="txtList_01"><li><a href="/1.html">{title}</a><span>[2026-10-20]</span></li></ul>'.encode()


def column(server: Server, pages: int = 5) -> AnnouncementList:
    """Return a column of the server."""
    return AnnouncementList(
        "column", "column", "商务部", f"{server.address}/list", "pageNumber={page}&columnID=9&title=", pages
    )


def yearly(server: Server) -> AnnouncementList:
    """Return an index of the server with a page for each year."""
    return AnnouncementList("index", "index", "商务部", f"{server.address}/{{year}}/index.html")


def numbers(source: AnnouncementList, day: date = DAY) -> list[int]:
    """Return the numbers of the announcements that are fetched."""
    return [item.title.number.number for item in fetch(source, SERIES, day).announcements if item.title.number]


class TestPages:
    """All pages of a list are read."""

    def test_a_column_is_posted_page_by_page_with_its_header(self, server: Server) -> None:
        """Up to the last page that it states; without the header, Chinese would come back as question marks."""
        server.answer("/list", rows(45, 44, pages=2), rows(43, pages=2))
        assert numbers(column(server)) == [45, 44, 43]
        assert server.asked == [
            Asked("POST", "/list", f"pageNumber={page}&columnID=9&title=", "XMLHttpRequest") for page in (1, 2)
        ]

    def test_an_unreadable_row_does_not_hide_the_next_page(self, server: Server) -> None:
        """Each is an error of the list."""
        broken = json.dumps({"pageInfo": {"maxPageNum": 2, "rows": [{"title": "a"}]}}).encode()
        server.answer("/list", broken, rows(43, pages=2))
        page = fetch(column(server), SERIES, DAY)
        assert [item.title.number.number for item in page.announcements if item.title.number] == [43]
        assert [str(fault.what).partition(",")[0] for fault in page.faults] == ["row 1 has no address"]

    def test_no_more_pages_are_read_than_the_data_allows(self, server: Server) -> None:
        """The newest are first."""
        server.answer("/list", rows(45, pages=9), rows(44, pages=9), rows(43, pages=9))
        assert numbers(column(server, pages=2)) == [45, 44]

    def test_an_index_is_that_of_the_year(self, server: Server) -> None:
        """A page without a form is fetched by GET."""
        server.answer("/2026/index.html", index(45))
        assert numbers(yearly(server)) == [45]
        assert [(item.method, item.path) for item in server.asked] == [("GET", "/2026/index.html")]

    def test_the_page_of_a_new_year_may_be_missing_in_january(self, server: Server) -> None:
        """Nothing may have been published yet; later, a missing page is an error."""
        server.answer("/2026/index.html", index(45))
        assert numbers(yearly(server), JANUARY) == [45]
        with pytest.raises(PlaceError, match="the server answered 404"):
            fetch(yearly(server), SERIES, date(2027, 2, 1))


class TestFaults:
    """A list that is not read whole is an error."""

    @pytest.mark.parametrize("pages", [(rows(),), (rows(45, pages=3), rows(pages=3))])
    def test_an_empty_page_is_an_error(self, pages: tuple[bytes, ...], server: Server) -> None:
        """Also one in the middle, with status 200."""
        server.answer("/list", *pages)
        with pytest.raises(PlaceError, match="has no announcement"):
            fetch(column(server), SERIES, DAY)

    @pytest.mark.parametrize("status", [403, 404, 500, 503])
    def test_a_server_that_refuses_is_an_error(self, status: int, server: Server) -> None:
        """With its answer and the address."""
        server.answer("/list", b"", status=status)
        with pytest.raises(PlaceError, match=rf"/list: cannot be fetched: the server answered {status}"):
            fetch(column(server), SERIES, DAY)

    @pytest.mark.parametrize("target", ["http://127.0.0.1:1/list", "file:///etc/passwd", "ftp://127.0.0.1/list"])
    def test_a_redirect_leads_to_https_alone(self, target: str, server: Server) -> None:
        """Not to a page that others can change on the way, and to no file."""
        server.answer("/list", b"", status=302, Location=target)
        with pytest.raises(PlaceError, match=r"leads to an address that is not https|the server answered 302"):
            fetch(column(server), SERIES, DAY)

    def test_a_redirect_to_https_is_followed(self, server: Server) -> None:
        """As issuers move their pages."""
        server.answer("/2026/index.html", b"", status=301, Location=f"{server.address}/new.html")
        server.answer("/new.html", index(45))
        assert numbers(yearly(server)) == [45]

    @pytest.mark.parametrize("address", ["http://127.0.0.1/{page}", "file:///etc/passwd", "ftp://127.0.0.1/"])
    def test_no_other_address_is_fetched(self, address: str) -> None:
        """Lint refuses it too."""
        with pytest.raises(PlaceError, match="is not an https address"):
            fetch(AnnouncementList("list", "index", "商务部", address), SERIES, DAY)

    def test_an_untrusted_certificate_is_an_error(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        """Another server could answer in the place of the issuer."""
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(PlaceError, match="certificate"):
            fetch(yearly(server), SERIES, DAY)
        assert server.asked == []

    def test_a_page_has_a_limit(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        """In bytes, and in seconds for a server that sends them one at a time."""
        server.answer("/2026/index.html", index(45), index(45))
        monkeypatch.setattr(fetching, "PAGE", 10)
        with pytest.raises(PlaceError, match="more than 10 bytes"):
            fetch(yearly(server), SERIES, DAY)

    def test_a_slow_page_ends(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        """However little is missing."""
        server.answer("/2026/index.html", index(45))
        monkeypatch.setattr(fetching, "_SECONDS", -1)
        with pytest.raises(PlaceError, match="cannot be fetched within"):
            fetch(yearly(server), SERIES, DAY)

    def test_an_address_without_a_server_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With the reason of the system."""
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        nobody = AnnouncementList("list", "index", "商务部", "https://127.0.0.1:1/list")
        with pytest.raises(PlaceError, match=r"cannot be fetched: .*refused"):
            fetch(nobody, SERIES, DAY)


def test_the_command_fetches_every_list_of_the_data(server: Server, tmp_path: Path) -> None:
    """A missing list does not hide the news of another; the program names the lists that it could not read."""
    (tmp_path / "announcements").mkdir()
    (tmp_path / "release.yaml").write_text(
        'version: "1"\njurisdictions:\n'
        "  - {id: CN, name: {en: China, zh: 中国}, territory: [CN], checked_through: 2026-10-10}\n",
        encoding="utf-8",
    )
    (tmp_path / "announcements" / "series.yaml").write_text(
        "- {id: mofcom, issuer: 商务部, form: 公告}\n", encoding="utf-8"
    )
    (tmp_path / "announcements" / "lists.yaml").write_text(
        f'- {{id: column, kind: column, issuer: 商务部, url: "{server.address}/list", post: "pageNumber={{page}}", pages: 2}}\n'
        f'- {{id: index, kind: index, issuer: 商务部, url: "{server.address}/{{year}}/index.html"}}\n',
        encoding="utf-8",
    )
    server.answer("/list", rows(45))
    answer = ask("data", "news", "--fetch", "--data", str(tmp_path), "-f", "json")
    assert (answer.code, [item["id"] for item in answer.json["new"]]) == (2, ["mofcom-2026-45"])
    assert answer.json["lists"] == [{"source": "column", "announcements": 1}]
    assert answer.json["not_read"] == [
        {"source": f"{server.address}/2026/index.html", "error": "cannot be fetched: the server answered 404"}
    ]

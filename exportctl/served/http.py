"""The HTTP service: it answers with the documents that commands print, or with one line that describes an error, and shows pages."""

from __future__ import annotations

import asyncio
import json
import signal
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from time import perf_counter
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from exportctl import __version__
from exportctl.errors import STATED_TWICE, InputError, PlaceError
from exportctl.files.strictjson import parsed
from exportctl.reports.documents.parts import law_of
from exportctl.reports.documents.writing import dump
from exportctl.reports.i18n.language import translate
from exportctl.sentences import Sentence, either
from exportctl.served import rows
from exportctl.served.bodies import Bodies, TooLargeError, too_large
from exportctl.served.connections import Crowd, connection_limit, server
from exportctl.served.guard import guard, safe_headers
from exportctl.served.lanes import Lane, Until
from exportctl.served.metrics import MEDIA_TYPE, Metrics
from exportctl.served.openapi import openapi_document
from exportctl.served.pages.files import Files
from exportctl.served.pages.frame import Frame, language_of
from exportctl.served.pages.operations import operations
from exportctl.served.pages.question_page import FileLimits, QuestionPage
from exportctl.served.pages.screening import screen_file
from exportctl.served.pages.uploads import Uploads
from exportctl.served.pages.wording import page_language
from exportctl.served.questions import QUESTIONS, SEVERAL, Question
from exportctl.served.refusals import Refusal, RefusedError, problem, refusal_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence

    from uvicorn import Server

    from exportctl.served.current import Current
    from exportctl.served.pages.uploads import ScreenFile

    Work = Callable[[Request], Awaitable[Response]]
    Show = Callable[[Request, Refusal], Response]

JSON: Final = "application/json"
NOTES: Final = "Exportctl-Notes"
"""The header of a screened table with the columns that were read and those that were not."""
_HEADER: Final = 2_000
"""The number of bytes of a header of notes: proxies refuse long headers."""
_HTML: Final = "text/html"
_PIECE: Final = 1 << 18
_CLOSED: Final = 499
"""The status under which abandoned answers are counted."""


class Limits(NamedTuple):
    """The limits on bytes of a body, seconds for an answer, concurrent questions and tables, connections, and idle seconds of one.

    The service checks for newer data every `renew` seconds; `hosts` are its names. It keeps the results of a file that was sent to the
    page for `keep` seconds.
    """

    body: int = 16 << 20
    seconds: float = 30
    questions: int = 64
    tables: int = 4
    renew: float = 60
    connections: int = 1000
    idle: float = 10
    hosts: tuple[str, ...] = ()
    keep: float = 900


class Service:
    """Answers requests by the current law: questions one after another, because they share caches, and tables in parallel."""

    def __init__(  # noqa: PLR0913 - the parts of a service
        self,
        current: Current,
        limits: Limits,
        *,
        helps: Mapping[str, str],
        note: Callable[[str], None],
        questions: Mapping[str, Question] = QUESTIONS,
        screen_file: ScreenFile = screen_file,
    ) -> None:
        """Take the current law, the limits, the descriptions of facts, and the function that reports faults."""
        self._current, self._limits, self._note = current, limits, note
        self._bodies, self._crowd = Bodies(limits.body), Crowd(connection_limit(limits.connections), limits.idle, note)
        self._lane, self._tables = Lane(1, limits.questions), Lane(limits.tables, limits.tables)
        self._metrics, self._wake = Metrics(), asyncio.Event()
        self._helps, self._document, self._questions = helps, openapi_document(helps), questions
        self._description = json.dumps(self._document, ensure_ascii=False).encode()
        self._uploads, self._frame = Uploads(self._tables, limits.keep, screen_file, note), Frame(current)
        file_limits = FileLimits(limits.body, self._uploads.minutes)
        self._question_page = QuestionPage(self._frame, current, limits.seconds, self._lane, file_limits)
        self._files = Files(
            self._frame, self._question_page, current, limits.seconds, self._uploads, read_body=self._body
        )

    def handle_sighup(self) -> None:
        """Handle SIGHUP from now on instead of ending: its renewal runs as soon as the service runs."""
        with suppress(AttributeError, ValueError):  # not on Windows, not in a thread
            signal.signal(signal.SIGHUP, lambda *_: self._wake.set())

    def application(self) -> Starlette:
        """Return the service as an ASGI application."""
        question_routes = [
            Route(f"/{name}", self._count(name, self._question(question)), methods=["GET", "POST"])
            for name, question in self._questions.items()
        ]
        return Starlette(
            routes=[
                *question_routes,
                Route("/screen", self._count("screen", self._screen), methods=["POST"]),
                Route("/health", self._health),
                Route("/metrics", self._send_metrics),
                Route("/openapi.json", self._send_description),
                *self._pages(),
            ],
            middleware=[Middleware(safe_headers), Middleware(guard, self._limits.hosts)],
            exception_handlers={HTTPException: self._not_here},
            lifespan=self._lifespan,
        )

    def _pages(self) -> Iterator[Route]:
        """Yield the routes of the pages and their assets; their errors are pages, too."""
        pages: tuple[tuple[str, str, str, Work], ...] = (
            ("page", "GET", "/", self._question_page.ask),
            ("page", "GET", "/docs", self._describe),
            ("file", "POST", "/files", self._files.take),
            ("file_page", "GET", "/files", self._files.show_form),
            ("file_page", "GET", "/files/{token}", self._files.show),
            ("file_page", "GET", "/files/{token}/progress", self._files.show_progress),
            ("file_page", "POST", "/files/{token}/delete", self._files.delete),
            ("file_page", "GET", "/files/{token}/{name}", self._files.send),
            *(("asset", "GET", path, self._frame.send_asset) for path in self._frame.assets),
        )
        for name, method, path, work in pages:
            yield Route(path, self._count(name, work, self._frame.refuse), methods=[method])

    def _not_here(self, request: Request, error: Exception) -> Response:
        """Return the refusal of an address that the service does not have: a page for a browser, else a document."""
        status = HTTPStatus(getattr(error, "status_code", HTTPStatus.NOT_FOUND))
        headers = getattr(error, "headers", None) or {}
        if _HTML in request.headers.get("accept", ""):
            return self._frame.missing_page(request, status, headers)
        return problem(Refusal(status, f"{status.phrase}; /openapi.json lists the addresses", headers=headers))

    def server(self) -> Server:
        """Return the server that runs the service on a socket until a signal stops it; started answers are completed."""
        return server(self.application(), self._crowd)

    def _question(self, question: Question) -> Work:
        async def respond(request: Request) -> Response:
            until, by = Until.after(self._limits.seconds), self._current.answerer
            body = await self._body(request, until, {JSON}) if request.method == "POST" else None
            parameters = _by_address(request) if body is None else {}

            def work() -> str:
                given = parameters if body is None else _by_body(body)
                return dump(question.answer(by, given)) + "\n"

            with self._lane.place():
                return Response(await self._lane.run(work, until), media_type=JSON)

        return respond

    async def _screen(self, request: Request) -> Response:
        until, by = Until.after(self._limits.seconds), self._current.answerer
        body = await self._body(request, until, rows.FORMATS)
        type_ = _type_of(request)
        given = {name: request.query_params.getlist(name) for name in request.query_params}

        def work() -> rows.AnsweredTable:
            return rows.screen_rows(by, body, rows.FORMATS[type_], given, until)

        with self._tables.place():
            table = await self._tables.run(work, until)
            return StreamingResponse(_pieces(table.content), headers={NOTES: _in_header(table.notes)}, media_type=type_)

    async def _body(self, request: Request, until: Until, types: Collection[str]) -> bytes:
        """Return the body of a request; raises RefusedError for one that is too large or too slow, or of another type."""
        if _type_of(request) not in types or request.headers.get("content-encoding", "identity") != "identity":
            known = either(types)
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Sentence("send {known}, uncompressed", known=known))
        claimed = int(request.headers.get("content-length", "0"))
        try:
            return await self._bodies.read(request.stream(), claimed, until)
        except TimeoutError:
            late = Sentence("the body did not come within {seconds:g} seconds", seconds=self._limits.seconds)
            raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, late) from None
        except TooLargeError:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large(self._limits.body)) from None

    def _count(self, name: str, work: Work, show: Show = lambda _, refusal: problem(refusal)) -> Work:
        """Return the response to a request, also for a fault of the program, and count it."""

        async def respond(request: Request) -> Response:
            began = perf_counter()
            try:
                response = await work(request)
            except Exception as error:  # noqa: BLE001 - the caller gets a line about any error
                response = self._refuse(request, error, show)
            self._metrics.count_answer(name, response.status_code, perf_counter() - began)
            return response

        return respond

    def _refuse(self, request: Request, error: Exception, show: Show) -> Response:
        """Return the answer to a request that an error ends; a fault of the program is noted."""
        if isinstance(error, ClientDisconnect):
            return Response(status_code=_CLOSED)
        refusal = refusal_of(error, self._limits.seconds)
        if refusal.is_fault:
            self._note(refusal.reason)
        return show(request, refusal)

    async def _health(self, request: Request) -> Response:  # noqa: ARG002 - the signature of an endpoint
        refused, overlay = self._current.refused, self._current.latest.overlay
        counts = {"configuration": overlay.config.name, **overlay.counts} if overlay.config and not refused else None
        health = {
            "status": "refused" if refused else "ok",
            "program": __version__,
            "law": law_of(self._current.law.law).to_dict(),
            "company": counts,
            "refused": refused or None,
        }
        return JSONResponse(health, HTTPStatus.SERVICE_UNAVAILABLE if refused else HTTPStatus.OK)

    async def _send_metrics(self, request: Request) -> Response:  # noqa: ARG002 - the same
        metrics = self._metrics.render(
            self._current.law.law,
            refused=bool(self._current.refused),
            connections=len(self._crowd.open),
            questions=self._lane,
            tables=self._tables,
        )
        return Response(metrics, media_type=MEDIA_TYPE)

    async def _send_description(self, request: Request) -> Response:  # noqa: ARG002 - the same
        return Response(self._description, media_type=JSON)

    async def _describe(self, request: Request) -> Response:
        """Return the page that describes the API."""
        version = self._document["openapi"]
        with page_language(language_of(request)):
            return self._frame.page(
                "docs.html",
                request,
                more=translate(
                    "The same answers for programs. Description for tools (OpenAPI {version}):", version=version
                ),
                document="/openapi.json",
                operations=[*operations(self._document, self._helps)],
            )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Check for newer data at intervals, and at once on SIGHUP, while the service runs."""
        renewing = asyncio.create_task(
            self._current.keep_current(self._limits.renew, self._wake, self._metrics.count_renewal)
        )
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):  # not on Windows, not in a thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._wake.set)
        try:
            yield
        finally:
            renewing.cancel()
            self._uploads.close()
            self._lane.close()
            self._tables.close()


def _type_of(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _by_address(request: Request) -> dict[str, object]:
    """Return the parameters of a query string; raises InputError for a repeated one that must not be."""
    parameters: dict[str, object] = {}
    for name in request.query_params:
        texts = request.query_params.getlist(name)
        if name not in SEVERAL and len(texts) > 1:
            raise InputError(name[:40], STATED_TWICE)
        parameters[name] = texts if name in SEVERAL else texts[0]
    return parameters


def _by_body(body: bytes) -> dict[str, object]:
    """Return the parameters of a body; raises PlaceError if it is no JSON object."""
    try:
        parameters = parsed(body.decode())
    except (ValueError, RecursionError) as error:
        raise PlaceError(rows.BODY, f"is not JSON: {str(error) or 'it is nested too deep'}") from None
    if not isinstance(parameters, dict):
        raise PlaceError(rows.BODY, Sentence.of("is no object of JSON, which has a key for each fact"))
    return parameters


def _in_header(notes: Sequence[str]) -> str:
    """Return notes as the value of a header: percent-encoded UTF-8 without line breaks, cut at a character to its limit."""
    text = ""
    for char in "; ".join(" ".join(note.split()) for note in notes):
        encoded = quote(char, safe=" !\"#$&'()*+,-./:;<=>?@[]^_`{|}~")
        if len(text) + len(encoded) > _HEADER:
            return f"{text}..."
        text += encoded
    return text


def _pieces(answer: BinaryIO) -> Iterator[bytes]:
    with answer:
        while piece := answer.read(_PIECE):
            yield piece

"""The pages of the service: one question with its answer, a file with its report and workbook, and the description of the API."""

from __future__ import annotations

from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from exportctl.errors import InputError
from exportctl.facts.registry import BY_KEY, ITEM
from exportctl.reports.html.page import page_scripts
from exportctl.reports.html.templates import content_hash, content_policy, environment, styles
from exportctl.reports.i18n.language import current_language, name_of, render, using_language
from exportctl.reports.pictures.style import STYLE
from exportctl.served.headers import POLICY
from exportctl.served.lanes import Until
from exportctl.served.pages.answer import answer_of
from exportctl.served.pages.form import form, label_of, linked_options, parameters, stated_in
from exportctl.served.pages.languages import NAMES, PARAMETER, language_of
from exportctl.served.pages.operations import operations
from exportctl.served.pages.screening import REPORT, ROWS, WORKBOOK, SentFile
from exportctl.served.pages.words import sentence, word, words
from exportctl.served.questions import QUESTIONS
from exportctl.served.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping

    from exportctl.law.register import Register
    from exportctl.reports.verdict import Checked
    from exportctl.served.answerer import Answerer
    from exportctl.served.current import Current
    from exportctl.served.lanes import Lane
    from exportctl.served.pages.form import Stated
    from exportctl.served.pages.uploads import Upload, Uploads
    from exportctl.served.refusals import Refusal

    Work = Callable[[Request], Awaitable[Response]]
    ReadBody = Callable[[Request, Until, Collection[str]], Awaitable[bytes]]

_HERE: Final = Path(__file__).parent
_FORM: Final = "multipart/form-data"
_ENDINGS: Final = (".xlsx", ".csv", ".tsv", ".txt", ".tab")
_PACKED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""What a packed file begins with: gzip and zstd, in which a small file may hold very many rows."""
_NAME: Final = 120
_PRIVATE: Final = {"Cache-Control": "no-store"}
_MINUTE: Final = 60


class Page(NamedTuple):
    """A page: the name under which its answers are counted, its path, its method, and what answers it."""

    name: str
    path: str
    method: str
    work: Work


class Fault(NamedTuple):
    """A fault of a question in words, and the field that it belongs to."""

    text: str
    anchor: str


class Question(NamedTuple):
    """A question that was asked on the page: what was stated, the answer if there is one, and the faults by fact."""

    stated: Stated
    checked: Checked | None
    faults: Mapping[str, list[InputError]]


class Site:
    """Shows the pages."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that pages are made of
        self,
        current: Current,
        seconds: float,
        asked: Lane,
        uploads: Uploads,
        read_body: ReadBody,
        document: Mapping[str, Any],
        helps: Mapping[str, str],
        largest: int,
    ) -> None:
        """Take what answers, the seconds for that, where questions wait, the files, what reads bodies, and the API with its words."""
        self._current, self._seconds, self._asked, self._uploads = current, seconds, asked, uploads
        self._read_body, self._document, self._helps, self._largest = read_body, document, helps, largest
        self._templates = environment(_HERE / "templates")
        self._assets = {
            "style.css": (styles(_HERE / "pages.css"), "text/css"),
            "script.js": (_text("script.js"), "text/javascript"),
            "icon.svg": (_text("icon.svg"), "image/svg+xml"),
        }
        self._digest = content_hash("".join(text for text, _ in self._assets.values()))[8:16].translate(_PLAIN)

    def pages(self) -> Iterator[Page]:
        """Yield the pages, and what they consist of."""
        yield Page("page", "/", "GET", self._ask)
        yield Page("page", "/docs", "GET", self._describe)
        yield from (Page("asset", f"/{name}", "GET", self._send_asset) for name in self._assets)
        yield Page("file", "/files", "POST", self._take_file)
        yield Page("file_page", "/files/{token}", "GET", self._show_file)
        yield Page("file_page", "/files/{token}/progress", "GET", self._show_progress)
        yield Page("file_page", "/files/{token}/delete", "POST", self._delete)
        yield Page("file_page", "/files/{token}/{name}", "GET", self._send_result)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """Return the page that says why there is no answer."""
        with using_language(language_of(request)):
            title, reason = word("refused_title"), render(refusal.reason, label_of)
            text = self._render("refused.html", request, title=title, reason=reason)
        return self._page(text, refusal.status, refusal.headers)

    async def _ask(self, request: Request) -> Response:
        until, by, language = Until.after(self._seconds), self._current.answerer, language_of(request)

        def work() -> Response:
            with using_language(language):
                return self._form(request, _answer(by, stated_in(request.query_params)), by)

        with self._asked.place():
            return await self._asked.run(work, until)

    def _form(
        self, request: Request, question: Question, by: Answerer, file_fault: str = "", status: int = 0
    ) -> Response:
        """Return the page with the form, and the answer or the faults of a question."""
        today, stated, checked = by.wishes.today(), question.stated, question.checked
        answer = answer_of(checked._replace(today=today), today) if checked else None
        faults = [*_faults(question.faults), *([Fault(file_fault, "f-file")] if file_fault else [])]
        same = stated if answer is None else {**stated, "on": [answer.on.isoformat()]}
        language = current_language().code
        other = "extended" if stated.get("assume", [""])[0] != "extended" else "on-face"
        text = self._render(
            "ask.html",
            request,
            title=answer.headline if answer else word("ask_title"),
            faults=faults,
            faults_title=word("errors_file" if file_fault else "errors"),
            answer=answer,
            options=linked_options(_address("/", same | {"assume": [other]}, language)),
            form=form(stated, {fact: _texts(errors) for fact, errors in question.faults.items()}),
            kept=[(name, value) for name, values in stated.items() if name not in BY_KEY for value in values],
            link=_address("/", same, language),
            json=_address("/check", same),
            places=_places(by.law.law),
            file_fault=file_fault,
            largest=self._largest,
            most_rows=ROWS,
            minutes=self._minutes,
        )
        return self._page(text, status or (HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK))

    async def _take_file(self, request: Request) -> Response:
        until, by, language = Until.after(self._seconds), self._current.answerer, language_of(request)
        try:
            sent = await self._sent_file(request, until, language)
            token = self._uploads.begin(by, sent)
        except RefusedError as error:
            with using_language(language):
                nothing = Question({}, None, {})
                return self._form(request, nothing, by, render(error.reason), error.status)
        return RedirectResponse(f"/files/{token}", HTTPStatus.SEE_OTHER, _PRIVATE)

    async def _sent_file(self, request: Request, until: Until, language: str) -> SentFile:
        """Return the file of a form; raises RefusedError if it has none that can be screened."""
        body = await self._read_body(request, until, {_FORM})

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        try:
            async with Request(request.scope, receive).form(max_files=1, max_fields=1) as fields:
                file = fields.get("file")
                if file is None or isinstance(file, str) or not file.filename:
                    raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, sentence("no_file"))
                name, content = _file_name(file.filename), await file.read()
        except (HTTPException, MultiPartException):
            raise RefusedError(HTTPStatus.BAD_REQUEST, sentence("bad_form")) from None
        if not name.lower().endswith(_ENDINGS):
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, sentence("wrong_kind", name=name))
        if content.startswith(_PACKED):
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, sentence("packed", name=name))
        return SentFile(name, content, language)

    async def _show_file(self, request: Request) -> Response:
        upload = self._uploads.find(request.path_params["token"])
        if upload is None:
            return self._deleted_page(request)
        outcome, address = upload.outcome, f"/files/{request.path_params['token']}"
        with using_language(upload.language):
            shown = {"upload": upload, "address": address, "minutes": self._minutes}
            if outcome is None:
                return self._page(self._render("progress.html", None, share=upload.share, **shown))
            return self._page(self._render("result.html", None, outcome=outcome, **shown))

    async def _show_progress(self, request: Request) -> Response:
        upload = self._uploads.find(request.path_params["token"])
        ready = upload is None or upload.outcome is not None
        rows, share = (upload.rows, upload.share) if upload else (0, None)
        return JSONResponse({"ready": ready, "count": rows, "share": share}, headers=_PRIVATE)

    async def _send_result(self, request: Request) -> Response:
        token, name = request.path_params["token"], request.path_params["name"]
        upload = self._uploads.find(token)
        file = _result(upload, name)
        if upload is None or file is None or not (upload.folder / file).is_file():
            return self._deleted_page(request)
        fetched = BackgroundTask(self._uploads.note_fetched, token, file)
        if file == REPORT:
            headers = _PRIVATE | {POLICY: content_policy(page_scripts(), "frame-ancestors 'none'")}
            return FileResponse(upload.folder / file, headers=headers, media_type="text/html", background=fetched)
        return FileResponse(upload.folder / file, headers=_PRIVATE, filename=upload.workbook, background=fetched)

    async def _delete(self, request: Request) -> Response:
        self._uploads.drop(request.path_params["token"])
        return RedirectResponse("/", HTTPStatus.SEE_OTHER, _PRIVATE)

    async def _describe(self, request: Request) -> Response:
        with using_language(language_of(request)):
            more = word("api_more", document="/openapi.json", version=self._document["openapi"])
            listed = [*operations(self._document, self._helps)]
            text = self._render("docs.html", request, more=more, operations=listed)
        return self._page(text)

    async def _send_asset(self, request: Request) -> Response:
        content, type_ = self._assets[request.url.path[1:]]
        return Response(content, media_type=type_, headers={"Cache-Control": "max-age=86400"})

    def _deleted_page(self, request: Request) -> Response:
        with using_language(language_of(request)):
            text = self._render("refused.html", request, title=word("gone_title"), reason=word("gone"))
        return self._page(text, HTTPStatus.NOT_FOUND)

    def _render(self, template: str, request: Request | None, **variables: Any) -> str:  # noqa: ANN401 - whatever a template takes
        """Return a page in the language that is spoken; one of a request has links to the same in other languages."""
        return self._templates.get_template(template).render(
            words=words(),
            version=import_module("exportctl").__version__,
            law=self._current.law.law.version,
            digest=self._digest,
            languages=[*_languages(request)] if request else (),
            **variables,
        )

    @staticmethod
    def _page(text: str, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response:
        return HTMLResponse(text, status, {POLICY: _POLICY, **_PRIVATE, **(headers or {})})

    @property
    def _minutes(self) -> int:
        return max(round(self._uploads.keep / _MINUTE), 1)


def _answer(by: Answerer, stated: Stated) -> Question:
    """Return the answer to what was stated, or all of its faults: the question is asked again without each fact that is wrong."""
    faults: dict[str, list[InputError]] = {}
    if not stated:
        return Question(stated, None, faults)
    left, checked = dict(stated), None
    while True:
        try:
            checked = cast("Checked", QUESTIONS["check"].evaluate(by, parameters(left)))
        except InputError as error:
            faults.setdefault(error.fact, []).append(error)
            if error.fact == ITEM or left.pop(error.fact, None) is None:
                break
        else:
            break
    return Question(stated, None if faults else checked, faults)


def _faults(by_fact: Mapping[str, list[InputError]]) -> Iterator[Fault]:
    for fact, errors in by_fact.items():
        for error in errors:
            yield Fault(error.render(label_of, current_language()), f"f-{fact}" if fact in BY_KEY else "")


def _texts(errors: list[InputError]) -> list[str]:
    language = current_language()
    return [language.render(error.what, label_of) for error in errors]


def _languages(request: Request) -> Iterator[tuple[str, str, str]]:
    query = stated_in(request.query_params)
    path = request.url.path if request.method == "GET" else "/"
    for code, name in NAMES.items():
        yield code, name, _address(path, query, code)


def _address(path: str, stated: Stated, language: str = "") -> str:
    """Return the address of a question."""
    pairs = [(name, value) for name, values in stated.items() for value in values]
    return f"{path}?{urlencode([*pairs, *([(PARAMETER, language)] if language else [])])}"


def _places(law: Register) -> list[str]:
    return sorted({name_of(name) for name in law.places.names.values()})


def _file_name(text: str) -> str:
    """Return the name of a file without folders and without what cannot be printed."""
    name = "".join(char for char in text.replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip()
    path = Path(name)
    return f"{path.stem[:_NAME]}{path.suffix[:_NAME]}"


def _result(upload: Upload | None, name: str) -> str | None:
    """Return the file that a name of an address stands for."""
    if upload is None or upload.outcome is None:
        return None
    return {REPORT: REPORT, upload.workbook: WORKBOOK}.get(name)


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_PLAIN: Final = str.maketrans("+/=", "---")
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'self' {content_hash(STYLE)}",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page may load: its own styles and script, and the style of the timeline, which is inside the picture."""

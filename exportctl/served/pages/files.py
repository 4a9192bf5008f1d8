"""The pages of a file: the upload, the progress, and the result with report and workbook."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from exportctl.reports.html.page import page_scripts
from exportctl.reports.html.templates import content_policy
from exportctl.reports.i18n.language import render
from exportctl.sentences import Sentence
from exportctl.served.guard import POLICY
from exportctl.served.lanes import Until
from exportctl.served.pages.form import DELETED, FILE, LANGUAGE, FileForm, label_of
from exportctl.served.pages.frame import PRIVATE, Frame, language_of
from exportctl.served.pages.screening import REPORT, SentFile
from exportctl.served.pages.wording import page_language
from exportctl.served.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from exportctl.served.current import Current
    from exportctl.served.pages.question_page import QuestionPage
    from exportctl.served.pages.uploads import Upload, Uploads

    ReadBody = Callable[[Request, Until, Collection[str]], Awaitable[bytes]]

_FORM: Final = "multipart/form-data"
_ENDINGS: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".tab")
_PACKED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""The first bytes of gzip and zstd files: a small one may contain very many rows."""
_PARAMETERS: Final = ("columns", "values", "on", "date_order")
"""The fields of the form that are parameters of /screen, with one text on each line."""
_OF_FILE: Final = ("sheet", "encoding")
"""The fields of the form that state how to read the file."""
_NAME: Final = 120


class Files:
    """Takes files and shows their results."""

    def __init__(  # noqa: PLR0913 - the parts of the pages of a file
        self,
        frame: Frame,
        question_page: QuestionPage,
        current: Current,
        seconds: float,
        uploads: Uploads,
        *,
        read_body: ReadBody,
    ) -> None:
        """Take the frame, the form, the current law data, the seconds for an upload, the uploads, and the reader of bodies."""
        self._frame, self._question_page, self._current, self._seconds = frame, question_page, current, seconds
        self._uploads, self._read_body = uploads, read_body

    async def take(self, request: Request) -> Response:
        """Start to screen a file and redirect to its page; the form shows why a file cannot be screened."""
        until, by, language = Until.after(self._seconds), self._current.answerer, language_of(request)
        sent = SentFile("", b"", language, {})
        try:
            sent = await self._sent_file(request, until, language)
            _require_table(sent)
        except RefusedError as error:
            with page_language(language):
                form = FileForm(sent.field_texts, sent.name, render(error.reason))
                return self._question_page.refuse_file(request, by, form, error.status)
        return RedirectResponse(f"/files/{self._uploads.begin(by, sent)}", HTTPStatus.SEE_OTHER, PRIVATE)

    async def show_form(self, request: Request) -> Response:
        """Redirect to the form: people load the address again at which the form refused a file."""
        query = urlencode({LANGUAGE: language_of(request)})
        return RedirectResponse(f"/?{query}#spreadsheet", HTTPStatus.SEE_OTHER, PRIVATE)

    async def show(self, request: Request) -> Response:
        """Return the page of a file: its progress, its result, or the form with the fault for which it was not screened."""
        if (upload := self._find(request)) is None:
            return self._frame.deleted_page(request)
        template = "progress.html" if upload.outcome is None else "result.html"
        with page_language(_language_of(upload, request)):
            if upload.outcome and upload.outcome.fault:
                form = FileForm(
                    upload.stated, upload.name, render(upload.outcome.fault, label_of), upload.outcome.field
                )
                return self._question_page.refuse_file(
                    request, self._current.answerer, form, HTTPStatus.UNPROCESSABLE_ENTITY
                )
            return self._frame.page(
                template,
                request,
                upload=upload,
                outcome=upload.outcome,
                address=request.url.path,
                minutes=self._uploads.minutes,
            )

    async def show_progress(self, request: Request) -> Response:
        """Return the progress of a file, for the script of its page."""
        upload = self._find(request)
        if upload is None or upload.outcome is not None:
            return JSONResponse({"ready": True}, headers=PRIVATE)
        progress = upload.progress
        with page_language(_language_of(upload, request)):
            text = render(progress.in_words())
        return JSONResponse({"ready": False, "text": text, "share": progress.share}, headers=PRIVATE)

    async def send(self, request: Request) -> Response:
        """Return the report or the workbook of a file."""
        upload = self._find(request)
        if upload is None or (file := upload.result(request.path_params["name"])) is None:
            return self._frame.deleted_page(request)
        after = BackgroundTask(self._uploads.note_fetched, request.path_params["token"], file.name)
        if file.name == REPORT:
            headers = PRIVATE | {POLICY: content_policy(page_scripts(), "frame-ancestors 'none'")}
            return FileResponse(file, headers=headers, media_type="text/html", background=after)
        return FileResponse(file, headers=PRIVATE, filename=upload.workbook, background=after)

    async def delete(self, request: Request) -> Response:
        """Delete the results of a file and redirect to the form, which confirms it in the language of the page."""
        self._uploads.drop(request.path_params["token"])
        query = urlencode({LANGUAGE: language_of(request), DELETED: "yes"})
        return RedirectResponse(f"/?{query}", HTTPStatus.SEE_OTHER, PRIVATE)

    def _find(self, request: Request) -> Upload | None:
        return self._uploads.find(request.path_params["token"])

    async def _sent_file(self, request: Request, until: Until, language: str) -> SentFile:
        """Return the file of a form with its other fields; without one, its name is empty. Raises RefusedError for any other body."""
        body = await self._read_body(request, until, {_FORM})

        # The body was read within the limits of the service; Starlette parses it from memory.
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        try:
            async with Request(request.scope, receive).form(
                max_files=1, max_fields=len(_PARAMETERS) + len(_OF_FILE)
            ) as fields:
                file = fields.get(FILE)
                name, content = "", b""
                if isinstance(file, UploadFile) and file.filename:
                    name, content = _file_name(file.filename), await file.read()
                given = {key: _lines(fields.get(key)) for key in _PARAMETERS}
                how = {key: next(iter(_lines(fields.get(key))), None) for key in _OF_FILE}
        except (HTTPException, MultiPartException):
            raise RefusedError(
                HTTPStatus.BAD_REQUEST, Sentence("the form could not be read; choose the file again")
            ) from None
        return SentFile(name, content, language, {key: texts for key, texts in given.items() if texts}, **how)


def _require_table(sent: SentFile) -> None:
    """Raise RefusedError unless a file was sent that can be screened."""
    if not sent.name:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, Sentence("choose a file"))
    if not sent.name.lower().endswith(_ENDINGS):
        raise RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            Sentence(
                "'{name}' is not a file that can be screened here; save it as .xlsx, .csv or .tsv", name=sent.name
            ),
        )
    if sent.content.startswith(_PACKED):
        raise RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Sentence("'{name}' is packed; unpack it first", name=sent.name)
        )


def _language_of(upload: Upload, request: Request) -> str:
    """Return the language of a page of a file: the one in the address, or else that of its form."""
    return language_of(request) if LANGUAGE in request.query_params else upload.language


def _lines(field: object) -> list[str]:
    return [line.strip() for line in field.splitlines() if line.strip()] if isinstance(field, str) else []


def _file_name(text: str) -> str:
    """Return the name of a file without folders and unprintable characters."""
    name = "".join(char for char in text.replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip()
    path = Path(name)
    return f"{path.stem[:_NAME]}{path.suffix[:_NAME]}"

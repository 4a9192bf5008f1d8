"""The pages of the service: one question with its answer, a file with its report and workbook, and the description of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exportctl.reports.i18n.language import translate, using_language
from exportctl.sentences import Sentence
from exportctl.served.pages.files import Files
from exportctl.served.pages.frame import Frame, Page
from exportctl.served.pages.languages import language_of
from exportctl.served.pages.operations import operations
from exportctl.served.pages.question_page import FileLimits, QuestionPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from exportctl.served.current import Current
    from exportctl.served.lanes import Lane
    from exportctl.served.pages.files import ReadBody
    from exportctl.served.pages.uploads import Uploads
    from exportctl.served.refusals import Refusal


class Site:
    """The pages, each with its path."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of all pages
        self,
        current: Current,
        seconds: float,
        lane: Lane,
        uploads: Uploads,
        read_body: ReadBody,
        largest: int,
        document: Mapping[str, Any],
        helps: Mapping[str, str],
    ) -> None:
        """Take the current law data, the limits and the lane of questions, the uploads, and the description of the API."""
        self._document, self._helps, self._frame = document, helps, Frame(current)
        self._question_page = QuestionPage(self._frame, current, seconds, lane, FileLimits(largest, uploads.minutes))
        self._files = Files(self._frame, self._question_page, current, seconds, uploads, read_body)

    def pages(self) -> Iterator[Page]:
        """Yield the pages and their assets."""
        yield Page("page", "/", "GET", self._question_page.ask)
        yield Page("page", "/docs", "GET", self._describe)
        yield Page("file", "/files", "POST", self._files.take)
        yield Page("file_page", "/files/{token}", "GET", self._files.show)
        yield Page("file_page", "/files/{token}/progress", "GET", self._files.show_progress)
        yield Page("file_page", "/files/{token}/delete", "POST", self._files.delete)
        yield Page("file_page", "/files/{token}/{name}", "GET", self._files.send)
        yield from self._frame.assets()

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """Return the page with the reason of a refusal."""
        title = Sentence("No answer")
        return self._frame.refused_page(request, refusal.status, title, refusal.reason, refusal.headers)

    def missing_page(self, request: Request, status: int, headers: Mapping[str, str] | None) -> Response:
        """Return the page for an address that the service does not have."""
        title, reason = Sentence("Not found"), Sentence("This service has no such page.")
        return self._frame.refused_page(request, status, title, reason, headers)

    async def _describe(self, request: Request) -> Response:
        """Return the description of the API."""
        with using_language(language_of(request)):
            return self._frame.page(
                "docs.html",
                request,
                more=translate(
                    "The same answers for programs. Description for tools (OpenAPI {version}):",
                    version=self._document["openapi"],
                ),
                document="/openapi.json",
                operations=[*operations(self._document, self._helps)],
            )

"""The page of one question: the form, with the answer or all faults."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from exportctl.errors import InputError
from exportctl.facts.registry import BY_KEY, ITEM
from exportctl.law.scale import READINGS
from exportctl.limits import bytes_in_words
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.sentences import Sentence, paragraph, side_by_side, translatable
from exportctl.served.bodies import too_large
from exportctl.served.lanes import Lane, Until
from exportctl.served.pages.answer import answer_of
from exportctl.served.pages.form import (
    DELETED,
    FileForm,
    Stated,
    fault_in_words,
    form,
    label_of,
    linked_text,
    parameters,
    stated_in,
)
from exportctl.served.pages.frame import Frame, address, language_of
from exportctl.served.pages.screening import ENCODINGS, ROWS
from exportctl.served.pages.wording import page_language
from exportctl.served.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from exportctl.reports.verdict import GateVerdict
    from exportctl.served.current import Answerer, Current


_KEPT: Final = frozenset(QUESTIONS["check"].takes) - BY_KEY.keys()
"""The parameters of an address that have no field: the form keeps them."""


_QUESTION: Final = translatable("Check an export")
_FILES: Final = translatable("Check a spreadsheet")
"""The titles of the page by its first form."""
_EMPTY: Final = FileForm()


class PageQuestion(NamedTuple):
    """A question on the page: the stated facts, the answer if there is one, and the faults by fact."""

    stated: Stated
    checked: GateVerdict | None
    faults: Mapping[str, list[InputError]]


class FileLimits(NamedTuple):
    """The limits that the form names: the largest file in bytes, and the minutes for which results are kept."""

    largest: int
    minutes: int


class QuestionPage:
    """Shows the form, and answers its questions."""

    def __init__(self, frame: Frame, current: Current, seconds: float, lane: Lane, files: FileLimits) -> None:
        """Take the frame, the current law data, the seconds for an answer, the lane of questions, and the limits on files."""
        self._frame, self._current, self._seconds, self._lane, self._files = frame, current, seconds, lane, files

    async def ask(self, request: Request) -> Response:
        """Return the page of a question, or the empty form."""
        until, by, language = Until.after(self._seconds), self._current.answerer, language_of(request)

        def work() -> Response:
            """Return the page with the answer, in the language of the request."""
            with page_language(language):
                return self._page(request, by, _answer(by, stated_in(request.query_params)))

        with self._lane.place():
            return await self._lane.run(work, until)

    def refuse_file(self, request: Request, by: Answerer, file: FileForm, status: int) -> Response:
        """Return the form for files with what was entered and the fault, above the form for a question, in the current language."""
        return self._page(request, by, PageQuestion({}, None, {}), file, status)

    def _page(
        self, request: Request, by: Answerer, question: PageQuestion, file: FileForm = _EMPTY, status: int = 0
    ) -> Response:
        today, stated, language = by.defaults.today(), question.stated, current_language().code
        answer = answer_of(question.checked._replace(today=today), today) if question.checked else None
        faulty = {fact: [render(error.what, label_of) for error in errors] for fact, errors in question.faults.items()}
        fields = form(stated, faulty)
        faults = [*_faults(question.faults, fields.keys()), *([(file.fault, f"f-{file.field}")] if file.fault else [])]
        same = {**stated, "on": [answer["on"].isoformat()]} if answer else stated
        readings = {assume: address("/", same | {"assume": [assume]}, language) for assume in READINGS}
        return self._frame.page(
            "ask.html",
            request,
            status or (HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK),
            title=answer["headline"] if answer else translate(_FILES if file.fault else _QUESTION),
            faults=faults,
            faults_title=_title(file) if file.fault else translate("The question has errors"),
            answer=answer,
            linked=linked_text(readings["extended"], by.law.law),
            deleted=DELETED in request.query_params,
            properties=render(side_by_side(sorted({name_of(item.name) for item in by.law.law.parameters.values()}))),
            encodings=[(encoding, translate(name)) for encoding, name in ENCODINGS.items()],
            readings=readings,
            form=fields,
            kept=[(name, value) for name, values in stated.items() if name in _KEPT for value in values],
            link=address("/", same, language),
            json=address("/check", same),
            places=sorted({name_of(name) for name in by.law.law.places.names.values()}),
            file=file,
            most_bytes=self._files.largest,
            too_large=render(too_large(self._files.largest)),
            file_hint=render(paragraph(self._file_hints(file.name))),
        )

    def _file_hints(self, name: str) -> Iterator[Sentence]:
        """Yield the limits on files, what happens to one, and that the file with a name must be chosen again."""
        yield Sentence("At most {most} and {rows} rows.", most=bytes_in_words(self._files.largest), rows=ROWS)
        yield Sentence(
            "Nothing leaves this service. The file is deleted as soon as it is screened, and the results {minutes} minutes later "
            "at the latest.",
            minutes=self._files.minutes,
        )
        if name:
            yield Sentence("The browser does not keep files. Choose {name} again.", name=name)


def _title(file: FileForm) -> str:
    """Return that a file was not screened, with its name if one was sent."""
    if file.name:
        return translate("{name} was not screened", name=file.name)
    return translate("The file was not screened")


def _answer(by: Answerer, stated: Stated) -> PageQuestion:
    """Return the answer to the stated facts, or all faults: the question is repeated without each invalid fact."""
    faults: dict[str, list[InputError]] = {}
    left = {ITEM: [""], **stated} if stated else {}
    while left:
        try:
            checked = cast("GateVerdict", QUESTIONS["check"].evaluate(by, parameters(left)))
        except InputError as error:
            faults.setdefault(error.fact, []).append(error)
            if error.fact == ITEM or left.pop(error.fact, None) is None:
                break
        else:
            return PageQuestion(stated, None if faults else checked, faults)
    return PageQuestion(stated, None, faults)


def _faults(by_fact: Mapping[str, list[InputError]], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the faults in words, each with its field, in the order of the fields; those without a field come last."""
    for fact in sorted(by_fact, key=lambda fact: fields.index(fact) if fact in fields else len(fields)):
        for error in by_fact[fact]:
            yield fault_in_words(error), f"f-{fact}" if fact in BY_KEY else ""

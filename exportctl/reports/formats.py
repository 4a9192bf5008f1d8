"""The formats in which each kind of result is available, and the function that writes each of them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast, dataclass_transform

from exportctl.errors import none_of
from exportctl.reports.i18n.language import using_language
from exportctl.sentences import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

GATES: Final = ("sarif", "junit", "github", "markdown")
"""The formats that name each case that fails a gate or stays undecided."""
_GATES: Final = {name: f"gates.{name}:{name}" for name in GATES}
_BY_KIND: Final = {
    "verdict": {"table": "text.verdict:verdict", "json": "documents.verdict:verdict", **_GATES},
    "classification": {
        "table": "text.classification:classification",
        "json": "documents.classification:classification",
    },
    "trace": {"table": "text.classification:trace", "json": "documents.classification:trace"},
    "steps": {"table": "text.steps:steps", "json": "documents.steps:steps", "markdown": "markdown:steps"},
    "draft": {"markdown": "markdown:draft", "docx": "draft_docx:docx", "json": "documents.draft:draft"},
    "party": {"table": "text.party:party", "json": "documents.party:party", **_GATES},
    "content": {"table": "text.content:content", "json": "documents.content:content"},
    "summary": {"table": "text.summary:summary", "json": "documents.runs:summary", **_GATES},
    "changes": {"table": "text.changes:changes", "json": "documents.runs:changes", **_GATES},
    "report": {"html": "html.page:report"},
    "timeline": {
        "table": "text.timeline:timeline",
        "json": "documents.law:timeline",
        "svg": "pictures.timeline:svg",
        "png": "pictures.png:timeline",
    },
    "diff": {"table": "text.diff:diff", "json": "documents.law:diff"},
    "expiring": {"table": "text.expiring:expiring", "json": "documents.law:expiring", "ics": "calendars:expiring"},
    "receipt": {"json": "documents.receipts:receipt"},
    "verification": {"table": "text.verification:verification", "json": "documents.verification:verification"},
    "receipt-changes": {"table": "text.verification:receipt_changes", "json": "documents.verification:receipt_changes"},
    "log-verification": {"table": "text.verification:log", "json": "documents.verification:log"},
    "list": {"table": "text.law:listing", "json": "documents.listing:listing"},
    "show": {"table": "text.law:record", "json": "documents.listing:record"},
    "explain": {"table": "text.explanation:explanation", "json": "documents.explanation:explanation"},
    "data-status": {"table": "text.data:coverage", "json": "documents.data:coverage"},
    "lint": {"table": "text.data:lint", "json": "documents.data:lint"},
    "news": {
        "table": "text.data:news",
        "json": "documents.data:news",
        "markdown": "markdown:news",
        "github": "gates.github:news",
    },
    "cases": {"table": "text.data:cases", "json": "documents.data:cases"},
    "config": {"table": "text.config:config", "json": "documents.config:config"},
    "schema": {"table": "documents.schemas:schema", "json": "documents.schemas:schema"},
}
TABLE: Final = {(kind, name): function for kind, functions in _BY_KIND.items() for name, function in functions.items()}
"""For a kind of result and a format, the function of this package that makes it.

It makes text, bytes, a document, the lines of markdown, or output for rich.

It is named and not imported, because a command should import only the code for its output.
"""

_FOR_PEOPLE: Final = ("table", "markdown", "html", "svg", "png", "ics", "github", "junit")
"""The formats for people, in their language; formats for machines are always in English.

People read annotations and the messages of tests; their codes, such as the type of a failure, are the same in every language.
"""


def language_for(kind: str, format_: str) -> AbstractContextManager[None]:
    """Return a context with the language of a result in a format: the current language, or English."""
    for_people = format_ in _FOR_PEOPLE and kind != "schema"  # a schema is in English in every format
    return nullcontext() if for_people else using_language(ENGLISH.code)


class Result:
    """The answer to a question, with the question; it can be converted to the document that its command prints."""

    __slots__ = ()
    kind: ClassVar[str]

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain values for JSON."""
        return document(self.kind, self)

    def to_json(self) -> str:
        """Return the document as text; equal results give equal bytes."""
        return str(format_result(self.kind, "json", self))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class DataResult(Result):
    """A result whose fields are written in its class; `kind` is the kind of its document."""

    def __init_subclass__(cls, kind: str = "") -> None:
        """Make each subclass a frozen dataclass, without a repr of its fields, because the law data is one of them."""
        super().__init_subclass__()
        cls.kind = kind
        dataclass(frozen=True, repr=False)(cls)


def formats_of(kind: str) -> list[str]:
    """Return the available formats of a kind of result."""
    return [name for of, name in TABLE if of == kind]


def format_of(kind: str, text: str) -> str:
    """Return the format that a text names; raises InputError if it is not available for results of this kind."""
    word = text.strip().lower()
    if (kind, word) not in TABLE:
        from exportctl.law.spelling import nearest_value  # noqa: PLC0415 - needed only after an error

        raise none_of("format", text, formats_of(kind), nearest_value(word, formats_of(kind)))
    return word


def format_result(kind: str, format_: str, result: object) -> str | bytes | Iterable[RenderableType]:
    """Return a result in a format: text, bytes, or output for rich."""
    report = document(kind, result) if format_ == "json" else function_of(kind, format_)(result)
    if isinstance(report, dict):
        from exportctl.reports.documents.writing import dump  # noqa: PLC0415 - a table needs no JSON

        return dump(report)
    if format_ == "markdown":
        return "\n".join(cast("Iterable[str]", report))
    return cast("str | bytes | Iterable[RenderableType]", report)


def document(kind: str, result: object) -> dict[str, Any]:
    """Return the document of a result as plain values for JSON."""
    made: Any = function_of(kind, "json")(result)
    return made if isinstance(made, dict) else made.to_dict()


def function_of(kind: str, format_: str) -> Callable[[Any], object]:
    """Return the function that writes results of a kind in a format."""
    module, _, name = TABLE[kind, format_].partition(":")
    return cast("Callable[[Any], object]", getattr(import_module(f"exportctl.reports.{module}"), name))

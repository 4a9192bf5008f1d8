"""The OpenAPI document of the service, made from the questions and the shapes of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl import __version__
from exportctl.facts.transaction import FACT_KEYS
from exportctl.reports.documents.schemas import components
from exportctl.sentences import translatable
from exportctl.served.parameters import with_parameters
from exportctl.served.questions import HOLDINGS, QUESTIONS, Question
from exportctl.served.rows import FORMATS, TAKES
from exportctl.served.shapes import TABLE, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


PROBLEM: Final = "application/problem+json"
_SCHEMAS: Final = "#/components/schemas/"
OTHERS: Final = {
    "names": translatable("Names of companies or others."),
    "holdings": translatable("Who owns the end user, through every chain of companies."),
    "all": translatable("List also the provisions that do not apply or have ended."),
    "gate": translatable("The level from which `exit_code` is 1."),
    "undecided": translatable("Whether `exit_code` of an undecided answer is 3 (fail) or 0 (warn)."),
    "columns": translatable("The column of a fact: item=goods. Repeatable."),
    "values": translatable("The value of a fact in all rows: to=US. Repeatable."),
}
_REFUSED: Final = {
    "400": translatable("The body is not valid JSON, CSV or Arrow."),
    "403": translatable("The request comes from a page of another site."),
    "405": translatable("The address has no such method."),
    "408": translatable("The body did not arrive in time."),
    "413": translatable("The body is too large."),
    "415": translatable("The body is of another type."),
    "421": translatable("The service does not have the requested name; ask its operator to add it."),
    "422": translatable("A fact is invalid; `fact` names it."),
    "500": translatable("A fault of the program; please report it."),
    "503": translatable(
        "Every slot is in use; ask again later. Or a file of the company has an error; `detail` names it."
    ),
    "504": translatable("The answer took too long."),
}


def question_schema(question: Question, helps: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON Schema of the parameters of a question; `helps` describes them."""
    return {
        "type": "object",
        "properties": {name: {**shape_of(name), **_description(name, helps)} for name in question.takes},
        "required": [question.needs],
        "additionalProperties": False,
    }


def table_schema(table: str, helps: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON Schema of the parameters for a table, and of the table itself."""
    description = f"CSV with a line of names of columns: {', '.join(FACT_KEYS)}; further ones pass through."
    return {
        "type": "object",
        "properties": {
            table: {**TABLE, "description": description},
            **{name: {**shape_of(name), **_description(name, helps)} for name in TAKES},
        },
        "required": [table],
        "additionalProperties": False,
    }


def openapi_document(helps: Mapping[str, str]) -> dict[str, Any]:
    """Return the OpenAPI document of the service."""
    answers, parts = components([item.kind for item in QUESTIONS.values()], _SCHEMAS)
    paths: dict[str, Any] = {
        f"/{item.name}": _operations(item, answers[item.kind], helps) for item in QUESTIONS.values()
    }
    rows = {"schema": {**TABLE, "format": "binary"}}
    notes = {
        "description": "The columns that were read and those that were not, and the rows passed over; percent-encoded UTF-8.",
        "schema": {"type": "string"},
    }
    paths["/screen"] = {
        "post": {
            "operationId": "screen",
            "summary": translatable(
                "Checks every row of a table: each row comes back once, in order, with its answer or the reason for its rejection"
            ),
            "parameters": _parameters(TAKES, helps),
            "requestBody": {"required": True, "content": dict.fromkeys(FORMATS, rows)},
            "responses": _responses(dict.fromkeys(FORMATS, rows), {"Exportctl-Notes": notes}),
        }
    }
    state = translatable("The state of the service: the law data and the settings of the company")
    refused = translatable("The service answers nothing; `refused` is the reason.")
    paths["/health"] = _state("health", "application/json", {"200": state, "503": refused})
    paths["/metrics"] = _state("metrics", "text/plain", {"200": translatable("Counts of its work, for Prometheus")})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "exportctl",
            "version": __version__,
            "description": "Check exports against China's export controls: which controls apply on a day, why, and until "
            "when. A fact that you do not state is unknown; it never counts as no.",
        },
        "paths": paths,
        "components": {"schemas": {**parts, "Problem": _PROBLEM_SCHEMA}},
    }


_PROBLEM_SCHEMA: Final = {
    "type": "object",
    "description": "What is wrong, in one line (RFC 9457).",
    "properties": {
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "fact": {"type": ["string", "null"], "description": "The fact that makes no sense, where one does."},
    },
    "required": ["status", "detail", "fact"],
    "additionalProperties": False,
}


def _operations(question: Question, answer: Mapping[str, Any], helps: Mapping[str, str]) -> dict[str, Any]:
    """Return the operations of a question: by query string, and with a body."""
    responses = _responses({"application/json": {"schema": answer}})
    alone = [name for name in question.takes if name != HOLDINGS]
    body = {"required": True, "content": {"application/json": {"schema": question_schema(question, helps)}}}
    return {
        "get": {
            "operationId": question.name,
            "summary": question.summary,
            "parameters": _parameters(alone, helps, needs=question.needs),
            "responses": responses,
        },
        "post": {
            "operationId": f"{question.name}_by_body",
            "summary": question.summary,
            "requestBody": body,
            "responses": responses,
        },
    }


def _state(name: str, media_type: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the operation that reads a state of the service; `answers` describes the answer of each status, and 200 the operation."""
    responses = {status: {"description": text, "content": {media_type: {}}} for status, text in answers.items()}
    return {"get": {"operationId": name, "summary": answers["200"], "responses": responses}}


def _parameters(names: Iterable[str], helps: Mapping[str, str], needs: str = "") -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": name == needs,
            "schema": shape_of(name, listed=True),
            **_description(name, helps),
        }
        for name in names
    ]


def _responses(content: Mapping[str, Any], headers: Mapping[str, Any] | None = None) -> dict[str, Any]:
    problem = {PROBLEM: {"schema": {"$ref": f"{_SCHEMAS}Problem"}}}
    refused = {status: {"description": reason, "content": problem} for status, reason in _REFUSED.items()}
    answer = {
        "description": translatable("The answer."),
        "content": content,
        **({"headers": headers} if headers else {}),
    }
    return {"200": answer, **refused}


def _description(name: str, helps: Mapping[str, str]) -> dict[str, str]:
    description = OTHERS.get(name) or with_parameters(" ".join(helps.get(name, "").replace("\\[", "[").split()))
    return {"description": description} if description else {}

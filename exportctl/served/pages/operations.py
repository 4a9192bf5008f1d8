"""The description of the API as a page, made from the OpenAPI document of the service.

A viewer of OpenAPI documents would be 0.8 to 1.4 MB of script, and needs styles inside the page, which the content security policy of
the pages refuses. This one is a template, works without a script, and is in both languages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

from exportctl.reports.i18n.language import render, translate
from exportctl.sentences import Sentence
from exportctl.served.openapi import OTHERS, with_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_METHODS: Final = ("get", "post")
_EXAMPLE: Final = {"item": "gallium", "to": "US", "on": "2025-12-01"}
_NAMES: Final = {"names": "Leidos Inc"}
_BODIES: Final = {
    "/party": {"names": ["Leidos Inc"], "on": "2025-12-01"},
    "/screen": "item,to,on\ngallium,US,2025-12-01",
}
"""The examples of bodies that are not the usual question."""


class Parameter(NamedTuple):
    """A parameter of an operation: its name, its possible values, and its meaning."""

    name: str
    is_required: bool
    values: str
    meaning: str


class Operation(NamedTuple):
    """An operation: its method and path, a summary, an example (an address, or a body), its parameters, body types and responses."""

    method: str
    path: str
    summary: str
    example: str
    parameters: Sequence[Parameter]
    bodies: Sequence[str]
    is_body_same: bool
    responses: Sequence[tuple[str, str]]


def operations(document: Mapping[str, Any], helps: Mapping[str, str]) -> Iterator[Operation]:
    """Yield the operations of an OpenAPI document, in the current language; `helps` describes facts."""
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield _operation(path, method, methods, helps)


def _operation(path: str, method: str, methods: Mapping[str, Any], helps: Mapping[str, str]) -> Operation:
    item = methods[method]
    parameters = [_parameter(parameter, helps) for parameter in item.get("parameters", ())]
    bodies = [*item.get("requestBody", {}).get("content", ())]
    names = {parameter.name for parameter in parameters}
    example = {name: value for name, value in (_NAMES | _EXAMPLE).items() if name in names}
    return Operation(
        method=method.upper(),
        path=path,
        summary=_words(item["summary"]),
        example=_body(path) if bodies else f"{path}?{urlencode(example)}" if example else path,
        parameters=parameters,
        bodies=bodies,
        is_body_same="get" in methods and method == "post",
        responses=[(status, _words(response["description"])) for status, response in item["responses"].items()],
    )


def _body(path: str) -> str:
    body = _BODIES.get(path, _EXAMPLE)
    return body if isinstance(body, str) else json.dumps(body)


def _parameter(item: Mapping[str, Any], helps: Mapping[str, str]) -> Parameter:
    name = item["name"]
    meaning = _words((OTHERS.get(name) or helps.get(name, "")).partition("\n\n")[0])
    return Parameter(name, item["required"], _values(item["schema"]), with_parameters(meaning))


def _values(schema: Mapping[str, Any]) -> str:
    """Return the possible values of a parameter, in words."""
    match schema:
        case {"type": "array", "items": items}:
            return translate("list: {kind}", kind=_values(items))
        case {"enum": values}:
            return ", ".join(values)
        case {"type": "boolean"}:
            return translate("true or false")
        case {"type": "integer", "minimum": least, "maximum": most}:
            return translate("number from {least} to {most}", least=least, most=most)
        case {"format": "date"}:
            return translate("day, YYYY-MM-DD")
        case {"maxLength": most}:
            return translate("text, at most {most} characters", most=most)
        case _:
            return translate("text")


def _words(text: str) -> str:
    return render(Sentence.of(text)).replace("\\[", "[")

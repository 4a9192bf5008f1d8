"""The description of the API as a page, made from the OpenAPI document of the service.

A viewer of OpenAPI documents would be 0.8 to 1.4 MB of script, and needs styles inside the page, which the content security policy of
the pages refuses. This one is a template, works without a script, and is in both languages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from exportctl.reports.i18n.language import render, translate
from exportctl.sentences import Sentence
from exportctl.served.openapi import OTHERS
from exportctl.served.parameters import with_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_METHODS: Final = ("get", "post")
_EXAMPLE: Final = {"item": "gallium", "to": "US", "on": "2025-12-01"}
_NAMES: Final = {"names": "Leidos Inc"}
_BODIES: Final = {
    "/party": json.dumps({"names": ["Leidos Inc"], "on": "2025-12-01"}),
    "/screen": "item,to,on\ngallium,US,2025-12-01",
}
"""The examples of bodies that are not the usual question."""


def operations(document: Mapping[str, Any], helps: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the operations of an OpenAPI document, in the current language; `helps` describes facts."""
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield _operation(path, method, methods, helps)


def _operation(path: str, method: str, methods: Mapping[str, Any], helps: Mapping[str, str]) -> dict[str, Any]:
    """Return an operation; its example is an address, or a body."""
    item = methods[method]
    parameters = [_parameter(parameter, helps) for parameter in item.get("parameters", ())]
    bodies = [*item.get("requestBody", {}).get("content", ())]
    names = {name for name, *_ in parameters}
    example = {name: value for name, value in (_NAMES | _EXAMPLE).items() if name in names}
    return {
        "method": method.upper(),
        "path": path,
        "summary": _words(item["summary"]),
        "example": _BODIES.get(path, json.dumps(_EXAMPLE))
        if bodies
        else f"{path}?{urlencode(example)}"
        if example
        else path,
        "parameters": parameters,
        "bodies": bodies,
        "is_body_same": "get" in methods and method == "post",
        "responses": [(status, _words(response["description"])) for status, response in item["responses"].items()],
    }


def _parameter(item: Mapping[str, Any], helps: Mapping[str, str]) -> tuple[str, bool, str, str]:
    """Return a parameter: its name, whether it is required, its possible values, and its meaning."""
    name = item["name"]
    meaning = _words((OTHERS.get(name) or helps.get(name, "")).partition("\n\n")[0])
    return name, item["required"], _values(item["schema"]), with_parameters(meaning)


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

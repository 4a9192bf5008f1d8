"""The OpenAPI document allows what the service accepts, and the service answers what is drawn from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pyarrow import csv
from schemathesis import BaseSchema, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from exportctl.cli.serve import _is_local
from exportctl.facts.registry import FACTS
from tests.drawn import DRAWS
from tests.served.serving import JSON, Client

pytestmark = [pytest.mark.xdist_group("served"), pytest.mark.long]
drawn = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
WORDS: Final = {"to", "from", "origin", "entry", "param", "contains"}
"""Facts whose words no schema can list, because they are in the law data."""
UNPROMISED: Final = (
    "no column has the name",
    "is stated twice",
    "is stated for all rows, and `columns` also reads it from a column; leave out one of them",
    "needs exactly one end user",
    "because both state the owners of the end user; leave out one of them",
    "names no party; leave it out or state the name",
    "the shares add up to",
)
"""Nor can one hold that a column is in the body, that pairs are of different facts, that holdings come with an end user, that
its owners are stated in one way, that a name is none of the placeholders, or that shares add up to no more than 100 %."""
OPERATIONS = [f"{method} /{name}" for name in ("check", "classify", "party") for method in ("GET", "POST")]
OPERATIONS += ["POST /screen"]
NEEDED: Final = {"/check": "item", "/classify": "item", "/party": "names"}
_NAME: Final = "[^=]*[0-9A-Za-z][^=]*"
_SHARE: Final = "(100|[0-9]{1,2}([.][0-9]{1,20})?)"
_CODE: Final = "[0-9]{6}([0-9]{2}){0,2}|[0-9]{4}[.][0-9]{2}([. ]?[0-9]{2}){0,2}"
_DAYS: Final = {fact.key for fact in FACTS if fact.kind == "day"}
_FACTS: Final = {
    **{fact.key: ".*[0-9A-Za-z].*" for fact in FACTS if fact.key not in _DAYS},
    **{fact.key: "|".join(fact.words) for fact in FACTS if fact.words},
    "item": f".*[A-Za-z].*|.*[0-9]-[0-9].*|{_CODE}",
    "hs_code": "[0-9]{6,10}",
    "quantity": "[0-9]{1,12}([.][0-9]{1,6})? ?(kg|g|t|l|pieces)",
    "cn_content": f"{_SHARE}%?",
    "party": f"((importer|consignee|end-user|buyer)=)?{_NAME}[0-9A-Za-z]",
    "owned_by": f"{_NAME}=(100|[0-9]{{1,2}})%",
    "contains": f"{_NAME}={_SHARE}%",
    "param": "[a-z0-9_]+=.*[0-9].*",
}
SURE: Final = {
    **_FACTS,
    "names": _FACTS["to"],
    "columns": f"({'|'.join(fact.key for fact in FACTS)})=.*\\S.*",
    "values": "|".join(f"{fact}=({pattern})" for fact, pattern in _FACTS.items()),
    "owner": _FACTS["to"],
    "owned": _FACTS["to"],
    "percent": f"{_SHARE}%?",
}
"""Texts that are surely accepted, by parameter: the schema also allows other forms, of which the service knows only some."""
Document = dict[str, Any]


def tables(rows: list[tuple[str, str]]) -> pa.Table:
    """Return rows as a table."""
    return pa.table({"item": [item for item, _ in rows], "to": [to for _, to in rows]})


def as_csv(rows: list[tuple[str, str]]) -> bytes:
    """Return rows as CSV."""
    sink = pa.BufferOutputStream()
    csv.write_csv(tables(rows), sink)
    return bytes(sink.getvalue())


def as_arrow(rows: list[tuple[str, str]]) -> bytes:
    """Return rows as a stream of Arrow."""
    sink, table = pa.BufferOutputStream(), tables(rows)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


_PATIENCE: Final = 60
"""The seconds that a busy machine may take for an answer."""
ROWS: Final = st.lists(
    st.tuples(st.sampled_from(["gallium", "toys", "镓", "", "x\n,"]), st.sampled_from(["US", "", "Mars"]))
)
schemathesis.openapi.media_type("text/csv", ROWS.map(as_csv))
schemathesis.openapi.media_type("application/vnd.apache.arrow.stream", ROWS.map(as_arrow))


@pytest.fixture(scope="module")
def document(served: Client) -> Document:
    """The document of the service, in which every text has one of the forms that are surely accepted."""
    published: Document = served.get("/openapi.json").json
    for operation in OPERATIONS:
        described = described_in(published, operation)
        named = [(item["name"], item["schema"]) for item in described.get("parameters", [])]
        if JSON in described.get("requestBody", {}).get("content", {}):
            named += body_schema(described)["properties"].items()
        for name, shape in named:
            narrow(name, shape)
    return published


def narrow(name: str, shape: Document) -> None:
    """Restrict the texts of a parameter to those that are surely accepted."""
    if "pattern" in shape and name in SURE:
        shape["pattern"] = f"^({SURE[name]})$"
    for part in (*shape.get("anyOf", ()), *([shape["items"]] if "items" in shape else ())):
        narrow(name, part)
    for column, cell in shape.get("properties", {}).items():
        narrow(column, cell)


def cases(described: BaseSchema, operation: str, mode: GenerationMode) -> st.SearchStrategy[Any]:
    """Return requests of an operation, as it is described or otherwise."""
    labelled = described.find_operation_by_label(operation)
    assert labelled
    return labelled.as_strategy(generation_mode=mode)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_requests_of_the_document_are_answered(operation: str, served: Client, document: Document) -> None:
    """A request that the document allows is answered, unless it names what only the law data knows."""
    described = schemathesis.openapi.from_dict(document)

    @settings(drawn, max_examples=10 * DRAWS)
    @given(cases(described, operation, GenerationMode.POSITIVE))
    def asking(case: Any) -> None:
        reply = case.call(base_url=f"http://127.0.0.1:{served.port}", timeout=_PATIENCE)
        case.validate_response(reply, excluded_checks=[positive_data_acceptance])
        if reply.status_code != 200:
            problem = reply.json()
            assert reply.status_code == 422, problem
            assert problem["fact"] in WORDS or any(words in problem["detail"] for words in UNPROMISED), problem

    asking()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_other_requests_get_a_documented_answer(operation: str, served: Client, document: Document) -> None:
    """Any other request has an answer, or a line with its fault, of a shape and under a status of the document."""
    for number, name in enumerate(parameters(document, operation)):
        described = schemathesis.openapi.from_dict(narrowed(document, operation, name))

        @seed(number)  # else each begins with the same values
        @settings(drawn, max_examples=3 * DRAWS)
        @given(cases(described, operation, GenerationMode.NEGATIVE))
        def asking(case: Any) -> None:
            complete(case, operation)
            reply = case.call(base_url=f"http://127.0.0.1:{served.port}", timeout=_PATIENCE)
            case.validate_response(reply, excluded_checks=[negative_data_rejection, positive_data_acceptance])

        asking()


def complete(case: Any, operation: str) -> None:
    """Add to a request what its operation needs, unless it is there."""
    method, path = operation.split()
    part = case.query if method == "GET" else case.body
    if path in NEEDED and isinstance(part, dict):
        part.setdefault(NEEDED[path], "gallium")


def parameters(document: Document, operation: str) -> list[str]:
    """Return the names of the parameters of an operation, in its address or else in its body."""
    described = described_in(document, operation)
    return [item["name"] for item in described.get("parameters", [])] or [*body_schema(described)["properties"]]


def narrowed(document: Document, operation: str, name: str) -> Document:
    """Return the document with this operation alone, of this parameter alone.

    A request with all the parameters takes a second to draw, and breaks one of them; a request with one takes milliseconds.
    """
    described = described_in(document, operation)
    if "parameters" in described:
        narrow: Document = {"parameters": [item for item in described["parameters"] if item["name"] == name]}
    else:
        schema = body_schema(described)
        alone = {**schema, "properties": {name: schema["properties"][name]}, "required": [name]}
        narrow = {"requestBody": {**described["requestBody"], "content": {JSON: {"schema": alone}}}}
    method, path = operation.split()
    return {**document, "paths": {path: {method.lower(): {**described, **narrow}}}}


def described_in(document: Document, operation: str) -> dict[str, Any]:
    """Return how a document describes an operation."""
    method, path = operation.split()
    described: dict[str, Any] = document["paths"][path][method.lower()]
    return described


def body_schema(described: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of the body of an operation."""
    schema: dict[str, Any] = described["requestBody"]["content"][JSON]["schema"]
    return schema


def test_every_status_of_the_documentation_is_described(served: Client) -> None:
    """In each operation that answers a question; the gate is described for a service, which has no exit code of its own."""
    document = served.get("/openapi.json").json
    for path in ("/check", "/classify", "/party", "/screen"):
        statuses = set(document["paths"][path]["post"]["responses"])
        assert statuses == {"200", "400", "403", "405", "408", "413", "415", "421", "422", "500", "503", "504"}
    described = {item["name"]: item["description"] for item in document["paths"]["/check"]["get"]["parameters"]}
    assert described["gate"] == "The level from which `exit_code` is 1."
    assert "Exportctl-Notes" in document["paths"]["/screen"]["post"]["responses"]["200"]["headers"]


@pytest.mark.parametrize(
    ("address", "is_local"), [("127.0.0.1", True), ("::1", True), ("::", False), ("10.0.0.8", False)]
)
def test_only_addresses_of_the_machine_are_local(address: str, is_local: bool) -> None:
    """For any other one, `serve` warns that there is no authentication."""
    assert _is_local(address) == is_local

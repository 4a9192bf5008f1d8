"""Answers over HTTP are the output of the commands, byte for byte, and errors are one line that names the fact."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from openapi_spec_validator import validate

from exportctl import __version__
from exportctl.api import Law
from exportctl.served.questions import FLAGS, QUESTIONS, SEVERAL
from tests.cli import program
from tests.cli.program import ask
from tests.served.serving import TODAY, Client, Reply, problem

pytestmark = pytest.mark.xdist_group("served")


def stated(question: str) -> dict[str, Any]:
    """Return the facts in the arguments of a question, by their names."""
    item, *rest = shlex.split(question)
    fields: dict[str, Any] = {"item": item}
    words = iter(rest)
    for option in words:
        name = option.removeprefix("--").replace("-", "_")
        if name in FLAGS:
            fields[name] = True
        elif name in SEVERAL:
            fields.setdefault(name, []).append(next(words))
        else:
            fields[name] = next(words)
    return fields


@pytest.mark.parametrize("question", program.QUESTIONS)
def test_check_is_answered_as_the_command_answers(question: str, served: Client) -> None:
    """By an address and by a body, down to the last byte."""
    fields, expected = stated(question), program.answer(question).out.encode()
    by_address, by_body = served.get("/check", **fields), served.post("/check", fields)
    assert (by_address.status, by_address.type) == (by_body.status, by_body.type) == (200, "application/json")
    assert by_address.body == by_body.body == expected


@pytest.mark.parametrize("spelling", ["licence_required", "licence-required", "license-required"])
def test_a_gate_is_taken_in_every_spelling(spelling: str, served: Client) -> None:
    """In an address and in a body; the answer names it as data does."""
    facts = {"item": "gallium", "to": "US", "on": "2025-12-01"}
    expected = served.post("/check", {**facts, "gate": "license_required"})
    assert expected.status == 200
    fields = {**facts, "gate": spelling}
    assert served.get("/check", **fields).body == served.post("/check", fields).body == expected.body


def test_the_other_questions_are_answered_as_the_commands_answer(served: Client) -> None:
    """With repeated facts, options, and the terms of the gate."""
    magnet = {"item": "neodymium magnet", "contains": ["Dy=2%", "Nd=30%"], "on": "2025-12-01", "gate": "prohibited"}
    answer = ask(
        *("classify", "neodymium magnet", "--contains", "Dy=2%", "--contains", "Nd=30%", "--on", "2025-12-01"),
        *("--gate", "prohibited", "--format", "json"),
    )
    assert served.get("/classify", **magnet).body == served.post("/classify", magnet).body == answer.out.encode()
    names = {"names": ["Leidos Inc", "Acme Toys"], "on": "2025-06-01", "threshold": 70, "max_age": 10}
    as_is = served.post("/party", {**names, "threshold": 70.0}).body  # a whole number of JSON, too
    answer = ask(
        *("party", "Leidos Inc", "Acme Toys", "--on", "2025-06-01", "--threshold", "70", "--max-age", "10"),
        *("--format", "json"),
    )
    assert served.get("/party", **names).body == served.post("/party", names).body == as_is == answer.out.encode()
    assert served.get("/party", names="Leidos Inc", on="2025-06-01").json["query"]["names"] == ["Leidos Inc"]
    late = {"item": "gallium", "to": "US", "on": "2026-11-28", "assume": "extended", "undecided": "warn", "max_age": 5}
    answer = ask(
        *("check", "gallium", "--to", "US", "--on", "2026-11-28", "--assume", "extended", "--undecided", "warn"),
        *("--max-age", "5", "--format", "json"),
    )
    assert served.get("/check", **late).body == answer.out.encode()


def test_holdings_are_rows_of_a_body(served: Client) -> None:
    """As a file of them is to the command; numbers and truth values are taken as they would be written."""
    rows = [{"owner": "Leidos Inc", "owned": "Acme", "percent": 60}]
    facts = {"item": "toys", "to": "US", "party": "end-user=Acme", "cn_technology": False, "cn_content": 0.5}
    document = served.post("/check", {**facts, "holdings": rows}).json
    assert document["query"]["owned_by"] == ["Leidos Inc=60%"]
    assert (document["query"]["cn_technology"], document["query"]["cn_content"]) == ("no", "0.5%")
    for wrong in ("x", [{"owner": "a"}], [3]):
        assert "owner" in problem(served.post("/check", {**facts, "holdings": wrong}), 422, "holdings")


def test_without_a_day_it_is_today(served: Client) -> None:
    """Today is that of the service; null is unknown."""
    assert served.get("/check", item="gallium", to="US").json["query"]["on"] == str(TODAY)
    assert served.post("/party", {"names": "Acme", "on": None}).json["query"]["on"] == str(TODAY)


@pytest.mark.parametrize(
    ("path", "facts", "fact", "expected"),
    [
        ("/check", {"item": "gallium", "to": "Mars"}, "to", "to: 'Mars' is not a country or territory"),
        ("/check", {"item": "gallium", "from": "Mars"}, "from", "from: 'Mars' is not a country or territory"),
        ("/check", {"item": "gallium", "on": "2025-13-45"}, "on", "on: '2025-13-45' is not a date"),
        ("/check", {"item": "gallium", "param": ["density=1.8 parsecs"]}, "param", "param density"),
        ("/check", {"to": "US"}, "item", "item: is missing"),
        ("/check", {"item": "gallium", "colour": "red"}, "colour", "colour: is no parameter of check; it takes item"),
        ("/check", {"item": "gallium", "gate": "shut"}, "gate", "gate: 'shut' is not one of"),
        ("/check", {"item": "gallium", "undecided": "x"}, "undecided", "undecided: 'x' is not one of fail, warn"),
        ("/check", {"item": "gallium", "max_age": "old"}, "max_age", "max_age: 'old' is not a number"),
        (
            "/check",
            {"item": "gallium", "all": "perhaps"},
            "all",
            "all: 'perhaps' is not true or false; write one of them",
        ),
        ("/check", {"item": "x" * 1001}, "item", "has 1,001 characters; the limit is 1,000"),
        ("/classify", {"item": "gallium", "assume": "x"}, "assume", "assume: 'x' is not one of"),
        ("/party", {"names": ["..."]}, "names", "names: '...' is not a name"),
        ("/party", {"names": "Acme", "threshold": 101}, "threshold", "threshold: '101' is not a number from 0 to 100"),
        ("/party", {"on": "2025-12-01"}, "names", "names: is missing"),
    ],
)
def test_a_fact_that_makes_no_sense_is_named(
    path: str, facts: dict[str, Any], fact: str, expected: str, served: Client
) -> None:
    """By an address and by a body alike."""
    assert expected in problem(served.get(path, **facts), 422, fact)
    assert expected in problem(served.post(path, facts), 422, fact)


def test_a_repeated_fact_is_reported(served: Client) -> None:
    """The service does not choose between two values, and a list is not a text."""
    assert "to: is stated twice; state it once" in problem(
        served.get("/check", item="gallium", to=["US", "DE"]), 422, "to"
    )
    assert "to: must be a text" in problem(served.post("/check", {"item": "gallium", "to": ["US", "DE"]}), 422, "to")
    assert "party: must be a text, or" in problem(served.post("/check", {"item": "a", "party": [[]]}), 422, "party")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "body: is not JSON"),
        (b"{", "body: is not JSON"),
        (b'{"item": "gallium", "item": "toys"}', "the key 'item' is there twice; remove one"),
        (b"\xff", "body: is not JSON"),
        (b"[" * 50_000, "body: is not JSON"),
        (b'["gallium"]', "body: is no object of JSON"),
    ],
)
def test_a_body_that_is_no_question_is_reported(body: bytes, expected: str, served: Client) -> None:
    """It is the request that is wrong, and no fact in it."""
    assert expected in problem(served.post("/check", body), 400)


@pytest.mark.parametrize("fact", ["item", "to", "from", "origin", "entry", "hs_code", "quantity"])
@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value_is_no_text(fact: str, value: bool, served: Client) -> None:
    """`false` as a destination is not `no`, which is Norway; facts that are yes or no take it."""
    fault = problem(served.post("/check", {"item": "gallium", fact: value}), 422, fact)
    assert fault == f"{fact}: must be a text, and not {str(value).lower()}"
    facts = {"item": "gallium", "cn_technology": value, "via_china": value}
    query = served.post("/check", facts).json["query"]
    assert query["cn_technology"] == query["via_china"] == ("yes" if value else "no")


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/check", '{"item": %s}'),
        ("/check", '{"item": "gallium", "to": "US", "cn_content": %s}'),
        ("/check", '{"item": "gallium", "contains": ["Dy=2%%", %s]}'),
        ("/check", '{"item": "toys", "holdings": [{"owner": "a", "owned": "b", "percent": %s}]}'),
        ("/check", '{"item": "gallium", "on": [{"deep": [%s]}]}'),
        ("/classify", '{"item": "gallium", "max_age": %s}'),
        ("/party", '{"names": "Leidos Inc", "threshold": %s}'),
        ("/party", "%s"),
    ],
)
def test_invalid_json_numbers_are_refused(path: str, body: str, word: str, served: Client) -> None:
    """Python reads these words as numbers; JSON does not have them."""
    fault = problem(served.post(path, (body % word).encode()), 400)
    assert fault == f"body: is not JSON: '{word}' is not a JSON number; write null"


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
@pytest.mark.parametrize("fact", ["item", "cn_content", "on", "contains", "holdings"])
def test_a_number_that_is_too_large_is_refused(fact: str, number: str, served: Client) -> None:
    """Python reads it as infinity, which would be a word."""
    facts = {"item": '"gallium"', fact: number}
    rows = f'[{{"owner": "a", "owned": "b", "percent": {number}}}]'
    facts |= {"holdings": rows} if fact == "holdings" else {}
    body = ", ".join(f'"{name}": {value}' for name, value in facts.items())
    fault = problem(served.post("/check", f"{{{body}}}".encode()), 422, fact)
    assert fault == f"{fact}: the number is too large"


def test_other_bodies_and_addresses_are_refused(served: Client) -> None:
    """A form, a packed body, a page or a method that there is not."""
    assert "send application/json" in problem(
        served.post("/check", b"item=gallium", "application/x-www-form-urlencoded"), 415
    )
    packed = served.ask("POST", "/check", b"\x1f\x8b", {"Content-Type": "application/json", "Content-Encoding": "gzip"})
    assert "uncompressed" in problem(packed, 415)
    assert "/openapi.json" in problem(served.get("/chekc"), 404)
    assert problem(served.get("/screen"), 405)


def test_it_reports_its_state(served: Client, store: Law) -> None:
    """Health has the law and the program; the metrics count answers, by question and status."""
    health = served.get("/health").json
    assert (health["status"], health["program"]) == ("ok", __version__)
    assert health["law"] == served.get("/check", item="gallium").json["law"]
    before = counted(served.get("/metrics"), 'exportctl_answers_total{question="party",status="200"}')
    served.get("/party", names="Acme")
    reply = served.get("/metrics")
    assert reply.type == "text/plain"
    assert counted(reply, 'exportctl_answers_total{question="party",status="200"}') == before + 1
    assert counted(reply, 'exportctl_places_taken{lane="questions"}') == 0
    assert store.law.digest in reply.body.decode()


def counted(reply: Reply, name: str) -> float:
    """Return the value of a metric; one that was never counted is nothing."""
    lines = [line for line in reply.body.decode().splitlines() if line.startswith(name)]
    return float(lines[0].rpartition(" ")[2]) if lines else 0


def test_it_describes_itself(served: Client) -> None:
    """In OpenAPI 3.1; every fact has a description, and the answers have the described shapes."""
    document = served.get("/openapi.json").json
    validate(document)
    assert document["paths"].keys() == {"/check", "/classify", "/party", "/screen", "/health", "/metrics"}
    for name, question in QUESTIONS.items():
        parameters = document["paths"][f"/{name}"]["get"]["parameters"]
        assert {item["name"] for item in parameters} == {*question.takes} - {"holdings"}
        assert all(item["description"] for item in parameters)
        reply = served.get(f"/{name}", **({"names": "Leidos"} if name == "party" else {"item": "gallium", "to": "US"}))
        shape = document["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**document, **shape}).validate(reply.json)
    refused = served.get("/check", item="gallium", to="Mars").json
    Draft202012Validator({**document, "$ref": "#/components/schemas/Problem"}).validate(refused)


def test_a_placeholder_for_a_party_is_wrong_input(served: Client) -> None:
    """Over HTTP too, one line names the fact."""
    facts = {"item": "coffee mugs", "to": "US", "on": "2026-12-01"}
    for reply in (served.get("/check", **facts, party="TBD"), served.post("/check", {**facts, "party": ["TBD"]})):
        assert problem(reply, 422, "party") == "party: 'TBD' names no party; leave it out or state the name"

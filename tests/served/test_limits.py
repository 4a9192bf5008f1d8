"""The service has limits: a refused request gets one line and a status of its own, and frees its slot."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from exportctl.served import rows
from exportctl.served.current import Answerer, Current
from exportctl.served.http import Limits, Service
from exportctl.served.lanes import LateError, Until
from exportctl.served.questions import QUESTIONS, Question
from tests.served.serving import JSON, Client, Reply, problem, reply_of, running

pytestmark = pytest.mark.xdist_group("served")
FIRST, MANY = {"item": "gallium", "to": "US"}, 10_000


def asked_until(client: Client, status: int) -> Reply:
    """Ask again and again until the answer has a status."""
    for _ in range(MANY):
        if (reply := client.get("/check", **FIRST)).status == status:
            return reply
    raise AssertionError(f"no answer had the status {status}")


def serving(
    current: Current, limits: Limits, result: Callable[..., object] | None = None, note: Any = pytest.fail
) -> Any:
    """Run a service with limits of its own, in which another function may answer `check`."""
    check = QUESTIONS["check"]
    questions: dict[str, Question] = {"check": check._replace(result=result or check.result)}
    return running(Service(current, limits._replace(renew=0), helps={}, note=note, questions=questions))


def test_a_body_that_is_too_large_is_refused(served: Client) -> None:
    """By the length that it claims, before it is read, or else once it has come so far; at the limit it is read."""
    whole = b'{"item": "gallium"}'.ljust(200_000)
    assert served.post("/check", whole).status == 200
    for path, type_ in (("/check", JSON), ("/screen", "text/csv")):
        line = problem(served.post(path, whole + b" ", type_), 413)
        assert line == "the body has more than 200,000 bytes"
    pieces: Iterator[bytes] = iter([whole, b" "])
    headers = {"Content-Type": JSON, "Transfer-Encoding": "chunked"}
    assert problem(served.ask("POST", "/check", pieces, headers, chunked=True), 413) == line
    with served.begin("/check", 1 << 40) as begun:
        assert problem(reply_of(begun), 413) == line


def test_a_body_that_does_not_come_is_given_up(current: Current) -> None:
    """Its sender takes a slot no longer than the time limit of an answer."""
    with serving(current, Limits(seconds=0.1, questions=1)) as client, client.begin("/check", 100) as begun:
        assert problem(reply_of(begun), 408) == "the body did not come within 0.1 seconds"
        asked_until(client, 200)


def test_a_request_without_a_slot_must_try_again(current: Current) -> None:
    """Only while another question is answered; a question for health takes no slot."""
    free = threading.Event()

    def slow(by: Answerer, stated: dict[str, Any]) -> object:
        free.wait()
        return QUESTIONS["check"].result(by, stated)

    with serving(current, Limits(questions=1), slow) as client:
        first = threading.Thread(target=client.get, args=("/check?item=gallium",))
        first.start()
        taken = b'exportctl_places_taken{lane="questions"} 1.0'
        while taken not in client.get("/metrics").body:
            assert first.is_alive()
        reply = client.get("/check", **FIRST)
        assert (
            problem(reply, 503)
            == "the service is at capacity: files are still being screened, or questions answered; try again when one is finished"
        )
        assert reply.headers["retry-after"] == "1"
        assert client.get("/health").status == 200
        free.set()
        asked_until(client, 200)
        first.join()


def test_an_answer_that_takes_too_long_is_abandoned(current: Current) -> None:
    """Unfinished work keeps its slot, so that the work never exceeds the number of slots."""
    free = threading.Event()

    def slow(by: Answerer, stated: dict[str, Any]) -> object:
        free.wait(60)
        return QUESTIONS["check"].result(by, stated)

    with serving(current, Limits(seconds=0.1, questions=1), slow) as client:
        assert problem(client.get("/check", **FIRST), 504) == "there is no answer within 0.1 seconds"
        assert problem(client.get("/check", **FIRST), 503)
        free.set()
        asked_until(client, 200)


def test_a_table_that_takes_too_long_is_given_up(current: Current) -> None:
    """Between two batches: its thread is free for the next."""
    with pytest.raises(LateError):
        rows.screen_rows(current.answerer, b"item,to\ngallium,US\n", "csv", {}, Until.after(0))


def test_a_fault_of_the_program_is_reported_and_ends_nothing(current: Current) -> None:
    """To the caller and to the operator, in the same line; the next question is answered."""
    lines: list[str] = []

    def faulty(by: Answerer, stated: dict[str, Any]) -> object:
        if stated["item"] == "fault":
            raise ZeroDivisionError("of what\nnobody foresaw")
        return QUESTIONS["check"].result(by, stated)

    with serving(current, Limits(), faulty, lines.append) as client:
        line = problem(client.get("/check", item="fault"), 500)
        assert line.startswith("ZeroDivisionError: of what nobody foresaw: a fault of the program")
        assert [" ".join(line.split()) for line in lines] == [line]
        assert client.get("/check", **FIRST).status == 200

"""Refusals, answered as RFC 9457 describes: the status, the reason in a line, and the invalid fact, for each error of a request."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from exportctl.errors import InputError, PlaceError
from exportctl.facts.transaction import FACT_KEYS
from exportctl.sentences import Sentence
from exportctl.served import rows
from exportctl.served.current import UnansweredError
from exportctl.served.lanes import RETRY_AFTER, BusyError, LateError
from exportctl.served.openapi import PROBLEM
from exportctl.served.parameters import message

if TYPE_CHECKING:
    from collections.abc import Mapping


class RefusedError(Exception):
    """A request that is refused before any question is answered."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        """Take the status and the reason, in one line."""
        super().__init__(reason)
        self.status, self.reason = status, reason


class Refusal(NamedTuple):
    """A refusal; one with `is_fault` is a fault of the program."""

    status: HTTPStatus
    reason: str
    fact: str | None = None
    headers: Mapping[str, str] = {}
    is_fault: bool = False


def refusal_of(error: Exception, seconds: float) -> Refusal:
    """Return the refusal for an error; `seconds` is the time limit of an answer."""
    match error:
        case RefusedError():
            return Refusal(error.status, error.reason)
        case BusyError():
            reason = Sentence(
                "the service is at capacity: files are still being screened, or questions answered; try again when one is finished"
            )
            return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, reason, headers={"Retry-After": RETRY_AFTER})
        case UnansweredError():
            return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, error.args[0])
        case LateError():
            reason = Sentence("there is no answer within {seconds:g} seconds", seconds=seconds)
            return Refusal(HTTPStatus.GATEWAY_TIMEOUT, reason)
        case PlaceError() if error.fact == rows.BODY:
            return Refusal(HTTPStatus.BAD_REQUEST, message(error))
        case PlaceError() if error.fact not in FACT_KEYS:
            return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, message(error))
        case InputError():
            return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, message(error), error.fact)
        case _:
            return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, fault_of_program(error), is_fault=True)


def fault_of_program(error: Exception) -> Sentence:
    """Return the reason of a refusal for any other error."""
    fault = f"{type(error).__name__}: {error}"
    return Sentence("{error}: a fault of the program, not of the input; please report it", error=fault)


def problem(refusal: Refusal) -> Response:
    """Return the answer to a refused request."""
    status, detail = int(refusal.status), " ".join(refusal.reason.split())
    document = {"status": status, "detail": detail, "fact": refusal.fact}
    return Response(json.dumps(document), status, refusal.headers, PROBLEM)

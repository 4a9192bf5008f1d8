"""Answer a refused request in the form of RFC 9457."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from exportctl.served.openapi import PROBLEM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http import HTTPStatus


def problem(
    status: HTTPStatus, reason: str, fact: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer to a refused request; `fact` names the invalid fact."""
    document = {"status": int(status), "detail": " ".join(reason.split()), "fact": fact}
    return Response(json.dumps(document), int(status), headers, PROBLEM)

"""The service does what docs/serving.md shows."""

from __future__ import annotations

import json
import re
import shlex
from urllib.parse import urlsplit

import pytest

from tests.cli.program import ROOT
from tests.served.serving import Client, problem

pytestmark = pytest.mark.xdist_group("served")
PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
ASKED = re.findall(r"^curl (.*)$", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("command", ASKED, ids=[shlex.split(command)[0] for command in ASKED])
def test_every_request_of_the_page_is_answered(command: str, served: Client) -> None:
    """Each address, and each body, is sent as curl would."""
    url, *rest = shlex.split(command)
    parameters = dict(zip(rest[::2], rest[1::2], strict=True))
    body = parameters.get("-d", "").encode()
    if file := parameters.get("--data-binary"):
        body = (ROOT / file.removeprefix("@")).read_bytes()
    name, _, value = parameters.get("-H", "").partition(": ")
    address = urlsplit(url)
    path = f"{address.path}?{address.query}" if address.query else address.path
    reply = served.ask("POST" if body else "GET", path, body or None, {name: value} if name else {})
    assert reply.status == 200
    assert reply.body


def test_the_refusal_is_the_one_that_is_shown(served: Client) -> None:
    """Down to the last word."""
    shown = next(block for block in re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL) if "Mars" in block)
    reply = served.get("/check", item="gallium", to="Mars")
    assert problem(reply, 422, "to")
    assert reply.json == json.loads(shown)

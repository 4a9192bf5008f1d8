"""A company's file is written into the working directory of the commands."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from exportctl.reports.documents.schemas import schema
from tests.cli.program import Answer, ask

_SCHEMA = Draft202012Validator(schema("verdict"))
CIVIL = "--end-use civil --end-user-type civil --party 'end-user=Acme GmbH'"
LICENCE = """
[[licences]]
number = "L-1"
entries = ["3C001"]
to = ["Germany", "US"]
from = 2026-01-01
through = 2026-12-31
"""
ENDS = "2026-12-31"


def configure(text: str) -> None:
    """Write the configuration of the working directory."""
    Path("exportctl.toml").write_text(text, encoding="utf-8")


def check(question: str, *more: str) -> Answer:
    """Return the answer of `check` as JSON, which conforms to its schema."""
    answer = ask("check", *shlex.split(question), *more, "-f", "json")
    assert answer.code == 2 or _SCHEMA.is_valid(answer.json)
    return answer


def names(answer: Answer) -> list[str]:
    """Return what answers."""
    return [item["name"] for item in answer.json["answered_by"]]


def warnings_of(answer: Answer, code: str) -> list[str]:
    """Return the warnings with a code."""
    return [item["text"] for item in answer.json["warnings"] if item["code"] == code]


def change(answer: Answer) -> tuple[Any, ...] | None:
    """Return when an answer changes next, to what, and why."""
    next_change = answer.json["next_change"]
    return next_change and (next_change["on"], next_change["decision"], next_change["because"])

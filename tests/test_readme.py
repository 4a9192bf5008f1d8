"""A newcomer finds the two commands in the README, and every command in the table of tasks."""

from __future__ import annotations

import re
from typing import get_args

from exportctl.cli.app import COMMANDS
from exportctl.law.scale import DECISIONS, Status
from tests.pages import DOCS, README

MOST_LINES = 100


def test_the_readme_is_short() -> None:
    """It is read in one go."""
    assert len(README.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_readme_names_its_two_commands() -> None:
    """A newcomer finds how to see the program and how to test it."""
    text = README.read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_the_table_of_tasks_names_every_command() -> None:
    """No command is left out of the page on which people start."""
    page = (DOCS / "start.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .* \| (`.*`) \| .* \|$", page, flags=re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`exportctl (?:--lang zh )?([a-z]+)", row)}
    assert named == set(COMMANDS)


def test_the_glossary_has_every_decision_and_status() -> None:
    """A data word that a reader meets is explained."""
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    words = (*DECISIONS, *get_args(Status))
    assert [word for word in words if f"| `{word}` |" not in page] == []

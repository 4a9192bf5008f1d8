"""A program that has started: what screening imports is imported, so that a child forked from here is at work at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from exportctl.__main__ import run
from exportctl.files import columnar, delimited, jsonlines, rows
from exportctl.limits import ROW
from tests.cli.started import import_program

import_program()  # for whoever is forked

BATCH, BLOCK = rows.BATCH // 16, ROW // 16
"""Batches and blocks of text have a sixteenth of their size in the child, so that a sixteenth of the rows fills as many of them."""


def screen(arguments: list[str], err: Path) -> None:
    """Be the program: its arguments are those of the command line, its code is the exit code, and its notes go to a file."""
    for module in (columnar, delimited, jsonlines):
        vars(module)["BATCH"] = BATCH
    vars(delimited)["ROW"] = BLOCK
    with err.open("w", encoding="utf-8") as notes:
        sys.stderr = notes
        code = run(["screen", *arguments])
    os._exit(code)

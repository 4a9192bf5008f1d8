"""The command line answers hundreds of times a second if the law is loaded and each command is made once: for mutants of either."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import typer.main

from exportctl import load_law
from exportctl.api import Law
from exportctl.cli import app as commands
from exportctl.cli import session
from exportctl.reports.i18n.language import current_language

MAKERS: Final = (typer.main, commands)
"""The modules whose `get_command` makes the commands."""


def quickly() -> None:
    """Load the law and make each command once for this process: the tests do not measure the start."""
    own, of_folders = load_law(), session.store_of

    def store_of(data: Any, also: Any = None) -> Law:
        return of_folders(data, also) if data or also else own

    session.store_of = store_of
    make = made_once()
    for module in MAKERS:
        vars(module)["get_command"] = make


def made_once() -> Callable[[typer.Typer], Any]:
    """Return what makes the commands of an application, and makes them once in each language: half of a short answer's time."""
    make = typer.main.get_command

    @cache
    def made(application: typer.Typer, language: str) -> Any:  # noqa: ARG001 - helps are in that language
        return make(application)

    return lambda application: made(application, current_language().code)

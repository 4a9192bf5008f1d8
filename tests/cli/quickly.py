"""The command line is asked hundreds of times a second where the law is loaded and each command made once: for mutants of either."""

from __future__ import annotations

from functools import cache
from typing import Any

import typer.main

from exportctl import load_law
from exportctl.api import Law
from exportctl.cli import app as commands
from exportctl.cli import session


def quickly() -> None:
    """Load the law and make each command once, for as long as this process lasts: what is tried is not how long a start takes."""
    own, of_folders = load_law(), session.store_of

    def store_of(data: Any, also: Any = None) -> Law:
        return of_folders(data, also) if data or also else own

    session.store_of = store_of
    once = cache(typer.main.get_command)
    for module in (typer.main, commands):
        vars(module)["get_command"] = once

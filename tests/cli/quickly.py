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
    typer.main.get_command = cache(typer.main.get_command)
    made: dict[str, object] = {}
    of_name = commands.Commands.get_command

    def get_command(group: Any, context: Any, name: str) -> object:
        if name not in made:
            made[name] = of_name(group, context, name)
        return made[name]

    commands.Commands.get_command = get_command  # type: ignore[assignment]

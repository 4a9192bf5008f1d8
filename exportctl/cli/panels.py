"""The panels of a help, in their order: those of options, and those of commands."""

from __future__ import annotations

from typing import Any, Final

import typer

from exportctl.sentences import Sentence

ARGUMENTS: Final = Sentence("Arguments")
GOODS: Final = Sentence("Goods")
ROUTE: Final = Sentence("Route and parties")
USE: Final = Sentence("Use")
LAW: Final = Sentence("Reading the law")
INPUT: Final = Sentence("Input")
GATE: Final = Sentence("Gate")
OUTPUT: Final = Sentence("Output")
SERVICE: Final = Sentence("Service")
LIMITS: Final = Sentence("Limits")
OPTIONS: Final = Sentence("Options")
"""The panel of options that declare no other."""
OF_PARAMETERS: Final = (ARGUMENTS, GOODS, ROUTE, USE, LAW, INPUT, GATE, OUTPUT, SERVICE, LIMITS, OPTIONS)

ASK: Final = Sentence("Ask")
FILES: Final = Sentence("Files")
READ_LAW: Final = Sentence("Law")
PROOF: Final = Sentence("Proof")
SERVICES: Final = Sentence("Services")
DATA: Final = Sentence("Data")
COMMANDS: Final = Sentence("Commands")
"""The panel of commands that declare no other."""
OF_COMMANDS: Final = (ASK, FILES, READ_LAW, PROOF, SERVICES, DATA, COMMANDS)


def option(panel: str, usage: str, text: str, *, show_default: bool = True, **settings: Any) -> Any:  # noqa: ANN401 - those of Typer
    """Return an option of a panel; its usage has its names, and what its value is called: `--output -o FILE`."""
    names = [word for word in usage.split() if word.startswith("-")]
    value = next((word for word in usage.split() if word not in names), None)
    return typer.Option(*names, metavar=value, help=text, show_default=show_default, rich_help_panel=panel, **settings)


def argument(metavar: str, text: str) -> Any:  # noqa: ANN401 - that of Typer
    """Return an argument whose help shows no default."""
    return typer.Argument(metavar=metavar, help=text, show_default=False)


def format_option(text: str, metavar: str = "FORMAT") -> Any:  # noqa: ANN401 - as above
    """Return the option for the format of a result."""
    return option(OUTPUT, f"--format -f {metavar}", text)

"""A command that only prints a rich table: the lower limit for the start of a command on typer and rich."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def bare(item: str, to: str = "US") -> None:
    """Print a table of a few rows."""
    table = Table("effect", "provision", "entry", "what it says")
    for number in range(6):
        table.add_row("none", f"{number}", item, to)
    Console().print(table)


if __name__ == "__main__":
    app()

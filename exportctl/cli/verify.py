"""`verify` answers the question of a receipt again and prints the changes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from exportctl.cli import commands, options, printing, receipts, session
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import argument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.api import Law

app = typer.Typer(add_completion=False)
_MODULES: Final = {"screen": "screen_receipt"}
File = Annotated[Path, argument("RECEIPT", "File that --receipt wrote, or a draft.")]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl verify receipt.json")
def verify(
    receipt: File, format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None
) -> None:
    """Ask the question of a receipt again and report what has changed.

    Compares the answer, the law data, the program and the files used (configuration, items, holdings, input).

    exportctl checks the same facts for the same day, by the law data that is installed now. It reports the parts of the answer that
    differ, the provisions behind the difference, and the acts that are new, gone or changed. A change of wording alone, such as a
    title or an address, is not a different answer. For a receipt of screen, exportctl screens the files again and compares the
    outputs byte by byte.

    Exit code: 0 the same answer, 1 a different answer, 2 wrong input, or a receipt that was altered.
    """
    from exportctl.permits.receipts import differences
    from exportctl.reports.results import Verification

    format_ = format_of_output("verification", format_)
    kept = receipts.read(receipt)
    comparison = differences(kept, reproduce(kept, session.store_of(data, also)))
    printing.publish("verification", format_, Verification(comparison))
    raise typer.Exit(comparison.exit_code)


def reproduce(kept: Mapping[str, Any], store: Law) -> dict[str, Any]:
    """Ask the question of a receipt again, by the command that wrote it, and return the new receipt."""
    command = import_module(f"exportctl.cli.{_MODULES.get(kept['command'], kept['command'])}")
    again: dict[str, Any] = command.reproduce(kept["asked"], store)
    return again

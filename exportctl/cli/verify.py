"""`verify` asks the question of a receipt again and prints what changed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer

from exportctl.cli import commands, options

app = typer.Typer(add_completion=False)
_MODULES: Final = {"screen": "screen_receipt"}
File = Annotated[
    Path,
    typer.Argument(metavar="RECEIPT", help="What --receipt wrote.", show_default=False),
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl verify receipt.json")
def verify(
    receipt: File,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Ask the question of a receipt again: did law, data, program or answer change since?

    The same facts are asked of the law as it is here, for the same day. Told are the parts of the answer that differ and the
    provisions by which they do, the acts that are new, gone or changed, and whether the data, the program, or a file that took part
    (configuration, items, holdings, input) is another. Words alone, such as a title or an address, are no other answer. Files are
    screened again, and what would be written is compared byte by byte.

    Exit code: 0 the same answer, whatever else changed; 1 another answer; 2 wrong input, or a receipt that was changed by hand.
    """
    from exportctl.cli import receipts, session
    from exportctl.permits.receipts import differences
    from exportctl.reports.formats import format_of
    from exportctl.reports.receipts import Verification

    format_ = format_of("verification", format_)
    kept = receipts.read(receipt)
    command = import_module(f"exportctl.cli.{_MODULES.get(kept['command'], kept['command'])}")
    comparison = differences(kept, command.reproduce(kept["asked"], session.store_of(data, also)))
    session.publish("verification", format_, Verification(comparison))
    raise typer.Exit(comparison.exit_code)

"""The program ends with a code scripts can rely on, and says what went wrong in one line."""

from __future__ import annotations

import os
import sys

import typer
from typer.main import get_command

from exportctl.cli.app import app
from exportctl.errors import DataError, ExportctlError

USAGE = 2


def main() -> None:
    """Run the command line. Wrong input ends with one line on stderr (for data: one for each problem) and code 2."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = get_command(app)(arguments, prog_name="exportctl", standalone_mode=False)
        sys.stdout.flush()
    except DataError as error:
        for problem in error.problems:
            _complain(str(problem))
        return _complain(str(error))
    except ExportctlError as error:
        return _complain(str(error))
    except typer.TyperException as error:
        return _complain(error.format_message())
    except typer.Abort:
        return 130
    except BrokenPipeError:
        # The reader has gone away (`exportctl list | head`); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _complain(text: str) -> int:
    from exportctl.reports.words import printable  # noqa: PLC0415 - only when something went wrong

    print(f"exportctl: {printable(' '.join(text.split()))}", file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    main()

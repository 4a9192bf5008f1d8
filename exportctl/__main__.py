"""The program ends with a code scripts can rely on, and says what went wrong in one line."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress

import typer
from typer.main import get_command

from exportctl.cli.app import app
from exportctl.errors import DataError, ExportctlError

USAGE = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line. Wrong input ends with one line on stderr (for data: one for each problem) and code 2."""
    gc.disable()  # a command ends before there is anything worth collecting
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # all is written; to take apart what is in memory would only take time


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    _prepare_streams()
    if arguments in ([], ["data"]):
        arguments = [*arguments, "--help"]  # nothing said is nothing wrong
    try:
        code = get_command(app)(arguments, prog_name="exportctl", standalone_mode=False)
    except DataError as error:
        for problem in error.problems:
            _complain(str(problem))
        return _complain(str(error))
    except ExportctlError as error:
        return _complain(str(error))
    except typer.TyperException as error:
        return _complain(error.format_message())
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:
        return _complain(f"the result cannot be written: {error.strerror}")
    return code if isinstance(code, int) else 0


def _prepare_streams() -> None:
    """Write UTF-8 whatever the locale; a job without a standard output still wants the exit code."""
    if sys.stdout is None:
        sys.stdout = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(text: str) -> int:
    from exportctl.reports.words import printable  # noqa: PLC0415 - only when something went wrong

    print(f"exportctl: {printable(' '.join(text.split()))}", file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    main()

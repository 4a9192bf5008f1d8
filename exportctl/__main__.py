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
from exportctl.errors import DataError, ExportctlError, InputError
from exportctl.limits import ARGUMENT, within

USAGE = 2
CRASHED = 70
INTERRUPTED = 130
_REPORT = "a fault of the program, not of the input; please report it as the README says, with this line"


def main() -> None:
    """Run the command line. Wrong input ends with one line on stderr (for data: one for each problem) and code 2."""
    gc.disable()  # a command ends before there is anything worth collecting
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # all is written; to take apart what is in memory would only take time


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code, whatever happens."""
    _prepare_streams()
    if arguments in ([], ["data"]):
        arguments = [*arguments, "--help"]  # nothing said is nothing wrong
    try:
        return _answered(arguments)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, a script must be able to tell it from an answer
        if os.environ.get("EXPORTCTL_DEBUG") == "1":
            import traceback  # noqa: PLC0415 - only when something went wrong

            traceback.print_exc()
        return _complain(f"{type(error).__name__}: {error}: {_REPORT}", CRASHED)


def _answered(arguments: list[str]) -> int:
    """Run one command; what is wrong with the input ends it with code 2."""
    try:
        for place, argument in enumerate(arguments, 1):
            within(argument, ARGUMENT, "arguments", f"argument {place}")
        code = get_command(app)(arguments, prog_name="exportctl", standalone_mode=False)
    except DataError as error:
        for problem in error.problems:
            _complain(str(problem))
        return _complain(str(error))
    except InputError as error:
        from exportctl.cli.flags import flag  # noqa: PLC0415 - only when something went wrong

        return _complain(error.told(flag))
    except ExportctlError as error:
        return _complain(str(error))
    except typer.TyperException as error:
        return _complain(error.format_message())
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


def _complain(text: str, code: int = USAGE) -> int:
    from exportctl.reports.printable import printable  # noqa: PLC0415 - only when something went wrong

    print(f"exportctl: {printable(' '.join(text.split()))}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()

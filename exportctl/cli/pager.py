"""Show a long result in the pager of the user."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from shutil import which
from typing import Final

_DEFAULT: Final = "less"
_LESS: Final = {"LESS": "FRX"}
"""The default options of `less`: it keeps colours, and exits by itself if one screen is enough."""


def show(text: str) -> bool:
    """Show a text in the program that PAGER names, or in `less`; return False if there is no such program."""
    try:
        command = shlex.split(os.environ.get("PAGER", _DEFAULT))
    except ValueError:
        return False
    if not command or not which(command[0]) or os.environ.get("TERM") == "dumb":
        return False
    sys.stdout.flush()
    before = signal.signal(
        signal.SIGINT, lambda *_: None
    )  # interruptions go to the pager, which would outlive this run
    try:
        subprocess.run(command, input=text.encode(errors="backslashreplace"), env=_LESS | os.environ, check=False)  # noqa: S603 - the user's own program
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True

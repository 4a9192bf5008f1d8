"""Ask a started program to run one command, with the streams, the environment and the folder of the caller.

As a script, it is the command `exportctl` for shells that inherit the socket: it takes a few milliseconds, a start a third of a
second.
"""

import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence

FIELDS = ("arguments", "environment", "folder", "limits")
SOCKET = "STARTED"
"""The variable that holds the number of the socket."""


def ask(
    asking: socket.socket,
    arguments: Sequence[str],
    streams: Sequence[int],
    environment: Mapping[str, str],
    folder: str,
    limits: Sequence[tuple[int, int]] = (),
) -> int:
    """Run one command on three streams of this process, within limits of its resources, and return its exit code."""
    fields = dict(zip(FIELDS, (list(arguments), dict(environment), folder, list(limits)), strict=True))
    socket.send_fds(asking, [b"?"], list(streams))
    asking.sendall(json.dumps(fields).encode() + b"\n")
    return int(asking.recv(16))


if __name__ == "__main__":
    with socket.socket(fileno=int(os.environ[SOCKET])) as inherited:
        sys.exit(ask(inherited, sys.argv[1:], (0, 1, 2), os.environ, os.getcwd()))  # noqa: PTH109 - pathlib takes longer than the rest

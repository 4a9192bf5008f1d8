"""`serve` answers people on a page, and other programs, over HTTP."""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, Annotated, Final

import typer

from exportctl.cli import commands, options, printing, values
from exportctl.cli.panels import LIMITS, SERVICE, option
from exportctl.errors import InputError
from exportctl.law.scale import DEFAULT_GATE, DEFAULT_UNDECIDED

if TYPE_CHECKING:
    import socket

app = typer.Typer(add_completion=False)
_MAX_PORT: Final = 65535
_MAX_NUMBER: Final = 1 << 30

Host = Annotated[str, option(SERVICE, "--host ADDRESS", "Address to listen on.")]
Port = Annotated[str, option(SERVICE, "--port NUMBER", "Port; 0 takes any unused one.")]
MaxBody = Annotated[str, option(LIMITS, "--max-body BYTES", "Largest request body.")]
Seconds = Annotated[str, option(LIMITS, "--seconds SECONDS", "Longest time for an answer.")]
Concurrent = Annotated[str, option(LIMITS, "--concurrent NUMBER", "Most questions at a time, waiting ones included.")]
Tables = Annotated[str, option(LIMITS, "--tables NUMBER", "Most tables to screen at a time.")]
Connections = Annotated[str, option(LIMITS, "--connections NUMBER", "Most open connections at a time.")]
Idle = Annotated[
    str,
    option(
        LIMITS,
        "--idle SECONDS",
        "Close a connection after this time without data.\n\nThe same limit applies to a client that does not read its answer.",
    ),
]
AllowHost = Annotated[
    list[str] | None,
    option(
        SERVICE,
        "--allow-host NAME",
        "Also answer requests for this host name. Repeatable.\n\n"
        "The service always answers for localhost, for addresses and for --host. Add the name of your proxy.",
    ),
]
Renew = Annotated[
    str,
    option(
        SERVICE,
        "--renew SECONDS",
        "Time between two searches for new law data and company files.\n\nWith 0, only on the signal SIGHUP.",
    ),
]


@app.command(cls=commands.Command, epilog="Example: exportctl serve --port 8000")
def serve(
    host: Host = "127.0.0.1",
    port: Port = "8000",
    max_body: MaxBody = "16777216",
    seconds: Seconds = "30",
    concurrent: Concurrent = "64",
    tables: Tables = "4",
    connections: Connections = "1000",
    idle: Idle = "10",
    allow_host: AllowHost = None,
    renew: Renew = "60",
    gate: options.ServedGate = DEFAULT_GATE,
    undecided: options.ServedUndecided = DEFAULT_UNDECIDED,
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Serve a web page for checks, and an HTTP API for programs.

    Open the address in a browser: a form checks one export, and a spreadsheet that you upload comes back as report and workbook. The
    API answers check, classify, party and screen; /docs describes it.

    There is no authentication: to listen on an address other than localhost, put a proxy with authentication in front.

    The answers are those that the commands print as JSON in the same folder, with the same configuration, items, licences and
    waivers. /openapi.json describes the requests, /health shows the law data and the company's settings, and /metrics counts the
    work. --gate, --undecided, --max-age and --trust-descriptions apply to questions that do not state their own; the exit code is
    then the exit_code of the answer.

    New law data and company files count from the next question. While a company file is invalid, the service answers no question. It
    refuses requests for other host names, and requests from pages of other sites.

    Exit code: 2 wrong input or an address that is not available, 130 or 143 when stopped.
    """
    from exportctl.cli import service
    from exportctl.served.http import Limits, Service

    limits = Limits(
        body=_positive(max_body, "max_body"),
        seconds=_positive(seconds, "seconds"),
        questions=_positive(concurrent, "concurrent"),
        tables=_positive(tables, "tables"),
        renew=values.number(renew, "renew", _MAX_NUMBER),
        connections=_positive(connections, "connections"),
        idle=_positive(idle, "idle"),
        hosts=(host, *map(_host, allow_host or ())),
    )
    at = values.number(port, "port", _MAX_PORT)
    read_company = service.company_reader(gate, undecided, max_age, trusted=trust_descriptions)
    current = service.current_law(data, also, read_company)
    answering = Service(current, limits, helps=service.helps(), note=printing.note)
    with _listen(host, at) as listening:
        answering.handle_sighup()
        law, (name, number, *_) = current.law.law, listening.getsockname()
        at_ = f"http://{f'[{name}]' if ':' in name else name}:{number}"
        printing.note("listening at {address} with law data {version}", address=at_, version=law.version)
        if not _is_local(name):
            printing.note(
                "everyone who reaches {address} can use the service, without authentication or encryption; put a proxy with both "
                "in front of it",
                address=at_,
            )
        answering.server().run([listening])


def _host(text: str) -> str:
    """Return the name of a host; raises InputError for any other text."""
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*", text, re.ASCII):
        raise InputError("allow_host", "'{text}' is not a host name; write one such as exports.example.com", text=text)
    return text


def _is_local(address: str) -> bool:
    """Return whether only programs of this machine reach an address."""
    from ipaddress import ip_address

    return ip_address(address.partition("%")[0]).is_loopback


def _positive(text: str, where: str) -> int:
    """Return a number from 1 on; raises InputError for any other text."""
    number = values.number(text, where, _MAX_NUMBER)
    if not number:
        raise InputError(where, "cannot be 0; write 1 or more")
    return number


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raises InputError for an address that is not available."""
    import socket

    try:
        *kind, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(*kind)  # with its protocol, otherwise asyncio delays small answers
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(os.name == "posix"))
            listening.bind(address)
            listening.listen(1024)
        except OSError:
            listening.close()
            raise
    except (OSError, UnicodeError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise InputError(
                "port",
                "{port} is in use on {host}; state another port, or 0 for any unused one",
                port=str(port),
                host=host,
            ) from None
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            "host",
            "cannot listen on {host}:{port}: {reason}; state an address of this machine, such as 127.0.0.1",
            host=host,
            port=str(port),
            reason=reason,
        ) from None
    return listening

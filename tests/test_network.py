"""One module of the program opens network connections, and one command, with one option, uses it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.test_architecture import PACKAGE

FETCHING = PACKAGE / "news" / "fetching.py"
CLIENTS = (
    *(
        "urllib.request",
        "urllib.error",
        "http.client",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "nntplib",
        "telnetlib",
    ),
    *(
        "xmlrpc",
        "socketserver",
        "requests",
        "httpx",
        "httpx2",
        "httpcore",
        "httpcore2",
        "aiohttp",
        "urllib3",
        "websockets",
    ),
    *("paramiko", "mcp.client", "wsgiref", "webbrowser"),
)
"""Modules that open connections, or that make others open them."""
LISTENERS = ("socket", "ssl", "asyncio", "anyio", "uvicorn", "h11")
"""Modules that can open connections as well as accept them; the service accepts some."""
CONNECTING = (
    *(
        "urlopen",
        "create_connection",
        "open_connection",
        "open_unix_connection",
        "sock_connect",
        "connect",
        "connect_ex",
    ),
    *("connect_tcp", "connect_unix", "getaddrinfo", "gethostbyname", "sendto"),
)
"""Functions that open a connection or ask a name server."""


pytestmark = pytest.mark.xdist_group("network")  # to read each module once is enough


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the full names that a module imports anywhere, also for type checking."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def modules_with(*names: str) -> set[Path]:
    """Return the modules of the package that import one of some modules, or a part of one."""
    return {
        path
        for path in PACKAGE.rglob("*.py")
        if any(f"{name}.".startswith(f"{of}.") for name in imported(path) for of in names)
    }


def test_one_module_imports_a_client_of_the_network() -> None:
    """The one that fetches lists of announcements."""
    assert modules_with(*CLIENTS) == {FETCHING}


def test_one_command_imports_that_module() -> None:
    """`data news`, where it is called."""
    assert modules_with("exportctl.news.fetching") == {PACKAGE / "cli" / "data.py"}


def test_only_the_service_imports_network_modules() -> None:
    """It listens."""
    service = {PACKAGE / "cli" / name for name in ("serve.py", "mcp.py")}
    assert {path for path in modules_with(*LISTENERS) if PACKAGE / "served" not in path.parents} <= service


def test_no_other_module_opens_a_connection() -> None:
    """Not under any name of a module; the service alone looks up a name, that of the host on which it listens."""
    calls = {
        (path.name, node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
        for path in PACKAGE.rglob("*.py")
        if path != FETCHING
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert {(file, name) for file, name in calls if name in CONNECTING} == {("serve.py", "getaddrinfo")}


def test_no_page_of_the_program_loads_anything_from_elsewhere() -> None:
    """No template names a script, a style or a picture of another host."""
    loading = ('src="http', "src='http", 'src="//', '<link href="http', "@import url(http")
    pages = [path for path in PACKAGE.rglob("*") if path.suffix in {".html", ".css", ".js"}]
    assert pages
    assert [path.name for path in pages if any(mark in path.read_text(encoding="utf-8") for mark in loading)] == []

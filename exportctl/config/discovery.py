"""A configuration file is looked for from the working directory upward; nothing is parsed until one is found."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import PlaceError, reason_of
from exportctl.limits import CONFIGURATION
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    Prefix = tuple[str, ...]

_FILES: Final[tuple[tuple[str, Prefix], ...]] = (
    ("exportctl.toml", ()),
    ("pyproject.toml", ("tool", "exportctl")),
)
"""The files that are looked for, the first one first, and the keys under which the configuration stands in each."""
_MAY_HOLD: Final = re.compile(
    rb"""^[ \t]*(?:\[[ \t]*)*["']?tool["']?[ \t]*(?:\]|=|\.[ \t]*["']?exportctl)""", re.MULTILINE
)
"""What a shared file holds if it may have a table of this program; all others are passed over without being parsed."""


class Found(NamedTuple):
    """A file that configures: its name, its text, the keys under which the configuration stands, and what stands there."""

    name: str
    text: str
    prefix: Prefix
    table: dict[str, Any]


def find(start: Path) -> Found | None:
    """Return the configuration of the first folder, from one upward, that has any; None if there is none.

    Raises InputError for a file that is there and cannot be read, or is no TOML.
    """
    for folder in (start, *start.parents):
        for name, prefix in _FILES:
            path = folder / name
            content = _content(path)
            if content is not None and (not prefix or _MAY_HOLD.search(content)):
                found = _parsed(_named(path), content, prefix)
                if found:
                    return found
    return None


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            content = stream.read(CONFIGURATION + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PlaceError(_named(path), reason_of(error, Sentence("cannot be read"))) from None
    if len(content) > CONFIGURATION:
        raise PlaceError(_named(path), Sentence("has more than {configuration} bytes", configuration=CONFIGURATION))
    return content


def _parsed(name: str, content: bytes, prefix: Prefix) -> Found | None:
    import tomllib  # noqa: PLC0415 - needed only where there is a file

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlaceError(f"{name}:{line}", Sentence("is not UTF-8 text")) from None
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(name, text, str(error)) from None
    except RecursionError:
        raise PlaceError(name, Sentence("is no TOML that can be read: it is nested too deeply")) from None
    for key in prefix:
        if not isinstance(table, dict) or key not in table:
            return None
        table = table[key]
    if not isinstance(table, dict):
        raise PlaceError(name, Sentence("{known} is no table; write [{known}]", known=".".join(prefix)))
    return Found(name, text, prefix, table)


def _no_toml(name: str, text: str, error: str) -> PlaceError:
    """Return the fault in a text that is no TOML; the parser names the line behind its words."""
    words, _, place = error.partition(" (at ")
    found = re.match(r"line ([0-9]+)", place)
    line = int(found[1]) if found else len(text.splitlines())
    return PlaceError(f"{name}:{line}", Sentence("is no TOML: {words}", words=words))


def _named(path: Path) -> str:
    """Return a file as it is named to somebody who stands in the working directory."""
    try:
        return os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)

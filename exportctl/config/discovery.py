"""Search for a configuration file from the working directory upward."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.config.trust import decode, read, require_own
from exportctl.errors import NO_FILE, PlaceError
from exportctl.limits import CONFIGURATION

if TYPE_CHECKING:
    from pathlib import Path

    Prefix = tuple[str, ...]

FILES: Final[tuple[tuple[str, Prefix], ...]] = (
    ("exportctl.toml", ()),
    ("pyproject.toml", ("tool", "exportctl")),
)
"""The names of configuration files, in the order of the search, and the keys above the configuration in each."""
_TABLE_HEAD: Final = re.compile(
    rb"""^[ \t]*(?:\[[ \t]*)*["']?tool["']?[ \t]*(?:\]|=|\.[ \t]*["']?exportctl)""", re.MULTILINE
)
"""The text that a shared file contains if it may have a table of this program; other files are skipped without being parsed."""


class ConfigFile(NamedTuple):
    """A configuration file: its name, its text, the keys above the configuration, and the configuration.

    The file is at `path`, which differs from its name if it was taken from a revision of a repository.
    """

    name: str
    text: str
    prefix: Prefix
    table: dict[str, Any]
    path: Path


def find(start: Path) -> ConfigFile | None:
    """Return the nearest configuration from `start` upward, if any; raises InputError for an invalid one, or one others can write."""
    for folder in (start, *start.parents):
        for name, prefix in FILES:
            path = folder / name
            if file := _configuration(path, _relative(path), prefix, named=False):
                return file
    return None


def find_named(path: Path, name: str) -> ConfigFile:
    """Return the configuration of a named file; raises InputError if the file is missing or has none."""
    prefix = dict(FILES).get(path.name, ())
    file = _configuration(path, name, prefix, named=True)
    if file:
        return file
    if not prefix or not path.exists():
        raise PlaceError(name, NO_FILE)
    raise PlaceError(name, "has no table [{known}]; add it", known=".".join(prefix))


def _configuration(path: Path, name: str, prefix: Prefix, *, named: bool) -> ConfigFile | None:
    """Return the configuration that a file holds, if there is one."""
    opened = read(path, name, CONFIGURATION)
    if opened is None or (prefix and not _TABLE_HEAD.search(opened[0])):
        return None
    file = parse(path, name, opened[0], prefix)
    if file:
        require_own(opened[1], name, named=named)
    return file


def parse(path: Path, name: str, content: bytes, prefix: Prefix) -> ConfigFile | None:
    """Return the configuration in the content of a file; raises PlaceError, with the line, for invalid TOML."""
    import tomllib  # noqa: PLC0415 - needed only if there is a file

    text = decode(content, name)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(name, text, str(error)) from None
    except RecursionError:
        raise PlaceError(name, "is TOML that cannot be read, because it is nested too deeply") from None
    for key in prefix:
        if not isinstance(table, dict) or key not in table:
            return None
        table = table[key]
    if not isinstance(table, dict):
        raise PlaceError(name, "{known} is not a table; write [{known}]", known=".".join(prefix))
    return ConfigFile(name, text, prefix, table, path)


def _no_toml(name: str, text: str, error: str) -> PlaceError:
    """Return the error for invalid TOML; the parser states the line at the end of its message."""
    words, _, place = error.partition(" (at ")
    match = re.match(r"line ([0-9]+)", place)
    line = int(match[1]) if match else len(text.splitlines())
    return PlaceError(f"{name}:{line}", "is not TOML: {words}", words=words)


def _relative(path: Path) -> str:
    """Return the path of a file relative to the working directory."""
    try:
        return os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)

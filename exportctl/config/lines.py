"""Find the line of each key of a TOML text, which the parser does not keep."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str, ...]
"""The keys from the top of a file to a value; a repeated table has its number, from 0 on, after its name."""
_PART: Final = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY: Final = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TABLE: Final = re.compile(rf"[ \t]*\[[ \t]*({_KEY})[ \t]*\]")
_ONE_OF: Final = re.compile(rf"[ \t]*\[\[[ \t]*({_KEY})[ \t]*\]\]")
_VALUE: Final = re.compile(rf"[ \t]*({_KEY})[ \t]*=")
_LONG: Final = re.compile("\"\"\"|'''")


def lines_of(text: str) -> dict[Path, int]:
    """Return the first line, from 1 on, of each table and each key of a TOML text."""
    lines: dict[Path, int] = {}
    for path, number in _places(text):
        for length in range(1, len(path) + 1):
            lines.setdefault(path[:length], number)
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a key, or that of the nearest enclosing table."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _places(text: str) -> Iterator[tuple[Path, int]]:
    table: Path = ()
    counted: Counter[Path] = Counter()
    closing = ""
    for number, line in enumerate(text.split("\n"), 1):
        if closing:  # a text of several lines holds no keys
            closing = "" if line.count(closing) % 2 else closing
            continue
        if one := _ONE_OF.match(line):
            name = _parts(one[1])
            table = (*name, str(counted[name]))
            counted[name] += 1
            yield table, number
        elif whole := _TABLE.match(line):
            table = _parts(whole[1])
            yield table, number
        elif value := _VALUE.match(line):
            yield (*table, *_parts(value[1])), number
        if (opened := _LONG.search(line)) and line.count(opened[0]) % 2:
            closing = opened[0]


def _parts(key: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))

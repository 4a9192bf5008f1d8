"""`make golden` writes the output of commands in marked blocks into README.md and the pages under docs/."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from exportctl import api
from tests.cli.conftest import SPEAKING
from tests.cli.program import ask
from tests.clock import TODAY
from tests.pages import DOCS, FENCE, LEFT_OUT, NOT_RUN, ROOT, TITLE, pages

MARK = re.compile(rf"(<!-- printed(?:, first (\d+) lines)?: make golden -->\n\n)?{FENCE.pattern}", FENCE.flags)
"""A block, with the mark before it if the program writes it: the whole output, or its first lines."""


def prepare(folder: Path) -> None:
    """Copy the docs into an empty folder, and link the data there, for the commands of the pages."""
    shutil.copytree(DOCS, folder / "docs")
    (folder / "earlier").mkdir()
    (folder / "earlier" / "data").symlink_to(ROOT / "data")


def printed(page: str) -> str:
    """Return the text of a page whose marked blocks have what their commands print in the working directory."""
    return MARK.sub(_block, page)


def _block(match: re.Match[str]) -> str:
    """Write the file of a block, or run its commands; return the block, with their output if it is marked."""
    mark, first, margin, language, more, text = match.groups()
    if title := TITLE.search(more):
        Path(title[1]).write_text(text, encoding="utf-8")
    if language != "console" or text.startswith(NOT_RUN):
        return match[0]
    commands = re.findall(r"^\$ (.*)$", text, flags=re.MULTILINE)
    answers = "".join(_answer(command, int(first) if first else None) for command in commands)
    return f"{mark}{margin}```{language}{more}\n{answers}{margin}```" if mark else match[0]


def _answer(command: str, first: int | None) -> str:
    """Run a command; return it with the lines that it prints, or the first of them."""
    _, *arguments = shlex.split(command.partition(">")[0])
    lines = ask(*arguments).out.splitlines()
    shown = lines if first is None or len(lines) <= first else [*lines[:first], LEFT_OUT]
    return "".join(f"{line}\n" for line in (f"$ {command}", *shown))


@contextlib.contextmanager
def _test_conditions() -> Iterator[None]:
    """Set the day and the environment of the tests, and work in a folder next to the docs."""
    plain = {name: value for name, value in os.environ.items() if name not in SPEAKING}
    with (
        patch.dict(os.environ, plain, clear=True),
        patch.object(api, "today", lambda: TODAY),
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
    ):
        prepare(Path(folder))
        yield


def main() -> None:
    """Write the marked blocks of every page again."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if "<!-- printed" in text:
            with _test_conditions():
                page.write_text(printed(text), encoding="utf-8")


if __name__ == "__main__":
    main()

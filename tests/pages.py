"""Read the pages of the project: their blocks, the targets of their links, and their anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
NOT_RUN = "# Not run by the tests of this page: "
"""The start of a block that the tests do not run; the reason follows."""

FENCE = re.compile(r"^(?P<margin> *)```(\w*)([^\n]*)\n(.*?)^(?P=margin)```", re.DOTALL | re.MULTILINE)
TITLE = re.compile(r'title="([^"]+)"')
_LINK = re.compile(r"\]\(([^)\s]+)\)")
LEFT_OUT = "..."


class Block(NamedTuple):
    """The content of a fenced block: its language, the name of the file if it has a title, and its text."""

    language: str
    file: str
    text: str

    @property
    def is_run(self) -> bool:
        """Whether the tests run it."""
        return not self.text.startswith(NOT_RUN)

    def commands(self) -> Iterator[tuple[str, str]]:
        """Yield each command with the output below it. Without a `$`, each line is a command, except comments."""
        if self.language not in {"console", "sh"}:
            return
        prompts = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", self.text, flags=re.MULTILINE)
        yield from prompts or [(line, "") for line in self.text.splitlines() if line and not line.startswith("#")]


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page, in order."""
    fences = FENCE.findall(page.read_text(encoding="utf-8"))
    return [Block(kind, "".join(TITLE.findall(more)), text) for _, kind, more, text in fences]


def is_as_shown(shown: str, printed: str) -> bool:
    """Return whether an output is the one on a page, where `...` replaces omitted lines."""
    wanted = [r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(f"{line}\n") for line in shown.splitlines()]
    return re.fullmatch("".join(wanted), printed) is not None


def pages() -> list[Path]:
    """Return the pages that people read: those of the project, and those of docs/."""
    beside = (ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "bench/README.md"))
    return [README, *beside, *sorted(DOCS.glob("*.md"))]


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Yield the file and the place in it that each link of a page leads to, but for those that leave the project."""
    for target in _LINK.findall(_prose(page)):
        if "://" not in target:
            file, _, place = target.partition("#")
            yield (page.parent / file if file else page), place


def places(page: Path) -> set[str]:
    """Return the anchors that the headings of a page make, here as on a site."""
    titles = re.findall(r"^#+ (.*)$", _prose(page), flags=re.MULTILINE)
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower()) for title in titles}


def _prose(page: Path) -> str:
    """Return the text of a page without its blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))

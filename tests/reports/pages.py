"""A report of rows of every kind, some of them hostile, in the folder of a company that holds a licence and a waiver."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.program import Answer, ask

HOSTILE = '</script><script>window.harmed = true</script><img src=x onerror="window.harmed = true">'
ROWS = (
    ("gallium", "US", "2025-12-01", "plain"),
    ("gallium", "US", "2026-12-01", "after the suspension"),
    ("gallium", "DE", "2025-12-01", "licensed"),
    ("holmium", "US", "2026-10-10", "dormant"),
    ("artificial graphite", "KR", "2025-12-01", "questions"),
    ("cotton T-shirts", "US", "2025-12-01", "free"),
    ("unobtainium", "FR", "2025-12-01", "nobody knows it"),
    (HOSTILE, "US", "2025-12-01", "=1+1;{{ 7 * 7 }}"),
    ("gallium", "US", "2026-02-30", "no such day"),
    ("7440-55-3", "Atlantis", "2025-12-01", "no such place"),
)
"""Item, destination, day and a note; the last two cannot be read."""
LICENCE = "licence 26CN/0815"
HOLDS = f"""
[[licences]]
number = "{LICENCE.removeprefix("licence ")}"
entries = ["3C001.a"]
to = ["DE"]
from = 2025-01-01
through = 2026-12-31

[[waivers]]
item = "unobtainium"
reason = "{HOSTILE.replace('"', "'")}"
approved_by = "A. Officer"
through = 2026-12-31
"""


class Page(NamedTuple):
    """A page, and the notes of the command that made it."""

    file: Path
    answer: Answer

    @property
    def text(self) -> str:
        """The page as text."""
        return self.file.read_text(encoding="utf-8")


def page(folder: Path, copies: int = 1, *options: str) -> Page:
    """Make the page of the rows, repeated a number of times, in a folder."""
    source, target = folder / "rows <b>&.csv", folder / "report.html"
    lines = [",".join(f'"{cell.replace(chr(34), 2 * chr(34))}"' for cell in row) for row in ROWS * copies]
    source.write_text("\n".join(['item,to,on,"<i>note"', *lines, ""]), encoding="utf-8")
    (folder / "exportctl.toml").write_text(HOLDS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return Page(target, ask("report", source.name, "-o", target.name, *options))

"""The output is the reviewed one; where it differs, `make golden` shows the difference."""

from __future__ import annotations

from functools import cache

import pytest
from rich.cells import cell_len

from exportctl.api import load_law
from tests.golden import FOLDER, HELD, files

HERE = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".txt", ".json"})


@cache
def golden() -> dict[str, str]:
    """Return every file as it must be, made once."""
    return files(load_law())


@pytest.mark.parametrize("name", HERE)
def test_a_golden_file_is_up_to_date(name: str) -> None:
    """The file has the content that the code and the data produce."""
    assert (FOLDER / name).read_text(encoding="utf-8") == golden()[name]


def test_the_golden_files_are_all_there_and_no_others() -> None:
    """Every file of the folder is one that `make golden` writes."""
    assert set(HERE) == set(golden())


PLAIN = (
    *(
        "gallium-us-2025-12-01",
        "gallium-us-2026-11-28",
        "gallium-us-2020-01-01",
        "shirts-de-2026-08-01",
        "party-us-2025-06-01",
    ),
    *("classify-gallium", "classify-helium", "classify-magnet", "classify-unknown"),
    *("party-barred", "party-stopped", "party-similar", "party-several"),
    *("diff-gallium-us", "diff-truce", "summary"),
    *HELD,
)
LONGER = ("zh-party-several", "gallium-us-2026-11-28")
"""Lists and decisions are wider in Chinese, so that each of four parties takes two lines; an announced extension takes two."""
WHOLE = ("explain-act", "explain-line", "explain-refusal", "explain-gallium")
"""A record with every source and doubt."""


@pytest.mark.parametrize("name", [name for name in HERE if name.endswith(".txt") and name != "timeline.txt"])
def test_an_answer_is_read_at_a_glance(name: str) -> None:
    """It has at most 19 lines where the question is plain, at the very most 20; none but an address is wider than the screen."""
    question, width, _ = name.split(".")
    is_plain = question.removeprefix("zh-") in PLAIN and question not in LONGER
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= (19 if is_plain else 30 if question.removeprefix("zh-") in WHOLE else 20)
    assert max(cell_len(line) for line in lines if "  http" not in line) <= int(width)

"""What people reviewed is what the program says; where it differs, `make golden` shows the difference."""

from __future__ import annotations

from functools import cache

import pytest

from exportctl.api import load_law
from tests.golden import FOLDER, files

HERE = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".txt", ".json"})


@cache
def golden() -> dict[str, str]:
    """Return every file as it must be, made once."""
    return files(load_law())


@pytest.mark.parametrize("name", HERE)
def test_a_golden_file_is_up_to_date(name: str) -> None:
    """The file holds what the code and the data make of it today."""
    assert (FOLDER / name).read_text(encoding="utf-8") == golden()[name]


def test_the_golden_files_are_all_there_and_no_others() -> None:
    """Every file of the folder is one that `make golden` writes."""
    assert set(HERE) == set(golden())

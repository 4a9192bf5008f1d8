"""What people reviewed is what the program says; where it differs, `make golden` shows the difference."""

from __future__ import annotations

import pytest

from exportctl.api import load_law
from tests.golden import FOLDER, files

GOLDEN = files(load_law())


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_file_is_up_to_date(name: str) -> None:
    """The file holds what the code and the data make of it today."""
    assert (FOLDER / name).read_text(encoding="utf-8") == GOLDEN[name]


def test_no_golden_file_is_left_over() -> None:
    """Every file of the folder is one that `make golden` writes."""
    here = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".txt", ".json"}}
    assert here == set(GOLDEN)

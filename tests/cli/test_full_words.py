"""Options take the words that a page shows for their values."""

from __future__ import annotations

import pytest

from tests.cli.program import ask


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("weapons of mass destruction", "wmd"),
        ("Weapons of Mass Destruction", "wmd"),
        ("advanced chips", "advanced-chips"),
        ("military AI", "military-ai"),
        ("大规模杀伤性武器", "wmd"),
        ("Military purposes", "military"),
        ("civilian use", "civil"),
        ("军事用途", "military"),
        ("民用生产", "civil"),
    ],
)
def test_a_value_is_read_in_words(stated: str, value: str) -> None:
    """With blanks for hyphens, in full, and as files and acts have it."""
    answer = ask("check", "gallium", "--to", "DE", "--on", "2026-09-01", "--end-use", stated, "-f", "json")
    assert answer.json["query"]["end_use"] == value

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
    ],
)
def test_a_value_is_read_in_words(stated: str, value: str) -> None:
    """With blanks for hyphens, and in full."""
    answer = ask("check", "gallium", "--to", "DE", "--on", "2026-09-01", "--end-use", stated, "-f", "json")
    assert answer.json["query"]["end_use"] == value

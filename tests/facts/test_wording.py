"""The words of a description are shown as it writes them, whether they were understood or not."""

from __future__ import annotations

import pytest

from tests.cli.program import ask

DAY = ("--on", "2026-10-10")


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("aluminium foil A 99", "aluminium foil (760711), A 99"),
        ("铝箔 A 99", "铝箔 (760711), A 99"),
        ("cotton shirts, grade A 99%", "cotton shirts (620520), A 99% (purity=99%)"),
        ("gallium ingots 7N, 2% Dy", "gallium ingots (Gallium), 7N (purity=7N), 2% Dy (Dy=2%)"),
    ],
)
def test_each_word_is_recognised_once_in_the_order_of_the_text(item: str, shown: str) -> None:
    """A number in a grade may also be read as a purity: it is still one word."""
    lines = ask("classify", item, *DAY).out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Recognised  "))
    words = " ".join(lines[start].removeprefix("Recognised").split())
    assert words == shown


@pytest.mark.parametrize("command", [("classify",), ("check", "--to", "US")])
def test_unread_chinese_characters_are_one_word(command: tuple[str, ...]) -> None:
    """Nobody writes the characters of one word apart."""
    answer = ask("--lang", "zh", *command, "紫怪 99.9%", *DAY)
    assert next(line for line in answer.out.splitlines() if line.startswith("未识别")).split()[1] == "紫怪"


def test_a_warning_quotes_the_words_as_written() -> None:
    """In machine formats, too."""
    warnings = ask("check", "vitamin A 99%", "--to", "US", *DAY, "-f", "json").json["warnings"]
    text = next(item["text"] for item in warnings if item["code"] == "unrecognised_item")
    assert text.startswith("in 'vitamin A 99%', 'A 99%' was understood and 'vitamin' was not")

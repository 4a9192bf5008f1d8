"""The numbers of the Chemical Abstracts Service, which name substances: 7440-55-3 is gallium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER: Final = re.compile(r"(?:(?<![\w-])|(?<=CAS)|(?<=[\u4e00-\u9fff]))(\d{2,7})-(\d{2})-(\d)(?!-?[A-Za-z\d])")
"""A number in a text: before the hyphens, and the check digit."""


def check_digit(digits: str) -> int:
    """Return the check digit of the digits before it: the last counts once, the one before it twice, and so on, modulo 10."""
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1)) % 10


def cas_numbers(text: str) -> Iterator[str]:
    """Yield the numbers in a text whose check digit is right; a model or a ratio such as 12-61-0 seldom has it."""
    if "-" in text:
        for number in NUMBER.finditer(text):
            if check_digit(number[1] + number[2]) == int(number[3]):
                yield number[0]

"""Detect cells whose formula gave no value: errors of spreadsheets, and formulas in place of their values."""

from __future__ import annotations

import re
from typing import Final

from exportctl.sentences import Sentence

_ERROR: Final = re.compile(
    r"#(?:N/A|NV|N/D|N/B|N\.A\.|GETTING_DATA|\#{2,}|[¡¿]?[^\W\d][^\s#!?]*[!?])(?:\s*#?N/A)?|Err:[0-9]{3}", re.IGNORECASE
)
"""Errors in the languages of spreadsheets: `#N/A` is `#NV` in German, `#REF!` is `#BEZUG!`; `Err:502` is of LibreOffice."""
OPEN: Final = "#FORMULA! "
"""The mark before a formula without a stored value: a text that begins with `=` alone is a text."""
_QUOTED: Final = re.compile(r'\s*\'?=\s*"((?:[^"]|"")*)"\s*')
_SHOWN: Final = 40


def missing_value(text: str) -> str | None:
    """Return why the cell of a formula has no value; None for any other cell."""
    text = text.strip()
    if _ERROR.fullmatch(text):
        return Sentence("'{text}' is an error of a spreadsheet formula; correct the cell", text=text[:_SHOWN])
    if text.startswith(OPEN):
        return Sentence(
            "'{text}' is a formula without a stored value; open and save the file in a spreadsheet program",
            text=text.removeprefix(OPEN)[:_SHOWN],
        )
    return None


def without_formula(text: str) -> str:
    """Return the text of a formula that only quotes it, `="0801"`, as exports write codes with zeros; any other text as it is.

    An apostrophe before the formula, as in the CSV files of this program, does not matter.
    """
    quoted = _QUOTED.fullmatch(text)
    return quoted[1].replace('""', '"') if quoted else text

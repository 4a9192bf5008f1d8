"""The objects that a forked process finds ready: the program, the law, and the lexicon for rows."""

from __future__ import annotations

from typing import Final

from exportctl import load_law

LEXICON: Final = load_law().lexicon

"""What a process that is forked finds ready beside the program: the law, and the words that its rows are read by."""

from __future__ import annotations

from typing import Final

from exportctl import load_law

LEXICON: Final = load_law().lexicon

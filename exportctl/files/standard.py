"""The name of standard input and output among names of files, without Arrow, which commands without rows need not load."""

from __future__ import annotations

from typing import Final

STANDARD: Final = "-"

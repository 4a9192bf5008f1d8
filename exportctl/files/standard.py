"""The name of standard input and output among names of files; it stands alone, so that commands without rows load no Arrow."""

from __future__ import annotations

from typing import Final

STANDARD: Final = "-"

"""Problems of data as compilers print them: one a line, whatever its length, so that editors and grep can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.errors import Problem


def problems(folder: str, found: Sequence[Problem]) -> str:
    """Return every problem, and how many there are."""
    count = f"{folder}: {len(found) or 'no'} problem{'' if len(found) == 1 else 's'}"
    return "\n".join(printable(line) for line in (*map(str, found), count))

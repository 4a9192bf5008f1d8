"""Problems of data as compilers print them: one a line, whatever its length, so that editors and grep can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.printable import printable

if TYPE_CHECKING:
    from exportctl.reports.results import Lint


def lint(result: Lint) -> str:
    """Return every problem, and how many there are."""
    found = result.problems
    count = f"{result.folder}: {len(found) or 'no'} problem{'' if len(found) == 1 else 's'}"
    return "\n".join(printable(line) for line in (*map(str, found), count))

"""Problems of data as compilers print them: one a line, whatever its length, so that editors and grep can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.printable import printable
from exportctl.reports.words.language import say, spoken

if TYPE_CHECKING:
    from exportctl.reports.results import Lint


def lint(result: Lint) -> str:
    """Return every problem, and how many there are."""
    found = result.problems
    count = say("{folder}: {problems}", folder=result.folder, problems=_counted(len(found)))
    return "\n".join(printable(line) for line in (*(problem.told(spoken()) for problem in found), count))


def _counted(count: int) -> str:
    if count == 1:
        return say("1 problem")
    return say("{count} problems", count=count) if count else say("no problems")

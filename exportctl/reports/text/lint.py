"""Print problems of the data one per line, as compilers do, so that editors and grep can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.i18n.language import current_language, translate
from exportctl.reports.printable import printable

if TYPE_CHECKING:
    from exportctl.reports.results import Lint


def lint(result: Lint) -> str:
    """Return every problem, and their number."""
    count = translate("{folder}: {problems}", folder=result.folder, problems=_count(len(result.problems)))
    return "\n".join(
        printable(line) for line in (*(problem.render(current_language()) for problem in result.problems), count)
    )


def _count(count: int) -> str:
    if count == 1:
        return translate("1 problem")
    return translate("{count} problems", count=count) if count else translate("no problems")

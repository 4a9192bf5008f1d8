"""Print the problems and the failed cases of a data folder one per line, as compilers do, so that editors and grep can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.i18n.language import current_language, translate
from exportctl.reports.printable import printable
from exportctl.sentences import side_by_side

if TYPE_CHECKING:
    from exportctl.reports.results import Cases, Lint


def lint(result: Lint) -> str:
    """Return every problem, and their number."""
    lines = [problem.render(current_language()) for problem in result.problems]
    count = translate("{folder}: {problems}", folder=result.folder, problems=_number(len(lines)))
    return "\n".join(map(printable, [*lines, count]))


def _number(count: int) -> str:
    if count == 1:
        return translate("1 problem")
    return translate("{count} problems", count=count) if count else translate("no problems")


def cases(result: Cases) -> str:
    """Return a line for each failed case, and one with the counts."""
    lines = [
        translate(
            "{file}:{line}: {case}: {differences}",
            file=item.file,
            line=str(item.line),
            case=item.case,
            differences=side_by_side(
                translate(
                    "{of}: expected {expected}, got {actual}",
                    of=one.of,
                    expected=_value(one.expected),
                    actual=_value(one.actual),
                )
                for one in item.differences
            ),
        )
        for item in result.failed
    ]
    cases_ = translate("1 case") if result.count == 1 else translate("{count} cases", count=result.count)
    counts = translate(
        "{cases}: {met} passed, {failed} failed", cases=cases_, met=result.cases_met, failed=len(result.failed)
    )
    return "\n".join(map(printable, [*lines, counts]))


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or translate("empty")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(part)}" for key, part in value.items()) + "}"
    return str(value)

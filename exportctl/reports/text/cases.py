"""Cases that are not met are told one a line, with what differs, and then how many there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.printable import printable

if TYPE_CHECKING:
    from exportctl.inquiry.cases import Difference
    from exportctl.reports.results import Cases


def cases(result: Cases) -> str:
    """Return a line for each case that is not met, and one with the numbers."""
    told = [
        f"{item.file}:{item.line}: {item.case}: {'; '.join(map(_said, item.differences))}" for item in result.failed
    ]
    counts = f"{result.count} case{'' if result.count == 1 else 's'}: {result.met} met, {len(result.failed)} not"
    return "\n".join(map(printable, [*told, counts]))


def _said(item: Difference) -> str:
    return f"{item.of} is {_shown(item.told)}, not {_shown(item.expected)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "empty"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(part)}" for key, part in value.items()) + "}"
    return str(value)

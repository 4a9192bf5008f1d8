"""Cases that are not met are told one a line, with what differs, and then how many there were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from exportctl.reports.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.inquiry.cases import Difference


class Failure(NamedTuple):
    """A case that is not met: where it stands, what it is called, and what differs."""

    file: str
    line: int
    case: str
    differences: Sequence[Difference]


def lines(count: int, failed: Sequence[Failure]) -> str:
    """Return a line for each case that is not met, and one with the numbers."""
    told = [f"{item.file}:{item.line}: {item.case}: {'; '.join(map(_said, item.differences))}" for item in failed]
    counts = f"{count} case{'' if count == 1 else 's'}: {count - len(failed)} met, {len(failed)} not"
    return "\n".join(map(printable, [*told, counts]))


def document(folder: str, count: int, failed: Sequence[Failure]) -> dict[str, Any]:
    """Return `exportctl.cases/1`."""
    return {
        "schema": "exportctl.cases/1",
        "folder": folder,
        "cases": count,
        "met": count - len(failed),
        "failed": [item._asdict() | {"differences": [one._asdict() for one in item.differences]} for item in failed],
    }


def _said(item: Difference) -> str:
    return f"{item.of} is {_shown(item.told)}, not {_shown(item.expected)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "empty"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(part)}" for key, part in value.items()) + "}"
    return str(value)

"""Lists of what the data holds: one row for each act, provision, entry or statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.errors import InputError
from exportctl.law.days import status_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from exportctl.law.register import Register

Row = dict[str, Any]


def rows(law: Register, kind: str, day: date) -> tuple[str, list[Row]]:
    """Return the kind (in the plural) and its rows. Raises InputError for a kind there is not."""
    name = kind.strip().lower()
    if name not in KINDS:
        raise InputError("KIND", f"'{kind}' is not one of {', '.join(KINDS)}")
    return name, KINDS[name](law, day)


def _acts(law: Register, day: date) -> list[Row]:
    return [
        {
            "id": act.id,
            "published": act.published.isoformat(),
            "provisions": len(act.provisions),
            "in_force": sum(status_on(law, f"{act.id}/{item.paragraph}", day) == "in_force" for item in act.provisions),
            "title": act.title.en,
        }
        for act in law.acts.values()
    ]


def _provisions(law: Register, day: date) -> list[Row]:
    return [
        {
            "id": pid,
            "from": item.from_.isoformat(),
            "status": status_on(law, pid, day) or "not published",
            "title": item.title.en,
        }
        for pid, item in law.provisions.items()
    ]


def _entries(law: Register, day: date) -> list[Row]:  # noqa: ARG001 - all kinds are asked the same way
    return [{"id": code, "name": entry.name.en, "zh": entry.name.zh} for code, entry in sorted(law.entries.items())]


def _statements(law: Register, day: date) -> list[Row]:  # noqa: ARG001 - all kinds are asked the same way
    return [
        {"id": item.id, "published": item.published.isoformat(), "by": item.by, "title": item.title.en}
        for item in law.statements.values()
    ]


def _guidance(law: Register, day: date) -> list[Row]:  # noqa: ARG001 - all kinds are asked the same way
    return [
        {"id": item.id, "published": item.published.isoformat(), "by": item.by, "title": item.title.en}
        for item in law.guidance.values()
    ]


KINDS: Final[Mapping[str, Callable[[Register, date], list[Row]]]] = {
    "acts": _acts,
    "provisions": _provisions,
    "entries": _entries,
    "statements": _statements,
    "guidance": _guidance,
}

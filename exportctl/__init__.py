"""China's export controls by goods, place and day: a function for each question, and the types that they return and raise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exportctl.api import check, classify, content, diff, expiring, load_law, party, screen, timeline
    from exportctl.engine.findings import Finding
    from exportctl.errors import DataError, ExportctlError, InputError
    from exportctl.facts.transaction import Transaction
    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import Classification, Content, Diff, Expiring, Timeline
    from exportctl.reports.verdict import Verdict

__version__ = "1.0.0"
__all__ = [
    "Classification",
    "Content",
    "DataError",
    "Diff",
    "Expiring",
    "ExportctlError",
    "Finding",
    "InputError",
    "PartyScreening",
    "Timeline",
    "Transaction",
    "Verdict",
    "check",
    "classify",
    "content",
    "diff",
    "expiring",
    "load_law",
    "party",
    "screen",
    "timeline",
]

_NAMES: Final = {
    "exportctl.api": ("check", "classify", "content", "diff", "expiring", "load_law", "party", "screen", "timeline"),
    "exportctl.engine.findings": ("Finding",),
    "exportctl.errors": ("DataError", "ExportctlError", "InputError"),
    "exportctl.facts.transaction": ("Transaction",),
    "exportctl.reports.party_screening": ("PartyScreening",),
    "exportctl.reports.results": ("Classification", "Content", "Diff", "Expiring", "Timeline"),
    "exportctl.reports.verdict": ("Verdict",),
}
_HOMES: Final = {name: home for home, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a command imports only the code that it needs."""
    if name not in _HOMES:
        msg = f"module 'exportctl' has no attribute '{name}'"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 - imported late, like the rest

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names, those not imported yet included."""
    return sorted({*globals(), *_HOMES})

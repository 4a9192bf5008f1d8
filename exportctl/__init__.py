"""China's export controls, asked by goods, place and day: `load_law`, `Transaction`, `check`, and what they return and raise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exportctl.api import check, load_law, screen
    from exportctl.engine.verdict import Finding, Verdict
    from exportctl.errors import DataError, ExportctlError, InputError
    from exportctl.facts.transaction import Transaction

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "ExportctlError",
    "Finding",
    "InputError",
    "Transaction",
    "Verdict",
    "check",
    "load_law",
    "screen",
]

_HOMES: Final = {
    "check": "exportctl.api",
    "load_law": "exportctl.api",
    "screen": "exportctl.api",
    "Finding": "exportctl.engine.verdict",
    "Verdict": "exportctl.engine.verdict",
    "DataError": "exportctl.errors",
    "ExportctlError": "exportctl.errors",
    "InputError": "exportctl.errors",
    "Transaction": "exportctl.facts.transaction",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a command line pays only for what it needs."""
    if name not in _HOMES:
        msg = f"module 'exportctl' has no attribute '{name}'"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 - as late as the rest

    return getattr(import_module(_HOMES[name]), name)

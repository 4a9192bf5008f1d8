"""The results of receipts: a receipt, its verification, and the verification of a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from exportctl.reports.formats import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.permits.log import Reading
    from exportctl.permits.receipts import Differences


@dataclass(frozen=True, repr=False)
class Receipt(Result):
    """What was asked and answered."""

    kind = "receipt"
    held: Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Verification(Result):
    """In what the answer to the question of a receipt differs now."""

    kind = "verification"
    found: Differences


@dataclass(frozen=True, repr=False)
class Log(Result):
    """What the log of a name is found to be."""

    kind = "log-verification"
    file: str
    found: Reading

    @property
    def exit_code(self) -> Literal[0, 1]:
        """The exit code of `log verify`."""
        return 1 if self.found.faults else 0

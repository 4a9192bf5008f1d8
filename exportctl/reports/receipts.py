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
    """A receipt: the question and the answer."""

    kind = "receipt"
    held: Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Verification(Result):
    """The differences between a receipt and the same question asked now."""

    kind = "verification"
    found: Differences


@dataclass(frozen=True, repr=False)
class Log(Result):
    """The verification of a log."""

    kind = "log-verification"
    file: str
    found: Reading

    @property
    def exit_code(self) -> Literal[0, 1]:
        """The exit code of `log verify`."""
        return 1 if self.found.faults else 0

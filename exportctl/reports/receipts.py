"""The results of receipts: a receipt, its verification, and the verification of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from exportctl.reports.formats import DataResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from exportctl.law.register import Register
    from exportctl.permits.log import LogCheck
    from exportctl.permits.receipts import Differences


_STRICTEST_FIRST: Final[Sequence[Literal[1, 3]]] = (1, 3)
"""The exit codes of answers that do not pass the gate."""


class Receipt(DataResult, kind="receipt"):
    """A receipt: the question and the answer."""

    held: Mapping[str, Any]


class Verification(DataResult, kind="verification"):
    """The differences between a receipt and the present answer to its question."""

    differences: Differences


class CheckedReceipt(NamedTuple):
    """A receipt whose question was checked again: its file, and the differences."""

    file: str
    differences: Differences


class UncheckedReceipt(NamedTuple):
    """A receipt whose question could not be checked again: its file, and the reason."""

    file: str
    reason: str


class ReceiptChanges(DataResult, kind="receipt-changes"):
    """The receipts of folders, checked again under today's law, for their own day or for the day `on`."""

    law: Register
    on: date | None
    checked: Sequence[CheckedReceipt]
    unchecked: Sequence[UncheckedReceipt]

    @property
    def changes(self) -> list[CheckedReceipt]:
        """The receipts with a decision that has changed."""
        return [item for item in self.checked if item.differences.decisions]

    @property
    def exit_code(self) -> Literal[0, 1, 2, 3, 4]:
        """The exit code of `watch`: 4 without receipts, 2 if one could not be checked again, else that of the changed ones."""
        if not (self.checked or self.unchecked):
            return 4
        codes = {item.differences.again["answer"]["exit_code"] for item in self.changes}
        return 2 if self.unchecked else next((code for code in _STRICTEST_FIRST if code in codes), 0)


class Log(DataResult, kind="log-verification"):
    """The verification of a log."""

    file: str
    check: LogCheck

    @property
    def exit_code(self) -> Literal[0, 1]:
        """The exit code of `log verify`."""
        return 1 if self.check.faults else 0

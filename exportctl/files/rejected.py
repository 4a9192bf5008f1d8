"""The rejected rows of a file: what their own file states of each, and what a sheet of the workbook shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.batch.totals import line_passed_over
from exportctl.files.job import Rejected
from exportctl.files.overview import MOST_REJECTED, RejectedRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from exportctl.batch.screener import ScreenedBatch
    from exportctl.batch.totals import PassedOver
    from exportctl.files.rows import Broken, Rows


class RejectedRows:
    """Numbers rejected rows as the file's own program does, and keeps those that a sheet shows, up to its limit."""

    def __init__(
        self, columns: Mapping[str, str], places: Sequence[int], above: int, translate: Callable[[str], str] | None
    ) -> None:
        """Take the columns of facts, those that a sheet shows, and the number of lines above the rows."""
        self._columns, self._places, self._above, self._translate = columns, places, above, translate
        self.kept: list[RejectedRow] = []

    def lines(self, rows: Rows, screened: ScreenedBatch) -> list[Rejected]:
        """Return the rejected ones of some rows, with all reasons of each in one text."""
        rejected = [
            Rejected(self._above + rows.number_in_file(item.number), "", item.value, item.reason)
            for item in _to_correct(rows)
        ]
        rejected += [
            Rejected(self._above + rows.number(item.row), item.fault.column, item.fault.value, item.reasons())
            for item in screened.rejects
            if not item.passed_over
        ]
        if translate := self._translate:
            rejected = [item._replace(reason=translate(item.reason)) for item in rejected]
        return sorted(rejected)

    def keep(self, rows: Rows, screened: ScreenedBatch) -> None:
        """Keep the rejected ones of some rows with all their cells and reasons."""
        room, translate = MOST_REJECTED - len(self.kept), self._translate or str
        kept = [
            RejectedRow(self._above + rows.number_in_file(item.number), [item.value], [("", translate(item.reason))])
            for item in _to_correct(rows)[:room]
        ]
        shown = rows.batch.select(self._places)
        to_correct = [item for item in screened.rejects if not item.passed_over]
        for item in to_correct[: room - len(kept)]:
            cells = [column[item.row].as_py() for column in shown.columns]
            faults = [
                (self._columns.get(fault.column, fault.column), translate(fault.reason))
                for fault in (item.fault, *item.others)
            ]
            kept.append(RejectedRow(self._above + rows.number(item.row), cells, faults))
        self.kept += sorted(kept, key=lambda item: item.row)


def passed_over_in(rows: Rows, screened: ScreenedBatch) -> list[PassedOver]:
    """Return why rows that need no correction are passed over."""
    reasons = [line_passed_over(item.value) for item in rows.broken]
    reasons += [item.passed_over for item in screened.rejects]
    return [reason for reason in reasons if reason]


def _to_correct(rows: Rows) -> list[Broken]:
    """Return the rows that could not be parsed, without those that are blank or of totals."""
    return [item for item in rows.broken if line_passed_over(item.value) is None]

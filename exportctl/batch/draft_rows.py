"""Keep the rows whose answers may need a paper, up to a limit, as the transactions that they state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.batch.columns import Encoder, column_of
from exportctl.batch.stated_cells import stated_fields
from exportctl.law.scale import LICENSABLE, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.answered_rows import AnsweredRows
    from exportctl.facts.transaction import Transaction

MAX_DRAFT_ROWS: Final = 25_000
"""The limit on kept rows: each is answered once more, and people complete few papers."""
_WITH_PAPER: Final = LICENSABLE | {"no_control_found", "undecided"}
"""The decisions for which a paper is drafted."""


class DraftRow(NamedTuple):
    """A row, by its number in the file, and the transaction that it states."""

    row: int
    transaction: Transaction


class DraftRows:
    """The rows of one file that may need a paper; `beyond` counts those over the limit."""

    def __init__(self, headings: Callable[[], Mapping[str, str]]) -> None:
        """Start without rows; `headings` are those of customs codes, which may have lost a zero."""
        self._headings = headings
        self.rows: list[DraftRow] = []
        self.beyond = 0

    def add(self, rows: AnsweredRows) -> None:
        """Keep the answered rows of a batch that may need a paper."""
        places = [place for place, answer in enumerate(rows.answers) if _may_need_paper(answer)]
        room = MAX_DRAFT_ROWS - len(self.rows)
        self.beyond += max(len(places) - room, 0)
        if not places[:room]:
            return
        columns = {
            fact: Encoder.of_column(rows.binding, fact, self._headings).encode(
                column_of(rows.binding, rows.batch, fact)
            )
            for fact in rows.binding.columns
        }
        for place in places[:room]:
            cells: dict[str, Any] = {
                fact: column.values[column.numbers[place].as_py()] for fact, column in columns.items()
            }
            transaction = rows.binding.constant._replace(
                **stated_fields(cells), on=rows.days[place], known_on=rows.known_on[place]
            )
            self.rows.append(DraftRow(rows.numbers[place], transaction))


def _may_need_paper(answer: Answer) -> bool:
    """Return whether a row may need a paper: not if licences of the company cover it, or the export is refused."""
    is_covered = bool(answer.permits) and answer.exit_code == ExitCode.PASSED
    return answer.decision in _WITH_PAPER and not is_covered

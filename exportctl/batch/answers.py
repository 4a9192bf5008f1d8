"""Turn the answers of rows into columns: the distinct values once, and an index for each row."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from exportctl.batch.interner import Interner
from exportctl.batch.party_cells import designations_cell, resemblances_cell
from exportctl.batch.row_statuses import cell_of
from exportctl.engine.warnings.warning import CODE_CONFLICT
from exportctl.errors import PlaceError
from exportctl.list_cells import join_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.binding import Company
    from exportctl.batch.row_parties import RowParties
    from exportctl.batch.screened_batch import ScreenedBatch
    from exportctl.batch.screener import Screener

COLUMNS: Final = (
    *("decision", "worst_case", "settled", "entries", "provisions", "questions"),
    *("next_change_on", "next_change_decision"),
)
CONFIGURED: Final = "configured_by"
ANSWERED: Final = ("answered_by", "not_answered", CONFIGURED)
"""The columns of licences and waivers, if a company has any: those that cover a row, why others do not, and their places in files."""
OTHER_READING: Final = "exportctl:other_reading"
POSSIBLE: Final = "exportctl:possible_provisions"
COVERED: Final = "exportctl:covered"
STALE: Final = "exportctl:stale"
DESIGNATED: Final = "exportctl:party_lists"
UNCONFIRMED: Final = "exportctl:unconfirmed_suspensions"
ENDING: Final = "exportctl:ending_suspensions"
STATUSES: Final = "exportctl:statuses"
NEXT_SETTLED: Final = "exportctl:next_change_settled"
PARTY_STATED: Final = "exportctl:party_stated"
SIMILAR_PARTIES: Final = "exportctl:similar_parties"
NEAR_PARTIES: Final = "exportctl:near_parties"
OTHER_RULES: Final = "exportctl:other_rules"
DESTINATION: Final = "exportctl:destination"
CONTRADICTED: Final = "exportctl:code_contradicted"
OWNERS_LISTED: Final = "exportctl:owners_listed"
GROUP_LISTED: Final = "exportctl:group_listed"
FOR_WORDS: Final = (
    *(ENDING, STATUSES, NEXT_SETTLED, PARTY_STATED, SIMILAR_PARTIES, NEAR_PARTIES),
    *(OTHER_RULES, DESTINATION, CONTRADICTED, OWNERS_LISTED, GROUP_LISTED),
)
"""Those of the columns for people that only words of a row need; no reader has them as columns."""
FOR_PEOPLE: Final = (OTHER_READING, POSSIBLE, COVERED, DESIGNATED, STALE, UNCONFIRMED, *FOR_WORDS)
"""The columns that only pages and workbooks have.

They hold the decision under the other reading, the provisions that may apply, false for a day that the law data does not cover, the
lists and provisions that designate a party or a related company (see `party_cells`), true for a row that is undecided only because the
law data is too old, and the suspensions that may have been extended: provision, act and last day. The others hold the suspensions that
may not include their last day, which is that of the row, in the same form, the provisions of the answer and of parties that are not in
force on that day with their status and suspension, false for a next change that depends on an extension, true for a row that states a
party, the names of its parties that resemble listed ones, those that do so too little to count with the listed name, the provisions of
other regimes that name goods without a control, a destination on which the steps to take depend, true for a row whose words contradict
its customs code, true for one whose end user belongs to owners on a list, and true for one with a party of whose group other companies
are on a list. Other cells are empty.
"""
NUMBER: Final = pa.field("exportctl:number", pa.int64())
"""The column of pages, workbooks and bills with the number of each row in its file, as the file's own program shows it."""
DAY: Final = "exportctl:day"
"""The column of pages and workbooks with the day for which each row is answered: its cell may state it in another order."""
WORDED: Final = (NUMBER.name, DAY, "exportctl:decision", "exportctl:to_do", "exportctl:reason", "exportctl:next_change")
"""The columns of a workbook that precede the columns of codes: the row in the file, the day, and the answer in words."""
REJECTED: Final = "rejected"
"""The column of a table with the reason why a row could not be read; empty for all other rows, as answers are for this one."""
COMPARED: Final = (
    "compared_decision",
    "compared_worst_case",
    "compared_settled",
    "compared_provisions",
    "compared_why",
)
"""The columns of the earlier answer and the reason for the difference."""
_GAINED: Final = frozenset({*COLUMNS, *ANSWERED, *FOR_PEOPLE, *WORDED, REJECTED, *COMPARED})
_SHARED: Final = pa.dictionary(pa.int32(), pa.string())
_TYPES: Final = {
    "settled": pa.bool_(),
    "next_change_on": pa.date32(),
    "compared_settled": pa.bool_(),
    DAY: pa.date32(),
    COVERED: pa.bool_(),
    STALE: pa.bool_(),
    NEXT_SETTLED: pa.bool_(),
    PARTY_STATED: pa.bool_(),
    CONTRADICTED: pa.bool_(),
    OWNERS_LISTED: pa.bool_(),
    GROUP_LISTED: pa.bool_(),
}
_PLAIN: Final[dict[str, Callable[[Answer], Any]]] = {
    "settled": attrgetter("settled"),
    "next_change_on": attrgetter("next_change_on"),
    COVERED: lambda answer: None if answer.covered else False,
    STALE: lambda answer: answer.only_stale or None,
    NEXT_SETTLED: lambda answer: None if answer.next_settled else False,
    CONTRADICTED: lambda answer: CODE_CONFLICT in answer.notes or None,
    OWNERS_LISTED: lambda answer: answer.owners_listed or None,
    GROUP_LISTED: lambda answer: answer.group_listed or None,
}
_TEXTS: Final[dict[str, Callable[[Answer], str | None]]] = {
    "decision": lambda answer: answer.decision,
    "worst_case": lambda answer: answer.worst_case,
    "provisions": lambda answer: join_cell(answer.provisions),
    "questions": lambda answer: join_cell(answer.questions),
    "next_change_decision": lambda answer: answer.next_change_decision,
    "answered_by": lambda answer: join_cell(answer.permits),
    CONFIGURED: lambda answer: join_cell(answer.configured),
    OTHER_READING: lambda answer: answer.other_reading,
    POSSIBLE: lambda answer: join_cell(answer.possible) or None,
    UNCONFIRMED: lambda answer: cell_of(answer.unconfirmed),
    ENDING: lambda answer: cell_of(answer.ending),
    DESTINATION: attrgetter("to"),
}


def columns_before_answers(names: Sequence[str]) -> list[int]:
    """Return the indices of columns without those of the answers, if all of these are present: for screening a screened file again."""
    again = set(COLUMNS) <= set(names)
    return [place for place, name in enumerate(names) if not (again and name in _GAINED)]


def missing_column(names: Sequence[str]) -> str | None:
    """Return the first answer column that a file lacks; None if it has all of them, as a screened file does."""
    return next((name for name in COLUMNS if name not in names), None)


def columns_of_company(company: Company | None) -> tuple[str, ...]:
    """Return the columns that a company adds: those of permits if it has permits or items, else only the places of its settings."""
    if company is None:
        return ()
    return ANSWERED if company.permits.all or company.items else (CONFIGURED,)


def widen(schema: pa.Schema, *more: str) -> pa.Schema:
    """Return a schema with the columns of answers and further text columns; raises InputError if a name would occur twice."""
    for name in (*COLUMNS, *more):
        if name in schema.names:
            raise PlaceError(name, "the file already has a column of this name; rename it or remove it")
    types = {
        **dict.fromkeys(FOR_PEOPLE, _SHARED),
        **dict.fromkeys(ANSWERED, _SHARED),
        **dict.fromkeys(COLUMNS, _SHARED),
        **_TYPES,
    }
    more_columns = [(name, types.get(name, pa.string())) for name in (*COLUMNS, *more)]
    return pa.schema([*schema, *(pa.field(*field) for field in more_columns)])


class Gatherer:
    """Turns the numbers of answers into columns; the batches of one screener share the distinct values."""

    def __init__(self, screener: Screener, *more: str, translate: Callable[[str], str] = str) -> None:
        """Start without values; `more` are columns after the usual ones, and `translate` translates the reasons of `not_answered`."""
        self._screener, self._names = screener, (*COLUMNS, *more)
        texts = _TEXTS | {"not_answered": lambda answer: "; ".join(map(translate, answer.why_not_covered))}
        self._entries = _SharedTexts(join_cell)
        self._designated, self._similar = _SharedTexts(designations_cell), _SharedTexts(_similar_names)
        self._near = _SharedTexts(resemblances_cell)
        self._is_stated = _Cells(pa.bool_(), lambda parties: parties.is_stated or None)
        self._rules, self._statuses = _SharedTexts(lambda rules: join_cell(rules) or None), _SharedTexts(cell_of)
        self._shared = {name: _SharedTexts(text) for name, text in texts.items() if name in self._names}
        self._plain = {name: _Cells(_TYPES[name], cell_of) for name, cell_of in _PLAIN.items() if name in self._names}

    def columns(self, screened: ScreenedBatch) -> dict[str, pa.Array]:
        """Return the added columns of a batch, in their order."""
        answers, numbers = self._screener.answers, screened.numbers
        columns = {name: texts.gather(answers, numbers) for name, texts in self._shared.items()}
        columns["entries"] = self._entries.gather(self._screener.entries, screened.entries)
        if FOR_PEOPLE[0] in self._names:
            columns |= self._columns_for_people(screened)
        columns |= {name: cells.of(answers).take(numbers) for name, cells in self._plain.items()}
        return {name: columns[name] for name in self._names}

    def _columns_for_people(self, screened: ScreenedBatch) -> dict[str, pa.Array]:
        """Return the columns about parties, statuses and other regimes, which answers do not hold: they change no decision."""
        details = self._screener.details
        parties, numbers = details.parties_of(screened), details.other_rules_of(screened)
        statuses = details.statuses_of(screened, parties)
        return {
            DESIGNATED: self._designated.gather(details.parties, parties),
            PARTY_STATED: self._is_stated.of(details.parties).take(parties),
            SIMILAR_PARTIES: self._similar.gather(details.parties, parties),
            NEAR_PARTIES: self._near.gather(details.parties, parties),
            OTHER_RULES: self._rules.gather(details.other_rules, numbers),
            STATUSES: self._statuses.gather(details.statuses, statuses),
        }


def _similar_names(parties: RowParties) -> str | None:
    return join_cell(parties.similar) or None


class _Cells:
    """The cell of each object that a row can refer to; there are more objects from batch to batch."""

    def __init__(self, type_: pa.DataType, cell_of: Callable[[Any], Any]) -> None:
        self._cells, self._cell_of = pa.array([], type_), cell_of

    def of(self, things: Sequence[Any]) -> pa.Array:
        """Return the cells of all objects, those of new ones included."""
        new = [self._cell_of(thing) for thing in things[len(self._cells) :]]
        if new:
            self._cells = pa.concat_arrays([self._cells, pa.array(new, self._cells.type)])
        return self._cells


class _SharedTexts:
    """The distinct texts of a column, and the text of each object that a row can refer to."""

    def __init__(self, text_of: Callable[[Any], str | None]) -> None:
        self._distinct = Interner[str]()
        self._text_of = text_of
        self._texts, self._of = _Cells(pa.string(), str), _Cells(pa.int32(), self._place)

    def gather(self, things: Sequence[Any], numbers: pa.Array) -> pa.Array:
        """Return for each row the text of the object that its number refers to."""
        places = self._of.of(things).take(numbers)
        return pa.DictionaryArray.from_arrays(places, self._texts.of(self._distinct.values))

    def _place(self, thing: object) -> int | None:
        text = self._text_of(thing)
        return None if text is None else self._distinct.number(text)

"""A random table is answered row by row as `check` answers, or a row is rejected exactly when `check` refuses its facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportctl import Transaction, check, screen
from exportctl.batch.answers import COLUMNS
from exportctl.errors import InputError
from exportctl.law.scale import READINGS
from tests.batch.test_rows import answer_of
from tests.drawn import DRAWS, days, items, the_law

relaxed = settings(max_examples=15 * DRAWS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = date(2025, 12, 1)
SHANGHAI = timezone(timedelta(hours=8))
REPEATED = frozenset({"party", "owned_by", "contains", "param"})
CELLS: dict[str, tuple[str | None, ...]] = {
    "to": ("US", "USA", "美国", "Japan", "DE", "HK", "CN", "TW", "FR", "Atlantis", " us ", ""),
    "from": ("CN", "JP", "Korea", "", "nowhere"),
    "origin": ("CN", "DE", "JP", "", "?"),
    "end_use": ("civil", "military", "wmd", "humanitarian", "advanced-chips", "toys", " "),
    "end_user_type": ("civil", "military", "pirate"),
    "party": (
        "Lockheed Martin",
        "end-user=ACME; importer=Globex",
        "ACME;;",
        ";",
        "end-user=",
        "Anduril Industries, Inc.",
    ),
    "owned_by": ("Lockheed Martin=51%", "ACME=20%;Globex=80%", "ACME", "ACME=120%"),
    "form": ("oxide", "magnet", "powder", "dust"),
    "contains": ("Dy=2%", "Gd=12%;Nd=30%", "Dy2O3=5%", "Dy=x", "Dy=60%;Nd=60%", "kryptonite=1%"),
    "param": ("purity=99.9999%", "density=1.8 g/cm3; purity=99.99%", "density=1.8 K", "beauty=1"),
    "cn_content": ("0.1%", "0", "30", "101", "much"),
    "cn_technology": ("yes", "no", "maybe"),
    "supplied_to": ("foreign", "Chinese", "ACME"),
    "supplied_by": ("foreign", "chinese", ""),
    "via_china": ("yes", "no", "Singapore"),
}
"""Values of a column: valid ones, blank ones, and ones that no row may have."""

TYPED = (
    "811292",
    "8112.92.10",
    "28256000",
    "0000",
    "12",
    "wafers of gallium arsenide, 4 inch",
    "锗",
    "=1+1",
    "\x1b[31mx",
)
WRITTEN = (
    (None, None),
    ("", None),
    ("  ", None),
    ("2025-12-01", date(2025, 12, 1)),
    (" 2026-11-28 ", date(2026, 11, 28)),
    ("2025-12-01T23:30:00", date(2025, 12, 1)),
    ("2025-12-01T23:30:00Z", date(2025, 12, 2)),
    ("2025-12-01 01:00:00+09:00", date(2025, 12, 1)),
    ("2025-12-01T00:30:00+09:00", date(2025, 11, 30)),
    ("20251201", date(2025, 12, 1)),
    ("2025/12/1", date(2025, 12, 1)),
    ("2025年12月01日", date(2025, 12, 1)),
    ("45992", date(2025, 12, 1)),
)
AMBIGUOUS = ("01/12/2025", "1.12.2025", "12-01-2025", "2025-13-01", "1 Dec 25", "yesterday")


class Day(NamedTuple):
    """A cell of a day: its content, the day, and whether it is valid."""

    cell: Any
    day: date | None
    fine: bool = True


@cache
def goods() -> st.SearchStrategy[str | None]:
    """Draw descriptions that people type, valid ones more often than not."""
    return st.one_of(items(), items(), st.sampled_from([*TYPED, "", "  ", None]))


@cache
def day_columns() -> dict[str, tuple[pa.DataType, st.SearchStrategy[Day]]]:
    """Return each kind of column that can hold days, with its content."""
    some = days()
    moments = st.builds(datetime.combine, some, st.times())
    texts = st.sampled_from([*(Day(*item) for item in WRITTEN), *(Day(text, None, fine=False) for text in AMBIGUOUS)])
    return {
        "text": (pa.string(), texts | some.map(lambda day: Day(day.isoformat(), day))),
        "date": (pa.date32(), some.map(lambda day: Day(day, day)) | st.just(Day(None, None))),
        "timestamp": (pa.timestamp("us"), moments.map(lambda moment: Day(moment, moment.date()))),
        "zoned": (
            pa.timestamp("ms", "America/New_York"),
            moments.map(lambda moment: moment.replace(microsecond=0, tzinfo=UTC)).map(
                lambda moment: Day(moment, moment.astimezone(SHANGHAI).date())
            ),
        ),
    }


class Drawn(NamedTuple):
    """A table, and for each row the transaction that it states; None if its day is invalid or missing."""

    table: pa.Table
    transactions: list[Transaction | None]


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    """Draw a table in which any column but the item may be missing, and any cell blank or wrong."""
    facts = draw(st.lists(st.sampled_from(sorted(CELLS)), unique=True, max_size=6))
    of_days = {
        name: draw(st.sampled_from(sorted(day_columns()))) for name in ("on", "known_on")[: draw(st.integers(0, 2))]
    }
    rows, transactions = [], []
    for _ in range(draw(st.integers(1, 12))):
        row = {"item": draw(goods())} | {name: draw(st.none() | st.sampled_from(CELLS[name])) for name in facts}
        day_cells = {name: draw(day_columns()[kind][1]) for name, kind in of_days.items()}
        rows.append(row | {name: day.cell for name, day in day_cells.items()})
        transactions.append(transaction(row, day_cells))
    types = {name: day_columns()[kind][0] for name, kind in of_days.items()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in rows[0]])
    return Drawn(pa.Table.from_pylist(rows, schema), transactions)


def transaction(row: dict[str, Any], document: dict[str, Day]) -> Transaction | None:
    """Return the transaction of a row, in the form of the options of `check`."""
    if not all(day.fine for day in document.values()) or ("on" in document and document["on"].day is None):
        return None
    facts: dict[str, Any] = {"item": "", "on": DAY}
    for name, cell in row.items():
        if cell is not None and cell.strip():
            parts = tuple(part.strip() for part in cell.split(";") if part.strip())
            facts["from_" if name == "from" else name] = parts if name in REPEATED else cell
    return Transaction(**facts | {name: day.day for name, day in document.items() if day.day})


def expected(facts: Transaction | None, assume: Any) -> dict[str, Any] | None:
    """Return what `check` answers, or None if it refuses."""
    try:
        return answer_of(check(facts, assume=assume)) if facts else None
    except InputError:
        return None


def answered(table: object, assume: Any = "on-face") -> list[dict[str, Any] | None]:
    """Return the answer to each row of a table, or None for a rejected row, which has a reason and nothing else."""
    screened = screen(table, on=None if "on" in pa.table(table).column_names else DAY, assume=assume)
    rows = screened.select([*COLUMNS, "rejected"]).to_pylist()
    for row in rows:
        assert row["rejected"] is None or {row[name] for name in COLUMNS} == {None}
    return [None if row.pop("rejected") else row for row in rows]


@pytest.mark.long
@relaxed
@given(tables(), st.sampled_from(READINGS))
def test_a_row_is_answered_as_check_answers_it(drawn: Drawn, assume: Any) -> None:
    """Decision, worst case, settled, entries, provisions, questions and next change are those of `check`."""
    assert answered(drawn.table, assume) == [expected(facts, assume) for facts in drawn.transactions]


@pytest.mark.long
@relaxed
@given(tables(), st.data())
def test_batches_and_types_change_nothing(drawn: Drawn, data: st.DataObject) -> None:
    """However a table is cut, and whatever kind of text its columns hold, its rows are answered alike."""
    whole = answered(drawn.table)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(drawn.table)), max_size=4)))
    parts = [drawn.table.slice(a, b - a) for a, b in zip([0, *cuts], [*cuts, len(drawn.table)], strict=True)]
    assert answered(pa.concat_tables(parts)) == whole
    assert [row for part in parts for row in answered(part)] == whole
    assert answered(pa.table([_as(data, column) for column in drawn.table.columns], drawn.table.column_names)) == whole


def _as(data: st.DataObject, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as another type that holds the same."""
    if not pa.types.is_string(column.type):
        return column
    kinds = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
    kind = data.draw(st.sampled_from([*kinds, pa.dictionary(pa.int8(), pa.large_string())]))
    return column.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else column.cast(kind)


@pytest.mark.long
@relaxed
@given(st.lists(st.lists(st.sampled_from(["Dy=2%", "Gd=12%", "Nd=30%", "Dy=x"]), max_size=3) | st.none(), min_size=1))
def test_a_list_equals_a_text_of_its_parts(contents: Sequence[list[str] | None]) -> None:
    """A column of lists is one of texts with `;` between the parts."""
    magnets = ["neodymium magnet"] * len(contents)
    texts = [None if parts is None else ";".join(parts) for parts in contents]
    answers = answered(pa.table({"item": magnets, "contains": pa.array(texts, pa.string())}))
    assert answered(pa.table({"item": magnets, "contains": pa.array(contents, pa.list_(pa.string()))})) == answers
    assert (
        answered(pa.table({"item": magnets, "contains": pa.array(contents, pa.large_list(pa.large_string()))}))
        == answers
    )


class Stream:
    """Anything that gives an Arrow stream, and nothing else."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the stream."""
        return self._table.__arrow_c_stream__(requested_schema)


class TestTables:
    """What holds a table is taken as one."""

    ROWS = pa.table({"item": ["gallium", "graphite", "x" * 3], "to": ["US", "JP", "nowhere"], "n": [1, 2, 3]})

    def test_any_arrow_stream_is_accepted(self) -> None:
        """A table, a batch, a reader and a stranger are answered alike, and other columns pass through."""
        (batch,) = self.ROWS.to_batches()
        screened = screen(self.ROWS, on=DAY)
        assert screened.column_names == [*self.ROWS.column_names, *COLUMNS, "rejected"]
        assert screened.select(self.ROWS.column_names) == self.ROWS
        assert screened["rejected"].to_pylist()[:2] == [None, None]
        assert screened["rejected"][2].as_py().startswith("to: ")
        for given_ in (batch, self.ROWS.to_reader(), Stream(self.ROWS)):
            assert screen(given_, on=DAY) == screened

    def test_a_table_without_rows_is_answered(self) -> None:
        """Nothing in, nothing out, with the columns."""
        screened = screen(self.ROWS.slice(0, 0), on=DAY)
        assert (len(screened), screened.schema) == (0, screen(self.ROWS, on=DAY).schema)

    def test_every_row_may_be_rejected(self) -> None:
        """Each row then has a reason, and none has an answer."""
        assert answered(pa.table({"item": ["", None, " "]})) == [None, None, None]

    @pytest.mark.parametrize(
        ("table", "what"),
        [
            ({"stuff": ["gallium"]}, "item: no column is recognised as the goods"),
            ({"item": ["gallium"], "decision": [1]}, "decision: the file already has a column of this name"),
            ({"item": ["gallium"], "rejected": [1]}, "rejected: the file already has a column of this name"),
            ({"item": [DAY]}, "item: a column of type date32"),
            ({"item": ["gallium"], "to": [{"a": 1}]}, "to: a column of type struct"),
            ({"item": [b"gallium"]}, "item: a column of type binary"),
        ],
    )
    def test_a_table_that_makes_no_sense_is_refused(self, table: dict[str, list[Any]], what: str) -> None:
        """The error names the column and the fault."""
        with pytest.raises(InputError) as error:
            screen(pa.table(table), on=DAY)
        assert str(error.value).startswith(what)

    def test_the_law_is_large_enough_for_these_tests(self) -> None:
        """The goods drawn are those of the register."""
        assert len(the_law().materials) > len(TYPED)

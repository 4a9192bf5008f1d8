"""No row of a CSV file is swallowed: what its quotes hide is refused, and its rows are counted by two means that share nothing."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from exportctl import InputError
from exportctl.files.delimited import read_delimited
from exportctl.files.lines import MAX_LINES, CountedLines
from exportctl.limits import ROW as ROW_BYTES
from tests.files.program import HEADER, ROW, column, given, refused, screen, unreadable

CORPUS = Path(__file__).parent / "corpus" / "csv"

FOUND: dict[str, int | str] = {
    "single-quote-first.csv": 3,
    "single-quote-zeros.csv": 2,
    "inches-and-lines.csv": 3,
    "open-in-the-last-column.csv": "row 2: the file ends inside an open quote; check whether it is complete",
    "open-in-the-first-column.csv": "row 3: the file ends inside an open quote; check whether it is complete",
    "cut-inside-a-cell.csv": "row 2: the file ends inside an open quote; check whether it is complete",
    "open-and-closed-by-another.csv": (
        "row 2: a cell of several lines has text after its closing quote; double each quote inside it, or close it"
    ),
    "inches-beside-a-cell-of-lines.csv": 2,
}
"""Files that once were read wrongly, or might be: how many rows each has, or why it is refused."""

SIZE = Path("/proc/self/statm")
"""The file in which Linux states the memory pages of a process."""

PIECES = ('"', '""', ",", "\n", "\r\n", "\r", "a", "'", " ", "é", "镓", "x,y", '","', '"\n')
"""What texts of delimited rows are made of."""


@pytest.mark.parametrize("name", [path.name for path in sorted(CORPUS.iterdir())])
def test_each_file_that_was_found_is_read_whole_or_refused(tmp_path: Path, name: str) -> None:
    """Every file of the corpus is known here."""
    file = given(tmp_path, "in.csv", (CORPUS / name).read_bytes())
    wanted = FOUND[name]
    if isinstance(wanted, int):
        assert len(screen(file, "out.csv").rows) == wanted
    else:
        assert unreadable(file, "out.csv") == wanted


class TestQuotes:
    """A quote is a double quote."""

    @pytest.mark.parametrize("note", ["'t Hart BV", "'s-Hertogenbosch", "'00123", "'a','b'"])
    def test_a_single_quote_is_part_of_its_cell(self, tmp_path: Path, note: str) -> None:
        """In any position, and in any number; the goods after it are still checked."""
        note = note.replace(",", ";")
        text = f"{HEADER},n\nsteel,DE,2025-12-01,{note}\n{ROW},{note}\n{ROW},c'\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--gate", "license_required")
        assert (screening.code, column(screening.rows, "n")) == (1, [note, note, "c'"])

    @pytest.mark.parametrize(
        ("encoding", "end", "packed"),
        [("utf-8", "\n", True), ("utf-8-sig", "\r\n", False), ("utf-16", "\r\n", True), ("gb18030", "\r", False)],
    )
    def test_a_file_that_ends_inside_a_quote_is_refused(
        self, tmp_path: Path, encoding: str, end: str, packed: bool
    ) -> None:
        """In every encoding and with every line end, packed or not, the row is the one that a spreadsheet shows."""
        text = end.join([f"{HEADER},n", f"{ROW},镓", "", f'{ROW},"open', f"{ROW},b"]).encode(encoding)
        file = given(tmp_path, "in.csv", gzip.compress(text) if packed else text)
        assert unreadable(file, "out.csv", "--allow-rejects").startswith("row 3: the file ends inside an open quote")

    @pytest.mark.parametrize(("breaks", "read"), [(MAX_LINES, True), (MAX_LINES + 1, False)])
    def test_a_cell_has_only_so_many_lines(self, tmp_path: Path, breaks: int, read: bool) -> None:
        """A hundred line breaks are an odd cell, one more is a quote that was not closed."""
        cell = "line\n" * breaks + "end"
        file = given(tmp_path, "in.csv", f'{HEADER},n\n{ROW},a\n{ROW},"{cell}"\n{ROW},b\n')
        if read:
            assert column(screen(file, "out.csv").rows, "n") == ["a", cell, "b"]
        else:
            expected = f"row 3: a cell has more than {MAX_LINES} line breaks; close its quote"
            assert unreadable(file, "out.csv") == expected

    def test_a_quote_far_away_closes_nothing(self, tmp_path: Path) -> None:
        """Thousands of rows between two quotes are no cell."""
        text = f'{HEADER},n\n{ROW},"open\n' + f"{ROW},b\n" * 30_000 + f'{ROW},c"\n'
        assert "row 2: a cell has more than" in refused(given(tmp_path, "in.csv", text), "out.csv")

    def test_cells_of_lines_go_across_what_is_read_at_a_time(self, tmp_path: Path) -> None:
        """Wherever a piece of the file ends, the rows are the same."""
        cell = "x\n\n" + '""' * 7 + "\r\ny"
        text = f"{HEADER},n\n" + "".join(f'{ROW},"{number}{cell}"\n' for number in range(20_000))
        screening = screen(given(tmp_path, "in.csv", text), "out.parquet")
        assert column(screening.rows, "n") == [f"{number}{cell}".replace('""', '"') for number in range(20_000)]


class TestCutCharacters:
    """A file that was cut inside a letter is refused in one line."""

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    @pytest.mark.parametrize("begun", ["", f"{ROW},"])
    def test_only_the_line_is_printed(self, tmp_path: Path, begun: str, encoding: str) -> None:
        """Where the letter is all there is of its row, too: that row is one that the reader passes over."""
        text = f"{HEADER},n\n{ROW},镓\n{begun}镓".encode(encoding)[:-1]
        expected = "is not in the encoding of the first lines; name the encoding with --encoding"
        assert expected in refused(given(tmp_path, "in.csv", text), "out.csv", "--allow-rejects")

    @pytest.mark.skipif(not SIZE.exists(), reason="this system does not tell how much memory a process has")
    def test_nothing_is_kept_of_it(self) -> None:
        """A hundred such files once kept 7 MB each, the size of one read; the memory of threads is allocated once."""
        text = f"{HEADER},n\n{ROW},镓\n{ROW},镓".encode("gb18030")[:-1]

        def read() -> None:
            with pytest.raises(InputError, match="not in the encoding"):
                list(read_delimited(io.BufferedReader(io.BytesIO(text)), text, "gb18030").rows)

        def pages() -> int:
            return int(SIZE.read_text().split()[0])

        read()
        before = pages()
        for _ in range(100):
            read()
        assert (pages() - before) * os.sysconf("SC_PAGE_SIZE") < 50 * ROW_BYTES


def by_hand(text: bytes) -> int | None:
    """Return the number of rows by Python's own reader, or None if a quote is open at the end, because later rows would be lost."""

    def count(text: str) -> int:
        return sum(map(bool, csv.reader(io.StringIO(text, newline=""))))

    rows = count(text.decode())
    return rows if count(text.decode() + "\nz") > rows else None


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).filter(
    lambda cell: cell.strip("=+-@\t\r\n＝＋－＠ ") == cell
)
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=12)


def written(rows: Sequence[tuple[str, ...]], end: str) -> str:
    """Return rows as a program writes them that knows about quotes."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


@settings(max_examples=80, deadline=None)
@drawn(tables, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.integers(1, 60))
def test_rows_are_counted_however_much_is_read_at_a_time(table: list[tuple[str, str]], end: str, size: int) -> None:
    """Blank lines are not rows, unless they are in a cell."""
    counted = CountedLines(io.BytesIO(written(table, end).encode()).read, ",", 2)
    while counted.read(size):
        pass
    counted.end()
    assert counted.rows == len(table)


@settings(max_examples=250, deadline=None)
@drawn(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_row_counts_equal_those_of_another_reader(text: str) -> None:
    """All rows are read or reported as skipped, or the file is refused; no quote swallows a row."""
    data = f"a,b\n{text}".encode()
    try:
        source = read_delimited(io.BufferedReader(io.BytesIO(data)), data, "utf-8", ",")
        read = sum(rows.batch.num_rows + len(rows.broken) for rows in source.rows)
    except InputError:
        assert '"' in text
        return
    assert read + 1 == by_hand(data)


@settings(max_examples=8, deadline=None)
@drawn(tables, st.sampled_from(["csv", "jsonl", "parquet"]), st.sampled_from(["\n", "\r\n"]))
def test_cells_of_other_columns_stay_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str]], output: str, end: str
) -> None:
    """Quotes, line breaks and letters of every plane."""
    text = written([(*HEADER.split(","), "one", "two"), *((*ROW.split(","), *pair) for pair in table)], end)
    screening = screen(given(tmp_path_factory.mktemp("t"), "in.csv", text), f"out.{output}")
    assert [(row["one"], row["two"]) for row in screening.rows] == table

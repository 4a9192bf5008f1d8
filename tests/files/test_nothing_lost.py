"""Every row of a file comes out once: in the output, in order, or among the rejects under its number."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files import program
from tests.files.program import HEADER, ROW, column, screen

relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GOOD = ("gallium,US,2025-12-01", "graphite,JP,2026-01-06", "8112.92,,2025-12-01", "steel,HK,2025-12-01T00:30:00Z")
BAD = (",US,2025-12-01", "gallium,nowhere,2025-12-01", "gallium,US,1.12.2025", "0000,US,2025-12-01")
BLANK = ",,,,"
RAGGED = ("gallium", "gallium,US", "a,b,c,d,e", "a,b,c,d,e,f", BLANK)
"""Rows that are answered, rows that are rejected, and lines that are no rows, one of which is passed over in a delimited text."""

rows = st.lists(st.sampled_from([*GOOD, *GOOD, *BAD, *RAGGED, ""]), max_size=40)


def cells(row: str, number: int) -> list[str]:
    """Return the cells of a row; a complete row has its number."""
    parts = row.split(",")
    return [*parts, str(number)] if len(parts) == 3 else parts


def in_time(folder: str, name: str, content: str, output: str) -> program.Screening:
    """Screen a text in a folder of its own."""
    return screen(program.given(Path(folder), name, content), output)


@relaxed
@given(rows, st.sampled_from(["csv", "jsonl", "parquet"]), st.sampled_from(["\n", "\r\n"]))
def test_delimited_rows(drawn: list[str], output: str, end: str) -> None:
    """Ragged rows count, empty lines do not, but have a number each as in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow([*HEADER.split(","), "number"])
    whole = [row for row in drawn if row]
    for number, row in enumerate(whole, 1):
        text.write("" if number % 3 else end)
        writer.writerow(cells(row, number))
    with TemporaryDirectory() as folder:
        screening = in_time(folder, "in.csv", text.getvalue(), f"out.{output}")
        answered = [number for number, row in enumerate(whole, 1) if row in GOOD]
        assert screening.counts.rows == len(whole)
        assert [int(number) for number in column(screening.rows, "number")] == answered
        shown = {1 + number + number // 3: row for number, row in enumerate(whole, 1)}
        others = [number for number, row in shown.items() if row not in GOOD and row != BLANK]
        assert screening.counts.blank == whole.count(BLANK)
        assert [int(number) for number in column(screening.rejected, "row")] == others
        for rejected in screening.rejected:
            row = shown[int(rejected["row"])]
            assert (rejected["column"] == "") == (row in RAGGED)
            assert rejected["reason"]


@relaxed
@given(rows)
def test_lines_of_json(drawn: list[str]) -> None:
    """Broken lines count, empty ones do not."""
    whole = [row for row in drawn if row]
    with TemporaryDirectory() as folder:
        text = "\n".join(_lines(drawn))
        if not any(row in GOOD or row in BAD for row in whole):
            text = f"{text}\n{json.dumps(program.SAID | {'number': len(whole) + 1})}"
            whole = [*whole, GOOD[0]]
        screening = in_time(folder, "in.jsonl", text, "out.csv")
        assert [int(number) for number in column(screening.rows, "number")] == [
            number for number, row in enumerate(whole, 1) if row in GOOD
        ]
        assert [int(number) for number in column(screening.rejected, "row")] == [
            number for number, row in enumerate(whole, 1) if row not in GOOD
        ]


def _lines(drawn: list[str]) -> Iterator[str]:
    number = 0
    for row in drawn:
        number += bool(row)
        parts: dict[str, Any] = dict(zip([*HEADER.split(","), "number"], cells(row, number), strict=False))
        yield json.dumps(parts) if row in GOOD or row in BAD else f"[{row}" if row else ""


def test_over_the_ends_of_blocks(tmp_path: Path) -> None:
    """A file of several blocks, with ragged and bad rows around the ends of each, keeps all numbers."""
    long = "x" * 1000
    text = [f"{HEADER},number,long"]
    others = []
    for number in range(1, 60_001):
        if number % 37 == 0:
            others.append(number)
            text.append(f"ragged,{number}" if number % 2 else f"gallium,nowhere,2025-12-01,{number},{long}")
        else:
            text.append(f"{ROW},{number},{long}")
    screening = screen(program.given(tmp_path, "in.csv", "\n".join(text)), "out.jsonl")
    assert [int(number) for number in column(screening.rejected, "row")] == [number + 1 for number in others]
    kept = set(others)
    assert [int(number) for number in column(screening.rows, "number")] == [
        n for n in range(1, 60_001) if n not in kept
    ]

"""A line of JSON is a row; one that does not fit the others is rejected by its number, with its text."""

from __future__ import annotations

import codecs
import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from exportctl.files.rows import BATCH
from tests.files.program import SAID, column, given, lines, refused, screen


@pytest.mark.parametrize(
    "line",
    [
        *("{x", "[1]", '"a"', "null", "1", '{"item": "gallium"} {}', "{'item': 'gallium'}"),
        '{"item": "gallium", "note": "\\ud800"}',
        '{"item": "gallium", "\\uDC00": 1}',
        f'{{"item": {"[" * 100_000}{"]" * 100_000}}}',
        f'{{"item": {"9" * 10_000}}}',
    ],
)
def test_a_broken_line_is_rejected(tmp_path: Path, line: str) -> None:
    """The lines around it are read, and blank ones are no rows."""
    screening = screen(given(tmp_path, "in.jsonl", lines(SAID, "", line, "  ", SAID) + "\n"), "out.jsonl")
    assert (screening.code, screening.counts.screened) == (2, 2)
    (rejected,) = screening.rejected
    assert (rejected["row"], rejected["column"], rejected["reason"]) == ("2", "", "the line is not a JSON object")
    assert rejected["value"] == line[:200]


def test_lines_in_another_encoding_are_rejected(tmp_path: Path) -> None:
    """JSON is UTF-8, with a byte order mark or without."""
    good = codecs.BOM_UTF8 + lines(SAID).encode()
    screening = screen(given(tmp_path, "in.jsonl", good + b'{"item": "caf\xe9"}\n'), "out.csv")
    assert (screening.counts.screened, column(screening.rejected, "row")) == (1, ["2"])


@pytest.mark.parametrize("text", ["x\ny\n", "[1, 2]\n", "{}\n", lines(SAID).encode("utf-16")])
def test_a_file_without_an_object_is_refused(tmp_path: Path, text: str | bytes) -> None:
    """Where there are lines and no columns, the file is no JSON Lines."""
    alone = text in ("[1, 2]\n", "{}\n")
    fault = "its only line is not a JSON object with keys" if alone else "lines is a JSON object with keys"
    assert f"{fault}, in UTF-8" in refused(given(tmp_path, "in.jsonl", text), "out.csv")


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_a_file_without_rows_checks_nothing(tmp_path: Path, text: str) -> None:
    """Without rows nothing was checked."""
    screening = screen(given(tmp_path, "in.jsonl", text), "out.jsonl")
    assert (screening.code, screening.rows) == (4, [])


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ([1, 2], [1, 2]),
        ([1, 1.5], [1.0, 1.5]),
        ([True, None], [True, None]),
        ([1, "x", True, None], ["1", "x", "true", None]),
        ([{"a": [1, {"b": "镓"}]}, None], ['{"a": [1, {"b": "镓"}]}', None]),
        ([[1, "b"], "c"], ['[1, "b"]', "c"]),
        ([["a", "b"], []], [["a", "b"], []]),
        ([2**70, 1], [str(2**70), "1"]),
        ([None, 1.5], [None, 1.5]),
    ],
)
def test_values_pass_through(tmp_path: Path, cells: list[Any], kept: list[Any]) -> None:
    """A column has one type that fits all its cells: numbers and truth values as such, values with parts as text."""
    screening = screen(given(tmp_path, "in.jsonl", lines(*(SAID | {"n": cell} for cell in cells))), "out.jsonl")
    assert column(screening.rows, "n") == kept


def test_a_column_may_be_missing_from_a_line(tmp_path: Path) -> None:
    """A key that a line lacks is unknown."""
    screening = screen(given(tmp_path, "in.jsonl", lines({"item": "gallium"}, SAID | {"n": 1})), "out.jsonl")
    assert (column(screening.rows, "to"), column(screening.rows, "n")) == ([None, "US"], [None, 1])


def test_a_list_states_a_fact_several_times(tmp_path: Path) -> None:
    """Contents in a list are contents with `;` between them."""
    goods = {"item": "neodymium magnet", "to": "JP", "on": "2025-12-01"}
    shares = [["Nd=30%", "Dy=2%"], ["Nd=30%"], None]
    listed = screen(given(tmp_path, "a.jsonl", lines(*({**goods, "contains": part} for part in shares))), "out.jsonl")
    texts = [part and ";".join(part) for part in shares]
    joined = screen(given(tmp_path, "b.jsonl", lines(*({**goods, "contains": part} for part in texts))), "too.jsonl")
    assert [row | {"contains": None} for row in listed.rows] == [row | {"contains": None} for row in joined.rows]
    assert column(listed.rows, "decision") == ["license_required", "undecided", "undecided"]
    parquet = screen(tmp_path / "a.jsonl", "out.parquet")
    assert column(parquet.rows, "contains") == shares


def test_a_customs_code_may_be_a_number(tmp_path: Path) -> None:
    """Its digits are used as they are."""
    screening = screen(
        given(tmp_path, "in.jsonl", lines(SAID | {"item": 8112929010}, SAID | {"item": 2804})), "out.jsonl"
    )
    assert "3C001.a" in screening.rows[0]["entries"]
    assert column(screening.rejected, "value") == ["2804"]


def test_later_batches_must_fit_the_schema_of_the_first(tmp_path: Path) -> None:
    """After the first batch a new column, another type and a number that no float holds are rejected, and nothing else."""
    odd: list[Mapping[str, Any]] = [SAID | {"z": 1}, *({**SAID, "n": cell} for cell in ("x", 2**60 + 1, 2, None))]
    text = lines(SAID | {"n": 0.5}) * BATCH + lines(*odd)
    screening = screen(given(tmp_path, "in.jsonl.gz", gzip.compress(text.encode(), 1)), "out.parquet")
    assert screening.counts.screened == BATCH + 2
    assert [(row["row"], row["reason"]) for row in screening.rejected] == [
        (str(BATCH + 1), f"the column 'z' is not in the first {BATCH:,} rows; add it there, or remove it here"),
        (str(BATCH + 2), f"the column 'n' is double in the first {BATCH:,} rows, but not here; use one type"),
        (str(BATCH + 3), f"the column 'n' is double in the first {BATCH:,} rows, but not here; use one type"),
    ]
    assert pyarrow.parquet.read_table(screening.output)["n"].to_pylist()[-2:] == [2.0, None]

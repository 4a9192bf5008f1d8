"""Parquet and Arrow files are read correctly or refused, with row and column; no byte in them is trusted."""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from tests.cli.conftest import _quiet_environment
from tests.cli.program import ask
from tests.files.program import column, counts, given, refused, rows_of, screen
from tests.hostile.limits import within

__all__ = ("_quiet_environment",)

FORMATS = ("parquet", "feather")
NO_TEXT = pa.array([b"gallium", b"\xff\xfe"], pa.binary())
"""Two cells of bytes, the second of which is not UTF-8."""
ODD = {
    "bytes": pa.array([b"a", b"\xff"], pa.large_binary()),
    "views": pa.array(["gallium" * 10, None], pa.string_view()),
    "views of bytes": pa.array([b"\xff" * 20, None], pa.binary_view()),
    "lists of views": pa.array([["a" * 20], None], pa.list_(pa.string_view())),
    "far seconds": pa.array([10**14, -(10**14)], pa.timestamp("s")),
    "far seconds of a zone": pa.array([10**14, -(10**14)], pa.timestamp("s", "Asia/Shanghai")),
    "far days": pa.array([(1 << 31) - 1, -(1 << 31)], pa.date32()),
    "odd nanoseconds": pa.array([1764547200000000001, None], pa.timestamp("ns")),
    "even nanoseconds": pa.array([1764547200000001000, None], pa.timestamp("ns")),
    "nanoseconds of a zone": pa.array([1764547200000000001, None], pa.timestamp("ns", "UTC")),
    "nanoseconds of a day": pa.array([1, None], pa.time64("ns")),
    "long durations": pa.array([1, 1 << 62], pa.duration("s")),
    "odd durations": pa.array([1, None], pa.duration("ns")),
    "lists of nanoseconds": pa.array([[1], None], pa.list_(pa.timestamp("ns"))),
    "structs of far days": pa.array([{"a": (1 << 31) - 1}, None], pa.struct([("a", pa.date32())])),
    "no numbers": pa.array([float("nan"), float("inf")]),
    "large numbers": pa.array([(1 << 64) - 1, None], pa.uint64()),
    "long numbers": pa.array([Decimal("1e60"), None], pa.decimal256(76, 2)),
    "maps": pa.array([[("a", 1)], None], pa.map_(pa.string(), pa.int64())),
    "ids": pa.ExtensionArray.from_storage(pa.uuid(), pa.array([b"0" * 16, None], pa.binary(16))),
    "nothing": pa.nulls(2),
}
"""Columns that Python, a text or a sheet has nothing for."""
NO_FACT = {
    "large_binary": pa.array([b"gallium"], pa.large_binary()),
    "binary_view": pa.array([b"gallium"], pa.binary_view()),
    "fixed_size_binary": pa.array([b"gallium"], pa.binary(7)),
    "list": pa.array([[b"gallium"]], pa.list_(pa.large_binary())),
    "dictionary": pa.array([b"gallium"], pa.binary()).dictionary_encode(),
    "extension": pa.ExtensionArray.from_storage(pa.uuid(), pa.array([b"0" * 16], pa.binary(16))),
}
"""Columns whose cells are no text, whatever their bytes spell."""


CORPUS = Path(__file__).with_name("corpus")
FOUND = sorted(path.relative_to(CORPUS).as_posix() for format_ in FORMATS for path in (CORPUS / format_).iterdir())


@pytest.mark.parametrize("name", FOUND)
def test_known_crashers_are_refused(tmp_path: Path, name: str) -> None:
    """Each ended the program, or took all its memory, when it was found."""
    path = shutil.copy(CORPUS / name, tmp_path)
    with within(20):
        assert refused(Path(path), "out.csv", "--on", "2025-12-01").startswith(f"{path}: ")


def table(*columns: tuple[str, Any]) -> pa.Table:
    """Return a table with goods, and with these columns in addition or in their place."""
    rows = len(columns[0][1])
    return pa.table({"item": ["gallium"] * rows, "to": ["US"] * rows, **dict(columns)})


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("written", ["csv", "jsonl", "xlsx", "parquet", "feather"])
def test_odd_columns_pass_through(tmp_path: Path, format_: str, written: str) -> None:
    """Every kind of cell is written as it is, or as text: none ends the run."""
    path, out = given(tmp_path, f"in.{format_}", table(*ODD.items())), tmp_path / f"out.{written}"
    answer = ask("screen", str(path), "-o", str(out), "--on", "2025-12-01")
    assert (answer.code, counts(answer.err).screened) == (1, 2)
    assert out.stat().st_size


@pytest.mark.parametrize("written", ["csv", "jsonl", "xlsx"])
def test_a_nanosecond_is_not_lost(tmp_path: Path, written: str) -> None:
    """Nor does it depend on what else is installed how a moment is written."""
    path = given(tmp_path, "in.parquet", table(("at", ODD["odd nanoseconds"]), ("then", ODD["even nanoseconds"])))
    rows = screen(path, f"out.{written}", "--on", "2025-12-01").rows
    assert str(rows[0]["at"]).replace(" ", "T") == "2025-12-01T00:00:00.000000001"
    assert str(rows[0]["then"]).replace(" ", "T").startswith("2025-12-01T00:00:00")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", NO_FACT)
@pytest.mark.parametrize("fact", ["item", "contains"])
def test_bytes_are_not_a_fact(tmp_path: Path, format_: str, kind: str, fact: str) -> None:
    """`b'gallium'` would count as a name of unknown goods."""
    path = given(tmp_path, f"in.{format_}", table((fact, NO_FACT[kind])))
    line = refused(path, "out.csv", "--on", "2025-12-01")
    assert line.startswith(f"{fact}: a column of type ")
    assert line.endswith(" cannot state this; use text")


TEXTS: dict[str, Callable[[pa.Array], pa.Array]] = {
    "string": lambda cells: cells.view(pa.string()),
    "large_string": lambda cells: cells.cast(pa.large_binary()).view(pa.large_string()),
    "lists": lambda cells: pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), cells.view(pa.string())),
}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", ["item", "note"])
def test_invalid_text_is_refused_with_row_and_column(tmp_path: Path, format_: str, kind: str, name: str) -> None:
    """Whether it states a fact or passes through."""
    path = given(tmp_path, f"in.{format_}", table((name, TEXTS[kind](NO_TEXT))))
    line = refused(path, "out.jsonl", "--on", "2025-12-01")
    assert line.startswith(f"{path}: row {1 if kind == 'lists' else 2}, column '{name}': the file is damaged, or ")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_row_is_counted_from_the_first_of_the_file(tmp_path: Path, format_: str) -> None:
    """However many batches are before it, and in a column whose values are shared."""
    cells = pa.array([b"a"] * 140_000 + [b"\xff"] + [b"a"] * 9, pa.binary()).view(pa.string())
    shared = pa.DictionaryArray.from_arrays(
        pa.array([0] * 140_001 + [1] + [0] * 8, pa.int32()), NO_TEXT.view(pa.string())
    )
    for column_, row in ((cells, "140001"), (shared, "1 or after it" if format_ == "feather" else "140002")):
        path = given(tmp_path, f"in.{format_}", table(("note", column_)))
        if format_ == "parquet":
            pa.parquet.write_table(table(("note", column_)), path, store_schema=False)
        line = refused(path, "out.csv", "--on", "2025-12-01", begun=True)
        assert line.startswith(f"{path}: row {row}, column 'note': ")


@pytest.mark.parametrize("kind", [pa.string_view(), pa.run_end_encoded(pa.int32(), pa.string())])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_rejected_row_with_views_is_no_fault(tmp_path: Path, kind: pa.DataType, format_: str) -> None:
    """Rows are taken out of every kind of column, as Polars and others write them."""
    cells = ["a" * 20, "b" * 20]
    views = pa.array(cells, kind) if kind == pa.string_view() else pa.RunEndEncodedArray.from_arrays([1, 2], cells)
    if format_ == "parquet" and kind != pa.string_view():
        pytest.skip("Parquet has no runs of its own")
    path = given(tmp_path, f"in.{format_}", table(("to", pa.array(["nowhere", "US"])), ("note", views)))
    screening = screen(path, "out.csv", "--on", "2025-12-01")
    assert (column(screening.rows, "note"), screening.counts.rejected) == (["b" * 20], 1)


@pytest.mark.parametrize("format_", FORMATS)
def test_numbers_of_two_bytes_are_numbers(tmp_path: Path, format_: str) -> None:
    """A column that states a fact in them is read like any other."""
    path = given(tmp_path, f"in.{format_}", table(("cn_content", pa.array([1.5, None]).cast(pa.float16()))))
    assert screen(path, "out.csv", "--on", "2025-12-01").counts.screened == 2


class TestDamagedFiles:
    """A changed byte is reported if it can be, and never ends the program."""

    @pytest.mark.parametrize("packing", ["uncompressed", "lz4", "zstd"])
    def test_a_changed_byte_of_an_arrow_file_is_no_end(self, tmp_path: Path, packing: str) -> None:
        """It is read, refused in one line, or screened with its changed content."""
        rows = 40
        whole = table(
            ("on", pa.array(range(20_000, 20_000 + rows), pa.int32()).cast(pa.date32())),
            ("note", pa.array(["x" * (row % 30) for row in range(rows)], pa.string_view())),
            ("parts", pa.array([["a", "b"][: row % 3] for row in range(rows)])),
            ("kind", pa.array(["US", "DE"] * 20).dictionary_encode()),
        )
        path = tmp_path / "in.feather"
        options = pa.ipc.IpcWriteOptions(compression=None if packing == "uncompressed" else packing)
        with pa.ipc.new_file(str(path), whole.schema, options=options) as writer:
            writer.write_table(whole)
        content, pick = path.read_bytes(), random.Random(packing)
        with within(120):
            for _ in range(15):
                damaged = bytearray(content)
                damaged[pick.randrange(len(damaged))] = pick.choice((0, 1, 127, 128, 255))
                path.write_bytes(damaged)
                answer = ask("screen", str(path), "-o", str(tmp_path / "out.jsonl"))
                assert answer.code in (1, 2, 3, 4), answer
                assert "Traceback" not in answer.err

    def test_a_changed_byte_of_our_own_parquet_is_detected(self, tmp_path: Path) -> None:
        """Files that the program writes have checksums, and checksums are verified."""
        pick = random.Random(7)
        goods = "".join(pick.choices("abcdefghij", k=200))
        first = screen(
            given(tmp_path, "in.csv", f"item,to,note\ngallium,US,{goods}\n"), "out.parquet", "--on", "2025-12-01"
        )
        whole = first.output.read_bytes()
        place = (
            whole.index(struct.pack("<I", len(goods)) + goods[:20].encode()) + 4
        )  # in its page: its header repeats the text
        damaged = tmp_path / "damaged.parquet"
        damaged.write_bytes(whole[:place] + b"z" + whole[place + 1 :])
        assert "crc checksum" in refused(damaged, "again.csv").lower()

    def test_a_column_without_a_name_in_text_is_refused(self, tmp_path: Path) -> None:
        """The name is read before any row is."""
        path = given(tmp_path, "in.feather", table(("nameless", ["x"])))
        path.write_bytes(path.read_bytes().replace(b"nameless", b"name\xff\xfe\xfd\xfc"))
        assert refused(path, "out.csv") == f"{path}: the name of a column is not UTF-8 text"

    @pytest.mark.parametrize("format_", FORMATS)
    def test_a_file_has_no_word_in_how_it_is_written(self, tmp_path: Path, format_: str) -> None:
        """The metadata that the program adds to columns for its own workbooks is ignored in other files."""
        intact = table(("note", ["x"]))
        field = intact.schema.field("note").with_metadata({b"choices": b"\xff"})
        schema = pa.schema([*list(intact.schema)[:2], field], {b"sheet": b"\xff[]:*?/"})
        screening = screen(given(tmp_path, f"in.{format_}", intact.cast(schema)), "out.xlsx", "--on", "2025-12-01")
        assert column(screening.rows, "note") == ["x"]


class TestSize:
    """A file of some kilobytes that repeats one text a hundred thousand times is not unpacked."""

    def test_a_shared_text_in_parquet(self, tmp_path: Path) -> None:
        """A megabyte in each row would be 131 GB at a time."""
        cells = pa.DictionaryArray.from_arrays(
            pa.array([0] * 131_072, pa.int32()), pa.array(["gallium "[:8] * 131_072])
        )
        path = tmp_path / "in.parquet"
        pa.parquet.write_table(pa.table({"item": cells}), path, store_schema=False)
        assert path.stat().st_size < 100_000
        assert (
            refused(path, "out.csv")
            == f"{path}: column 'item' has {1 << 37:,} bytes of text from row 1 on, which exceeds the limit; split the file"
        )

    def test_views_of_one_text_in_an_arrow_file(self, tmp_path: Path) -> None:
        """The same in eight hundred bytes."""
        views = struct.pack("<i4sii", 1 << 20, b"xxxx", 0, 0) * 131_072
        text = pa.py_buffer(b"x" * (1 << 20))
        cells = pa.Array.from_buffers(pa.string_view(), 131_072, [None, pa.py_buffer(views), text])
        path = tmp_path / "in.feather"
        with pa.ipc.new_file(
            str(path), pa.schema([("item", cells.type)]), options=pa.ipc.IpcWriteOptions(compression="zstd")
        ) as writer:
            writer.write_batch(pa.record_batch([cells], ["item"]))
        assert path.stat().st_size < 2_000
        with within(20):
            assert refused(path, "out.csv").startswith(
                f"{path}: column 'item' has {1 << 37:,} bytes of text from row 1 on"
            )

    def test_a_text_that_many_rows_share_is_read(self, tmp_path: Path) -> None:
        """As long as it is of a length that texts have."""
        cells = pa.array(["x" * 1000] * 20_000).dictionary_encode()
        path = given(tmp_path, "in.parquet", table(("note", cells)))
        assert len(rows_of(screen(path, "out.feather", "--on", "2025-12-01").output)) == 20_000

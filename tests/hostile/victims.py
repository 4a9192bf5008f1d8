"""The readers of bytes from elsewhere, each with valid documents to start from: any bytes must be answered or refused."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO, cast

import pyarrow as pa
import pyarrow.parquet
import xlsxwriter

from exportctl.batch.binding import ScreenOptions, bind
from exportctl.batch.columns import Encoder
from exportctl.errors import InputError
from exportctl.files import workbook
from exportctl.files.cells import cells
from exportctl.files.formats import Format
from exportctl.files.readers import open_rows
from exportctl.store.draft import KINDS
from exportctl.store.loader import problems
from exportctl.store.shapes import shape
from exportctl.store.yamldoc import read
from tests.hostile.mutants import mutant
from tests.hostile.questions import arguments, holdings
from tests.hostile.sent import archive, requests
from tests.hostile.victim import Victim

DATA = Path(__file__).resolve().parents[2] / "data"
_SELDOM = 50
_WORDS = (
    b'"',
    b"'",
    b",",
    b";",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    "镓".encode(),
    b"gallium",
    b"=1+1",
    b" ",
    b"\xc2",
)
_OF_JSON = (
    *_WORDS,
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"null",
    b"true",
    b"\\ud800",
    b'"item":',
    b"1e999",
    b"-0",
    b'"a":{"b":',
)
_OF_XML = (
    *_WORDS,
    b"<c",
    b"</c>",
    b"<v>",
    b"</v>",
    b' r="XFD1048576"',
    b't="s"',
    b't="e"',
    b'<row r="1">',
    b"&#88;",
    b"&a;",
    b"<![CDATA[",
)
_OF_YAML = (
    *_WORDS,
    b"- ",
    b": ",
    b"{",
    b"[",
    b"&a ",
    b"*a",
    b"!!int ",
    b"|\n",
    b">-\n",
    b"? ",
    b"---\n",
    b"%YAML 9\n",
    b"<<: ",
    b"\t",
)


def rows_of(format_: Format, content: bytes) -> None:
    """Read rows as `screen` does from standard input, convert each cell, and count them."""
    sys.stdin = cast("TextIO", SimpleNamespace(buffer=io.BytesIO(content)))
    count = 0
    with open_rows(Path("-"), format_) as source:
        with contextlib.suppress(InputError):
            bound = bind(source.schema.names, ScreenOptions())
            count = -1 if bound.columns else 0
        for rows in source.rows:
            if count >= 0 and rows.start != count + 1:
                raise AssertionError(f"row {rows.start} follows row {count}")
            for column in rows.batch.columns:
                cells(column)
                with contextlib.suppress(InputError):
                    Encoder("item").encode(column)
            count = count if count < 0 else count + len(rows.batch) + len(rows.broken)


def _rows(format_: Format, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> Victim:
    return Victim(lambda pick: mutant(seeds, tokens, pick), lambda content: rows_of(format_, content))


def _csv() -> Victim:
    lines = 'item,to,on,note\ngallium,US,2025-12-01,"a ""b"", c"\n镓,美国,2026/1/2,\'t Hart\ngraphite,,,"two\nlines"\n'
    kinds = (lines, lines.replace(",", ";"), lines.replace("\n", "\r\n"), lines.replace(",", "\t"), lines * 20)
    return _rows("csv", [text.encode(code) for text in kinds for code in ("utf-8", "utf-16", "gb18030")], _WORDS)


def _jsonl() -> Victim:
    rows = (
        {"item": "gallium", "to": "US", "n": 1, "x": 1.5, "yes": True, "l": ["a"], "o": {"a": [1]}},
        {"item": None, "to": "镓"},
    )
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    return _rows("jsonl", [text, text * 3, b"\n\n" + text], _OF_JSON)


def _cyclonedx() -> Victim:
    part = {
        "name": "x",
        "type": "device",
        "properties": [{"name": "exportctl:to", "value": "US"}],
        "components": [{"name": "y"}],
    }
    bill = json.dumps({"bomFormat": "CycloneDX", "components": [part, {"name": "gallium", "version": 1}]}).encode()
    return _rows("cyclonedx", [bill, bill.replace(b" ", b"")], _OF_JSON)


def _table() -> pa.Table:
    count = 30
    return pa.table(
        {
            "item": ["gallium", "graphite", None] * 10,
            "to": pa.array(["US", "DE"] * 15).dictionary_encode(),
            "on": pa.array(range(20_000, 20_000 + count), pa.int32()).cast(pa.date32()),
            "view": pa.array(["x" * row for row in range(count)], pa.string_view()),
            "list": [["a", "b"][: row % 3] for row in range(count)],
            "struct": [{"a": row, "b": [None, "x"]} for row in range(count)],
            "at": pa.array(range(count), pa.timestamp("ns", "UTC")),
            "n": [row / 3 for row in range(count)],
            "bytes": pa.array([b"\xff"] * count, pa.large_binary()),
        }
    )


def _parquet() -> Victim:
    def written(**how: Any) -> bytes:
        out = io.BytesIO()
        pa.parquet.write_table(_table(), out, **how)
        return out.getvalue()

    ways: tuple[dict[str, Any], ...] = (
        {},
        {"compression": "none"},
        {"compression": "zstd", "use_dictionary": False},
        {"write_page_checksum": True},
        {"data_page_version": "2.0", "store_schema": False},
    )
    return _rows("parquet", [written(**way) for way in ways], _WORDS)


def _feather() -> Victim:
    def written(packing: str | None) -> bytes:
        out = io.BytesIO()
        with pa.ipc.new_file(out, _table().schema, options=pa.ipc.IpcWriteOptions(compression=packing)) as writer:
            writer.write_table(_table(), max_chunksize=20)
        return out.getvalue()

    return _rows("feather", [written(packing) for packing in (None, "lz4", "zstd")], _WORDS)


def _xlsx() -> Victim:
    """Mutants of the parts of a workbook, packed again: those of its bytes are refused by their check sums."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        columns: list[list[Any]] = [["item", "gallium", "镓"], ["n", 1, 2.5], ["on", 45992, 45993], ["yes", True, "x"]]
        for place, column in enumerate(columns):
            for row, cell in enumerate(column):
                sheet.write(row, place, cell, *([day] if place == 2 and row else []))
        book.add_worksheet("second").write(3, 3, "x")
    with zipfile.ZipFile(out) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    seeds = [
        parts[name]
        for name in parts
        if name.endswith(("sheet1.xml", "sharedStrings.xml", "workbook.xml", "styles.xml"))
    ]

    def made(pick: random.Random) -> bytes:
        if pick.random() < 0.1:
            return mutant([out.getvalue()], _WORDS, pick)
        name = pick.choice([name for name in parts if name.endswith(".xml")])
        again = io.BytesIO()
        with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as packed:
            for other, content in parts.items():
                packed.writestr(other, mutant([content, content, *seeds], _OF_XML, pick) if other == name else content)
        return again.getvalue()

    def read_apart(content: bytes) -> None:
        out = io.BytesIO()
        workbook.read(io.BytesIO(content), "", 0, out)
        if b'"fault"' in out.getvalue().partition(b"\n")[0]:
            raise InputError("file", "was refused")

    return Victim(made, read_apart)


def _yaml() -> Victim:
    folder = Path(tempfile.mkdtemp())
    seeds = {
        kind: [file.read_bytes()[:3000].rpartition(b"\n")[0] for file in sorted(DATA.glob(kind.pattern))[:8]]
        for kind in KINDS
    }
    small = folder / "acts/cn/2025"
    small.mkdir(parents=True)

    def made(pick: random.Random) -> tuple[int, int, bytes]:
        kind = pick.randrange(len(KINDS))
        return pick.randrange(_SELDOM), kind, mutant(seeds[KINDS[kind]], _OF_YAML, pick)

    def read_it(given: tuple[int, int, bytes]) -> None:
        often, number, content = given
        file = small / "x.yaml"
        file.write_bytes(content)
        document, _ = read(folder, "acts/cn/2025/x.yaml")
        if document:
            many = isinstance(document.tree, list)
            shape(document, KINDS[number].record, (0,) if many and document.tree else ())
        if not often:
            problems(folder)

    return Victim(made, read_it)


VICTIMS: dict[str, Callable[[], Victim]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "cyclonedx": _cyclonedx,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "feather": _feather,
    "yaml": _yaml,
    "holdings": holdings,
    "arguments": arguments,
    "archive": archive,
    "requests": requests,
}


@cache
def victim(name: str) -> Victim:
    """Return what reads inputs of a kind."""
    return VICTIMS[name]()


def shown(given: Any) -> bytes:
    """Return an input as bytes that can be kept."""
    if isinstance(given, bytes):
        return given
    if isinstance(given, tuple):
        return bytes(given[-1])
    return (
        "\0".join(map(str, given)).encode(errors="surrogatepass")
        if isinstance(given, Iterable)
        else repr(given).encode()
    )


def in_a_folder_of_its_own() -> None:
    """Write nothing where the one who started this works, and read no settings of theirs."""
    os.chdir(tempfile.mkdtemp())
    for name in ("EXPORTCTL_DATA", "EXPORTCTL_DEBUG"):
        os.environ.pop(name, None)

"""Files are screened by the program as users run it, and its last line is compared with its sums each time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
from python_calamine import load_workbook

from exportctl.batch.answers import FOR_PEOPLE, WORDED
from exportctl.files.headings import names_of
from exportctl.law.scale import DECISIONS
from tests.cli.program import Answer, ask

HEADER = "item,to,on"
ROW = "gallium,US,2025-12-01"
SAID = {"item": "gallium", "to": "US", "on": "2025-12-01"}
"""A row whose goods are listed: the same as a line, and by name."""

_LAST = re.compile(
    r"([\d,]+) rows?: ([\d,]+) screened(?: \(([\d,]+) of them selected\))?, ([\d,]+) rejected"
    r"(?:, ([\d,]+) passed over \((?:([\d,]+) of totals)?(?:, )?(?:([\d,]+) blank)?(?:, )?(?:([\d,]+) of headings)?\))?; "
    r"by decision: (none|\w+ [\d,]+(?:, \w+ [\d,]+)*)"
)


class Counts(NamedTuple):
    """The counts of the last line of a run, which add up."""

    rows: int
    screened: int
    wanted: int
    rejected: int
    by_decision: Mapping[str, int]
    totals: int = 0
    blank: int = 0
    headings: int = 0


class Screening(NamedTuple):
    """The results of a run: its answer, the counts of its last line, the files, and their rows by column; None without rejects."""

    answer: Answer
    counts: Counts
    output: Path
    rejects: Path
    rows: list[dict[str, Any]]
    rejected: list[dict[str, Any]]

    @property
    def code(self) -> int:
        """The exit code."""
        return self.answer.code


def _number(text: str) -> int:
    """Return a number that has separators."""
    return int(text.replace(",", ""))


def counts(err: str) -> Counts:
    """Return the counts of the last line on stderr, after adding them up."""
    match = _LAST.fullmatch(err.splitlines()[-1])
    assert match, err
    rows, screened, wanted, rejected = (None if part is None else _number(part) for part in match.groups()[:4])
    passed, totals, blank, headings = (_number(part or "0") for part in match.groups()[4:8])
    pairs = [] if match[9] == "none" else [part.split() for part in match[9].split(", ")]
    by_decision = {name: _number(number) for name, number in pairs}
    assert rows is not None
    assert screened is not None
    assert rejected is not None
    assert totals + blank + headings == passed
    assert screened + rejected + passed == rows
    assert sum(by_decision.values()) == screened
    assert list(by_decision) == sorted(by_decision, key=DECISIONS.index, reverse=True)
    assert (wanted or 0) <= screened
    return Counts(
        rows, screened, screened if wanted is None else wanted, rejected, by_decision, totals, blank, headings
    )


def screen(source: Path, output: str, *arguments: str) -> Screening:
    """Screen a file into one in its folder; every row is in the output or in the rejects, and no other file is left."""
    path = source.with_name(output)
    answer = ask("screen", str(source), "-o", str(path), *arguments)
    rejects = path.with_name(output.partition(".")[0] + ".rejects.csv")
    rejected = rows_of(rejects) if rejects.exists() else []
    screening = Screening(answer, counts(answer.err), path, rejects, rows_of(path), rejected)
    if "--rejects" not in arguments:
        assert len(screening.rows) == screening.counts.wanted
        assert len(screening.rejected) == screening.counts.rejected
    assert not list(source.parent.glob("*.partial*"))
    return screening


def refused(source: Path, output: str, *arguments: str, begun: bool = False) -> str:
    """Screen an invalid file, and return the line with the reason; there is no output, and no journal unless one existed."""
    path = source.with_name(output)
    answer = ask("screen", str(source), "-o", str(path), *arguments)
    assert (answer.code, answer.out) == (2, ""), answer
    *before, line = answer.err.splitlines()
    assert all(note.startswith("exportctl: read: ") for note in before[:1])
    assert len(before) <= 1
    assert line.startswith("exportctl: ")
    assert "Traceback" not in line
    assert not path.exists()
    assert begun or not list(path.parent.glob("*.partial*"))
    return line.removeprefix("exportctl: ")


def unreadable(source: Path, output: str, *arguments: str, begun: bool = False) -> str:
    """Screen a file that cannot be read as a whole, and return the reason; the line names the file."""
    line = refused(source, output, *arguments, begun=begun)
    assert line.startswith(f"{source}: ")
    return line.removeprefix(f"{source}: ")


def given(folder: Path, name: str, content: str | bytes | pa.Table) -> Path:
    """Write a file to be screened: a text in UTF-8, bytes, or a table in the format of the name."""
    path = folder / name
    if isinstance(content, pa.Table):
        write = pa.parquet.write_table if path.suffix == ".parquet" else pa.feather.write_feather
        write(content, path)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(*rows: Mapping[str, Any] | str) -> str:
    """Return rows as lines of JSON; a text stays as it is."""
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of any format, by column."""
    match path.name.partition(".")[2].removeprefix("rejects."):
        case "csv" | "tsv" | "csv.gz" | "csv.zst" | "tsv.gz" | "tsv.zst" as ending:
            with pa.input_stream(path) as stream:
                text = stream.read().decode("utf-8-sig")
            delimiter = "," if ending.startswith("csv") else "\t"
            return _by_place(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
        case "jsonl" | "jsonl.gz" | "jsonl.zst":
            with pa.input_stream(path) as stream:
                return [json.loads(line) for line in stream.read().decode().split("\n") if line]
        case "xlsx":
            book = load_workbook(path)
            place = 1 if book.sheet_names[0] in {"Summary", "摘要"} else 0
            heads, *cells = book.get_sheet_by_index(place).to_python()
            rows = _by_place([names_of(list(map(str, heads))), *cells])
            return [{name: cell for name, cell in row.items() if name not in {*WORDED, *FOR_PEOPLE}} for row in rows]
        case "parquet":
            return _by_name(pa.parquet.read_table(path))
        case _:
            return _by_name(pa.feather.read_table(path))


def _by_place(rows: list[list[Any]]) -> list[dict[str, Any]]:
    names, *cells = rows
    return [dict(zip(names, row, strict=True)) for row in cells]


def _by_name(table: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def column(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    """Return the cells of one column of some rows."""
    return [row[name] for row in rows]

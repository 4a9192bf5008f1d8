"""A workbook is read in a separate process: in any notation, it can end that process and not the program."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

from tests.cli.conftest import _quiet_environment
from tests.cli.program import ask
from tests.files.program import column, given, refused, screen, unreadable
from tests.hostile.limits import within

__all__ = ("_quiet_environment",)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORPUS = Path(__file__).with_name("corpus")
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>item</t></is></c><c r="B1" t="inlineStr"><is><t>n</t></is></c></row>'
)
GALLIUM = '<c r="A2" t="inlineStr"><is><t>gallium</t></is></c>'
TOO_MUCH = "is a damaged workbook, or needs more than 4 GB of memory or 10 minutes to read; save it as csv"


def workbook(
    folder: Path, rows: str, *, part: str = "worksheets/sheet1.xml", texts: str = "", prefix: str = ""
) -> Path:
    """Write a workbook of one sheet in one's own spelling: the rows, where the sheet lies, and the texts that cells share."""
    colon = f":{prefix}" if prefix else ""
    mark = f"{prefix}:" if prefix else ""
    sheet = f'<{mark}worksheet xmlns{colon}="{MAIN}"><{mark}sheetData>{rows}</{mark}sheetData></{mark}worksheet>'
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{related}"><Relationship Id="rId1" Type="{RELATED}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{related}"><Relationship Id="rId1" '
        f'Type="{RELATED}/worksheet" Target="{part}"/></Relationships>',
        f"xl/{part}": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
    }
    path = folder / "in.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path


def test_a_workbook_in_ones_own_spelling_is_read(tmp_path: Path) -> None:
    """The basis of the damaged workbooks below is a valid one."""
    path = workbook(tmp_path, f'{HEADER}<row r="2">{GALLIUM}<c r="B2"><v>1</v></c></row>', part="sheets/any.xml")
    screening = screen(path, "out.jsonl", "--set", "to=US", "--on", "2025-12-01")
    assert (column(screening.rows, "decision"), column(screening.rows, "n")) == (["license_required"], [1])


@pytest.mark.parametrize(
    ("cell", "part", "prefix"),
    [
        ('<c r="XFD1048576"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c r = "XFD1048576"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c\nr="XFD1048576"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c s="0" r="&#88;FD1048576"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c r="xfd1048576"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c r="XFD1048576"><v>1</v></c>', "sheets/any.xml", ""),
        ('<c r="XFD1048576"><v>1</v></c>', "Worksheets/Sheet1.XML", ""),
        ('<c r="XFD1048576"><v>1</v></c>', "worksheets/sheet1.xml", "x"),
        ('<c r="ZZZZZZ1"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c r="A4294967295"><v>1</v></c>', "worksheets/sheet1.xml", ""),
        ('<c r="A99999999999999999999"><v>1</v></c>', "worksheets/sheet1.xml", ""),
    ],
)
def test_a_cell_at_the_far_end_is_no_end_of_the_program(tmp_path: Path, cell: str, part: str, prefix: str) -> None:
    """However it is written, and wherever its sheet lies: one line, or the rows that are there."""
    rows = f'{HEADER}<row r="2">{GALLIUM}</row><row r="3">{cell}</row>'
    if prefix:
        rows = rows.replace("</", f"</{prefix}:").replace("<c", f"<{prefix}:c").replace("<row", f"<{prefix}:row")
        rows = rows.replace("<is>", f"<{prefix}:is>").replace("<t>", f"<{prefix}:t>").replace("<v>", f"<{prefix}:v>")
    path = workbook(tmp_path, rows, part=part, prefix=prefix)
    with within(60):
        answer = ask("screen", str(path), "-o", str(tmp_path / "out.csv"), "--set", "to=US", "--on", "2025-12-01")
    assert answer.code in (1, 2), answer
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) <= 2 + answer.code
    if answer.code == 1:
        assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("gallium") == 1


@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "xlsx").iterdir()))
def test_known_crashers_are_refused(tmp_path: Path, name: str) -> None:
    """Each ended the process that read it, when it was found."""
    path = Path(shutil.copy(CORPUS / "xlsx" / name, tmp_path))
    with within(60):
        assert unreadable(path, "out.csv") == TOO_MUCH


def test_a_cell_beyond_every_sheet_is_reported(tmp_path: Path) -> None:
    """Nothing is made of the four million cells before it; found by mutants, it took a quarter of a minute."""
    path = workbook(tmp_path, f'{HEADER}<row r="2">{GALLIUM}<c r="HTTPC2"><v>1</v></c></row>')
    with within(10):
        assert unreadable(path, "out.csv") == (
            "reaches to row 2 and column 4,021,267; no sheet has more than 1,048,576 rows and 16,384 columns"
        )


def test_a_text_that_thousands_of_cells_share_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte, twenty thousand times, is twenty gigabytes for who reads it, and some kilobytes for who sends it."""
    monkeypatch.setattr("exportctl.files.sheets._MEMORY", 1 << 29, raising=False)
    assert (
        screen(
            workbook(tmp_path, f'{HEADER}<row r="2">{GALLIUM}</row>'), "few.csv", "--on", "2025-12-01"
        ).counts.screened
        == 1
    )
    shared = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 20_002))
    text = os.urandom(8192).hex() * 64  # repeats itself, and not so much that it would be told by that
    path = workbook(tmp_path, HEADER + shared, texts=f"<si><t>{text}</t></si>")
    assert path.stat().st_size < 200_000
    with within(120):
        assert unreadable(path, "out.csv") == TOO_MUCH.replace("4 GB", "0.5 GB")


@pytest.mark.parametrize("fact", ["note", "on", "contains"])
def test_an_invalid_number_is_a_cell_like_any_other(tmp_path: Path, fact: str) -> None:
    """Its row is screened, or rejected for the missing fact; none ends the run."""
    values = ("NaN", "nan", "inf", "-inf", "INF", "1e999", "-1e999", "1e308", "0x10", "", "1,5", "9" * 400)
    rows = (
        f'<row r="{row}">{GALLIUM.replace("A2", f"A{row}")}<c r="B{row}"><v>{value}</v></c></row>'
        for row, value in enumerate(values, 2)
    )
    path = workbook(tmp_path, HEADER.replace("<t>n</t>", f"<t>{fact}</t>") + "".join(rows))
    assert screen(path, "out.jsonl", *(() if fact == "on" else ("--on", "2025-12-01"))).counts.rows == len(values)


def test_limits_are_those_of_the_process_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If that process ends before the last row, the file is refused, and no output is left."""
    with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, cell in enumerate(["item", "gallium", "graphite"]):
            sheet.write(row, 0, cell)
    expected = b'{"rows": 2, "first": 2, "place": 1, "sheets": 1, "top": []}\n'
    stream = io.BytesIO()
    with pa.ipc.new_stream(stream, pa.schema([("item", pa.string())])) as writer:
        writer.write_batch(pa.record_batch({"item": ["gallium"]}))
    whole = expected + stream.getvalue()
    for part in (b"", whole[: len(expected) + 90], whole[:-30], whole):
        script = tmp_path / "reads.py"
        script.write_text(f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({part!r})", encoding="utf-8")
        monkeypatch.setattr("exportctl.files.workbook.__file__", str(script))
        assert unreadable(tmp_path / "in.xlsx", "out.csv", begun=True) == TOO_MUCH


def test_the_folder_where_one_works_holds_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with the name of a module, in the folder of the workbook, is not run."""
    with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
        book.add_worksheet().write_column(0, 0, ["item", "gallium"])
    for module in ("json", "python_calamine", "pyarrow", "io", "itertools"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert screen(tmp_path / "in.xlsx", "out.csv").counts.rows == 1
    assert not (tmp_path / "run").exists()


def test_a_packed_workbook_is_not_unpacked_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gigabyte is the most that is taken, packed or not."""
    monkeypatch.setattr("exportctl.files.sheets.LARGEST", 1 << 20)
    path = given(tmp_path, "in.xlsx", gzip.compress(bytes(1 << 21), 1))
    assert refused(path, "out.csv").startswith(f"{path}: is a workbook of more than ")


def test_no_process_is_left(tmp_path: Path) -> None:
    """Neither after a file that was read nor after one that was not; the program is one that has no other children."""
    path = workbook(tmp_path, f'{HEADER}<row r="2">{GALLIUM}</row>')
    runs = [["screen", str(path), *more] for more in (("--set", "to=US"), ("--sheet", "none"))]
    program = f"""
import os
from exportctl.__main__ import run
codes = [run(arguments) for arguments in {runs!r}]
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none is left of", codes)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "none is left of [1, 2]", done.stderr


if sys.platform != "linux":
    pytest.skip("the limits of a process are those of Linux", allow_module_level=True)

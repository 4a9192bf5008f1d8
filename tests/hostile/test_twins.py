"""No row of a workbook is lost or changed because it occurs twice, is written in pieces, or is in a hidden sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.program import ask
from tests.files.program import column, screen, unreadable
from tests.hostile import twins
from tests.hostile.test_excel import GALLIUM, HEADER, workbook

TWICE = (
    "is ambiguous at row {} of its sheet: a row, a cell or a table is there twice, or a cell refers to missing text or "
    "to a formula without a result; open it in a spreadsheet program and save it again"
)
STEEL = GALLIUM.replace("gallium", "steel")


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        (f'<row r="2">{GALLIUM}</row><row r="2">{STEEL}</row>', 2),
        (f'<row r="2">{GALLIUM}</row><row r="2"><c r="B2"><v>1</v></c></row>', 2),
        (f'<row r="2">{GALLIUM}{STEEL}</row>', 2),
        (f'<row r="2">{GALLIUM}</row></sheetData><sheetData><row r="3">{STEEL.replace("A2", "A3")}</row>', 2),
        (f'<row r="2">{GALLIUM}</row><row r="3"><c r="A3" t="s"><v>-1</v></c></row>', 3),
        (f'<row r="2">{GALLIUM}</row><row r="3"><c r="A3" t="s"><v>x</v></c></row>', 3),
        (f'<row r="2">{GALLIUM}</row><row r="3"><c r="A3"><f>A2</f></c></row>', 3),
        (f'<row r="2">{GALLIUM}<c r="B2"><v>1&#48;0</v></c></row>', 2),
        (f'<row r="2">{GALLIUM}</row>{STEEL}', 2),
        (f'<row r="2">{GALLIUM}</row>.', 2),
        ('<row r="2"><c r="A2" t="str"><v><![CDATA[gallium]]></v></c><c r="B2"><v>1</v></c></row>', 2),
    ],
)
def test_a_repeated_part_is_refused(tmp_path: Path, rows: str, at: int) -> None:
    """The row is named, and there is no output."""
    path = workbook(tmp_path, HEADER + rows, texts="<si><t>steel</t></si>")
    assert unreadable(path, "out.csv") == TWICE.format(at)


@pytest.mark.parametrize(
    "cells",
    [
        f'{GALLIUM}<c r="B2" t="e"><v>#N/A</v></c>',
        f'{GALLIUM}<c r="B2"><f>A2</f><v></v></c>',
        f'{GALLIUM}<c r="B2" s="1"/>',
        '<c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c>',
        '<c r="A2" t="inlineStr"><is><r><t>gal</t></r><r><rPr/><t>lium</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
        f'{GALLIUM}<!-- a comment --><c r="B2" t="inlineStr"><is><t> </t></is></c>',
        f'{GALLIUM}<c t="b" r="B2"><v>1</v></c>',
        f'{GALLIUM}<c r="B2" t="str"><f>"a"</f><v>a &amp; b</v></c>',
    ],
)
def test_output_of_other_programs_is_read(tmp_path: Path, cells: str) -> None:
    """Errors, empty cells, parts of texts, comments: none of it is a twin."""
    path = workbook(tmp_path, f'{HEADER}<row r="2">{cells}</row>', texts="<si><t/></si><si><t>gallium</t></si>")
    assert column(screen(path, "out.jsonl", "--on", "2025-12-01").rows, "item") == ["gallium"]


@pytest.mark.long
def test_generated_workbooks_lose_nothing(tmp_path: Path) -> None:
    """Rows in are rows out and rejects, or the workbook is refused; `python -m tests.hostile.twins 100000` draws more."""
    law = twins.small_law(tmp_path / "law")
    with twins.in_this_process():
        fates = [(made.twin, twins.fate(made, law, tmp_path)) for made in map(twins.made, range(150))]
    assert {fate for twin, fate in fates if not twin} == {"screened"}
    assert {twin for twin, _ in fates} == {"", *twins.TWINS}


def hidden_first(folder: Path, *, very: bool = False, empty: bool = False) -> Path:
    """Write a workbook whose first sheet is hidden, and whose second and third are not."""
    path = folder / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        first, second, third = (book.add_worksheet(name) for name in ("old", "now", "notes"))
        first.write_column(0, 0, [] if empty else ["item", "children's bicycle"])
        second.write_column(0, 0, ["item", "gallium"])
        third.write_column(0, 0, ["remark", "graphite"])
        second.activate()
        second.set_first_sheet()
        (first.very_hidden if very else first.hide)()
    return path


@pytest.mark.parametrize("very", [False, True])
def test_the_first_sheet_that_is_shown_is_read(tmp_path: Path, very: bool) -> None:
    """The others that have rows are named, and one that is hidden stops the run."""
    path = hidden_first(tmp_path, very=very)
    answer = ask("screen", str(path), "-o", str(tmp_path / "out.csv"), "--set", "to=US", "--on", "2025-12-01")
    assert answer.code == 2
    assert "gallium" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "sheet 2 of 3, not read: 'notes'" in answer.err
    assert f"exportctl: {path}, sheet 'old' was not read: it is hidden; show it or name it with --sheet\n" in answer.err
    assert ask("screen", str(path), "--set", "to=US", "--on", "2025-12-01", "--allow-skipped").code == 1
    named = ask("screen", str(path), "--set", "to=US", "--on", "2025-12-01", "--sheet", "old")
    assert (named.code, "was not read" in named.err) == (0, False)


def test_a_hidden_sheet_without_rows_is_ignored(tmp_path: Path) -> None:
    """There is nothing in it that anybody could miss."""
    answer = ask("screen", str(hidden_first(tmp_path, empty=True)), "--set", "to=US", "--on", "2025-12-01")
    assert (answer.code, "'old'" in answer.err) == (1, False)

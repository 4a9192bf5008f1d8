"""`screen` answers the rows of a file: its exit codes gate a pipeline, and its options state the facts of all rows."""

from __future__ import annotations

import io
import json
import os
import pty
import re
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from tests.cli.program import RANK, ask
from tests.clock import TODAY
from tests.files.program import HEADER, ROW, column, given, lines, refused, screen

ROWS: dict[str, str] = {
    "gate": ROW,
    "open": "graphite,JP,2026-01-06",
    "below": "gallium,CN,2025-12-01",
    "bad": "gallium,nowhere,2025-12-01",
}
"""A row at the gate, one that a missing fact could lift to it, one below it whatever is missing, and one that cannot be read."""


def rows(folder: Path, *names: str) -> Path:
    """Write a file of some of these rows."""
    return given(folder, "in.csv", "\n".join([HEADER, *(ROWS[name] for name in names)]) + "\n")


def test_rows_to_china_are_counted_as_no_exports(tmp_path: Path) -> None:
    """They have no control because their goods stay there, not because of what they are: the summary and the workbook count them."""
    file = given(
        tmp_path, "cn.csv", "Item,Destination,on\ngallium,China,2025-12-01\ngallium,中国,2025-12-01\n" + ROW + "\n"
    )
    line = "2 rows to China: no export; if the goods go on from there, state the final destination"
    assert line in ask("screen", str(file)).words
    book = tmp_path / "out.xlsx"
    assert ask("screen", str(file), "-o", str(book)).code == 1
    summary, answers, *_ = (load_workbook(book).get_sheet_by_index(number).to_python() for number in range(3))
    assert [line] in [[cell for cell in cells if cell] for cells in summary]
    reasons = [cell for cells in answers for cell in cells if str(cell).startswith("Goods that stay in China")]
    assert len(reasons) == 2


class TestExitCode:
    """The exit code summarises the rows, the worst first."""

    @pytest.mark.parametrize(
        ("names", "arguments", "code"),
        [
            (["below"], [], 0),
            (["below", "gate"], [], 1),
            (["below", "open"], [], 3),
            (["open", "gate", "below"], [], 1),
            (["gate", "bad"], [], 2),
            (["below", "bad"], [], 2),
            (["gate", "bad"], ["--allow-rejects"], 1),
            (["open", "bad"], ["--allow-rejects"], 3),
            (["below", "bad"], ["--allow-rejects"], 0),
            (["bad"], ["--allow-rejects"], 4),
            (["bad"], [], 2),
            ([], [], 4),
            (["gate"], ["--gate", "prohibited"], 3),
            (["gate"], ["--gate", "enhanced-review"], 3),
            (["below"], ["--gate", "no_control_found"], 1),
            (["gate", "open"], ["--only", "prohibited"], 4),
            (["gate", "open"], ["--only", "license-required"], 1),
            (["gate", "open"], ["--only", "no_control_found"], 4),
            (["gate", "open"], ["--only", "undecided"], 3),
        ],
    )
    def test_is_the_worst_of_the_rows(self, tmp_path: Path, names: list[str], arguments: list[str], code: int) -> None:
        """Rejected rows make it 2 unless they are allowed, 1 beats 3, and 4 is for no rows at all."""
        file = rows(tmp_path, *names)
        assert screen(file, "out.csv", *arguments).code == code
        assert screen(file, "out.parquet", *arguments, "--format", "json").code == code
        assert ask("screen", str(file), *arguments).code == code

    def test_the_number_of_rows_is_printed_without_rows(self, tmp_path: Path) -> None:
        """There is no day to report."""
        assert ask("screen", str(rows(tmp_path))).out.splitlines()[0] == "0 ROWS"

    def test_a_single_row_has_the_code_of_check(self, tmp_path: Path) -> None:
        """Whatever the gate."""
        for name in ("gate", "open", "below"):
            item, to, on = ROWS[name].split(",")
            for gate in RANK:
                code = ask("check", item, "--to", to, "--on", on, "--gate", gate).code
                assert screen(rows(tmp_path, name), "out.csv", "--gate", gate).code == code, (name, gate)


class TestOptions:
    """Options state facts and terms for all rows."""

    def answers(self, folder: Path, *arguments: str, text: str = f"{HEADER}\n{ROW}\n") -> dict[str, Any]:
        """Return the answer of the one row of a file."""
        (row,) = screen(given(folder, "in.csv", text), "out.jsonl", *arguments).rows
        return row

    def test_a_day_for_all_rows_beats_their_own(self, tmp_path: Path) -> None:
        """As `--on` of check."""
        row = self.answers(tmp_path, "--on", "2025-11-08")
        content = ask("check", "gallium", "--to", "US", "--on", "2025-11-08", "--format", "json").json
        assert (row["decision"], row["on"]) == (content["decision"], "2025-12-01")

    @pytest.mark.parametrize(
        ("arguments", "options"),
        [
            (["--known-on", "2025-11-01"], ["--known-on", "2025-11-01"]),
            (["--on", "2026-11-28", "--assume", "extended"], ["--on", "2026-11-28", "--assume", "extended"]),
            (
                ["--set", "end_use=civil", "--set", "end-user-type=civil"],
                ["--end-use", "civil", "--end-user-type", "civil"],
            ),
            (["--set", "party=Lockheed Martin; ACME"], ["--party", "Lockheed Martin", "--party", "ACME"]),
            (["--set", "to=HK"], ["--to", "HK"]),
            (["--set", "from=JP"], ["--from", "JP"]),
        ],
    )
    def test_facts_of_all_rows_are_those_of_options(
        self, tmp_path: Path, arguments: list[str], options: list[str]
    ) -> None:
        """The answer is that of check with the option; it beats a column of the name."""
        row = self.answers(tmp_path, *arguments)
        stated = {"--to": "US", "--on": "2025-12-01"}
        words = [word for name, value in stated.items() if name not in options for word in (name, value)]
        content = ask("check", "gallium", *words, *options, "--format", "json").json
        assert (row["decision"], row["worst_case"], row["settled"]) == (
            content["decision"],
            content["worst_case"],
            content["settled"],
        )
        assert row["questions"] == ";".join(item["fact"] for item in content["questions"])
        change = content["next_change"] or {"on": None, "decision": None}
        assert (row["next_change_on"], row["next_change_decision"]) == (change["on"], change["decision"])

    def test_a_column_that_an_option_replaces_is_named(self, tmp_path: Path) -> None:
        """The line of columns names the option that states the fact of all rows."""
        file = given(tmp_path, "in.csv", "item,to,on\ngallium,US,2025-12-01\n")
        err = ask("screen", str(file), "--set", "to=DE", "--on", "2025-12-01").err
        line = "read: item; not read: 'to' (--set states it for all rows), 'on' (--on states it for all rows)"
        assert f"exportctl: {line}\n" in err

    def test_a_column_is_renamed(self, tmp_path: Path) -> None:
        """It keeps its name in the output, and the column that has the name of the fact states it no more."""
        text = "hs_code,item,dest,on\n8112929010,steel,US,2025-12-01\n"
        row = self.answers(tmp_path, "--map", "item=hs_code", "--map", "to=dest", text=text)
        assert list(row)[:5] == ["hs_code", "item", "dest", "on", "decision"]
        assert "3C001.a" in row["entries"]
        assert row["questions"].count("to") == 0

    @pytest.mark.parametrize(
        ("arguments", "what"),
        [
            (("--map", "wares=item"), "--map: 'wares' is not a fact; the facts are item, "),
            (("--map", "item=goods"), "--map: no column has the name 'goods'; the columns are item, to, on"),
            (("--map", "item"), "--map: 'item' has no name or no value; write it like item=hs_code"),
            (("--set", "to="), "--set: 'to=' has no name or no value; write it like to=US"),
            (("--set", "mass=3"), "--set: 'mass' is not a fact; the facts are item, "),
            (
                ("--set", "to=US", "--map", "to=to"),
                "--set: 'to' is stated for all rows, and --map also reads it from a column; leave out one of them",
            ),
            (("--map", "item=-"), "item: no column is recognised as the goods; "),
            (("--set", "on=2025-12-01"), "--set: 'on' has its own option; use --on"),
            (("--set", "known_on=2025-12-01"), "--set: 'known_on' has its own option; use --known-on"),
            (("--set", "to=nowhere"), "--set to: 'nowhere'"),
            (("--on", "1.12.2025"), "--on: '1.12.2025' is not year-first; write it like 2025-12-01"),
            (("--known-on", "soon"), "--known-on: 'soon' is not a date"),
            (("--only", "green"), "--only: 'green' is not one of "),
            (("--only", "report,"), "--only: '' is not one of "),
            (("--gate", "green"), "--gate: 'green' is not one of "),
            (("--assume", "peace"), "--assume: 'peace' is not one of "),
            (("--watch-change", "-1"), "--watch-change: '-1' is not a number of days from 0 to 36,500"),
            (("--format", "xml"), "--format: 'xml' is not one of table, json"),
            (
                ("--summary", "none/s.json"),
                "--summary: none/s.json: its folder does not exist; create the folder, or name another file",
            ),
            (("--colour", "red"), "No such option: --colour"),
        ],
    )
    def test_an_invalid_option_is_reported(self, tmp_path: Path, arguments: tuple[str, ...], what: str) -> None:
        """In one line that names the option."""
        file = rows(tmp_path, "gate")
        assert refused(file, "out.csv", *arguments).startswith(what)


class TestFilters:
    """Rows can be selected by their answers; all other rows are counted."""

    def test_only_rows_with_some_decisions(self, tmp_path: Path) -> None:
        """Several in one option or in several."""
        file = rows(tmp_path, "gate", "open", "below", "gate")
        screening = screen(file, "out.csv", "--only", "license-required,prohibited")
        assert column(screening.rows, "decision") == ["license_required"] * 2
        assert (screening.counts.rows, screening.counts.wanted) == (4, 2)
        assert "(2 of them selected)" in screening.answer.err
        assert screen(file, "b.csv", "--only", "license_required", "--only", "no_control_found").counts.wanted == 3

    @pytest.mark.parametrize(
        ("days", "wanted"), [("0", 0), ("361", 0), ("362", 1), ("458", 1), ("459", 2), ("36500", 2)]
    )
    def test_only_rows_that_change_soon(self, tmp_path: Path, days: str, wanted: int) -> None:
        """Days count from each row's own to the first on which its answer is another; a row that never changes is not wanted."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\ngallium,US,2023-09-01\n{ROWS['below']}\n")
        whole = screen(file, "out.jsonl").rows
        assert column(whole, "next_change_on") == ["2026-11-28", "2024-12-03", None]
        soon = screen(file, "soon.jsonl", "--watch-change", days)
        assert soon.rows == whole[:wanted]
        assert soon.counts.wanted == wanted

    def test_both_at_once(self, tmp_path: Path) -> None:
        """A row has to be wanted by both."""
        file = rows(tmp_path, "gate", "open")
        assert screen(file, "out.csv", "--only", "undecided", "--watch-change", "9").counts.wanted == 0

    @pytest.mark.parametrize(
        ("only", "code", "rest"),
        [
            ("no_control_found", 0, "2 rows at or above the gate, 1 row that could reach the gate"),
            ("undecided", 3, "2 rows at or above the gate"),
            ("license_required", 1, "1 row that could reach the gate"),
            ("license_required,undecided", 1, ""),
        ],
    )
    def test_rows_at_the_gate_that_are_not_selected_are_noted(
        self, tmp_path: Path, only: str, code: int, rest: str
    ) -> None:
        """The exit code covers the selected rows only; without a filter there is nothing to note."""
        file = rows(tmp_path, "gate", "open", "below", "gate")
        answer = ask("screen", str(file), "-o", str(tmp_path / "out.csv"), "--only", only)
        note = f"exportctl: the exit code does not cover rows that are not selected: {rest}\n"
        assert answer.code == code
        assert (note in answer.err) if rest else ("not selected" not in answer.err)
        assert "not selected" not in ask("screen", str(file)).err

    def test_a_changed_row_at_the_gate_that_is_not_selected_is_noted(self, tmp_path: Path) -> None:
        """A row with the same answer as before is none of them; in Chinese as well."""
        file = given(tmp_path, "in.csv", f"item,to\ngallium,US\ngallium,DE\n{ROWS['below'].rpartition(',')[0]}\n")
        screened = str(tmp_path / "out.csv")
        ask("screen", str(file), "-o", screened, "--on", "2025-12-01")
        answer = ask("--lang", "zh", "watch", screened, "--on", "2026-11-28", "--only", "no_control_found")
        assert (answer.code, "退出代码不包括未选出的行：达到或高于拦截级别的1行\n" in answer.err) == (0, True)


class TestSummary:
    """The counts are printed as tables, and as JSON for programs."""

    def test_the_file_and_the_format_tell_the_same(self, tmp_path: Path, law: Any) -> None:
        """`exportctl.summary/1`, with counts that add up."""
        file = rows(tmp_path, "gate", "gate", "open", "below", "bad")
        screening = screen(
            file, "out.csv", "--summary", str(tmp_path / "s.json"), "--format", "json", "--only", "license_required"
        )
        document = json.loads((tmp_path / "s.json").read_text())
        assert screening.answer.json == document
        assert document["schema"] == "exportctl.summary/1"
        assert (document["rows"], document["screened"], document["rejected"], document["written"]) == (5, 4, 1, 2)
        assert (
            document["by_decision"]
            == dict(screening.counts.by_decision)
            == {"license_required": 2, "undecided": 1, "no_control_found": 1}
        )
        assert document["by_next_change_on"]["2026-11-28"] == 2
        assert document["by_provision"]["mofcom-2024-46/1"] == 2
        assert document["law"]["digest"] == law.digest
        assert document["exit_code"] == screening.code == 2

    def test_tables_tell_people(self, tmp_path: Path) -> None:
        """By decision, by provision and by day, and rows on standard output are alone there."""
        file = rows(tmp_path, "gate", "open", "below")
        words = ask("screen", str(file)).words
        assert re.match(
            r"3 ROWS each row on its own day, or on \d{4}-\d\d-\d\d if it has none 1 of 3 rows needs a licence", words
        )
        for text in (
            "2026-11-28 (",
            "No. 46/2024, para. 1 (1 row), ",
            "Law data as of 2026-10-10 (",
        ):
            assert text in words
        assert ask("screen", str(file), "--on", "2025-12-01").words.startswith("3 ROWS 2025-12-01 (Mon) ")
        answer = ask("screen", str(file), "-o", "-", "--output-format", "jsonl", "--format", "json")
        assert [json.loads(line)["item"] for line in answer.out.splitlines()] == ["gallium", "graphite", "gallium"]


def test_a_run_without_a_file_of_rows_cannot_be_resumed(tmp_path: Path) -> None:
    """There is nothing to continue."""
    answer = ask("screen", str(rows(tmp_path, "gate")), "--resume")
    assert (answer.code, answer.out) == (2, "")
    assert "--resume: needs --output; name the output file of the interrupted run" in answer.err


@pytest.mark.parametrize("heading", ["date", "Date", "日期", "invoice date"])
def test_a_column_named_date_states_the_day_of_a_row(tmp_path: Path, heading: str) -> None:
    """A date of another kind does not; then the first lines state that all rows were checked today, and name that column."""
    file = given(tmp_path, "in.csv", f"item,to,{heading}\ngallium,US,2026-11-20\n")
    answer = ask("screen", str(file), "--summary", str(tmp_path / "s.json"))
    counts = json.loads((tmp_path / "s.json").read_text())
    if heading == "invoice date":
        unread = (
            f"no column for the day was read; all rows were judged for {TODAY}; if '{heading}' is the day of export, "
        )
        assert answer.words.startswith(
            f"1 ROW all rows on {TODAY:%Y-%m-%d (%a)} {unread}state --map on='{heading}' 1 of 1"
        )
        assert f"exportctl: {unread}state --map on='{heading}'\n" in answer.err
        assert counts["by_warning"]["day_not_stated"] == 1
    else:
        assert "each row on its own day" in answer.words
        assert counts["by_decision"] == {"license_required": 1}
        assert "day_not_stated" not in counts["by_warning"]


def test_a_column_named_date_does_not_replace_one_of_shipments(tmp_path: Path) -> None:
    """A date of unknown kind states the day only if no other column does."""
    file = given(tmp_path, "in.csv", "item,to,date,shipped\ngallium,US,2023-01-01,2026-11-20\n")
    answer = ask("screen", str(file), "--summary", str(tmp_path / "s.json"))
    assert json.loads((tmp_path / "s.json").read_text())["by_decision"] == {"license_required": 1}
    assert "on from 'shipped'" in answer.err


def test_rows_without_a_destination_are_counted(tmp_path: Path) -> None:
    """The summary requests the destination first, and names no act that only depends on it."""
    file = given(tmp_path, "in.csv", "item\ngallium\ncotton T-shirts\n")
    document = ask("screen", str(file), "--on", "2025-12-01", "--format", "json").json
    assert document["by_warning"]["no_destination"] == 2
    words = ask("screen", str(file), "--on", "2025-12-01").words
    assert words.startswith("2 ROWS 2025-12-01 (Mon) no destination: each answer may be stricter; add a column 'to'")
    assert "Controls No. 51/2024 (1 row)" in words
    assert "more depend on the destination" in words
    assert "North Korea" not in words
    assert document["by_warning"]["destination_not_stated"] == 2
    notes = ask("screen", str(file), "--on", "2025-12-01").err.splitlines()
    assert (
        "exportctl: no destination: each answer may be stricter; add a column 'to', or state --map to=COLUMN or --set to=PLACE"
        in notes
    )


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (["", "DE"], "row 2 has no destination: 'country' is empty; fill it in"),
        (["DE", "", ""], "rows 3 and 4 have no destination: 'country' is empty; fill it in"),
        ([""] * 8, "rows 2, 3, 4, 5, 6 and 3 more have no destination: 'country' is empty; fill it in"),
    ],
)
def test_rows_whose_cell_of_the_destination_is_empty_are_named(tmp_path: Path, cells: list[str], line: str) -> None:
    """The column is there: the line names it, and the first rows to fill in."""
    file = given(tmp_path, "in.csv", "item,country\n" + "".join(f"gallium,{cell}\n" for cell in cells))
    answer = ask("screen", str(file), "--on", "2025-12-01")
    assert f"exportctl: {line}\n" in answer.err
    assert line in answer.words
    assert "each answer may be stricter" not in answer.err
    assert ask("screen", str(file), "--on", "2025-12-01", "-o", str(tmp_path / "out.xlsx")).code == 1
    summary = load_workbook(tmp_path / "out.xlsx").get_sheet_by_name("Summary").to_python()
    assert summary[1][0] == line.capitalize()


def test_empty_cells_in_several_files_are_named_by_file_and_counted(tmp_path: Path) -> None:
    """A number of a row means nothing without its file; a file without the column needs one."""
    a, b = (given(tmp_path, name, "item,country\ngallium,\ngallium,DE\n") for name in ("a.csv", "b.csv"))
    answer = ask("screen", str(tmp_path / "*.csv"), "--on", "2025-12-01")
    for file in (a, b):
        assert f"exportctl: {file}: row 2 has no destination: 'country' is empty; fill it in\n" in answer.err
    assert "exportctl: no destination in 2 rows: fill in their cells\n" in answer.err
    given(tmp_path, "c.csv", "item,Ship to\ngallium,DE\n")
    answer = ask("screen", str(tmp_path / "*.csv"), "--on", "2025-12-01")
    assert (
        "exportctl: no destination in 3 rows: fill in their cells, or add a column 'to', or state --map to=COLUMN or --set "
        "to=PLACE\n"
    ) in answer.err


def test_a_column_of_one_file_is_no_advice_for_several(tmp_path: Path) -> None:
    """The option would name a column that another file lacks; the line of each file has its own."""
    a = given(tmp_path, "a.csv", "item,Ship to,ETA\ngallium,DE,2025-12-01\n")
    b = given(tmp_path, "b.csv", "item,Deliver to\ngallium,DE\n")
    answer = ask("screen", str(a), str(b))
    advice = "no destination: each answer may be stricter; if '{}' holds countries, state --map to='{}'"
    assert f"exportctl: {a}: {advice.format('Ship to', 'Ship to')}" in answer.err
    assert f"exportctl: {b}: {advice.format('Deliver to', 'Deliver to')}" in answer.err
    judged = f"no column for the day was read; all rows were judged for {TODAY}"
    assert f"exportctl: {a}: {judged}; if 'ETA' is the day of export, state --map on='ETA'\n" in answer.err
    assert answer.err.splitlines()[-3:-1] == [
        "exportctl: no destination: each answer may be stricter; add a column 'to', or state --map to=COLUMN or --set to=PLACE",
        f"exportctl: {judged}",
    ]


def test_files_without_a_day_are_counted_among_others(tmp_path: Path) -> None:
    """The rows of the other files have days of their own."""
    given(tmp_path, "a.csv", "item,to\ngallium,DE\n")
    given(tmp_path, "b.csv", "item,to,on\ngallium,DE,2025-12-01\n")
    answer = ask("screen", str(tmp_path / "*.csv"))
    assert f"exportctl: no column for the day was read for 1 row; they were judged for {TODAY}\n" in answer.err


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("", ["exportctl: the file has no rows"]),
        ("item,to\n", ["exportctl: read: item, to", "exportctl: the file has no rows"]),
    ],
)
@pytest.mark.parametrize("command", ["screen", "classify", "report"])
def test_a_file_without_rows_is_reported(tmp_path: Path, text: str, notes: list[str], command: str) -> None:
    """And no column of a file that has none."""
    file = given(tmp_path, "in.csv", text)
    output = tmp_path / ("out.html" if command == "report" else "out.csv")
    answer = ask(command, str(file), "-o", str(output))
    assert answer.err.splitlines()[:-1] == notes


@pytest.mark.parametrize(
    ("kind", "problem"), [("empty", "is empty"), ("closed", "is closed"), ("terminal", "is a terminal")]
)
@pytest.mark.parametrize("arguments", [("screen", "-"), ("classify", "-", "-o", "review.csv")])
def test_standard_input_without_rows_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, problem: str, arguments: tuple[str, ...]
) -> None:
    """The line has the correct command; the program never waits at a terminal without a word."""
    monkeypatch.chdir(tmp_path)
    ours, theirs = pty.openpty() if kind == "terminal" else os.pipe()
    number = {"empty": ours, "closed": os.open(os.devnull, os.O_WRONLY), "terminal": theirs}[kind]
    if kind == "empty":
        os.close(theirs)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.FileIO(number))))
    answer = ask(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        f"exportctl: FILE: standard input {problem}; pipe rows into it (exportctl screen - < rows.csv), or name a file\n"
    )


def test_a_single_item_is_not_read_from_standard_input() -> None:
    """Only a review reads a file, and the line names its option."""
    answer = ask("classify", "-")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "exportctl: ITEM: '-' is standard input; name the review file with --output\n"


def test_rows_without_a_day_are_checked_for_today(tmp_path: Path) -> None:
    """As by `check`; a program that screens a table must state the day."""
    screening = screen(given(tmp_path, "in.jsonl", lines({"item": "gallium", "to": "US"})), "out.jsonl")
    verdict = ask("check", "gallium", "--to", "US", "--format", "json").json
    assert column(screening.rows, "decision") == [verdict["decision"]]


def test_a_rejected_row_names_the_column_of_the_file(tmp_path: Path) -> None:
    """On stderr and among further errors; the file of rejects keeps the names of facts."""
    file = given(tmp_path, "in.csv", "Goods,Country,Date,End use\ngallium,US,03/04/2026,civill\n")
    answer = ask("screen", str(file))
    assert "row 2, End use: 'civill' is not one of" in answer.err
    assert "; also Date: '03/04/2026' is not year-first" in answer.err
    assert screen(file, "out.csv").rejected[0]["column"] == "end_use"


def test_chinese_notes_name_columns_by_labels(tmp_path: Path) -> None:
    """Which `--map` accepts; no English key of a fact is left."""
    file = given(tmp_path, "in.csv", "品名规格,国家,日期,用途,Ship to\n镓,美国,2025-12-01,电机,US\n")
    answer = ask("--lang", "zh", "screen", str(file))
    assert "货物（取自“品名规格”）" in answer.err
    assert "请使用 --map 目的国（地区）=-" in answer.err
    assert "--map 最终用途=-" in answer.err
    assert not re.search(r"\b(item|to|on|end_use)(（|=|、)", answer.err)
    assert ask("--lang", "zh", "screen", str(file), "--map", "最终用途=-", "--map", "目的国（地区）=Ship to").code == 1


def test_a_column_that_describes_the_use_freely_can_be_left_out(tmp_path: Path) -> None:
    """Its rows are rejected, with the option that reads them without it; then the use is unknown, and not civil."""
    file = given(
        tmp_path, "in.csv", "品名,目的国,用途,出运日期\n金属镓,美国,电机,2025-12-01\n手机壳,美国,civil,2025-12-01\n"
    )
    answer = ask("screen", str(file))
    assert answer.code == 2
    assert answer.err.count("(write one of these words; if the column is about something else: --map end_use=-") == 1
    screening = screen(file, "out.csv", "--map", "end_use=-")
    assert screening.rejected == []
    assert column(screening.rows, "decision") == ["license_required", "no_control_found"]
    assert "end_use" in column(screening.rows, "questions")[0]


@pytest.mark.parametrize("command", ["screen", "report", "watch"])
def test_a_name_without_an_extension_may_be_no_file(command: str) -> None:
    """The missing extension is not the fault then."""
    answer = ask(command, "nowhere")
    assert (answer.code, answer.err) == (2, "exportctl: nowhere: No such file or directory; correct the name\n")

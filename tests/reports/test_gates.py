"""A gate has the same results in every format, its own reader reads each, and the exit code is that of the answer."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft4Validator
from junitparser import Error, Failure, JUnitXml, Skipped

from exportctl.batch import findings
from exportctl.reports.formats import GATES, TABLE, formats_of
from tests.cli.program import Answer, ask, spawn
from tests.cli.test_screen_terminal import EVIL, steers

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
ROWS = """item,to,on,note

gallium,US,2025-12-01,a
gadgets,US,2025-12-01,"two
lines"
graphite,JP,2026-01-06,b
cotton T-shirts,FR,2025-12-01,
"gallium",Atlantis,2025-12-01,
holmium,US,2025-12-01,
cotton T-shirts,DE,2025-12-01,
"""
"""A blank line, then a row at the gate, two open ones around a cell of two lines, and others; one is unreadable, one suspended."""
QUESTIONS = (
    ("check", "gallium", "--to", "US", "--on", "2025-12-01"),
    ("check", "holmium", "--to", "US", "--on", "2025-12-01"),
    ("check", "unobtainium", "--on", "2025-12-01"),
    ("check", "cotton T-shirts", "--to", "DE", "--on", "2025-12-01"),
    ("party", "Skydio", "Acme Toys", "--on", "2025-12-01"),
    ("party", "Acme Toys", "--on", "2025-12-01"),
    ("party", "Acme Toys", "--on", "2020-01-01"),
    ("party",),
    ("screen", "rows.csv"),
    ("screen", "rows.csv", "--allow-rejects"),
    ("screen", "rows.csv", "--allow-rejects", "--gate", "prohibited"),
    ("screen", "rows.csv", "--only", "no_control_found", "--allow-rejects"),
    ("screen", "rows.csv", "nothing.csv"),
)


@pytest.fixture(autouse=True)
def _rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "nothing.csv").write_text("order,weight\n1,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def log(*arguments: str) -> dict[str, Any]:
    """Return the one run of a SARIF log, which conforms to the schema."""
    document = ask(*arguments, "--format", "sarif").json
    faults = [error.message for error in Draft4Validator(SCHEMA, validate_formats=True).iter_errors(document)]
    assert faults == []
    (run,) = document["runs"]
    return dict(run)


def lines_of(run: dict[str, Any], level: str) -> list[tuple[int, int]]:
    """Return line and column of the results of a level."""
    regions = [item["locations"][0]["physicalLocation"]["region"] for item in run["results"] if item["level"] == level]
    return [(region["startLine"], region["startColumn"]) for region in regions]


class TestEveryFormat:
    """The formats have the same content."""

    @pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
    @pytest.mark.parametrize("format_", sorted(GATES))
    def test_the_exit_code_is_the_same(self, question: tuple[str, ...], format_: str) -> None:
        """It is that of the table, whatever is printed; notes go where they went."""
        table, report = ask(*question), ask(*question, "--format", format_)
        assert (report.code, report.err) == (table.code, table.err)
        assert report.out

    @pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
    def test_the_counts_are_the_same(self, question: tuple[str, ...]) -> None:
        """What SARIF counts JUnit has as cases, and the line of the annotations has in words."""
        counts = Counter(log(*question)["properties"]["counts"])
        report = JUnitXml.fromstring(ask(*question, "-f", "junit").out.encode())
        assert report.failures == counts["failed"]
        assert report.errors == counts["undecided"] + counts["unreadable"]
        assert report.tests == counts.total()
        for format_ in ("github", "markdown"):
            output = ask(*question, "-f", format_).out
            assert all(f"{number} " in output for number in counts.values())

    def test_the_help_of_a_command_lists_its_formats(self) -> None:
        """The four commands that are gates have six, timeline has pictures, and others have two."""
        for command, kind in (("check", "verdict"), ("party", "party"), ("screen", "summary"), ("watch", "changes")):
            output = " ".join(re.sub("[│╭╮╰╯─]", " ", ask(command, "--help").out).split())
            assert f"FORMAT {', '.join(formats_of(kind))}." in output
        assert "table|json" in ask("diff", "--help").out
        output = " ".join(re.sub("[│╭╮╰╯─]", " ", ask("timeline", "--help").out).split())
        assert f"FORMAT {', '.join(formats_of('timeline'))}." in output
        gates = set(GATES) - {"markdown"}  # which `steps` has as well, and stops nothing
        kinds = {"verdict", "party", "summary", "changes", "news"}
        assert {kind for kind, format_ in TABLE if format_ in gates} == kinds

    @pytest.mark.parametrize("format_", sorted(GATES))
    def test_nothing_steers_a_terminal(self, tmp_path: Path, format_: str) -> None:
        """What came from outside is written out."""
        file = tmp_path / "evil.csv"
        file.write_text(f"item,to,on\n{EVIL},US,2025-12-01\ngallium{EVIL},US,2025-12-01\ngallium,{EVIL},2025-12-01\n")
        for question in (("screen", str(file)), ("check", EVIL, "--to", "US"), ("party", EVIL)):
            output = ask(*question, "--format", format_).out
            assert steers(output) == []
            assert "owned" in output or question[0] == "party"


class TestSarif:
    """The log conforms to its schema."""

    def test_results_stand_where_the_cells_do(self) -> None:
        """Blank lines and cells of several lines are counted; a cell that cannot be read is pointed at."""
        run = log("screen", "rows.csv")
        assert lines_of(run, "error") == [(3, 1), (8, 11)]
        assert lines_of(run, "warning") == [(4, 1), (6, 1)]
        assert (9, 1) in lines_of(run, "note")
        assert {item["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for item in run["results"]} == {
            "rows.csv"
        }
        assert run["invocations"][0]["exitCode"] == 2

    def test_rules_are_provisions_with_help_and_link(self) -> None:
        """A provision has its effect, and the address of its act."""
        run = log("check", "gallium", "--to", "US", "--on", "2025-12-01")
        rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
        assert rules["mofcom-2024-51/1"]["properties"]["effect"] == "license_required"
        assert rules["mofcom-2024-46/2"]["helpUri"].startswith("http")
        assert "explain mofcom-2024-46/2" in rules["mofcom-2024-46/2"]["help"]["text"]
        assert [(item["ruleId"], item["level"]) for item in run["results"]] == [
            ("mofcom-2024-51/1", "error"),
            ("mofcom-2024-46/2", "note"),
        ]
        assert all(
            rules[item["ruleId"]] == run["tool"]["driver"]["rules"][item["ruleIndex"]] for item in run["results"]
        )
        assert all(item["suppressions"] == [] for item in run["results"])

    def test_a_suspended_control_is_a_note_with_its_last_day(self) -> None:
        """A row below the gate is no silence where a control is suspended."""
        (note,) = log("check", "holmium", "--to", "US", "--on", "2025-12-01")["results"]
        assert (note["level"], note["ruleId"]) == ("note", "mofcom-2025-57/1")
        assert "suspended through 2026-11-10" in note["message"]["text"]

    def test_a_fingerprint_stays_when_rows_move(self, tmp_path: Path) -> None:
        """It depends on the content of the row and its rule; two equal rows are distinguished."""

        def marks() -> set[str]:
            return {item["partialFingerprints"]["exportctlFinding/v1"] for item in log("screen", "rows.csv")["results"]}

        before = marks()
        head, _, rows = ROWS.partition("\n")
        (tmp_path / "rows.csv").write_text(f"{head}\ncotton T-shirts,FR,2025-12-01,\n{rows}", encoding="utf-8")
        assert marks() == before
        (tmp_path / "rows.csv").write_text(f"{ROWS}gallium,US,2025-12-01,again\n", encoding="utf-8")
        assert before < marks()

    def test_a_file_that_is_no_text_has_rows_and_no_lines(self) -> None:
        """A line is not made up for a workbook, nor for standard input."""
        ask("screen", "rows.csv", "-o", "rows.xlsx")
        run = log("screen", "rows.xlsx", "--sheet", "2")
        assert run["results"]
        for item in run["results"]:
            (where,) = item["locations"]
            assert "region" not in where["physicalLocation"]
            assert re.fullmatch(r"row \d+", where["logicalLocations"][0]["name"])
        answer = spawn("screen", "no-such.csv", "--format", "sarif")
        assert (answer.code, answer.out) == (2, "")

    def test_cases_over_the_limit_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The worst are shown, and a notification gives the number of the others; in JUnit those fail as one case."""
        monkeypatch.setattr("exportctl.reports.gates.sarif.MAX_ROWS_OF_OUTCOME", 2)
        monkeypatch.setattr("exportctl.reports.gates.junit.MAX_ROWS_OF_OUTCOME", 1)
        run = log("screen", "rows.csv")
        assert [item["level"] for item in run["results"]] == ["error", "error"]
        left = sum(run["properties"]["counts"][name] for name in ("undecided", "suspended"))
        assert run["properties"]["leftOff"] == left
        assert str(left) in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
        report = JUnitXml.fromstring(ask("screen", "rows.csv", "-f", "junit").out.encode())
        names = [case.name for suite in report for case in suite if case.result]
        assert "2 more that are undecided" in names

    def test_rows_that_are_not_kept_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Memory has a bound, and the counts have not."""
        monkeypatch.setattr(findings, "MAX_ROWS_OF_OUTCOME", 1)
        run = log("screen", "rows.csv")
        assert run["properties"]["counts"]["undecided"] == 2
        assert sum(item["level"] == "warning" for item in run["results"]) == 1
        assert run["properties"]["leftOff"] == 1


class TestJUnit:
    """Test reports show a case for each row."""

    def test_undecided_is_an_error_and_never_skipped(self) -> None:
        """A case at the gate fails with its decision; a suspended one passes with a note."""
        report = JUnitXml.fromstring(ask("screen", "rows.csv", "-f", "junit").out.encode())
        cases = {case.name.partition(" on ")[0]: case for suite in report for case in suite}
        (failed,), (open_,) = cases["row 3: gallium to US"].result, cases["row 4: gadgets to US"].result
        assert (type(failed), failed.type) == (Failure, "license_required")
        assert (type(open_), open_.type) == (Error, "undecided")
        assert cases["row 8: holmium to US"].result == []
        assert "suspended through 2026-11-10" in (cases["row 8: holmium to US"].system_out or "")
        assert not [case for case in cases.values() for result in case.result if isinstance(result, Skipped)]
        assert len(cases) == 8 - 1

    def test_rejects_that_are_allowed_pass_and_are_named(self) -> None:
        """They do not fail the run, as the exit code shows, and are not hidden."""
        answer = ask("screen", "rows.csv", "--allow-rejects", "-f", "junit")
        report = JUnitXml.fromstring(answer.out.encode())
        (case,) = [case for suite in report for case in suite if case.name == "row 7"]
        assert (answer.code, case.result) == (1, [])
        assert "Atlantis" in (case.system_out or "")


class TestGitHub:
    """Annotations are commands that the runner reads."""

    COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)")

    def commands(self, answer: Answer) -> list[tuple[str, dict[str, str], str]]:
        """Return the commands with their properties, unescaped as the runner does."""

        def plain(text: str) -> str:
            for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
                text = text.replace(code, char)
            return text

        matches = [self.COMMAND.fullmatch(line) for line in answer.out.splitlines() if line.startswith("::")]
        assert all(matches)
        return [
            (item[1], {k: plain(v) for k, v in (pair.split("=", 1) for pair in item[2].split(","))}, plain(item[3]))
            for item in matches
            if item
        ]

    def test_an_annotation_is_at_its_cell(self) -> None:
        """File, line and column are properties."""
        level, where, text = self.commands(ask("screen", "rows.csv", "-f", "github"))[0]
        assert (level, where["file"], where["line"], where["col"]) == ("error", "rows.csv", "3", "1")
        assert text.startswith("row 3: gallium to US on 2025-12-01: licence required")

    def test_characters_with_a_meaning_to_the_runner_are_escaped(self, tmp_path: Path) -> None:
        """Percent signs, line ends, colons and commas reach it as they were."""
        file = tmp_path / "a,b%3A c.csv"
        file.write_text('item,to,on\n"gallium 99.99%, 6N::error::x",US,2025-12-01\n', encoding="utf-8")
        ((_, where, text), *_) = self.commands(ask("screen", file.name, "-f", "github"))
        assert where["file"] == "a,b%3A c.csv"
        assert "gallium 99.99%, 6N::error::x to US" in text

    def test_no_more_than_github_keeps(self, tmp_path: Path) -> None:
        """Ten of each level; the last one gives the number of the others."""
        rows = "".join(f"gallium,US,2025-12-01,{number}\n" for number in range(30))
        (tmp_path / "rows.csv").write_text(f"item,to,on,order\n{rows}", encoding="utf-8")
        parsed = self.commands(ask("screen", "rows.csv", "-f", "github"))
        assert Counter(level for level, *_ in parsed) == {"error": 10, "notice": 10}
        assert [text for *_, text in parsed if text.startswith("not shown: ")] == [
            "not shown: 21 at or above the gate",
            "not shown: 21 with a control that is suspended",
        ]

    def test_a_step_has_a_summary(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is appended, in markdown, to the file of GitHub; if that cannot be written, a note reports it, and the code stays."""
        file = tmp_path / "summary.md"
        file.write_text("before\n", encoding="utf-8")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
        answer = ask("screen", "rows.csv", "-f", "github")
        markdown = ask("screen", "rows.csv", "-f", "markdown").out
        assert file.read_text(encoding="utf-8") == f"before\n{markdown}\n"
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "none" / "summary.md"))
        other = ask("screen", "rows.csv", "-f", "github")
        assert (other.code, other.out) == (answer.code, answer.out)
        assert "GITHUB_STEP_SUMMARY" in other.err


class TestMarkdown:
    """A table with the content of the file and nothing else."""

    def test_text_from_outside_makes_no_markup(self, tmp_path: Path) -> None:
        """No cell ends early, and nothing becomes a link, a tag or a formula."""
        (tmp_path / "rows.csv").write_text(
            'item,to,on\n"gallium | [x](http://x) <b> `c` $y$ *z*",US,2025-12-01\n', encoding="utf-8"
        )
        output = ask("screen", "rows.csv", "-f", "markdown").out
        assert r"gallium \| \[x\](http\://x) \<b\> \`c\` \$y\$ \*z\* to US" in output
        (row,) = [line for line in output.splitlines() if "gallium" in line]
        assert len(re.findall(r"(?<!\\)\|", row)) == 5

    def test_a_long_table_counts_the_omitted_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The worst come first."""
        monkeypatch.setattr("exportctl.reports.gates.markdown._MOST", 1)
        output = ask("screen", "rows.csv", "-f", "markdown").out
        assert "Not shown: 1 not readable, 2 undecided, 1 below the gate while a control is suspended." in output


class TestWatch:
    """The report of `watch` is its own."""

    @pytest.mark.parametrize(
        ("format_", "names"),
        [
            ("markdown", "### exportctl watch: "),
            ("junit", 'testsuite name="exportctl watch"'),
            ("sarif", '"exportctl/watch/"'),
        ],
    )
    def test_a_report_names_its_command(self, format_: str, names: str) -> None:
        """A row that was screened without a control and now needs a licence stops the gate."""
        ask("screen", "rows.csv", "-o", "old.csv", "--allow-rejects", "--on", "2023-01-01", "--map", "on=-")
        watched = ask("watch", "old.csv", "--on", "2025-12-01", "-f", format_)
        assert names in watched.out
        assert "gallium" in watched.out
        assert "exportctl screen" not in watched.out
        assert "exportctl/screen/" not in watched.out


def test_an_unreadable_cell_has_the_name_of_its_column(tmp_path: Path) -> None:
    """The report names the column of the file, in quotes in both languages, and a file that was not read in one language."""
    (tmp_path / "rows.csv").write_text("Goods,Country\ngallium,Atlantis\n", encoding="utf-8")
    columns = ("--map", "item=Goods", "--map", "to=Country", "-f", "github")
    assert "::row 2: column 'Country': 'Atlantis' is not a country" in ask("screen", "rows.csv", *columns).out
    chinese = ask("--lang", "zh", "screen", "rows.csv", "nothing.csv", *columns).out
    assert "::第2行：“Country”列：“Atlantis”不是国家或地区；" in chinese
    (unread,) = [line for line in chinese.splitlines() if "file=nothing.csv" in line]
    assert "没有名为“Goods”的列" in unread


@pytest.mark.parametrize("format_", sorted(GATES))
def test_a_party_above_the_names_has_the_option_that_states_it(tmp_path: Path, format_: str) -> None:
    """The report has the same advice as stderr, in both languages: in Chinese where the format is for people."""
    (tmp_path / "above.csv").write_text("Consignee: Acme,,\nitem,to,on\ngallium,US,2025-12-01\n", encoding="utf-8")
    for language in ("en", "zh"):
        report = ask("--lang", language, "screen", "above.csv", "-f", format_).out
        assert "--set party=consignee=Acme" in report
        assert "values party" not in report


class TestScreening:
    """Rows for a gate come with the rows that are written."""

    @pytest.mark.parametrize("format_", sorted(GATES))
    def test_output_takes_the_report_and_rows_takes_the_rows(self, tmp_path: Path, format_: str) -> None:
        """Each is the same as alone; without `--rows` there are no rows."""
        alone = ask("screen", "rows.csv", "-f", format_)
        ask("screen", "rows.csv", "-o", "plain.csv")
        both = ask("screen", "rows.csv", "-f", format_, "-o", "report.txt", "--rows", "rows-out.csv")
        assert (both.code, both.out) == (alone.code, "")
        assert (tmp_path / "report.txt").read_text(encoding="utf-8") == alone.out
        assert (tmp_path / "rows-out.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
        assert ask("screen", "rows.csv", "-f", format_, "-o", "alone.txt").out == ""
        assert (tmp_path / "alone.txt").read_text(encoding="utf-8") == alone.out
        piped = ask("screen", "rows.csv", "-f", format_, "-o", "piped.txt", "--rows", "-")
        assert piped.out.encode() == (tmp_path / "plain.csv").read_bytes()
        assert (tmp_path / "piped.txt").read_text(encoding="utf-8") == alone.out

    @pytest.mark.parametrize("format_", ["table", "json"])
    def test_other_reports_can_go_to_a_file_too(self, tmp_path: Path, format_: str) -> None:
        """With `--rows`, `--output` always takes the report; alone it takes the rows, as ever."""
        ask("screen", "rows.csv", "-o", "plain.csv", "-f", format_)
        answer = ask("screen", "rows.csv", "--rows", "rows-out.csv", "-f", format_)
        assert answer.out
        assert (tmp_path / "rows-out.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
        both = ask("screen", "rows.csv", "--rows", "rows-out.csv", "-o", "report.txt", "-f", format_)
        assert (both.code, both.out) == (answer.code, "")
        assert (tmp_path / "report.txt").read_text(encoding="utf-8") == answer.out

    def test_a_report_is_not_written_over_rows(self, tmp_path: Path) -> None:
        """A command line with rows for `-o` gets a note on `--rows`; neither file is the other, nor the input."""
        answer = ask("screen", "rows.csv", "-f", "sarif", "-o", "out.csv")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("exportctl: --output: takes the report with --format sarif")
        assert answer.err.endswith("write --rows out.csv\n")
        assert not (tmp_path / "out.csv").exists()
        for arguments in (
            ("-o", "x.csv", "--rows", "x.csv"),
            ("-o", "rows.csv", "--rows", "x.csv"),
            ("-o", ""),
            ("--rows", ""),
        ):
            assert ask("screen", "rows.csv", "-f", "json", *arguments).code == 2
        assert (tmp_path / "rows.csv").read_text(encoding="utf-8") == ROWS

    def test_sure_and_possible_provisions_are_distinguished(self) -> None:
        """For a question as for a row."""
        output = ask("check", "gallium", "--to", "US", "--on", "2025-12-01", "-f", "github").out
        Path("one.csv").write_text("item,to,on\ngallium,US,2025-12-01\n", encoding="utf-8")
        for text in (output, ask("screen", "one.csv", "-f", "github").out):
            assert re.search(r"No\. 51/2024 \([^;]*\); may apply: No\. 46/2024, para\. 1 \(", text)

    @pytest.mark.parametrize(
        ("format_", "language"), [("github", "en"), ("junit", "en"), ("markdown", "en"), ("markdown", "zh")]
    )
    def test_people_read_citations(self, format_: str, language: str) -> None:
        """As in every other text for people: no id of an act, and no id of a rule of this program."""
        Path("one.csv").write_text("item,to,on\ngallium,US,2025-12-01\nunobtainium,US,2025-12-01\n", encoding="utf-8")
        cited = {
            "en": ("No. 46/2024, para. 2", "No. 51/2024"),
            "zh": ("商务部公告2024年第46号第二款", "商务部公告2024年第51号"),
        }
        for question in (("screen", "one.csv"), ("check", "gallium", "--to", "US", "--on", "2025-12-01")):
            text = ask("--lang", language, *question, "-f", format_).out
            plain = text.replace("%2C", ",").replace("\\", "")
            assert all(name in plain for name in cited[language])
            assert not re.search(r"mofcom-\d|exportctl/undecided", plain)

    @pytest.mark.parametrize("format_", ["github", "junit", "markdown", "sarif"])
    def test_data_that_is_too_old_is_named_as_the_reason(self, format_: str) -> None:
        """Cotton shirts miss no fact: only the age of the data keeps them from being cleared."""
        question = ("--to", "DE", "--on", "2026-11-29", "--max-age", "10", "-f", format_)
        Path("one.csv").write_text("item,to,on\ncotton T-shirts,DE,2026-11-29\n", encoding="utf-8")
        for command in (
            ("check", "cotton T-shirts", *question),
            ("screen", "one.csv", "--max-age", "10", "-f", format_),
        ):
            answer = ask(*command)
            assert answer.code == 3
            assert "the law data is older than max_age allows; update it" in answer.out.replace("\\", "")
        assert "update it" in ask("party", "Acme Toys", "--on", "2026-11-29", "--max-age", "10", "-f", format_).out

    def test_only_rows_that_are_wanted_are_named(self) -> None:
        """As they alone make the exit code."""
        run = log("screen", "rows.csv", "--only", "undecided")
        assert set(run["properties"]["counts"]) == {"undecided", "unreadable"}

    def test_a_report_is_not_mixed_with_rows_nor_resumed(self) -> None:
        """Both are refused in a line."""
        for arguments, option in ((("--rows", "-"), "--format"), (("--rows", "out.csv", "--resume"), "--resume")):
            answer = ask("screen", "rows.csv", *arguments, "-f", "junit")
            assert (answer.code, answer.out) == (2, "")
            assert answer.err.startswith(f"exportctl: {option}: ")

    def test_a_file_that_cannot_be_read_is_a_finding(self) -> None:
        """One of several that fails makes the exit code 2, and is named."""
        run = log("screen", "nothing.csv", "rows.csv")
        first = run["results"][1]
        assert any("no column is recognised as the goods" in item["message"]["text"] for item in run["results"])
        assert first["level"] == "error"

    def test_days_of_rows_decide_which_controls_are_suspended(self, tmp_path: Path) -> None:
        """The same goods are suspended on one day, open on another, and at the gate on a third; the day of knowledge counts too."""
        (tmp_path / "rows.csv").write_text(
            "item,to,on\nholmium,US,2025-12-01\nholmium,US,2026-11-11\nholmium,US,2025-12-01\n", encoding="utf-8"
        )
        run = log("screen", "rows.csv")
        assert [(item["level"], item["ruleId"]) for item in run["results"] if item["level"] == "note"] == [
            ("note", "mofcom-2025-57/1")
        ] * 2
        known = log("screen", "rows.csv", "--known-on", "2025-10-10")
        assert not [item for item in known["results"] if item["level"] == "note"]


class TestSimilarNames:
    """A party that was stated is not a missing fact: what is open is whether it is the listed one."""

    COMPARE = "compare the party with the listing: "

    @pytest.mark.parametrize("format_", sorted(GATES))
    def test_a_check_names_the_party(self, format_: str) -> None:
        """In each format; a party that was not stated is missing as before."""
        question = ("check", "gallium", "--to", "DE", "--on", "2026-10-01", "--party", "end-user=Lockheed Martn")
        answer = ask(*question, "--format", format_)
        assert answer.code == 1
        assert f"{self.COMPARE}Lockheed Martn" in answer.out
        assert "missing" not in answer.out

    @pytest.mark.parametrize("stated", ["column", "option"])
    def test_so_does_a_row(self, stated: str, tmp_path: Path) -> None:
        """The cell, or the option for all rows, is shown as it is; other missing facts stay."""
        file = tmp_path / "parties.csv"
        column = stated == "column"
        file.write_text(
            "item,to,party\ngallium,US,Lockheed Martn\n" if column else "item,to\ngallium,US\n", encoding="utf-8"
        )
        options = () if column else ("--set", "party=Lockheed Martn")
        out = ask("screen", str(file), "--on", "2026-10-01", *options, "--format", "github").out
        assert "; missing: --end-use, --end-user-type; compare the party with the listing: Lockheed Martn" in out


@pytest.mark.parametrize("format_", ["junit", "sarif", "github", "markdown"])
def test_a_listed_party_is_itself(format_: str) -> None:
    """Also by a list whose measures were not seen; only a similar name may be another's."""
    question = ("--on", "2025-12-01", "--format", format_)
    sure = ask("party", "Lockheed Martin", *question)
    assert (sure.code, "No. 1/2025" in sure.out, "may be " in sure.out) == (1, True, False)
    assert "may be Lockheed Martin Corporation" in ask("party", "Lockheed Martn", *question).out
    assert "可能为Lockheed" not in ask("--lang", "zh", "party", "Lockheed Martin", *question).out


def test_the_rule_of_a_finding_is_the_provision_with_the_effect_of_its_decision() -> None:
    """No. 46/2024, para. 1 only may apply to graphite for the United States; para. 2 requires the enhanced review."""
    arguments = ("check", "natural flake graphite", "--to", "US", "--on", "2026-12-02", "-f", "sarif")
    results = ask(*arguments).json["runs"][0]["results"]
    assert results[0]["ruleId"] == "mofcom-2024-46/2"


@pytest.mark.parametrize("format_", ["github", "markdown", "junit", "sarif"])
@pytest.mark.parametrize("command", ["check", "screen"])
def test_a_provision_whose_suspension_may_be_extended_is_apart(tmp_path: Path, command: str, format_: str) -> None:
    """It is no certain reason of the decision, whatever the reading."""
    file = tmp_path / "in.csv"
    file.write_text("item,to\ndysprosium oxide,US\n", encoding="utf-8")
    call = ("check", "dysprosium oxide", "--to", "US") if command == "check" else ("screen", str(file))
    out = " ".join(ask(*call, "--on", "2026-12-03", "--format", format_).out.split())
    sure, unconfirmed = out.index("No. 18/2025, para. 1 (Licence"), out.index("unless extended: No. 61/2025, para. 7")
    assert sure < unconfirmed

"""Changes between two days, two data folders, or since a file was screened are reported row by row, with reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator

from exportctl.batch.answers import COLUMNS, COMPARED
from tests.cli.program import ask
from tests.files.program import column, given, rows_of, screen
from tests.folders import write_files
from tests.store.conftest import SMALL

TEXT = """sku,item,to
1,gallium,US
2,cotton T-shirts,DE
3,graphite,JP
4,holmium,US
5,gallium,US
6,gallium,nowhere
"""
GOOD = "".join(line for line in TEXT.splitlines(keepends=True) if "nowhere" not in line)
DAY, LATER = "2025-12-01", "2026-11-28"


def answers(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    """Return some columns of rows."""
    return [tuple(str(row[name]).lower() for name in names) for row in rows]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A data folder of one act, by which no goods need anything before 2026."""
    later = {file: text.replace("from: 2025-02-01", "from: 2026-01-01") for file, text in SMALL.items()}
    return write_files(tmp_path / "other", later)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The same act, in force since 2025."""
    return write_files(tmp_path / "small", SMALL)


class TestCompare:
    """`screen --compare` writes the rows whose answers differ."""

    @pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "xlsx"])
    def test_both_answers_are_those_of_their_days(self, tmp_path: Path, format_: str) -> None:
        """Each row has both, and each is the answer to a single question; the counts add up."""
        file = given(tmp_path, "in.csv", TEXT)
        screening = screen(file, f"out.{format_}", "--on", DAY, "--compare", LATER)
        assert list(screening.rows[0]) == ["sku", "item", "to", *COLUMNS, *COMPARED]
        assert (screening.counts.rows, screening.counts.wanted, len(screening.rejected)) == (6, 4, 1)
        alone = {day: {row["sku"]: row for row in screen(file, f"{day}.csv", "--on", day).rows} for day in (DAY, LATER)}
        for row in screening.rows:
            sku = str(int(row["sku"]))
            current, compared = alone[DAY][sku], alone[LATER][sku]
            names = ("decision", "worst_case", "settled", "provisions")
            assert answers([row], *names) == answers([current], *names)
            assert answers([row], *(f"compared_{name}" for name in names)) == answers([compared], *names)
        differ = ("decision", "worst_case", "settled")
        assert {str(int(row["sku"])) for row in screening.rows} == {
            sku for sku in alone[DAY] if answers([alone[DAY][sku]], *differ) != answers([alone[LATER][sku]], *differ)
        }

    def test_why_names_the_provisions_that_differ(self, tmp_path: Path) -> None:
        """By id and title, with the status on both days where that differs; what holds on both is not named."""
        screening = screen(given(tmp_path, "in.csv", TEXT), "out.csv", "--on", DAY, "--compare", LATER)
        why = {row["sku"]: row["compared_why"] for row in screening.rows}
        assert why["1"] == (
            "mofcom-2024-46/2 (Presumption of denial for gallium, germanium, antimony and superhard items; enhanced "
            "review for graphite): unconfirmed → suspended"
        )
        assert (
            "mofcom-2026-1/1 (Prohibits dual-use exports to Japanese military users or for military use): in force → not published"
            in (why["3"])
        )

    def test_the_reason_names_possible_provisions(self, tmp_path: Path) -> None:
        """A provision that waits for the end use is no reason that surely counts."""
        file = given(tmp_path, "in.csv", "item,to\ngallium,US\n")
        (row,) = screen(file, "out.csv", "--on", "2024-12-10", "--compare", "2024-11-01").rows
        reasons = {reason.partition(" ")[0]: reason for reason in row["compared_why"].split("; mofcom")}
        assert ", may apply: not published \u2192 in force" in row["compared_why"]
        assert [", may apply" in reason for reason in reasons.values()].count(True) == 1
        assert "mofcom-2024-46/1 (" in next(reason for reason in reasons.values() if ", may apply" in reason)

    def test_the_report_lists_groups(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Both answers, the reason, the number of rows, and the first rows; the JSON conforms to its schema."""
        monkeypatch.setenv("COLUMNS", "400")
        file = str(given(tmp_path, "in.csv", GOOD))
        arguments = ("screen", file, "--on", DAY, "--compare", LATER)
        printed = ask(*arguments).words
        assert printed.startswith(
            "4 OF 5 ROWS DIFFER compared with the answers on 2026-11-28 0 of 5 rows stricter than on 2026-11-28, "
        )
        assert "than on 2026-11-28, 4 less strict, " in printed
        assert " 2 presumption of denial → licence required; now confirmed No. 46/2024, para. 2: " in printed
        assert printed.count("gallium to US") == 2
        answer = ask(*arguments, "--format", "json")
        schema = json.loads(ask("data", "schema", "changes").out)
        assert list(Draft202012Validator(schema).iter_errors(answer.json)) == []
        assert sum(answer.json["by_comparison"].values()) == answer.json["screened"]
        assert sum(group["count"] for group in answer.json["changes"]) == answer.json["written"]
        assert [row["row"] for row in answer.json["changes"][0]["rows"]] == [2, 6]
        assert "0 of 5 rows stricter than on 2026-11-28, 4 less strict" in answer.err

    @pytest.mark.parametrize(
        ("rows", "arguments", "code"),
        [
            ("2,cotton T-shirts,DE\n", [], 0),
            ("4,holmium,US\n", [], 0),
            ("1,gallium,US\n", [], 1),
            ("3,graphite,JP\n", [], 3),
            ("1,gallium,US\n", ["--only", "prohibited"], 0),
            ("6,gallium,nowhere\n", [], 2),
            ("6,gallium,nowhere\n", ["--allow-rejects"], 4),
            ("", [], 4),
        ],
    )
    def test_the_exit_code_is_that_of_the_rows_that_differ(
        self, tmp_path: Path, rows: str, arguments: list[str], code: int
    ) -> None:
        """In every format; that nothing differs is an answer."""
        file = str(given(tmp_path, "in.csv", f"sku,item,to\n{rows}"))
        for format_ in ("table", "json", "sarif", "junit", "github", "markdown"):
            answer = ask("screen", file, "--on", DAY, "--compare", LATER, *arguments, "--format", format_)
            assert (answer.code, bool(answer.out)) == (code, True)

    def test_rows_keep_their_own_days(self, tmp_path: Path) -> None:
        """Only the other answer is that of one day."""
        file = given(tmp_path, "in.csv", f"item,to,on\ngallium,US,{LATER}\ngallium,US,{DAY}\n")
        assert column(screen(file, "out.csv", "--compare", DAY).rows, "on") == [LATER]

    def test_a_compared_output_can_be_screened_again(self, tmp_path: Path) -> None:
        """The columns that were added are left out."""
        first = screen(given(tmp_path, "in.csv", GOOD), "out.csv", "--on", DAY, "--compare", LATER)
        again = screen(first.output, "again.csv", "--on", DAY)
        assert list(again.rows[0]) == ["sku", "item", "to", *COLUMNS]

    def test_another_data_folder(self, tmp_path: Path, small: Path, other: Path) -> None:
        """The provision that has other days there is named; a row that it cannot read is rejected, and none is lost."""
        file = given(tmp_path, "in.csv", "item,to\ngallium,US\ngallium,DE\n")
        screening = screen(file, "out.csv", "--on", "2025-06-01", "--data", str(small), "--compare-data", str(other))
        assert answers(screening.rows, "decision", "compared_decision") == [("prohibited", "no_control_found")]
        assert column(screening.rows, "compared_why") == [
            "acme-2025-1/1 (No gallium to the United States): pending → in force"
        ]
        file = given(
            tmp_path, "in.csv", "item,to,entry\ngallium,US,3C001.a\ngallium,DE,\nx,nowhere,\ngallium,US,none\n"
        )
        screening = screen(file, "out.csv", "--on", "2025-06-01", "--compare-data", str(other))
        assert [(row["row"], row["column"]) for row in screening.rejected] == [("2", "entry"), ("4", "to")]
        assert screening.rejected[0]["reason"].endswith("(in the law data that is compared)")
        assert (screening.counts.rows, screening.counts.screened) == (4, 2)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--compare", "soon"], "--compare: 'soon' is not a date"),
            (["--compare-data", "nowhere"], "nowhere: "),
            (
                ["--compare", DAY, "--baseline", "in.csv"],
                "--baseline: cannot be used together with --compare; leave one of them out",
            ),
        ],
    )
    def test_invalid_options_are_reported(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
    ) -> None:
        """In one line, and nothing is written."""
        monkeypatch.chdir(tmp_path)
        given(tmp_path, "in.csv", GOOD)
        answer = ask("screen", "in.csv", "-o", "out.csv", *arguments)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.splitlines()[-1].removeprefix("exportctl: ").startswith(message) or message in answer.err
        assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


class TestWatch:
    """`watch` holds the answers in a file against those of now."""

    @pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "feather", "xlsx"])
    def test_nothing_changed_on_the_same_day(self, tmp_path: Path, format_: str) -> None:
        """Whatever the format."""
        screened = screen(given(tmp_path, "in.csv", GOOD), f"last.{format_}", "--on", DAY).output
        answer = ask("watch", str(screened), "--on", DAY)
        expected = (
            "0 OF 5 ROWS DIFFER compared with the answers in the earlier screening "
            "0 of 5 rows stricter than in the earlier screening, 0 less strict, "
            "0 with the same decision by other provisions (not shown). Law data as of "
        )
        assert (answer.code, answer.words.startswith(expected)) == (0, True)

    def test_a_file_that_cannot_be_read_leads_the_answer(self, tmp_path: Path) -> None:
        """That no row of the others differs is no answer about its rows; a screening leads with it, too."""
        screened = screen(given(tmp_path, "in.csv", GOOD), "last.csv", "--on", DAY).output
        watched = ask("watch", str(screened), str(tmp_path / "nope.csv"), "--on", DAY)
        assert watched.code == 2
        assert watched.words.startswith("1 OF 2 FILES COULD NOT BE READ 0 of 5 rows differ | compared with ")
        again = ask("screen", str(screened), str(tmp_path / "nope.csv"), "--on", DAY)
        assert again.code == 2
        assert again.words.startswith("1 OF 2 FILES COULD NOT BE READ 5 rows | ")

    @pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "xlsx"])
    def test_changes_equal_two_screenings(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
        """A row has both answers; the suspension is reported by the day on which the earlier answer ended."""
        monkeypatch.setenv("COLUMNS", "400")
        screened = screen(given(tmp_path, "in.csv", GOOD), f"last.{format_}", "--on", DAY).output
        output = tmp_path / f"changed.{format_}"
        answer = ask("watch", str(screened), "--on", LATER, "-o", str(output))
        rows = rows_of(output)
        assert (answer.code, len(rows)) == (1, 4)
        now = {row["sku"]: row for row in screen(screened, "now.csv", "--on", LATER).rows}
        before = {row["sku"]: row for row in screen(screened, "before.csv", "--on", DAY).rows}
        for row in rows:
            sku = str(int(row["sku"]))
            assert answers([row], "decision", "settled") == answers([now[sku]], "decision", "settled")
            assert answers([row], "compared_decision", "compared_settled") == answers(
                [before[sku]], "decision", "settled"
            )
        assert rows[0]["compared_why"].startswith("mofcom-2024-46/2 (Presumption of denial for gallium")
        assert rows[0]["compared_why"].endswith(": suspended → unconfirmed")
        assert " 2 licence required → presumption of denial; now unconfirmed " in answer.words
        assert "(4 of them selected)" in answer.err

    def test_the_reason_is_the_cause_and_not_what_follows_from_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without the suspension, holmium is dual-use again, so that No. 46/2024, para. 1, which did not change, may apply."""
        monkeypatch.setenv("COLUMNS", "400")
        screened = screen(given(tmp_path, "in.csv", "item,to\nholmium,US\n"), "last.csv", "--on", DAY).output
        answer = ask("watch", str(screened), "--on", LATER, "-o", str(tmp_path / "changed.csv"))
        (row,) = rows_of(tmp_path / "changed.csv")
        assert "mofcom-2024-46/1" in row["provisions"]
        assert row["compared_why"] == (
            "mofcom-2025-57/1 (Licence for holmium, erbium, thulium, europium and ytterbium items): suspended → unconfirmed"
        )
        assert "No. 57/2025, para. 1: suspended → unconfirmed" in answer.words
        assert "No. 46/2024" not in answer.words

    @pytest.mark.parametrize(
        ("earlier", "now", "change"),
        [
            ("on-face", "extended", "unconfirmed; treated as suspended, because an extension is assumed"),
            ("extended", "on-face", "unconfirmed; treated as in force, because no extension is assumed"),
        ],
    )
    def test_another_reading_is_a_reason(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: str, now: str, change: str
    ) -> None:
        """The unconfirmed provisions of each row are named, although their status is the same on both days."""
        monkeypatch.setenv("COLUMNS", "400")
        rows = "item,to\ngallium,US\nholmium,US\nlithium iron phosphate cathode material,US\ntoys,US\n"
        file = given(tmp_path, "in.csv", rows)
        screened = screen(file, "last.csv", "--on", LATER, "--assume", earlier).output
        answer = ask("watch", str(screened), "--on", LATER, "--assume", now, "-o", str(tmp_path / "changed.csv"))
        reasons = [row["compared_why"].partition(" (")[0] for row in rows_of(tmp_path / "changed.csv")]
        assert reasons == ["mofcom-2024-46/2", "mofcom-2025-57/1", "mofcom-2025-58/1"]
        for name in ("No. 46/2024, para. 2", "No. 57/2025, para. 1", "No. 58/2025, para. 1"):
            assert f"{name}: {change}" in answer.words
        same = ask("watch", str(screened), "--on", LATER, "--assume", earlier).words
        assert "0 OF 4 ROWS DIFFER" in same

    def test_a_chinese_workbook_has_chinese_reasons(self, tmp_path: Path) -> None:
        """As its headings are; the ids of provisions are codes."""
        screened = screen(given(tmp_path, "in.csv", "item,to\ngallium,US\n"), "last.csv", "--on", DAY).output
        output = tmp_path / "changed.xlsx"
        ask("watch", str(screened), "--on", LATER, "-o", str(output), "--lang", "zh")
        (row,) = rows_of(output)
        assert row["compared_why"].startswith("mofcom-2024-46/2（")
        assert row["compared_why"].endswith("）：暂停实施 → 状态待确认")

    def test_the_exit_code_is_that_of_what_changed(self, tmp_path: Path) -> None:
        """A row that was at the gate before and is so now is no news."""
        for rows, code in (("4,holmium,US", 1), ("2,cotton T-shirts,DE", 0), ("3,graphite,JP", 3)):
            screened = screen(given(tmp_path, "in.csv", f"sku,item,to\n{rows}\n"), "last.csv", "--on", DAY).output
            assert ask("watch", str(screened), "--on", LATER).code == code
            assert ask("watch", str(screened), "--on", DAY).code == 0

    def test_other_data_is_news(self, tmp_path: Path, small: Path, other: Path) -> None:
        """A row with a day of its own changes only with the data."""
        file = given(tmp_path, "in.csv", "item,to,on\ngallium,US,2025-06-01\n")
        screened = screen(file, "last.csv", "--data", str(other)).output
        assert ask("watch", str(screened), "--data", str(other)).code == 0
        answer = ask("watch", str(screened), "--data", str(small), "-f", "json")
        assert (answer.code, answer.json["changes"][0]["after"]["decision"]) == (1, "prohibited")

    def test_a_gate_names_what_changed(self, tmp_path: Path) -> None:
        """Other rows are no cases, at whatever gate."""
        screened = screen(given(tmp_path, "in.csv", GOOD), "last.csv", "--on", DAY).output
        (run,) = ask("watch", str(screened), "--on", LATER, "-f", "sarif").json["runs"]
        assert sum(run["properties"]["counts"].values()) == 4

    def test_a_file_without_answers_is_refused(self, tmp_path: Path) -> None:
        """It was not screened; a row with an invalid answer is rejected."""
        file = given(tmp_path, "in.csv", GOOD)
        answer = ask("watch", str(file))
        assert (answer.code, answer.err) == (
            2,
            f"exportctl: {file}: has no column 'decision'; use a complete file that screen wrote\n",
        )
        rows = [json.loads(line) for line in screen(file, "last.jsonl").output.read_text(encoding="utf-8").splitlines()]
        rows[1]["decision"] = "free"
        odd = given(tmp_path, "odd.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        answer = ask("watch", str(odd))
        assert (answer.code, "row 2, decision: 'free' is not one of no_control_found" in answer.err) == (2, True)
        assert "5 rows: 4 screened" in answer.err

"""The words of a row match those of `check` for the same facts: other rules, parties, the next change, and what to do."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import load_workbook

from tests.cli.program import ask

pytestmark = pytest.mark.usefixtures("remembered")

MITSUBISHI = "三菱重工业株式会社"
"""A company that is on no list, while others of its group are."""
_NOTICES = re.compile(r"\[([^\]]+)\]")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def words_of(head: str, rows: Sequence[tuple[str, ...]], *options: str) -> list[dict[str, str]]:
    """Return the rows of the workbook of a file, by their headings."""
    text = StringIO()
    csv.writer(text).writerows([head.split(","), *rows])
    Path("in.csv").write_text(text.getvalue(), encoding="utf-8")
    ask("screen", "in.csv", "-o", "out.xlsx", *options)
    headings, *cells = load_workbook("out.xlsx").get_sheet_by_index(1).to_python()
    return [dict(zip(map(str, headings), map(str, row), strict=True)) for row in cells]


def sheet(name: str) -> list[list[str]]:
    """Return the cells of a sheet of the workbook."""
    return [[str(cell) for cell in row] for row in load_workbook("out.xlsx").get_sheet_by_name(name).to_python()]


class TestOtherRules:
    """Acts of other regimes that name goods without a control."""

    def test_a_row_names_the_acts_that_check_names(self) -> None:
        """The same acts for every mix of goods, places and days in one file, although rows share their answers."""
        goods = (
            "antimony trioxide 99.5 %",
            "silver bars",
            "cotton shirts",
            "cerium oxide",
            "三氧化二锑",
            "molybdenum ore",
        )
        questions = list(product(goods, ("JP", "US", "KP"), ("2025-06-01", "2026-01-01", "2026-11-30")))
        rows = words_of("item,to,on", questions)
        named = 0
        for row, (item, to, on) in zip(rows, questions, strict=True):
            printed = " ".join(ask("check", item, "--to", to, "--on", on).out.split())
            rules = printed.partition("Other rules")[2].partition("To do")[0]
            acts = _NOTICES.findall(rules)
            assert all(act in row["To do"] for act in acts), (item, to, on)
            assert ("Other rules name these goods" in row["To do"]) == bool(acts), (item, to, on)
            named += bool(acts)
        assert named

    def test_the_page_and_junit_name_them_too(self) -> None:
        """Both readers see why goods without a control are not free."""
        words_of(
            "item,to,on", [("antimony trioxide 99.5 %", "JP", "2026-11-30"), ("cotton shirts", "JP", "2026-11-30")]
        )
        assert ask("report", "in.csv", "-o", "page.html").code == 0
        assert "Other rules name these goods: No. 68/2025 (" in Path("page.html").read_text(encoding="utf-8")
        for command in (
            ["screen", "in.csv"],
            ["check", "antimony trioxide 99.5 %", "--to", "JP", "--on", "2026-11-30"],
        ):
            suite = ET.fromstring(ask(*command, "--format", "junit").out)  # noqa: S314 - the program wrote it
            texts = [element.text or "" for element in suite.iter("system-out")]
            assert len(texts) == 1, command
            assert "No. 68/2025 (" in texts[0]
            assert "No. 89/2025 (" in texts[0]

    def test_in_chinese_they_are_chinese(self) -> None:
        """The citation and the title are those of the act."""
        rows = words_of("item,to,on", [("三氧化二锑 99.5 %", "JP", "2026-11-30")], "--lang", "zh")
        assert rows[0]["处理建议"].startswith("其他规定列明此类货物：商务部公告2025年第68号（")

    def test_the_columns_of_programs_stay(self) -> None:
        """A CSV file has the public columns and no others."""
        words_of("item,to,on", [("antimony trioxide 99.5 %", "JP", "2026-11-30")])
        ask("screen", "in.csv", "-o", "out.csv")
        header = Path("out.csv").read_text(encoding="utf-8").splitlines()[0]
        assert "exportctl:" not in header
        assert "other_rules" not in header


class TestNextChange:
    """A change that depends on a suspension is marked as unconfirmed."""

    @pytest.mark.parametrize(
        ("options", "heading", "words"),
        [
            ((), "Next change", "from 2026-11-28: presumption of denial, unless extended"),
            (("--assume", "extended"), "Next change", "from 2026-11-28: licence required, if extended"),
            (("--lang", "zh"), "下次变化", "自2026-11-28起：原则上不予许可（如未延期）"),
        ],
    )
    def test_it_is_unconfirmed(self, options: tuple[str, ...], heading: str, words: str) -> None:
        """No act confirms that the suspension of No. 46/2024, paragraph 2, continues after 2026-11-27."""
        rows = words_of("item,to,on", [("gallium", "US", "2026-11-25")], *options)
        assert rows[0][heading] == words

    def test_a_published_change_is_certain(self) -> None:
        """The control of gallium began on a published day."""
        rows = words_of("item,to,on", [("gallium", "DE", "2023-07-15")])
        assert rows[0]["Next change"] == "from 2023-08-01: licence required"


class TestParties:
    """A stated party is screened, and the row has the result."""

    def test_a_related_party_is_named(self) -> None:
        """Companies of its group are on lists; the party is on none, and the goods decide."""
        named = [("cotton shirts", MITSUBISHI), ("gallium", MITSUBISHI), ("cotton shirts", "Acme Trading")]
        shirts, gallium, acme = words_of("item,end_user", named, "--set", "to=JP", "--on", "2026-11-25")
        related = "A party is related to parties designated by No. 11/2026 (control list, in force)"
        assert related in shirts["Reason"]
        assert related in gallium["Reason"]
        assert "related" not in acme["Reason"]
        (row,) = words_of("item,end_user", named[:1], "--set", "to=JP", "--on", "2026-11-25", "--lang", "zh")
        assert "交易相关方与商务部公告2026年第11号（出口管制管控名单，施行中）" in row["理由"]

    def test_a_listing_has_the_status_of_its_measure_on_the_day_of_the_row(self) -> None:
        """Three decisions suspended No. 21/2025 in turn; the last day of the third is 2026-11-09, and no act extends it."""
        days = ("2025-06-01", "2025-11-09", "2025-11-10", "2026-11-09", "2026-12-01")
        rows = [("bolts", "TCOM, Limited Partnership", day) for day in days]
        found = words_of("item,end_user,on", rows, "--set", "to=US")
        statuses = [re.findall(r"No. 21/2025 \(control list, ([^)]+)\)", row["Reason"])[0] for row in found]
        assert statuses == [
            "suspended through 2025-08-11 by MOFCOM decision of 2025-05-14",
            "suspended through 2025-11-09 by MOFCOM decision of 2025-08-12",
            "suspended through 2026-11-09 by MOFCOM decision of 2025-11-05",
            "suspended through 2026-11-09 by MOFCOM decision of 2025-11-05",
            "unconfirmed: MOFCOM decision of 2025-11-05 suspended it through 2026-11-09",
        ]

    def test_a_later_designation_is_not_named(self) -> None:
        """No. 11/2026 was published on 2026-02-24; rows of one file have days before and after, and so has a similar name."""
        rows = [("cotton shirts", MITSUBISHI, day) for day in ("2026-01-01", "2026-11-25", "2023-09-01")]
        before, after, long_before = words_of("item,end_user,on", rows, "--set", "to=JP")
        assert "designated" not in before["Reason"]
        assert "No. 11/2026" in after["Reason"]
        assert "designated" not in long_before["Reason"]
        rows = [("cotton shirts", "Skydyo", day) for day in ("2023-09-01", "2026-11-25")]
        before, after = words_of("item,end_user,on", rows, "--set", "to=US")
        assert before["To do"] == "Check the other regimes."
        assert "designated" not in before["Reason"]
        assert "A party may be one designated by" in after["Reason"]

    def test_a_stated_party_is_not_asked_for(self) -> None:
        """Rows of one file may state a party or none."""
        stated, none = words_of(
            "item,to,end_user", [("cotton shirts", "US", "Acme Trading"), ("cotton shirts", "US", "")]
        )
        assert stated["To do"] == "Check the other regimes."
        assert none["To do"] == "Check the parties and the other regimes."
        assert ["no control found", "Check parties that rows do not state, and the other regimes."] in [
            line[:2] for line in sheet("Summary")
        ]

    def test_a_party_of_all_rows_is_stated_in_each(self) -> None:
        """It needs no column."""
        (row,) = words_of("item,to", [("cotton shirts", "JP")], "--set", f"party={MITSUBISHI}", "--on", "2026-11-25")
        assert row["To do"] == (
            "Establish which company of the group takes part; if it is a listed one, ask again with its name. "
            "Check the other regimes."
        )
        assert "related to parties designated by" in row["Reason"]

    @pytest.mark.parametrize("name", ["Skydyo", "Skidio Inc", "Skydio, Dallas"])
    def test_a_similar_name_is_compared(self, name: str) -> None:
        """The row has its own name, not that of another row with the same answer, and no word on dual-use goods."""
        on = ("--on", "2026-09-01")
        first, row, unstated = words_of(
            "item,to,end_user",
            [("cotton shirts", "US", "Skydioo"), ("cotton shirts", "US", name), ("gallium", "US", "")],
            *on,
        )
        advice = " ".join(ask("check", "cotton shirts", "--to", "US", "--party", f"end-user={name}", *on).out.split())
        compare = f"Compare {name} with the listing: exportctl party "
        assert compare in advice
        assert row["To do"].startswith(compare)
        assert "[[not_the_same]]" in row["To do"]
        assert row["Reason"].startswith("More information is needed: a party may be listed.")
        assert first["To do"].startswith("Compare Skydioo with the listing: exportctl party Skydioo.")
        assert not any("dual-use" in item["To do"] or "column party" in item["To do"] for item in (first, row))
        assert "Compare" not in unstated["To do"]

    def test_a_similar_name_beside_other_questions(self) -> None:
        """The columns of the other facts are still to be filled in."""
        (row,) = words_of("item,to,end_user", [("gallium", "US", "Skydyo")], "--on", "2026-09-01")
        assert "Add the columns “End use” and “Type of end user”. Then screen the file again." in row["To do"]
        assert "Compare Skydyo with the listing" in row["To do"]

    def test_several_parties_of_a_row(self) -> None:
        """Each similar name is compared, and the others are not."""
        (row,) = words_of(
            "item,to,party", [("cotton shirts", "US", "Skydyo; Acme Trading; Skidio Inc")], "--on", "2026-09-01"
        )
        assert "Compare Skydyo with" in row["To do"]
        assert "Compare Skidio Inc with" in row["To do"]
        assert "Acme" not in row["To do"]

    def test_a_name_that_is_near_a_listed_one_may_be_misspelt(self) -> None:
        """The decision is that of any other company; rows with the same answer have their own names, from the listing on."""
        names = [("Acme Trading", "2026-09-01"), ("Lokheed Martn", "2026-09-01"), ("Genral Dynamic", "2026-09-01")]
        rows = [("cotton shirts", "DE", *row) for row in (*names, ("Genral Dynamic", "2023-09-01"))]
        acme, lockheed, dynamics, before = words_of("item,to,end_user,on", rows)
        near = "Check the spelling of Lokheed Martn; the nearest listed name is Lockheed Martin Corporation."
        assert lockheed["To do"].endswith(near)
        assert "the nearest listed name is General Dynamics." in dynamics["To do"]
        assert {row["Decision"] for row in (acme, lockheed, dynamics, before)} == {"no control found"}
        assert "spelling" not in acme["To do"] + before["To do"]
        answer = ask("check", "cotton shirts", "--to", "DE", "--party", "end-user=Lokheed Martn", "--on", "2026-09-01")
        assert "the nearest listed name is Lockheed Martin Corporation" in answer.words


class TestSteps:
    """The steps of rows depend on their destination, and the summary counts each row once."""

    def test_a_step_for_a_destination(self) -> None:
        """To Japan, military strength is ruled out; to Germany, no such step is there."""
        japan, germany = words_of("item,to", [("gallium", "日本"), ("gallium", "DE")], "--on", "2026-08-01")
        assert "Japan's military strength" in japan["To do"]
        assert "Japan" not in germany["To do"]

    def test_known_uses_leave_the_step_for_a_destination(self) -> None:
        """With civil use stated, both rows have the same answer, and not the same steps."""
        head, civil = "item,to,end_use,end_user_type", ("civil", "civil")
        rows = [("gallium", "DE", *civil), ("gallium", "JP", *civil), ("gallium", "FR", *civil)]
        germany, japan, france = words_of(head, rows, "--on", "2026-08-01")
        assert "Japan's military strength" in japan["To do"]
        assert germany["To do"] == france["To do"]
        assert "Japan" not in germany["To do"]

    def test_the_steps_of_a_decision_add_up(self) -> None:
        """Helium once, and the party on the Unreliable Entity List with it."""
        prohibited = [
            ("helium", "DE", ""),
            ("helium", "FR", ""),
            ("heavy water", "DE", ""),
            ("cotton shirts", "US", "TCOM, Limited Partnership"),
        ]
        words_of("item,to,end_user", prohibited, "--on", "2026-08-01")
        steps = next(line[1] for line in sheet("Summary") if line[0] == "prohibited")
        assert steps.startswith("2 rows: Confirm whether the temporary ban on helium still applies.")
        assert sum(map(int, re.findall(r"(\d+) rows?: ", steps))) == len(prohibited)
        assert "party" in steps or "Unreliable Entity List" in steps


class TestNumbersOfRows:
    """Readers see what became of every row."""

    def test_rows_passed_over_are_in_the_first_sentence(self) -> None:
        """Rejected and passed-over rows are counted once, and the others are the whole of the next numbers."""
        rows = [("gallium", "US", "2026-08-01"), ("gallium", "US", "13/13/2026"), ("", "", ""), ("Total", "", "")]
        text = "item,to,on\n" + "".join(",".join(row) + "\n" for row in rows)
        Path("in.csv").write_text(text, encoding="utf-8")
        english, chinese = (
            " ".join(ask("screen", "in.csv", "-o", "out.csv", *more).out.split()) for more in ((), ("--lang", "zh"))
        )
        assert "Of 4 rows: 1 screened, 2 passed over (1 of totals, 1 blank), 1 rejected." in english
        assert "rejected. 1 of 1 row needs a licence or is prohibited." in english
        assert "could not be read" not in english
        assert "共4行：筛查1行，略过2行（合计行1行、空白1行），无法读取1行。" in chinese
        assert "无法读取1行。1行中有1行须取得许可或者禁止出口。" in chinese.replace(" ", "")

    @pytest.mark.parametrize(
        ("more", "wrong"), [((), "no column for the day was read"), (("--lang", "zh"), "未读取到日期列")]
    )
    def test_a_column_of_ambiguous_days_is_a_column(self, more: tuple[str, ...], wrong: str) -> None:
        """All rows are rejected, but the column is there."""
        Path("in.csv").write_text("item,to,on\ngallium,US,01/02/2026\ngallium,US,03/04/2026\n", encoding="utf-8")
        answer = ask("screen", "in.csv", "-o", "out.csv", *more)
        assert answer.code == 2
        assert wrong not in answer.out
        Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
        assert wrong in ask("screen", "in.csv", "-o", "out.csv", *more).out


def test_one_chinese_term_for_a_reading() -> None:
    """The words that an option offers are those of answers, and earlier words are still accepted."""
    refused = ask("check", "gallium", "--to", "US", "--assume", "maybe", "--lang", "zh").err
    assert "按公告文本（on-face）" in refused
    assert "按文义" not in refused
    answers = {
        ask("check", "gallium", "--to", "US", "--assume", text).out for text in ("on-face", "按公告文本", "按文义")
    }
    assert len(answers) == 1


class TestPageName:
    """The extension of a report's file is that of its format."""

    @pytest.mark.parametrize("name", ["r.ics", "r.pdf", "r.html.gz", "r.csv"])
    def test_another_extension_is_refused(self, name: str) -> None:
        """In one line, before any work, with what is right."""
        Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
        answer = ask("report", "in.csv", "-o", name)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == (
            f"exportctl: --output: '{name}' does not have the extension of a page; write FILE.html, or FILE.xlsx for a "
            "workbook without --format\n"
        )
        assert not Path(name).exists()

    def test_a_format_that_contradicts_the_extension_is_refused(self) -> None:
        """A page is no workbook."""
        Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
        assert ask("report", "in.csv", "-o", "r.xlsx", "--format", "html").code == 2
        assert not Path("r.xlsx").exists()

    @pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page"])
    def test_a_page_has_its_extension_or_none(self, name: str) -> None:
        """A name without an extension contradicts nothing."""
        Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
        assert ask("report", "in.csv", "-o", name).code == 0
        assert Path(name).read_text(encoding="utf-8").startswith("<!doctype html>")

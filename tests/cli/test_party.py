"""`party` finds whether names are designated on a day: the same name surely, a similar one possibly, another one not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from exportctl import api
from tests.cli.program import GATES, Answer, ask
from tests.cli.test_bad_input import refused

IN_JUNE = ("--on", "2025-06-01")
KEYS = {
    "asked",
    "id",
    "name",
    "list",
    "act",
    "status",
    "effect",
    "suspension",
    "score",
    "basis",
    "known_as",
    "confidence",
}


def party(*arguments: str) -> Answer:
    """Ask about names, as JSON."""
    return ask("party", *arguments, "-f", "json")


def matches(answer: Answer) -> list[dict[str, Any]]:
    """Return the hits of the names."""
    by_key: list[dict[str, Any]] = answer.json["matches"]
    return by_key


class TestNames:
    """A name is the same if nothing but spelling differs."""

    @pytest.mark.parametrize(
        ("name", "id_"),
        [
            ("Leidos", "mofcom-2025-13-01"),
            ("LEIDOS", "mofcom-2025-13-01"),
            ("  leidos  ", "mofcom-2025-13-01"),
            ("ＬＥＩＤＯＳ", "mofcom-2025-13-01"),
            ("Leídos", "mofcom-2025-13-01"),
            ("Leidos, Inc.", "mofcom-2025-13-01"),
            ("Leidos LLC", "mofcom-2025-13-01"),
            ("The Leidos GmbH", "mofcom-2025-13-01"),
            ("莱多斯公司", "mofcom-2025-13-01"),
            ("莱多斯", "mofcom-2025-13-01"),
            ("莱多斯有限公司", "mofcom-2025-13-01"),
            ("洛克希德·马丁公司", "mofcom-2025-1-06"),
            ("洛克希德马丁", "mofcom-2025-1-06"),
            ("Dynamics, General", "mofcom-2025-1-01"),
            ("Raytheon Missiles & Defense", "mofcom-2025-1-07"),
            ("Raytheon Missiles and Defense", "mofcom-2025-1-07"),
            ("Boeing Defense, Space & Security", "mofcom-2025-1-05"),
            ("boeing defense space and security", "mofcom-2025-1-05"),
        ],
    )
    def test_the_same_name(self, name: str, id_: str) -> None:
        """Case, width, accents, commas, `&`, the legal form and the order of the words are set aside."""
        answer = party(name, *IN_JUNE)
        by_key = {match["id"]: match for match in matches(answer)}
        assert answer.code == 1
        assert (by_key[id_]["score"], by_key[id_]["asked"]) == (100, name)
        assert by_key[id_]["basis"] in {"name", "alias"}
        assert {match["basis"] for match in by_key.values()} <= {"name", "alias"}

    @pytest.mark.parametrize(
        ("name", "id_"),
        [
            ("Leids", "mofcom-2025-13-01"),
            ("Leidoss", "mofcom-2025-13-01"),
            ("Leidso", "mofcom-2025-13-01"),
            ("Leisdos Inc", "mofcom-2025-13-01"),
            ("Lokheed Martin", "mofcom-2025-1-06"),
            ("Lockhead Martin Corp", "mofcom-2025-1-06"),
            ("LockheedMartin", "mofcom-2025-1-06"),
            ("Northrop Grumann", "mfa-2023-09-15-02"),
            ("Raytheon Missile & Defense", "mofcom-2025-1-07"),
            ("Bøing Defense, Space & Security", "mofcom-2025-1-05"),
        ],
    )
    def test_a_similar_name(self, name: str, id_: str) -> None:
        """A letter dropped, doubled, replaced or swapped may be a slip: the code is 3, and never 0."""
        answer = party(name, *IN_JUNE)
        by_key = {match["id"]: match for match in matches(answer)}
        assert answer.code == 3
        assert (by_key[id_]["basis"], 88 <= by_key[id_]["score"] < 100) == ("fuzzy", True)
        (decision,) = answer.json["decisions"]
        assert (decision["decision"], decision["worst_case"]) == ("undecided", "prohibited")
        table = ask("party", name, *IN_JUNE).words
        assert table.startswith(
            f"MAY BE LISTED {name} | 2025-06-01 (Sun) A listed party may have this name. Worst case: prohibited"
        )
        assert "% alike)" in table

    @pytest.mark.parametrize("name", ["Raytheon", "RTX", "川崎重工"])
    def test_a_name_that_may_be_listed_is_undecided(self, name: str) -> None:
        """No document clears a name that may be a listed party's, since nothing may be open about `no_control_found`."""
        answer = party(name, "--on", "2026-10-01")
        undecided = {"name": name, "decision": "undecided", "worst_case": "prohibited"}
        assert (answer.code, answer.json["decisions"]) == (3, [undecided])
        assert api.party(name, on="2026-10-01").decisions == {name: "undecided"}
        markdown = ask("party", name, "--on", "2026-10-01", "-f", "markdown").out
        assert "| undecided | undecided |" in markdown
        assert "no control found" not in markdown

    @pytest.mark.parametrize("name", ["Acme Toys", "Hanseatic Bakery Supplies", "汉莎面包店", "Martin", "General", "X"])
    def test_another_name(self, name: str) -> None:
        """A name that shares a word with a designated one is not it."""
        answer = party(name, *IN_JUNE)
        assert (answer.code, matches(answer)) == (0, [])
        assert ask("party", name, *IN_JUNE).words.startswith(
            f"NOT LISTED {name} | 2025-06-01 (Sun) No listing of this name is in force on this day. Goods and natural persons "
            "are not checked."
        )

    def test_the_data_holds_no_persons(self) -> None:
        """Acts also name persons: the first line and the help state that they are not checked."""
        assert (
            "2 not listed. Goods and natural persons are not checked."
            in ask("party", "Puma Shen", "沈伯洋", *IN_JUNE).words
        )
        assert "Names of companies and institutions" in ask("party", "--help").words

    @pytest.mark.parametrize(
        ("names", "unchecked"),
        [
            (("Mitsubishi Heavy Industries",), True),
            (("Leidos",), True),
            (("Hanwha Shippin", "Hanwha Ocean"), True),
            (("MP Materials", "Leidos"), True),
            (("MP Materials",), False),
            (("MP Materials", "TDK Corporation"), False),
        ],
    )
    def test_a_result_weaker_than_a_licence_states_what_is_not_checked(
        self, names: tuple[str, ...], unchecked: bool
    ) -> None:
        """It clears neither goods nor persons; a licence or a prohibition needs no such note."""
        printed = ask("party", *names, "--on", "2026-11-28").words
        assert ("Goods and natural persons are not checked." in printed) == unchecked

    @pytest.mark.parametrize(
        ("english", "chinese"),
        [
            ("Boeing", "波音"),
            ("Mitsubishi Heavy Industries", "三菱重工业株式会社"),
            ("Mitsubishi Heavy Industries", "三菱重工"),
            ("Fujitsu", "富士通"),
            ("Hitachi", "日立"),
            ("Toyota Motor Corporation", "丰田汽车"),
            ("Thales", "泰雷兹"),
        ],
    )
    def test_a_company_of_the_group_is_the_same_in_both_languages(self, english: str, chinese: str) -> None:
        """A parent is related to the same listed companies, however its name is written."""
        first, second = (party(name, "--on", "2026-11-30") for name in (english, chinese))
        assert first.code == second.code == 0
        assert {item["id"] for item in matches(first)} == {item["id"] for item in matches(second)} != set()

    @pytest.mark.parametrize(
        "names",
        [
            ("Kawasaki Heavy Industries", "川崎重工业", "川崎重工", "Kawasaki Heavy Industries, Ltd."),
            ("Raytheon", "雷神"),
        ],
    )
    def test_a_company_of_which_a_part_is_listed_may_be_listed_in_both_languages(self, names: tuple[str, ...]) -> None:
        """No. 11/2026 lists an in-house company of Kawasaki: it is no other person. A list that was not read hides no other one."""
        answers = [party(name, "--on", "2026-11-30") for name in names]
        assert {answer.code for answer in answers} == {3}
        assert len({frozenset(item["id"] for item in matches(answer)) for answer in answers}) == 1
        for name in names:
            assert ask("party", name, "--on", "2026-11-30").words.startswith("MAY BE LISTED ")

    @pytest.mark.parametrize(("threshold", "code"), [("0", 3), ("88", 3), ("90", 0), ("100", 0)])
    def test_the_threshold_sets_the_similarity(self, threshold: str, code: int) -> None:
        """One slip of nine letters is 89."""
        answer = party("Leidoss", *IN_JUNE, "--threshold", threshold)
        assert answer.code == code
        assert all(match["score"] >= int(threshold) for match in matches(answer))
        assert party("Leidos", *IN_JUNE, "--threshold", threshold).code == 1

    @pytest.mark.parametrize("threshold", ["101", "-1", "88.5", "high", "", "٩٠", "1000000"])
    def test_an_invalid_threshold(self, threshold: str) -> None:
        """It is a whole number from 0 to 100."""
        assert "is not a number from 0 to 100" in refused(party("Leidos", f"--threshold={threshold}"))


class TestSeveral:
    """Several names have an answer each."""

    def test_the_strictest_code_is_the_code(self) -> None:
        """1 beats 3, and 3 beats 0."""
        assert party("Acme Toys", "Leidoss", "Leidos", *IN_JUNE).code == 1
        assert party("Acme Toys", "Leidoss", *IN_JUNE).code == 3

    def test_each_name_has_a_decision_in_order(self) -> None:
        """A repeated name is answered twice."""
        names = ["Acme Toys", "Leidos", "Acme Toys"]
        document = party(*names, *IN_JUNE).json
        assert document["query"]["names"] == names
        assert [(item["name"], item["decision"]) for item in document["decisions"]] == [
            ("Acme Toys", "no_control_found"),
            ("Leidos", "prohibited"),
            ("Acme Toys", "no_control_found"),
        ]

    def test_names_come_from_a_file(self, tmp_path: Path) -> None:
        """One name a line, after those of the command line; a mark at the start and empty lines are passed over."""
        file = tmp_path / "names.txt"
        file.write_bytes("\ufeffLeidos\r\n\r\n   \r\n 莱多斯公司 \r\nAcme Toys".encode())
        answer = party("Bakers", "--file", str(file), *IN_JUNE)
        assert (answer.code, answer.json["query"]["names"]) == (1, ["Bakers", "Leidos", "莱多斯公司", "Acme Toys"])
        assert [match["asked"] for match in matches(answer)] == ["Leidos", "莱多斯公司"]

    def test_a_check_without_names_ends_with_4(self, tmp_path: Path) -> None:
        """Without a name, and with a file of empty lines, the code is 4."""
        file = tmp_path / "names.txt"
        file.write_text("\n \n", encoding="utf-8")
        for arguments in ((), ("--file", str(file))):
            assert (party(*arguments).code, matches(party(*arguments))) == (4, [])
            assert ask("party", *arguments).code == 4

    @pytest.mark.parametrize("name", ["", "  ", "..."])
    def test_an_invalid_name(self, name: str) -> None:
        """A name has a letter in it."""
        assert "is not a name" in refused(party(name))

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A missing file, a folder, another encoding and a line without a letter are refused."""
        (tmp_path / "latin.txt").write_bytes("Société".encode("latin-1"))
        (tmp_path / "dots.txt").write_text("Leidos\n...\n", encoding="utf-8")
        for name, words in (
            ("nowhere.txt", "No such file"),
            ("", "Is a directory"),
            ("latin.txt", "is not UTF-8 text"),
            ("dots.txt", "'...' is not a name"),
        ):
            assert words in refused(party("--file", str(tmp_path / name)))


class TestFileOfNames:
    """A text file has one name a line."""

    def test_comments_and_a_heading_are_no_names(self, tmp_path: Path) -> None:
        """A note counts them; a heading further down is a name like the others."""
        file = tmp_path / "names.txt"
        file.write_text("# suppliers\nName\nACME Corp\n\n# old\nLeidos\n", encoding="utf-8")
        answer = ask("party", "--file", str(file), "-f", "json")
        assert answer.json["query"]["names"] == ["ACME Corp", "Leidos"]
        assert "exportctl: lines passed over as comments (#) or as a heading: 3\n" in answer.err
        file.write_text("ACME Corp\nName\n", encoding="utf-8")
        answer = ask("party", "--file", str(file), "-f", "json")
        assert (len(answer.json["query"]["names"]), "passed over" in answer.err) == (2, False)

    @pytest.mark.parametrize("name", ["names.xlsx", "NAMES.XLSX"])
    def test_a_workbook_of_names_is_read(self, name: str, tmp_path: Path) -> None:
        """Its first visible sheet, as `screen` reads it; a note has the others, and errors have the rows of the spreadsheet."""
        file = tmp_path / name

        def write(*rows: tuple[str, ...], hidden: bool = False) -> None:
            with xlsxwriter.Workbook(str(file)) as book:
                sheet, other = book.add_worksheet("Customers"), book.add_worksheet("Other")
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
                other.write(0, 0, "Leidos Inc")
                if hidden:
                    other.hide()

        write(("No", "Name", "国家"), ("1", "Lockheed Martin", "美国"), ("2", "", ""), ("3", "Acme Toys", ""))
        answer = ask("party", "--file", str(file), "--on", "2026-10-01", "-f", "json")
        assert answer.json["query"]["names"] == ["Lockheed Martin (US)", "Acme Toys"]
        assert f"{file}: sheet 1 of 2, not read: 'Other' (Leidos Inc)" in answer.err
        write(("Name", "Country"), ("Acme Toys", ""), ("Leidos Inc", "Atlantis"))
        assert f"{file}: row 3" in ask("party", "--file", str(file)).err
        write(("Name",), ("#REF!",))
        assert f"{file}: row 2: '#REF!' is an error of a spreadsheet formula" in ask("party", "--file", str(file)).err
        write(("Company",), ("Acme Toys",))
        assert "one column must be called name" in ask("party", "--file", str(file)).err
        write(("Name",), ("Acme Toys",), hidden=True)
        answer = ask("party", "--file", str(file))
        assert (answer.code, answer.out) == (2, "")
        assert (
            "sheet 'Other' is not read, so no name in it would be checked; move it to a file of its own" in answer.err
        )

    def test_a_column_below_a_merged_heading_of_names_is_not_missed(self, tmp_path: Path) -> None:
        """A person reads both columns as names; only the first has one in the file."""
        file = tmp_path / "names.xlsx"
        with xlsxwriter.Workbook(str(file)) as book:
            sheet = book.add_worksheet()
            sheet.merge_range("A1:B1", "Name")
            sheet.write_row(1, 0, ["Acme Toys", "TechInsights"])
        answer = ask("party", "--file", str(file), "--on", "2025-12-01")
        line = f"{file}: column B has no name below the merged cell 'Name', so no name in it would be checked"
        assert (answer.code, answer.out, answer.err) == (
            2,
            "",
            f"exportctl: --file: {line}; put all names in one column\n",
        )

    @pytest.mark.parametrize("name", ["names.xlsb", "names.ods"])
    def test_another_workbook_of_names_is_refused_with_what_to_do(self, name: str, tmp_path: Path) -> None:
        """No name in it is checked, and none is read from its bytes."""
        file = tmp_path / name
        with xlsxwriter.Workbook(str(file)) as book:
            book.add_worksheet().write_column(0, 0, ["name", "Lockheed Martin"])
        line = f"exportctl: --file: {file}: is a workbook; save the sheet as CSV UTF-8\n"
        for arguments in (("party",), ("party", "Acme Toys")):
            answer = ask(*arguments, "--file", str(file), "--on", "2026-10-01")
            assert (answer.code, answer.out, answer.err) == (2, "", line)
        chinese = ask("--lang", "zh", "party", "--file", str(file))
        assert (chinese.code, chinese.out) == (2, "")
        assert chinese.err == f"exportctl: --file: {file}: 是工作簿；请将工作表另存为CSV UTF-8\n"

    def test_the_sheet_of_a_workbook_that_is_saved_as_csv_is_read(self, tmp_path: Path) -> None:
        """The step that the refusal names works, with the byte order mark that spreadsheet programs write."""
        file = tmp_path / "names.csv"
        file.write_bytes("\ufeffname,country\r\nLockheed Martin,US\r\n".encode())
        answer = ask("party", "--file", str(file), "--on", "2026-10-01", "-f", "json")
        assert (answer.code, answer.json["query"]["names"]) == (1, ["Lockheed Martin (US)"])


class TestDays:
    """A designation has the dates of its act: it starts, may be suspended, stopped, or not settled."""

    @pytest.mark.parametrize(
        ("name", "day", "status", "code"),
        [
            ("Leidos", "2025-03-03", None, 0),
            ("Leidos", "2025-03-04", "in_force", 1),
            ("Leidos", "2025-11-09", "in_force", 1),
            ("Leidos", "2025-11-10", "ended", 0),
            ("Leidos", "2026-10-10", "ended", 0),
            ("Universal Logistics Holdings, Inc.", "2026-11-09", "suspended", 0),
            ("SUBARU", "2026-02-23", None, 0),
            ("SUBARU", "2026-02-24", "in_force", 1),
        ],
    )
    def test_the_status_of_the_day(self, name: str, day: str, status: str | None, code: int) -> None:
        """No. 13 of 2025 was stopped on 10 November; a stopped or suspended listing is shown all the same."""
        answer = party(name, "--on", day)
        assert answer.code == code
        assert {match["status"] for match in matches(answer)} == ({status} if status else set())

    def test_a_suspended_listing_has_no_effect_on_the_day(self) -> None:
        """As the decision and the exit code have it: the measure is suspended, and the licence for dual-use items remains."""
        name = ("party", "Universal Logistics Holdings, Inc.", "--on", "2026-03-01")
        table = ask(*name)
        assert table.code == 0
        assert re.search(r"NO MEASURE IN FORCE .* none; suspended: .*prohibited .*need a licence", table.words)
        assert "无；暂停实施：" in ask("--lang", "zh", *name).words

    def test_a_stopped_listing_is_no_licence(self) -> None:
        """The table states this, and the effect of the listing stays visible."""
        table = ask("party", "Leidos", "--on", "2025-11-10")
        assert table.code == 0
        headline = (
            "NO MEASURE IN FORCE Leidos | 2025-11-10 (Mon) No measure against this party is in force on this day. "
        )
        assert table.words.startswith(f"{headline}Dual-use items to it still need a licence.")
        assert "control list, No. 13/2025 ended none; was: prohibited" in table.words
        assert "To do Dual-use items to a listed party need a licence even if no measure is in force" in table.words
        several = ask("party", "Leidos", "Lockheed Martin", "--on", "2025-11-10")
        assert "1 listed, but no measure is in force." in several.words
        assert "Dual-use items to a listed party need a licence even if no measure is in force" in several.words
        (text,) = [
            item["text"]
            for item in party("Leidos", "--on", "2025-11-10").json["warnings"]
            if item["code"] == "licence_remains"
        ]
        assert (
            text
            == "'Leidos': the measures of No. 13/2025 are not in force, but dual-use items to this party still need a licence"
        )
        listed = party("Lockheed Martin", "--on", "2025-11-10").json["warnings"]
        assert "licence_remains" not in {item["code"] for item in listed}

    def test_a_listing_that_concerns_dual_use_items_says_so(self) -> None:
        """No. 23 of 2026 prohibits dual-use items and leaves a special case; a countermeasure beside it prohibits more."""
        listed = ask("party", "MP Materials", "--on", "2026-06-22").words
        assert "Exports of dual-use items to this party are prohibited by No. 23/2026." in listed
        assert "Do not export dual-use items to this party." in listed
        assert "only if MOFCOM approves a special case" in listed
        beside = ask("party", "Sierra Nevada Corporation", "--on", "2026-11-20").words
        assert "Exports to this party are prohibited by MFA Order No. 12/2024." in beside
        assert "special case" not in beside

    def test_measures_that_were_not_seen_are_those_of_their_act(self) -> None:
        """Two acts prohibit exports to Lockheed Martin; the decision of 2020 was seen in the news, without its measures."""
        listed = ask("party", "Lockheed Martin Corporation", "--on", "2026-06-22").words
        assert "Exports to this party are prohibited by No. 1/2025 and UEL No. 1/2023." in listed
        assert "Note MFA decision of 2020-07-14: the measures against it were not seen" in listed
        assert "countermeasure list, MFA in force may apply" in listed
        assert "countermeasure list, MFA in force prohibited" not in listed

    def test_a_name_on_the_watch_list_has_its_route(self) -> None:
        """Article 26 of the Regulations leaves an individual licence with a risk assessment."""
        watched = ask("party", "TDK Corporation", "--on", "2026-06-22").words
        assert "Under No. 12/2026, exports of dual-use items to this party need a licence." in watched
        assert "Prepare a risk assessment of the listed party and the promises for an individual licence." in watched

    def test_every_listing_of_a_name_counts(self) -> None:
        """Skydio was on two lists while its listing on a third was suspended."""
        answer = party("Skydio", "--on", "2025-08-12")
        assert answer.code == 1
        assert {match["list"]: match["status"] for match in matches(answer)} == {
            "control_list": "in_force",
            "countermeasure_list": "in_force",
            "unreliable_entity_list": "suspended",
        }

    def test_a_suspension_that_has_run_out_is_not_settled(self) -> None:
        """On its face the listing is back; read as prolonged, it could be, so the code is 3 and not 0."""
        day = ("Universal Logistics Holdings, Inc.", "--on", "2026-11-10")
        (listing,) = [match for match in matches(party(*day)) if match["status"] == "unsettled"]
        assert listing["suspension"]["by"] == "mofcom-decision-2025-11-05"
        assert [party(*day, "--assume", reading).code for reading in ("on-face", "extended")] == [1, 3]
        assert party("Universal Logistics Holdings, Inc.", "--on", "2026-11-09").code == 0

    def test_a_ban_whose_extension_is_unconfirmed_is_not_stated_as_certain(self) -> None:
        """As published, Order No. 6 of 2025 applies again from 2026-11-10; whether its suspension was extended is not known."""
        listed = ask("party", "Hanwha Shipping", "--on", "2026-11-30").words
        assert listed.startswith(
            "PROHIBITED, unless extended Hanwha Shipping | 2026-11-30 (Mon) As published, the suspension of MOFCOM Order No. "
            "6/2025 ended on 2026-11-09: exports to this party are prohibited by MOFCOM Order No. 6/2025. If extended: no control "
            "found. MOFCOM announced an extension through 2027-01-10 but did not name MOFCOM Order No. 7/2025; no act confirms it."
        )
        assert (
            "To do Was MOFCOM Order No. 7/2025 extended? See https://exportcontrol.mofcom.gov.cn. If so, ask again"
            in listed
        )
        assert "Until you know, do not ship." in listed
        several = ask("party", "Hanwha Shipping", "Acme Toys", "--on", "2026-11-30").words
        assert "1 prohibited, unless extended; 1 not listed." in several
        chinese = ask("party", "Hanwha Shipping", "--on", "2026-11-30", "--lang", "zh").words
        assert chinese.startswith("禁止出口（如未延期） Hanwha Shipping")

    def test_an_extension_that_is_assumed_leaves_the_name_as_certain_as_it_is(self) -> None:
        """The name is that of the list; only the suspension is open."""
        listed = ask("party", "Hanwha Shipping", "--on", "2026-11-30", "--assume", "extended")
        assert listed.code == 3
        assert listed.words.startswith(
            "NO CONTROL FOUND, if extended Hanwha Shipping | 2026-11-30 (Mon) If the suspension of MOFCOM Order No. 6/2025, "
            "published through 2026-11-09, was extended: no listing of this name is in force on this day. If not: prohibited."
        )
        assert "extended?" not in listed.words
        assert "Assumed suspensions whose extension is unconfirmed were extended (--assume extended)" in listed.words
        assert "not_the_same" not in listed.words
        similar = ask("party", "Hanwha Shiping", "--on", "2026-11-30", "--assume", "extended").words
        assert similar.startswith("MAY BE LISTED")
        assert "[[not_the_same]]" in similar

    def test_data_that_is_too_old_requires_newer_data(self) -> None:
        """Newer data also answers whether the suspension was extended; a prohibition still requires that."""
        old = ("party", "Hanwha Shipping", "--on", "2026-11-30", "--max-age", "30")
        listed = ask(*old, "--assume", "extended")
        assert listed.code == 3
        assert listed.words.startswith(
            "UNDECIDED Hanwha Shipping | 2026-11-30 (Mon) The law data is older than max_age"
        )
        assert "To do Update the law data and ask again; exportctl data status shows how." in listed.words
        assert "extended?" not in listed.words
        assert "To do Was MOFCOM Order No. 7/2025 extended?" in ask(*old).words

    @pytest.mark.parametrize("reading", ["on-face", "extended"])
    def test_every_format_states_that_the_extension_is_unconfirmed(self, reading: str) -> None:
        """Documents and gates have a word of doubt, too; a ban that other acts confirm has none."""
        for name, doubtful in (("Hanwha Shipping", True), ("Saronic Technologies", False)):
            day = (name, "--on", "2026-11-30", "--assume", reading)
            codes = {item["code"] for item in party(*day).json["warnings"]}
            assert ("unsettled" in codes) == doubtful
            for format_ in ("markdown", "github"):
                printed = ask("party", *day, "--format", format_).words
                assert ("depends on whether a suspension was extended" in printed) == doubtful

    def test_acts_in_force_are_named_before_unconfirmed_ones(self) -> None:
        """Two acts surely prohibit exports to Saronic; the return of No. 21 of 2025 is unconfirmed."""
        listed = ask("party", "Saronic Technologies", "--on", "2026-11-30").words
        assert "Exports to this party are prohibited by MFA Order No. 16/2024 and UEL No. 9/2025." in listed

    @pytest.mark.parametrize(
        ("day", "known", "code"),
        [("2025-06-01", "2025-03-03", 0), ("2025-06-01", "2025-03-04", 1), ("2025-12-01", "2025-11-01", 1)],
    )
    def test_known_on_forgets_what_came_later(self, day: str, known: str, code: int) -> None:
        """Before the act, the name was not listed; before the decision to stop, the listing was in force."""
        assert party("Leidos", "--on", day, "--known-on", known).code == code

    @pytest.mark.parametrize(
        ("more", "later"),
        [
            (("--on", "2026-10-10"), False),
            (("--on", "2026-10-11"), True),
            (("--on", "2026-10-01", "--known-on", "2027-01-01"), True),
        ],
    )
    def test_after_the_data_ends_later_acts_are_missing(self, more: tuple[str, ...], later: bool) -> None:
        """As in `check`: a name may have been listed since."""
        codes = {item["code"] for item in party("Acme Toys", *more).json["warnings"]}
        assert ("after_checked_through" in codes) == later


class TestGate:
    """The gate is the effect from which on the code is 1."""

    @pytest.mark.parametrize(
        ("name", "codes"),
        [("Lockheed Martin", (1, 1, 1, 1, 1, 1)), ("SUBARU", (1, 1, 1, 1, 0, 0)), ("Acme Toys", (1, 0, 0, 0, 0, 0))],
    )
    def test_each_gate_closes_at_its_level(self, name: str, codes: tuple[int, ...]) -> None:
        """The control list prohibits; the watch list requires enhanced review."""
        assert tuple(party(name, "--on", "2026-03-01", "--gate", gate).code for gate in GATES) == codes

    def test_a_similar_name_is_three_only_where_it_could_reach_the_gate(self) -> None:
        """A name like SUBARU's cannot be forbidden."""
        assert [party("SUBARRU", "--on", "2026-03-01", "--gate", gate).code for gate in GATES] == [1, 3, 3, 3, 0, 0]


class TestDocument:
    """The document is `exportctl.party/1`, and the format changes no code."""

    def test_the_document(self) -> None:
        """Each match has exactly the promised fields."""
        document = party("Leidos", "Acme Toys", *IN_JUNE).json
        assert list(document) == ["schema", "query", "matches", "decisions", "law", "warnings", "exit_code"]
        assert document["schema"] == "exportctl.party/1"
        assert document["query"] == {
            "names": ["Leidos", "Acme Toys"],
            "on": "2025-06-01",
            "known_on": None,
            "threshold": 88,
            "assume": "on-face",
            "gate": "license_required",
            "undecided": "fail",
            "max_age": None,
        }
        (match,) = document["matches"]
        assert set(match) == KEYS
        assert match["name"] == {"en": "Leidos", "zh": "莱多斯公司"}
        assert (match["list"], match["act"], match["suspension"]) == ("control_list", "mofcom-2025-13", None)

    def test_before_the_data_begins_a_name_could_be_listed_anywhere(self) -> None:
        """An undecided name never has the worst case "no control"."""
        (decided,) = party("Acme Toys", "--on", "2020-01-02").json["decisions"]
        assert decided == {"name": "Acme Toys", "decision": "undecided", "worst_case": "undecided"}

    @pytest.mark.parametrize("names", [(), ("Leidos",), ("Leidoss",), ("Acme Toys",)])
    def test_the_format_never_changes_the_code(self, names: tuple[str, ...]) -> None:
        """A table ends like a document."""
        assert ask("party", *names, *IN_JUNE).code == party(*names, *IN_JUNE).code


class TestBeforeTheData:
    """On days that the data does not cover, any name may have been listed."""

    @pytest.mark.parametrize(("day", "code"), [("2023-07-31", 3), ("2023-08-01", 0)])
    def test_no_name_is_cleared_there(self, day: str, code: int) -> None:
        """A name that hits nothing is decided from the first day of the data on."""
        answer = ask("party", "Acme Toys", "--on", day)
        assert answer.code == code
        assert ("check earlier lists yourself" in answer.err) == (code == 3)


def test_a_file_is_no_name(tmp_path: Path) -> None:
    """A file of names given as a name would be on no list, and its names would pass unread."""
    file = tmp_path / "names.csv"
    file.write_text("name\nLockheed Martin\n", encoding="utf-8")
    answer = ask("party", str(file))
    assert (answer.code, answer.out) == (2, "")
    assert (
        answer.err == f"exportctl: NAME: '{file}' is a file; to check the names in it: exportctl party --file {file}\n"
    )
    at = ask("party", f"@{file}")
    assert at.err == f"exportctl: NAME: '@{file}' is a file; to check the names in it: exportctl party --file {file}\n"
    party = ask("check", "cotton shirts", "--to", "DE", "--on", "2026-10-01", "--party", f"end-user={file}")
    assert (party.code, party.out) == (2, "")
    assert party.err.startswith(f"exportctl: --party: '{file}' is a file; ")
    assert ask("party", "--file", str(file), "--on", "2026-10-01").code == 1


def test_a_similar_name_shows_first_what_was_read() -> None:
    """Five announcements of 2020 to 2022 print the name without measures; No. 1/2025 and the Unreliable Entity List prohibit."""
    answer = ask("party", "Lockheed Martn", "--on", "2026-10-10")
    assert answer.code == 3
    assert answer.out.index("1/2025") < answer.out.index("UEL No. 1/2023") < answer.out.index("MFA decision of")
    assert [item["act"] for item in matches(party("Lockheed Martn", "--on", "2026-10-10"))][:2] == [
        "mofcom-2025-1",
        "uel-2023-1",
    ]


def test_a_listing_that_was_not_read_repeats_no_reason() -> None:
    """The same name on three lists is one reason; a name that only unread announcements print keeps its caution."""
    words = ask("party", "Lockheed Martn", "--on", "2026-10-10").words
    assert words.count("'Lockheed Martn' resembles") == 1
    question = ("check", "gallium", "--to", "DE", "--on", "2026-10-10", "--party")
    assert ask(*question, "Lockheed Martn", "--notes").words.count("'Lockheed Martin Corporation'") == 1
    assert "the measures against it were not seen" in ask(*question, "Raytheon Technologis", "--notes").words


def test_a_listed_name_whose_measures_were_not_seen_is_listed() -> None:
    """The announcement of 2020 prints it: what is open is what follows, not whether it is this company."""
    answer = ask("party", "Raytheon Technologies", "--on", "2026-10-10")
    assert answer.code == 3
    assert answer.words.startswith("LISTED WITH UNKNOWN MEASURES Raytheon Technologies | 2026-10-10 (Sat)")
    assert "An act lists this name, but its measures were not seen. Worst case: prohibited." in answer.words
    assert "Read the act to find its measures" in answer.words
    assert "[[not_the_same]]" not in answer.words
    similar = ask("party", "Raytheon Technologis", "--on", "2026-10-10").words
    assert similar.startswith("MAY BE LISTED")
    assert "Compare the name with the listing." in similar


def test_several_names_show_which_one_is_only_similar_and_how_to_settle_it() -> None:
    """A listed and a misspelt name have the same listing: only one of them surely is that party."""
    words = ask("party", "Skydio", "Skydoi", "--on", "2026-10-10").words
    assert "1 prohibited; 1 may be listed." in words
    assert words.count("in force; may apply") == 1
    assert "To do Do not export to a prohibited party. Check that it is the listed party. Compare Skydoi with" in words
    assert "exportctl party Skydoi." in words
    chinese = ask("party", "Skydio", "Skydoi", "--on", "2026-10-10", "--lang", "zh").words
    assert "施行中；可能适用" in chinese
    assert "exportctl --lang zh party Skydoi" in chinese


def test_several_names_with_many_steps_show_the_first() -> None:
    """The rest is counted; --all prints it."""
    names = ("Skydoi", "Dedronne", "Boing Defense", "Northrop Gruman", "Lockheed Martn", "Leidos Inc")
    words = ask("party", *names, "--on", "2025-06-01").words
    assert "and 1 more (--all) Law data" in words
    assert "[[not_the_same]]" not in words
    assert "[[not_the_same]]" in ask("party", *names, "--on", "2025-06-01", "--all").words


def test_a_company_of_a_listed_group_has_a_next_step() -> None:
    """The list has companies of the group: which of them takes part decides."""
    words = ask("party", "Mitsubishi Heavy Industries", "--on", "2026-10-10").words
    assert words.startswith("NOT LISTED Mitsubishi Heavy Industries")
    assert (
        "To do Establish which company of the group takes part; if it is a listed one, ask again with its name."
        in words
    )
    chinese = ask("party", "三菱重工业株式会社", "--on", "2026-10-10", "--lang", "zh").words
    assert "处理建议请确认参与交易的是集团中的哪家公司；如为名单主体，请以其名称重新核对。" in chinese.replace(" ", "")
